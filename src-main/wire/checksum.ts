// The Internet checksum, RFC 1071: the one's complement of the one's complement sum of 16-bit words.
// Sums are plain numbers: callers add them up and fold once at the end (2^53 holds 2^36 words).

/** Sum of the 16-bit words of bytes[from … to); an odd last byte counts as the high one. Not folded. */
export function sum16(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0;
  let at = from;
  for (const last = to - 1; at < last; at += 2) sum += (bytes[at] << 8) | bytes[at + 1];
  if (at < to) sum += bytes[at] << 8;
  return sum;
}

/** Carries added back in until 16 bits are left. */
export function fold16(sum: number): number {
  while (sum > 0xffff) sum = (sum % 0x10000) + Math.floor(sum / 0x10000);
  return sum;
}

/** Does a header or segment that includes its checksum add up? (Then the sum of all its words is 0xffff.) */
export const isValid = (sum: number): boolean => fold16(sum) === 0xffff;

/**
 * What the checksum field should hold, from the sum of everything with the field as it stands in the bytes.
 * 0xffff and 0 are the same number here; as a result of a sum with at least one bit set 0xffff cannot come out.
 */
export function expected(sumWithField: number, field: number): number {
  const without = fold16(sumWithField) - field;
  return ~fold16(without < 0 ? without + 0xffff : without) & 0xffff;
}

/**
 * Sum of the pseudo header of TCP and UDP: RFC 9293 section 3.1 over IPv4, RFC 8200 section 8.1 over IPv6.
 * @param addrAt  where source and destination address stand, one behind the other
 * @param addrLen bytes of one address: 4 or 16
 * @param length  of the upper-layer header and its data
 */
export function pseudoHeader(
  bytes: Uint8Array,
  addrAt: number,
  addrLen: number,
  protocol: number,
  length: number,
): number {
  return sum16(bytes, addrAt, addrAt + 2 * addrLen) + protocol + (length >>> 16) + (length & 0xffff);
}
