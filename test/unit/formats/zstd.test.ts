// The unpacker of zstd against what its format allows a file to announce, and against the zstd program where there is one.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../../src-main/formats/file-source';
import { unzstd } from '../../../src-main/formats/zstd/zstd';
import type { Problem } from '../../../src-main/ipc/message';
import { concat, hex } from '../../fixtures/make-capture';
import { random } from '../../bench/random';

const MIB = 1024 * 1024;
const zstdThere = spawnSync('zstd', ['--version']).status === 0;

interface Unpacked {
  problem: Problem | null;
  bytes: Uint8Array;
  /** most memory for arrays, above what there was before */
  memory: number;
}
async function unpack(input: Uint8Array): Promise<Unpacked> {
  const before = process.memoryUsage().arrayBuffers;
  let memory = 0;
  const look = (): void => void (memory = Math.max(memory, process.memoryUsage().arrayBuffers - before));
  const parts: Uint8Array[] = [];
  const problem = await unzstd({
    input: new MemorySource(input),
    write: (bytes) => {
      look();
      parts.push(bytes.slice());
      return null;
    },
    stopped: () => {
      look();
      return false;
    },
  });
  const bytes = concat(...parts);
  return { problem, bytes, memory };
}
const repeat = (piece: Uint8Array, count: number): Uint8Array => {
  const out = new Uint8Array(piece.length * count);
  for (let i = 0; i < count; i++) out.set(piece, i * piece.length);
  return out;
};

// magic, descriptor, window of 128 MiB (descriptor 0x88); blocks: header of three bytes
const HEAD_128M = hex('28b52ffd 00 88');
const EMPTY_LAST = hex('010000');
const RLE_ONE = hex('0a0000 41'); // one byte A, not the last block
const RLE_128K = hex('020010 42'); // 131,072 bytes B, not the last block

describe('what a header announces', () => {
  it('a window is no reason to take memory: 2,000 frames of 128 MiB each', async () => {
    const { problem, bytes, memory } = await unpack(repeat(concat(HEAD_128M, hex('0b0000 41')), 2000));
    expect(problem).toBeNull();
    expect(bytes).toEqual(new Uint8Array(2000).fill(0x41));
    expect(memory).toBeLessThan(16 * MIB);
  });
  it('nor are 2,000 sizes of 128 MiB, of which the first is not kept', async () => {
    const single = concat(hex('28b52ffd e0 0000000800000000'), hex('0b0000 41'));
    const { problem, bytes, memory } = await unpack(repeat(single, 2000));
    expect(problem?.message).toEqual({ key: 'formats.zstdDamaged', args: { offset: 17, reason: 'content size' } });
    expect(bytes).toEqual(Uint8Array.of(0x41));
    expect(memory).toBeLessThan(16 * MIB);
  });
  it('a large window and 100,000 blocks of a byte', async () => {
    const input = concat(HEAD_128M, repeat(RLE_128K, 16), repeat(RLE_ONE, 100_000), EMPTY_LAST);
    const { problem, bytes, memory } = await unpack(input);
    expect(problem).toBeNull();
    expect(bytes.length).toBe(2 * MIB + 100_000);
    expect(memory).toBeLessThan(32 * MIB);
  });
  it('more comes out than announced, or less', async () => {
    for (const size of ['00', '02']) {
      const { problem } = await unpack(concat(hex(`28b52ffd 20 ${size}`), hex('0b0000 41')));
      expect(problem?.kind).toBe('formats.zstdDamaged');
    }
    expect((await unpack(hex('28b52ffd 20 01 0b0000 41'))).problem).toBeNull();
  });
  it('a dictionary that is not there', async () => {
    const { problem } = await unpack(hex('28b52ffd 01 58 2a 0b0000 41'));
    expect(problem?.message).toEqual({ key: 'formats.zstdDictionary', args: { id: 42 } });
    // number 0: none
    expect((await unpack(hex('28b52ffd 01 58 00 0b0000 41'))).problem).toBeNull();
  });
  it('only skippable frames', async () => {
    const { problem } = await unpack(repeat(hex('502a4d18 01000000 00'), 3));
    expect(problem?.message).toEqual({ key: 'formats.zstdSkippable', args: { count: 3 } });
  });
});

describe.each<[string, Uint8Array]>([
  ['frames', repeat(concat(HEAD_128M, EMPTY_LAST), 400_000)],
  ['skippable frames', repeat(hex('502a4d18 00000000'), 1_000_000)],
  ['blocks of one frame', concat(HEAD_128M, repeat(hex('000000'), 2_000_000), EMPTY_LAST)],
])('many empty %s', (_, input) => {
  it('let others have their turn, and can be stopped', async () => {
    let turns = 0;
    let done = false;
    let stoppedAt = 0;
    const others = (async () => {
      for (; !done; turns++) await turn();
    })();
    const problem = await unzstd({
      input: new MemorySource(input),
      write: () => null,
      stopped: (at) => {
        stoppedAt = at;
        return turns >= 2;
      },
    });
    done = true;
    await others;
    expect(problem).toBeNull();
    expect(turns).toBeGreaterThanOrEqual(2);
    expect(stoppedAt).toBeGreaterThan(0);
    expect(stoppedAt).toBeLessThan(input.length);
  });
});

// 3,356 bytes of words, packed by `zstd -19`: a Huffman code, literals in four streams, tables of its own
const WORDS = Buffer.from(
  [
    'KLUv/QRofRwAdhc5GXBPOqCAReXf4h7uangJcMu9d0qJdHz6fyFDACsAKwCRBKRxObd8jhwUCCfVku+mYSiJhOEguhUI81gwzTEyDwNFcXhBAH',
    'DWH5bGgWAYiEMGAWEsE6Y5f4USkZxECnN4WCAB9H39v+4iKyKa6pltt3fTa1UdpRuxrqmqnl4vhX51kW1urRa/Us+XR6PtEqqph9bZ36jOQ/6b',
    'lk9lk7a7LmvTqbr8npOrjuupNXT2Re6x9Ep/6bdszQJHQQBw1O1Tt1WPZRNp83VpU8YX9bbWV+llbbnJ5e/s72RdRkQkD/3sNrIUgXSooWnbyb',
    'K/AWGIAFHOcow3ESAkR2oOpyBJBz8zk+pzhOATr1S0+CIjdYrEGwps1Bzmsmx/Xbaiyv/gBSC2IhlO2h5/ZqEeoJeUiFU4VETe37RHjXSlsUrQ',
    'WDMku9qt68jQYhKZkHG+UxzDHoCQj1jZ6WEqYB2ielITalW/MPMHcmAhox58PNHqsIdkSoX4TemKKI62K29eOO7EUQgtqfEeWndC22MKnmzXXG',
    'W6Zc8Ln8ozmEc3SF+FA/DPeqj+ADhIvcDkQ86iTkK9cp0WRAXSwBD4dcgYpq+/qgrFPqueUYSaOQAcyaextHTG3qS+Sn+aColhdJiOAsLHd7Ua',
    'uRD91DUZlOT+P1itPB0l5tSThNA4xOciwbTW68OItTmLPExgYrXrvbUrStMBabeQAQIv2zALRSrSHJy4EqHJyeXEvZ5OfhQHLdoRfDeqDRW8Qh',
    '4xyRW5VuJ2n3JHM8+Nr0q1i5kxTNNBSmf7QaNf9LM+GE+zwLmJ0utnJyiWnhaNL43oCcHZ6oILccrDmpKD1xqYBWCP9rBJJhmEjjrWifogywWm',
    'XED9g0KbCrCEZzQOE5YASLqAl95avF7GmYLG8Ntkf/dt9xbX9YU/M06nOQWVmGM226q3T6QSoOQLA1Vo+U+UMTogDO+UHCXbV38QyOIfosp8Bo',
    'cHVLtMR2lFJc4jzgSTzqY2nbUOxOA42MxrK4wtLnXLBJmkoFOjwsq7d48VX9adZEGCNIIdeOPrmYUq6T9bnGMbsiUIaYsVpxj4YXXKaCWLb7uu',
    'gKW+gOVElo0c+mefoQ6tdtSGJuRQYR98HYXkKdmshynT4NHqj8tWfHUYByz8hIEUzdwEUCOkRsg7T5rwEVhVA+FgH4kmN6uJHLYIkrn9ITDAPB',
    'KAdoYGqMsplMoGh6vzxAcH',
  ].join(''),
  'base64',
);
const WORDS_LENGTH = 3356;
const WORDS_SHA256 = '2245858325c1f1f8c20194aace51136243ee50ed7b029c20930a2008b307f211';

describe('packed blocks', () => {
  it('literals by Huffman, sequences by FSE', async () => {
    const { problem, bytes } = await unpack(WORDS);
    expect(problem).toBeNull();
    expect(bytes.length).toBe(WORDS_LENGTH);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(WORDS_SHA256);
  });
  it('cut anywhere', async () => {
    for (let length = 1; length < WORDS.length; length++) {
      const { problem, bytes } = await unpack(WORDS.subarray(0, length));
      expect(problem?.kind, `${length}`).toBe('formats.zstdDamaged');
      // its only block, of which the check sum may be missing
      expect([0, WORDS_LENGTH]).toContain(bytes.length);
    }
  });
  it('any damage is told or harmless, and never makes more than a block', async () => {
    const chance = random(11);
    for (let i = 0; i < 4000; i++) {
      const bad = Uint8Array.from(WORDS);
      const place = 6 + Math.floor(chance() * (bad.length - 6));
      bad[place] ^= 1 << Math.floor(chance() * 8);
      if (chance() < 0.3) bad[6 + Math.floor(chance() * 40)] = Math.floor(chance() * 256);
      const { problem, bytes } = await unpack(bad);
      expect(bytes.length).toBeLessThanOrEqual(128 * 1024);
      if (problem) expect(problem.kind).toMatch(/^formats\.zstd/);
    }
  });
  it.skipIf(!zstdThere).each<[string, string[]]>([
    ['the smallest window', ['-3', '--zstd=wlog=10']],
    ['a window that is passed often', ['-5', '--zstd=wlog=17']],
    ['everything at once', ['-12', '--long=27']],
    ['without a check sum', ['-1', '--no-check']],
    ['no packing to speak of', ['--fast=10']],
  ])('as the zstd program unpacks them: %s', async (_, args) => {
    const chance = random(5);
    const data = new Uint8Array(3_000_000);
    // runs, repetitions from near and far, noise
    for (let at = 0; at < data.length;) {
      const length = 1 + Math.floor(chance() * 3000);
      const kind = chance();
      if (kind < 0.2) data.fill(Math.floor(chance() * 256), at, at + length);
      else if (kind < 0.8 && at > 0) {
        const from = Math.floor(chance() * at);
        data.copyWithin(at, from, Math.min(at, from + length));
      } else for (let i = at; i < Math.min(at + length, data.length); i++) data[i] = chance() * (kind < 0.9 ? 256 : 20);
      at += length;
    }
    const packed = execFileSync('zstd', ['-q', '-c', ...args], { input: data, maxBuffer: 1 << 26 });
    const { problem, bytes } = await unpack(packed);
    expect(problem).toBeNull();
    expect(Buffer.compare(bytes, data)).toBe(0);
  });
});
