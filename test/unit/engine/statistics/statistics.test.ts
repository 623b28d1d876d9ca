// Statistics as the engine answers them: counted on real worker threads, of all packets and of those that are displayed, sorted, exported.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Session } from '../../../../src-main/engine/session';
import type {
  StatisticsCell,
  StatisticsSort,
  StatisticsSummary,
  StatisticsTable,
} from '../../../../src-main/ipc/contracts/statistics-contract';
import { concat, ethernet, icmp, ipv4, pcapFile, tcp, udp, vlanTag, type Frame } from '../../../fixtures/make-capture';
import { save } from '../captures';
import { ask, askLater, loaded, problemOf, WORKERS } from '../open-session';

const at = (bytes: Uint8Array, ms: number): Frame => ({ bytes, sec: 1_700_000_000, nano: ms * 1e6 });
const ip = (src: string, dst: string, payload: Parameters<typeof ipv4>[1]): Uint8Array => ipv4({ src, dst }, payload);
const A = { src: '00:00:00:00:00:0a', dst: '00:00:00:00:00:0b' };
const VNI = Uint8Array.of(8, 0, 0, 0, 0, 0, 7, 0);
const inner = ethernet({ src: '00:00:00:00:00:1a', dst: '00:00:00:00:00:1b' }, ip('10.0.0.1', '10.0.0.2', tcp({ srcPort: 1000, dstPort: 80, flags: 'S' }))); // prettier-ignore
const syn = ip('192.0.2.10', '192.0.2.9', tcp({ srcPort: 2000, dstPort: 443, flags: 'S' }));
const rst = ip('192.0.2.9', '192.0.2.10', tcp({ srcPort: 443, dstPort: 2000, flags: 'RA' }));
const quoted = ip('192.0.2.1', '192.0.2.10', icmp(3, 1, 0, syn));

/** SYN and RST, the second with a tag; a tunnel with a SYN in it; an ICMP error about the SYN; a reply of the tunnel. */
const FRAMES = [
  at(ethernet(A, syn), 0),
  at(ethernet({ src: A.dst, dst: A.src, type: 0x8100 }, vlanTag({ id: 5, type: 0x0800 }, rst)), 10),
  at(ethernet(A, ip('198.51.100.1', '198.51.100.2', udp({ srcPort: 5000, dstPort: 4789 }, concat(VNI, inner)))), 20),
  at(ethernet(A, quoted), 30),
  at(ethernet(A, ip('198.51.100.2', '198.51.100.1', udp({ srcPort: 4789, dstPort: 5000 }, concat(VNI, inner)))), 40),
];

async function counted(session: Session, table: StatisticsTable, displayed = false): Promise<StatisticsSummary> {
  for (;;) {
    const summary = ask(session, 'statisticsSummary', { view: { table, displayed }, again: false });
    if (summary.state !== 'running') return summary;
    await sleep(5);
  }
}
const NONE: StatisticsSort = { column: null, descending: false };
async function cells(
  session: Session,
  table: StatisticsTable,
  { displayed = false, sort = NONE } = {},
): Promise<StatisticsCell[][]> {
  const { rows, state } = await counted(session, table, displayed);
  expect(state).toBe('done');
  const found = ask(session, 'statisticsRows', { view: { table, displayed }, sort, from: 0, count: 100 });
  expect(found.length).toBe(rows);
  return found.map((row) => row.cells);
}
// one for all: threads take a while to begin
let folder: string;
let path: string;
let session: Session;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'statistics-'));
  path = join(folder, 'test.pcap');
  writeFileSync(path, pcapFile(FRAMES, { nanoseconds: true }));
  session = new Session({ path, cacheDir: folder, workers: WORKERS, storeWorker: null });
  await session.start();
});
afterAll(() => {
  session.close();
  rmSync(folder, { recursive: true });
});

const LENGTHS = FRAMES.map(({ bytes }) => bytes.length);

describe('flow graphs', () => {
  const hosts = (table: StatisticsTable): unknown => ask(session, 'flowHosts', { view: { table, displayed: false } });

  test('lines in the order of the capture, of a tunnel the innermost addresses, of an ICMP error no ports', async () => {
    const rows = await cells(session, 'flows-all');
    expect(rows.map((row) => row.slice(0, 7))).toEqual([
      [1, 0, '192.0.2.10', 2000, '192.0.2.9', 443, 'TCP'],
      [2, 10e6, '192.0.2.9', 443, '192.0.2.10', 2000, 'TCP'],
      [3, 20e6, '10.0.0.1', 1000, '10.0.0.2', 80, 'TCP'],
      [4, 30e6, '192.0.2.1', null, '192.0.2.10', null, 'ICMP'],
      [5, 40e6, '10.0.0.1', 1000, '10.0.0.2', 80, 'TCP'],
    ]);
    expect(hosts('flows-all')).toEqual({
      hosts: ['192.0.2.10', '192.0.2.9', '10.0.0.1', '10.0.0.2', '192.0.2.1'],
      others: 0,
    });
    const [first] = ask(session, 'statisticsRows', { view: { table: 'flows-all', displayed: false }, sort: NONE, from: 0, count: 1 }); // prettier-ignore
    expect(first).toMatchObject({ filter: 'ip.addr == 192.0.2.10 && ip.addr == 192.0.2.9', kind: 'setup' });
  });

  test('of TCP what stands on the arrow; of ICMP also errors; nothing is put in another order', async () => {
    expect((await cells(session, 'flows-tcp')).map((row) => [row[0], row[6], row[7]])).toEqual([
      [1, 'SYN', 'Seq = 0'],
      [2, 'RST, ACK', expect.stringMatching(/^Seq = \d+ Ack = \d+$/)],
      [3, 'SYN', 'Seq = 0'],
      [5, 'SYN', 'Seq = 0'],
    ]);
    expect(hosts('flows-tcp')).toEqual({ hosts: ['192.0.2.10', '192.0.2.9', '10.0.0.1', '10.0.0.2'], others: 0 });
    expect((await cells(session, 'flows-icmp')).map((row) => row[0])).toEqual([4]);
    expect(await cells(session, 'flows-udp')).toEqual([]);
    const sort = { column: 'comment', descending: false } as const;
    expect((await cells(session, 'flows-all', { sort })).map((row) => row[0])).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('tables', () => {
  test('every header of a packet counts for its layer, also in a tunnel; what an ICMP error quotes does not', async () => {
    const [l0, l1, l2, l3, l4] = LENGTHS;
    const firstOf = (rows: StatisticsCell[][], columns: number): StatisticsCell[][] =>
      rows.map((row) => row.slice(0, columns));
    expect(firstOf(await cells(session, 'conversations-eth'), 8)).toEqual([
      [A.src, A.dst, 5, l0 + l1 + l2 + l3 + l4, 4, l0 + l2 + l3 + l4, 1, l1],
      ['00:00:00:00:00:1a', '00:00:00:00:00:1b', 2, l2 + l4, 2, l2 + l4, 0, 0],
    ]);
    expect(firstOf(await cells(session, 'conversations-ip'), 3).sort()).toEqual([
      ['10.0.0.1', '10.0.0.2', 2],
      ['192.0.2.1', '192.0.2.10', 1],
      ['192.0.2.9', '192.0.2.10', 2],
      ['198.51.100.1', '198.51.100.2', 2],
    ]);
    expect((await cells(session, 'conversations-tcp')).map((row) => row.slice(0, 8))).toEqual([
      ['192.0.2.10', 2000, '192.0.2.9', 443, 0, 2, l0 + l1, 1],
      ['10.0.0.1', 1000, '10.0.0.2', 80, 1, 2, l2 + l4, 2],
    ]);
    // the ways of the tunnel are told apart
    expect(await cells(session, 'conversations-udp')).toEqual([
      ['198.51.100.1', 5000, '198.51.100.2', 4789, 0, 2, l2 + l4, 1, l2, 1, l4, 20e6, 20e6, (l2 * 8e9) / 20e6, (l4 * 8e9) / 20e6],
    ]); // prettier-ignore
    expect(await cells(session, 'endpoints-udp')).toEqual([
      ['198.51.100.1', 5000, 2, l2 + l4, 1, l2, 1, l4],
      ['198.51.100.2', 4789, 2, l2 + l4, 1, l4, 1, l2],
    ]);
    expect(await cells(session, 'endpoints-ipv6')).toEqual([]);
  });

  test('the hierarchy is a tree; the filter of a row finds its packets', async () => {
    const view = { table: 'hierarchy', displayed: false } as const;
    await counted(session, 'hierarchy');
    const rows = ask(session, 'statisticsRows', { view, sort: NONE, from: 0, count: 100 });
    expect(rows.map(({ filter, depth, cells: [, , packets] }) => `${depth} ${filter} ${packets}`)).toEqual([
      ...['0 frame 5', '1 eth 5', '2 ip 4', '3 tcp 1', '3 udp 2', '4 vxlan 2', '5 eth 2', '6 ip 2', '7 tcp 2'],
      ...['3 icmp 1', '2 vlan 1', '3 ip 1', '4 tcp 1'],
    ]);
    const sorted = ask(session, 'statisticsRows', { view, sort: { column: 'packets', descending: true }, from: 2, count: 3 }); // prettier-ignore
    expect(sorted.map(({ filter }) => filter)).toEqual(['ip', 'udp', 'vxlan']);
  });

  test('of displayed packets, and again of others when the filter is another', async () => {
    const filter = async (text: string): Promise<void> => {
      ask(session, 'setFilter', { source: { text, macros: [], frame: 0 } });
      while (session.filtering?.status().running) await sleep(2);
    };
    await filter('udp');
    expect((await cells(session, 'endpoints-ip', { displayed: true })).map(([address]) => address)).toEqual([
      ...['198.51.100.1', '198.51.100.2', '10.0.0.1', '10.0.0.2'],
    ]);
    expect((await cells(session, 'lengths', { displayed: true }))[0][1]).toBe(2);
    await filter('icmp');
    expect((await cells(session, 'endpoints-ip', { displayed: true })).length).toBe(2);
    expect((await cells(session, 'endpoints-ip')).length).toBe(7);
    const { all, displayed } = await askLater(session, 'captureProperties', { displayed: true });
    expect([all.packets, displayed?.packets, displayed?.bytes]).toEqual([5, 1, LENGTHS[3]]);
    await filter('');
  });

  test('in the order of addresses, not of their texts', async () => {
    const sort = { column: 'address', descending: false } as const;
    const sorted = await cells(session, 'endpoints-ip', { sort });
    expect(sorted.map(([address]) => address)).toEqual([
      ...['10.0.0.1', '10.0.0.2', '192.0.2.1', '192.0.2.9', '192.0.2.10', '198.51.100.1', '198.51.100.2'],
    ]);
  });

  test('a counting that was stopped stays where it is until somebody wants it again', async () => {
    const many = Array.from({ length: 40_000 }, (_, i) => at(FRAMES[3].bytes, i / 100));
    const session = await loaded(save(pcapFile(many, { nanoseconds: true })));
    const view = { table: 'endpoints-ip', displayed: false } as const;
    ask(session, 'statisticsSummary', { view, again: false });
    ask(session, 'stopStatistics', { view });
    const stopped = await counted(session, 'endpoints-ip');
    expect(stopped.state).toBe('stopped');
    expect(stopped.done).toBeLessThan(40_000);
    ask(session, 'statisticsSummary', { view, again: true });
    expect(await counted(session, 'endpoints-ip')).toMatchObject({ state: 'done', done: 40_000, rows: 2 });
  });
});

test('what is known of the file', async () => {
  const found = await askLater(session, 'captureProperties', { displayed: true });
  expect(found.sha256).toBe(createHash('sha256').update(readFileSync(path)).digest('hex'));
  const bytes = LENGTHS.reduce((sum, length) => sum + length, 0);
  expect(found.all).toEqual({
    ...{ packets: 5, bytes, capturedBytes: bytes, durationNs: 40e6, averageBytes: bytes / 5 },
    ...{ packetsPerSecond: 125, bitsPerSecond: (bytes * 8e9) / 40e6 },
  });
  expect(found.displayed).toBe(null);
  expect(found.interfaces.map(({ linkType, packets, dropped }) => [linkType, packets, dropped])).toEqual([
    ['Ethernet', 5, null],
  ]);
});

describe('packets over time', () => {
  const line = (text: string) => ({ text, macros: [], frame: 0 });
  const all = { displayed: false, fromNs: null, toNs: null };

  test('one number an interval and filter; a filter with a mistake has none', async () => {
    const query = { ...all, filters: [line(''), line('udp'), line('no such field')], intervalNs: 20e6 };
    const graph = await askLater(session, 'ioGraph', { query });
    expect(graph.lines.map(({ packets }) => packets && [...packets])).toEqual([[2, 2, 1], [0, 1, 1], null]);
    expect([...(graph.lines[1].bytes ?? [])]).toEqual([0, LENGTHS[2], LENGTHS[4]]);
    expect([...(graph.lines[1].frames ?? [])]).toEqual([0, 3, 5]);
    const part = await askLater(session, 'ioGraph', { query: { ...query, fromNs: 25e6, toNs: 35e6 } });
    expect([part.fromNs, part.intervals, part.lines[0].packets?.[0]]).toEqual([20e6, 1, 2]);
  });

  test('two at once do not disturb each other, and one that nobody waits for is given up', async () => {
    const query = { ...all, filters: [line('frame.len > 10 and udp.length > 1')], intervalNs: 1e9 };
    const given = new AbortController();
    const lost = askLater(session, 'ioGraph', { query }, given.signal).catch((error: unknown) => error);
    given.abort();
    const [one, other] = await Promise.all([
      askLater(session, 'ioGraph', { query }),
      askLater(session, 'ioGraph', { query }),
    ]);
    expect(await lost).toBeInstanceOf(Error);
    expect(one.lines[0].packets?.[0]).toBe(2);
    expect(other).toEqual(one);
  });

  test('a capture of years is not counted by microseconds: the interval becomes a multiple', async () => {
    const far = [FRAMES[0], { ...FRAMES[0], sec: 1_800_000_000 }];
    const session = await loaded(save(pcapFile(far, { nanoseconds: true })));
    const graph = await askLater(session, 'ioGraph', { query: { ...all, filters: [line('')], intervalNs: 1000 } });
    expect(graph.intervals).toBeLessThanOrEqual(16_384);
    expect(graph.intervalNs % 1000).toBe(0);
    expect(graph.lines[0].packets?.reduce((sum, one) => sum + one, 0)).toBe(2);
  });

  test('arguments that make no sense are refused', () => {
    const query = { ...all, filters: [line('')], intervalNs: 0 };
    expect(problemOf(session, 'ioGraph', { query }).kind).toBe('engine.badRequest');
    const view = { table: 'endpoints-nothing', displayed: false };
    expect(problemOf(session, 'statisticsSummary', { view, again: false }).kind).toBe('engine.badRequest');
  });
});

test('a table is exported whole, with the filter of each row', async () => {
  const to = join(folder, 'table.csv');
  const wanted = { what: 'table', table: 'endpoints-udp', format: 'csv', scope: { by: 'all' } } as const;
  expect(await askLater(session, 'exportCount', { wanted })).toEqual({ items: 2 });
  const ended = new Promise<void>((resolve) => {
    session.onExport = ({ end }) => {
      if (end !== null) resolve();
    };
  });
  void session.answers.exports.start(to, wanted);
  await ended;
  const [l2, l4] = [LENGTHS[2], LENGTHS[4]];
  expect(readFileSync(to, 'utf8').split('\n')).toEqual([
    'address,port,packets,bytes,sentPackets,sentBytes,receivedPackets,receivedBytes,filter',
    `198.51.100.1,5000,2,${l2 + l4},1,${l2},1,${l4},ip.addr == 198.51.100.1 && udp.port == 5000`,
    `198.51.100.2,4789,2,${l2 + l4},1,${l4},1,${l2},ip.addr == 198.51.100.2 && udp.port == 4789`,
    '',
  ]);
});
