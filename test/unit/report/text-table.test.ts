// Tables as text: whatever a packet says, it is one cell of one row, and no spreadsheet calculates with it.
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { ParquetTable } from '../../../src-main/report/tables/parquet-table';
import { textTable, type TextFormat } from '../../../src-main/report/tables/text-table';
import { csvLine, tabLine } from '../../../src-main/text/table-cell';
import { HOSTILE as TEXTS } from '../../fixtures/hostile-texts';

/** Beside them: signs of tables and of spreadsheets, one by one. */
const HOSTILE = [
  ...TEXTS,
  ...[
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\r=1',
    '\n=1',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("x")',
  ],
  ...['a,b', 'a"b', '"', '""', ',', ';', '|', "'", 'a\nb', 'a\r\nb', '\0', '\x7f', '\u0085', '\u2028'],
  ...['\ud800', '\ufeff', '%s%n', '..\\..', ''],
];
/** What is left when blanks and what is not seen are dropped begins a formula. */
const CALCULATED = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠﹢﹣﹦﹫]/u;
const written = (format: TextFormat, cells: readonly (readonly (string | number | null)[])[]): string => {
  const table = textTable(format, ['a', 'b']);
  return table.begin() + cells.map((row, i) => table.lead(i === 0) + table.row(row)).join('') + table.end();
};

describe('hostile texts', () => {
  it('come out of Parquet as they went in, each in its row and column', async () => {
    const table = new ParquetTable(['name', 'text'].map((name) => ({ name, holds: 'texts' as const })));
    // the reader of this test drops a byte order mark at the beginning
    const texts = HOSTILE.filter((text) => text !== '\ufeff');
    for (const text of texts) table.add([text, `x${text}`]);
    const bytes = table.end();
    const rows = await parquetReadObjects({ file: bytes.buffer.slice(0, bytes.length) as ArrayBuffer });
    // half of a pair is no text: UTF-8 has none of it
    const whole = texts.map((text) => Buffer.from(text).toString());
    expect(rows.map(({ name }) => name as string)).toEqual(whole);
    expect(rows.map(({ text }) => text as string)).toEqual(whole.map((text) => `x${text}`));
  });

  it.each(['csv', 'tsv'] as const)('%s: one line each, guarded', (format) => {
    const lines = written(
      format,
      HOSTILE.map((text) => [text, 1]),
    ).split('\n');
    expect(lines.length).toBe(HOSTILE.length + 2);
    for (const line of lines.slice(1, -1)) {
      expect(line).toMatch(format === 'csv' ? /^(?:[^",]*|"(?:[^"]|"")*"),1$/ : /^[^\t]*\t1$/);
      expect(line.replace(/[\t,]1$/, '').replace(/^"/, '')).not.toMatch(CALCULATED);
      expect(line.replace('\t1', '')).not.toMatch(/\p{Cc}/u);
    }
  });
  it.each(['json', 'ndjson'] as const)('%s: the same text again', (format) => {
    const text = written(
      format,
      HOSTILE.map((one) => [one, null]),
    );
    const rows = (
      format === 'json'
        ? JSON.parse(text)
        : text
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line) as unknown)
    ) as {
      a: string;
      b: null;
    }[];
    expect(rows.map(({ a }) => a)).toEqual(HOSTILE);
  });
  it('numbers are no texts', () => {
    expect(written('csv', [[-5, null]])).toBe('a,b\n-5,\n');
    expect(written('json', [])).toBe('[\n]\n');
  });
});

it('tsv: a quote at the beginning of a cell opens no text over several lines', () => {
  const table = textTable('tsv', ['name', 'packets']);
  const rows = [
    ['"open', 1],
    ['say "so"', 2],
    ['"', '"a"'],
  ].map((cells) => table.row(cells));
  expect([table.begin(), ...rows]).toEqual(['name\tpackets\n', '"""open"\t1\n', 'say "so"\t2\n', '""""\t"""a"""\n']);
});

it('lines for the clipboard are guarded the same way; a number below 0 stays one', () => {
  expect(csvLine(['1', 'a "b", c', '', '-0.5', '=1+1'])).toBe('"1","a ""b"", c","","-0.5","\'=1+1"');
  expect(tabLine(['a\tb', '"x', '-0.5', ' @x', 'c'])).toBe('a\\tb\t"""x"\t-0.5\t\' @x\tc');
  for (const text of HOSTILE) expect(tabLine(['a', text, 'b']).split('\t')).toHaveLength(3);
});

/**
 * What a spreadsheet makes of lines: it splits at what its user has set, one separator or several, whatever the file has; a quote counts where a cell
 * begins and ends with the next one that is not doubled, elsewhere it is text.
 */
function opened(line: string, separators: string): string[] {
  const cells: string[] = [];
  for (let at = 0; at <= line.length; at++) {
    let cell = '';
    if (line[at] === '"')
      for (at++; at < line.length; at++) {
        if (line[at] !== '"') cell += line[at];
        else if (line[at + 1] === '"') cell += line[at++];
        else {
          at++;
          break;
        }
      }
    while (at < line.length && !separators.includes(line[at])) cell += line[at++];
    cells.push(cell);
  }
  return cells;
}

describe('a spreadsheet that splits at other signs', () => {
  const parts = ['=1+1', '"=1+1"', '""=1+1', ' -2', '@SUM(A1)', "+cmd|' /C calc'!A0", '\u200b=1', '\t=1', '＝1'];
  const texts = [...parts, ...HOSTILE].flatMap((part) =>
    [';', ',', ';;', ';,', ',"', ';"', '";', '",'].map((sign) => `a${sign}${part}${sign}b`),
  );
  const LINES: [name: string, line: (text: string) => string][] = [
    ['csv', (text) => textTable('csv', ['a', 'b', 'c']).row(['x', text, 'y']).trimEnd()],
    ['tsv', (text) => textTable('tsv', ['a', 'b', 'c']).row(['x', text, 'y']).trimEnd()],
    ['rows copied as CSV', (text) => csvLine(['x', text, 'y'])],
    ['rows copied as a table', (text) => tabLine(['x', text, 'y'])],
  ];
  it.each(LINES)('%s: finds no formula', (_, line) => {
    for (const text of texts)
      for (const separators of [',', ';', '\t', ',;', ',;\t', ';\t'])
        for (const cell of opened(line(text), separators))
          expect([text, separators, cell]).toEqual([text, separators, expect.not.stringMatching(CALCULATED)]);
  });
  it('has what stands in quotes in one cell, where it knows commas as well', () => {
    expect(textTable('csv', ['a', 'b']).row(['x; y', 1])).toBe('"x; y",1\n');
    expect(textTable('csv', ['a', 'b']).row(['a;=1+1', 'q=0.9, -x'])).toBe('"a;\'=1+1","q=0.9,\' -x"\n');
  });
});
