// Statements of a user over a store. They run in SQLite as WebAssembly (sqlite.org/wasm): its code reaches only its own memory, which has a
// bound, and the one file that `read-only-file.ts` hands it for reading. There is no file system, no network and no extension behind it, so
// that nothing else can be written, attached or read whatever the statement is. On top of that:
//   the database is opened for reading, query_only and defensive; the authoriser allows nothing but reading (permission.ts);
//   one statement, that SQLite says is read only and has columns;
//   a time limit and a flag to stop are looked at every so many steps of SQLite's machine (and between rows); a thread that does not come
//   back all the same can be ended at any moment (engine/answers/sql/sql-thread.ts);
//   the heap, the length of a value, the depth of an expression, the number of terms, columns, rows, characters have bounds.
import {
  MAX_SQL,
  MOST_SQL_CELL,
  MOST_SQL_RESULT,
  SQL_MEMORY_MIB,
  type SqlCell,
  type SqlFailure,
  type SqlFailureKind,
  type SqlLimits,
  type SqlOutcome,
  type SqlResult,
} from '../../ipc/contracts/sql-contract';
import { permission } from './permission';
import { installReadOnlyFile, STORE } from './read-only-file';
import { loadSqlite, type Pointer, type Sqlite, type SqliteDatabase } from './sqlite-wasm';
import { viewStatements, type StoredCapture } from './views';

const MIB = 1024 * 1024;
/** Beside what SQLite allocates: its code's own data and stack. */
const OWN_MIB = 32;
/** Steps of the machine between two looks at the clock: well below a ms. */
const STEPS = 2000;
/** Bytes of one value, also of those in between. */
const LONGEST = 4 * MIB;

export class SqlSandbox {
  readonly #sqlite: Sqlite;
  readonly #db: SqliteDatabase;
  #end = Infinity;
  /** conversations */
  #stored = 0;
  readonly #stop: () => boolean;

  private constructor(sqlite: Sqlite, db: SqliteDatabase, stop: () => boolean) {
    this.#sqlite = sqlite;
    this.#db = db;
    this.#stop = stop;
  }

  /**
   * Opens a store that nobody writes to; `fd` is its file, open for reading, and stays the caller's. `capture`: what it is of; null: of several.
   * `stop`: asked every now and then while a statement runs. Throws what SQLite says of a damaged file.
   */
  static async open(fd: number, capture: StoredCapture | null, stop: () => boolean): Promise<SqlSandbox> {
    const sqlite = await loadSqlite((SQL_MEMORY_MIB + OWN_MIB) * MIB);
    const { capi } = sqlite;
    const vfs = installReadOnlyFile(sqlite, fd);
    const db = new sqlite.oo1.DB({ filename: `file:${STORE}?immutable=1`, flags: 'r', vfs });
    const sandbox = new SqlSandbox(sqlite, db, stop);
    db.exec(`PRAGMA hard_heap_limit = ${SQL_MEMORY_MIB * MIB}`);
    db.exec('PRAGMA temp_store = MEMORY');
    for (const statement of viewStatements(capture)) db.exec(statement);
    sandbox.#stored = Number(db.selectValue('SELECT count(*) FROM temp.flow'));
    db.exec('PRAGMA query_only = ON');
    sandbox.#close(vfs);
    capi.sqlite3_progress_handler(db, STEPS, () => (sandbox.#isOver() === null ? 0 : 1), 0);
    return sandbox;
  }

  /** What is not needed any more is taken away. */
  #close(vfs: string): void {
    const { capi } = this.#sqlite;
    for (const name of capi.sqlite3_js_vfs_list())
      if (name !== vfs) capi.sqlite3_vfs_unregister(capi.sqlite3_vfs_find(name));
    const db = this.#db;
    const on = (what: number, value: 0 | 1): void => void capi.sqlite3_db_config(db, what, value, 0);
    on(capi.SQLITE_DBCONFIG_DEFENSIVE, 1);
    on(capi.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0);
    const limits: [number, number][] = [
      [capi.SQLITE_LIMIT_LENGTH, LONGEST],
      [capi.SQLITE_LIMIT_SQL_LENGTH, 4 * MAX_SQL],
      [capi.SQLITE_LIMIT_COLUMN, 500],
      [capi.SQLITE_LIMIT_EXPR_DEPTH, 200],
      [capi.SQLITE_LIMIT_COMPOUND_SELECT, 100],
      [capi.SQLITE_LIMIT_VDBE_OP, 1_000_000],
      [capi.SQLITE_LIMIT_FUNCTION_ARG, 100],
      [capi.SQLITE_LIMIT_ATTACHED, 0],
      [capi.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000],
      [capi.SQLITE_LIMIT_VARIABLE_NUMBER, 100],
      [capi.SQLITE_LIMIT_TRIGGER_DEPTH, 1],
    ];
    for (const [limit, value] of limits) capi.sqlite3_limit(db, limit, value);
    const allows = permission(this.#sqlite);
    capi.sqlite3_set_authorizer(db, (_, action, first, second) => allows(action, first, second), 0);
  }

  #isOver(): 'time' | 'stopped' | null {
    if (this.#stop()) return 'stopped';
    return performance.now() > this.#end ? 'time' : null;
  }

  /** Runs one statement. Throws only for bugs. */
  run(text: string, limits: SqlLimits): SqlOutcome {
    const begun = performance.now();
    this.#end = begun + limits.timeMs;
    if (text.length > MAX_SQL) return failure('size', `more than ${MAX_SQL} characters`);
    if (text.includes('\0')) return failure('mistake', 'unrecognized token: "\\0"', text.indexOf('\0'));
    const prepared = this.#prepare(text);
    if (typeof prepared !== 'number') return prepared;
    try {
      const outcome = this.#rows(prepared, limits.rows);
      return outcome.ok ? { ...outcome, ms: performance.now() - begun } : outcome;
    } finally {
      this.#sqlite.capi.sqlite3_finalize(prepared);
      this.#end = Infinity;
    }
  }

  /** The only statement of the text, which only reads. */
  #prepare(text: string): Pointer | SqlFailure {
    const { capi, wasm } = this.#sqlite;
    const scope = wasm.scopedAllocPush();
    try {
      const begins = wasm.scopedAllocCString(text);
      const [out, tailOut] = [wasm.scopedAllocPtr(), wasm.scopedAllocPtr()];
      let statement = 0;
      for (let at = begins; wasm.peek8(at) !== 0;) {
        const code = capi.sqlite3_prepare_v3(this.#db, at, -1, 0, out, tailOut);
        if (code !== capi.SQLITE_OK) {
          capi.sqlite3_finalize(statement);
          return this.#failed(code, text, at - begins);
        }
        const next = wasm.peekPtr(out);
        if (next !== 0 && statement !== 0) {
          capi.sqlite3_finalize(statement);
          capi.sqlite3_finalize(next);
          return failure('several', '');
        }
        statement = next || statement;
        at = wasm.peekPtr(tailOut);
      }
      if (statement === 0) return failure('empty', '');
      if (capi.sqlite3_stmt_readonly(statement) && capi.sqlite3_column_count(statement) > 0) return statement;
      capi.sqlite3_finalize(statement);
      return failure('refused', '');
    } finally {
      wasm.scopedAllocPop(scope);
    }
  }

  #rows(statement: Pointer, most: number): SqlResult | SqlFailure {
    const { capi } = this.#sqlite;
    const width = capi.sqlite3_column_count(statement);
    const columns = Array.from({ length: width }, (_, i) => capi.sqlite3_column_name(statement, i));
    const result: SqlResult = {
      ok: true,
      columns: distinct(columns),
      rows: [],
      cut: null,
      cutCells: 0,
      ms: 0,
      stored: this.#stored,
    };
    let characters = 0;
    for (;;) {
      const code = capi.sqlite3_step(statement);
      if (code === capi.SQLITE_DONE) return result;
      if (code !== capi.SQLITE_ROW) return this.#failed(code, '', 0);
      if (result.rows.length >= most) return { ...result, cut: 'rows' };
      const row: SqlCell[] = [];
      for (let i = 0; i < width; i++) {
        const cell = this.#cell(statement, i);
        const text =
          typeof cell === 'string' && cell.length > MOST_SQL_CELL ? `${cell.slice(0, MOST_SQL_CELL)}…` : cell;
        if (text !== cell) result.cutCells++;
        characters += typeof text === 'string' ? text.length + 8 : 8;
        row.push(text);
      }
      if (characters > MOST_SQL_RESULT) return { ...result, cut: 'bytes' };
      result.rows.push(row);
      const over = this.#isOver();
      if (over !== null) return failure(over, '');
    }
  }

  /** Whole numbers that a double does not hold exactly, and bytes, are texts. */
  #cell(statement: Pointer, i: number): SqlCell {
    const { capi } = this.#sqlite;
    switch (capi.sqlite3_column_type(statement, i)) {
      case capi.SQLITE_INTEGER: {
        const value = capi.sqlite3_column_int64(statement, i);
        const number = Number(value);
        return Number.isSafeInteger(number) ? number : String(value);
      }
      case capi.SQLITE_FLOAT: {
        const value = capi.sqlite3_column_double(statement, i);
        // JSON has no infinity
        return Number.isFinite(value) ? value : String(value);
      }
      case capi.SQLITE_TEXT:
        return capi.sqlite3_column_text(statement, i) ?? '';
      case capi.SQLITE_BLOB:
        return `x'${hex(capi.sqlite3_column_blob(statement, i), this.#sqlite, capi.sqlite3_column_bytes(statement, i))}'`;
      default:
        return null;
    }
  }

  /** `from`: byte where the statement begins in the text. */
  #failed(code: number, text: string, from: number): SqlFailure {
    const { capi } = this.#sqlite;
    const reason = capi.sqlite3_errmsg(this.#db);
    const at = capi.sqlite3_error_offset(this.#db);
    switch (code & 0xff) {
      case capi.SQLITE_INTERRUPT:
        return failure(this.#isOver() ?? 'stopped', '');
      case capi.SQLITE_NOMEM:
        return failure('memory', '');
      case capi.SQLITE_TOOBIG:
        return failure('size', reason);
      case capi.SQLITE_AUTH:
      case capi.SQLITE_READONLY:
        return failure('refused', reason);
      case capi.SQLITE_CORRUPT:
      case capi.SQLITE_NOTADB:
      case capi.SQLITE_IOERR:
        return failure('store', reason);
      default:
        if (reason.startsWith('not authorized')) return failure('refused', reason);
        return failure('mistake', reason, at < 0 ? null : charactersIn(text, from + at));
    }
  }

  close(): void {
    this.#db.close();
  }
}

const failure = (why: SqlFailureKind, reason: string, at: number | null = null): SqlFailure => ({
  ok: false,
  why,
  reason,
  at,
});

/** How many characters (UTF-16) the first `bytes` of the text in UTF-8 are. */
const charactersIn = (text: string, bytes: number): number =>
  new TextDecoder().decode(new TextEncoder().encode(text).subarray(0, bytes)).length;

function hex(at: Pointer, { wasm }: Sqlite, length: number): string {
  const most = Math.min(length, MOST_SQL_CELL);
  return Buffer.from(wasm.heap8u().subarray(at, at + most)).toString('hex');
}

/** Names that occur twice get a number, so that each is a key of its own. */
function distinct(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let one = name;
    for (let n = 2; taken.has(one); n++) one = `${name}_${n}`;
    taken.add(one);
    return one;
  });
}
