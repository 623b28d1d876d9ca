// Parts of a picture of its own: SVG 1.1 without scripts, fonts or references, on a white ground. Pure.
import { visible } from '../text/unseen';

export const FONT =
  "system-ui, 'Segoe UI', 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";
export const MONO_FONT =
  "ui-monospace, 'Cascadia Mono', Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace";
export const INK = '#1a1e25';
export const QUIET = '#4a5462';

/** Words as markup: no sign of theirs is any, none is left that XML does not have, none that is not seen. */
export const escaped = (words: string): string => visible(words).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

interface TextAt {
  at: [x: number, y: number];
  size?: number;
  anchor?: 'start' | 'middle' | 'end';
  fill?: string;
  /** attributes, escaped already */
  more?: string;
}
export const textAt = (
  words: string,
  { at: [x, y], size = 13, anchor = 'start', fill = INK, more = '' }: TextAt,
): string =>
  `<text x="${x}" y="${y}" font-size="${size}" text-anchor="${anchor}" fill="${fill}"${more}>${escaped(words)}</text>`;

/** A picture of these parts. */
export const picture = (width: number, height: number, parts: readonly string[]): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escaped(FONT)}">`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    ...parts,
    '</svg>',
  ].join('\n');

/** A line through corners, x and y in turn. */
export function lineThrough(points: readonly number[]): string {
  const corners: string[] = [];
  for (let i = 0; i + 1 < points.length; i += 2) corners.push(`${points[i]} ${points[i + 1]}`);
  return `M${corners.join('L')}`;
}

/** px that a text takes at 1 px of size, about: an ideograph is as wide as it is high. */
export const widthOf = (words: string): number =>
  [...words].reduce((sum, c) => sum + ((c.codePointAt(0) ?? 0) > 0x2e7f ? 1 : 0.56), 0);

/** As much of a text as `room` px hold at this size, with a sign that it goes on. */
export function fitted(words: string, room: number, size: number): string {
  if (widthOf(words) * size <= room) return words;
  let text = '';
  let width = 0.9;
  for (const c of words) {
    width += widthOf(c);
    if (width * size > room) break;
    text += c;
  }
  return text === '' ? '' : `${text}…`;
}
