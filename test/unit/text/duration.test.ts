import { describe, expect, test } from 'vitest';
import { age, byteSize } from '../../../src-main/text/amount';
import { durationExact, durationShort, milliseconds, nsBetween, seconds } from '../../../src-main/text/duration';

describe('durations', () => {
  test.each([
    // a clock of microseconds, of nanoseconds, at a glance
    [0, '0 µs', '0 ns', '0 ns'],
    [7, '7 ns', '7 ns', '7 ns'],
    [999, '999 ns', '999 ns', '999 ns'],
    [1_000, '1 µs', '1.000 µs', '1 µs'],
    [350_000, '350 µs', '350.000 µs', '350 µs'],
    [25_168_970, '25.168970 ms', '25.168970 ms', '25.2 ms'],
    [16_742_275, '16.742275 ms', '16.742275 ms', '16.7 ms'],
    [23_350_000, '23.350 ms', '23.350000 ms', '23.4 ms'],
    [62_000_000, '62.000 ms', '62.000000 ms', '62 ms'],
    [999_700_000, '999.700 ms', '999.700000 ms', '1 s'],
    [1_000_000_000, '1.000000 s', '1.000000000 s', '1 s'],
    [1_234_567_890, '1.234567890 s', '1.234567890 s', '1.23 s'],
    [62_500_000_000, '62.500000 s', '62.500000000 s', '62.5 s'],
    [125_000_000_000, '125.000000 s', '125.000000000 s', '2 min 5 s'],
    [4_320_000_000_000, '4320.000000 s', '4320.000000000 s', '1 h 12 min'],
    [-1500, '−1.500 µs', '−1.500 µs', '−1.5 µs'],
    [-2000, '−2 µs', '−2.000 µs', '−2 µs'],
  ])('%d ns', (ns, micro, nano, short) => {
    expect(durationExact(ns, 6)).toBe(micro);
    expect(durationExact(ns, 9)).toBe(nano);
    expect(durationShort(ns)).toBe(short);
  });

  test('durations of one capture and one unit have equally many digits, and none is lost', () => {
    const decimals = { s: 9, ms: 6, µs: 3, ns: 0 };
    for (const clock of [6, 9] as const)
      for (let i = 0, ns = 1; i < 3000; i++, ns = (ns * 48_271) % 2_147_483_647) {
        const measured = clock === 6 ? ns * 1000 : ns;
        const text = durationExact(measured, clock);
        const [, digits, unit] = /^([\d.]+) (s|ms|µs|ns)$/.exec(text) ?? [];
        const least = decimals[unit as keyof typeof decimals];
        expect(digits.split('.')[1]?.length ?? 0, text).toBe(clock === 6 ? least - 3 : least);
        const size = { s: 1e9, ms: 1e6, µs: 1e3, ns: 1 }[unit] ?? 0;
        expect(Math.round(Number(digits) * size), text).toBe(measured);
      }
  });

  test.each([
    [0, '0.000000', '0.000', '0.000000000', '0.000000'],
    [23_350_000, '0.023350', '23.350', '0.023350000', '23.350000'],
    [23_350_123, '0.023350123', '23.350123', '0.023350123', '23.350123'],
    [62_000_001_000, '62.000001', '62000.001', '62.000001000', '62000.001000'],
    [-5_000, '−0.000005', '−0.005', '−0.000005000', '−0.005000'],
  ])('%d ns in a column keeps every digit', (ns, s6, ms6, s9, ms9) => {
    expect([seconds(ns, 6), milliseconds(ns, 6), seconds(ns, 9), milliseconds(ns, 9)]).toEqual([s6, ms6, s9, ms9]);
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
