// Lists of rows: positions of frames, nearest ones.
import { describe, expect, test } from 'vitest';
import { AllRows, RowList } from '../../../../src-main/engine/document/shown-rows';

function listOf(rows: Iterable<number>): RowList {
  const list = new RowList();
  for (const row of rows) list.push(row);
  return list;
}

describe('rows of a filter', () => {
  const list = listOf([3, 10, 11, 20]);
  test.each([
    [0, -1, 0],
    [3, 0, 0],
    [6, -1, 0],
    [7, -1, 1],
    [10, 1, 1],
    [12, -1, 2],
    [19, -1, 3],
    [20, 3, 3],
    [4_000_000_000, -1, 3],
  ])('row %i stands at %i, nearest %i', (row, exact, nearest) => {
    expect(list.indexOf(row, false)).toBe(exact);
    expect(list.indexOf(row, true)).toBe(nearest);
  });

  test('none of no rows', () => {
    expect(listOf([]).indexOf(5, true)).toBe(-1);
  });

  test('more rows than one array holds', () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => 3 * i);
    const long = listOf(rows);
    expect(long.count).toBe(rows.length);
    for (const i of [0, 1, 16_383, 16_384, 16_385, 49_999]) {
      expect(long.at(i)).toBe(rows[i]);
      expect(long.indexOf(rows[i], false)).toBe(i);
      expect(long.indexOf(rows[i] + 1, false)).toBe(-1);
    }
    expect(long.equals(listOf(rows))).toBe(true);
    expect(long.equals(list)).toBe(false);
  });
});

test('the whole capture grows', () => {
  const columns = { count: 0 };
  const all = new AllRows(columns);
  expect(all.indexOf(0, true)).toBe(-1);
  columns.count = 7;
  expect([all.count, all.at(6), all.indexOf(6, false), all.indexOf(7, false), all.indexOf(7, true)]).toEqual([
    7, 6, 6, -1, 6,
  ]);
});
