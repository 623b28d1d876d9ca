// Zstandard, RFC 8878: frames end to end, each a header, blocks of at most 128 KiB, and perhaps a checksum.
// The frames are walked here, so that sizes are checked before fzstd sees them and damage has an offset.
import { setImmediate as breathe } from 'node:timers/promises';
import { Decompress } from 'fzstd';
import type { Problem } from '../ipc/message';
import { problem } from './problems';
import type { Pump } from './pump';

const MAGIC = 0xfd2fb528;
const SKIPPABLE = 0x184d2a50; // the last digit is free
const MAX_BLOCK = 128 * 1024;
/** Memory for a frame's window; the zstd program draws its default line here too. */
const MAX_WINDOW = 128 * 1024 * 1024;
const MAX_HEADER = 18;
const BLOCKS_A_BREATH = 32;

/** True if these are the first bytes of a zstd file. */
export const isZstd = (head: Uint8Array): boolean => head.length >= 4 && isMagic(word(head, 0));
const isMagic = (n: number): boolean => n === MAGIC || (n & 0xfffffff0) >>> 0 === SKIPPABLE;
const word = (bytes: Uint8Array, at: number): number =>
  (bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24)) >>> 0;

const damaged = (offset: number, reason: string): Problem => problem('zstdDamaged', { offset, reason });

interface FrameHeader {
  length: number;
  /** bytes of history to keep */
  window: number;
  checksumLen: number;
}

/** Unpacks the pump's input. Null: whole and well; else why it ends early. */
export async function unzstd(pump: Pump): Promise<Problem | null> {
  const head = new Uint8Array(MAX_HEADER);
  const size = pump.input.size();
  let at = 0;
  while (at < size) {
    const there = pump.input.read(head, at);
    if (there < 8 || !isMagic(word(head, 0))) return damaged(at, 'no frame');
    if (word(head, 0) !== MAGIC) {
      at += 8 + word(head, 4);
      if (pump.stopped(at)) return null;
      continue;
    }
    const header = frameHeader(head);
    if (!header || header.length > there) return damaged(at, 'frame header');
    if (header.window > MAX_WINDOW) return problem('zstdWindow', { found: header.window, expected: MAX_WINDOW });
    const end = await unpackFrame(pump, at, header);
    if (typeof end !== 'number') return end;
    if (end < 0) return null; // stopped
    at = end;
  }
  return at > size ? damaged(size, 'cut short') : null;
}

/** RFC 8878 section 3.1.1.1. Null where it contradicts itself. */
function frameHeader(head: Uint8Array): FrameHeader | null {
  const descriptor = head[4];
  if (descriptor & 8) return null; // reserved
  const single = (descriptor >> 5) & 1;
  const dictionaryLen = [0, 1, 2, 4][descriptor & 3];
  const sizeCode = descriptor >> 6;
  const sizeLen = sizeCode ? 1 << sizeCode : single;
  const sizeAt = 6 - single + dictionaryLen;
  let content = 0;
  for (let i = sizeLen - 1; i >= 0; i--) content = content * 256 + head[sizeAt + i];
  if (sizeLen === 2) content += 256;
  const base = 2 ** (10 + (head[5] >> 3));
  const window = single ? content : base + (base / 8) * (head[5] & 7);
  return { length: sizeAt + sizeLen, window, checksumLen: descriptor & 4 ? 4 : 0 };
}

/** Unpacks the frame at `at`; gives the offset behind it, -1 when stopped, or why it ends early. */
async function unpackFrame(pump: Pump, at: number, header: FrameHeader): Promise<number | Problem> {
  let failed: Problem | null = null;
  const unpacker = new Decompress((bytes) => {
    if (bytes.length > 0) failed ??= pump.write(bytes);
  });
  // fzstd gets the header together with the first block, and the checksum together with the last.
  const piece = new Uint8Array(MAX_HEADER + 3 + MAX_BLOCK + 4);
  let kept = pump.input.read(piece.subarray(0, header.length), at);
  let next = at + header.length;
  for (let blocks = 1; ; blocks++) {
    if (pump.input.read(piece.subarray(kept, kept + 3), next) < 3) return damaged(next, 'cut short');
    const block = piece[kept] | (piece[kept + 1] << 8) | (piece[kept + 2] << 16);
    const last = (block & 1) === 1;
    const type = (block >> 1) & 3;
    const length = type === 1 ? 1 : block >> 3; // 1: one byte, repeated
    if (type === 3 || block >> 3 > MAX_BLOCK) return damaged(next, 'block header');
    const body = length + (last ? header.checksumLen : 0);
    if (pump.input.read(piece.subarray(kept + 3, kept + 3 + body), next + 3) < body) return damaged(next, 'cut short');
    try {
      // a copy: fzstd keeps pieces that it cannot use yet
      unpacker.push(piece.slice(0, kept + 3 + body), last);
    } catch (error) {
      return damaged(next, error instanceof Error ? error.message : 'block');
    }
    if (failed) return failed;
    next += 3 + body;
    kept = 0;
    if (last) return next;
    if (blocks % BLOCKS_A_BREATH === 0) {
      await breathe();
      if (pump.stopped(next)) return -1;
    }
  }
}
