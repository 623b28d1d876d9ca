// Columns of the terminal.
import { expect, test } from 'vitest';
import { centre, padEnd, padStart, width } from '../../../src-main/cli/text';

test.each([
  ['', 0],
  ['plain', 5],
  ['中文，', 6],
  ['é', 1],
  ['e\u0301', 1],
  ['😀', 2],
  ['→·─', 3],
  ['ａ', 2],
])('width of %j', (text, columns) => {
  expect(width(text)).toBe(columns);
  expect(width(padEnd(text, 9))).toBe(9);
  expect(width(padStart(text, 9))).toBe(9);
  expect(width(centre(text, 9, '─'))).toBe(9);
});
