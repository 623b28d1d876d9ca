// Texts as cells of a table that a spreadsheet may read: what a packet says is one line, and nothing that is calculated with. Pure.
import { escaped } from './escaped';

const CONTROL = /\p{Cc}/gu;
const PLAIN = /^[ -~]*$/;
/**
 * What makes a spreadsheet take a text for a formula, in full width and as small signs too, and behind what is blank or not seen, which some of
 * them drop.
 */
const FORMULA =
  /^(?:[\t\r\n]|(?:\s|\p{Cc}|\p{Default_Ignorable_Code_Point})*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b])/u;
/**
 * The same in the middle of a text, where a spreadsheet may begin a cell: it takes the separator of its language, or several at once, whatever the
 * file has. Quotes do not keep it from that: they count only at the beginning of what it takes for a cell, and there they are dropped.
 */
const FORMULA_INSIDE =
  /(?<=[;,])(?=(?:\s|\p{Cc}|\p{Default_Ignorable_Code_Point}|")*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b])/gu;
const SEPARATOR = /[;,]/;
/** with the separators of any language */
const NUMBER = /^-?\d[\d.,\u202f\u00a0]*$/;

/** One line, and none that is calculated with: an apostrophe stands before what could be a formula, as spreadsheets themselves write it. */
export function plainCell(text: string): string {
  const inside = SEPARATOR.test(text) ? text.replace(FORMULA_INSIDE, "'") : text;
  const guarded = FORMULA.test(inside) ? `'${inside}` : inside;
  return PLAIN.test(guarded) ? guarded : guarded.replace(CONTROL, escaped);
}

export const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** A cell of comma-separated values (RFC 4180); null: an empty one. */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = plainCell(value);
  // a semicolon: programs that split at it as well as at commas keep what is in quotes together
  return /[",;]/.test(text) ? quoted(text) : text;
}

/** Programs that read quotes would take one at the beginning for that of a text over several lines. */
export const quotedIfOpen = (text: string): string => (text.startsWith('"') ? quoted(text) : text);

/** Cells as they are copied: a number below 0 stays one. */
export const copiedCell = (text: string): string => (NUMBER.test(text) ? text : plainCell(text));

/** Cells with tabs between them, for the clipboard: a line without its end. */
export const tabLine = (cells: readonly string[]): string =>
  cells.map((cell) => quotedIfOpen(copiedCell(cell))).join('\t');

/** The same as comma-separated values (RFC 4180), each in quotes, as Wireshark copies them. */
export const csvLine = (cells: readonly string[]): string => cells.map((cell) => quoted(copiedCell(cell))).join(',');
