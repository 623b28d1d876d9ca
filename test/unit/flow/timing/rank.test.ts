// Percentiles without sorting, against sorting.
import { expect, test } from 'vitest';
import { nearestRank } from '../../../../src-main/flow/timing/rank';
import { Samples } from '../../../../src-main/flow/timing/samples';
import { random } from '../../store/flow-rows';

const SHARES = [0, 0.25, 0.5, 0.95, 1];

test.each([
  ['any', (next: () => number) => next()],
  ['few different ones', (next: () => number) => next() % 3],
  ['all alike', () => 7],
])('of many values: %s', (_, value) => {
  for (const count of [1, 2, 63, 64, 65, 66, 1000, 5000]) {
    const next = random(count);
    const values = Float64Array.from({ length: count }, () => value(next));
    const sorted = values.slice().sort();
    for (const share of SHARES)
      expect(nearestRank(values, count, share)).toBe(sorted[Math.max(0, Math.ceil(share * count) - 1)]);
  }
});

test.each([[(i: number) => i], [(i: number) => -i]])('of sorted ones', (value) => {
  const values = Float64Array.from({ length: 10_000 }, (_, i) => value(i));
  const sorted = values.slice().sort();
  for (const share of SHARES)
    expect(nearestRank(values, 10_000, share)).toBe(sorted[Math.max(0, Math.ceil(share * 10_000) - 1)]);
});

test('the longest is told with its packets, the first of several', () => {
  const samples = new Samples();
  expect(samples.within(0.5)).toBeNaN();
  for (let i = 0; i < 200; i++) samples.add(Math.min(i, 100), i, i + 1);
  expect([samples.count, samples.least, samples.most, samples.from, samples.to]).toEqual([200, 0, 100, 100, 101]);
  expect(samples.within(0.25)).toBe(49);
  samples.clear();
  expect([samples.count, samples.from, samples.within(1)]).toEqual([0, -1, NaN]);
});
