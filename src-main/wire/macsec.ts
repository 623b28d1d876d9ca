// MACsec tag, IEEE 802.1AE clause 9. Callers check tagLen bytes once (isMacsec has); after that no accessor can fail.
import { u16, u32 } from './read';

export const ETHER_TYPE = 0x88e5;
/** integrity check value at the end of the frame */
export const ICV_LEN = 16;
/** without a secure channel identifier */
export const SHORT_LEN = 6;
export const flags = (b: Uint8Array, at: number): number => b[at];
export const hasChannel = (b: Uint8Array, at: number): boolean => (b[at] & 0x20) !== 0;
/** the payload is not what the sender was given: encrypted, or changed for the check value */
export const isChanged = (b: Uint8Array, at: number): boolean => (b[at] & 0x0c) !== 0;
export const shortLength = (b: Uint8Array, at: number): number => b[at + 1];
export const packetNumber = (b: Uint8Array, at: number): number => u32(b, at + 2);
export const SYSTEM = 6;
export const port = (b: Uint8Array, at: number): number => u16(b, at + 12);
export const tagLen = (b: Uint8Array, at: number): number => SHORT_LEN + (hasChannel(b, at) ? 8 : 0);

/** Whether version and length are those of a protected frame. What was cut off before its first byte may be one. */
export function isMacsec(b: Uint8Array, at: number, end: number, limit: number): boolean {
  if (at >= end) return at < limit;
  return (b[at] & 0x80) === 0 && limit - at > tagLen(b, at) + ICV_LEN;
}
