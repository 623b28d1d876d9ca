// DER, ITU-T X.690: tag, length and where the value stands. Callers check that two bytes are there.

export const BOOLEAN = 0x01;
export const INTEGER = 0x02;
export const BIT_STRING = 0x03;
export const OCTET_STRING = 0x04;
export const OID = 0x06;
export const UTF8_STRING = 0x0c;
export const PRINTABLE_STRING = 0x13;
export const TELETEX_STRING = 0x14;
export const UTC_TIME = 0x17;
export const GENERALIZED_TIME = 0x18;
export const UNIVERSAL_STRING = 0x1c;
export const BMP_STRING = 0x1e;
export const SEQUENCE = 0x30;
export const SET = 0x31;
/** [n] of a choice or an optional part: its value has parts of its own, or not */
export const constructed = (n: number): number => 0xa0 | n;
export const primitive = (n: number): number => 0x80 | n;

export const tag = (b: Uint8Array, at: number): number => b[at];

/** Bytes of tag and length, 0 where they are not whole before `end` or of a form that DER has not (tags above 30, more than 4 bytes of length). */
export function headerLen(b: Uint8Array, at: number, end: number): number {
  if (end - at < 2 || (b[at] & 0x1f) === 0x1f) return 0;
  const first = b[at + 1];
  if (first < 0x80) return 2;
  const more = first & 0x7f;
  return more >= 1 && more <= 4 && end - at >= 2 + more ? 2 + more : 0;
}
/** Bytes of the value, once `headerLen` has said that the length is there. */
export function valueLen(b: Uint8Array, at: number): number {
  const first = b[at + 1];
  if (first < 0x80) return first;
  let len = 0;
  for (let i = 0; i < (first & 0x7f); i++) len = len * 256 + b[at + 2 + i];
  return len;
}

/** `2.5.4.3`. A part that is not whole is left out; at most 64 parts. */
export function oidText(b: Uint8Array, at: number, end: number): string {
  const parts: number[] = [];
  let value = 0;
  for (let i = at; i < end && parts.length < 64; i++) {
    value = value * 128 + (b[i] & 0x7f);
    if (b[i] & 0x80) continue;
    if (parts.length === 0) {
      const first = Math.min(2, Math.floor(value / 40));
      parts.push(first, value - 40 * first);
    } else parts.push(value);
    value = 0;
  }
  return parts.join('.');
}
