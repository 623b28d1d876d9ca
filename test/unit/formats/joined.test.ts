// Captures that somebody has put one behind the other: every part is read, and where the others begin is told.
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { FRAME_NO_TIME } from '../../../src-main/memory/frame-batch';
import { concat, ethernet, ipv4, packer, pcapFile, pcapng, udp, type PcapOptions } from '../../fixtures/make-capture';
import { readAll } from './read-all';

const frame = (port: number): Uint8Array => ethernet({}, ipv4({}, udp({ dstPort: port })));
const ports = (rows: { bytes: Uint8Array }[]): number[] => rows.map(({ bytes }) => (bytes[36] << 8) | bytes[37]);
const pcap = (from: number, count: number, options: PcapOptions = {}): Uint8Array =>
  pcapFile(
    Array.from({ length: count }, (_, i) => frame(from + i)),
    options,
  );
const section = (from: number, bigEndian = false): Uint8Array => {
  const ng = pcapng(bigEndian);
  return concat(ng.section(), ng.interface(), ng.enhanced({ bytes: frame(from) }));
};

const LITTLE = pcap(100, 3);
const kinds: [name: string, part: Uint8Array, frames: number, format: string][] = [
  ['pcap', pcap(200, 2), 2, 'pcap'],
  ['pcap without a frame', pcap(200, 0), 0, 'pcap'],
  ['pcap, other byte order', pcap(200, 2, { bigEndian: true }), 2, 'pcap'],
  ['pcap, nanoseconds', pcap(200, 2, { nanoseconds: true }), 2, 'pcap (ns)'],
  ['pcap, other link type', pcap(200, 2, { linkType: 101 }), 2, 'pcap'],
  ['pcap, no snapshot length', pcap(200, 2, { snapLen: 0 }), 2, 'pcap'],
  ['pcap with a check sequence told', pcap(200, 2, { linkType: 0x4400_0001 }), 2, 'pcap'],
  ['pcapng', section(200), 1, 'pcapng'],
  ['pcapng, other byte order', section(200, true), 1, 'pcapng'],
];
const firsts: [name: string, part: Uint8Array, frames: number, format: string][] = [
  ['pcap', LITTLE, 3, 'pcap'],
  ['pcap of one frame', pcap(100, 1), 1, 'pcap'],
  ['pcap without a frame', pcap(100, 0), 0, 'pcap'],
  ['pcap, big-endian', pcap(100, 3, { bigEndian: true }), 3, 'pcap'],
  ['pcap, nanoseconds', pcap(100, 3, { nanoseconds: true }), 3, 'pcap (ns)'],
  ['pcapng', section(100), 1, 'pcapng'],
  ['pcapng, big-endian', section(100, true), 1, 'pcapng'],
];

test.each(firsts.flatMap((first) => kinds.map((second) => [first[0], second[0], first, second] as const)))(
  '%s, then %s',
  async (_a, _b, [, first, count, format], [, second, more, kind]) => {
    const bytes = concat(first, second);
    const read = await readAll(bytes);
    expect(read.problem).toBeNull();
    expect(ports(read.rows)).toEqual([100, 101, 102].slice(0, count).concat([200, 201].slice(0, more)));
    expect(read.format).toBe(format);
    // pcapng allows another section: that is no second file
    const joined = !(format === 'pcapng' && kind === 'pcapng');
    expect(read.reader?.extras.laterFiles).toEqual(joined ? [{ offset: first.length, format: kind }] : []);
    expect(read.reader?.interfaces).toHaveLength(2);
    expect(read.rows.map((row) => row.interface)).toEqual([
      ...new Array<number>(count).fill(0),
      ...new Array<number>(more).fill(1),
    ]);
    expect(read.rows.every((row) => (row.flags & FRAME_NO_TIME) === 0)).toBe(true);
    const linkType = kind === 'pcap' ? (read.reader?.interfaces[1].linkType ?? -1) : 1;
    expect([1, 101]).toContain(linkType);
  },
);

test('each part keeps its link type, its resolution of time and its times', async () => {
  const later = { sec: 1_800_000_000, nano: 123_456_789 };
  const bytes = concat(
    pcapFile([{ bytes: frame(1), sec: 1_700_000_000, nano: 5000 }]),
    pcapFile([{ bytes: frame(2).slice(14), ...later }], { nanoseconds: true, linkType: 101, bigEndian: true }),
  );
  const { rows, reader } = await readAll(bytes);
  expect(rows.map((row) => row.time)).toEqual(['1700000000.000005000', '1800000000.123456789']);
  expect(reader?.interfaces.map(({ linkType, timeDigits }) => [linkType, timeDigits])).toEqual([
    [1, 6],
    [101, 9],
  ]);
});

test('packed: the offset is one in the unpacked data', async () => {
  const read = await readAll(gzipSync(concat(LITTLE, pcap(200, 2))));
  expect(ports(read.rows)).toEqual([100, 101, 102, 200, 201]);
  expect(read.reader?.extras.laterFiles).toEqual([{ offset: LITTLE.length, format: 'pcap' }]);
});

test('gzip members, one a capture', async () => {
  const read = await readAll(concat(gzipSync(LITTLE), gzipSync(pcap(200, 1))));
  expect(ports(read.rows)).toEqual([100, 101, 102, 200]);
  expect(read.reader?.extras.laterFiles).toHaveLength(1);
});

test('many parts, in batches of one frame', async () => {
  const parts = Array.from({ length: 300 }, (_, i) =>
    i % 3 === 2 ? section(i) : pcap(i, 1, { bigEndian: i % 2 === 1 }),
  );
  const read = await readAll(concat(...parts), undefined, 1);
  expect(read.problem).toBeNull();
  expect(ports(read.rows)).toEqual(parts.map((_, i) => i));
  expect(read.rows.map((row) => row.interface)).toEqual(parts.map((_, i) => i));
});

test('more interfaces than there may be end the reading', async () => {
  const empty = pcap(0, 0);
  const read = await readAll(concat(...new Array<Uint8Array>(0x10001).fill(empty)));
  expect(read.problem?.kind).toBe('formats.damage.interfaces');
});

test('damage in a later part is told at its place', async () => {
  const bytes = concat(LITTLE, pcap(200, 2).slice(0, -3));
  const read = await readAll(bytes);
  expect(ports(read.rows)).toEqual([100, 101, 102, 200]);
  expect(read.problem?.kind).toBe('formats.damage.cutShort');
});

test('a header of which the end is missing is one that is cut short', async () => {
  for (const part of [pcap(200, 0), pcap(200, 0, { bigEndian: true })])
    for (let length = 16; length < 24; length++) {
      const read = await readAll(concat(LITTLE, part.slice(0, length)));
      expect(ports(read.rows), String(length)).toEqual([100, 101, 102]);
      expect(read.problem?.kind, String(length)).toBe('formats.damage.cutShort');
    }
});

const { u16, u32 } = packer(false);
test.each<[string, Uint8Array]>([
  // a record of December 2055, with the length of a packet
  ['magic number as seconds', concat(u32(0xa1b2c3d4), u32(1), u32(42), u32(42), frame(7))],
  ['and a version as microseconds', concat(u32(0xa1b2c3d4), u16(2), u16(4), u32(42), u32(42), frame(7))],
  ['section type as seconds', concat(u32(0x0a0d0d0a), u32(28), u32(42), u32(42), frame(7))],
  ['a version as microseconds', concat(u32(1_700_000_000), u16(2), u16(4), u32(42), u32(42), frame(7))],
])('no header: %s', async (_name, record) => {
  const read = await readAll(concat(LITTLE, record, LITTLE.slice(24)));
  expect(ports(read.rows)).toEqual([100, 101, 102, 7, 100, 101, 102]);
  expect(read.reader?.extras.laterFiles).toEqual([]);
});
