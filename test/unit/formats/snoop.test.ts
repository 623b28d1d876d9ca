import { describe, expect, it } from 'vitest';
import { bytesOf, concat } from '../../fixtures/make-capture';
import { snoopFile } from '../../fixtures/make-other-capture';
import { readAll } from './read-all';

const packet = bytesOf('a packet');
/** What Surveyor puts behind each packet. */
const TRAILER = 16;

describe('snoop', () => {
  it('gives packets without their padding, with both lengths and the time', async () => {
    const file = snoopFile([
      { bytes: packet, sec: 4_294_967_295, micros: 999_999, originalLen: 1500, padding: 3 },
      { bytes: bytesOf(), sec: 0 },
      packet,
    ]);
    const { rows, problem, format, reader } = await readAll(file);
    expect(problem).toBeNull();
    expect(format).toBe('snoop');
    expect(rows).toMatchObject([
      { time: '4294967295.999999000', bytes: packet, originalLen: 1500, offset: 40, interface: 0, flags: 0 },
      { time: '0.000000000', bytes: bytesOf(), originalLen: 0, offset: 75 },
      { bytes: packet, originalLen: 8 },
    ]);
    expect(reader?.interfaces).toMatchObject([{ linkType: 1, timeDigits: 6, snapLen: 0 }]);
    expect(reader?.position()).toBe(file.length);
  });

  // datalink type, LINKTYPE_, and that of the same number in a file of Surveyor; 65535: a type without a number
  it.each([
    [0, 1, 1],
    [1, 65_535, 65_535],
    [2, 6, 6],
    [4, 1, 1],
    [8, 10, 10],
    [9, 0, 65_535],
    [10, 65_535, 1],
    [11, 65_535, 6],
    [12, 65_535, 1],
    [13, 65_535, 6],
    [14, 0, 6],
    [16, 122, 65_535],
    [19, 65_535, 1],
    [26, 65_535, 65_535],
    [0x8000_0005, 226, 65_535],
    [0x8000_0001, 65_535, 65_535],
  ])('datalink type %i', async (datalink, linkType, ofSurveyor) => {
    const plain = await readAll(snoopFile([{ bytes: packet, padding: TRAILER - 1 }], { datalink }));
    expect([plain.format, plain.reader?.interfaces[0].linkType]).toEqual(['snoop', linkType]);
    const surveyor = await readAll(snoopFile([{ bytes: packet, padding: TRAILER }], { datalink, version: 5 }));
    expect([surveyor.format, surveyor.reader?.interfaces[0].linkType]).toEqual(['shomiti', ofSurveyor]);
    expect(surveyor.rows).toMatchObject([{ bytes: packet }]);
  });

  it('leaves out direction, VPI and VCI before ATM', async () => {
    const bytes = concat(bytesOf(0x81, 0, 0, 1), packet);
    const { rows, problem, reader } = await readAll(
      snoopFile([{ bytes, originalLen: 100 }, bytesOf(1, 2, 3)], { datalink: 18 }),
    );
    expect(rows).toMatchObject([{ bytes: packet, originalLen: 96 }]);
    expect(reader?.interfaces[0].linkType).toBe(123);
    expect(problem?.message).toEqual({
      key: 'formats.damage.packetHeader',
      args: { offset: 52, expected: 4, found: 3 },
    });
  });

  it.each([
    [8, 12],
    [12, 16],
  ])("leaves out Surveyor's header of %i bytes before Wi-Fi", async (told, length) => {
    const header = bytesOf(0, 0, 0, told, new Uint8Array(told));
    expect(header).toHaveLength(length);
    const good = { bytes: concat(header, packet), padding: TRAILER };
    const bad = { bytes: bytesOf(0, 0, 0, 7, new Uint8Array(40)), padding: TRAILER };
    const { rows, problem, reader } = await readAll(snoopFile([good, bad], { version: 4, datalink: 18 }));
    expect(rows).toMatchObject([{ bytes: packet, originalLen: packet.length }]);
    expect(reader?.interfaces[0].linkType).toBe(105);
    expect(problem?.message).toMatchObject({ key: 'formats.damage.packetHeader', args: { expected: 8, found: 7 } });
  });

  it('refuses a Wi-Fi header that is longer than its packet', async () => {
    const short = { bytes: bytesOf(0, 0, 0, 40, new Uint8Array(39)), padding: TRAILER };
    const { rows, problem } = await readAll(snoopFile([short], { version: 4, datalink: 18 }));
    expect(rows).toEqual([]);
    expect(problem?.message).toMatchObject({ key: 'formats.damage.packetHeader', args: { expected: 44, found: 43 } });
  });

  it('carries a fraction above one second over', async () => {
    const { rows } = await readAll(snoopFile([{ bytes: packet, sec: 10, micros: 8_915_240 }]));
    expect(rows).toMatchObject([{ time: '18.915240000' }]);
  });

  it.each([
    [1, 'formats.version'],
    [2, undefined],
    [3, undefined],
    [4, undefined],
    [5, undefined],
    [6, 'formats.version'],
  ])('version %i', async (version, kind) => {
    const { rows, problem } = await readAll(snoopFile([packet], { version }));
    expect(problem?.kind).toBe(kind);
    expect(rows).toHaveLength(kind ? 0 : 1);
  });

  it.each([
    ['an original length', { originalLen: 262_145 }, 'original', 262_144, 262_145],
    ['a captured length', { capturedLen: 262_145 }, 'captured', 262_144, 262_145],
    ['a captured length with the sign bit', { capturedLen: 0xffff_ffff }, 'captured', 262_144, 0xffff_ffff],
    ['a record that does not hold its packet', { recordLen: 31 }, 'recordTooShort', 32, 31],
    ['a record of no length', { recordLen: 0 }, 'recordTooShort', 32, 0],
    ['a record that nothing could hold', { recordLen: 0xffff_ffff }, 'recordTooLong', 17_825_792, 0xffff_ffff],
    ['padding beyond the end', { recordLen: 1000 }, 'cutShort', 1000, 32],
  ])('stops at %s', async (_name, wrong, kind, expected, found) => {
    const { rows, problem } = await readAll(snoopFile([packet, { bytes: packet, ...wrong }]));
    expect(rows).toHaveLength(1);
    expect(problem?.message).toEqual({ key: `formats.damage.${kind}`, args: { offset: 48, expected, found } });
  });

  it('takes lengths up to the limit', async () => {
    const large = new Uint8Array(262_144);
    const { rows, problem } = await readAll(snoopFile([large, packet]));
    expect(problem).toBeNull();
    expect(rows.map((row) => row.bytes.length)).toEqual([262_144, 8]);
  });

  it('reads frames over many windows and batches alike', async () => {
    const many = Array.from({ length: 3000 }, (_, i) => new Uint8Array(i % 1500).fill(i));
    const file = snoopFile(many);
    for (const batchFrames of [1, 7, 5000]) {
      const { rows, problem } = await readAll(file, {}, batchFrames);
      expect(problem).toBeNull();
      expect(rows).toHaveLength(many.length);
      expect(rows.every((row, i) => Buffer.compare(row.bytes, many[i]) === 0)).toBe(true);
    }
  });
});
