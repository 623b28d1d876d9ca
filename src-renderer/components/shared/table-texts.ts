// All of a table as texts: its titles, then row by row what stands in the columns that are shown.
import type { TableColumn } from './columns';
import type { LoadRows } from './page-cache';

const PAGE = 500;
/** Characters of a copy; the main process takes no more. */
const MOST = 60 << 20;

interface Table<Row> {
  total: number;
  load: LoadRows<Row>;
  columns: readonly TableColumn[];
  text: (row: Row, column: TableColumn) => string;
}

/** Rejects as `load` does. What is longer than anybody pastes ends early. */
export async function tableTexts<Row>({ total, load, columns, text }: Table<Row>): Promise<string[][]> {
  const { signal } = new AbortController();
  const rows = [columns.map(({ title }) => title)];
  let length = 0;
  for (let from = 0; from < total && length < MOST; from += PAGE) {
    const page = await load(from, Math.min(PAGE, total - from), signal);
    if (page.length === 0) break;
    for (const row of page) {
      const cells = columns.map((column) => text(row, column));
      for (const cell of cells) length += cell.length + 1;
      if (length > MOST) break;
      rows.push(cells);
    }
  }
  return rows;
}
