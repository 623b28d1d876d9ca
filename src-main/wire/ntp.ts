// NTP header, RFC 5905 section 7.3. Offsets in bytes from the start of the header.
// Callers check that the bytes are there; after that no accessor can fail.
import { u32 } from './read';

export const PORT = 123;
export const HEADER_LEN = 48;

export const leap = (b: Uint8Array, at: number): number => b[at] >> 6;
export const version = (b: Uint8Array, at: number): number => (b[at] >> 3) & 7;
export const mode = (b: Uint8Array, at: number): number => b[at] & 7;
export const MODE_CONTROL = 6;
export const MODE_PRIVATE = 7;

/** 1970, in seconds since 1900. */
const EPOCH = 2_208_988_800;
/** Seconds since 1970. RFC 4330 section 3: with the first bit clear, the time is one of the second era, from 2036 on. */
export function seconds(b: Uint8Array, at: number): number {
  const value = u32(b, at);
  return value - EPOCH + (value < 2 ** 31 ? 2 ** 32 : 0);
}
export const nanoseconds = (b: Uint8Array, at: number): number => Math.floor((u32(b, at + 4) * 1e9) / 2 ** 32);
