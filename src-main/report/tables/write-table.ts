// A table into a file, whole or not at all.
import { writeWhole, type WriteFailure } from '../../formats/writing/whole-file';
import type { FlowRow } from '../../ipc/flow-facts';
import { cellsOf, CONNECTION_COLUMNS, connectionCells } from './connection-table';
import { ParquetTable, type ParquetColumn } from './parquet-table';
import type { RowsText } from './rows-text';
import { textTable, type Cell, type TextFormat } from './text-table';

/** Characters that are gathered before they are written. */
const PIECE = 1024 * 1024;

export interface TableRun {
  progress(rows: number): void;
  /** true ends it, and nothing of the file stays */
  stopped(): boolean;
}
export type TableEnd = { rows: number; bytes: number } | 'cancelled' | WriteFailure;

/** Rows come in pages; rejects as `pages` does. */
export async function writeTextTable(
  path: string,
  format: TextFormat,
  columns: readonly string[],
  pages: AsyncIterable<readonly (readonly Cell[])[]>,
  run: TableRun,
): Promise<TableEnd> {
  const table = textTable(format, columns);
  const encoder = new TextEncoder();
  return write(path, run, async (put) => {
    let text = table.begin();
    let isFirst = true;
    for await (const page of pages) {
      for (const row of page) {
        text += table.lead(isFirst) + table.row(row);
        isFirst = false;
      }
      const bytes = text.length >= PIECE ? encoder.encode(text) : null;
      if (bytes !== null) text = '';
      if (!(await put(page.length, bytes))) return;
    }
    await put(0, encoder.encode(text + table.end()));
  });
}

/** The same of a table that is text already (`rowsTable`). */
export function writeRowsText(path: string, parts: AsyncIterable<RowsText>, run: TableRun): Promise<TableEnd> {
  return write(path, run, async (put) => {
    for await (const { rows, text } of parts) if (!(await put(rows, text))) return;
  });
}

/** The table of connections in any of its formats. */
export function writeConnections(
  path: string,
  format: TextFormat | 'parquet',
  pages: AsyncIterable<readonly FlowRow[]>,
  run: TableRun,
): Promise<TableEnd> {
  const cells = cellPages(pages);
  if (format !== 'parquet') return writeTextTable(path, format, CONNECTION_COLUMNS, cells, run);
  const columns = CONNECTION_COLUMNS.map((name) => ({ name, holds: cellsOf(name) }));
  return writeParquet(path, columns, cells, run);
}

/** Rows come in pages; rejects as `pages` does. */
export async function writeParquet(
  path: string,
  columns: readonly ParquetColumn[],
  pages: AsyncIterable<readonly (readonly Cell[])[]>,
  run: TableRun,
): Promise<TableEnd> {
  const table = new ParquetTable(columns);
  return write(path, run, async (put) => {
    for await (const page of pages) {
      for (const row of page) table.add(row);
      if (!(await put(page.length, null))) return;
    }
    await put(0, table.end());
  });
}

async function* cellPages(pages: AsyncIterable<readonly FlowRow[]>): AsyncGenerator<Cell[][]> {
  for await (const page of pages) yield page.map(connectionCells);
}

/** `put`: rows that were made, and bytes to write; false when nobody wants more. */
async function write(
  path: string,
  run: TableRun,
  fill: (put: (rows: number, bytes: Uint8Array | null) => Promise<boolean>) => Promise<void>,
): Promise<TableEnd> {
  let rows = 0;
  let bytes = 0;
  let stopped = false;
  const failure = await writeWhole(path, async (file) => {
    await fill(async (more, piece) => {
      rows += more;
      run.progress(rows);
      stopped ||= run.stopped();
      if (!stopped && piece !== null) await file.write(piece);
      return !stopped;
    });
    bytes = file.written;
    return !stopped;
  });
  return failure ?? (stopped ? 'cancelled' : { rows, bytes });
}
