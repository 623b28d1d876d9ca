// The graphs of a connection, as the engine answers them: numbers against a made connection, and against tshark's fields.
import { describe, expect, test } from 'vitest';
import type { Graph, GraphKind, GraphLine, GraphRole } from '../../../../src-main/ipc/contracts/graph-contract';
import { ethernet, ipv4, pcapFile, tcp, tcpOption, type Frame } from '../../../fixtures/make-capture';
import { tsharkFields, tsharkVersion } from '../../../oracle/tshark';
import { datagram, save } from '../captures';
import { ask, loaded, problemOf } from '../open-session';
import type { Session } from '../../../../src-main/engine/session';

const A = { address: '10.0.0.1', port: 40000 };
const B = { address: '10.0.0.2', port: 80 };
type Made = { seq: number; ack: number; flags?: string; window?: number; len?: number; options?: number[]; ms: number };
const segment = (from: typeof A, to: typeof A, { seq, ack, flags = 'A', len = 0, ms, ...more }: Made): Frame => ({
  bytes: ethernet(
    {},
    ipv4(
      { src: from.address, dst: to.address },
      tcp({ srcPort: from.port, dstPort: to.port, flags, seq, ack, ...more }, new Uint8Array(len)),
    ),
  ),
  sec: 1_700_000_000 + Math.floor(ms / 1000),
  nano: (ms % 1000) * 1e6,
});
const c = (made: Made): Frame => segment(A, B, made);
const s = (made: Made): Frame => segment(B, A, made);

/** Just below the wrap, so that the third segment of data begins again at small numbers. */
const ISN = 2 ** 32 - 1500;
const base = (n: number): number => (ISN + n) % 2 ** 32;
const MADE = [
  c({ seq: base(0), ack: 0, flags: 'S', options: [...tcpOption.windowScale(2), ...tcpOption.sackPermitted], ms: 0 }),
  s({
    seq: 5000,
    ack: base(1),
    flags: 'SA',
    window: 60_000,
    options: [...tcpOption.windowScale(3), ...tcpOption.sackPermitted],
    ms: 20,
  }),
  c({ seq: base(1), ack: 5001, ms: 21 }),
  c({ seq: base(1), ack: 5001, len: 1000, flags: 'PA', ms: 30 }),
  c({ seq: base(1001), ack: 5001, len: 1000, flags: 'PA', ms: 31 }), // lost behind the adapter
  c({ seq: base(2001), ack: 5001, len: 1000, flags: 'PA', ms: 32 }),
  s({ seq: 5001, ack: base(1001), window: 1000, ms: 50 }),
  s({
    seq: 5001,
    ack: base(1001),
    window: 1000,
    options: [1, 1, ...tcpOption.sack([base(2001), base(3001)])],
    ms: 52,
  }),
  c({ seq: base(1001), ack: 5001, len: 1000, flags: 'PA', ms: 300 }),
  s({ seq: 5001, ack: base(3001), window: 900, ms: 320 }),
];

async function session(frames: Frame[] = MADE): Promise<Session> {
  return loaded(save(pcapFile(frames, { nanoseconds: true })));
}
function graphOf(of: Session, kind: GraphKind, more: { fromA?: boolean; from?: number; to?: number } = {}): Graph {
  const { fromA = true, from = null, to = null } = more;
  return ask(of, 'graph', { flow: 0, kind, fromA, from, to, columns: 1000 });
}
function line(graph: Graph, role: GraphRole): GraphLine {
  const found = graph.lines.find((one) => one.role === role);
  if (!found) throw new Error(`no line ${role}`);
  return found;
}
const pairs = ({ x, y }: GraphLine): [ms: number, y: number][] =>
  Array.from(x, (value, i) => [Math.round(value * 1e3), y[i]]);

describe('of a made connection', () => {
  test('sequence numbers go on beyond the wrap; what was sent again stands apart', async () => {
    const graph = graphOf(await session(), 'sequence');
    expect(graph.unit).toBe('number');
    expect(graph.duration).toBeCloseTo(0.32, 9);
    expect(pairs(line(graph, 'data'))).toEqual([
      [0, 0],
      [30, 1],
      [31, 1001],
      [32, 2001],
    ]);
    expect(pairs(line(graph, 'again'))).toEqual([[300, 1001]]);
    expect([...line(graph, 'again').frame]).toEqual([9]);
  });

  test("tcptrace's picture: bars, acknowledgements, window and SACK blocks", async () => {
    const graph = graphOf(await session(), 'tcptrace');
    expect([...(line(graph, 'data').top ?? [])]).toEqual([1, 1001, 2001, 3001]);
    expect(pairs(line(graph, 'ack'))).toEqual([
      [20, 1],
      [50, 1001],
      [52, 1001],
      [320, 3001],
    ]);
    // that of the SYN-ACK is not scaled, the others by 2^3
    expect([...line(graph, 'window').y]).toEqual([60_001, 1001 + 8000, 1001 + 8000, 3001 + 7200]);
    const sack = line(graph, 'sack');
    expect([pairs(sack), [...(sack.top ?? [])], [...sack.frame]]).toEqual([[[52, 2001]], [3001], [8]]);
    expect(graph.note).toBeNull();
  });

  test('round trips, the window and what is under way', async () => {
    const of = await session();
    expect(pairs(line(graphOf(of, 'roundTrip'), 'roundTrip')).map(([ms, y]) => [ms, Math.round(y * 1e3)])).toEqual([
      [20, 20],
      [50, 20],
      [320, 288],
    ]);
    const window = graphOf(of, 'window');
    expect([...line(window, 'receiveWindow').y]).toEqual([60_000, 8000, 8000, 7200]);
    expect(pairs(line(window, 'inFlight')).slice(0, 3)).toEqual([
      [30, 1000],
      [31, 2000],
      [32, 3000],
    ]);
  });

  test('throughput counts what is sent, goodput what is acknowledged', async () => {
    const graph = graphOf(await session(), 'throughput');
    const sum = (role: GraphRole): number =>
      line(graph, role).y.reduce((all, rate) => all + (rate * (graph.bin ?? 0)) / 8, 0);
    expect(graph.bin).toBe(0.002);
    expect(sum('throughput')).toBeCloseTo(4000, 6);
    expect(sum('goodput')).toBeCloseTo(3000, 6);
  });

  test('a part of it, and the other direction', async () => {
    const of = await session();
    const part = graphOf(of, 'tcptrace', { from: 0.03, to: 0.06 });
    expect(pairs(line(part, 'data')).map(([ms]) => ms)).toEqual([30, 31, 32]);
    // what held before is where the line comes from
    expect(pairs(line(part, 'ack')).map(([ms]) => ms)).toEqual([20, 50, 52]);
    const back = graphOf(of, 'sequence', { fromA: false });
    expect(pairs(line(back, 'data'))).toEqual([[20, 0]]);
  });

  test('without a handshake the window may be larger, and that is said', async () => {
    const graph = graphOf(await session(MADE.slice(3)), 'window');
    expect(graph.note?.key).toBe('graph.note.scale');
  });
});

test('of many points so many are handed over as the picture can tell apart, and none of its peaks is lost', async () => {
  const frames: Frame[] = [];
  for (let i = 0; i < 20_000; i++)
    frames.push(
      i % 2 === 0
        ? c({ seq: 1 + i * 50, ack: 1, len: 100, ms: i })
        : s({ seq: 1, ack: 51 + i * 50, window: i === 10_001 ? 65_000 : 1000 + (i % 7), ms: i }),
    );
  const of = await session(frames);
  const window = line(graphOf(of, 'window'), 'receiveWindow');
  expect(window.x.length).toBeLessThan(12_000);
  expect(Math.max(...window.y)).toBe(65_000);
  expect(graphOf(of, 'sequence').points).toBe(10_000);
  const close = graphOf(of, 'sequence', { from: 10, to: 10.01 });
  expect(line(close, 'data').x.length).toBe(6);
});

test('there is none of UDP, and none of a connection that is not there', async () => {
  const of = await loaded(save(pcapFile([datagram(1)])));
  const query = { kind: 'sequence', fromA: true, from: null, to: null, columns: 100 };
  expect(problemOf(of, 'graph', { flow: 0, ...query }).kind).toBe('engine.noFlow');
  expect(problemOf(of, 'graph', { flow: 7, ...query }).kind).toBe('engine.noFlow');
  expect(problemOf(of, 'graph', { flow: 0, ...query, columns: 1e9 }).kind).toBe('engine.badRequest');
});

describe.skipIf(tsharkVersion() === null)('as tshark has them (skipped: no tshark)', () => {
  test('numbers, round trips, windows and bytes in flight of the same segments', async () => {
    const path = save(pcapFile(MADE, { nanoseconds: true }));
    const names = [
      'tcp.seq',
      'tcp.len',
      'tcp.window_size',
      'tcp.analysis.ack_rtt',
      'tcp.analysis.bytes_in_flight',
      'ip.src',
    ];
    const { rows } = await tsharkFields(path, tsharkVersion() ?? '', names, []);
    const of = await loaded(path);
    const own = rows.filter((row) => row[5] === A.address);
    const sent = graphOf(of, 'sequence');
    const numbers = ['data', 'again'].flatMap((role) => {
      const { frame, y } = line(sent, role as GraphRole);
      return Array.from(frame, (number, i) => [rows[number - 1][0], String(y[i])]);
    });
    expect(numbers).toHaveLength(own.filter(([, len]) => len !== '0').length + 1);
    for (const [theirs, ours] of numbers) expect(ours).toBe(theirs);
    const trips = line(graphOf(of, 'roundTrip'), 'roundTrip');
    trips.frame.forEach((number, i) => expect(trips.y[i]).toBeCloseTo(Number(rows[number - 1][3]), 9));
    const window = graphOf(of, 'window');
    for (const [role, column] of [
      ['receiveWindow', 2],
      ['inFlight', 4],
    ] as const) {
      const { frame, y } = line(window, role);
      frame.forEach((number, i) => expect(String(y[i])).toBe(rows[number - 1][column]));
    }
  });
});
