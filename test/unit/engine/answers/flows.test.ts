import { describe, expect, test } from 'vitest';
import { FLOW_COLUMNS } from '../../../../src-main/ipc/flow-facts';
import { addressKey } from '../../../../src-main/store/address-key';
import type { FlowColumn, FlowRow } from '../../../../src-main/ipc/contracts/engine-contract';
import { connections, datagram, save, syns } from '../captures';
import { pcapFile } from '../../../fixtures/make-capture';
import { ask, loaded } from '../open-session';

const COUNT = 30_000;

type Key = (string | number | null)[];
function keyOf(row: FlowRow, sort: FlowColumn): Key {
  const address = (text: string): string => Buffer.from(addressKey(text)).toString('hex');
  if (sort === 'addressA') return [address(row.addressA), row.portA];
  if (sort === 'addressB') return [address(row.addressB), row.portB];
  if (sort === 'packets') return [row.packetsAB + row.packetsBA];
  if (sort === 'bytes') return [row.bytesAB + row.bytesBA];
  if (sort === 'startSec') return [row.startSec, row.startNano];
  // SYNs without an answer, all of them
  if (sort === 'problems') return [row.startSec, row.startNano];
  return [row[sort]];
}
function compare(a: Key, b: Key, descending: boolean): number {
  for (const [i, x] of a.entries()) {
    const y = b[i];
    if (x === y) continue;
    if (x === null) return 1; // unknown stands last, both ways
    if (y === null) return -1;
    return x < y === descending ? 1 : -1;
  }
  return 0;
}

describe('30,000 connections', () => {
  test('come in the right order by every column', async () => {
    const session = await loaded(save(syns(COUNT)));
    expect(session.status()).toMatchObject({ phase: 'ready', frames: COUNT, tcpFlows: COUNT });

    const rows: FlowRow[] = [];
    for (let from = 0; from < COUNT; from += 2000)
      rows.push(...ask(session, 'flows', { kind: 'tcp', sort: 'stream', descending: false, from, count: 2000 }).rows);
    expect(rows.map((row) => row.stream)).toEqual(Array.from({ length: COUNT }, (_, i) => i));

    for (const sort of FLOW_COLUMNS)
      for (const descending of [false, true]) {
        const keyed = rows.map((row) => ({ row, key: keyOf(row, sort) }));
        keyed.sort((a, b) => compare(a.key, b.key, descending) || a.row.stream - b.row.stream);
        for (const from of [0, 14_990, COUNT - 20]) {
          const page = ask(session, 'flows', { kind: 'tcp', sort, descending, from, count: 20 });
          expect(page.total).toBe(COUNT);
          expect(page.rows, `${sort} ${descending}`).toEqual(keyed.slice(from, from + 20).map(({ row }) => row));
        }
        const id = keyed[23_456].row.id;
        expect(ask(session, 'rowOfFlow', { id, kind: 'tcp', sort, descending })).toBe(23_456);
      }
  });
});

test('both kinds are apart, and a flow is found by its id', async () => {
  const session = await loaded(save(pcapFile([...connections(2), datagram(0), datagram(1), datagram(2)])));
  const page = (kind: 'tcp' | 'udp') =>
    ask(session, 'flows', { kind, sort: 'bytes', descending: true, from: 0, count: 10 });
  expect(page('tcp').rows.map((row) => row.stream)).toEqual([0, 1]);
  const udp = page('udp');
  expect(udp.rows.map((row) => [row.kind, row.stream, row.packetsAB])).toEqual([
    ['udp', 0, 1],
    ['udp', 1, 1],
    ['udp', 2, 1],
  ]);
  const [first] = udp.rows;
  expect(ask(session, 'flow', { id: first.id })).toEqual(first);
  expect(ask(session, 'flow', { id: 12345 })).toBeNull();
  expect(ask(session, 'rowOfFlow', { id: first.id, kind: 'tcp', sort: 'id', descending: false })).toBe(-1);
  const beyond = ask(session, 'flows', { kind: 'udp', sort: 'id', descending: false, from: 3, count: 10 });
  expect(beyond).toEqual({ from: 3, total: 3, rows: [] });
});

test('a connection row adds up', async () => {
  const session = await loaded(save(pcapFile(connections(1))));
  const row = ask(session, 'flow', { id: ask(session, 'packetDetail', { frame: 1 }).flow });
  expect(row).toMatchObject({
    kind: 'tcp',
    stream: 0,
    addressA: '10.0.0.0',
    portA: 40000,
    addressB: '192.168.0.1',
    portB: 443,
    clientBy: 'syn',
    packetsAB: 4,
    packetsBA: 2,
    bytesAB: 54 * 4 + 10,
    bytesBA: 54 * 2 + 100,
    firstFrame: 1,
    lastFrame: 6,
    durationNs: 5_000_000,
    handshake: 'complete',
    synToSynAckNs: 1_000_000,
    synAckToAckNs: 1_000_000,
    ending: 'fin-one-side',
    completeness: 31,
  });
});

test('connections are counted by how they began and ended', async () => {
  const session = await loaded(save(pcapFile([...connections(3), datagram(0)])));
  expect(ask(session, 'flowCounts', {})).toEqual({ handshake: { complete: 3 }, ending: { 'fin-one-side': 3 } });
  const empty = await loaded(save(pcapFile([datagram(0)])));
  expect(ask(empty, 'flowCounts', {})).toEqual({ handshake: {}, ending: {} });
});
