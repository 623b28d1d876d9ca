import { describe, expect, it } from 'vitest';
import * as map from '../../../src-renderer/components/shared/scroll-map';

const g = (rows: number, view = 400): map.ScrollGeometry => ({ rows, rowHeight: 22, view });

describe('scroll map', () => {
  it('leaves a list that fits alone', () => {
    expect(map.isShortened(g(1000))).toBe(false);
    expect(map.spaceHeight(g(1000))).toBe(22_000);
    expect(map.topOfScroll(g(1000), 123)).toBe(123);
    expect(map.scrollOfTop(g(1000), 123)).toBe(123);
  });

  it.each([400_000, 2_000_000, 10_000_000, 100_000_000])('reaches both ends of %i rows', (rows) => {
    const big = g(rows);
    const most = map.spaceHeight(big) - big.view;
    expect(map.spaceHeight(big)).toBeLessThan(33_554_428);
    expect(map.topOfScroll(big, 0)).toBe(0);
    expect(map.visibleRows(big, map.topOfScroll(big, 0)).first).toBe(0);
    for (const scrollTop of [most, most - 0.4]) {
      const top = map.topOfScroll(big, scrollTop);
      expect(top).toBe(map.maxTop(big));
      expect(map.visibleRows(big, top).end).toBe(rows);
    }
    expect(map.scrollOfTop(big, map.maxTop(big))).toBe(most);
  });

  it('rises strictly with the scroll bar and comes back to where it was', () => {
    const big = g(10_000_000);
    let last = -1;
    for (let scrollTop = 0; scrollTop < map.spaceHeight(big) - big.view; scrollTop += 7919) {
      const top = map.topOfScroll(big, scrollTop);
      expect(top).toBeGreaterThan(last);
      expect(map.scrollOfTop(big, top)).toBeCloseTo(scrollTop, 3);
      last = top;
    }
  });

  it('shows whole and partly visible rows, never beyond the list', () => {
    expect(map.visibleRows(g(1000), 0)).toEqual({ first: 0, end: 19 });
    expect(map.visibleRows(g(1000), 10)).toEqual({ first: 0, end: 19 });
    expect(map.visibleRows(g(1000), 21)).toEqual({ first: 0, end: 20 });
    expect(map.visibleRows(g(3), 0)).toEqual({ first: 0, end: 3 });
    expect(map.visibleRows(g(0), 0)).toEqual({ first: 0, end: 0 });
    expect(map.visibleRows(g(10, 0), 0)).toEqual({ first: 0, end: 0 });
  });

  it('reveals by the least scrolling, and centres after a far jump', () => {
    const list = g(10_000_000);
    expect(map.topToReveal(list, 1000, 50)).toBe(1000); // row 50 is 1100…1122: in view
    expect(map.topToReveal(list, 1000, 40)).toBe(880);
    expect(map.topToReveal(list, 0, 18)).toBe(19 * 22 - 400);
    const centred = map.topToReveal(list, 0, 5_000_000);
    expect(centred).toBe(5_000_000 * 22 - (400 - 22) / 2);
    expect(map.topToReveal(list, 0, 9_999_999)).toBe(map.maxTop(list));
    expect(map.topToReveal(list, map.maxTop(list), 0)).toBe(0);
  });

  it.each([
    [400, 0, 0, true],
    [400, 0, 18, true], // 396…418: its upper edge
    [400, 0, 19, false],
    [400, 21, 0, true], // one pixel
    [400, 22, 0, false],
    [0, 0, 0, false],
    [400, 0, -1, false],
  ])('in a view of %i px from %i row %i is seen: %s', (view, top, row, seen) => {
    expect(map.isInView(view, top, row, 22)).toBe(seen);
  });
});
