// A table for the clipboard, as other programs take one: HTML for mail and documents, cells with tabs between them for spreadsheets.
// What a packet says stands in it: nothing of it becomes markup, another cell or a formula.
import { forXml } from './harmless';
import { copiedCell, tabLine } from './table-cell';

type Rows = readonly (readonly string[])[];

/** The first row holds the titles. */
export function tableHtml([titles, ...rows]: Rows): string {
  const line = (cells: readonly string[], tag: 'th' | 'td'): string =>
    `<tr>${cells.map((cell) => `<${tag}>${forXml(copiedCell(cell))}</${tag}>`).join('')}</tr>`;
  const body = rows.map((cells) => line(cells, 'td')).join('\n');
  return `<meta charset="utf-8"><table>\n<thead>${line(titles, 'th')}</thead>\n<tbody>\n${body}\n</tbody>\n</table>`;
}

export const tableText = (rows: Rows): string => rows.map(tabLine).join('\n');
