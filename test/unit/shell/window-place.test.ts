// Where windows stand, and which one takes a file.
import { expect, test } from 'vitest';
import { MOST_WINDOWS, windowForFile } from '../../../src-main/shell/window-choice';
import { halvesOf, isInSight, nextPlace } from '../../../src-main/shell/window-place';

const AREA = { x: 100, y: 20, width: 1601, height: 900 };
const LEAST = { width: 720, height: 480 };

test('two windows share the area without a gap', () => {
  const [left, right] = halvesOf(AREA, LEAST);
  expect(left).toEqual({ x: 100, y: 20, width: 800, height: 900 });
  expect(right).toEqual({ x: 900, y: 20, width: 801, height: 900 });
});

test('on a small screen they overlap, and keep their least size', () => {
  const [left, right] = halvesOf({ x: 0, y: 0, width: 1024, height: 400 }, LEAST);
  expect(left).toEqual({ x: 0, y: 0, width: 720, height: 480 });
  expect(right).toEqual({ x: 304, y: 0, width: 720, height: 480 });
  const [, tiny] = halvesOf({ x: 5, y: 0, width: 600, height: 400 }, LEAST);
  expect(tiny).toMatchObject({ x: 5, width: 720 });
});

test('a new window stands beside the last one, and begins at the corner where the area ends', () => {
  expect(nextPlace({ x: 200, y: 50, width: 800, height: 600 }, AREA)).toEqual({
    x: 228,
    y: 78,
    width: 800,
    height: 600,
  });
  expect(nextPlace({ x: 900, y: 300, width: 800, height: 600 }, AREA)).toMatchObject({ x: 100, y: 20 });
});

test('a window on a screen that is gone is out of sight', () => {
  expect(isInSight({ x: 150, y: 30, width: 800, height: 600 }, [AREA])).toBe(true);
  expect(isInSight({ x: 3000, y: 30, width: 800, height: 600 }, [AREA])).toBe(false);
  expect(isInSight({ x: 150, y: 900, width: 800, height: 600 }, [AREA])).toBe(false);
});

test('a file goes to the window used last where that is empty, else to a new one', () => {
  expect(windowForFile([])).toBe('new');
  expect(windowForFile([false, true])).toBe(1);
  expect(windowForFile([true, false])).toBe('new');
  const full = Array.from({ length: MOST_WINDOWS }, () => false);
  expect(windowForFile(full)).toBeNull();
  expect(windowForFile([false, true, ...full.slice(2)])).toBe(1);
});
