import { describe, expect, it } from 'vitest';
import {
  bytesPerLine,
  LINE_HEIGHT,
  moveCursor,
  visibleLines,
} from '../../../src-renderer/components/packets/hex-layout';

describe('hex view', () => {
  it('puts as many bytes on a line as fit', () => {
    expect(bytesPerLine('hex', 600, 7.2, 4)).toBe(16);
    expect(bytesPerLine('hex', 400, 7.2, 4)).toBe(8);
    expect(bytesPerLine('bits', 700, 7.2, 4)).toBe(8);
    expect(bytesPerLine('bits', 400, 7.2, 4)).toBe(4);
  });

  it('draws only the lines on the screen', () => {
    const { first, end } = visibleLines(65_535, 16, 1000 * LINE_HEIGHT, 300);
    expect(first).toBe(999);
    expect(end).toBe(1016);
    expect(visibleLines(10, 16, 0, 300)).toEqual({ first: 0, end: 1 });
    expect(visibleLines(0, 16, 0, 300)).toEqual({ first: 0, end: 0 });
  });

  it.each([
    ['ArrowLeft', 0, 0],
    ['ArrowRight', 19, 19],
    ['ArrowDown', 3, 19],
    ['ArrowDown', 4, 4], // nothing below
    ['ArrowUp', 17, 1],
    ['ArrowUp', 3, 3],
    ['Home', 18, 16],
    ['End', 18, 19],
    ['End', 3, 15],
    ['PageDown', 0, 19],
    ['PageUp', 19, 3],
  ])('%s from %i', (key, from, to) => {
    expect(moveCursor(key, from, 20, 16, 10)).toBe(to);
  });

  it('leaves other keys alone', () => {
    expect(moveCursor('a', 0, 20, 16, 10)).toBeNull();
    expect(moveCursor('ArrowRight', 0, 0, 16, 10)).toBeNull();
  });
});
