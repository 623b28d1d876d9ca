// Tables as text: CSV (RFC 4180), TSV, JSON and JSON lines. What a packet says stands in them, so nothing of it may be taken for anything
// but text: neither by the program that reads the table nor by a spreadsheet that looks for formulas.
import { plainCell, quoted, quotedIfOpen } from '../../text/table-cell';

export const TEXT_FORMATS = ['csv', 'tsv', 'json', 'ndjson'] as const;
export type TextFormat = (typeof TEXT_FORMATS)[number];

export type Cell = string | number | null;

/** A table that is written line by line: `begin`, `row` for each, `end`. */
export interface TextTable {
  begin(): string;
  /** cells in the order of the columns */
  row(cells: readonly Cell[]): string;
  end(): string;
}

export function textTable(format: TextFormat, columns: readonly string[]): TextTable {
  if (format === 'csv' || format === 'tsv') {
    const cell = format === 'csv' ? csvCell : tsvCell;
    const separator = format === 'csv' ? ',' : '\t';
    const line = (cells: readonly Cell[]): string => {
      let text = '';
      for (let i = 0; i < cells.length; i++) text += (i === 0 ? '' : separator) + cell(cells[i]);
      return `${text}\n`;
    };
    return { begin: () => line(columns), row: line, end: () => '' };
  }
  const keys = columns.map((name) => `${JSON.stringify(name)}:`);
  const object = (cells: readonly Cell[]): string => {
    let text = '{';
    for (let i = 0; i < cells.length; i++) text += (i === 0 ? '' : ',') + keys[i] + JSON.stringify(cells[i]);
    return `${text}}`;
  };
  if (format === 'ndjson') return { begin: () => '', row: (cells) => `${object(cells)}\n`, end: () => '' };
  let before = '\n';
  return {
    begin: () => '[',
    row: (cells) => {
      const text = before + object(cells);
      before = ',\n';
      return text;
    },
    end: () => '\n]\n',
  };
}

function csvCell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = plainCell(value);
  return /[",]/.test(text) ? quoted(text) : text;
}

function tsvCell(value: Cell): string {
  if (value === null) return '';
  return typeof value === 'number' ? String(value) : quotedIfOpen(plainCell(value));
}
