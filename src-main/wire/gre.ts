// GRE: RFC 2784, key and sequence number RFC 2890, source routing RFC 1701, version 1 (PPTP) RFC 2637.
// Callers check once that HEADER_LEN bytes are there, and once more that headerLen bytes are.
import { u16 } from './read';

export const HEADER_LEN = 4;
const TYPE_PPP = 0x880b;
export const flagsAndVersion = (b: Uint8Array, at: number): number => u16(b, at);
export const hasChecksum = (b: Uint8Array, at: number): boolean => (b[at] & 0x80) !== 0;
export const hasRouting = (b: Uint8Array, at: number): boolean => (b[at] & 0x40) !== 0;
export const hasKey = (b: Uint8Array, at: number): boolean => (b[at] & 0x20) !== 0;
export const hasSequence = (b: Uint8Array, at: number): boolean => (b[at] & 0x10) !== 0;
export const version = (b: Uint8Array, at: number): number => b[at + 1] & 7;
/** EtherType of the payload */
export const protocolType = (b: Uint8Array, at: number): number => u16(b, at + 2);
/** Only PPTP has one (RFC 2637): version 1, which carries PPP. */
export const hasAck = (b: Uint8Array, at: number): boolean =>
  (b[at + 1] & 0x80) !== 0 && version(b, at) === 1 && protocolType(b, at) === TYPE_PPP;

/** Bytes up to the payload, source route entries (which carry their own lengths) not included. */
export function headerLen(b: Uint8Array, at: number): number {
  let len = HEADER_LEN;
  if (hasChecksum(b, at) || hasRouting(b, at)) len += 4; // checksum and offset stand there together
  if (hasKey(b, at)) len += 4;
  if (hasSequence(b, at)) len += 4;
  if (hasAck(b, at)) len += 4;
  return len;
}
export const checksum = (b: Uint8Array, at: number): number => u16(b, at + 4);
export const routingOffset = (b: Uint8Array, at: number): number => u16(b, at + 6);
/** offset of the key from the start of the header */
export const keyAt = (b: Uint8Array, at: number): number =>
  HEADER_LEN + (hasChecksum(b, at) || hasRouting(b, at) ? 4 : 0);
