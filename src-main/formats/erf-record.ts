// The record header of ERF, and how a file of them is known: it has no magic number, so its first records must all look right.
import type { ByteSource } from './capture-reader';

export const ERF_HEADER_LEN = 16;
/** The top bit of a type says that an extension header follows. */
export const TYPE_MASK = 0x7f;
const EXTENDED = 0x80;
const EXTENSION_LEN = 8;
export const TYPE_META = 27;
export const TYPE_PAD = 48;
/** The latest of the types that follow each other from 1 on. */
const LAST_TYPE = 29;

const ETHERNET_TYPES = [2, 11, 16, 20];
/** Multi-channel types, and AAL2. */
const CHANNEL_TYPES = [5, 6, 7, 8, 9, 12, 17, 18];
/** Bytes between the headers and the packet, by type. */
const SUBHEADER_LEN = new Uint8Array(TYPE_MASK + 1);
for (const type of ETHERNET_TYPES) SUBHEADER_LEN[type] = 2;
for (const type of CHANNEL_TYPES) SUBHEADER_LEN[type] = 4;

/** Where the packet begins in the record from `at` to `end`; beyond `end` where the headers do not fit into the record. */
export function erfPacketStart(bytes: Uint8Array, at: number, end: number): number {
  let typeAt = at + 8;
  let start = at + ERF_HEADER_LEN;
  while (start <= end && bytes[typeAt] & EXTENDED) {
    typeAt = start;
    start += EXTENSION_LEN;
  }
  return start + SUBHEADER_LEN[bytes[at + 8] & TYPE_MASK];
}

const RECORDS_TO_TRY = 3;
const YEAR = 365 * 86_400;
/** Seconds that a record may be earlier than the one before it: ports of a card are not in step. */
const OUT_OF_STEP = 1;

/** True if the source begins with whole records of ERF, three or as many as there are. */
export function looksLikeErf(source: ByteSource): boolean {
  const header = new Uint8Array(ERF_HEADER_LEN);
  const view = new DataView(header.buffer);
  const size = source.size();
  let at = 0;
  let packets = 0;
  let before = -1;
  for (let i = 0; i < RECORDS_TO_TRY && at < size; i++) {
    if (source.read(header, at) < ERF_HEADER_LEN) break;
    const type = header[8] & TYPE_MASK;
    const length = view.getUint16(10);
    const whole = at + length <= size;
    if (length < ERF_HEADER_LEN) return false;
    at += length;
    if (type === TYPE_PAD) continue; // its time need not be set
    if (type === 0 || type > LAST_TYPE || length === ERF_HEADER_LEN) return false;
    const sec = view.getUint32(4, true);
    if (before >= 0 && (sec < before - OUT_OF_STEP || sec > before + YEAR)) return false;
    before = sec;
    if (whole) packets++;
  }
  return packets > 0;
}
