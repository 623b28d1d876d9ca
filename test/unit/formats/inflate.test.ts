import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { openCapture, type OpenOptions } from '../../../src-main/formats/detect';
import type { InflateProgress } from '../../../src-main/formats/inflate';
import type { Problem } from '../../../src-main/ipc/message';
import { bytesOf, concat, hex, pcapFile, pcapng, tempFolder } from '../../fixtures/make-capture';
import { random } from '../../bench/random';
import { drain } from './read-all';

const folder = tempFolder();
const cache = join(folder.path, 'cache');
afterAll(folder.remove);

const chance = random(3);
const noise = (length: number): Uint8Array => Uint8Array.from({ length }, () => chance() * 256);
const frames = Array.from({ length: 2000 }, (_, i) => noise(i % 1400));
const file = pcapFile(frames);

const many = (piece: Uint8Array, count: number): Uint8Array => concat(...new Array<Uint8Array>(count).fill(piece));

async function read(
  name: string,
  bytes: Uint8Array,
  options: OpenOptions = {},
): Promise<{ format: string; count: number; problem: Problem | null }> {
  const opened = await openCapture(folder.file(name, bytes), { cacheFolder: cache, ...options });
  if (!opened.ok) return { format: '', count: 0, problem: opened.problem };
  const { rows, problem } = drain(opened.reader);
  expect(rows.every((row, i) => Buffer.compare(row.bytes, frames[i]) === 0)).toBe(true);
  expect(opened.fileBytes).toBe(bytes.length);
  opened.source.close();
  expect(readdirSync(cache)).toEqual([]);
  return { format: opened.format, count: rows.length, problem };
}

describe('gzip', () => {
  const packed = gzipSync(file);

  it('one member', async () => {
    expect(await read('a.pcap.gz', packed)).toEqual({ format: 'pcap, gzip', count: 2000, problem: null });
  });
  it('several members, cut anywhere', async () => {
    const members = concat(gzipSync(file.subarray(0, 30)), gzipSync(new Uint8Array(0)), gzipSync(file.subarray(30)));
    expect(await read('b.gz', members)).toMatchObject({ count: 2000, problem: null });
  });
  it('pcapng inside', async () => {
    const ng = pcapng();
    const inside = concat(ng.section(), ng.interface(), ng.enhanced({ bytes: frames[0] }));
    expect(await read('c.gz', gzipSync(inside))).toEqual({ format: 'pcapng, gzip', count: 1, problem: null });
  });
  it('reports progress up to the end', async () => {
    const seen: InflateProgress[] = [];
    await read('d.gz', packed, { onProgress: (p) => seen.push(p) });
    expect(seen.at(-1)).toEqual({ readBytes: packed.length, totalBytes: packed.length, inflatedBytes: file.length });
  });
  it('cut short: what is there is read, then the cut is told', async () => {
    const { count, problem } = await read('e.gz', packed.subarray(0, packed.length >> 1));
    expect(problem?.message).toEqual({ key: 'formats.gzipCut', args: { offset: packed.length >> 1 } });
    expect(count).toBeGreaterThan(900);
    expect(count).toBeLessThan(2000);
  });
  it('damaged in the middle: all before the damage is read', async () => {
    // stored blocks: a wrong length of one is noticed where it stands
    const stored = gzipSync(file, { level: 0 });
    const blocks: number[] = [];
    for (let at = 10; at < stored.length - 8; at += 5 + stored.readUInt16LE(at + 1)) blocks.push(at);
    const middle = blocks[blocks.length >> 1];
    const bad = Uint8Array.from(stored);
    bad[middle + 1] ^= 0xff;
    const { count, problem } = await read('f.gz', bad);
    expect(problem?.kind).toBe('formats.gzipDamaged');
    const offset = Number(problem?.message.args?.offset);
    expect(Math.abs(offset - middle)).toBeLessThanOrEqual(5);
    // as many frames as lie whole in the blocks before
    const inflated = middle - 10 - (blocks.length >> 1) * 5;
    let end = 24;
    const whole = frames.findIndex((frame) => (end += 16 + frame.length) > inflated);
    expect(count).toBe(whole);
  });
  it('a wrong check sum at the end loses no frame', async () => {
    const bad = Uint8Array.from(packed);
    bad[bad.length - 6] ^= 1;
    const { count, problem } = await read('g.gz', bad);
    expect(count).toBe(2000);
    expect(problem?.kind).toBe('formats.gzipDamaged');
  });
  it('a limit on the disk used', async () => {
    const { count, problem } = await read('h.gz', packed, { maxInflatedBytes: 100_000 });
    expect(problem?.message).toEqual({ key: 'formats.inflateLimit', args: { limit: 100_000 } });
    expect(count).toBeGreaterThan(100);
  });
  it('can be cancelled, before and while', async () => {
    expect((await read('i.gz', packed, { signal: AbortSignal.abort() })).problem?.kind).toBe('formats.cancelled');
    const control = new AbortController();
    const large = gzipSync(noise(3_000_000), { level: 1 });
    const { problem } = await read('j.gz', large, { signal: control.signal, onProgress: () => control.abort() });
    expect(problem?.kind).toBe('formats.cancelled');
    expect(readdirSync(cache)).toEqual([]);
  });
  it('a small piece that unpacks to much can be cancelled in its middle', async () => {
    const control = new AbortController();
    // 256 MB out of 260 kB: four pieces of input
    const bomb = gzipSync(new Uint8Array(256_000_000));
    let last = 0;
    const opened = await openCapture(folder.file('bomb.gz', bomb), {
      cacheFolder: cache,
      signal: control.signal,
      onProgress: ({ inflatedBytes }) => {
        last = inflatedBytes;
        if (inflatedBytes > 0) control.abort();
      },
    });
    expect(opened).toMatchObject({ ok: false, problem: { kind: 'formats.cancelled' } });
    expect(last).toBeGreaterThan(0);
    // not even what the first piece holds
    expect(last).toBeLessThan(60_000_000);
    expect(readdirSync(cache)).toEqual([]);
  });
  it.each<[string, Uint8Array, string]>([
    ['nothing inside', gzipSync(new Uint8Array(0)), 'formats.emptyInside'],
    ['100,000 members with nothing inside', many(gzipSync(new Uint8Array(0)), 100_000), 'formats.emptyInside'],
    ['a text inside', gzipSync(bytesOf('hello')), 'formats.text'],
    ['a header only', packed.subarray(0, 10), 'formats.gzipCut'],
    ['a wrong header', bytesOf(0x1f, 0x8b, 8, 0xff, 0, 0, 0, 0, 0, 0, 0), 'formats.gzipDamaged'],
  ])('%s', async (name, bytes, kind) => {
    expect((await read(`${name}.gz`, bytes)).problem?.kind).toBe(kind);
    expect(readdirSync(cache)).toEqual([]);
  });
  it('a cache folder that cannot be', async () => {
    const { problem } = await read('k.gz', packed, { cacheFolder: '/dev/null/x' });
    expect(problem?.kind).toBe('formats.cacheUnwritable');
  });
});

const zstd = (args: string[], input: Uint8Array): Uint8Array =>
  execFileSync('zstd', args, { input, maxBuffer: 1 << 26 });
const zstdThere = spawnSync('zstd', ['--version']).status === 0;
// made with `zstd`: frame header without content size and a checksum; one block each, raw
const ZSTD_EMPTY = hex('28b52ffd 0400 010000 99e9d851');

describe('zstd', () => {
  it.skipIf(!zstdThere)('frames of the zstd program, several, and skippable ones', async () => {
    const packed = zstd(['-c', '-q'], file);
    const skippable = concat(hex('502a4d18 03000000'), bytesOf('abc'));
    expect(await read('a.zst', packed)).toEqual({ format: 'pcap, zstd', count: 2000, problem: null });
    const first = zstd(['-c', '-q', '-19'], file.subarray(0, 400_001));
    const second = zstd(['-c', '-q', '--no-check'], file.subarray(400_001));
    expect(await read('b.zst', concat(skippable, first, skippable, second))).toMatchObject({
      count: 2000,
      problem: null,
    });
    const cut = await read('c.zst', packed.subarray(0, packed.length - 300_000));
    expect(cut.count).toBeGreaterThan(500);
    expect(cut.problem?.kind).toBe('formats.zstdDamaged');
  });
  it.each<[string, Uint8Array, string]>([
    ['nothing inside', ZSTD_EMPTY, 'formats.emptyInside'],
    ['only skippable frames', hex('502a4d18 00000000 5f2a4d18 02000000 abcd'), 'formats.zstdSkippable'],
    ['a dictionary', hex('28b52ffd 0158 2a 010000'), 'formats.zstdDictionary'],
    ['a window of 2 TiB', hex('28b52ffd 00f8 010000'), 'formats.zstdWindow'],
    ['a reserved bit', hex('28b52ffd 0858 010000'), 'formats.zstdDamaged'],
    ['a reserved block type', hex('28b52ffd 0058 070000'), 'formats.zstdDamaged'],
    ['a block that is too large', hex('28b52ffd 0058 ffffff'), 'formats.zstdDamaged'],
    ['a skippable frame beyond the end', hex('502a4d18 ffffff7f 00'), 'formats.zstdDamaged'],
    ['a header that is cut', hex('28b52ffd 00580100'), 'formats.zstdDamaged'],
  ])('%s', async (name, bytes, kind) => {
    expect((await read(`${name}.zst`, bytes)).problem?.kind).toBe(kind);
    expect(readdirSync(cache)).toEqual([]);
  });
});
