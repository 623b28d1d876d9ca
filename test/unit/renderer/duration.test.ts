import { describe, expect, test } from 'vitest';
import { age, byteSize } from '../../../src-renderer/format/amount';
import { durationExact, durationShort, milliseconds, nsBetween, seconds } from '../../../src-renderer/format/duration';

describe('durations', () => {
  test.each([
    [0, '0 ns', '0 ns'],
    [7, '7 ns', '7 ns'],
    [999, '999 ns', '999 ns'],
    [350_000, '350 µs', '350 µs'],
    [23_350_000, '23.35 ms', '23.4 ms'],
    [23_350_123, '23.350123 ms', '23.4 ms'],
    [999_700_000, '999.7 ms', '1 s'],
    [1_000_000_000, '1 s', '1 s'],
    [1_234_567_890, '1.23456789 s', '1.23 s'],
    [62_500_000_000, '62.5 s', '62.5 s'],
    [125_000_000_000, '125 s', '2 min 5 s'],
    [4_320_000_000_000, '4320 s', '1 h 12 min'],
    [-1500, '−1.5 µs', '−1.5 µs'],
  ])('%d ns', (ns, exact, short) => {
    expect(durationExact(ns)).toBe(exact);
    expect(durationShort(ns)).toBe(short);
  });

  test.each([
    [0, '0.000000', '0.000'],
    [23_350_000, '0.023350', '23.350'],
    [23_350_123, '0.023350123', '23.350123'],
    [62_000_001_000, '62.000001', '62000.001'],
    [-5_000, '−0.000005', '−0.005'],
  ])('%d ns in a column keeps every digit', (ns, s, ms) => {
    expect(seconds(ns)).toBe(s);
    expect(milliseconds(ns)).toBe(ms);
  });

  test('between two moments, also backwards and before 1970', () => {
    expect(nsBetween(10, 999_999_999, 11, 1)).toBe(2);
    expect(nsBetween(11, 1, 10, 999_999_999)).toBe(-2);
    expect(nsBetween(-1, 500_000_000, 0, 0)).toBe(500_000_000);
  });
});

describe('amounts', () => {
  test.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [1234, '1.23 kB'],
    [180_000, '180 kB'],
    [999_600, '1 MB'],
    [5_368_709_120, '5.37 GB'],
    [9e15, '9000 TB'],
  ])('%d bytes', (bytes, text) => expect(byteSize(bytes)).toBe(text));

  test('ages round down, never into the future', () => {
    const now = Date.UTC(2024, 5, 10, 12);
    expect(age(now - 30_000, now, 'en')).toBe('now');
    expect(age(now + 99_000, now, 'en')).toBe('now');
    expect(age(now - 61_000, now, 'en')).toBe('1 min. ago');
    expect(age(now - 119 * 60_000, now, 'en')).toBe('1 hr. ago');
    expect(age(now - 25 * 3_600_000, now, 'en')).toBe('yesterday');
    expect(age(now - 3 * 86_400_000, now, 'zh-CN')).toMatch(/3\s?天前/);
  });
});
