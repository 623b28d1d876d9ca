// Printed packets and tables: what a packet says stays a text, whatever it is; the foot of the pages as well.
import { describe, expect, it } from 'vitest';
import { footTemplate, paperStyle } from '../../../src-main/draw/page-style';
import {
  packetBlock,
  packetHeading,
  packetLine,
  packetTableBegin,
  PAGE_END,
  pageBegin,
  TABLE_END,
  tableParts,
  withPaper,
} from '../../../src-main/report/print/print-html';
import { HOSTILE } from '../../fixtures/hostile-texts';

const SETUP = { paper: 'A4', landscape: true, margins: 'narrow', scale: 100 } as const;
const number = (page: string, pages: string): string => `Page ${page} of ${pages}`;

const everywhere = (text: string): string =>
  [
    pageBegin('en', text, [text]),
    ...tableParts([
      [text, text],
      [text, text],
    ]),
    packetTableBegin([text], false),
    packetLine([text]),
    TABLE_END,
    packetBlock(
      packetHeading(text),
      [
        { depth: 0, text },
        { depth: 99, text },
      ],
      [{ name: text, dump: text }],
    ),
    PAGE_END,
    footTemplate(SETUP, text, number),
  ].join('');

const DECEIVES = /(?!\ufe0f|[\n\t])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufffe\uffff]/u;
/** All tags with their attributes, and nothing between them; a table says how wide it is. */
const tags = (html: string): string => [...html.replace(/--characters:\d+/, '').matchAll(/<[^>]*>/g)].join('\n');

describe('hostile texts', () => {
  const plain = tags(everywhere('plain'));
  it.each(HOSTILE)('%j', (text) => {
    const html = everywhere(text);
    expect(tags(html)).toBe(plain);
    expect([...html.matchAll(/</g)]).toHaveLength(plain.split('\n').length);
    expect(html).not.toMatch(DECEIVES);
  });
});

it('has a policy that lets nothing in, and says which language it is in', () => {
  const html = pageBegin('zh-CN', 'x', []);
  expect(html).toContain('<html lang="zh-CN">');
  expect(html).toContain('default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;');
});

it('gets its paper in the head, whatever its texts say', () => {
  const html = withPaper(pageBegin('en', '</head>$&', []), paperStyle(SETUP));
  expect(html.split('</head>')).toHaveLength(2);
  expect(html).toContain('size: A4 landscape;');
  expect(html).toContain('margin: 8mm 8mm 12mm;');
});
