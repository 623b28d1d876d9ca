// Network service header, RFC 8300. Callers check once that HEADER_LEN bytes are there; after that no accessor of the header can fail.
import { u16, u24 } from './read';

/** base header and service path header */
export const HEADER_LEN = 8;
export const ETHER_TYPE = 0x894f;
export const flags = (b: Uint8Array, at: number): number => u16(b, at);
/** words of 4 bytes */
export const lengthWords = (b: Uint8Array, at: number): number => b[at + 1] & 63;
export const metadataType = (b: Uint8Array, at: number): number => b[at + 2];
export const nextProtocol = (b: Uint8Array, at: number): number => b[at + 3];
export const pathId = (b: Uint8Array, at: number): number => u24(b, at + 4);
export const serviceIndex = (b: Uint8Array, at: number): number => b[at + 7];

// Next protocols; VXLAN-GPE has the same numbers.
export const NEXT_IPV4 = 1;
export const NEXT_IPV6 = 2;
export const NEXT_ETHERNET = 3;
export const NEXT_NSH = 4;
export const NEXT_MPLS = 5;

/** four context headers of 4 bytes, whatever the length says */
export const FIXED = 1;
/** metadata in TLVs */
export const VARIABLE = 2;
export const FIXED_LEN = HEADER_LEN + 16;

/** class, type, length */
export const TLV_HEADER_LEN = 4;
/** bytes of metadata behind the TLV's header; padded to words */
export const tlvLen = (b: Uint8Array, at: number): number => b[at + 3] & 127;
export const padded = (len: number): number => (len + 3) & ~3;

/** Bytes of header and metadata; 0 where the length is none that they could have. */
export function headerLen(b: Uint8Array, at: number): number {
  const type = metadataType(b, at);
  const len = 4 * lengthWords(b, at);
  if (type === FIXED) return FIXED_LEN;
  if (type === VARIABLE) return Math.max(HEADER_LEN, len);
  return len < HEADER_LEN ? 0 : len;
}

/** Whether all of the TLVs are there. */
export function hasTlvs(b: Uint8Array, at: number, end: number): boolean {
  const stop = at + 4 * lengthWords(b, at);
  for (let tlv = at + HEADER_LEN; tlv < stop; tlv += TLV_HEADER_LEN + padded(tlvLen(b, tlv)))
    if (tlv + TLV_HEADER_LEN > end || tlv + TLV_HEADER_LEN + tlvLen(b, tlv) > end) return false;
  return true;
}
