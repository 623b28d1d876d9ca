// Layer two tunnelling protocol: version 2 in UDP, RFC 2661; version 3 in UDP and in IP, RFC 3931.
// Callers check headerLen bytes once, and the offset's two bytes; after that no accessor can fail.
import { u16, u32 } from './read';

export const PORT = 1701;
export const PROTOCOL = 115;
/** in bytes, of the flags that begin every header in UDP */
export const FLAGS_LEN = 2;
export const flags = (b: Uint8Array, at: number): number => u16(b, at);
export const version = (b: Uint8Array, at: number): number => b[at + 1] & 15;
export const isControl = (b: Uint8Array, at: number): boolean => (b[at] & 0x80) !== 0;
export const hasLength = (b: Uint8Array, at: number): boolean => (b[at] & 0x40) !== 0;
export const hasSequence = (b: Uint8Array, at: number): boolean => (b[at] & 0x08) !== 0;
export const hasOffset = (b: Uint8Array, at: number): boolean => (b[at] & 0x02) !== 0;
/** header included */
export const length = (b: Uint8Array, at: number): number => u16(b, at + 2);

/** Whether a datagram of the port is L2TP. What was cut off before its version may be. */
export function isL2tp(b: Uint8Array, at: number, end: number, limit: number): boolean {
  if (limit - at < FLAGS_LEN) return false;
  return end - at < FLAGS_LEN || version(b, at) === 2 || version(b, at) === 3;
}

// Version 2: where tunnel, sequence numbers and offset stand depends on the flags.
export const tunnelAt = (b: Uint8Array, at: number): number => at + (hasLength(b, at) ? 4 : 2);
export const sequenceAt = (b: Uint8Array, at: number): number => tunnelAt(b, at) + 4;
export const offsetAt = (b: Uint8Array, at: number): number => sequenceAt(b, at) + (hasSequence(b, at) ? 4 : 0);
/** bytes of the header of version 2, without padding behind the offset */
export const headerLen = (b: Uint8Array, at: number): number => offsetAt(b, at) + (hasOffset(b, at) ? 2 : 0) - at;
/** Where the payload of version 2 begins. */
export const bodyAt = (b: Uint8Array, at: number): number =>
  at + headerLen(b, at) + (hasOffset(b, at) ? u16(b, offsetAt(b, at)) : 0);

// Version 3
/** of a control message, from the flags on: flags, length, connection, Ns, Nr */
export const CONTROL3_LEN = 12;
/** of data in UDP: flags, reserved, session */
export const DATA3_LEN = 8;
export const connection3 = (b: Uint8Array, at: number): number => u32(b, at + 4);

// Attribute value pairs of control messages
export const AVP_HEADER_LEN = 6;
export const avpFlags = (b: Uint8Array, at: number): number => u16(b, at);
/** header included */
export const avpLen = (b: Uint8Array, at: number): number => u16(b, at) & 0x3ff;
export const avpIsHidden = (b: Uint8Array, at: number): boolean => (b[at] & 0x40) !== 0;
export const avpVendor = (b: Uint8Array, at: number): number => u16(b, at + 2);
export const avpType = (b: Uint8Array, at: number): number => u16(b, at + 4);
