// Huffman codes of zstd's literals, RFC 8878 section 4.2.
import { bitsAt, highBit, streamEnd } from './zstd-bits';
import { ZstdDamage } from './zstd-damage';
import { readTable } from './zstd-fse';

const MOST_BITS = 11;
const MOST_WEIGHTS = 255;
const WEIGHT_LOG = 6;

export interface HuffmanTable {
  /** bits that tell any symbol */
  log: number;
  symbol: Uint8Array;
  /** bits of the code that begins so */
  bits: Uint8Array;
}

/** Reads the description of a code in bytes `from` … `to`; gives the offset behind it. */
export function readHuffman(bytes: Uint8Array, from: number, to: number): { table: HuffmanTable; end: number } {
  if (from >= to) throw new ZstdDamage('Huffman table');
  const head = bytes[from];
  const packed = head < 128;
  const count = packed ? 0 : head - 127;
  const end = from + 1 + (packed ? head : (count + 1) >> 1);
  if (end > to) throw new ZstdDamage('Huffman table');
  if (packed) return { table: tableOfWeights(packedWeights(bytes, from + 1, end)), end };
  const weights: number[] = [];
  for (let i = 0; i < count; i++) weights.push((bytes[from + 1 + (i >> 1)] >> (i & 1 ? 0 : 4)) & 15);
  return { table: tableOfWeights(weights), end };
}

/** Weights that two FSE states tell by turns, until the bits run out. */
function packedWeights(bytes: Uint8Array, from: number, to: number): number[] {
  const { table, end } = readTable(bytes, from, to, WEIGHT_LOG, MOST_BITS);
  const first = 8 * end;
  let bit = streamEnd(bytes, end, to) - 2 * table.log;
  if (bit < first) throw new ZstdDamage('Huffman weights');
  let state = bitsAt(bytes, bit + table.log, table.log);
  let other = bitsAt(bytes, bit, table.log);
  const weights: number[] = [];
  for (;;) {
    weights.push(table.symbol[state]);
    if (weights.length >= MOST_WEIGHTS) throw new ZstdDamage('Huffman weights');
    const count = table.bits[state];
    if (bit - count < first) break;
    bit -= count;
    const next = table.base[state] + bitsAt(bytes, bit, count);
    state = other;
    other = next;
  }
  weights.push(table.symbol[other]);
  return weights;
}

/** The weight of the last symbol is not told: it is what is missing to a power of two. */
function tableOfWeights(weights: number[]): HuffmanTable {
  let sum = 0;
  for (const weight of weights) {
    if (weight > MOST_BITS) throw new ZstdDamage('Huffman weights');
    if (weight > 0) sum += 1 << (weight - 1);
  }
  const log = highBit(sum) + 1;
  const missing = (1 << log) - sum;
  if (sum === 0 || log > MOST_BITS || (missing & (missing - 1)) !== 0) throw new ZstdDamage('Huffman weights');
  const all = [...weights, highBit(missing) + 1];
  const table = { log, symbol: new Uint8Array(1 << log), bits: new Uint8Array(1 << log) };
  let at = 0;
  for (let weight = 1; weight <= log; weight++)
    all.forEach((of, symbol) => {
      if (of !== weight) return;
      const next = at + (1 << (weight - 1));
      table.symbol.fill(symbol, at, next);
      table.bits.fill(log + 1 - weight, at, next);
      at = next;
    });
  return table;
}

/** Decodes the stream in bytes `from` … `to` into `out[at … end)`, which it must fill exactly. */
export function decodeHuffman(
  { log, symbol, bits }: HuffmanTable,
  bytes: Uint8Array,
  from: number,
  to: number,
  out: Uint8Array,
  at: number,
  end: number,
): void {
  const first = 8 * from;
  let bit = streamEnd(bytes, from, to);
  while (at < end && bit > first) {
    // the last code may be shorter than what is looked at: bits before the stream are zeros
    const code =
      bit - log >= first ? bitsAt(bytes, bit - log, log) : bitsAt(bytes, first, bit - first) << (log - bit + first);
    out[at++] = symbol[code];
    bit -= bits[code];
  }
  if (at !== end || bit !== first) throw new ZstdDamage('literals');
}
