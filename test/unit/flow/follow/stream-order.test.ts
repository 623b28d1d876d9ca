// The order in which payload was read: against a slow twin that looks at every number, and the cases one by one.
import { describe, expect, test } from 'vitest';
import { StreamOrder } from '../../../../src-main/flow/follow/stream-order';
import { random } from '../../../bench/random';

const WRAP = 2 ** 32;

/** `row at+length`, gaps as `row ?length`; what b sent with `<` before. */
function pieces({ pieces: found }: StreamOrder): string[] {
  return Array.from({ length: found.count }, (_, i) => {
    const side = found.fromA(i) ? '' : '<';
    return found.isGap(i)
      ? `${side}${found.row(i)} ?${found.length(i)}`
      : `${side}${found.row(i)} ${found.at(i)}+${found.length(i)}`;
  });
}

test.each([0, WRAP - 3, WRAP - 15, 2 ** 31 - 5])('in order, from %d on, over the wrap', (first) => {
  const order = new StreamOrder();
  for (let i = 0; i < 4; i++) order.take(i, true, (first + 10 * i) % WRAP, null, 10, 10);
  expect(pieces(order)).toEqual(['0 0+10', '1 0+10', '2 0+10', '3 0+10']);
  expect(order.pieces.sums).toEqual({ bytesAB: 40, bytesBA: 0, turns: 1, gaps: 0, missing: 0 });
});

describe.each([1000, WRAP - 5])('from %d on', (first) => {
  const at = (n: number): number => (first + n) % WRAP;

  test('out of order: later ones wait, and come in the order in which they arrived', () => {
    const order = new StreamOrder();
    order.take(0, true, at(0), null, 0, 0);
    order.take(1, true, at(20), null, 10, 10);
    order.take(2, true, at(10), null, 10, 10);
    expect(pieces(order)).toEqual([]);
    order.take(3, true, at(0), null, 10, 10);
    expect(pieces(order)).toEqual(['3 0+10', '2 0+10', '1 0+10']);
  });

  test('sent again, as a whole or more than before: what is new is taken', () => {
    const order = new StreamOrder();
    order.take(0, true, at(0), null, 10, 10);
    order.take(1, true, at(0), null, 10, 10);
    order.take(2, true, at(5), null, 10, 10);
    order.take(3, true, at(14), null, 1, 1); // a keep-alive
    expect(pieces(order)).toEqual(['0 0+10', '2 5+5']);
  });

  test('what is missing becomes a gap when the other side acknowledges more', () => {
    const order = new StreamOrder();
    order.take(0, true, at(0), null, 10, 10);
    order.take(1, true, at(15), null, 10, 10);
    order.take(2, false, 7, at(15), 0, 0);
    expect(pieces(order)).toEqual(['0 0+10']);
    order.take(3, false, 7, at(16), 0, 0);
    expect(pieces(order)).toEqual(['0 0+10', '3 ?5', '1 0+10']);
    expect(order.pieces.sums).toMatchObject({ gaps: 1, missing: 5 });
    order.take(4, true, at(10), null, 5, 5); // it comes too late
    expect(order.pieces.count).toBe(3);
  });

  test('of a segment that was cut, what is there', () => {
    const order = new StreamOrder();
    order.take(0, true, at(0), null, 100, 40);
    order.take(1, true, at(100), null, 10, 10);
    expect(pieces(order)).toEqual(['0 0+40', '1 0+10']);
  });
});

/** Each byte by itself: the first segment in frame order that brings the one that is missing next. */
function slow(segments: readonly { at: number; length: number }[]): number[] {
  const waiting: number[] = [];
  const bytes: number[] = [];
  segments.forEach((_, row) => {
    waiting.push(row);
    for (;;) {
      const k = waiting.findIndex((one) => segments[one].at <= bytes.length);
      if (k < 0) return;
      const [one] = waiting.splice(k, 1);
      for (let at = bytes.length; at < segments[one].at + segments[one].length; at++) bytes.push(one);
    }
  });
  return bytes;
}

test('any order, any overlap: as the slow twin has it', () => {
  const dice = random(7);
  let checked = 0;
  for (let run = 0; run < 500; run++) {
    const first = Math.floor(dice() * WRAP);
    const segments = [
      { at: 0, length: 0 },
      ...Array.from({ length: 40 }, () => ({ at: Math.floor(dice() * 100), length: 1 + Math.floor(dice() * 20) })),
    ];
    const order = new StreamOrder();
    segments.forEach(({ at, length }, row) => order.take(row, true, (first + at) % WRAP, null, length, length));
    const bytes: number[] = [];
    for (let i = 0; i < order.pieces.count; i++)
      for (let k = 0; k < order.pieces.length(i); k++) bytes.push(order.pieces.row(i));
    expect(bytes).toEqual(slow(segments));
    checked += bytes.length;
  }
  expect(checked).toBeGreaterThan(10_000);
});

test('a hundred thousand segments of one byte, the last one first', () => {
  const order = new StreamOrder();
  order.take(0, true, 0, null, 0, 0);
  const n = 100_000;
  for (let i = n - 1; i >= 0; i--) order.take(n - i, true, i, null, 1, 1);
  expect(order.pieces.count).toBe(n);
  expect(order.pieces.row(0)).toBe(n);
  expect(order.pieces.row(n - 1)).toBe(1);
});
