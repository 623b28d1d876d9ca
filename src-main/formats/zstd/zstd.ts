// Zstandard, RFC 8878: frames end to end, each a header, blocks of at most 128 KiB, and perhaps a checksum. What a header
// announces costs nothing: memory grows with what comes out, and the work is proportional to what is read and written.
import { setImmediate as breathe } from 'node:timers/promises';
import type { Problem } from '../../ipc/message';
import { problem } from '../problems';
import type { Pump } from '../pump';
import { Window } from '../window';
import { MAX_BLOCK, ZstdBlocks } from './zstd-block';
import { ZstdDamage } from './zstd-damage';
import { ZstdHistory } from './zstd-history';

const MAGIC = 0xfd2fb528;
const SKIPPABLE = 0x184d2a50; // the last digit is free
/** History that a frame may need; the zstd program draws its default line here too. */
const MAX_WINDOW = 128 * 1024 * 1024;
const MAX_HEADER = 18;
const SKIPPABLE_HEADER = 8;
const BLOCK_HEADER = 3;
const CHECKSUM = 4;
/** Bytes that are handed on together. */
const PORTION = 256 * 1024;
/** How long it may hold the event loop. */
const TURN_MS = 10;

const RAW = 0;
const REPEATED = 1;
const PACKED = 2;

/** True if these are the first bytes of a zstd file. */
export const isZstd = (head: Uint8Array): boolean => head.length >= 4 && isMagic(word(head, 0));
const isMagic = (n: number): boolean => n === MAGIC || (n & 0xfffffff0) >>> 0 === SKIPPABLE;
const word = (bytes: Uint8Array, at: number): number =>
  (bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24)) >>> 0;

const damaged = (offset: number, reason: string): Problem => problem('zstdDamaged', { offset, reason });

interface FrameHeader {
  length: number;
  /** bytes that matches may reach back */
  window: number;
  /** 0: none */
  dictionary: number;
  /** bytes of the contents; null: not told */
  content: number | null;
  checksum: boolean;
}

/** Unpacks the pump's input. Null: whole and well; else why it ends early. */
export const unzstd = (pump: Pump): Promise<Problem | null> => new Unzstd(pump).run();

class Unzstd {
  readonly #pump: Pump;
  readonly #input: Window;
  readonly #history = new ZstdHistory();
  readonly #blocks = new ZstdBlocks();
  #turn = performance.now();

  constructor(pump: Pump) {
    this.#pump = pump;
    this.#input = new Window(pump.input);
  }

  async run(): Promise<Problem | null> {
    let frames = 0;
    let skipped = 0;
    let end: Problem | 'stopped' | null = null;
    while (!end && this.#there(1) > 0) {
      const there = this.#there(MAX_HEADER);
      const { bytes, pos } = this.#input;
      if (there < SKIPPABLE_HEADER || !isMagic(word(bytes, pos))) end = damaged(this.#input.offset(), 'no frame');
      else if (word(bytes, pos) === MAGIC) {
        frames++;
        end = await this.#frame();
      } else {
        skipped++;
        end = this.#skip(word(bytes, pos + 4));
      }
      if (!end && this.#isLong()) end = await this.#breathe();
    }
    // also what came before damage is given out
    const full = this.#handOut();
    this.#pump.stopped(this.#input.offset());
    if (end === 'stopped') return null;
    return full ?? end ?? (frames === 0 ? problem('zstdSkippable', { count: skipped }) : null);
  }

  /** Bytes in memory from here on; as many as `wanted`, if the file has them. */
  #there(wanted: number): number {
    while (this.#input.left() < wanted && this.#input.refill() > 0);
    return this.#input.left();
  }

  #skip(length: number): Problem | null {
    const size = this.#pump.input.size();
    if (this.#input.offset() + SKIPPABLE_HEADER + length > size) return damaged(size, 'cut short');
    this.#input.pos += SKIPPABLE_HEADER + length;
    return null;
  }

  async #frame(): Promise<Problem | 'stopped' | null> {
    const input = this.#input;
    const at = input.offset();
    const header = frameHeader(input.bytes.subarray(input.pos, input.pos + MAX_HEADER));
    if (!header || header.length > input.left()) return damaged(at, 'frame header');
    if (header.window > MAX_WINDOW) return problem('zstdWindow', { found: header.window, expected: MAX_WINDOW });
    if (header.dictionary !== 0) return problem('zstdDictionary', { id: header.dictionary });
    input.pos += header.length;
    this.#history.begin(header.window);
    this.#blocks.begin();
    let left = header.content;
    for (let last = false; !last;) {
      const block = this.#block(Math.min(MAX_BLOCK, header.window));
      if ('kind' in block) return block;
      last = block.last;
      if (left !== null) left -= block.made;
      if (left !== null && left < 0) return damaged(input.offset(), 'content size');
      const end = last || !this.#isLong() ? null : await this.#breathe();
      if (end) return end;
    }
    if (left !== null && left !== 0) return damaged(input.offset(), 'content size');
    if (!header.checksum) return null;
    if (this.#there(CHECKSUM) < CHECKSUM) return damaged(this.#pump.input.size(), 'cut short');
    input.pos += CHECKSUM;
    return null;
  }

  /** One block of at most `most` bytes. */
  #block(most: number): { last: boolean; made: number } | Problem {
    const input = this.#input;
    const history = this.#history;
    const at = input.offset();
    if (this.#there(BLOCK_HEADER) < BLOCK_HEADER) return damaged(at, 'cut short');
    const header = word(input.bytes, input.pos) & 0xffffff;
    const type = (header >> 1) & 3;
    const size = header >> 3;
    if (type > PACKED || size > most) return damaged(at, 'block header');
    const length = type === REPEATED ? 1 : size;
    if (this.#there(BLOCK_HEADER + length) < BLOCK_HEADER + length) return damaged(at, 'cut short');
    const from = input.pos + BLOCK_HEADER;
    const room = type === PACKED ? most : size;
    if (history.waiting >= PORTION || !history.fits(room)) {
      const full = this.#handOut();
      if (full) return full;
      if (!history.fits(room)) history.reserve(room);
    }
    const before = history.length;
    if (type === PACKED) {
      try {
        this.#blocks.decode(input.bytes, from, from + length, history, most);
      } catch (error) {
        if (error instanceof ZstdDamage) return damaged(at, error.message);
        throw error;
      }
    } else {
      if (type === RAW) history.bytes.set(input.bytes.subarray(from, from + size), before);
      else history.bytes.fill(input.bytes[from], before, before + size);
      history.length += size;
    }
    input.pos = from + length;
    return { last: (header & 1) === 1, made: history.length - before };
  }

  #handOut(): Problem | null {
    return this.#history.waiting > 0 ? this.#pump.write(this.#history.take()) : null;
  }

  #isLong(): boolean {
    return performance.now() - this.#turn >= TURN_MS;
  }

  /** Lets others have their turn, with all that was unpacked so far. */
  async #breathe(): Promise<Problem | 'stopped' | null> {
    const full = this.#handOut();
    if (full) return full;
    await breathe();
    this.#turn = performance.now();
    return this.#pump.stopped(this.#input.offset()) ? 'stopped' : null;
  }
}

/** RFC 8878 section 3.1.1.1. Null where it contradicts itself. */
function frameHeader(head: Uint8Array): FrameHeader | null {
  const descriptor = head[4];
  if (descriptor & 8) return null; // reserved
  const number = (at: number, length: number): number => {
    let value = 0;
    for (let i = length - 1; i >= 0; i--) value = value * 256 + head[at + i];
    return value;
  };
  const single = (descriptor >> 5) & 1;
  const dictionaryAt = 6 - single;
  const dictionaryLen = [0, 1, 2, 4][descriptor & 3];
  const sizeCode = descriptor >> 6;
  const sizeLen = sizeCode ? 1 << sizeCode : single;
  const sizeAt = dictionaryAt + dictionaryLen;
  const content = sizeLen > 0 ? number(sizeAt, sizeLen) + (sizeLen === 2 ? 256 : 0) : null;
  const base = 2 ** (10 + (head[5] >> 3));
  return {
    length: sizeAt + sizeLen,
    window: single ? (content ?? 0) : base + (base / 8) * (head[5] & 7),
    dictionary: number(dictionaryAt, dictionaryLen),
    content,
    checksum: (descriptor & 4) !== 0,
  };
}
