// Finite state entropy, RFC 8878 section 4.1: tables that turn a state into a symbol and the next state.
import { bitsAt, highBit } from './zstd-bits';
import { ZstdDamage } from './zstd-damage';

export interface FseTable {
  /** bits of a state */
  log: number;
  symbol: Uint8Array;
  /** the next state of s is base[s] plus the next bits[s] bits */
  bits: Uint8Array;
  base: Uint16Array;
}

/** Probabilities in parts of 1 << log; -1: less than one part. */
export function tableOf(shares: ArrayLike<number>, log: number): FseTable {
  const size = 1 << log;
  const table = { log, symbol: new Uint8Array(size), bits: new Uint8Array(size), base: new Uint16Array(size) };
  const next = new Uint16Array(shares.length);
  let high = size;
  for (let s = 0; s < shares.length; s++) {
    next[s] = shares[s] < 0 ? 1 : shares[s];
    if (shares[s] < 0) table.symbol[--high] = s;
  }
  const step = (size >> 1) + (size >> 3) + 3;
  let place = 0;
  for (let s = 0; s < shares.length; s++)
    for (let i = 0; i < shares[s]; i++) {
      table.symbol[place] = s;
      do place = (place + step) & (size - 1);
      while (place >= high);
    }
  for (let state = 0; state < size; state++) {
    const n = next[table.symbol[state]]++;
    table.bits[state] = log - highBit(n);
    table.base[state] = (n << table.bits[state]) - size;
  }
  return table;
}

/** A table with one symbol, whose states take no bits. */
export const tableOfOne = (symbol: number): FseTable => ({
  log: 0,
  symbol: Uint8Array.of(symbol),
  bits: new Uint8Array(1),
  base: new Uint16Array(1),
});

/** Reads a table's description in bytes `from` … `to`; gives the offset behind it. */
export function readTable(
  bytes: Uint8Array,
  from: number,
  to: number,
  mostLog: number,
  mostSymbol: number,
): { table: FseTable; end: number } {
  if (from >= to) throw new ZstdDamage('FSE table');
  const log = (bytes[from] & 15) + 5;
  if (log > mostLog) throw new ZstdDamage('FSE accuracy');
  const shares: number[] = [];
  const last = 8 * to;
  let bit = 8 * from + 4;
  let left = 1 << log;
  while (left > 0 && shares.length <= mostSymbol && bit < last) {
    // a value of 0 … left + 1; the smaller ones take one bit less
    const width = highBit(left + 1) + 1;
    const short = (1 << width) - 2 - left;
    let value = bitsAt(bytes, bit, width);
    const low = value & ((1 << (width - 1)) - 1);
    if (low < short) {
      value = low;
      bit += width - 1;
    } else {
      if (value >= 1 << (width - 1)) value -= short;
      bit += width;
    }
    const share = value - 1;
    left -= Math.abs(share);
    shares.push(share);
    if (share === 0)
      for (let zeros = 3; zeros === 3 && bit < last; bit += 2) {
        zeros = bitsAt(bytes, bit, 2);
        for (let i = 0; i < zeros; i++) shares.push(0);
      }
  }
  const end = (bit + 7) >> 3;
  if (left !== 0 || shares.length > mostSymbol + 1 || end > to) throw new ZstdDamage('FSE table');
  return { table: tableOf(shares, log), end };
}
