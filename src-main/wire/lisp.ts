// LISP data header, RFC 9300 section 5.3. Callers check once that HEADER_LEN bytes are there; after that no accessor can fail.
import { u24, u32 } from './read';

export const PORT = 4341;
export const HEADER_LEN = 8;
export const flags = (b: Uint8Array, at: number): number => b[at];
export const hasNonce = (b: Uint8Array, at: number): boolean => (b[at] & 0x80) !== 0;
export const hasLocatorBits = (b: Uint8Array, at: number): boolean => (b[at] & 0x40) !== 0;
export const asksForEcho = (b: Uint8Array, at: number): boolean => (b[at] & 0x20) !== 0;
export const hasMapVersion = (b: Uint8Array, at: number): boolean => (b[at] & 0x10) !== 0;
export const hasInstance = (b: Uint8Array, at: number): boolean => (b[at] & 0x08) !== 0;
/** nonce, or the versions of two maps */
export const nonceOrVersions = (b: Uint8Array, at: number): number => u24(b, at + 1);
export const instance = (b: Uint8Array, at: number): number => u24(b, at + 4);
export const locatorBits = (b: Uint8Array, at: number): number => u32(b, at + 4);
