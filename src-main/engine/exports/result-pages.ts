// The result of a statement as a table to be written.
import type { SqlCell, SqlResult } from '../../ipc/contracts/sql-contract';
import type { TableFormat } from '../../ipc/contracts/export-contract';
import type { ParquetColumn } from '../../report/tables/parquet-table';
import { writeParquet, writeTextTable, type TableEnd, type TableRun } from '../../report/tables/write-table';
import { Slice } from '../base/pause';

const PAGE = 1000;

async function* pages(rows: readonly SqlCell[][]): AsyncGenerator<SqlCell[][]> {
  const slice = new Slice();
  for (let from = 0; from < rows.length; from += PAGE) {
    yield rows.slice(from, from + PAGE);
    if (slice.over) await slice.giveWay();
  }
}

/** What all cells of a column are: SQLite has types by cell. */
function holds(rows: readonly SqlCell[][], i: number): ParquetColumn['holds'] {
  let isWhole = true;
  for (const { [i]: cell } of rows) {
    if (typeof cell === 'string') return 'texts';
    if (typeof cell === 'number' && !Number.isSafeInteger(cell)) isWhole = false;
  }
  return isWhole ? 'whole' : 'decimals';
}

export function writeResult(path: string, format: TableFormat, result: SqlResult, run: TableRun): Promise<TableEnd> {
  const { columns, rows } = result;
  if (format !== 'parquet') return writeTextTable(path, format, columns, pages(rows), run);
  const declared = columns.map((name, i) => ({ name, holds: holds(rows, i) }));
  return writeParquet(path, declared, pages(rows), run);
}
