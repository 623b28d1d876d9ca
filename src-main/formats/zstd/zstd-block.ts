// A compressed block of zstd, RFC 8878 section 3.1.1.3: literals, and sequences that say how many of them to take and what to repeat.
import { bitsAt, streamEnd } from './zstd-bits';
import { ZstdDamage } from './zstd-damage';
import { readTable, tableOf, tableOfOne, type FseTable } from './zstd-fse';
import type { ZstdHistory } from './zstd-history';
import { decodeHuffman, readHuffman, type HuffmanTable } from './zstd-huffman';

export const MAX_BLOCK = 128 * 1024;

/** A kind of number in a sequence: codes, each with a base and extra bits. */
interface Codes {
  base: Uint32Array;
  extra: Uint8Array;
  mostLog: number;
  standard: FseTable;
}

/** `first`: value of code 0; `plain`: codes without extra bits; `extra`: those of the codes behind them. */
function codes(first: number, plain: number, extra: number[], mostLog: number, log: number, shares: number[]): Codes {
  const all = [...new Array<number>(plain).fill(0), ...extra];
  const base = new Uint32Array(all.length);
  let value = first;
  all.forEach((bits, code) => {
    base[code] = value;
    value += 2 ** bits;
  });
  return { base, extra: Uint8Array.from(all), mostLog, standard: tableOf(shares, log) };
}
const times = (count: number, share: number): number[] => new Array<number>(count).fill(share);

// base and bits of the codes: section 3.1.1.3.2.1.1; standard shares: section 3.1.1.3.2.2
const LITERALS = codes(0, 16, [1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16], 9, 6, [
  ...[4, 3, ...times(11, 2), 1, 1, 1, ...times(9, 2), 3, 2, ...times(5, 1), ...times(4, -1)],
]);
const MATCHES = codes(3, 32, [1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16], 9, 6, [
  ...[1, 4, 3, ...times(6, 2), ...times(37, 1), ...times(7, -1)],
]);
const MOST_OFFSET_CODE = 31;
const OFFSETS = codes(
  1,
  1,
  Array.from({ length: MOST_OFFSET_CODE }, (_, i) => i + 1),
  8,
  5,
  [...times(6, 1), 2, 2, 2, ...times(15, 1), ...times(5, -1)],
);

/** Bits of one read; longer numbers take two. */
const A_READ = 16;

/** What later blocks of a frame take over from earlier ones, and the memory for the literals of one block. */
export class ZstdBlocks {
  #huffman: HuffmanTable | null = null;
  #tables: Record<'literals' | 'offsets' | 'matches', FseTable | null> = {
    literals: null,
    offsets: null,
    matches: null,
  };
  readonly #repeat = Uint32Array.of(1, 4, 8);
  readonly #literals = new Uint8Array(MAX_BLOCK);
  #literalCount = 0;

  /** A new frame: nothing of the one before is known. */
  begin(): void {
    this.#huffman = null;
    this.#tables = { literals: null, offsets: null, matches: null };
    this.#repeat.set([1, 4, 8]);
  }

  /** Unpacks the block in `bytes[from … to)` into the history, which has room for MAX_BLOCK; at most `most` bytes. */
  decode(bytes: Uint8Array, from: number, to: number, history: ZstdHistory, most: number): void {
    let at = this.#readLiterals(bytes, from, to, most);
    if (at >= to) throw new ZstdDamage('sequences');
    let count = bytes[at++];
    if (count === 255) {
      count = bytes[at] + (bytes[at + 1] << 8) + 0x7f00;
      at += 2;
    } else if (count > 127) count = ((count - 128) << 8) + bytes[at++];
    if (at > to || (count === 0 && at !== to)) throw new ZstdDamage('sequences');
    let end = history.length;
    const limit = end + most;
    let taken = 0;
    if (count > 0) {
      const modes = bytes[at++];
      if (modes & 3) throw new ZstdDamage('sequences');
      at = this.#readTable('literals', LITERALS, modes >> 6, bytes, at, to);
      at = this.#readTable('offsets', OFFSETS, (modes >> 4) & 3, bytes, at, to);
      at = this.#readTable('matches', MATCHES, (modes >> 2) & 3, bytes, at, to);
      taken = this.#sequences(count, bytes, at, to, history, limit);
      end = history.length;
    }
    const rest = this.#literals.subarray(taken, this.#literalCount);
    if (end + rest.length > limit) throw new ZstdDamage('size of a block');
    history.bytes.set(rest, end);
    history.length = end + rest.length;
  }

  /** Section 3.1.1.3.1; gives the offset behind the literals. */
  #readLiterals(b: Uint8Array, from: number, to: number, most: number): number {
    const type = b[from] & 3;
    const format = (b[from] >> 2) & 3;
    const head = b[from] + (b[from + 1] << 8) + (b[from + 2] << 16) + b[from + 3] * 2 ** 24;
    const field = (bit: number, bits: number): number => Math.floor(head / 2 ** bit) & ((1 << bits) - 1);
    let at: number;
    let count: number;
    let packed = 0;
    if (type < 2) {
      at = from + (format === 1 ? 2 : format === 3 ? 3 : 1);
      count = format === 1 ? field(4, 12) : format === 3 ? field(4, 20) : b[from] >> 3;
    } else {
      const bits = format < 2 ? 10 : format === 2 ? 14 : 18;
      at = from + (4 + 2 * bits) / 8;
      count = field(4, bits);
      packed = bits === 18 ? field(22, 10) + (b[from + 4] << 10) : field(4 + bits, bits);
    }
    const length = type === 0 ? count : type === 1 ? 1 : packed;
    if (count > most || at + length > to) throw new ZstdDamage('literals');
    this.#literalCount = count;
    if (type === 0) this.#literals.set(b.subarray(at, at + count));
    else if (type === 1) this.#literals.fill(b[at], 0, count);
    else this.#unpackLiterals(b, at, at + packed, type === 2, format !== 0);
    return at + length;
  }

  #unpackLiterals(b: Uint8Array, at: number, to: number, described: boolean, four: boolean): void {
    if (described) {
      const { table, end } = readHuffman(b, at, to);
      this.#huffman = table;
      at = end;
    }
    const table = this.#huffman;
    if (!table) throw new ZstdDamage('literals without a code');
    const out = this.#literals;
    const count = this.#literalCount;
    if (!four) return decodeHuffman(table, b, at, to, out, 0, count);
    const part = (count + 3) >> 2;
    if (at + 6 > to || 3 * part > count) throw new ZstdDamage('literals');
    let from = at + 6;
    for (let i = 0; i < 4; i++) {
      const end = i === 3 ? to : from + b[at + 2 * i] + (b[at + 2 * i + 1] << 8);
      if (end > to) throw new ZstdDamage('literals');
      decodeHuffman(table, b, from, end, out, i * part, i === 3 ? count : (i + 1) * part);
      from = end;
    }
  }

  /** Gives the offset behind the table's description. */
  #readTable(
    name: 'literals' | 'offsets' | 'matches',
    { mostLog, extra, standard }: Codes,
    mode: number,
    bytes: Uint8Array,
    at: number,
    to: number,
  ): number {
    if (mode === 0) this.#tables[name] = standard;
    else if (mode === 1) {
      if (at >= to || bytes[at] >= extra.length) throw new ZstdDamage('sequences');
      this.#tables[name] = tableOfOne(bytes[at++]);
    } else if (mode === 2) {
      const { table, end } = readTable(bytes, at, to, mostLog, extra.length - 1);
      this.#tables[name] = table;
      at = end;
    } else if (!this.#tables[name]) throw new ZstdDamage('sequences without a table');
    return at;
  }

  /** Carries out `count` sequences from the bits in `b[from … to)`; gives how many literals they took. */
  #sequences(count: number, b: Uint8Array, from: number, to: number, history: ZstdHistory, limit: number): number {
    const { literals, offsets, matches } = this.#tables;
    if (!literals || !offsets || !matches) throw new ZstdDamage('sequences without a table');
    const first = 8 * from;
    const repeat = this.#repeat;
    const source = this.#literals;
    const out = history.bytes;
    let end = history.length;
    let taken = 0;
    let bit = streamEnd(b, from, to);
    let l = bitsAt(b, (bit -= literals.log), literals.log);
    let o = bitsAt(b, (bit -= offsets.log), offsets.log);
    let m = bitsAt(b, (bit -= matches.log), matches.log);
    for (;;) {
      if (bit < first) throw new ZstdDamage('sequences');
      const offsetBits = offsets.symbol[o];
      let value = 2 ** offsetBits;
      if (offsetBits > A_READ) {
        value += bitsAt(b, (bit -= offsetBits - A_READ), offsetBits - A_READ) * 2 ** A_READ;
        value += bitsAt(b, (bit -= A_READ), A_READ);
      } else value += bitsAt(b, (bit -= offsetBits), offsetBits);
      const matchBits = MATCHES.extra[matches.symbol[m]];
      const length = MATCHES.base[matches.symbol[m]] + bitsAt(b, (bit -= matchBits), matchBits);
      const literalBits = LITERALS.extra[literals.symbol[l]];
      const plain = LITERALS.base[literals.symbol[l]] + bitsAt(b, (bit -= literalBits), literalBits);

      const offset = offsetOf(value, plain, repeat);
      if (taken + plain > this.#literalCount || end + plain + length > limit) throw new ZstdDamage('size of a block');
      for (let i = 0; i < plain; i++) out[end++] = source[taken++];
      if (offset === 0 || offset > history.reach(end)) throw new ZstdDamage('match distance');
      // a match may overlap what it makes
      for (let i = end - offset, stop = i + length; i < stop; i++) out[end++] = out[i];

      if (--count === 0) break;
      l = literals.base[l] + bitsAt(b, (bit -= literals.bits[l]), literals.bits[l]);
      m = matches.base[m] + bitsAt(b, (bit -= matches.bits[m]), matches.bits[m]);
      o = offsets.base[o] + bitsAt(b, (bit -= offsets.bits[o]), offsets.bits[o]);
    }
    if (bit !== first) throw new ZstdDamage('sequences');
    history.length = end;
    return taken;
  }
}

/** Section 3.1.1.5: 1 … 3 name one of the last three distances. Notes the distance as the newest. */
function offsetOf(value: number, literals: number, repeat: Uint32Array): number {
  if (value > 3) {
    repeat[2] = repeat[1];
    repeat[1] = repeat[0];
    return (repeat[0] = value - 3);
  }
  const which = value - (literals === 0 ? 0 : 1);
  if (which === 0) return repeat[0];
  const offset = which === 3 ? repeat[0] - 1 : repeat[which];
  if (which > 1) repeat[2] = repeat[1];
  repeat[1] = repeat[0];
  return (repeat[0] = offset);
}
