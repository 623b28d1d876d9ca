// A report as Markdown (CommonMark with tables), its pictures in a folder beside it. What Markdown or HTML would take for markup is escaped,
// so that a text out of a capture is nothing but a text.
import type { Report, ReportBlock, ReportInline, ReportText } from '../../ipc/contracts/report-contract';
import { visible } from '../../text/unseen';

export interface MarkdownReport {
  text: string;
  /** file name in the folder, and the drawing */
  pictures: readonly { name: string; svg: string }[];
}

/** @param folder where the pictures lie, as seen from the text; a name of ours */
export function reportMarkdown({ title, heading, blocks, madeBy }: Report, folder: string): MarkdownReport {
  const pictures: { name: string; svg: string }[] = [];
  const lines = [
    `# ${words(title)}`,
    '',
    ...heading.flatMap(([label, value]) => [`**${words(label)}**: ${words(value)}  `]),
    ...(heading.length > 0 ? [''] : []),
    ...blocks.flatMap((block) => blockMarkdown(block, folder, pictures)),
    '---',
    '',
    words(madeBy),
    '',
  ];
  return { text: lines.join('\n'), pictures };
}

/** A name that no file system and no link takes for anything else. */
const fileName = (name: string): string => `${name.replace(/[^a-z0-9-]/gi, '') || 'picture'}.svg`;

// every ASCII sign of punctuation may be escaped (CommonMark 2.4): those that begin markup anywhere, and those that do so in front of a line
const MARKUP = /[\\`*_[\]<>|~^$&@]/g;
const IN_FRONT = /^(\s*)([#+=-]|\d+[.)](?=\s|$))/;
/** readers make links of these by themselves */
const ADDRESS = /\b(https?|ftp|mailto|xmpp)(?=:)|\bwww(?=\.)/gi;

/** Text as text: in one line, no sign of it markup, none of it an address that a reader makes a link of. */
const words = (text: string): string =>
  oneLine(text)
    .replace(MARKUP, '\\$&')
    .replace(ADDRESS, '$&\\')
    .replace(IN_FRONT, (_, space: string, sign: string) => `${space}${sign.replace(/.$/, '\\$&')}`)
    .trim();

/** In one line, with nothing that is not seen or that turns the direction of writing. */
const oneLine = (text: string): string => visible(text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' '));

/** As programs write it: in back quotes, more of them than it has itself. */
function code(text: string): string {
  const plain = oneLine(text);
  if (plain.trim() === '') return '';
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([quotes]) => quotes.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return fence + pad + plain + pad + fence;
}

function inline(part: ReportInline): string {
  if (typeof part === 'string') {
    const [before = ''] = /^\s*/.exec(part) ?? [];
    const [after = ''] = /\s*$/.exec(part.slice(before.length)) ?? [];
    return (before ? ' ' : '') + words(part) + (after && words(part) ? ' ' : '');
  }
  if ('mono' in part) return code(part.mono);
  if ('bold' in part) return `**${words(part.bold)}**`;
  return `\\#${part.frame}`;
}
const line = (text: ReportText): string => (typeof text === 'string' ? words(text) : text.map(inline).join('').trim());
/** A bar ends a cell even in code. */
const cell = (text: ReportText): string => line(text).replace(/(?<!\\)\|/g, '\\|');

function blockMarkdown(block: ReportBlock, folder: string, pictures: { name: string; svg: string }[]): string[] {
  switch (block.kind) {
    case 'heading':
      return [`${'#'.repeat(block.level + 1)} ${words(block.text)}`, ''];
    case 'paragraph':
      return [line(block.text), ''];
    case 'list':
      return [...block.items.map((item) => `- ${line(item)}`), ''];
    case 'table': {
      const { caption, head, rows, indent = [], mono = [] } = block;
      const inCell = (text: ReportText, row: number, column: number): string => {
        const own = mono.includes(column) && typeof text === 'string' ? cell([{ mono: text }]) : cell(text);
        return column === 0 ? '– '.repeat(indent[row] ?? 0) + own : own;
      };
      return [
        ...(caption === '' ? [] : [`*${words(caption)}*`, '']),
        `| ${head.map(cell).join(' | ')} |`,
        `| ${head.map(() => '---').join(' | ')} |`,
        ...rows.map((row, i) => `| ${row.map((text, column) => inCell(text, i, column)).join(' | ')} |`),
        '',
      ];
    }
    case 'picture': {
      const name = fileName(block.name);
      if (!pictures.some((one) => one.name === name)) pictures.push({ name, svg: block.svg });
      return [`![${words(block.alt)}](<${folder}/${name}>)`, '', `*${words(block.caption)}*`, ''];
    }
    case 'fold':
      return block.blocks.flatMap((one) => blockMarkdown(one, folder, pictures));
    case 'room':
      return [
        ...(block.label === '' ? [] : [`**${words(block.label)}**`, '']),
        ...Array.from({ length: block.lines }, () => ['&nbsp;', '']).flat(),
      ];
  }
}
