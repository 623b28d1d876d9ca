// Lines of text: found in one go or while pieces come, from any line on, with few places kept; and where a line is cut.
import { describe, expect, test } from 'vitest';
import { FollowLayout } from '../../../../src-main/flow/follow/layout';
import { FROM_B, GAP, Pieces } from '../../../../src-main/flow/follow/pieces';
import { lineEnd, LONGEST_LINE } from '../../../../src-main/flow/follow/text-cut';
import { TextLines } from '../../../../src-main/flow/follow/text-lines';
import { random } from '../../../bench/random';

const always = (): boolean => true;

interface Piece {
  text: string;
  kind: number;
}
const latin = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

function made(pieces: readonly Piece[], mostKept?: number) {
  const list = new Pieces();
  const layout = new FollowLayout(list, 'both');
  const payload = (row: number): Uint8Array => Uint8Array.from(pieces[row].text, (c) => c.charCodeAt(0));
  const lines = new TextLines(layout, payload, 'latin-1', mostKept);
  return {
    layout,
    lines,
    grow: (to: number): void => {
      for (let row = list.count; row < to; row++) list.add(row, 0, pieces[row].text.length, pieces[row].kind);
      layout.grow(Infinity);
      while (!lines.grow(always));
    },
    all: (from = 0, count = Infinity): string[] => {
      const found: string[] = [];
      lines.each(from, count, ({ bytes }) => found.push(latin(bytes)));
      return found;
    },
  };
}

/** The slow twin: runs, cut at LF and at the longest. */
function slow(pieces: readonly Piece[]): string[] {
  const runs: string[] = [];
  pieces.forEach(({ text, kind }, i) => {
    const goesOn = i > 0 && pieces[i - 1].kind === kind && (kind & GAP) === 0;
    if (goesOn) runs[runs.length - 1] += text;
    else runs.push(kind & GAP ? '' : text);
  });
  return runs.flatMap((run) => {
    if (run === '') return [''];
    const lines: string[] = [];
    for (let at = 0; at < run.length;) {
      const lf = run.indexOf('\n', at);
      const end = Math.min(lf < 0 ? run.length : lf + 1, at + LONGEST_LINE);
      lines.push(run.slice(at, end));
      at = end;
    }
    return lines;
  });
}

function pieces(dice: () => number, count: number): Piece[] {
  return Array.from({ length: count }, () => {
    const side = dice() < 0.3 ? FROM_B : 0;
    const length = 1 + Math.floor(dice() ** 3 * 600);
    const text = Array.from({ length }, () => (dice() < 0.05 ? '\n' : 'abcdefgh'[Math.floor(dice() * 8)])).join('');
    return { text, kind: dice() < 0.05 ? side | GAP : side };
  });
}

test.each([1, 2, 3, 4])('as the slow twin has them, however the pieces come (%d)', (seed) => {
  const dice = random(seed);
  const some = pieces(dice, 300);
  const whole = made(some);
  whole.grow(some.length);
  const expected = slow(some);
  expect(whole.all()).toEqual(expected);
  expect(whole.lines.total).toBe(expected.length);

  const growing = made(some);
  for (let to = 0; to < some.length;) {
    to = Math.min(some.length, to + 1 + Math.floor(dice() * 5));
    growing.grow(to);
    expect(growing.lines.total).toBe(slow(some.slice(0, to)).length);
  }
  expect(growing.all()).toEqual(expected);

  const few = made(some, 4);
  few.grow(some.length);
  for (let i = 0; i < 50; i++) {
    const from = Math.floor(dice() * expected.length);
    expect(few.all(from, 3)).toEqual(expected.slice(from, from + 3));
  }
});

test('the line of each byte', () => {
  const some = pieces(random(9), 60);
  const { layout, lines, grow } = made(some, 4);
  grow(some.length);
  const own: number[] = [];
  slow(some).forEach((text, line) => own.push(...Array.from(text, () => line)));
  for (let place = 0; place < own.length; place++) {
    const item = layout.itemAt(place);
    expect(lines.lineOf(item, place - layout.start(item))).toBe(own[place]);
  }
  expect(layout.bytes).toBe(own.length);
});

describe('a line that is too long', () => {
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
  test('ends between two characters of UTF-8', () => {
    for (const before of ['', 'a', 'aa', 'aaa']) {
      const bytes = utf8(before + '汉'.repeat(200));
      const end = lineEnd(bytes, 0, bytes.length, false, 'utf-8');
      expect(end).toBeGreaterThan(LONGEST_LINE - 4);
      expect(end).toBeLessThanOrEqual(LONGEST_LINE);
      expect((end - before.length) % 3).toBe(0);
    }
  });
  test('ends somewhere where there are none', () => {
    const bytes = new Uint8Array(1000).fill(0x80);
    for (const encoding of ['utf-8', 'gb18030', 'latin-1'] as const) {
      const end = lineEnd(bytes, 0, bytes.length, false, encoding);
      expect(end).toBeGreaterThan(0);
      expect(end).toBeLessThanOrEqual(LONGEST_LINE);
    }
    expect(lineEnd(new Uint8Array(1000).fill(0xff), 0, 1000, false, 'gb18030')).toBe(LONGEST_LINE);
    const fours = Uint8Array.from({ length: 1000 }, (_, i) => [0x81, 0x30, 0x81, 0x30][(i + 3) % 4]);
    expect(lineEnd(fours, 0, 1000, false, 'gb18030')).toBe(237);
  });
  test('ends with what there is', () => {
    expect(lineEnd(utf8('abc'), 0, 3, true, 'utf-8')).toBe(3);
    expect(lineEnd(utf8('abc'), 0, 3, false, 'utf-8')).toBe(-1);
    expect(lineEnd(utf8('a\nb'), 0, 3, false, 'gb18030')).toBe(2);
  });
});
