// Tables of a report in DOCX, with widths of columns that leave words whole.
import {
  HeightRule,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  BorderStyle,
} from 'docx';
import { widthOf } from '../../draw/svg';
import type { ReportBlock, ReportInline } from '../../ipc/contracts/report-contract';
import { visible } from '../../text/unseen';
import { run, runs, SMALL } from './docx-text';

const BORDER = { style: BorderStyle.SINGLE, size: 4, color: 'DCE1E7' } as const;
const BORDERS = {
  ...{ top: BORDER, bottom: BORDER, left: BORDER, right: BORDER },
  ...{ insideHorizontal: BORDER, insideVertical: BORDER },
};

/** Twips: between the margins of a page; beside the text of a cell; of a sign as wide as it is high, with some room. */
const TABLE_WIDTH = 11_906 - 2 * 1100;
const CELL_MARGINS = 140;
const EM = 215;
/** … of one in the letters of programs, in the columns of a table that are theirs */
const MONO_EM = 165;
/** … which breaks a longer word: 21 letters, as most names of fields have */
const WIDEST_NAME = 1960;
const LINE_HEIGHT = 420;
/** … of the head of a column, which is bold */
const BOLD = 120;
/** Wider than this a text breaks into lines, and a word as well. */
const WIDEST_TEXT = 6000;
const WIDEST_WORD = 2700;
/** A text of many short words has a column as wide as this, or it would be a tower. */
const NARROWEST_TEXT = 1350;

/** Widths of columns that leave words whole, then by how long their texts are: not every program finds them itself. */
function columnWidths({ head, rows, indent = [], mono = [] }: TableBlock): number[] {
  const textOf = (part: ReportInline): string =>
    typeof part === 'string' ? part : 'mono' in part ? part.mono : 'bold' in part ? part.bold : `#${part.frame}`;
  const columns = head.map((title, column) => {
    const least = { word: 0, text: 0 };
    const take = (text: string, left: number, em = EM): void => {
      const beside = CELL_MARGINS + left;
      least.text = Math.max(least.text, Math.min(WIDEST_TEXT, widthOf(text) * em) + beside);
      for (const word of text.split(/\s+/))
        least.word = Math.max(least.word, Math.min(em === EM ? WIDEST_WORD : WIDEST_NAME, widthOf(word) * em) + beside);
    };
    take(title, BOLD);
    for (const [i, row] of rows.entries()) {
      const text = row[column] ?? '';
      const left = column === 0 ? 150 * (indent[i] ?? 0) : 0;
      if (typeof text === 'string') take(text, left, mono.includes(column) ? MONO_EM : EM);
      else take(text.map(textOf).join(''), left);
    }
    return { ...least, word: Math.max(least.word, Math.min(NARROWEST_TEXT, least.text)) };
  });
  const words = columns.reduce((sum, { word }) => sum + word, 0);
  const more = columns.reduce((sum, { word, text }) => sum + Math.max(0, text - word), 0);
  const room = TABLE_WIDTH - words;
  return columns.map(({ word, text }) => {
    if (room < 0) return Math.floor((word * TABLE_WIDTH) / words);
    return Math.floor(word + (more === 0 ? room / columns.length : (room * Math.max(0, text - word)) / more));
  });
}

type TableBlock = Extract<ReportBlock, { kind: 'table' }>;

/** Lines to write on: rows with a line below each, because neighbouring paragraphs would share one. */
export function linesDocx(count: number): Table {
  const line = { style: BorderStyle.DOTTED, size: 4, color: '8B95A3' } as const;
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
  return new Table({
    width: { size: TABLE_WIDTH, type: WidthType.DXA },
    columnWidths: [TABLE_WIDTH],
    layout: TableLayoutType.FIXED,
    borders: {
      ...{ top: none, bottom: line, left: none, right: none },
      ...{ insideHorizontal: line, insideVertical: none },
    },
    rows: Array.from(
      { length: count },
      (_, i) =>
        new TableRow({
          height: { value: LINE_HEIGHT, rule: HeightRule.EXACT },
          children: [new TableCell({ children: [new Paragraph({ keepNext: i + 1 < count, children: [] })] })],
        }),
    ),
  });
}

export function tableDocx(block: TableBlock): Table {
  const { head, rows, indent = [], mono = [] } = block;
  const widths = columnWidths(block);
  const margins = { top: 30, bottom: 30, left: 70, right: 70 };
  const cell = (children: TextRun[], column: number, left = 0, fill?: string): TableCell =>
    new TableCell({
      margins,
      width: { size: widths[column], type: WidthType.DXA },
      shading: fill === undefined ? undefined : { type: ShadingType.CLEAR, fill, color: 'auto' },
      children: [new Paragraph({ spacing: { after: 0 }, indent: { left }, children })],
    });
  return new Table({
    width: { size: TABLE_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: BORDERS,
    rows: [
      new TableRow({
        tableHeader: true,
        children: head.map((text, column) =>
          cell([new TextRun({ text: visible(text), bold: true, size: SMALL })], column, 0, 'F1F4F8'),
        ),
      }),
      ...rows.map(
        (row, i) =>
          new TableRow({
            cantSplit: true,
            children: row.map((text, column) =>
              cell(
                mono.includes(column) && typeof text === 'string' ? [run({ mono: text }, 16)] : runs(text, SMALL),
                column,
                column === 0 ? 150 * (indent[i] ?? 0) : 0,
              ),
            ),
          }),
      ),
    ],
  });
}
