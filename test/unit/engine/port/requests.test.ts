import { MessageChannel } from 'node:worker_threads';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { FromEngine } from '../../../../src-main/ipc/contracts/engine-contract';
import {
  PortServer,
  StatusThrottle,
  type Answering,
  type PortLike,
} from '../../../../src-main/engine/port/port-server';
import { pcapFile } from '../../../fixtures/make-capture';
import { connections, save } from '../captures';
import { loaded, problemOf } from '../open-session';

describe('arguments that make no sense', () => {
  const sorted = { kind: 'tcp', sort: 'stream', descending: false };
  const cases: [string, unknown][] = [
    ['packetRows', null],
    ['packetRows', undefined],
    ['packetRows', []],
    ['packetRows', 'rows'],
    ['packetRows', {}],
    ['packetRows', { from: 0 }],
    ['packetRows', { from: -1, count: 1 }],
    ['packetRows', { from: 0.5, count: 1 }],
    ['packetRows', { from: NaN, count: 1 }],
    ['packetRows', { from: Infinity, count: 1 }],
    ['packetRows', { from: 2 ** 32, count: 1 }],
    ['packetRows', { from: '0', count: 1 }],
    ['packetRows', { from: 0, count: 2001 }],
    ['packetRows', { from: 0, count: -1 }],
    ['packetRows', { from: 0, count: 1, extra: 1 }],
    ['packetDetail', { frame: 0 }],
    ['packetDetail', { frame: 1n }],
    ['rowOfFrame', { frame: [1], nearest: true }],
    ['rowOfFrame', { frame: 1 }],
    ['setFilter', { source: { text: 'tcp'.repeat(10_000), macros: [], frame: 0 } }],
    ['setFilter', { source: { text: 'tcp', macros: [{ name: 1, text: '' }], frame: 0 } }],
    ['setFilter', { source: { text: 'tcp', macros: [], frame: -1 } }],
    ['checkFilter', { source: 'tcp' }],
    ['completeFilter', { text: 'tcp', cursor: -1, macros: [] }],
    ['countMatches', { sources: new Array(11).fill({ text: '', macros: [], frame: 0 }) }],
    [
      'find',
      {
        what: { by: 'regex', place: 'anywhere', pattern: '', caseSensitive: true },
        from: 0,
        backward: false,
        wrap: true,
      },
    ],
    ['find', { what: { by: 'magic' }, from: 0, backward: false, wrap: true }],
    ['frameAtTime', { sec: 0.5, nano: 0 }],
    ['frameAtTime', { sec: 0, nano: 1e9 }],
    ['flows', { ...sorted, from: 0, count: 1, kind: 'sctp' }],
    ['flows', { ...sorted, from: 0, count: 1, sort: 'stream; DROP TABLE flow' }],
    ['flows', { ...sorted, from: 0, count: 1, sort: '__proto__' }],
    ['flows', { ...sorted, from: 0, count: 1, sort: 'clientBy' }],
    ['flows', { ...sorted, from: 0, count: 1, descending: 1 }],
    ['flowIds', { ...sorted, from: 0, count: 100_001 }],
    ['flowIds', { ...sorted, from: -1, count: 1 }],
    ['report', { scope: { by: 'flows', flows: [-1] }, settings: {} }],
    ['flow', { id: -1 }],
    ['flow', { id: 2 ** 60 }],
    ['flowCounts', { kind: 'tcp' }],
    ['rowOfFlow', { ...sorted }],
    ['timeline', { flow: 0, unfolded: 'all' }],
    ['timeline', { flow: 0, unfolded: new Array(100_001).fill(0) }],
    ['timeline', { flow: 0, unfolded: [-1] }],
    ['timelineRows', { flow: 0, unfolded: [], from: 0, count: 1e9, sack: false }],
    ['verdict', { flow: -1 }],
    ['verdict', { flow: '0' }],
    ['verdict', {}],
    ['timelineRowOfFrame', { flow: 0, unfolded: [], frame: 0 }],
    ['status', { verbose: true }],
    ['openFile', { path: '/etc/passwd' }],
    ['constructor', {}],
    ['__proto__', {}],
    ['', {}],
  ];
  test('are refused, and the engine goes on', async () => {
    const session = await loaded(save(pcapFile(connections(1))));
    for (const [name, args] of cases)
      expect(problemOf(session, name, args).kind, `${name} ${String(args)}`).toBe('engine.badRequest');
    expect(session.status().phase).toBe('ready');
  });

  test('a timeline of what is no TCP connection is refused in words', async () => {
    const session = await loaded(save(pcapFile(connections(1))));
    expect(problemOf(session, 'timeline', { flow: 99, unfolded: [] }).kind).toBe('engine.noFlow');
  });
});

/** A server on one end of a real port, and what the other end hears. */
function serve(answer: Answering): {
  send: (message: unknown) => void;
  heard: FromEngine[];
  settle: () => Promise<void>;
} {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => port1.close());
  const heard: FromEngine[] = [];
  port2.on('message', (message: FromEngine) => heard.push(message));
  const port: PortLike = {
    on: (event, listener) => port1.on(event, (data: unknown) => listener({ data })),
    postMessage: (message) => port1.postMessage(message),
    close: () => port1.close(),
  };
  new PortServer(port, answer);
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 20; i++) await new Promise((resolve) => setTimeout(resolve, 1));
  };
  return { send: (message) => port2.postMessage(message), heard, settle };
}

describe('the port', () => {
  const echo: Answering = (name, args) => {
    if (name === 'throws') throw new RangeError('our bug');
    return { ok: true, value: args };
  };

  test('answers each request under its number', async () => {
    const { send, heard, settle } = serve(echo);
    send({ type: 'request', id: 1, name: 'a', args: { x: 1 } });
    send({ type: 'request', id: 2, name: 'b', args: null });
    await settle();
    expect(heard).toEqual([
      { type: 'answer', id: 1, value: { x: 1 } },
      { type: 'answer', id: 2, value: null },
    ]);
  });

  test('an exception becomes a problem of that request only', async () => {
    const { send, heard, settle } = serve(echo);
    send({ type: 'request', id: 1, name: 'throws', args: {} });
    send({ type: 'request', id: 2, name: 'a', args: 5 });
    await settle();
    expect(heard[0]).toMatchObject({ type: 'error', id: 1, problem: { kind: 'engine.bug' } });
    expect(heard[0].type === 'error' && heard[0].problem.detail).toMatch(/RangeError: our bug[^]*requests\.test\.ts/);
    expect(heard[1]).toEqual({ type: 'answer', id: 2, value: 5 });
  });

  test('a request that is cancelled before its turn is not worked on', async () => {
    const worked: string[] = [];
    const { send, heard, settle } = serve((name) => {
      worked.push(name);
      return { ok: true, value: null };
    });
    send({ type: 'request', id: 1, name: 'first', args: {} });
    send({ type: 'request', id: 2, name: 'second', args: {} });
    send({ type: 'request', id: 3, name: 'third', args: {} });
    send({ type: 'cancel', id: 3 });
    send({ type: 'cancel', id: 77 });
    await settle();
    expect(worked).toEqual(['first', 'second']);
    expect(heard).toContainEqual(expect.objectContaining({ type: 'error', id: 3 }));
    expect(heard).toHaveLength(3);
  });

  test('a request that is answered later lets others pass, and can be cancelled while it is worked on', async () => {
    const ended: string[] = [];
    const { send, heard, settle } = serve((name, _args, signal) => {
      if (name === 'quick') return { ok: true, value: name };
      if (name === 'fails') return Promise.reject(new RangeError('our bug'));
      return new Promise((resolve) => {
        const end = (how: string) => () => {
          ended.push(how);
          resolve({ ok: true, value: how });
        };
        signal.addEventListener('abort', end('aborted'));
        if (name === 'slow') setTimeout(end('slow'), 5);
      });
    });
    send({ type: 'request', id: 1, name: 'endless', args: {} });
    send({ type: 'request', id: 2, name: 'slow', args: {} });
    send({ type: 'request', id: 3, name: 'fails', args: {} });
    send({ type: 'request', id: 4, name: 'quick', args: {} });
    await settle();
    send({ type: 'cancel', id: 1 });
    send({ type: 'cancel', id: 2 });
    await settle();
    expect(ended).toEqual(['slow', 'aborted']);
    expect(heard.map(({ type, ...rest }) => [type, 'id' in rest && rest.id])).toEqual([
      ['error', 3],
      ['answer', 4],
      ['answer', 2],
      ['error', 1],
    ]);
    expect(heard[3]).toMatchObject({ problem: { kind: 'cancelled' } });
  });

  test('messages that are none are ignored', async () => {
    const { send, heard, settle } = serve(echo);
    for (const message of [null, 1, 'x', {}, { type: 'request' }, { type: 'request', id: '1', name: 'a' }])
      send(message);
    send({ type: 'request', id: 1, name: 7, args: {} });
    await settle();
    expect(heard).toEqual([]);
  });
});

test('status is sent a few times a second, and the last one always', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
  let sent = 0;
  const throttle = new StatusThrottle(200, () => sent++);
  for (let ms = 0; ms < 1000; ms += 5) {
    throttle.changed('loading');
    vi.advanceTimersByTime(5);
  }
  expect(sent).toBeGreaterThanOrEqual(5);
  expect(sent).toBeLessThanOrEqual(6);
  const before = sent;
  throttle.changed('loading');
  throttle.changed('ready');
  expect(sent).toBe(before + 1);
  vi.advanceTimersByTime(1000);
  expect(sent).toBe(before + 1);
});
