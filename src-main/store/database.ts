// The one place that opens SQLite. Readers and the writer are different types, so that nobody writes by accident.
import Database from 'better-sqlite3';
import { migrate, MIGRATIONS, type Migration } from './migrate';
import type { Query, SqlValue } from './sql';

/** A query slower than this is worth a line in the log. */
const SLOW_MS = 40;
const CACHE_KIB = 2048;

/** Called with the name of a slow query and what it took. */
export type SlowLog = (name: string, ms: number) => void;
export type Row = Record<string, SqlValue>;

/** Reads only. */
export interface ReadDb {
  /** All rows; `name` identifies the query in the log. */
  all(name: string, query: Query): Row[];
  get(name: string, query: Query): Row | undefined;
  /** The first column of all rows. */
  pluck(name: string, query: Query): SqlValue[];
  close(): void;
}

/** The one writer of a database. */
export interface WriteDb extends ReadDb {
  run(name: string, query: Query): void;
  /** `work` in one transaction: all of it is stored, or nothing. */
  batch<T>(name: string, work: () => T): T;
  /** A statement for many rows: call what comes back with the values, in order. */
  prepare(text: string): (params: readonly SqlValue[]) => void;
}

const toConsole: SlowLog = (name, ms) => console.error(`store: ${name} took ${ms.toFixed(1)} ms`);

class Connection implements WriteDb {
  readonly #db: Database.Database;
  readonly #slow: SlowLog;
  readonly #statements = new Map<string, Database.Statement<unknown[]>>();

  constructor(db: Database.Database, slow: SlowLog) {
    this.#db = db;
    this.#slow = slow;
  }

  #statement(text: string): Database.Statement<unknown[]> {
    let statement = this.#statements.get(text);
    if (!statement) this.#statements.set(text, (statement = this.#db.prepare<unknown[]>(text)));
    return statement;
  }

  /** The same for its first column only; kept apart, because the mode stays with the statement. */
  #plucking(text: string): Database.Statement<unknown[]> {
    const key = `first column: ${text}`;
    let statement = this.#statements.get(key);
    if (!statement) this.#statements.set(key, (statement = this.#db.prepare<unknown[]>(text).pluck()));
    return statement;
  }

  #timed<T>(name: string, work: () => T): T {
    const begun = performance.now();
    try {
      return work();
    } finally {
      const ms = performance.now() - begun;
      if (ms > SLOW_MS) this.#slow(name, ms);
    }
  }

  all(name: string, query: Query): Row[] {
    return this.#timed(name, () => this.#statement(query.text).all(...query.params) as Row[]);
  }

  get(name: string, query: Query): Row | undefined {
    return this.#timed(name, () => this.#statement(query.text).get(...query.params) as Row | undefined);
  }

  pluck(name: string, query: Query): SqlValue[] {
    return this.#timed(name, () => this.#plucking(query.text).all(...query.params) as SqlValue[]);
  }

  run(name: string, query: Query): void {
    this.#timed(name, () => this.#statement(query.text).run(...query.params));
  }

  batch<T>(name: string, work: () => T): T {
    return this.#timed(name, () => this.#db.transaction(work).immediate());
  }

  prepare(text: string): (params: readonly SqlValue[]) => void {
    const statement = this.#statement(text);
    return (params) => void statement.run(params);
  }

  close(): void {
    this.#statements.clear();
    this.#db.close();
  }
}

function tune(db: Database.Database): void {
  db.pragma(`cache_size = -${CACHE_KIB}`);
  db.pragma('temp_store = MEMORY');
  db.pragma('trusted_schema = OFF');
}

/** Opens a database that is there, for reading. Throws what SQLite says. */
export function openRead(path: string): ReadDb {
  const db = new Database(path, { readonly: true });
  tune(db);
  return new Connection(db, () => undefined);
}

/**
 * Opens (or makes) the database of a capture and brings it to the newest version.
 * Throws `NewerDatabase` when a later version of the program made it, and SqliteError when the file is damaged.
 */
export function openWrite(path: string, slow: SlowLog = toConsole, migrations: Migration[] = MIGRATIONS): WriteDb {
  const db = new Database(path);
  try {
    db.pragma('journal_mode = WAL');
    // The database is made from the capture and can be made again: a power cut need not be survived.
    db.pragma('synchronous = OFF');
    db.pragma('journal_size_limit = 4194304');
    tune(db);
    migrate(db, migrations);
  } catch (error) {
    db.close();
    throw error;
  }
  return new Connection(db, slow);
}
