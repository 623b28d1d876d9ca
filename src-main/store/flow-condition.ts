// A condition that a person wrote (`flows --where`), asked of conversations some thousands at a time: they pass through a database in
// memory that holds nothing else, so that a capture of any size takes no room for it.
import type { FlowRow } from '../ipc/contracts/engine-contract';
import { openWrite, type WriteDb } from './database';
import { saveFlows } from './flows';
import { sql, trusted, type Query } from './sql';

export class FlowCondition {
  readonly #db: WriteDb;
  readonly #query: Query;

  /** `condition`: checked by `checkWhere`. Throws SqliteError for bad grammar. */
  constructor(condition: string) {
    this.#db = openWrite(':memory:', () => undefined);
    this.#query = sql`SELECT id FROM flow WHERE (${trusted(condition)})`;
    try {
      this.#db.pluck('condition', this.#query);
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  /** Those that meet the condition, in the order given. */
  select(rows: readonly FlowRow[]): FlowRow[] {
    saveFlows(this.#db, rows);
    const chosen = new Set(this.#db.pluck('condition', this.#query));
    this.#db.run('forget flows', sql`DELETE FROM flow`);
    return rows.filter((row) => chosen.has(row.id));
  }

  close(): void {
    this.#db.close();
  }
}
