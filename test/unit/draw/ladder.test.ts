// The ladder as data: columns side by side, every row in one phase. How wide what is shown where: renderer/timeline-layout.test.ts.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnsOf, layoutFor, MIN_WIDTH, paperLayout, rowsByPhase } from '../../../src-main/draw/ladder';
import type { TimelinePhase } from '../../../src-main/ipc/contracts/engine-contract';

test('columns follow each other and end where the pane does', () => {
  fc.assert(
    fc.property(fc.integer({ min: MIN_WIDTH, max: 3000 }), fc.integer({ min: 8, max: 16 }), (width, chars) => {
      const layout = layoutFor(width, chars);
      const { bracket, time, a, b } = columnsOf(layout);
      expect(time - bracket).toBe(layout.bracketWidth);
      expect(a - time).toBe(layout.timeWidth + layout.tripWidth + layout.stateWidth);
      expect(b - a).toBe(layout.laneWidth);
      expect(b + layout.stateWidth + layout.tripWidth).toBeLessThanOrEqual(width);
    }),
  );
});

test('round trips have room where the longest label has it already', () => {
  expect([700, 900, 1000, 1140, 1240, 1900].map((width) => layoutFor(width).tripWidth)).toEqual([0, 0, 58, 0, 58, 58]);
});

test('a line below the arrow has room in every pane that asks for one', () => {
  for (const width of [400, 700, 900, 1140, 1900]) {
    const { rowHeight, arrowY } = layoutFor(width, 8, true);
    expect(rowHeight - arrowY, String(width)).toBeGreaterThanOrEqual(4 + 17);
  }
});

test('on paper the picture begins at the left edge', () => {
  expect(columnsOf(paperLayout(8)).bracket).toBe(0);
});

const phase = (from: number, to: number): TimelinePhase => ({ from, to }) as TimelinePhase;

test.each([
  [
    'one phase after the other',
    [phase(0, 1), phase(2, 3)],
    4,
    [
      [0, 1],
      [2, 3],
    ],
  ],
  ['a break before a phase belongs to it', [phase(0, 0), phase(2, 2)], 3, [[0], [1, 2]]],
  [
    'rows that are cut off end the list',
    [phase(0, 1), phase(2, 9), phase(10, 12)],
    4,
    [
      [0, 1],
      [2, 3],
    ],
  ],
  ['no rows', [phase(0, 1)], 0, []],
])('%s', (_, phases, count, expected) => {
  const rows = Array.from({ length: count }, (__, at) => `row ${at}`);
  const groups = rowsByPhase(phases, rows);
  expect(groups.map((group) => group.rows.map(([at]) => at))).toEqual(expected);
  for (const group of groups) for (const [at, row] of group.rows) expect(row).toBe(rows[at]);
});
