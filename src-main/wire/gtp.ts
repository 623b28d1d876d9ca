// GPRS tunnelling protocol: user plane GTP-U, 3GPP TS 29.281 (version 1); version 0, GSM 09.60; control messages of version 1, 3GPP TS 29.060.
// Callers check HEADER_LEN (version 0: HEADER0_LEN) bytes once; the optional fields and extension headers they check one by one.
import { u16, u32 } from './read';

export const PORT = 2152;
/** of control messages; the dissector is the same */
export const CONTROL_PORT = 2123;
export const HEADER_LEN = 8;
export const HEADER0_LEN = 20;
/** with sequence number, N-PDU number and type of the first extension header, which are there if one of them is */
export const OPTIONAL_LEN = 12;

export const flags = (b: Uint8Array, at: number): number => b[at];
export const version = (b: Uint8Array, at: number): number => b[at] >> 5;
/** 0 would be GTP', which carries charging records */
export const protocolType = (b: Uint8Array, at: number): number => (b[at] >> 4) & 1;
export const hasExtension = (b: Uint8Array, at: number): boolean => (b[at] & 4) !== 0;
export const hasSequence = (b: Uint8Array, at: number): boolean => (b[at] & 2) !== 0;
export const hasPduNumber = (b: Uint8Array, at: number): boolean => (b[at] & 1) !== 0;
export const hasOptional = (b: Uint8Array, at: number): boolean => (b[at] & 7) !== 0;
export const messageType = (b: Uint8Array, at: number): number => b[at + 1];
/** bytes behind the first 8 (version 0: 20) */
export const length = (b: Uint8Array, at: number): number => u16(b, at + 2);
export const teid = (b: Uint8Array, at: number): number => u32(b, at + 4);
export const sequence = (b: Uint8Array, at: number): number => u16(b, at + 8);
export const pduNumber = (b: Uint8Array, at: number): number => b[at + 10];
export const firstExtension = (b: Uint8Array, at: number): number => b[at + 11];

// version 0
export const sequence0 = (b: Uint8Array, at: number): number => u16(b, at + 4);
export const flowLabel0 = (b: Uint8Array, at: number): number => u16(b, at + 6);
export const sndcpNumber0 = (b: Uint8Array, at: number): number => b[at + 8];
export const TUNNEL0 = 12;

/** What a user sent: an IP packet. */
export const MESSAGE_TPDU = 255;
export const fixedLen = (b: Uint8Array, at: number): number => (version(b, at) === 0 ? HEADER0_LEN : HEADER_LEN);

/** Message types that are none: ranges, both ends among them. */
const NO_MESSAGE = [0, 0, 8, 15, 38, 47, 63, 69, 71, 95, 106, 111, 122, 127, 130, 239, 242, 253];
function isMessage(type: number): boolean {
  for (let i = 0; i < NO_MESSAGE.length; i += 2) if (type >= NO_MESSAGE[i] && type <= NO_MESSAGE[i + 1]) return false;
  return true;
}

/**
 * Whether a datagram of the ports can be GTP: version 0 or 1 with a known message type. What was cut off before its second byte may be.
 * @param end of the bytes that were captured
 * @param limit of those that were sent
 */
export function isGtp(b: Uint8Array, at: number, end: number, limit: number): boolean {
  if (limit - at < 2) return false;
  if (at < end && (version(b, at) > 1 || protocolType(b, at) === 0)) return false;
  return end - at < 2 || isMessage(messageType(b, at));
}

/** Where the body begins: behind optional fields and extension headers. -1: not all of them are there, or one says that it has no length. */
export function bodyAt(b: Uint8Array, at: number, end: number): number {
  if (version(b, at) === 0) return at + HEADER0_LEN;
  if (!hasOptional(b, at)) return at + HEADER_LEN;
  let body = at + OPTIONAL_LEN;
  const least = hasExtension(b, at) ? OPTIONAL_LEN : hasPduNumber(b, at) ? 11 : 10;
  if (at + least > end) return -1;
  for (let next = hasExtension(b, at) ? firstExtension(b, at) : 0; next !== 0;) {
    const len = body < end ? extensionLen(b, body) : 0;
    if (len === 0 || body + len > end) return -1;
    next = b[body + len - 1];
    body += len;
  }
  return body;
}
/** bytes, with the length itself in front and the next type at the end; 0 is wrong */
export const extensionLen = (b: Uint8Array, at: number): number => 4 * b[at];

/** By the first byte of what a user sent: 4, 6, or 0 for no IP. IPv4 headers are taken from 5 to 14 words. */
export function ipVersion(first: number): number {
  if (first >= 0x45 && first <= 0x4e) return 4;
  return first >> 4 === 6 ? 6 : 0;
}
