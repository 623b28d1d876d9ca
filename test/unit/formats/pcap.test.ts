import { describe, expect, it } from 'vitest';
import { bytesOf, concat, packer, type PcapOptions, pcapFile } from '../../fixtures/make-capture';
import { readAll } from './read-all';

const frames = [
  { bytes: bytesOf('first'), sec: 1_700_000_000, nano: 123_456_000 },
  { bytes: bytesOf('the second'), sec: 4_294_967_295, nano: 999_999_000, originalLen: 1500 },
];

describe('pcap', () => {
  it.each<[string, PcapOptions]>([
    ['microseconds, little endian', {}],
    ['microseconds, big endian', { bigEndian: true }],
    ['nanoseconds, little endian', { nanoseconds: true }],
    ['nanoseconds, big endian', { nanoseconds: true, bigEndian: true }],
    ['FCS length told in the upper bits', { linkType: 0x24000001 }],
    ['version 2.5', { version: [2, 5] }],
  ])('%s', async (_name, options) => {
    const { rows, problem, reader } = await readAll(pcapFile(frames, options));
    expect(problem).toBeNull();
    expect(rows).toMatchObject([
      { time: '1700000000.123456000', bytes: frames[0].bytes, originalLen: 5, interface: 0, flags: 0, offset: 40 },
      { time: '4294967295.999999000', bytes: frames[1].bytes, originalLen: 1500, interface: 0, flags: 0, offset: 61 },
    ]);
    expect(reader?.interfaces).toMatchObject([{ linkType: 1, timeDigits: options.nanoseconds ? 9 : 6 }]);
  });

  it.each<[string, PcapOptions, string]>([
    [
      'patched libpcap, its own magic',
      { magic: 0xa1b2cd34, recordExtra: bytesOf(3, 0, 0, 0, 0, 8, 0, 0) },
      'pcap (patched libpcap)',
    ],
    ['SuSE 6.3', { magic: 0xa1b2cd34, recordExtra: bytesOf(3, 0, 0, 0, 0, 8, 4, 0, 0, 0, 0, 0) }, 'pcap (SuSE 6.3)'],
    ['patched libpcap, the common magic', { recordExtra: bytesOf(3, 0, 0, 0, 0, 8, 0, 0) }, 'pcap (patched libpcap)'],
    ['Nokia', { recordExtra: bytesOf(0x01, 0xb6, 0xbf, 0x9f) }, 'pcap (Nokia)'],
  ])('record layout: %s', async (_name, options, format) => {
    const three = [...frames, { bytes: bytesOf('third'), sec: 1_700_000_001 }];
    const read = await readAll(pcapFile(three, options));
    expect(read.format).toBe(format);
    expect(read.problem).toBeNull();
    expect(read.rows.map((row) => row.bytes)).toEqual(three.map((frame) => frame.bytes));
  });

  it('record layout: Nokia as editcap writes it, where its zeros and those of a loopback frame look like another layout', async () => {
    const loopback = { bytes: concat(new Uint8Array(12), bytesOf(8, 0, 0x45), new Uint8Array(59)), nano: 712_404_000 };
    const read = await readAll(pcapFile([loopback, loopback, loopback], { recordExtra: new Uint8Array(4) }));
    expect(read).toMatchObject({ format: 'pcap (Nokia)', problem: null });
    expect(read.rows.map((row) => row.bytes)).toEqual([loopback.bytes, loopback.bytes, loopback.bytes]);
  });

  it('Ixia files have four more bytes of header', async () => {
    const plain = pcapFile(frames, { magic: 0x1c0001ac, nanoseconds: true });
    const { rows } = await readAll(concat(plain.subarray(0, 24), bytesOf(1, 2, 3, 4), plain.subarray(24)));
    expect(rows.map((row) => row.time)).toEqual(['1700000000.123456000', '4294967295.999999000']);
  });

  it('AIX files count nanoseconds and name interface types; FDDI frames have padding before them', async () => {
    const file = pcapFile([{ bytes: bytesOf(0, 0, 0, 'fddi'), sec: 5, nano: 1_000, originalLen: 7 }], {
      version: [2, 2],
      linkType: 15,
      nanoseconds: true,
      magic: 0xa1b2c3d4,
    });
    // lengths of version 2.2: the original one comes first; here both are the same
    const { rows, reader } = await readAll(file);
    expect(rows).toMatchObject([{ time: '5.000001000', bytes: bytesOf('fddi'), originalLen: 4 }]);
    expect(reader?.interfaces[0].linkType).toBe(10);
  });

  it.each([
    ['2.2: original length first', [2, 2], 9, 4, 4, 9],
    ['2.3: the smaller is the captured one', [2, 3], 9, 4, 4, 9],
    ['2.3 as it should be', [2, 3], 4, 9, 4, 9],
    ['543.0 (DG/UX): original length first', [543, 0], 9, 4, 4, 9],
    ['2.4: as they stand', [2, 4], 4, 9, 4, 9],
  ])('lengths of version %s', async (_name, version, first, second, captured, original) => {
    const file = pcapFile([{ bytes: bytesOf('abcd'), capturedLen: first, originalLen: second }], {
      version: [version[0], version[1]],
    });
    const { rows, problem } = await readAll(file);
    expect(problem).toBeNull();
    expect(rows).toMatchObject([{ originalLen: original }]);
    expect(rows[0].bytes).toHaveLength(captured);
  });

  it('keeps a captured length above the original one and above the snapshot length', async () => {
    const { rows, problem } = await readAll(pcapFile([{ bytes: bytesOf('abcdef'), originalLen: 2 }], { snapLen: 3 }));
    expect(problem).toBeNull();
    expect(rows).toMatchObject([{ bytes: bytesOf('abcdef'), originalLen: 2 }]);
  });

  it('carries a fraction above one second over', async () => {
    const { u32 } = packer(false);
    const file = concat(pcapFile([]), u32(10), u32(8_915_240), u32(0), u32(0));
    expect((await readAll(file)).rows).toMatchObject([{ time: '18.915240000' }]);
  });

  it.each([
    [262_144, null],
    [262_145, 'formats.damage.captured'],
  ])('%i captured bytes', async (length, kind) => {
    const { rows, problem } = await readAll(pcapFile([bytesOf('x'), new Uint8Array(length), bytesOf('y')]));
    expect(rows).toHaveLength(kind ? 1 : 3);
    expect(problem?.kind ?? null).toBe(kind);
    if (kind) expect(problem?.message.args).toEqual({ offset: 41, expected: 262_144, found: length });
  });

  it('gives the frames before a cut, then says where it is', async () => {
    const whole = pcapFile(frames);
    const { rows, problem } = await readAll(whole.subarray(0, whole.length - 3));
    expect(rows).toHaveLength(1);
    expect(problem).toEqual({
      kind: 'formats.damage.cutShort',
      message: { key: 'formats.damage.cutShort', args: { offset: 45, expected: 26, found: 23 } },
    });
  });

  it.each<[string, Uint8Array, string]>([
    ['version 1.4', pcapFile([], { version: [1, 4] }), 'formats.version'],
    ['reserved bits', pcapFile([], { linkType: 0x00300001 }), 'formats.reservedBits'],
    ['a header cut short', pcapFile([]).subarray(0, 23), 'formats.headerCut'],
  ])('refuses %s', async (_name, file, kind) => {
    expect((await readAll(file)).problem?.kind).toBe(kind);
  });

  it('reads frames over many windows and batches alike', async () => {
    const many = Array.from({ length: 3000 }, (_, i) => new Uint8Array(i % 1500).fill(i));
    const file = pcapFile(many);
    for (const batchFrames of [1, 7, 5000]) {
      const { rows, problem } = await readAll(file, {}, batchFrames);
      expect(problem).toBeNull();
      expect(rows).toHaveLength(many.length);
      expect(rows.every((row, i) => Buffer.compare(row.bytes, many[i]) === 0)).toBe(true);
      const found = rows.every(
        (row) => Buffer.compare(file.subarray(row.offset, row.offset + row.bytes.length), row.bytes) === 0,
      );
      expect(found).toBe(true);
    }
  });
});
