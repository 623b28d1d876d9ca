// Writes conversations into the database of a capture: those of a transaction sorted by how many columns they need, many rows a
// statement.
import type { WriteDb } from './database';
import { ALL, COLUMNS, ONE, PLAIN, RARE, type FlowPacker } from './flow-packer';
import type { SqlValue } from './sql';

/** Rows of one statement: fewer calls into SQLite. */
const TOGETHER = 64;

const insert = (width: number, rows: number): string =>
  `INSERT OR REPLACE INTO flow_data (${COLUMNS.slice(0, width).join(', ')}) VALUES ` +
  new Array(rows).fill(`(${new Array(width).fill('?').join(', ')})`).join(', ');

/** Rows of one width that wait for their statement. */
class Rows {
  readonly #width: number;
  readonly #many: (params: readonly SqlValue[]) => void;
  readonly #one: (params: readonly SqlValue[]) => void;
  readonly #values: SqlValue[];
  #held = 0;

  constructor(db: WriteDb, width: number) {
    this.#width = width;
    this.#many = db.prepare(insert(width, TOGETHER));
    this.#one = db.prepare(insert(width, 1));
    this.#values = new Array<SqlValue>(TOGETHER * width).fill(null);
  }

  add(values: readonly SqlValue[]): void {
    const at = this.#held * this.#width;
    for (let k = 0; k < this.#width; k++) this.#values[at + k] = values[k];
    if (++this.#held < TOGETHER) return;
    this.#many(this.#values);
    this.#held = 0;
  }

  flush(): void {
    const width = this.#width;
    for (let k = 0; k < this.#held; k++) this.#one(this.#values.slice(k * width, (k + 1) * width));
    this.#held = 0;
  }
}

export class FlowWriter {
  readonly #db: WriteDb;
  readonly #packer: FlowPacker;
  readonly #rows: ReadonlyMap<number, Rows>;
  readonly #values = new Array<SqlValue>(ALL).fill(null);

  constructor(db: WriteDb, packer: FlowPacker) {
    this.#db = db;
    this.#packer = packer;
    this.#rows = new Map([ONE, PLAIN, RARE, ALL].map((width) => [width, new Rows(db, width)]));
  }

  /** Stores these, over what was stored of them, in one transaction. */
  write(ids: Iterable<number>): void {
    this.#db.batch('store flows', () => {
      for (const id of ids) this.#rows.get(this.#packer.pack(id, this.#values))?.add(this.#values);
      for (const rows of this.#rows.values()) rows.flush();
    });
  }
}
