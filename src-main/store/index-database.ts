// The conversations of many captures in one database, and which files they are of: what `synscope index` makes of a folder, and what statements
// over several captures are asked of. The id of a conversation is capture << 32 | its number in that capture.
import { NewerDatabase, MIGRATIONS, type Migration } from './migrate';
import { closeSync, openSync } from 'node:fs';
import { openRead, openWrite, type WriteDb } from './database';
import { saveFlows } from './flows';
import { sql, trusted } from './sql';
import type { FlowRow } from '../ipc/flow-facts';

const captures: Migration = {
  number: 1,
  up: `
    CREATE TABLE capture (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      path TEXT NOT NULL UNIQUE,
      size INTEGER NOT NULL,
      modified_ms REAL NOT NULL,
      modified TEXT NOT NULL,
      sha256 TEXT,
      packets INTEGER NOT NULL,
      problem TEXT,
      made_by TEXT NOT NULL
    ) STRICT;
  `,
};
/** Behind it the tables of conversations, as they have always been. */
const INDEX_MIGRATIONS: Migration[] = [captures, ...MIGRATIONS.map(({ number, up }) => ({ number: number + 1, up }))];
const CAPTURE = 2 ** 32;
/** Of a database that is something else. */
export class NoIndex extends Error {
  override readonly name = 'NoIndex';
}

/** There is no room for one more capture; those before it stay. */
export class IndexFull extends Error {
  override readonly name = 'IndexFull';
}

/** A file as it was when it was read. */
export interface IndexedFile {
  name: string;
  path: string;
  size: number;
  /** when it was changed last, ms since 1970 */
  modifiedMs: number;
}
export interface IndexedCapture extends IndexedFile {
  sha256: string | null;
  packets: number;
  /** what is wrong with it, English; null: nothing */
  problem: string | null;
}

export class IndexDatabase {
  readonly #db: WriteDb;
  readonly #madeBy: string;

  /**
   * Opens the database or makes it. `madeBy`: the program, whose other versions may know other things of the same file. `most`: bytes that it
   * may take, no bound unless told. Throws NewerDatabase, NoIndex, and what SQLite says of a damaged file.
   */
  constructor(path: string, madeBy: string, most = Infinity) {
    this.#madeBy = madeBy;
    this.#db = open(path);
    // it stays for long, so that a power cut must not damage it
    this.#db.run('sync', sql`PRAGMA synchronous = NORMAL`);
    const pageSize = this.#db.pluck('page size', sql`PRAGMA page_size`)[0] as number;
    const pages = Math.max(1, Math.min(Math.floor(most / pageSize), 2 ** 31));
    this.#db.pluck('room', sql`PRAGMA max_page_count = ${trusted(String(pages))}`);
  }

  /** Whether this file is in it as it is now. */
  has({ path, size, modifiedMs }: IndexedFile): boolean {
    const found = this.#db.get(
      'is indexed',
      sql`SELECT 1 FROM capture WHERE path = ${path} AND size = ${size} AND modified_ms = ${modifiedMs} AND made_by = ${this.#madeBy}`,
    );
    return found !== undefined;
  }

  /** Paths of all captures in it. */
  paths(): string[] {
    return this.#db.pluck('paths', sql`SELECT path FROM capture ORDER BY id`).map(String);
  }

  /** Captures in it. */
  get count(): number {
    return Number(this.#db.pluck('captures', sql`SELECT count(*) FROM capture`)[0]);
  }

  /** Puts a capture in, in the place of what was known of this path; all of it or nothing. Throws IndexFull. */
  put(capture: IndexedCapture, pages: Iterable<readonly FlowRow[]>): void {
    try {
      this.#put(capture, pages);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'SQLITE_FULL') throw new IndexFull(error.message);
      throw error;
    }
  }

  #put(capture: IndexedCapture, pages: Iterable<readonly FlowRow[]>): void {
    this.#db.batch('index a capture', () => {
      this.#remove(capture.path);
      const { name, path, size, modifiedMs, sha256, packets, problem } = capture;
      const modified = new Date(Math.min(8.64e15, Math.max(0, modifiedMs))).toISOString();
      this.#db.run(
        'put capture',
        sql`INSERT INTO capture (name, path, size, modified_ms, modified, sha256, packets, problem, made_by)
          VALUES (${name}, ${path}, ${size}, ${modifiedMs}, ${modified.slice(0, 19).replace('T', ' ')}, ${sha256}, ${packets}, ${problem},
          ${this.#madeBy})`,
      );
      const [id] = this.#db.pluck('capture id', sql`SELECT id FROM capture WHERE path = ${path}`);
      for (const rows of pages) saveFlows(this.#db, numbered(rows, Number(id)));
    });
  }

  remove(path: string): void {
    this.#db.batch('forget a capture', () => this.#remove(path));
  }

  #remove(path: string): void {
    for (const id of this.#db.pluck('capture id', sql`SELECT id FROM capture WHERE path = ${path}`)) {
      const from = Number(id) * CAPTURE;
      this.#db.run('forget flows', sql`DELETE FROM flow WHERE id >= ${from} AND id < ${from + CAPTURE}`);
      this.#db.run('forget capture', sql`DELETE FROM capture WHERE id = ${id}`);
    }
  }

  /** What is asked of it leaves no other file beside it, unless somebody reads it at this moment. */
  close(): void {
    try {
      this.#db.pluck('close', sql`PRAGMA journal_mode = DELETE`);
    } catch {
      // the next one who closes it does that
    } finally {
      this.#db.close();
    }
  }
}

/** Captures of the database by their ids; those that it does not have are left out. Throws what SQLite says of a file that is no index. */
export function indexedCaptures(path: string, ids: readonly number[]): Map<number, IndexedFile> {
  const db = openRead(path);
  try {
    const found = new Map<number, IndexedFile>();
    for (const id of ids) {
      const row = db.get('capture', sql`SELECT name, path, size, modified_ms FROM capture WHERE id = ${id}`);
      if (!row) continue;
      const { name, path: file, size, modified_ms: modifiedMs } = row;
      found.set(id, { name: String(name), path: String(file), size: Number(size), modifiedMs: Number(modifiedMs) });
    }
    return found;
  } finally {
    db.close();
  }
}

function* numbered(rows: readonly FlowRow[], capture: number): Generator<FlowRow> {
  for (const row of rows) yield { ...row, id: capture * CAPTURE + row.id };
}

function open(path: string): WriteDb {
  const quiet = (): void => undefined;
  let db: WriteDb;
  try {
    // nobody else reads what was in captures
    closeSync(openSync(path, 'a', 0o600));
    db = openWrite(path, quiet, INDEX_MIGRATIONS);
  } catch (error) {
    if (error instanceof NewerDatabase) throw error;
    throw new NoIndex(error instanceof Error ? error.message : String(error));
  }
  try {
    db.get('what it is', sql`SELECT made_by FROM capture LIMIT 1`);
    return db;
  } catch (error) {
    db.close();
    throw new NoIndex(error instanceof Error ? error.message : String(error));
  }
}
