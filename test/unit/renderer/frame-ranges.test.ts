import { expect, test } from 'vitest';
import { hasFrame, joinedRanges, toggledFrame, type FrameRange } from '../../../src-renderer/format/frame-ranges';

test.each<[FrameRange[], FrameRange, FrameRange[]]>([
  [[], [5, 2], [[2, 5]]],
  [
    [
      [1, 2],
      [9, 9],
    ],
    [4, 5],
    [
      [1, 2],
      [4, 5],
      [9, 9],
    ],
  ],
  [
    [
      [1, 4],
      [8, 9],
    ],
    [3, 8],
    [[1, 9]],
  ],
])('%j with %j is %j', (ranges, more, all) => {
  expect(joinedRanges(ranges, more)).toEqual(all);
});

test('a frame is taken out of a range and put back', () => {
  const without = toggledFrame([[1, 5]], 3);
  expect(without).toEqual([
    [1, 2],
    [4, 5],
  ]);
  expect(hasFrame(without, 3)).toBe(false);
  expect([1, 2, 3, 4, 5].every((frame) => hasFrame(toggledFrame(without, 3), frame))).toBe(true);
  expect(toggledFrame([[7, 7]], 7)).toEqual([]);
});
