// What each block of header fields of HTTP/2 builds on: HPACK (RFC 7541 section 2.2) puts fields into a table of their direction, and later blocks name them by
// their place in it. So that any block can be read by itself, it is kept how many entries were live before it; entries stand in chains, each knows the one
// before it in its direction. Lists in shared memory: 28 bytes a block, 16 an entry and its bytes; nothing where there is no HTTP/2. Written in frame order.
import { GrowingBytes } from '../memory/growing-bytes';
import { GrowingList } from '../memory/growing-list';
import { DynamicTable, type HeaderEntry } from '../wire/hpack/dynamic-table';

const LISTS = [
  ...(['nameAt', 'nameLength', 'valueLength', 'before'] as const),
  ...(['row', 'place', 'newest', 'count', 'limit', 'carriedAt', 'carriedLength'] as const),
] as const;
type Lists = Record<(typeof LISTS)[number], GrowingList>;

/** Bytes of entries that are kept, and blocks: what follows is not known. */
const MOST_BYTES = 128 * 1024 * 1024;
const MOST_BLOCKS = 8 * 1024 * 1024;

/** What a worker is sent. */
export interface HeaderShare {
  lists: Record<(typeof LISTS)[number], { data: Uint32Array; length: number }>;
  bytes: { data: Uint8Array; length: number };
}

/** Numbers of entries count from 1; 0 is none. */
export class HeaderTable {
  readonly #lists = Object.fromEntries(LISTS.map((name) => [name, new GrowingList()])) as Lists;
  readonly #bytes = new GrowingBytes();

  get full(): boolean {
    return this.#bytes.length >= MOST_BYTES || this.#lists.row.length >= MOST_BLOCKS;
  }

  /** One more entry behind `before`, of the same direction. */
  addEntry({ name, value }: HeaderEntry, before: number): number {
    const lists = this.#lists;
    lists.nameAt.push(this.#bytes.push(name));
    this.#bytes.push(value);
    lists.nameLength.push(name.length);
    lists.valueLength.push(value.length);
    lists.before.push(before);
    return lists.before.length;
  }

  /** A block: `place` of those in its row. Rows only ever rise, and places in a row. `newest`: the entry that was put in last before it. */
  addBlock(row: number, place: number, newest: number, table: DynamicTable, carried: Uint8Array): void {
    const lists = this.#lists;
    lists.row.push(row);
    lists.place.push(place);
    lists.newest.push(newest);
    lists.count.push(table.count);
    lists.limit.push(table.limit);
    lists.carriedAt.push(carried.length === 0 ? 0 : this.#bytes.push(carried));
    lists.carriedLength.push(carried.length);
  }

  /** What a block builds on; null: it is not known. */
  find(row: number, place: number): { table: DynamicTable; carried: Uint8Array } | null {
    const lists = this.#lists;
    for (let i = lists.row.firstFrom(row); i < lists.row.length && lists.row.at(i) === row; i++) {
      if (lists.place.at(i) !== place) continue;
      const entries = this.#chain(lists.newest.at(i), lists.count.at(i));
      const entry = (n: number): HeaderEntry | null => entries[n] ?? null;
      const table = new DynamicTable({ count: entries.length, limit: lists.limit.at(i), entry });
      return { table, carried: this.#bytes.slice(lists.carriedAt.at(i), lists.carriedLength.at(i)) };
    }
    return null;
  }

  /** Whether a row has a block. */
  has(row: number): boolean {
    const { row: rows } = this.#lists;
    const i = rows.firstFrom(row);
    return i < rows.length && rows.at(i) === row;
  }

  #chain(newest: number, count: number): HeaderEntry[] {
    const { nameAt, nameLength, valueLength, before } = this.#lists;
    const entries: HeaderEntry[] = [];
    for (let entry = newest; entry !== 0 && entries.length < count; entry = before.at(entry - 1)) {
      const at = nameAt.at(entry - 1);
      const length = nameLength.at(entry - 1);
      const name = this.#bytes.slice(at, length);
      entries.push({ name, value: this.#bytes.slice(at + length, valueLength.at(entry - 1)) });
    }
    return entries;
  }

  share(): HeaderShare {
    const lists = Object.fromEntries(
      LISTS.map((name) => [name, { data: this.#lists[name].data, length: this.#lists[name].length }]),
    ) as HeaderShare['lists'];
    return { lists, bytes: { data: this.#bytes.data, length: this.#bytes.length } };
  }
  /** In a worker: takes over what the engine's `share` gave. */
  take({ lists, bytes }: HeaderShare): void {
    for (const name of LISTS) this.#lists[name].take(lists[name]);
    this.#bytes.take(bytes);
  }
  get byteLength(): number {
    return LISTS.reduce((sum, name) => sum + this.#lists[name].byteLength, this.#bytes.byteLength);
  }
}
