// Header blocks of HTTP/2 as they stand on the wire, HPACK: RFC 7541 section 5 (numbers, strings) and 6 (representations).
import { LARGEST_TABLE, type DynamicTable, type HeaderEntry } from './dynamic-table';
import { huffmanBytes } from './huffman';
import { STATIC_TABLE } from './static-table';

// What stands at the beginning of a representation
export const INDEXED = 0;
/** literal, and put into the dynamic table */
export const INDEXING = 1;
export const WITHOUT_INDEXING = 2;
/** literal, and never to be put into a table, by nobody on the way */
export const NEVER_INDEXED = 3;
export const TABLE_SIZE = 4;

/** More is needed to tell. */
export const INCOMPLETE = -1;
/** It is no such thing, and nothing behind it can be read: the tables of both ends differ from here on. */
export const WRONG = -2;

/** A name or a value is no longer: what is, is WRONG. */
const LONGEST_STRING = 1024 * 1024;

export interface HeaderField {
  representation: number;
  /** in the tables; 0: the name stands in the block */
  index: number;
  entry: HeaderEntry;
  /** of TABLE_SIZE */
  size: number;
}

const NO_BYTES = new Uint8Array(0);
export const noField = (): HeaderField => ({
  representation: INDEXED,
  index: 0,
  entry: { name: NO_BYTES, value: NO_BYTES },
  size: 0,
});

/** where the last number or string ended */
let ended = 0;

/**
 * Reads the representation that begins at `at` into `into`, and does to the table what it says. Where the next one begins, or INCOMPLETE (the table is as it
 * was), or WRONG.
 */
export function readHeaderField(
  b: Uint8Array,
  at: number,
  end: number,
  table: DynamicTable,
  into: HeaderField,
): number {
  if (at >= end) return INCOMPLETE;
  const first = b[at];
  const representation = representationOf(first);
  const number = readNumber(b, at, end, PREFIX[representation]);
  if (number < 0) return number;
  into.representation = representation;
  if (representation === TABLE_SIZE) {
    if (number > LARGEST_TABLE) return WRONG;
    into.size = number;
    table.resize(number);
    return ended;
  }
  into.index = number;
  const known = number === 0 ? null : entryAt(number, table);
  if (number > 0 && known === null) return WRONG;
  if (representation === INDEXED) {
    if (known === null) return WRONG;
    into.entry = known;
    return ended;
  }
  const name = known === null ? readString(b, ended, end) : known.name;
  if (typeof name === 'number') return name;
  const value = readString(b, ended, end);
  if (typeof value === 'number') return value;
  into.entry = { name, value };
  if (representation === INDEXING) table.add(into.entry);
  return ended;
}

function representationOf(first: number): number {
  if (first & 0x80) return INDEXED;
  if (first & 0x40) return INDEXING;
  if (first & 0x20) return TABLE_SIZE;
  return first & 0x10 ? NEVER_INDEXED : WITHOUT_INDEXING;
}
/** bits of the number in the first byte */
const PREFIX = [7, 6, 4, 4, 5];

const entryAt = (index: number, table: DynamicTable): HeaderEntry | null =>
  index <= STATIC_TABLE.length ? STATIC_TABLE[index - 1] : table.entry(index - STATIC_TABLE.length - 1);

/** Section 5.1. What has more than 32 bits is WRONG. */
function readNumber(b: Uint8Array, at: number, end: number, prefix: number): number {
  const most = 2 ** prefix - 1;
  let value = b[at] & most;
  ended = at + 1;
  if (value < most) return value;
  for (let shift = 0; ; shift += 7) {
    if (ended >= end) return INCOMPLETE;
    const byte = b[ended++];
    value += (byte & 0x7f) * 2 ** shift;
    if (value > 0xffffffff || shift > 35) return WRONG;
    if ((byte & 0x80) === 0) return value;
  }
}

/** Section 5.2. */
function readString(b: Uint8Array, at: number, end: number): Uint8Array | number {
  if (at >= end) return INCOMPLETE;
  const length = readNumber(b, at, end, 7);
  if (length < 0) return length;
  if (length > LONGEST_STRING) return WRONG;
  const from = ended;
  if (from + length > end) return INCOMPLETE;
  ended = from + length;
  if ((b[at] & 0x80) === 0) return b.slice(from, ended);
  return huffmanBytes(b, from, ended) ?? WRONG;
}
