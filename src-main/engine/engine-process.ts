// Entry of the utility process: one capture. Electron's main process sends where it lies and a port to the window.
import * as v from 'valibot';
import type { EngineLoaded, EngineStart } from '../ipc/engine-contract';
import { PortServer, StatusThrottle, type PortLike } from './port-server';
import { detailOf } from './problems';
import { answerRequest } from './requests';
import { Session } from './session';

// The shape of Electron's process.parentPort; this folder does not know Electron.
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: PortLike[] }) => void): void;
  postMessage(message: unknown): void;
}
const { parentPort } = process as unknown as { parentPort?: ParentPort };

const STATUS_EVERY_MS = 200;

const startMessage: v.GenericSchema<EngineStart> = v.object({
  path: v.pipe(v.string(), v.minLength(1)),
  cacheDir: v.pipe(v.string(), v.minLength(1)),
  follow: v.boolean(),
  more: v.array(v.pipe(v.string(), v.minLength(1))),
});

function start({ path, cacheDir }: EngineStart, port: PortLike, parent: ParentPort): void {
  const session = new Session({ path, cacheDir });
  const server = new PortServer(port, (name, args) => answerRequest(session, name, args));
  const throttle = new StatusThrottle(STATUS_EVERY_MS, () => server.event('status', session.status()));
  let told = false;
  session.onChange = () => {
    const status = session.status();
    throttle.changed(status.phase);
    if (status.phase === 'loading' || told) return;
    told = true;
    const loaded: EngineLoaded = {
      type: 'loaded',
      phase: status.phase,
      frames: status.frames,
      fileBytes: status.fileBytes,
    };
    parent.postMessage(loaded);
  };
  process.once('exit', () => session.close());
  void session.start();
}

// A bug outside of any request: the last words go to stderr, and main sees the exit.
for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(event, (error: unknown) => {
    console.error(`engine: ${detailOf(error)}`);
    process.exit(70);
  });

let started = false;
parentPort?.on('message', ({ data, ports }) => {
  const [port] = ports;
  if (started || !port || !v.is(startMessage, data)) return;
  started = true;
  start(data, port, parentPort);
});
if (!parentPort) {
  console.error('engine: this program is started by Synscope itself');
  process.exitCode = 2;
}
