import { describe, expect, it } from 'vitest';
import * as columns from '../../../src-renderer/components/shared/columns';

const offered: columns.TableColumn[] = [
  { id: 'a', title: 'A', width: 50 },
  { id: 'b', title: 'B', width: 60 },
  { id: 'c', title: 'C', width: 70, hidden: true },
];
const ids = (settings: readonly { id: string }[]): string => settings.map((one) => one.id).join('');

describe('columns', () => {
  it('begins with the defaults', () => {
    expect(columns.arrange(offered, [])).toEqual([
      { id: 'a', width: 50, visible: true },
      { id: 'b', width: 60, visible: true },
      { id: 'c', width: 70, visible: false },
    ]);
  });

  it('drops what it does not know and puts what is new at its place', () => {
    const remembered = [
      { id: 'c', width: 10, visible: true },
      { id: 'gone', width: 50, visible: true },
      { id: 'a', width: 1e9, visible: true },
      { id: 'a', width: 5, visible: false },
    ];
    const arranged = columns.arrange(offered, remembered);
    expect(ids(arranged)).toBe('cab');
    expect(arranged.map((one) => one.width)).toEqual([columns.MIN_WIDTH, columns.MAX_WIDTH, 60]);
  });

  it('never hides the last column', () => {
    const none = columns.arrange(
      offered,
      offered.map(({ id }) => ({ id, width: 50, visible: false })),
    );
    expect(none.filter((one) => one.visible)).toHaveLength(1);
    expect(columns.toggled(none, 'a')).toEqual(none);
    expect(columns.toggled(none, 'b').filter((one) => one.visible)).toHaveLength(2);
  });

  it('moves columns', () => {
    const start = columns.arrange(offered, []);
    expect(ids(columns.moved(start, 'a', 'c'))).toBe('bca');
    expect(ids(columns.moved(start, 'c', 'a'))).toBe('cab');
    expect(ids(columns.nudged(start, 'a', 1))).toBe('bac');
    expect(ids(columns.nudged(start, 'a', -1))).toBe('abc');
    expect(ids(columns.nudged(start, 'b', 1))).toBe('abc'); // c is hidden
  });

  it('gives the rest of the width to the last visible column', () => {
    const start = columns.arrange(offered, []);
    expect(columns.gridTemplate(start)).toBe('50px minmax(60px, 1fr)');
    expect(columns.tableWidth(start)).toBe(110);
    expect(columns.resized(start, 'a', Number.NaN)[0].width).toBe(100);
  });
});
