// Bit fields of zstd, RFC 8878 section 4. Fields lie in little-endian order; entropy-coded streams are read from their end.
import { ZstdDamage } from './zstd-damage';

/** `count` bits (at most 25) from bit `bit` on. What lies behind the array counts as zero. */
export const bitsAt = (bytes: Uint8Array, bit: number, count: number): number => {
  const at = bit >> 3;
  const word = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
  return (word >>> (bit & 7)) & ((1 << count) - 1);
};

/** Number of the highest bit that is set; -1 for 0. */
export const highBit = (n: number): number => 31 - Math.clz32(n);

/** First bit behind a stream in bytes `from` … `to` that is read backwards: a set bit marks it in the last byte. */
export function streamEnd(bytes: Uint8Array, from: number, to: number): number {
  if (to <= from || bytes[to - 1] === 0) throw new ZstdDamage('end of a bit stream');
  return 8 * (to - 1) + highBit(bytes[to - 1]);
}
