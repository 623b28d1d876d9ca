// Order and bytes of single values, as Wireshark's field types have them: numbers by size, bytes by length and then like memcmp,
// strings by their UTF-8 bytes, addresses under the shorter mask, times by seconds and nanoseconds.
import type { FieldValue, TimeValue } from '../../dissect/contract/fields';

export const isTime = (value: FieldValue): value is TimeValue =>
  typeof value === 'object' && value !== null && !(value instanceof Uint8Array);
const isNumber = (value: FieldValue): value is number | bigint =>
  typeof value === 'number' || typeof value === 'bigint';

/** Below 0, 0 or above 0; NaN where the two cannot be compared. */
export type Order = (a: FieldValue, b: FieldValue) => number;

export const orderOfNumbers: Order = (a, b) => {
  if (!isNumber(a) || !isNumber(b)) return NaN;
  return a < b ? -1 : a > b ? 1 : 0;
};

/** UTF-16 has what is beyond the BMP, as surrogates, before U+E000…U+FFFF; in UTF-8 it comes last. */
const asInUtf8 = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);

export const orderOfStrings: Order = (a, b) => {
  if (typeof a !== 'string' || typeof b !== 'string') return NaN;
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return asInUtf8(x) - asInUtf8(y);
  }
  return a.length - b.length;
};

/** The shorter one comes first, whatever is in it: measured with Wireshark 4.0. */
export const orderOfBytes: Order = (a, b) => {
  if (!(a instanceof Uint8Array) || !(b instanceof Uint8Array)) return NaN;
  if (a.length !== b.length) return a.length - b.length;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i] - b[i];
  return 0;
};

/** Addresses: only the first `prefix` bits count, all of them when it is -1. */
export function orderOfAddresses(prefix: number): Order {
  if (prefix < 0) return orderOfBytes;
  const whole = prefix >> 3;
  const mask = (0xff00 >> (prefix & 7)) & 0xff;
  return (a, b) => {
    if (!(a instanceof Uint8Array) || !(b instanceof Uint8Array)) return NaN;
    if (a.length !== b.length) return NaN;
    for (let i = 0; i < whole && i < a.length; i++) if (a[i] !== b[i]) return a[i] - b[i];
    return whole < a.length ? (a[whole] & mask) - (b[whole] & mask) : 0;
  };
}

export const orderOfTimes: Order = (a, b) => {
  if (!isTime(a) || !isTime(b)) return NaN;
  return a.sec !== b.sec ? a.sec - b.sec : a.nano - b.nano;
};

/** Wireshark's test of a value that stands alone: not zero, not empty, not all bytes 0. */
export function isZero(value: FieldValue): boolean {
  if (value === null) return false;
  if (typeof value === 'string') return value === '';
  if (value instanceof Uint8Array) return value.every((byte) => byte === 0);
  if (isTime(value)) return value.sec === 0 && value.nano === 0;
  return typeof value === 'bigint' ? value === 0n : value === 0;
}
