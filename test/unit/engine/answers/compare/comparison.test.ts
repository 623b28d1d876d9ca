// Two captures of one connection with known losses, delays, address translation and clocks: what the comparison says is what was done.
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { CaptureComparison } from '../../../../../src-main/engine/answers/compare/capture-comparison';
import { CaptureDocument } from '../../../../../src-main/engine/document/document';
import { pcapFile } from '../../../../fixtures/make-capture';
import { CLIENT, handshake, SERVER, twoPoints, type Sent, type Way } from '../../../../fixtures/two-points';
import { save } from '../../captures';

const MS = 1e6;
const NANOSECONDS = { nanoseconds: true };

async function opened(frames: Parameters<typeof pcapFile>[0]): Promise<CaptureDocument> {
  const result = await CaptureDocument.open(save(pcapFile(frames, NANOSECONDS)));
  if (!result.ok) throw new Error(result.problem.kind);
  await result.document.read({ progress: () => undefined, stopped: () => false });
  onTestFinished(() => result.document.close());
  return result.document;
}

/** `turned`: the capture of the server is the first one. */
async function compared(sent: readonly Sent[], way: Way = {}, turned = false): Promise<CaptureComparison> {
  const { client, server } = twoPoints(sent, way);
  const [a, b] = turned ? [server, client] : [client, server];
  return CaptureComparison.of(await opened(a), await opened(b));
}

const DATA: Sent[] = [
  ...handshake(10 * MS),
  { fromClient: true, at: 100 * MS, seq: 1, ack: 1, flags: 'PA', len: 200, delay: null },
  { fromClient: true, at: 300 * MS, seq: 1, ack: 1, flags: 'PA', len: 200, delay: 12 * MS },
  { fromClient: false, at: 320 * MS, seq: 1, ack: 201, flags: 'A', len: 0, delay: 11 * MS },
  { fromClient: false, at: 330 * MS, seq: 1, ack: 201, flags: 'PA', len: 1000, delay: 15 * MS },
  { fromClient: true, at: 350 * MS, seq: 201, ack: 1001, flags: 'A', len: 0, delay: null },
  { fromClient: false, at: 600 * MS, seq: 1, ack: 201, flags: 'PA', len: 1000, delay: 13 * MS },
  { fromClient: true, at: 620 * MS, seq: 201, ack: 1001, flags: 'A', len: 0, delay: 10 * MS },
];

describe.each([false, true])('turned round: %s', (turned) => {
  test('losses, times, hops and the clocks are told exactly', async () => {
    const offset = 3_723_456_789;
    const comparison = await compared(DATA, { offset }, turned);
    expect(comparison.clocks).toEqual({ offset: turned ? -offset : offset, within: 10 * MS });
    expect(comparison.alone).toEqual({ a: 0, b: 0 });
    const [pair, ...more] = comparison.pairs;
    expect(more).toEqual([]);
    const nothing = { a: 0, b: 0 };
    expect(comparison.connection(pair)).toMatchObject({
      pairedBy: 'numbers',
      nearClient: turned ? 'b' : 'a',
      ...{ both: 8, lostToServer: 2, lostToClient: 0, missed: nothing, inserted: nothing, outside: nothing },
      toServer: { segments: 4, minNs: 10 * MS, medianNs: 10 * MS, maxNs: 12 * MS },
      toClient: { segments: 4, minNs: 10 * MS, medianNs: 11 * MS, maxNs: 15 * MS },
      ...{ hopsToServer: 3, hopsToClient: 3, changes: [] },
    });
    const lost = comparison
      .segments(pair)
      .rows()
      .filter(({ fate }) => fate === 'lost');
    expect(lost.map(({ seq, len, fromClient }) => [seq, len, fromClient])).toEqual([
      [1, 200, true],
      [201, 0, true],
    ]);
  });

  test('address translation, a smaller MSS, other numbers and other identifications on the way', async () => {
    const translated = { address: '198.51.100.4', port: 61_234 };
    const way = { translated, clampedMss: 1400, newIds: true, timestamps: true, offset: -5_000_000 };
    const comparison = await compared(DATA, way, turned);
    const [pair] = comparison.pairs;
    const connection = comparison.connection(pair);
    expect(connection).toMatchObject({ pairedBy: 'numbers', both: 8, lostToServer: 2, lostToClient: 0 });
    const inOrder = (client: string, server: string) => (turned ? { a: server, b: client } : { a: client, b: server });
    const has = (segment: string, field: string, client: string, server: string) =>
      expect(connection.changes).toContainEqual({ segment, change: { field, ...inOrder(client, server) } });
    has('syn', 'ip.src', CLIENT.address, translated.address);
    has('syn', 'tcp.srcport', String(CLIENT.port), String(translated.port));
    has('syn', 'tcp.options.mss_val', '1460', '1400');
    has('syn-ack', 'ip.dst', CLIENT.address, translated.address);
    has('syn-ack', 'tcp.options.mss_val', '1400', '1460');
    expect(connection.changes).toHaveLength(6);
    expect(connection[turned ? 'a' : 'b']).toMatchObject({ addressA: translated.address, addressB: SERVER.address });
  });

  test('initial numbers that are written anew: addresses tell', async () => {
    const comparison = await compared(DATA, { renumbered: 123_456_789 }, turned);
    const [pair] = comparison.pairs;
    expect(comparison.connection(pair)).toMatchObject({ pairedBy: 'addresses', both: 8, lostToServer: 2 });
  });
});

test('what was acknowledged has come, whatever the capture has', async () => {
  const sent = DATA.map((one) => (one.at === 300 * MS ? { ...one, notIn: 'server' as const } : one));
  const comparison = await compared(sent);
  const connection = comparison.connection(comparison.pairs[0]);
  // the first one is lost or not: who has seen neither can tell only that one of them came
  expect(connection).toMatchObject({ both: 7, missed: { a: 0, b: 2 }, lostToServer: 1 });
});

test('a reset that the server did not send comes from between', async () => {
  const reset: Sent = { fromClient: false, at: 700 * MS, seq: 1001, ack: 0, flags: 'R', len: 0, delay: 10 * MS };
  const comparison = await compared([...DATA, { ...reset, notIn: 'server' }, { ...DATA[9], at: 900 * MS }]);
  const [pair] = comparison.pairs;
  expect(comparison.connection(pair)).toMatchObject({ inserted: { a: 0, b: 1 } });
  const [found] = comparison
    .segments(pair)
    .rows()
    .filter(({ fate }) => fate === 'inserted');
  expect(found).toMatchObject({ fromClient: false, seq: 1001, framesB: [], atB: null });
});

test('data that the card of one end put together is the data of the other end', async () => {
  const whole: Sent = { fromClient: true, at: 100 * MS, seq: 1, ack: 1, flags: 'FPA', len: 3000, delay: 10 * MS };
  const pieces = [0, 1000, 2000].map((at, i) => ({
    ...{ ...whole, at: whole.at + i, seq: 1 + at, len: 1000 },
    flags: i === 2 ? 'FPA' : 'A',
  }));
  const sent: Sent[] = [
    ...handshake(10 * MS),
    { ...whole, notIn: 'server' },
    ...pieces.map((one) => ({ ...one, notIn: 'client' as const })),
    { fromClient: false, at: 120 * MS, seq: 1, ack: 3002, flags: 'A', len: 0, delay: 10 * MS },
  ];
  const comparison = await compared(sent);
  const [pair] = comparison.pairs;
  expect(comparison.connection(pair)).toMatchObject({ both: 5, lostToServer: 0, inserted: { a: 0, b: 0 } });
  const joined = comparison
    .segments(pair)
    .rows()
    .filter(({ framesB }) => framesB.length === 3);
  expect(joined).toMatchObject([{ framesA: [4], seq: 1, len: 3000, fate: 'both' }]);
});

test('a capture that begins later: the segments before it are outside of it', async () => {
  const sent = DATA.map((one, i) => (i < 5 ? { ...one, notIn: 'server' as const } : one));
  const comparison = await compared(sent);
  const [pair] = comparison.pairs;
  const connection = comparison.connection(pair);
  expect(connection.pairedBy).toBe('addresses');
  expect(connection.outside.b + connection.both + connection.lostToServer).toBe(10);
  expect(connection.both).toBe(4);
});

test('captures that have nothing in common', async () => {
  const a = twoPoints(DATA).client;
  const b = twoPoints(DATA, { renumbered: 99, translated: { address: '192.0.2.1', port: 9 } }).server;
  const comparison = CaptureComparison.of(await opened(a), await opened(b.slice(2)));
  // of the second one neither initial number is known, and its addresses are others
  expect(comparison.pairs).toHaveLength(0);
  expect(comparison.alone).toEqual({ a: 1, b: 1 });
  expect(comparison.clocks).toEqual({ offset: 0, within: null });
});

/** A talk at random with losses: each segment is sent after the one before has come or is lost, so that what comes is known. */
const talk = fc
  .array(
    fc.record({
      fromClient: fc.boolean(),
      again: fc.boolean(),
      len: fc.constantFrom(0, 1, 500, 1460),
      lost: fc.boolean(),
      more: fc.integer({ min: 0, max: 4_000_000 }),
    }),
    { maxLength: 40 },
  )
  .map((steps): Sent[] => {
    const sent = handshake(10 * MS);
    const next = { client: 1, server: 1 };
    const come = { client: 1, server: 1 };
    const last: { client: Sent | null; server: Sent | null } = { client: null, server: null };
    let at = 100 * MS;
    for (const { fromClient, again, len, lost, more } of steps) {
      const [me, other] = fromClient ? (['client', 'server'] as const) : (['server', 'client'] as const);
      at += 20 * MS;
      const repeat = again ? last[me] : null;
      const segment: Sent = {
        ...{ fromClient, at, flags: 'A', ack: come[other], delay: lost ? null : 10 * MS + more },
        ...{ seq: repeat?.seq ?? next[me], len: repeat?.len ?? len },
      };
      if (!repeat) next[me] += len;
      last[me] = segment;
      // a receiver that keeps nothing out of order
      if (!lost && segment.seq <= come[me]) come[me] = Math.max(come[me], segment.seq + segment.len);
      sent.push(segment);
    }
    const end = { fromClient: true, at: at + 50 * MS, seq: next.client, ack: come.server, flags: 'A', len: 0 };
    return [...sent, { ...end, delay: 10 * MS }, { ...end, fromClient: false, seq: next.server, ack: come.client, at: at + 90 * MS, delay: 10 * MS }]; // prettier-ignore
  });

test.each<[string, Way]>([
  ['identifications', {}],
  ['time stamps', { newIds: true, timestamps: true }],
])('at random, told apart by %s: every loss and every time is right', async (_, way) => {
  await fc.assert(
    fc.asyncProperty(talk, fc.integer({ min: -1e12, max: 1e12 }), async (sent, offset) => {
      const comparison = await compared(sent, { ...way, offset });
      expect(comparison.clocks).toEqual({ offset, within: 10 * MS });
      const segments = comparison.segments(comparison.pairs[0]).rows();
      const earlier = (times: (number | null)[]): number => Math.min(...times.map((time) => time ?? Infinity));
      const wanted = sent
        .map(({ fromClient, seq, len, delay, at }) => {
          const [here, there] = [at, delay === null ? null : at + delay];
          const times = fromClient ? [here, there] : [there, here];
          return { fromClient, seq, len, fate: delay === null ? 'lost' : 'both', times };
        })
        .sort((x, y) => earlier(x.times) - earlier(y.times));
      const told = segments.map(({ atA, atB, fate, fromClient, seq, len }) => ({
        ...{ fromClient, seq, len, fate, times: [atA, atB] },
      }));
      expect(told).toEqual(wanted);
    }),
    { numRuns: 60 },
  );
});
