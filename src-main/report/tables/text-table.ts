// Tables as text: CSV (RFC 4180), TSV, JSON and JSON lines. What a packet says stands in them, so nothing of it may be taken for anything
// but text: neither by the program that reads the table nor by a spreadsheet that looks for formulas.
import { csvCell, plainCell, quotedIfOpen } from '../../text/table-cell';

export const TEXT_FORMATS = ['csv', 'tsv', 'json', 'ndjson'] as const;
export type TextFormat = (typeof TEXT_FORMATS)[number];

export type Cell = string | number | null;

/** A table that is written row by row: `begin`, each `row` behind its `lead`, `end`. Threads may make the rows of one in parts. */
export interface TextTable<Row = readonly Cell[]> {
  begin(): string;
  /** what stands before the first row, and before each other one */
  lead(isFirst: boolean): string;
  row(row: Row): string;
  end(): string;
}

const nothing = (): string => '';
const newLine = (isFirst: boolean): string => (isFirst ? '\n' : ',\n');

/** Rows: cells in the order of the columns. */
export function textTable(format: TextFormat, columns: readonly string[]): TextTable {
  if (format === 'csv' || format === 'tsv') {
    const cell = format === 'csv' ? csvCell : tsvCell;
    const separator = format === 'csv' ? ',' : '\t';
    const line = (cells: readonly Cell[]): string => {
      let text = '';
      for (let i = 0; i < cells.length; i++) text += (i === 0 ? '' : separator) + cell(cells[i]);
      return `${text}\n`;
    };
    return { begin: () => line(columns), lead: nothing, row: line, end: nothing };
  }
  const keys = columns.map((name) => `${JSON.stringify(name)}:`);
  const object = (cells: readonly Cell[]): string => {
    let text = '{';
    for (let i = 0; i < cells.length; i++) text += (i === 0 ? '' : ',') + keys[i] + JSON.stringify(cells[i]);
    return `${text}}`;
  };
  return format === 'json' ? jsonArray(object) : lines(object);
}

/** Lines and nothing else. */
export const lines = <Row>(line: (row: Row) => string): TextTable<Row> => ({
  begin: nothing,
  lead: nothing,
  row: (row) => `${line(row)}\n`,
  end: nothing,
});

/** An array of JSON, an element a line. */
export const jsonArray = <Row>(element: (row: Row) => string): TextTable<Row> => ({
  begin: () => '[',
  lead: newLine,
  row: element,
  end: () => '\n]\n',
});

function tsvCell(value: Cell): string {
  if (value === null) return '';
  return typeof value === 'number' ? String(value) : quotedIfOpen(plainCell(value));
}
