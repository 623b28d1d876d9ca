import { describe, expect, it, test } from 'vitest';
import { clock } from '../../../src-renderer/format/clock';
import { shortRate } from '../../../src-main/text/rate';
import {
  heightOf,
  lastRate,
  pushSample,
  recentRate,
  SAMPLES,
  sharedScale,
  sparkPath,
} from '../../../src-renderer/format/sparkline';

describe('the curve of an adapter', () => {
  it('keeps the newest readings, and none that is no number', () => {
    let samples: number[] = [];
    for (let i = 0; i < SAMPLES + 5; i++) samples = pushSample(samples, i);
    expect(samples).toHaveLength(SAMPLES);
    expect(samples[0]).toBe(5);
    expect(pushSample([1], NaN)).toEqual([1, 0]);
    expect(pushSample([1], -3)).toEqual([1, 0]);
  });

  it('has one scale for all, which a few packets do not fill', () => {
    expect(sharedScale([[1, 2], [3]])).toBe(100);
    expect(sharedScale([[1, 2000], [3]])).toBe(2000);
    expect(sharedScale([])).toBe(100);
  });

  it('is higher for more packets, within its box', () => {
    expect(heightOf(0, 100)).toBe(0);
    expect(heightOf(100, 100)).toBe(1);
    expect(heightOf(500, 100)).toBe(1);
    expect(heightOf(4, 400)).toBeCloseTo(0.1);
    for (let rate = 1; rate < 400; rate += 7) expect(heightOf(rate + 7, 500)).toBeGreaterThan(heightOf(rate, 500));
  });

  it('ends at the right edge, and at the lower one where it is filled', () => {
    expect(sparkPath([], 100, 59, 20, false)).toBe('');
    expect(sparkPath([0, 100], 100, 59, 20, false)).toBe('M58 19L59 1');
    expect(sparkPath([0, 100], 100, 59, 20, true)).toBe('M58 19L59 1L59 20L58 20Z');
  });

  it('says the rate of the last second, and one that fades for the order', () => {
    expect(lastRate([100, 0, 0, 4, 4])).toBe(2);
    expect(lastRate([])).toBe(0);
    expect(recentRate([])).toBe(0);
    expect(recentRate([10, 10, 10])).toBeCloseTo(10);
    expect(recentRate([0, 10])).toBeGreaterThan(recentRate([10, 0]));
  });
});

test.each([
  [0, '0'],
  [-1, '0'],
  [NaN, '0'],
  [0.4, '<1'],
  [1.2, '1'],
  [312.4, '312'],
  [999.4, '999'],
  [999.6, '1.0k'],
  [4210, '4.2k'],
  [98_004, '98k'],
  [999_600, '1.0M'],
  [1_300_000, '1.3M'],
])('%d packets a second are %s', (rate, text) => {
  expect(shortRate(rate)).toBe(text);
});

test.each([
  [0, '0:00'],
  [7.9, '0:07'],
  [725, '12:05'],
  [3723, '1:02:03'],
  [-4, '0:00'],
])('%d seconds on the clock are %s', (seconds, text) => {
  expect(clock(seconds)).toBe(text);
});
