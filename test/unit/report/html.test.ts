// How a report is laid out as HTML so that a browser opens a large one at once: pieces, and long tables of which the rest is folded away.
import { describe, expect, test } from 'vitest';
import type { Report, ReportBlock } from '../../../src-main/ipc/contracts/report-contract';
import { reportHtml } from '../../../src-main/report/writers/html';
import { inSections } from '../../../src-main/report/writers/sections';
import { reportTables } from '../../fixtures/report-tables';

const report = (blocks: ReportBlock[]): Report => ({
  ...{ language: 'en', title: 'Title', heading: [], madeBy: 'Maker', mistakes: [] },
  blocks,
});
const heading = (level: 1 | 2 | 3 | 4, text: string): ReportBlock => ({ kind: 'heading', level, text });
const table = (rows: number): ReportBlock => ({
  ...{ kind: 'table', caption: 'Rows', head: ['Row'] },
  rows: Array.from({ length: rows }, (_, i) => [`row ${i}`]),
});

describe('a long table', () => {
  const ofRows = (html: string): string[][][] => reportTables(html).map(({ rows }) => rows);

  test.each([1, 400])('of %d rows is one', (rows) => {
    const html = reportHtml(report([table(rows)]));
    expect(ofRows(html).map((one) => one.length)).toEqual([rows]);
    expect(html).not.toContain('<details');
  });

  test('shows its first rows; the others are in a fold that says how many', () => {
    const html = reportHtml(report([table(5000)]));
    expect(html).toContain('<details><summary>4,600 more rows</summary>');
    const [first, rest, ...more] = ofRows(html);
    expect(more).toEqual([]);
    expect(first).toHaveLength(400);
    expect([...first, ...rest].flat()).toEqual(Array.from({ length: 5000 }, (_, i) => `row ${i}`));
  });

  test('is whole on paper', () => {
    expect(ofRows(reportHtml(report([table(5000)]), true)).map((one) => one.length)).toEqual([5000]);
  });
});

test('pieces begin with parts and connections, and hold all blocks in their order', () => {
  const blocks = [table(1), heading(1, 'a'), table(2), heading(2, 'b'), heading(3, 'c'), table(3), heading(1, 'd')];
  expect(inSections(blocks).map((piece) => piece.length)).toEqual([1, 2, 3, 1]);
  expect(inSections(blocks).flat()).toEqual(blocks);
  expect(inSections([])).toEqual([]);
});
