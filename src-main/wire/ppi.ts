// Per-Packet Information (LINKTYPE_PPI, 192), specification 1.0.7 of CACE: version, flags, length, DLT_ number of the packet, then fields of
// type, length and value. All numbers little-endian.
// Callers check once that HEADER_LEN bytes are there, and FIELD_HEADER_LEN before each field.
import { u16LE, u32LE } from './read';

export const HEADER_LEN = 8;
export const flags = (b: Uint8Array, at: number): number => b[at + 1];
/** bytes up to the packet */
export const headerLen = (b: Uint8Array, at: number): number => u16LE(b, at + 2);
export const linkType = (b: Uint8Array, at: number): number => u32LE(b, at + 4);
export const FIELD_HEADER_LEN = 4;
export const fieldType = (b: Uint8Array, at: number): number => u16LE(b, at);
/** bytes of the value */
export const fieldLen = (b: Uint8Array, at: number): number => u16LE(b, at + 2);
const ALIGNED = 1;
/** From one field to the next. */
export const advance = (b: Uint8Array, at: number, field: number): number => {
  const len = FIELD_HEADER_LEN + fieldLen(b, field);
  return (flags(b, at) & ALIGNED) !== 0 ? (len + 3) & ~3 : len;
};

export const COMMON = 2;
export const COMMON_LEN = 20;
const FCS_PRESENT = 1;

/** Whether the common field of 802.11 says that a check sequence ends the frame. The header is there to its end. */
export function hasFcs(b: Uint8Array, at: number): boolean {
  const end = at + headerLen(b, at);
  for (let pos = at + HEADER_LEN; pos + FIELD_HEADER_LEN <= end; pos += advance(b, at, pos)) {
    if (fieldType(b, pos) === COMMON && fieldLen(b, pos) === COMMON_LEN && pos + FIELD_HEADER_LEN + COMMON_LEN <= end)
      return (u16LE(b, pos + FIELD_HEADER_LEN + 8) & FCS_PRESENT) !== 0;
  }
  return false;
}

/** DLT_IEEE802_11 */
export const LINK_WLAN = 105;
