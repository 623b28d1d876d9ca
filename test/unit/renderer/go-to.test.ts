import { expect, test } from 'vitest';
import { parseTarget, type Target } from '../../../src-renderer/format/go-to';

// 2024-08-01 00:00:00.75 UTC
const first = { sec: 1722470400, nano: 750_000_000 };
const capture = { frames: 1500, first, zone: 'utc' as const };
const time = (sec: number, nano: number, relative: boolean): Target => ({ kind: 'time', at: { sec, nano }, relative });

test.each<[string, Target]>([
  ['', { kind: 'empty' }],
  ['31', { kind: 'packet', frame: 31 }],
  [' #31 ', { kind: 'packet', frame: 31 }],
  ['1,234', { kind: 'packet', frame: 1234 }],
  ['1 234', { kind: 'packet', frame: 1234 }],
  ['0', { kind: 'wrong', why: 'range' }],
  ['1501', { kind: 'wrong', why: 'range' }],
  ['+1', time(first.sec + 1, 750_000_000, true)],
  ['+ 1.25', time(first.sec + 2, 0, true)],
  ['1.5', time(first.sec + 2, 250_000_000, true)],
  ['90 s', time(first.sec + 90, 750_000_000, true)],
  ['0.000000001', time(first.sec, 750_000_001, true)],
  ['10:11', time(first.sec + 36_660, 0, false)],
  ['10:11:12.5', time(first.sec + 36_672, 500_000_000, false)],
  ['2024-08-02 00:00:00', time(first.sec + 86_400, 0, false)],
  ['2024-08-02T00:00', time(first.sec + 86_400, 0, false)],
  ['2024-08-02', time(first.sec + 86_400, 0, false)],
  ['2024-02-31', { kind: 'wrong', why: 'form' }],
  ['2024-13-01', { kind: 'wrong', why: 'form' }],
  ['25:00', { kind: 'wrong', why: 'form' }],
  ['soon', { kind: 'wrong', why: 'form' }],
  ['-3', { kind: 'wrong', why: 'form' }],
])('"%s"', (text, target) => {
  expect(parseTarget(text, capture)).toEqual(target);
});

test('a capture without times has none to go to', () => {
  const untimed = { ...capture, first: null };
  expect(parseTarget('+1', untimed)).toEqual({ kind: 'wrong', why: 'untimed' });
  expect(parseTarget('10:11', untimed)).toEqual({ kind: 'wrong', why: 'untimed' });
  expect(parseTarget('7', untimed)).toEqual({ kind: 'packet', frame: 7 });
});

test('times are local where the list shows local ones', () => {
  const date = new Date(2024, 7, 1, 10, 11, 12);
  expect(parseTarget('2024-08-01 10:11:12', { ...capture, zone: 'local' })).toEqual(
    time(date.getTime() / 1000, 0, false),
  );
});
