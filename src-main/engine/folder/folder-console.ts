// Statements over the store of a folder. The result of the last one stays here, for the window to look at page by page.
import type { FolderCapture, FolderRows } from '../../ipc/contracts/folder-contract';
import type { SqlAnswer, SqlFailure, SqlLimits, SqlResult } from '../../ipc/contracts/sql-contract';
import { indexedCaptures } from '../../store/index-database';
import { SqlThread } from '../answers/sql/sql-thread';

interface FolderQuestion {
  database: string;
  /** another one: the store has changed */
  version: number;
  /** folder for the copy that is asked */
  copies: string;
  text: string;
  limits: SqlLimits;
}

export class FolderConsole {
  readonly #thread: SqlThread;
  #database = '';
  #id = 0;
  #result: SqlResult | null = null;
  #asking: AbortController | null = null;

  /** `worker`: what the thread runs; what was built, unless told */
  constructor(worker?: URL) {
    this.#thread = new SqlThread(worker);
  }

  /** Runs a statement; one that runs is stopped for it. Its result takes the place of the one before, if it has any. */
  async run({ database, version, copies, text, limits }: FolderQuestion): Promise<SqlAnswer | SqlFailure> {
    this.stop();
    const asking = (this.#asking = new AbortController());
    const store = { path: database, version, folder: copies, capture: null };
    const outcome = await this.#thread.run({ store, text, limits }, asking.signal);
    if (!outcome.ok) return outcome;
    this.#result = outcome;
    this.#database = database;
    const { rows, columns, cut, cutCells, ms } = outcome;
    return { ok: true, columns, cut, cutCells, ms, id: ++this.#id, count: rows.length, remarks: [] };
  }

  stop(): void {
    this.#asking?.abort();
  }

  /** None when `result` is another one by now. */
  rows(result: number, from: number, count: number): FolderRows {
    if (result !== this.#id || this.#result === null) return { rows: [], captures: [] };
    const rows = this.#result.rows.slice(from, from + count);
    const at = this.#result.columns.indexOf('capture');
    const ids = new Set(rows.map((row) => row[at]).filter((cell) => typeof cell === 'number'));
    return { rows, captures: at < 0 ? [] : this.#names([...ids]) };
  }

  #names(ids: readonly number[]): [number, string][] {
    try {
      return [...indexedCaptures(this.#database, ids)].map(([id, { name }]) => [id, name]);
    } catch {
      // the store is made anew at this moment
      return [];
    }
  }

  /** Where the capture lies, as it was indexed; null: the store has none of this number. */
  capture(database: string, id: number): FolderCapture | null {
    try {
      const found = indexedCaptures(database, [id]).get(id);
      return found ? { path: found.path, size: found.size, modifiedMs: found.modifiedMs } : null;
    } catch {
      return null;
    }
  }

  close(): void {
    this.#result = null;
    this.#thread.close();
  }
}
