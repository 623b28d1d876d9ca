// A table for the clipboard, as other programs take one: HTML for mail and documents, cells with tabs between them for spreadsheets.
// What a packet says stands in it: nothing of it becomes markup, another cell or a formula.
import { forCell, forXml } from './harmless';

type Rows = readonly (readonly string[])[];

/** A number is no formula, whatever its sign. */
const NUMBER = /^[+-]?\d[\d.,\u202f\u00a0]*$/;
const guarded = (text: string): string => (NUMBER.test(text) ? text : forCell(text));

/** The first row holds the titles. */
export function tableHtml([titles, ...rows]: Rows): string {
  const line = (cells: readonly string[], tag: 'th' | 'td'): string =>
    `<tr>${cells.map((cell) => `<${tag}>${forXml(guarded(cell))}</${tag}>`).join('')}</tr>`;
  const body = rows.map((cells) => line(cells, 'td')).join('\n');
  return `<meta charset="utf-8"><table>\n<thead>${line(titles, 'th')}</thead>\n<tbody>\n${body}\n</tbody>\n</table>`;
}

export const tableText = (rows: Rows): string => rows.map((cells) => cells.map(guarded).join('\t')).join('\n');
