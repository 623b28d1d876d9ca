// Integers of variable size, RFC 9000 section 16: the first two bits tell how many bytes there are. Callers check that these are there.

/** 1, 2, 4 or 8, by the first byte. */
export const varintLen = (b: Uint8Array, at: number): number => 1 << (b[at] >> 6);
export function varint(b: Uint8Array, at: number): bigint {
  let value = BigInt(b[at] & 0x3f);
  for (let i = 1; i < varintLen(b, at); i++) value = (value << 8n) | BigInt(b[at + i]);
  return value;
}
