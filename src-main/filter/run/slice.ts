// Slices: parts of bytes, or of the characters of a string, put together in the order they are asked for. The first part that does not
// lie wholly inside ends it: those before it stay, those behind it are not looked at. So the result may be empty, yet it is a value.
// Measured with Wireshark 4.0.
import type { FieldValue } from '../../dissect/contract/fields';
import type { SliceRange } from '../language/tree';

interface Part {
  start: number;
  end: number;
}
/** The parts of `size` things. */
function partsOf(ranges: readonly SliceRange[], size: number): Part[] {
  const parts: Part[] = [];
  for (const range of ranges) {
    const start = range.start < 0 ? size + range.start : range.start;
    const end = start + (range.length ?? size - start);
    if (start < 0 || start >= size || end > size) break;
    parts.push({ start, end });
  }
  return parts;
}

function bytesSlice(bytes: Uint8Array, ranges: readonly SliceRange[]): Uint8Array {
  const parts = partsOf(ranges, bytes.length);
  if (parts.length === 1) return bytes.subarray(parts[0].start, parts[0].end);
  const out = new Uint8Array(parts.reduce((sum, { start, end }) => sum + end - start, 0));
  let at = 0;
  for (const { start, end } of parts) {
    out.set(bytes.subarray(start, end), at);
    at += end - start;
  }
  return out;
}

// eslint-disable-next-line no-control-regex -- all of ASCII is meant
const ASCII = /^[\u0000-\u007f]*$/;

function stringSlice(text: string, ranges: readonly SliceRange[]): string {
  if (ASCII.test(text)) {
    const parts = partsOf(ranges, text.length);
    return parts.map(({ start, end }) => text.slice(start, end)).join('');
  }
  const characters = Array.from(text);
  const parts = partsOf(ranges, characters.length);
  return parts.map(({ start, end }) => characters.slice(start, end).join('')).join('');
}

/** undefined: a value that has no parts */
export function sliceOf(value: FieldValue, ranges: readonly SliceRange[]): Uint8Array | string | undefined {
  if (typeof value === 'string') return stringSlice(value, ranges);
  return value instanceof Uint8Array ? bytesSlice(value, ranges) : undefined;
}
