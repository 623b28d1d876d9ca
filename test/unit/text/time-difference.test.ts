import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nanosOf, secondsOf } from '../../../src-main/text/time-difference';

test.each([
  [1, -400_000_000, 0, 600_000_000],
  [-1, 400_000_000, 0, -600_000_000],
  [2, -1, 1, 999_999_999],
  [-2, 1, -1, -999_999_999],
  [0, -5, 0, -5],
  [0, 5, 0, 5],
  [3, 0, 3, 0],
  [-3, -7, -3, -7],
])('%i s and %i ns are %i s and %i ns', (sec, nano, seconds, nanos) => {
  expect([secondsOf(sec, nano), nanosOf(sec, nano)]).toEqual([seconds, nanos]);
});

test('one sign, less than a second of nanoseconds, and the same time', () => {
  const nanos = fc.integer({ min: -999_999_999, max: 999_999_999 });
  fc.assert(
    fc.property(fc.integer({ min: -(2 ** 33), max: 2 ** 33 }), nanos, (sec, nano) => {
      const s = secondsOf(sec, nano);
      const n = nanosOf(sec, nano);
      expect(s * n).toBeGreaterThanOrEqual(0);
      expect(Math.abs(n)).toBeLessThan(1e9);
      expect(BigInt(s) * 1_000_000_000n + BigInt(n)).toBe(BigInt(sec) * 1_000_000_000n + BigInt(nano));
    }),
  );
});
