// What the reader of a capture has put on frames: marked, ignored, time reference. A byte a frame, only in chunks that have any.
import { sharedUint8 } from '../../memory/shared-arrays';
import { CHUNK_BITS, CHUNK_ROWS } from './frame-chunk';

/** What can be put on a frame, a bit each. */
export const MARKED = 1;
export const IGNORED = 2;
export const REFERENCE = 4;

/** Time references that a capture may have: each row that is drawn looks for its own among them. */
export const MOST_REFERENCES = 10_000;

const MASK = CHUNK_ROWS - 1;

/** What a worker is sent. Arrays are the engine's own and go on changing. */
export interface MarkShare {
  chunks: [index: number, marks: Uint8Array][];
  /** rows, ascending */
  references: number[];
}

export class ReaderMarks {
  /** another one: something was put on a frame, or taken away */
  version = 0;
  readonly #chunks = new Map<number, Uint8Array>();
  #references: number[] = [];
  #counts = { marked: 0, ignored: 0 };

  get marked(): number {
    return this.#counts.marked;
  }
  get ignored(): number {
    return this.#counts.ignored;
  }
  get references(): number {
    return this.#references.length;
  }

  /** The bits of a row. */
  of(row: number): number {
    return this.#chunks.get(row >>> CHUNK_BITS)?.[row & MASK] ?? 0;
  }

  /** The bits of a chunk of rows, null where it has none. */
  chunk(index: number): Readonly<Uint8Array> | null {
    return this.#chunks.get(index) ?? null;
  }

  /** The last time reference up to a row (itself included), -1: there is none. */
  referenceOf(row: number): number {
    const references = this.#references;
    let low = 0;
    let high = references.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (references[middle] <= row) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? -1 : references[low - 1];
  }

  /** Puts a bit on a row or takes it away. Answers whether it is so now: there are only so many time references. */
  set(row: number, bit: number, on: boolean): boolean {
    const before = this.of(row);
    if (((before & bit) !== 0) === on) return true;
    if (bit === REFERENCE && on && this.#references.length >= MOST_REFERENCES) return false;
    let marks = this.#chunks.get(row >>> CHUNK_BITS);
    if (!marks) this.#chunks.set(row >>> CHUNK_BITS, (marks = sharedUint8(CHUNK_ROWS)));
    marks[row & MASK] = before ^ bit;
    if (bit === MARKED) this.#counts.marked += on ? 1 : -1;
    else if (bit === IGNORED) this.#counts.ignored += on ? 1 : -1;
    else this.#reference(row, on);
    this.version++;
    return true;
  }

  #reference(row: number, on: boolean): void {
    const at = this.#references.findIndex((one) => one >= row);
    if (!on) this.#references.splice(at, 1);
    else this.#references.splice(at < 0 ? this.#references.length : at, 0, row);
  }

  /** In another thread: what `take` makes the same of. */
  share(): MarkShare {
    return { chunks: [...this.#chunks], references: this.#references };
  }

  take({ chunks, references }: MarkShare): void {
    for (const [index, marks] of chunks) this.#chunks.set(index, marks);
    this.#references = references;
  }

  byteLength(): number {
    return this.#chunks.size * CHUNK_ROWS;
  }
}
