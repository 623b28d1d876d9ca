// What is read before a limit stays usable, and the limit is told as what it is.
import { readdirSync, writeFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { CaptureDocument } from '../../../../src-main/engine/document/document';
import type { LoadEnd } from '../../../../src-main/engine/base/ending';
import { loadLimits, overLimit } from '../../../../src-main/engine/document/load-limits';
import { roomIn } from '../../../../src-main/formats/temp-file';
import { concat, pcapFile } from '../../../fixtures/make-capture';
import { tempFolder } from '../../../fixtures/temp-folder';
import { syns } from '../captures';

const GIB = 1024 ** 3;
const MOST = { memoryBytes: 64 * GIB, packedFrames: 1e9, framesAPackedByte: 1e6 };
const HEADER = 24;
const EMPTY_RECORD = 16;
const nothing = { progress: () => undefined, stopped: () => false };

/** A pcap of records without bytes: nothing packs smaller. */
const emptyRecords = (count: number): Uint8Array => concat(pcapFile([]), new Uint8Array(EMPTY_RECORD * count));

async function read(
  bytes: Uint8Array,
  limits = MOST,
  options: { maxInflatedBytes?: number } = {},
): Promise<{ document: CaptureDocument; end: LoadEnd }> {
  const folder = tempFolder();
  const path = join(folder, 'capture');
  writeFileSync(path, bytes);
  const opened = await CaptureDocument.open(path, { cacheFolder: join(folder, 'cache'), ...options });
  if (!opened.ok) throw new Error(opened.problem.kind);
  onTestFinished(() => opened.document.close());
  return { document: opened.document, end: await opened.document.read(nothing, limits) };
}
const problemOf = (end: LoadEnd): unknown => ('problem' in end ? end.problem.message : null);

describe('memory for frames and conversations', () => {
  const packets = syns(300_000);

  test('reading stops there, and says where', async () => {
    const memoryBytes = 20_000_000;
    const { document, end } = await read(packets, { ...MOST, memoryBytes });
    expect(end.phase).toBe('limited');
    expect(document.frames).toBeGreaterThan(65_536);
    expect(document.frames).toBeLessThan(300_000);
    expect(problemOf(end)).toEqual({ key: 'engine.memoryLimit', args: { frames: document.frames, megabytes: 20 } });
    // a chunk of frames and what it brought of conversations is the most that comes on top
    expect(document.analysis.byteLength()).toBeGreaterThan(memoryBytes);
    expect(document.analysis.byteLength()).toBeLessThan(3 * memoryBytes);
    // what was read is there
    const last = document.frames - 1;
    expect(document.bytes(last).length).toBe(document.columns.capturedLen(last));
    expect(document.analysis.flows.row(document.analysis.flows.count - 1).handshake).toBe('no-answer');
  });
  test('all of it where there is room', async () => {
    const { document, end } = await read(packets);
    expect([end.phase, document.frames]).toEqual(['ready', 300_000]);
  });
});

describe('frames of a packed file', () => {
  const RECORDS = 1_000_000;
  const bomb = gzipSync(emptyRecords(RECORDS), { level: 9 });
  const limits = { ...MOST, packedFrames: 100_000, framesAPackedByte: 4 };

  test('no more than its size makes likely', async () => {
    expect(bomb.length).toBeLessThan(50_000);
    const { document, end } = await read(bomb, limits);
    expect(end.phase).toBe('limited');
    const { frames } = document;
    expect(problemOf(end)).toEqual({ key: 'engine.packedLimit', args: { frames, bytes: bomb.length } });
    expect(frames).toBeGreaterThan(100_000 + 4 * bomb.length);
    expect(frames).toBeLessThan(100_000 + 4 * bomb.length + 2 * 65_536);
    expect(document.columns.capturedLen(frames - 1)).toBe(0);
  });
  test('the same file unpacked is read to its end', async () => {
    const { document, end } = await read(emptyRecords(RECORDS), limits);
    expect([end.phase, document.frames]).toEqual(['ready', RECORDS]);
  });
  test('space for unpacking', async () => {
    const maxInflatedBytes = HEADER + 200_000 * EMPTY_RECORD;
    const { document, end } = await read(bomb, MOST, { maxInflatedBytes });
    expect(end.phase).toBe('limited');
    expect(problemOf(end)).toEqual({ key: 'formats.inflateLimit', args: { limit: maxInflatedBytes } });
    expect(document.frames).toBe(200_000);
  });
  test('what will not be read is not unpacked either', async () => {
    const large = 16_000_000 * EMPTY_RECORD;
    const folder = tempFolder();
    writeFileSync(join(folder, 'a.gz'), gzipSync(concat(pcapFile([]), new Uint8Array(large))));
    let inflated = 0;
    const opened = await CaptureDocument.open(join(folder, 'a.gz'), {
      cacheFolder: join(folder, 'cache'),
      onProgress: ({ inflatedBytes }) => (inflated = inflatedBytes),
    });
    if (!opened.ok) throw new Error(opened.problem.kind);
    onTestFinished(() => opened.document.close());
    expect((await opened.document.read(nothing, limits)).phase).toBe('limited');
    let before: number;
    do {
      before = inflated;
      await sleep(500);
    } while (inflated > before);
    expect(inflated).toBeGreaterThan(opened.document.frames * EMPTY_RECORD);
    expect(inflated).toBeLessThan(large);
  });
  test('the unpacked part goes away with the document', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'a.gz'), bomb);
    const opened = await CaptureDocument.open(join(folder, 'a.gz'), { cacheFolder: folder });
    if (!opened.ok) throw new Error(opened.problem.kind);
    const end = await opened.document.read(nothing, limits);
    opened.document.close();
    expect(end.phase).toBe('limited');
    await sleep(200);
    expect(readdirSync(folder)).toEqual(['a.gz']);
  });
});

test('what is allowed unless told otherwise', () => {
  const limits = loadLimits();
  expect(limits.memoryBytes).toBeLessThanOrEqual(totalmem() / 2);
  const loaded = { frames: 0, memoryBytes: 0, packedBytes: null };
  // 100 million ordinary packets on a machine of 16 GB
  const sixteen = { ...limits, memoryBytes: 0.3 * 16 * GIB };
  expect(overLimit(sixteen, { ...loaded, frames: 100_000_000, memoryBytes: 100_000_000 * 40 })).toBeNull();
  // the same packed well, to 20 bytes each
  expect(overLimit(limits, { ...loaded, frames: 100_000_000, packedBytes: 2_000_000_000 })).toBeNull();
  // 393 million records in 6 MB
  expect(overLimit(limits, { ...loaded, frames: 45_000_000, packedBytes: 6_000_000 })?.kind).toBe('engine.packedLimit');
});

test('room on a disk', () => {
  expect(roomIn(0)).toBe(0);
  expect(roomIn(400 * 1024 * 1024)).toBe(0);
  expect(roomIn(GIB)).toBe(GIB / 2);
  expect(roomIn(100 * GIB)).toBe(75 * GIB);
});
