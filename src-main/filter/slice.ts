// Slices: parts of bytes, or of the characters of a string. A part that does not lie wholly inside is left out; of the others the
// result is put together in their order, so it may be empty, yet it is a value.
import type { FieldValue } from '../dissect/fields';
import type { SliceRange } from './tree';

/** Start and length of a part of `size` things; null: not wholly inside. */
export function partOf(range: SliceRange, size: number): { start: number; length: number } | null {
  const start = range.start < 0 ? size + range.start : range.start;
  if (start < 0 || start >= size) return null;
  const length = range.length ?? size - start;
  return length > 0 && start + length <= size ? { start, length } : null;
}

function bytesSlice(bytes: Uint8Array, ranges: readonly SliceRange[]): Uint8Array {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (const range of ranges) {
    const part = partOf(range, bytes.length);
    if (part === null) continue;
    parts.push(bytes.subarray(part.start, part.start + part.length));
    length += part.length;
  }
  if (parts.length === 1) return parts[0];
  const out = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

// eslint-disable-next-line no-control-regex -- all of ASCII is meant
const ASCII = /^[\u0000-\u007f]*$/;

function stringSlice(text: string, ranges: readonly SliceRange[]): string {
  if (ASCII.test(text)) return pieces(ranges, text.length, (start, end) => text.slice(start, end));
  const characters = Array.from(text);
  return pieces(ranges, characters.length, (start, end) => characters.slice(start, end).join(''));
}
function pieces(ranges: readonly SliceRange[], size: number, cut: (start: number, end: number) => string): string {
  let out = '';
  for (const range of ranges) {
    const part = partOf(range, size);
    if (part !== null) out += cut(part.start, part.start + part.length);
  }
  return out;
}

/** undefined: a value that has no parts */
export function sliceOf(value: FieldValue, ranges: readonly SliceRange[]): Uint8Array | string | undefined {
  if (typeof value === 'string') return stringSlice(value, ranges);
  return value instanceof Uint8Array ? bytesSlice(value, ranges) : undefined;
}
