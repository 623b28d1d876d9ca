import { fork, spawn, type ChildProcess } from 'node:child_process';
import { expect, onTestFinished, test } from 'vitest';
import type {
  EngineLoaded,
  EngineStart,
  FromEngine,
  SessionStatus,
} from '../../../../src-main/ipc/contracts/engine-contract';
import { NO_SHIFT } from '../../../../src-main/ipc/time-shift';
import { pcapFile } from '../../../fixtures/make-capture';
import { tempFolder } from '../../../fixtures/temp-folder';
import { bundled } from '../../bundled';
import { connections, save } from '../captures';

interface Heard {
  to: 'parent' | 'port';
  data: unknown;
}

class Engine {
  readonly child: ChildProcess;
  readonly heard: Heard[] = [];
  #wake: () => void = () => undefined;

  constructor() {
    this.child = fork(bundled('engine-child'), {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    onTestFinished(() => void this.child.kill());
    this.child.on('message', (message: Heard) => {
      this.heard.push(message);
      this.#wake();
    });
  }

  /** What `pick` finds in the messages so far, or in those to come. */
  async next<T>(pick: (message: Heard) => T | undefined): Promise<T> {
    for (let i = 0; ; i++) {
      while (i >= this.heard.length) await new Promise<void>((resolve) => (this.#wake = resolve));
      const found = pick(this.heard[i]);
      if (found !== undefined) return found;
    }
  }

  send(to: Heard['to'], data: unknown): void {
    this.child.send({ to, data });
  }

  #id = 0;
  async ask(name: string, args: unknown): Promise<FromEngine> {
    const id = ++this.#id;
    this.send('port', { type: 'request', id, name, args });
    return this.next(({ to, data }) => {
      const message = data as FromEngine;
      return to === 'port' && message.type !== 'event' && message.id === id ? message : undefined;
    });
  }
}

async function started(path: string): Promise<Engine> {
  const engine = new Engine();
  await engine.next(({ data }) => (data === 'listening' ? true : undefined));
  engine.send('parent', { nonsense: true }); // not the message it waits for
  engine.send('parent', {
    path,
    cacheDir: tempFolder(),
    follow: false,
    more: [],
    defragment: true,
    byTunnel: false,
    decodeAs: [],
    sorted: false,
    timeShift: NO_SHIFT,
    carried: null,
    keyLog: null,
    keep: false,
  } satisfies EngineStart);
  return engine;
}

const loaded = (engine: Engine): Promise<EngineLoaded> =>
  engine.next(({ to, data }) => (to === 'parent' && data !== 'listening' ? (data as EngineLoaded) : undefined));

test('opens what main names, answers the window, tells main when reading is over', async () => {
  const engine = await started(save(pcapFile(connections(3))));
  expect(await loaded(engine)).toMatchObject({ type: 'loaded', phase: 'ready', frames: 18 });
  const last = await engine.next(({ data }) => {
    const message = data as FromEngine;
    const status = message.type === 'event' ? (message.value as SessionStatus) : null;
    return status && status.phase !== 'loading' ? status : undefined;
  });
  expect(last).toMatchObject({ phase: 'ready', frames: 18, tcpFlows: 3 });
  const rows = await engine.ask('packetRows', { from: 0, count: 5 });
  expect(rows.type === 'answer' && rows.value).toMatchObject({ total: 18, frame: Uint32Array.of(1, 2, 3, 4, 5) });
  expect(await engine.ask('packetRows', { from: 0, count: 1e9 })).toMatchObject({
    type: 'error',
    problem: { kind: 'engine.badRequest' },
  });
  // once is enough
  engine.send('parent', {
    path: '/other',
    cacheDir: '/other',
    follow: false,
    more: [],
    defragment: true,
    byTunnel: false,
    decodeAs: [],
    sorted: false,
    timeShift: NO_SHIFT,
    carried: null,
  });
  expect(await engine.ask('status', {})).toMatchObject({ type: 'answer', value: { name: 'test.pcap' } });
  expect(engine.heard.filter(({ to }) => to === 'parent')).toHaveLength(2);
  expect(engine.child.exitCode).toBeNull();
});

test('a file that is none is said, not died of', async () => {
  const engine = await started('/nonexistent/file.pcap');
  expect(await loaded(engine)).toEqual({ type: 'loaded', phase: 'failed', frames: 0, fileBytes: 0 });
  expect(await engine.ask('status', {})).toMatchObject({ value: { problem: { kind: 'formats.notFound' } } });
});

test('started by hand it says what it is', async () => {
  const child = spawn(process.execPath, [bundled('engine-process')], { stdio: ['ignore', 'pipe', 'pipe'] });
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(2);
  expect(err).toContain('started by Synscope itself');
});
