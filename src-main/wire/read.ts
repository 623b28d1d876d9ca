// Numbers out of bytes. No checks: callers make sure that the bytes are there (beyond the end a byte reads as 0).
// Network byte order unless the name ends in LE.

export const u16 = (b: Uint8Array, at: number): number => (b[at] << 8) | b[at + 1];
export const u24 = (b: Uint8Array, at: number): number => (b[at] << 16) | (b[at + 1] << 8) | b[at + 2];
export const u32 = (b: Uint8Array, at: number): number =>
  ((b[at] << 24) | (b[at + 1] << 16) | (b[at + 2] << 8) | b[at + 3]) >>> 0;
/** 64 bits; makes a bigint, so not for the scan. */
export const u64 = (b: Uint8Array, at: number): bigint => (BigInt(u32(b, at)) << 32n) | BigInt(u32(b, at + 4));

export const u16LE = (b: Uint8Array, at: number): number => b[at] | (b[at + 1] << 8);
export const u32LE = (b: Uint8Array, at: number): number =>
  (b[at] | (b[at + 1] << 8) | (b[at + 2] << 16) | (b[at + 3] << 24)) >>> 0;
/** 64 bits; makes a bigint, so not for the scan. */
export const u64LE = (b: Uint8Array, at: number): bigint => (BigInt(u32LE(b, at + 4)) << 32n) | BigInt(u32LE(b, at));
