// What is typed to shift times.
import { expect, test } from 'vitest';
import { addShift, MOST_SHIFT_SEC, NO_SHIFT } from '../../../src-main/ipc/time-shift';
import { shiftText } from '../../../src-main/text/shift';
import { isPossible, parseOffset, parseWanted } from '../../../src-renderer/format/time-shift';

test.each<[string, number, number]>([
  ['90', 90, 0],
  ['+90', 90, 0],
  [' 0.25 ', 0, 250_000_000],
  ['-0.25', -1, 750_000_000],
  ['−1', -1, 0],
  ['1:30', 90, 0],
  ['90:30', 5430, 0],
  ['-2:00:00', -7200, 0],
  ['100:00:00.000000001', 360_000, 1],
  ['-0', 0, 0],
])('%s is an offset', (text, sec, nano) => {
  expect(parseOffset(text)).toEqual({ sec, nano });
});

test.each(['', '-', 'abc', '1:60', '1:60:00', '1:00:60', '1:2:3:4', '.5', '1.', '0.1234567890', '1e3', '--1', '1: 30'])(
  '%j is none',
  (text) => {
    expect(parseOffset(text)).toBeNull();
  },
);

test.each<[string, number, number]>([
  ['2023-11-14 22:13:20.5', 0, 0],
  ['2023-11-14 22:13:21', 0, 500_000_000],
  ['22:13:20', -1, 500_000_000],
  ['2023-11-15', 86_400 - (22 * 3600 + 13 * 60 + 21), 500_000_000],
  ['1969-12-31 23:59:59', -1_700_000_002, 500_000_000],
])('%s is a time that a packet of 2023-11-14 22:13:20.5 can have', (text, sec, nano) => {
  expect(parseWanted(text, { sec: 1_700_000_000, nano: 500_000_000 }, 'utc')).toEqual({ sec, nano });
});

test.each(['', '12', '+1.5', '1.5', '25:00', '2023-02-30', 'yesterday'])('%j is none', (text) => {
  expect(parseWanted(text, { sec: 1_700_000_000, nano: 0 }, 'utc')).toBeNull();
});

test('shifts are added and taken away without a trace', () => {
  const one = { sec: -3, nano: 999_999_999 };
  const sum = addShift(one, { sec: 5, nano: 2 });
  expect(sum).toEqual({ sec: 3, nano: 1 });
  expect(addShift(sum, one, -1)).toEqual({ sec: 5, nano: 2 });
  expect(Object.is(addShift(NO_SHIFT, NO_SHIFT, -1).sec, 0)).toBe(true);
  expect(isPossible({ sec: MOST_SHIFT_SEC, nano: 0 })).toBe(false);
  expect(isPossible({ sec: -MOST_SHIFT_SEC + 1, nano: 0 })).toBe(true);
});

test.each<[number, number, string]>([
  [3600, 0, '+3600'],
  [-1, 500_000_000, '-0.5'],
  [-3601, 999_999_999, '-3600.000000001'],
  [0, 10_000, '+0.00001'],
  [100, 0, '+100'],
  [0, 0, '+0'],
])('%i s and %i ns are written as %s', (sec, nano, text) => {
  expect(shiftText({ sec, nano })).toBe(text);
});
