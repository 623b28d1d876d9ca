// A header as the RFCs draw one, 32 bits a line, with the values of a segment in it. Pure.
import { fitted, MONO_FONT, escaped, picture, QUIET, textAt } from './svg';

/** A field: where its bits are, what it is called, what it holds. */
export interface HeaderCell {
  bitAt: number;
  bits: number;
  name: string;
  /** for a field of a few bits, which has no room for its name */
  short: string;
  value: string;
}

const BITS = 32;
const BIT = 24;
const ROW = 38;
const TOP = 24;
const LEFT = 30;
const EDGE = 8;
const LINE = '#8b95a3';
/** 60 bytes are the longest header of TCP */
const MOST_LINES = 15;

export const HEADER_PICTURE_WIDTH = LEFT + BITS * BIT + EDGE;
export const headerPictureHeight = (cells: readonly HeaderCell[]): number => TOP + linesOf(cells) * ROW + EDGE;

const linesOf = (cells: readonly HeaderCell[]): number =>
  Math.min(MOST_LINES, Math.ceil(Math.max(BITS, ...cells.map(({ bitAt, bits }) => bitAt + bits)) / BITS));

/** Cells must not lie on each other; one that goes on in the next line is drawn in both. */
export function headerSvg(cells: readonly HeaderCell[]): string {
  const lines = linesOf(cells);
  const out: string[] = [];
  for (let bit = 0; bit < BITS; bit++)
    out.push(
      textAt(String(bit), { at: [LEFT + (bit + 0.5) * BIT, TOP - 7], size: 9.5, anchor: 'middle', fill: QUIET }),
    );
  for (let line = 0; line < lines; line++)
    out.push(
      textAt(String(line * 4), { at: [LEFT - 6, TOP + line * ROW + 23], size: 9.5, anchor: 'end', fill: QUIET }),
    );
  for (const cell of cells) {
    const parts = partsOf(cell).filter(({ line }) => line < lines);
    const widest = parts.reduce((best, part, i) => (part.bits > parts[best].bits ? i : best), 0);
    for (const [i, { line, from, bits }] of parts.entries()) {
      const x = LEFT + from * BIT;
      const y = TOP + line * ROW;
      const width = bits * BIT;
      const fill = cell.bitAt >= 160 ? '#f4f8fd' : '#fff';
      out.push(`<rect x="${x}" y="${y}" width="${width}" height="${ROW}" fill="${fill}" stroke="${LINE}"/>`);
      if (i !== widest) continue;
      const middle = x + width / 2;
      const name = bits < 4 ? cell.short : cell.name;
      const nameSize = bits < 2 ? 7.5 : bits < 4 ? 9 : 10.5;
      out.push(
        textAt(fitted(name, width - 2, nameSize), {
          at: [middle, y + 15],
          size: nameSize,
          anchor: 'middle',
          fill: QUIET,
        }),
        textAt(fitted(cell.value, width - 4, 12.5), {
          at: [middle, y + 31],
          size: 12,
          anchor: 'middle',
          more: ` font-weight="600" font-family="${escaped(MONO_FONT)}"`,
        }),
      );
    }
  }
  return picture(HEADER_PICTURE_WIDTH, TOP + lines * ROW + EDGE, out);
}

function partsOf({ bitAt, bits }: HeaderCell): { line: number; from: number; bits: number }[] {
  const parts: { line: number; from: number; bits: number }[] = [];
  const end = Math.min(bitAt + bits, MOST_LINES * BITS);
  for (let at = bitAt; at < end;) {
    const from = at % BITS;
    const own = Math.min(BITS - from, end - at);
    parts.push({ line: Math.floor(at / BITS), from, bits: own });
    at += own;
  }
  return parts;
}
