// Packets and tables as a page to be printed: no script, no reference. What a packet says is escaped here, all of it.
import { escaped } from '../../draw/svg';
import type { Language } from '../../ipc/languages';
import { PRINT_STYLE } from './print-style';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** Up to where a page begins. `notes` stand below its title. */
export const pageBegin = (language: Language, title: string, notes: readonly string[]): string =>
  [
    '<!DOCTYPE html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escaped(POLICY)}">`,
    `<title>${escaped(title)}</title>`,
    `<style>${PRINT_STYLE}</style>`,
    '</head>',
    '<body>',
    `<header><h1>${escaped(title)}</h1>${notes.map((note) => `<p>${escaped(note)}</p>`).join('')}</header>`,
    '',
  ].join('\n');

export const PAGE_END = '</body>\n</html>\n';

/** The page with a style sheet of its paper: its head ends before anything that is not ours. */
export const withPaper = (html: string, style: string): string =>
  html.replace('</head>', () => `<style>${style}</style>\n</head>`);

const line = (cells: readonly string[], tag: 'th scope="col"' | 'td'): string =>
  `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag.slice(0, 2)}>`).join('')}</tr>\n`;

/** Longer words are broken. */
const LONGEST_WORD = 40;
/** Characters beside each column. */
const BESIDE = 2;
const WIDE = /[\u2e80-\uffef]/gu;

/** Columns of Latin letters that a text takes without being broken; Chinese may be broken anywhere. */
function longestWord(text: string): number {
  let longest = 0;
  for (const word of text.split(/\s+/)) {
    const wide = word.match(WIDE)?.length ?? 0;
    longest = Math.max(longest, word.length - wide + Math.min(2, wide) * 2);
  }
  return Math.min(LONGEST_WORD, longest);
}

/** How wide a table is, in characters, where no word is broken: a wide one is printed smaller. */
function charactersOf(rows: readonly (readonly string[])[]): number {
  const widths: number[] = [];
  for (const cells of rows)
    for (const [i, cell] of cells.entries()) widths[i] = Math.max(widths[i] ?? 1, longestWord(cell));
  return widths.reduce((sum, width) => sum + width + BESIDE, 0);
}

/** The first row holds the titles. */
export function* tableParts([titles, ...rows]: readonly (readonly string[])[]): Generator<string> {
  yield `<table class="wide" style="--characters:${charactersOf([titles, ...rows])}">\n<thead>${line(titles, 'th scope="col"')}</thead>\n<tbody>\n`;
  for (const row of rows) yield line(row, 'td');
  yield TABLE_END;
}
export const TABLE_END = '</tbody>\n</table>\n';

/** Widths of the seven columns of packets: number, time, source, destination, protocol, length, what it says. */
const columns = (longTimes: boolean): string =>
  ['number', longTimes ? 'long' : 'time', 'address', 'address', 'protocol', 'length', '']
    .map((width) => (width === '' ? '<col>' : `<col class="w-${width}">`))
    .join('');

/** Up to where the rows of packets begin. */
export const packetTableBegin = (titles: readonly string[], longTimes: boolean): string =>
  `<table class="packets">\n<colgroup>${columns(longTimes)}</colgroup>\n<thead>${line(titles, 'th scope="col"')}</thead>\n<tbody>\n`;

export const packetLine = (cells: readonly string[]): string => line(cells, 'td');

/** A line of a field tree; `depth` from 0. */
export interface PrintedField {
  depth: number;
  text: string;
}
/** Some bytes of a packet, as a dump. */
export interface PrintedBytes {
  name: string;
  dump: string;
}

const STEP = 4; // mm a level of the tree stands further in
const DEEPEST = 12; // levels; what is deeper stands as far in

/** All of one packet. `head`: its line with the titles above, or a heading. */
export function packetBlock(head: string, tree: readonly PrintedField[], dumps: readonly PrintedBytes[]): string {
  const fields = tree.map(({ depth, text }) => {
    const indent = (Math.min(depth, DEEPEST) + 1) * STEP;
    return `<p${depth === 0 ? ' class="layer"' : ''} style="padding-left:${indent}mm">${escaped(text)}</p>`;
  });
  return [
    '<section class="packet">',
    head,
    ...(fields.length > 0 ? ['<div class="tree">', ...fields, '</div>'] : []),
    ...dumps.map(({ name, dump }) => `<h3>${escaped(name)}</h3><pre>${escaped(dump)}</pre>`),
    '</section>',
    '',
  ].join('\n');
}

export const packetHeading = (text: string): string => `<h2>${escaped(text)}</h2>`;
