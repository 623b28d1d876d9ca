// The dynamic table of HPACK, RFC 7541 section 2.3.2 and 4: what a sender has put in, the newest first, as far as its size allows. It may begin with what an
// earlier moment of it holds (`HeaderBase`), so that a block of headers can be decoded by itself.

export interface HeaderEntry {
  readonly name: Uint8Array;
  readonly value: Uint8Array;
}

/** A dynamic table as it was at some moment. */
export interface HeaderBase {
  /** entries that were live */
  readonly count: number;
  /** bytes that entries may have together, by section 4.1 */
  readonly limit: number;
  /** Entry number `i` from the newest on, from 0; null: it cannot be told any more. */
  entry(i: number): HeaderEntry | null;
}

/** Section 4.1: what an entry counts beside its bytes. */
const OVERHEAD = 32;
/** What a table holds before anybody says otherwise: RFC 9113 section 6.5.2. */
const USUAL_LIMIT = 4096;
/** No table is larger: who asks for more is not followed. */
export const LARGEST_TABLE = 65_536;

export const EMPTY_BASE: HeaderBase = { count: 0, limit: USUAL_LIMIT, entry: () => null };

const sizeOf = ({ name, value }: HeaderEntry): number => OVERHEAD + name.length + value.length;

export class DynamicTable implements HeaderBase {
  /** the newest last */
  readonly #added: HeaderEntry[] = [];
  readonly #base: HeaderBase;
  /** entries of the base that are live */
  #kept: number;
  #first = 0;
  #size = 0;
  limit: number;

  constructor(base: HeaderBase = EMPTY_BASE) {
    this.#base = base;
    this.#kept = base.count;
    this.limit = base.limit;
    for (let i = 0; i < base.count; i++) this.#size += sizeOf(base.entry(i) ?? UNKNOWN);
  }

  get count(): number {
    return this.#added.length - this.#first + this.#kept;
  }

  entry(i: number): HeaderEntry | null {
    const mine = this.#added.length - this.#first;
    if (i < mine) return this.#added[this.#added.length - 1 - i];
    return i < this.count ? this.#base.entry(i - mine) : null;
  }

  /** Section 4.4: an entry that is too large for the table empties it. */
  add(entry: HeaderEntry): void {
    this.#added.push(entry);
    this.#size += sizeOf(entry);
    this.#evict();
  }

  resize(limit: number): void {
    this.limit = limit;
    this.#evict();
  }

  #evict(): void {
    while (this.#size > this.limit && this.count > 0) {
      const oldest = this.entry(this.count - 1) ?? UNKNOWN;
      this.#size -= sizeOf(oldest);
      if (this.#kept > 0) this.#kept--;
      else this.#first++;
    }
    if (this.#first > 1024 && 2 * this.#first > this.#added.length) {
      this.#added.splice(0, this.#first);
      this.#first = 0;
    }
  }
}

const UNKNOWN: HeaderEntry = { name: new Uint8Array(0), value: new Uint8Array(0) };
