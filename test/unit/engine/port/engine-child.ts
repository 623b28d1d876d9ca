// Runs the engine's entry in plain Node: Electron's process.parentPort and the port to the window are played over the
export {};
// channel to the parent process. Messages: { to: 'parent' | 'port', data }.
type Listener = (event: { data: unknown; ports: unknown[] }) => void;
interface Wrapped {
  to: 'parent' | 'port';
  data: unknown;
}

const listeners: Record<Wrapped['to'], Listener[]> = { parent: [], port: [] };
const end = (to: Wrapped['to']) => ({
  on: (_event: 'message', listener: Listener) => listeners[to].push(listener),
  postMessage: (data: unknown) => process.send?.({ to, data }),
  start: () => undefined,
  close: () => undefined,
});
const port = end('port');
process.on('message', ({ to, data }: Wrapped) => {
  for (const listener of listeners[to]) listener({ data, ports: to === 'parent' ? [port] : [] });
});
Object.assign(process, { parentPort: end('parent') });
await import('../../../../src-main/engine/port/engine-process');
process.send?.({ to: 'parent', data: 'listening' });
