// The order of the connections view, against a slow and obvious one made out of the rows.
import { describe, expect, test } from 'vitest';
import { flowOrder } from '../../../../src-main/flow/conversations/flow-order';
import { FLOW_COLUMNS } from '../../../../src-main/ipc/flow-facts';
import type { FlowColumn, FlowKind, FlowRow } from '../../../../src-main/ipc/contracts/engine-contract';
import { addressKey } from '../../../../src-main/store/address-key';
import { ethernet, ipv4, ipv6, tcp, udp, type Payload } from '../../../fixtures/make-packet';
import { random } from '../../../bench/random';
import { analyse } from '../analyse';

type Keys = (number | string | null)[];
/** The order of the words, written down a second time: never stood, broken off, peculiar, not known, good. */
const WRONG = [
  ['refused', 'icmp-refused', 'no-answer', 'rst'],
  ['fin-rst', 'fin-one-side', 'fin-no-last-ack', 'no-final-ack', 'probe'],
  ['partial', 'not-seen', 'open'],
];
function wrong({ handshake, ending }: FlowRow): number {
  const [worst, peculiar, unknown] = WRONG;
  for (const [place, word] of worst.entries()) if (word === handshake || word === ending) return place;
  const has = (words: string[]): boolean => words.includes(handshake) || words.includes(ending);
  if (has(peculiar)) return 10;
  if (has(unknown)) return 11;
  return handshake === 'none' ? 13 : 12;
}
function keysOf(row: FlowRow, column: FlowColumn): Keys {
  const address = (text: string): string => Buffer.from(addressKey(text)).toString('hex');
  switch (column) {
    case 'addressA':
      return [address(row.addressA), row.portA];
    case 'addressB':
      return [address(row.addressB), row.portB];
    case 'packets':
      return [row.packetsAB + row.packetsBA];
    case 'bytes':
      return [row.bytesAB + row.bytesBA];
    case 'startSec':
      return [row.startSec, row.startNano];
    case 'problems':
      return [wrong(row), row.startSec, row.startNano];
    default:
      return [row[column]];
  }
}
function compare(a: Keys, b: Keys, descending: boolean): number {
  for (const [i, x] of a.entries()) {
    const y = b[i];
    if (x === y) continue;
    if (x === null) return 1; // unknown stands last, both ways
    if (y === null) return -1;
    return x < y === descending ? 1 : -1;
  }
  return 0;
}

const chance = random(17);
const below = (n: number): number => Math.floor(chance() * n);
/** Packets of some hundred conversations, few ends and sizes, so that many are equal; times in no order. */
function packets(count: number): { frames: Uint8Array[]; times: number[] } {
  const frames: Uint8Array[] = [];
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const srcPort = 1000 + below(40);
    const dstPort = [80, 443, 9][below(3)];
    const data = new Uint8Array(below(4) * 100);
    const payload: Payload =
      chance() < 0.3
        ? udp({ srcPort, dstPort }, data)
        : tcp(
            { srcPort, dstPort, flags: ['S', 'SA', 'A', 'FA', 'R', 'PA'][below(6)], seq: below(3), ack: below(3) },
            data,
          );
    const host = [1, 9, 10, 100, 200][below(5)];
    const back = chance() < 0.3;
    if (chance() < 0.4) {
      const [src, dst] = [`fe80::${host.toString(16)}`, 'fe80::1:0:0'];
      frames.push(ethernet({ type: 0x86dd }, ipv6(back ? { src: dst, dst: src } : { src, dst }, payload)));
    } else {
      const [src, dst] = [`10.0.0.${host}`, '9.200.0.1'];
      frames.push(ethernet({}, ipv4(back ? { src: dst, dst: src } : { src, dst }, payload)));
    }
    times.push(below(20) * 700_000_001);
  }
  return { frames, times };
}

describe('some hundred conversations', () => {
  const { frames, times } = packets(4000);
  const { flows } = analyse(frames, times);
  const rows = Array.from({ length: flows.count }, (_, id) => flows.row(id));

  test('are of all kinds', () => {
    expect(flows.tcpCount).toBeGreaterThan(200);
    expect(flows.udpCount).toBeGreaterThan(100);
    // their frames do not stand in the order of time, and yet no time is negative
    expect(rows.every((row) => row.durationNs >= 0)).toBe(true);
    expect(new Set(rows.map((row) => row.durationNs)).size).toBeGreaterThan(10);
    expect(rows.filter((row) => row.kind === 'tcp' && row.synToSynAckNs === null).length).toBeGreaterThan(10);
    expect(rows.filter((row) => row.synToSynAckNs !== null).length).toBeGreaterThan(10);
    expect(new Set(rows.map((row) => row.ending)).size).toBeGreaterThan(2);
  });
  test.each(FLOW_COLUMNS)('by %s, both ways', (column) => {
    for (const kind of ['tcp', 'udp'] as FlowKind[])
      for (const descending of [false, true]) {
        const wanted = rows
          .filter((row) => row.kind === kind)
          .map((row) => ({ row, keys: keysOf(row, column) }))
          .sort((a, b) => compare(a.keys, b.keys, descending) || a.row.stream - b.row.stream);
        expect([...flowOrder(flows, kind, column, descending)]).toEqual(wanted.map(({ row }) => row.id));
      }
  });
});

test('no conversations', () => {
  const { flows } = analyse([]);
  for (const column of FLOW_COLUMNS) expect(flowOrder(flows, 'tcp', column, true)).toHaveLength(0);
});
