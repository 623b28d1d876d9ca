// Words that somebody types find what they stand in: in the order of how well they fit, else in the order of the list.
import { expect, test } from 'vitest';
import { searched } from '../../../src-renderer/format/search';

const ALL = [
  'Reload',
  'Open Capture…',
  'Close Capture',
  'Capture Options…',
  '捕获选项…',
  'Follow TCP Stream',
  'Recapture',
];
const found = (typed: string): string[] => searched(ALL, typed, (one) => [one]);

test.each([
  ['', ALL],
  ['   ', ALL],
  ['capture', ['Capture Options…', 'Open Capture…', 'Close Capture', 'Recapture']],
  ['CAP op', ['Open Capture…', 'Capture Options…']],
  ['捕获', ['捕获选项…']],
  ['tcp follow', ['Follow TCP Stream']],
  ['capture nothing', []],
  ['(', []],
])('%j', (typed, wanted) => {
  expect(found(typed)).toEqual(wanted);
});

test('words may stand in different texts of one thing', () => {
  const things = [
    ['Open', '打开'],
    ['Close', '关闭'],
  ];
  expect(searched(things, 'open 打', (texts) => texts)).toEqual([things[0]]);
});
