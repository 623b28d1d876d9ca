// File headers of pcap by their magic numbers, and how one is known for sure in a place where a record could stand.

/** What a record header looks like behind its 16 usual bytes; see pcap.ts. */
export type RecordLayout = 'standard' | 'patched' | 'suse' | 'nokia';

export const FILE_HEADER_LEN = 24;
const IXIA_EXTRA_LEN = 4;
/** of all that `headerLenAt` knows */
export const LONGEST_HEADER = FILE_HEADER_LEN + IXIA_EXTRA_LEN;

export interface Magic {
  nanoseconds: boolean;
  /** record layouts to choose from, the likeliest first */
  layouts: RecordLayout[];
  /** bytes of the file header behind the usual 24 */
  extra: number;
}
const MAGICS = new Map<number, Magic>([
  [0xa1b2c3d4, { nanoseconds: false, layouts: ['standard', 'patched', 'nokia'], extra: 0 }],
  [0xa1b23c4d, { nanoseconds: true, layouts: ['standard'], extra: 0 }],
  [0xa1b2cd34, { nanoseconds: false, layouts: ['patched', 'suse'], extra: 0 }],
  [0x1c0001ac, { nanoseconds: true, layouts: ['standard'], extra: IXIA_EXTRA_LEN }],
  [0x1c0001ab, { nanoseconds: false, layouts: ['standard'], extra: IXIA_EXTRA_LEN }],
]);

export function magicOf(view: DataView, at: number): { magic: Magic; littleEndian: boolean } | null {
  for (const littleEndian of [true, false]) {
    const magic = MAGICS.get(view.getUint32(at, littleEndian));
    if (magic) return { magic, littleEndian };
  }
  return null;
}

/** Versions 2.4 in the same byte order and in the other one, as the word that they make. */
const VERSION = 0x0004_0002;
const VERSION_SWAPPED = 0x0002_0004;
const VERSION_SWAPPED_HALVES = 0x0200_0400;
const VERSION_SWAPPED_ALL = 0x0400_0200;
/** Whether the word behind a magic number may be a version: a quick test for the reading loop. */
export const isVersion = (word: number): boolean =>
  word === VERSION || word === VERSION_SWAPPED || word === VERSION_SWAPPED_HALVES || word === VERSION_SWAPPED_ALL;

const SECTION = 0x0a0d0d0a;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const LATEST_LINK_TYPE = 1023;
const DAY = 86_400;

/**
 * Bytes of a file header at `at`, for a place where the header of a record or a block could stand as well: 0 where none is, -1 where
 * too little is there to say (`there`: bytes from `at` on). It must be one that is written today in every part, so that no record is
 * mistaken for one: a record with the same bytes would be of the year 1975, 1984, 2055 or 2082 and have lengths that no packet has, or 0.
 */
export function headerLenAt(view: DataView, at: number, there: number): number {
  if (there < 8) return 0;
  if (view.getUint32(at, true) === SECTION) {
    if (there < 12) return -1;
    const order = [view.getUint32(at + 8, true), view.getUint32(at + 8, false)];
    return order.includes(BYTE_ORDER_MAGIC) ? FILE_HEADER_LEN : 0;
  }
  const found = magicOf(view, at);
  if (!found) return 0;
  const { magic, littleEndian } = found;
  if (view.getUint16(at + 4, littleEndian) !== 2 || view.getUint16(at + 6, littleEndian) !== 4) return 0;
  const length = FILE_HEADER_LEN + magic.extra;
  if (there < length) return -1;
  const zone = view.getInt32(at + 8, littleEndian);
  const digits = view.getUint32(at + 12, littleEndian);
  const snapLen = view.getUint32(at + 16, littleEndian);
  const network = view.getUint32(at + 20, littleEndian);
  const plausible =
    Math.abs(zone) <= DAY &&
    digits === 0 &&
    snapLen < 0x8000_0000 &&
    (network & 0x03ff_0000) === 0 &&
    (network & 0xffff) <= LATEST_LINK_TYPE;
  return plausible ? length : 0;
}
