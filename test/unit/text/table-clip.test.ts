// A table on the clipboard: what a capture says is one cell, and never markup, another cell or a formula.
import { expect, test } from 'vitest';
import { tableHtml, tableText } from '../../../src-main/text/table-clip';

const HOSTILE = [
  ...['=1+1', '+1+1', '-1+1', '@SUM(A1)', '\t=1', '＝1+1', '\r\n=cmd|1', '"open', "'quoted"],
  ...['<b>bold</b>', '</td><td>more', '<script>alert(1)</script>', '&lt;', '"><img src=x onerror=alert(1)>'],
  ...['a\tb', 'a\nb', 'a\r\nb', '\u2028', '\u202eabc', '\ufeff', '\0', '\u009b31m', '\ud800', '你好', '😀', ''],
];
const rows = [['name', 'count'], ...HOSTILE.map((text) => [text, '-5'])];

test('HTML: a row each, two cells a row, nothing inside them but text', () => {
  const html = tableHtml(rows);
  const inside = html
    .replace(/^<meta charset="utf-8"><table>|<\/table>$/g, '')
    .replace(/<\/?(?:thead|tbody|tr|th|td)>/g, '');
  expect(inside).not.toMatch(/[<>]/);
  expect(inside).not.toMatch(/\p{Cc}(?<!\n)|[\u2028\u202e\ufeff]/u);
  expect(html.match(/<tr>/g)).toHaveLength(rows.length);
  expect(html.match(/<td>/g)).toHaveLength(2 * HOSTILE.length);
  expect(html).not.toMatch(/<td>[=+@＝]|<td>-1\+/);
  expect(html).toContain('<td>&lt;b&gt;bold&lt;/b&gt;</td><td>-5</td>');
});

test('text: a line each, two cells a line, no formula', () => {
  const lines = tableText(rows).split('\n');
  expect(lines).toHaveLength(rows.length);
  for (const line of lines.slice(1)) {
    expect(line).toMatch(/^[^\t]*\t-5$/);
    expect(line).not.toMatch(/^[=+\-@\r＝]/);
  }
  expect(lines.at(-3)).toBe('你好\t-5');
});
