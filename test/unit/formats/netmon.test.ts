import { gzipSync } from 'node:zlib';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { FRAME_OTHER_RECORD, NO_INTERFACE } from '../../../src-main/memory/frame-batch';
import { openCapture } from '../../../src-main/formats/detect';
import { bytesOf, concat } from '../../fixtures/make-capture';
import { netmonFile, type NetmonOptions, type NetmonRecord } from '../../fixtures/make-other-capture';
import { tempFolder } from '../../fixtures/temp-folder';
import { drain, readAll } from './read-all';

const bytes = bytesOf('a packet');
/** 2021-03-15T14:05:06.789 UTC, the start that the builder gives */
const START = 1_615_817_106;

describe('Network Monitor', () => {
  it.each<[string, NetmonOptions['version'], string, number]>([
    ['1.1', [1, 1], 'netmon1', 3],
    ['2.0', [2, 0], 'netmon2', 6],
    ['2.1', [2, 1], 'netmon2', 6],
    ['2.2', [2, 2], 'netmon2', 6],
    ['2.3', [2, 3], 'netmon2', 7],
    ['2.9', [2, 9], 'netmon2', 7],
  ])('version %s', async (_name, version, format, timeDigits) => {
    const file = netmonFile([{ bytes, originalLen: 1500 }, { bytes: bytesOf() }], { version });
    const { rows, problem, format: found, reader } = await readAll(file);
    expect(problem).toBeNull();
    expect(found).toBe(format);
    const headerLen = version?.[0] === 1 ? 8 : 16;
    expect(rows).toMatchObject([
      { bytes, originalLen: 1500, offset: 128 + headerLen, interface: 0, flags: 0 },
      { bytes: bytesOf(), originalLen: 0 },
    ]);
    expect(reader?.interfaces).toMatchObject([{ linkType: 1, timeDigits }]);
    expect(reader?.position()).toBe(file.length);
  });

  it.each<[string, [number, number], bigint, string]>([
    ['milliseconds', [1, 1], 1211n, `${START + 2}.000000000`],
    ['milliseconds without a sign', [1, 1], 0xffff_ffffn, `${START + 4_294_968}.084000000`],
    ['microseconds', [2, 0], 210_999n, `${START}.999999000`],
    ['microseconds that carry', [2, 2], 211_000n, `${START + 1}.000000000`],
    ['years of them', [2, 0], (1n << 52n) - 1n, `${START + 4_503_599_628}.159495000`],
    ['beyond what is added exactly', [2, 0], 1n << 52n, `${START + 4_503_599_628}.159496000`],
    ['before the start', [2, 0], -5_000_000n, `${START - 5}.789000000`],
    ['a moment before it', [2, 0], -789_001n, `${START - 1}.999999000`],
    ['a number whose nanoseconds wrap to 0', [2, 0], 1n << 62n, `${START}.789000000`],
  ])('time: %s', async (_name, version, delta, time) => {
    expect((await readAll(netmonFile([{ bytes, delta }], { version }))).rows).toMatchObject([{ time }]);
  });

  it('takes the time of the frame itself from version 2.3 on, to 100 ns', async () => {
    const file = netmonFile([
      { bytes, delta: 5n, time: 16_145_224_770_000_001n },
      { bytes, time: -1n },
    ]);
    expect((await readAll(file)).rows.map((row) => row.time)).toEqual(['1614522477.000000100', '-1.999999900']);
  });

  it('takes the start for local time, as Wireshark does, and fields beyond their range as mktime does', async () => {
    const start = (zone: string, parts: number[]) => {
      vi.stubEnv('TZ', zone);
      return readAll(netmonFile([{ bytes }], { version: [2, 0], start: parts })).finally(() => vi.unstubAllEnvs());
    };
    const summer = [2021, 7, 4, 1, 12, 0, 0, 0];
    expect((await start('UTC', summer)).rows[0].time).toBe('1625140800.000000000');
    expect((await start('America/New_York', summer)).rows[0].time).toBe('1625155200.000000000');
    expect((await start('UTC', [2021, 14, 1, 40, 30, 70, 70, 1500])).rows[0].time).toBe('1647155471.500000000');
    expect((await start('UTC', [0, 0, 0, 0, 0, 0, 0, 0])).rows[0].time).toBe('-62169984000.000000000');
  });

  it('gives frames in the order of the table, wherever they stand, also one twice', async () => {
    const texts = ['first', 'second', 'third'];
    const file = netmonFile(
      texts.map((text) => ({ bytes: bytesOf(text) })),
      { order: [2, 0, 0, 1] },
    );
    for (const batchFrames of [1, 3, 100]) {
      const { rows, problem } = await readAll(file, {}, batchFrames);
      expect(problem).toBeNull();
      expect(rows.map((row) => Buffer.from(row.bytes).toString())).toEqual(['third', 'first', 'first', 'second']);
    }
  });

  it('jumps over many windows, forth and back', async () => {
    const many = Array.from({ length: 40 }, (_, i) => ({ bytes: new Uint8Array(100_000).fill(i) }));
    const order = many.map((_, i) => (i * 17) % many.length);
    for (const batchFrames of [1, 100]) {
      const { rows, problem } = await readAll(netmonFile(many, { order }), {}, batchFrames);
      expect(problem).toBeNull();
      expect(rows.map((row) => [row.bytes.length, row.bytes[0], row.bytes[99_999]])).toEqual(
        order.map((i) => [100_000, i, i]),
      );
    }
  });

  it('reads a table of more entries than are kept in memory', async () => {
    const order = Array.from({ length: 40_000 }, (_, i) => i % 2);
    const { rows, problem } = await readAll(netmonFile([{ bytes: bytesOf(0) }, { bytes: bytesOf(1) }], { order }));
    expect(problem).toBeNull();
    expect(rows.map((row) => row.bytes[0])).toEqual(order);
  });

  // media type, LINKTYPE_; 65535: a type without a number
  it.each([
    [0, 1],
    [1, 1],
    [2, 6],
    [3, 10],
    [4, 123],
    [5, 65_535],
    [6, 65_535],
    [7, 101],
    [8, 101],
    [9, 101],
    [10, 65_535],
    [12, 65_535],
    [0xe001, 1],
    [0xe071, 113],
    [0xe080, 105],
    [0xe081, 65_535],
    [0xe08a, 65_535],
    [0xe08b, 139],
    [0xefff, 0xfff],
    [0xf000, 65_535],
  ])('media type %i', async (medium, linkType) => {
    const own = await readAll(netmonFile([{ bytes, medium }], { version: [2, 1] }));
    expect(own.reader?.interfaces.map((one) => one.linkType)).toEqual([linkType]);
    expect(own.rows).toMatchObject([{ bytes, interface: 0, flags: 0 }]);
    // of the whole file in older versions
    const { reader } = await readAll(netmonFile([{ bytes: new Uint8Array(20) }], { version: [2, 0], medium }));
    expect(reader?.interfaces.map((one) => one.linkType)).toEqual([linkType]);
  });

  it('has one interface for each link type', async () => {
    const media = [1, 9, 0, 7, 0xe001, 0xe065];
    const { rows, reader } = await readAll(netmonFile(media.map((medium) => ({ bytes, medium }))));
    expect(rows.map((row) => row.interface)).toEqual([0, 1, 0, 1, 0, 1]);
    expect(reader?.interfaces.map((one) => one.linkType)).toEqual([1, 101]);
  });

  it('leaves out addresses and channel before ATM where the whole file is of it', async () => {
    const atm = concat(new Uint8Array(16), bytes);
    const { rows } = await readAll(netmonFile([{ bytes: atm, originalLen: 100 }], { version: [2, 0], medium: 4 }));
    expect(rows).toMatchObject([{ bytes, originalLen: 84 }]);
    expect((await readAll(netmonFile([{ bytes: atm, medium: 4 }]))).rows).toMatchObject([{ bytes: atm }]);
    const short = await readAll(netmonFile([{ bytes }], { version: [1, 1], medium: 4 }));
    expect(short.problem?.message).toEqual({
      key: 'formats.damage.packetHeader',
      args: { offset: 128, expected: 16, found: 8 },
    });
  });

  it('counts events and filters as frames without a link type, and names and adapters not at all', async () => {
    const media = [0xffe0, 0xfffb, 0xfffc, 0xfffd, 0xfffe, 0xffff, 1];
    const { rows } = await readAll(netmonFile(media.map((medium) => ({ bytes: bytesOf(medium & 0xff), medium }))));
    const other = { interface: NO_INTERFACE, flags: FRAME_OTHER_RECORD };
    expect(rows).toMatchObject([
      { bytes: bytesOf(0xe0), ...other },
      { bytes: bytesOf(0xfb), ...other },
      { bytes: bytesOf(0xff), ...other },
      { bytes: bytesOf(1), interface: 0, flags: 0 },
    ]);
  });

  const good: NetmonRecord = { bytes };
  it.each<[string, NetmonRecord[], NetmonOptions, string, object]>([
    ['version 3.0', [good], { version: [3, 0] }, 'version', { version: '3.0' }],
    ['no table', [good], { tableLen: 0 }, 'damage.frameTable', { found: 0 }],
    ['half an entry', [good], { tableLen: 6 }, 'damage.frameTable', { found: 6 }],
  ])('refuses %s', async (_name, records, options, kind, args) => {
    const { rows, problem } = await readAll(netmonFile(records, options));
    expect(rows).toEqual([]);
    expect(problem?.message).toMatchObject({ key: `formats.${kind}`, args });
  });

  it.each<[string, NetmonRecord[], NetmonOptions, string, object]>([
    ['a table that is cut', [good], { tableLen: 400 }, 'cutShort', { offset: 171, expected: 396, found: 0 }],
    ['an entry beyond the file', [good], { order: [0, 9_999_999] }, 'cutShort', { offset: 9_999_999, found: 0 }],
    ['an entry at its very end', [good], { order: [0, 170] }, 'cutShort', { offset: 170, expected: 31, found: 5 }],
    [
      'a captured length above the limit',
      [good, { bytes, capturedLen: 262_145 }],
      {},
      'captured',
      { offset: 167, expected: 262_144, found: 262_145 },
    ],
    [
      'a captured length beyond the file',
      [good, { bytes, capturedLen: 1000 }],
      {},
      'cutShort',
      { offset: 167, expected: 1031, found: 47 },
    ],
  ])('gives the frames before %s', async (_name, records, options, kind, args) => {
    for (const batchFrames of [1, 100]) {
      const { rows, problem } = await readAll(netmonFile(records, options), {}, batchFrames);
      expect(rows).toMatchObject([{ bytes }]);
      expect(problem?.message).toMatchObject({ key: `formats.damage.${kind}`, args });
    }
  });

  it('is unpacked as a whole before it is read: its table stands at the end', async () => {
    const many = Array.from({ length: 3000 }, (_, i) => ({ bytes: new Uint8Array(1000).fill(i) }));
    const path = join(tempFolder(), 'packed.cap.gz');
    writeFileSync(path, gzipSync(netmonFile(many)));
    const opened = await openCapture(path, { early: true });
    if (!opened.ok) throw new Error(opened.problem.kind);
    expect(opened.format).toBe('netmon2, gzip');
    const { rows, problem } = drain(opened.reader);
    opened.source.close();
    expect(problem).toBeNull();
    expect(rows.map((row) => row.bytes[0])).toEqual(many.map((one) => one.bytes[0]));
  });
});
