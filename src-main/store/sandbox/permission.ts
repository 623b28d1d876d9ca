// What a statement of a user may do, as SQLite's authoriser asks (sqlite.org/c3ref/c_alter_table.html): read columns of the views and of the
// tables below them, call functions, recurse. Everything else is denied while the statement is prepared: no write, no ATTACH, no PRAGMA
// (nor its table-valued form), no transaction, no temporary table.
import type { Sqlite } from './sqlite-wasm';
import { SQL_VIEWS } from '../../ipc/sql-schema';

/** Tables that may be read: views, what they stand on, the schema, and JSON as a table. Not the file page by page, nor SQLite's own insides. */
const READABLE = new Set<string>([
  ...SQL_VIEWS,
  ...[
    'flow_data',
    'flow_timing',
    'flow_tls',
    'sqlite_schema',
    'sqlite_master',
    'sqlite_temp_schema',
    'sqlite_temp_master',
  ],
  ...['json_each', 'json_tree'],
]);
/** Tables and functions of SQLite itself that belong to no question. Most of them could do nothing here; none is needed. */
const OWN =
  /^(?:load_extension|fts\d|rtree|sqlite_|sqlar_|readfile|writefile|edit|pragma_|dbstat|bytecode|tables_used)/;

/** Answers of the authoriser. A table of which no column is read is told as the statement calls it, so that it may be one of its own (WITH). */
export function permission({ capi }: Sqlite): (action: number, first: string | null, second: string | null) => number {
  const mayRead = (table: string, column: string): boolean =>
    READABLE.has(table) || (column === '' && !OWN.test(table));
  return (action, first, second) => {
    const isAllowed =
      action === capi.SQLITE_SELECT ||
      action === capi.SQLITE_RECURSIVE ||
      (action === capi.SQLITE_READ && mayRead((first ?? '').toLowerCase(), second ?? '')) ||
      (action === capi.SQLITE_FUNCTION && !OWN.test((second ?? '').toLowerCase()));
    return isAllowed ? capi.SQLITE_OK : capi.SQLITE_DENY;
  };
}
