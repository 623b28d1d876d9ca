// Frames of HTTP/2, RFC 9113 section 3.4 (the preface) and 4.1: length 3 | type | flags | reserved bit, stream 4. Callers check once that a header is there;
// after that no accessor can fail.
import { u24, u32 } from './read';

export const FRAME_HEADER_LEN = 9;
/** bytes behind the header */
export const payloadLength = (b: Uint8Array, at: number): number => u24(b, at);
export const frameType = (b: Uint8Array, at: number): number => b[at + 3];
export const flags = (b: Uint8Array, at: number): number => b[at + 4];
export const streamId = (b: Uint8Array, at: number): number => u32(b, at + 5) & 0x7fffffff;

export const DATA = 0;
export const HEADERS = 1;
export const PRIORITY = 2;
export const RST_STREAM = 3;
export const SETTINGS = 4;
export const PUSH_PROMISE = 5;
export const PING = 6;
export const GOAWAY = 7;
export const WINDOW_UPDATE = 8;
export const CONTINUATION = 9;
export const ALTSVC = 10;
export const ORIGIN = 12;
export const PRIORITY_UPDATE = 16;

export const END_STREAM = 1;
export const ACK = 1;
export const END_HEADERS = 4;
export const PADDED = 8;
export const WITH_PRIORITY = 32;

/** What a client sends first: a request that no server of HTTP/1 answers. */
export const PREFACE = Uint8Array.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', (c) => c.charCodeAt(0));

/** How many bytes from `at` on are those of the preface; all that are there: it may be one. */
export function prefaceBytes(b: Uint8Array, at: number, end: number): number {
  let n = 0;
  while (n < PREFACE.length && at + n < end && b[at + n] === PREFACE[n]) n++;
  return n;
}
