// A report as DOCX (Office Open XML), by the package `docx`, which escapes all texts. Drawings are SVG, with a picture of points for
// programs that draw none.
import {
  AlignmentType,
  Bookmark,
  Document,
  Footer,
  HeadingLevel,
  ImageRun,
  InternalHyperlink,
  Packer,
  PageNumber,
  Paragraph,
  type Table,
  TextRun,
} from 'docx';
import type { Report, ReportBlock } from '../../ipc/contracts/report-contract';
import { visible } from '../../text/unseen';
import { tableOfContents } from './contents';
import { linesDocx, tableDocx } from './docx-table';
import { BLUE, CJK, GREY, LATIN, runs, SMALL } from './docx-text';
import { picturesAsPng, type PictureSize } from './picture-png';

/** px of a page between its margins, at 96 a inch */
const PAGE_WIDTH = 640;
const PAGE_HEIGHT = 900;
const headingStyle = (size: number, color = '1A1E25'): { run: { size: number; bold: true; color: string } } => ({
  run: { size, bold: true, color },
});
const HEADINGS = {
  title: headingStyle(40),
  heading1: headingStyle(30),
  heading2: headingStyle(26),
  heading3: headingStyle(23, BLUE),
  heading4: headingStyle(21),
};

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
        ...HEADINGS,
        document: {
          run: {
            font: { ascii: LATIN, hAnsi: LATIN, eastAsia: CJK[language], cs: LATIN },
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
          ...contentsDocx(blocks),
          ...blocksDocx(blocks, { drawn, headings: 0 }),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}

const LEVELS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3, HeadingLevel.HEADING_4];

/** px at 96 a inch */
function sizeOnPage({ width, height }: PictureSize): PictureSize {
  const most = width < 480 ? PAGE_WIDTH / 2 : PAGE_WIDTH;
  const scale = Math.min(most / width, PAGE_HEIGHT / height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/** What stands where, with ways to it, as HTML has it. */
function contentsDocx(blocks: readonly ReportBlock[]): Paragraph[] {
  const lines = tableOfContents(blocks);
  if (lines.length < 2) return [];
  return lines.map(
    ({ id, level, text }) =>
      new Paragraph({
        spacing: { after: 20 },
        indent: { left: level === 2 ? 240 : 0 },
        children: [
          new InternalHyperlink({
            anchor: id,
            children: [new TextRun({ text: visible(text), color: BLUE, size: 20 })],
          }),
        ],
      }),
  );
}

interface Writing {
  /** PNG of pictures by their SVG */
  drawn: ReadonlyMap<string, Uint8Array>;
  /** written so far */
  headings: number;
}

/** What is said in front of a picture, or of room for an answer, stays with it. */
const blocksDocx = (blocks: readonly ReportBlock[], writing: Writing): (Paragraph | Table)[] =>
  blocks.flatMap((block, i) => blockDocx(block, writing, ['picture', 'room'].includes(blocks[i + 1]?.kind)));

function blockDocx(block: ReportBlock, writing: Writing, keepNext: boolean): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          heading: LEVELS[block.level - 1],
          keepNext: true,
          spacing: { before: 200, after: 80 },
          children: [new Bookmark({ id: `part-${++writing.headings}`, children: [new TextRun(visible(block.text))] })],
        }),
      ];
    case 'paragraph':
      return [new Paragraph({ keepNext, children: runs(block.text, undefined, block.quiet ? GREY : undefined) })];
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
        fallback: { type: 'png', data: writing.drawn.get(block.svg) ?? POINT },
      });
      return [
        new Paragraph({ keepNext: true, children: [image] }),
        new Paragraph({ children: runs(block.caption, SMALL, GREY) }),
      ];
    }
    case 'fold':
      return blocksDocx(block.blocks, writing);
    case 'room':
      return [
        ...(block.label === ''
          ? []
          : [new Paragraph({ keepNext: true, children: runs(block.label, undefined, GREY) })]),
        linesDocx(block.lines),
        new Paragraph({ children: [] }),
      ];
  }
}
