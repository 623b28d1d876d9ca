// What stands between square brackets: `0:2`, `1-3`, `-4:`, `1,3-5`, of slices and of layers.
import type { LayerRange, SliceRange } from './tree';

interface Part {
  readonly from: number | null;
  readonly sign: ':' | '-' | null;
  readonly to: number | null;
}
export type Ranges<T> = { ok: true; ranges: T[] } | { ok: false; at: number; len: number; why: 'number' | 'order' };

const INTEGER = String.raw`[+-]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|\d+)`;
const PART = new RegExp(String.raw`^\s*(${INTEGER})?\s*(?:([:-])\s*(${INTEGER})?)?\s*$`);
const MOST = 0x7fffffff;

/** Decimal, octal with a leading 0, 0x…, 0b…; null: none, or too large. */
function integer(text: string): number | null {
  const digits = text.replace(/^[+-]/, '');
  const octal = /^0\d+$/.test(digits);
  if (octal && !/^[0-7]+$/.test(digits)) return null;
  const size = octal ? parseInt(digits, 8) : Number(digits);
  return size > MOST ? null : text.startsWith('-') ? -size : size;
}

function partOf(text: string): Part | null {
  const found = PART.exec(text) as (string | undefined)[] | null;
  if (!found) return null;
  const [, first, sign, second] = found;
  if (first === undefined && sign !== ':') return null;
  if (sign === '-' && second === undefined) return null;
  const from = first === undefined ? null : integer(first);
  const to = second === undefined ? null : integer(second);
  if ((first !== undefined && from === null) || (second !== undefined && to === null)) return null;
  return { from, sign: sign === ':' || sign === '-' ? sign : null, to };
}

function each<T>(text: string, make: (part: Part) => T | null): Ranges<T> {
  const ranges: T[] = [];
  let at = 0;
  for (const piece of text.split(',')) {
    const part = partOf(piece);
    if (!part) return { ok: false, at, len: piece.length, why: 'number' };
    const range = make(part);
    if (range === null) return { ok: false, at, len: piece.length, why: 'order' };
    ranges.push(range);
    at += piece.length + 1;
  }
  return { ok: true, ranges };
}

/** `i:j` start and length, `i-j` first and last (which must lie behind the first, on the same side), `i` one, `:j`, `i:`. */
export const sliceRanges = (text: string): Ranges<SliceRange> =>
  each(text, ({ from, sign, to }) => {
    const start = from ?? 0;
    if (sign === null) return { start, length: 1 };
    if (to === null) return { start, length: null };
    if (sign === ':') return to > 0 ? { start, length: to } : null;
    return start < 0 === to < 0 && to > start ? { start, length: to - start + 1 } : null;
  });

/** The same forms, for layers: 1 is the outermost. */
export const layerRanges = (text: string): Ranges<LayerRange> =>
  each(text, ({ from, sign, to }) => {
    const start = from ?? 0;
    if (sign === null) return { from: start, to: null };
    if (to === null) return { from: start, to: start < 0 ? -1 : Infinity };
    const last = sign === ':' ? start + to - 1 : to;
    return start < 0 === last < 0 && last >= start ? { from: start, to: last } : null;
  });

/** As a filter writes them. */
export function slicesText(ranges: readonly SliceRange[]): string {
  const parts = ranges.map(({ start, length }) => (length === 1 ? `${start}` : `${start}:${length ?? ''}`));
  return `[${parts.join(',')}]`;
}

export function layersText(ranges: readonly LayerRange[]): string {
  if (ranges.length === 0) return '';
  const parts = ranges.map(({ from, to }) => {
    if (to === null) return `${from}`;
    return to === Infinity || (from < 0 && to === -1) ? `${from}:` : `${from}-${to}`;
  });
  return parts.length === 1 && /^\d+$/.test(parts[0]) ? `#${parts[0]}` : `#[${parts.join(',')}]`;
}
