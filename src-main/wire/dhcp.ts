// BOOTP and DHCP header, RFC 951 section 3 and RFC 2131 section 2. Offsets in bytes from its start.
// Callers check that the bytes are there; after that no accessor can fail.
import { u16, u32 } from './read';

export const SERVER_PORT = 67;
export const CLIENT_PORT = 68;

export const FILE_LEN = 128;
export const SERVER_LEN = 64;
export const SERVER_AT = 44;
export const FILE_AT = 108;
/** where what the vendor may fill begins: of DHCP the cookie, and behind it options */
export const VENDOR_AT = 236;
export const OPTIONS_AT = 240;
/** RFC 2131 section 3 */
export const COOKIE = 0x63825363;

export const operation = (b: Uint8Array, at: number): number => b[at];
export const hardwareType = (b: Uint8Array, at: number): number => b[at + 1];
export const hardwareLen = (b: Uint8Array, at: number): number => b[at + 2];
export const transaction = (b: Uint8Array, at: number): number => u32(b, at + 4);
export const seconds = (b: Uint8Array, at: number): number => u16(b, at + 8);
export const flags = (b: Uint8Array, at: number): number => u16(b, at + 10);
export const ADDRESSES_AT = 12;
export const HARDWARE_AT = 28;
/** bytes that a hardware address has at most */
export const HARDWARE_LEN = 16;
export const cookie = (b: Uint8Array, at: number): number => u32(b, at + VENDOR_AT);

// Options, RFC 2132 section 2
export const PAD = 0;
export const END = 255;
export const OVERLOAD = 52;
export const MESSAGE_TYPE = 53;

/** First byte of the last option of a kind among those from `from` on, -1 without one. Stops at the end option. */
export function byteOption(b: Uint8Array, from: number, end: number, code: number): number {
  let value = -1;
  for (let at = from; at < end && b[at] !== END;) {
    if (b[at] === PAD) {
      at++;
      continue;
    }
    if (at + 2 > end) break;
    if (b[at] === code && b[at + 1] >= 1 && at + 2 < end) value = b[at + 2];
    at += 2 + b[at + 1];
  }
  return value;
}
