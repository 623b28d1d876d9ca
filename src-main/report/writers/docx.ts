// A report as DOCX (Office Open XML), by the package `docx`, which escapes all texts. Drawings are SVG, with a picture of points for
// programs that draw none.
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { widthOf } from '../../draw/svg';
import type { Report, ReportBlock, ReportInline, ReportText } from '../../ipc/contracts/report-contract';
import { visible } from '../../text/unseen';
import { picturesAsPng, type PictureSize } from './picture-png';

/** px of a page between its margins, at 96 a inch */
const PAGE_WIDTH = 640;
const PAGE_HEIGHT = 900;
/** half points */
const SMALL = 17;
const LATIN = 'Calibri';
const CJK = 'Microsoft YaHei';
const MONO = 'Consolas';
const GREY = '4A5462';

/** one white point, PNG: what could not be drawn */
const POINT = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4////fwAJ+wP9KobjigAAAABJRU5ErkJggg=='),
  (c) => c.charCodeAt(0),
);

/** `stopped`: asked while pictures are drawn, which takes the longest; what comes of it then is of no use. */
export async function reportDocx(report: Report, stopped = (): boolean => false): Promise<Uint8Array> {
  const { title, heading, blocks, madeBy, language } = report;
  const drawn = await picturesAsPng(blocks, sizeOnPage, stopped);
  const document = new Document({
    title: visible(title),
    creator: 'Synscope',
    styles: {
      default: {
        document: {
          run: {
            font: { ascii: LATIN, hAnsi: LATIN, eastAsia: CJK, cs: LATIN },
            size: 21,
            language: { eastAsia: language },
          },
          paragraph: { spacing: { after: 90 } },
        },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11_906, height: 16_838 },
            margin: { top: 1000, bottom: 1000, left: 1100, right: 1100 },
          },
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.RIGHT,
                children: [
                  new TextRun({ text: `${visible(madeBy)}   `, size: 15, color: GREY }),
                  new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], size: 15, color: GREY }),
                ],
              }),
            ],
          }),
        },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(visible(title))] }),
          ...heading.map(
            ([label, value]) =>
              new Paragraph({
                children: [new TextRun({ text: `${visible(label)}  `, color: GREY }), new TextRun(visible(value))],
              }),
          ),
          ...blocks.flatMap((block) => blockDocx(block, drawn)),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}

function run(part: ReportInline, size?: number, color?: string): TextRun {
  if (typeof part === 'string') return new TextRun({ text: visible(part), size, color });
  if ('mono' in part)
    return new TextRun({
      text: visible(part.mono),
      font: { ascii: MONO, hAnsi: MONO, eastAsia: CJK },
      size: size ?? 19,
      color,
    });
  if ('bold' in part) return new TextRun({ text: visible(part.bold), bold: true, size, color });
  return new TextRun({ text: `#${part.frame}`, color: '1F4F99', size });
}
const runs = (text: ReportText, size?: number, color?: string): TextRun[] =>
  (typeof text === 'string' ? [text] : text).map((part) => run(part, size, color));

const LEVELS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3, HeadingLevel.HEADING_4];

/** px at 96 a inch */
function sizeOnPage({ width, height }: PictureSize): PictureSize {
  const most = width < 480 ? PAGE_WIDTH / 2 : PAGE_WIDTH;
  const scale = Math.min(most / width, PAGE_HEIGHT / height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/** `drawn`: PNG of pictures by their SVG */
function blockDocx(block: ReportBlock, drawn: ReadonlyMap<string, Uint8Array>): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          heading: LEVELS[block.level - 1],
          keepNext: true,
          spacing: { before: 200, after: 80 },
          children: [new TextRun(visible(block.text))],
        }),
      ];
    case 'paragraph':
      return [new Paragraph({ children: runs(block.text, undefined, block.quiet ? GREY : undefined) })];
    case 'list':
      return block.items.map((item) => new Paragraph({ bullet: { level: 0 }, children: runs(item) }));
    case 'table':
      return [
        ...(block.caption === ''
          ? []
          : [new Paragraph({ keepNext: true, children: runs(block.caption, SMALL, GREY) })]),
        tableDocx(block),
        new Paragraph({ children: [] }),
      ];
    case 'picture': {
      const image = new ImageRun({
        type: 'svg',
        data: new TextEncoder().encode(block.svg),
        transformation: sizeOnPage(block),
        altText: { name: visible(block.name), title: visible(block.caption), description: visible(block.alt) },
        fallback: { type: 'png', data: drawn.get(block.svg) ?? POINT },
      });
      return [
        new Paragraph({ keepNext: true, children: [image] }),
        new Paragraph({ children: runs(block.caption, SMALL, GREY) }),
      ];
    }
    case 'fold':
      return block.blocks.flatMap((one) => blockDocx(one, drawn));
    case 'room':
      return [
        ...(block.label === '' ? [] : [new Paragraph({ children: runs(block.label, undefined, GREY) })]),
        ...Array.from(
          { length: block.lines },
          () =>
            new Paragraph({
              spacing: { before: 220 },
              border: { bottom: { style: BorderStyle.DOTTED, size: 4, color: '8B95A3' } },
              children: [],
            }),
        ),
      ];
  }
}

/** Twips: between the margins of a page; beside the text of a cell; of a sign as wide as it is high, with some room. */
const TABLE_WIDTH = 11_906 - 2 * 1100;
const CELL_MARGINS = 140;
const EM = 215;
/** … of the head of a column, which is bold */
const BOLD = 120;
/** Wider than this a text breaks into lines, and a word as well. */
const WIDEST_TEXT = 6000;
const WIDEST_WORD = 2700;
/** A text of many short words has a column as wide as this, or it would be a tower. */
const NARROWEST_TEXT = 1350;

/** Widths of columns that leave words whole, then by how long their texts are: not every program finds them itself. */
function columnWidths({ head, rows, indent = [] }: Pick<TableBlock, 'head' | 'rows' | 'indent'>): number[] {
  const textOf = (part: ReportInline): string =>
    typeof part === 'string' ? part : 'mono' in part ? part.mono : 'bold' in part ? part.bold : `#${part.frame}`;
  const columns = head.map((title, column) => {
    const least = { word: 0, text: 0 };
    const take = (text: string, left: number): void => {
      const beside = CELL_MARGINS + left;
      least.text = Math.max(least.text, Math.min(WIDEST_TEXT, widthOf(text) * EM) + beside);
      for (const word of text.split(/\s+/))
        least.word = Math.max(least.word, Math.min(WIDEST_WORD, widthOf(word) * EM) + beside);
    };
    take(title, BOLD);
    for (const [i, row] of rows.entries()) {
      const text = row[column] ?? '';
      take(typeof text === 'string' ? text : text.map(textOf).join(''), column === 0 ? 150 * (indent[i] ?? 0) : 0);
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

function tableDocx({ head, rows, indent = [], mono = [] }: TableBlock): Table {
  const widths = columnWidths({ head, rows, indent });
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
