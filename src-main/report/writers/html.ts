// A report as one HTML file: no script, no reference to anything outside, drawings inside. All texts are escaped here and nowhere else; a
// strict policy in its head holds even where a browser would do more.
import { escaped } from '../../draw/svg';
import type { Report, ReportBlock, ReportInline, ReportText } from '../../ipc/contracts/report-contract';
import { tableOfContents } from './contents';
import { REPORT_STYLE } from './html-style';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** @param paper folds are open and nothing is left to a click, as for PDF */
export function reportHtml(report: Report, paper = false): string {
  const { language, title, heading, blocks, madeBy } = report;
  const contents = tableOfContents(blocks);
  let headings = 0;
  const ids = { next: () => `part-${++headings}` };
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
    ...blocks.map((block) => blockHtml(block, ids, paper)),
    '</main>',
    `<footer>${words(madeBy)}</footer>`,
    '</body>',
    '</html>',
    '',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

interface Ids {
  next(): string;
}

const words = (text: string): string => escaped(text).replace(/\r?\n/g, '<br>');

function inline(part: ReportInline): string {
  if (typeof part === 'string') return words(part);
  if ('mono' in part) return `<code>${words(part.mono)}</code>`;
  if ('bold' in part) return `<b>${words(part.bold)}</b>`;
  return `<span class="frame">#${part.frame}</span>`;
}
const line = (text: ReportText): string => (typeof text === 'string' ? words(text) : text.map(inline).join(''));

function blockHtml(block: ReportBlock, ids: Ids, paper: boolean): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level + 1} id="${ids.next()}">${words(block.text)}</h${block.level + 1}>`;
    case 'paragraph':
      return `<p${block.quiet ? ' class="quiet"' : ''}>${line(block.text)}</p>`;
    case 'list':
      return `<ul>\n${block.items.map((item) => `<li>${line(item)}</li>`).join('\n')}\n</ul>`;
    case 'table':
      return tableHtml(block);
    case 'picture':
      return [
        `<figure class="${block.width < 480 ? 'small' : block.width < 900 ? 'middle' : 'wide'}">`,
        scoped(block.svg, block.name).replace(/^<svg /, () => `<svg role="img" aria-label="${escaped(block.alt)}" `),
        `<figcaption>${words(block.caption)}</figcaption>`,
        '</figure>',
      ].join('\n');
    case 'fold':
      return [
        `<details${paper ? ' open' : ''}><summary>${words(block.title)}</summary>`,
        ...block.blocks.map((one) => blockHtml(one, ids, paper)),
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

function tableHtml({ caption, head, rows, indent, mono = [] }: Extract<ReportBlock, { kind: 'table' }>): string {
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
