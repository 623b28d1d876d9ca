// One element of DER: where it begins, where its value stands.
import * as der from '../../../../wire/der';

export interface Part {
  tag: number;
  /** its tag */
  at: number;
  /** its value */
  from: number;
  to: number;
}

/** The element at `at`; null where it is not whole before `end`. What follows it is at `to`, which is behind `at`. */
export function part(b: Uint8Array, at: number, end: number): Part | null {
  const header = der.headerLen(b, at, end);
  if (header === 0) return null;
  const from = at + header;
  const to = from + der.valueLen(b, at);
  return to <= end ? { tag: der.tag(b, at), at, from, to } : null;
}
/** The same, if it has this tag. */
export function partOf(b: Uint8Array, at: number, end: number, tag: number): Part | null {
  const found = part(b, at, end);
  return found?.tag === tag ? found : null;
}
