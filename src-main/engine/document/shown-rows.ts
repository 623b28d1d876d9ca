// Which rows of the capture the packet list shows, in frame order: all of them, or those that a display filter matches.

/** Longest stretch of rows in one array. */
const CHUNK_BITS = 14;
const CHUNK_ROWS = 1 << CHUNK_BITS;
const MASK = CHUNK_ROWS - 1;

export interface ShownRows {
  readonly count: number;
  /** Row of the capture at a position of the list, 0 … count-1. */
  at(index: number): number;
  /** Position of a row of the capture. Where it is not in the list: -1, or with `nearest` that of the nearest row in it. */
  indexOf(row: number, nearest: boolean): number;
}

/** A list as it is shown: its rows, and which list it is (`FilterStatus.list`). */
export interface PacketList {
  readonly list: number;
  readonly shown: ShownRows;
}

/** The whole capture; grows with it. */
export class AllRows implements ShownRows {
  readonly #columns: { readonly count: number };

  constructor(columns: { readonly count: number }) {
    this.#columns = columns;
  }

  get count(): number {
    return this.#columns.count;
  }

  at(index: number): number {
    return index;
  }

  indexOf(row: number, nearest: boolean): number {
    const { count } = this;
    if (row < count) return row;
    return nearest ? count - 1 : -1;
  }
}

/** Rows added one after another, each higher than the one before. */
export class RowList implements ShownRows {
  readonly #chunks: Uint32Array[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  push(row: number): void {
    const i = this.#count++ & MASK;
    if (i === 0) this.#chunks.push(new Uint32Array(CHUNK_ROWS));
    this.#chunks[this.#chunks.length - 1][i] = row;
  }

  at(index: number): number {
    return this.#chunks[index >>> CHUNK_BITS][index & MASK];
  }

  /** Position of the first row that is `row` or higher; `count` when there is none. */
  lowerBound(row: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.at(middle) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  indexOf(row: number, nearest: boolean): number {
    const index = this.lowerBound(row);
    if (index < this.#count && this.at(index) === row) return index;
    if (!nearest || this.#count === 0) return -1;
    if (index === 0) return 0;
    if (index === this.#count) return index - 1;
    return this.at(index) - row < row - this.at(index - 1) ? index : index - 1;
  }

  /** The same rows as another list. */
  equals(other: RowList): boolean {
    if (this.#count !== other.#count) return false;
    for (let i = 0; i < this.#count; i++) if (this.at(i) !== other.at(i)) return false;
    return true;
  }
}

/** A few rows, each higher than the one before. */
export class ChosenRows implements ShownRows {
  readonly #rows: readonly number[];

  constructor(rows: readonly number[]) {
    this.#rows = rows;
  }

  get count(): number {
    return this.#rows.length;
  }

  at(index: number): number {
    return this.#rows[index];
  }

  indexOf(row: number, nearest: boolean): number {
    const index = this.#rows.findIndex((known) => known >= row);
    if (index >= 0 && this.#rows[index] === row) return index;
    return nearest ? (index < 0 ? this.#rows.length - 1 : Math.max(0, index - 1)) : -1;
  }
}
