// What the page under test runs to ask for anything: it stands in the page, so it knows nothing of this file.
interface Call {
  name: unknown;
  args: unknown;
}
/** How each call ended: `answered`, `ignored`, the kind of the engine's problem, or what was thrown. */
type Outcomes = Promise<string[]>;
export interface Fuzz {
  shell(calls: Call[]): Outcomes;
  engine(calls: Call[]): Outcomes;
}

/** Puts `fuzz` into the page: `tag` is the message with the engine's port. To be run before anything of the page's own. */
export function installFuzz(tag: string): void {
  const LONGEST_MS = 60_000;
  /** memory that threads share does not cross to another process: the whole message gets lost, and nobody answers */
  let isLost = false;
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  let deep: unknown = 0;
  for (let i = 0; i < 2000; i++) deep = [deep];
  const STRANGE: Record<string, () => unknown> = {
    undefined: () => undefined,
    NaN: () => NaN,
    Infinity: () => Infinity,
    '-0': () => -0,
    bigint: () => 2n ** 70n,
    symbol: () => Symbol('x'),
    function: () => () => 1,
    date: () => new Date(0),
    pattern: () => /x/g,
    map: () => new Map([[{}, 1]]),
    set: () => new Set([1]),
    bytes: () => new Uint8Array([1, 2, 3]),
    buffer: () => new ArrayBuffer(8),
    shared: () => {
      isLost = true;
      return new SharedArrayBuffer(8);
    },
    cycle: () => cycle,
    deep: () => deep,
    long: () => 'x'.repeat(70_000),
    wide: () => Array.from({ length: 3000 }, (_, i) => i),
    proto: () => JSON.parse('{"__proto__":{"polluted":1}}') as unknown,
    bare: () => Object.assign(Object.create(null) as object, { a: 1 }),
    getter: () => ({
      get a(): never {
        throw new Error('of the page');
      },
    }),
    proxy: () => new Proxy({}, { ownKeys: () => ['a'], getOwnPropertyDescriptor: () => undefined }),
    node: () => document.body,
    promise: () => Promise.resolve(1),
    error: () => new RangeError('of the page'),
    port: () => new MessageChannel().port1,
  };
  const made = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(made);
    const { $strange: strange } = value as { $strange?: string };
    if (strange !== undefined) return STRANGE[strange]();
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, made(one)]));
  };
  const inTime = (outcome: Promise<string>): Promise<string> =>
    Promise.race([outcome, new Promise<string>((end) => setTimeout(() => end('no answer'), LONGEST_MS))]);

  let port: MessagePort | null = null;
  let nextId = 1e9; // the page itself counts from 1
  const waiting = new Map<number, (outcome: string) => void>();
  window.addEventListener('message', ({ data, ports }: MessageEvent<unknown>) => {
    if (data !== tag) return;
    port = ports[0];
    port.addEventListener('message', (event: MessageEvent<{ type: string; id: number; problem: unknown }>) => {
      const { type, id, problem } = event.data;
      const { kind, detail = '' } = (problem ?? {}) as { kind?: string; detail?: string };
      waiting.get(id)?.(type === 'answer' ? 'answered' : kind === 'engine.bug' ? `${kind}: ${detail}` : String(kind));
      waiting.delete(id);
    });
  });
  const toEngine = ({ name, args }: Call): Promise<string> =>
    new Promise((end) => {
      const id = nextId++;
      isLost = false;
      const asked = made(name);
      try {
        port?.postMessage({ type: 'request', id, name: asked, args: made(args) });
      } catch {
        return end('not cloned'); // it never left the page
      }
      if (typeof asked !== 'string' || isLost) return end('ignored');
      waiting.set(id, end);
      if (id % 50 === 0) port?.postMessage({ type: 'cancel', id });
    });
  const toShell = async ({ name, args }: Call): Promise<string> => {
    const { synscope } = window as unknown as { synscope: { request(a: unknown, b: unknown): Promise<unknown> } };
    try {
      await synscope.request(made(name), made(args));
      return 'answered';
    } catch (error) {
      return String(error);
    }
  };
  const fuzz: Fuzz = {
    shell: (calls) => Promise.all(calls.map((call) => inTime(toShell(call)))),
    engine: (calls) => Promise.all(calls.map((call) => inTime(toEngine(call)))),
  };
  Object.assign(window, { fuzz });
}
