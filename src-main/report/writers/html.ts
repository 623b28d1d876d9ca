// A report as one HTML file: no script, no reference to anything outside, drawings inside. All texts are escaped here and nowhere else; a
// strict policy in its head holds even where a browser would do more.
import { escaped } from '../../draw/svg';
import { translate } from '../../i18n/translate';
import type { Report, ReportBlock, ReportInline, ReportText } from '../../ipc/contracts/report-contract';
import { tableOfContents } from './contents';
import { REPORT_STYLE } from './html-style';
import { inSections } from './sections';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** @param paper folds are open and nothing is left to a click, as for PDF */
export function reportHtml(report: Report, paper = false): string {
  const { language, title, heading, blocks, madeBy } = report;
  const contents = tableOfContents(blocks);
  let headings = 0;
  const sheet: Sheet = { paper, language, nextId: () => `part-${++headings}` };
  return [
    '<!DOCTYPE html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escaped(POLICY)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escaped(title)}</title>`,
    `<style>${REPORT_STYLE}</style>`,
    '</head>',
    '<body>',
    '<main>',
    '<header>',
    `<h1 class="title">${words(title)}</h1>`,
    heading.length === 0
      ? ''
      : `<dl>${heading.map(([label, value]) => `<dt>${words(label)}</dt><dd>${words(value)}</dd>`).join('')}</dl>`,
    '</header>',
    contents.length < 2
      ? ''
      : `<nav>${contents.map(({ id, level, text }) => `<a class="level-${level}" href="#${id}">${words(text)}</a>`).join('')}</nav>`,
    ...inSections(blocks).map(
      (part) => `<section>\n${part.map((block) => blockHtml(block, sheet)).join('\n')}\n</section>`,
    ),
    '</main>',
    `<footer>${words(madeBy)}</footer>`,
    '</body>',
    '</html>',
    '',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

interface Sheet extends Pick<Report, 'language'> {
  paper: boolean;
  nextId(): string;
}

const words = (text: string): string => escaped(text).replace(/\r?\n/g, '<br>');

function inline(part: ReportInline): string {
  if (typeof part === 'string') return words(part);
  if ('mono' in part) return `<code>${words(part.mono)}</code>`;
  if ('bold' in part) return `<b>${words(part.bold)}</b>`;
  return `<span class="frame">#${part.frame}</span>`;
}
const line = (text: ReportText): string => (typeof text === 'string' ? words(text) : text.map(inline).join(''));

function blockHtml(block: ReportBlock, sheet: Sheet): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level + 1} id="${sheet.nextId()}">${words(block.text)}</h${block.level + 1}>`;
    case 'paragraph':
      return `<p${block.quiet ? ' class="quiet"' : ''}>${line(block.text)}</p>`;
    case 'list':
      return `<ul>\n${block.items.map((item) => `<li>${line(item)}</li>`).join('\n')}\n</ul>`;
    case 'table':
      return tableHtml(block, sheet);
    case 'picture':
      return [
        `<figure class="${block.width < 480 ? 'small' : block.width < 900 ? 'middle' : 'wide'}">`,
        scoped(block.svg, block.name).replace(/^<svg /, () => `<svg role="img" aria-label="${escaped(block.alt)}" `),
        `<figcaption>${words(block.caption)}</figcaption>`,
        '</figure>',
      ].join('\n');
    case 'fold':
      return [
        `<details${sheet.paper ? ' open' : ''}><summary>${words(block.title)}</summary>`,
        ...block.blocks.map((one) => blockHtml(one, sheet)),
        '</details>',
      ].join('\n');
    case 'room':
      return `<div class="room">${block.label === '' ? '' : `<span>${words(block.label)}</span>`}${'<i></i>'.repeat(block.lines)}</div>`;
  }
}

/** Characters of a number or of four bytes, which are not broken into lines. */
const SHORT = 12;

/** Longer names of fields may break behind a point, so that they take no room from what is said beside them. */
const LONG = 22;
const breakable = (markup: string): string => markup.replace(/(?<=\w)[._](?=[a-z])/g, '$&<wbr>');

/** Names inside a drawing are names of the whole page: each drawing has its own. */
function scoped(svg: string, name: string): string {
  const prefix = name.replace(/[^a-z0-9-]/gi, '');
  return svg.replace(/ id="([\w-]+)"/g, ` id="${prefix}-$1"`).replace(/url\(#([\w-]+)\)/g, `url(#${prefix}-$1)`);
}

type TableBlock = Extract<ReportBlock, { kind: 'table' }>;

/** Rows that a browser lays out at once; the rest of a longer table is folded away, and costs nothing until it is looked at. */
const SHOWN_ROWS = 400;

function tableHtml(table: TableBlock, { paper, language }: Sheet): string {
  const { rows, indent } = table;
  if (paper || rows.length <= SHOWN_ROWS) return rowsHtml(table);
  const rest = { ...table, caption: '', rows: rows.slice(SHOWN_ROWS), indent: indent?.slice(SHOWN_ROWS) };
  return [
    rowsHtml({ ...table, rows: rows.slice(0, SHOWN_ROWS) }),
    `<details><summary>${words(translate(language, 'report.moreRows', { count: rest.rows.length }))}</summary>`,
    rowsHtml(rest),
    '</details>',
  ].join('\n');
}

function rowsHtml({ caption, head, rows, indent, mono = [] }: TableBlock): string {
  const cell = (text: ReportText, row: number, column: number): string => {
    const classes = [
      ...(mono.includes(column) ? ['mono'] : []),
      ...(mono.includes(column) && typeof text === 'string' && text.length <= SHORT ? ['short'] : []),
      ...(column === 0 && indent && indent[row] > 0 ? [`in-${Math.min(4, indent[row])}`] : []),
    ];
    const isLong = mono.includes(column) && typeof text === 'string' && text.length > LONG;
    const inside = isLong ? breakable(line(text)) : line(text);
    return `<td${classes.length > 0 ? ` class="${classes.join(' ')}"` : ''}>${inside}</td>`;
  };
  return [
    '<table>',
    ...(caption === '' ? [] : [`<caption>${words(caption)}</caption>`]),
    `<thead><tr>${head.map((text) => `<th scope="col">${words(text)}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...rows.map((row, i) => `<tr>${row.map((text, column) => cell(text, i, column)).join('')}</tr>`),
    '</tbody>',
    '</table>',
  ].join('\n');
}
