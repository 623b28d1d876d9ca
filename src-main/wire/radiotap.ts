// Radiotap header (LINKTYPE_IEEE802_11_RADIOTAP, 127), www.radiotap.org: version, length, words of bits that say which fields follow, the
// fields in the order of their bits, each aligned to its own size, counted from the start of the header. All numbers little-endian.
// Callers check HEADER_LEN bytes, and `headerLen` bytes before they walk the fields.
import { u16LE, u32LE } from './read';

/** the least that `headerLen` can be */
export const HEADER_LEN = 8;
export const version = (b: Uint8Array, at: number): number => b[at];
export const headerLen = (b: Uint8Array, at: number): number => u16LE(b, at + 2);
export const FIRST_WORD = 4;
export const WORD_LEN = 4;
export const present = (b: Uint8Array, at: number): number => u32LE(b, at);
export const hasMore = (word: number): boolean => word >= 0x80000000;

/** Where the fields begin, behind the last word; -1 where the words run out of the header. */
export function fieldsAt(b: Uint8Array, at: number): number {
  const end = at + headerLen(b, at);
  for (let pos = at + FIRST_WORD; pos + WORD_LEN <= end; pos += WORD_LEN)
    if (!hasMore(present(b, pos))) return pos + WORD_LEN;
  return -1;
}

/** The next multiple of `size`, counted from `at`. */
export const align = (pos: number, at: number, size: number): number =>
  at + (((pos - at + size - 1) / size) | 0) * size;

const TSFT = 1;
const FLAGS = 2;
// Bits of the flags field
export const FLAG_FCS = 0x10;
export const FLAG_PADDED = 0x20;

/** The flags field of the first word, 0 without one. */
export function flags(b: Uint8Array, at: number): number {
  const word = present(b, at + FIRST_WORD);
  let pos = fieldsAt(b, at);
  if (version(b, at) !== 0 || (word & FLAGS) === 0 || pos < 0) return 0;
  if ((word & TSFT) !== 0) pos = align(pos, at, 8) + 8;
  return pos < at + headerLen(b, at) ? b[pos] : 0;
}
