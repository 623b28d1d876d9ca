// Keys of DTLS, by which records are opened when somebody looks: a record says itself which epoch it is of and which number it has. Lists in shared memory, 20 bytes and
// the keys for each epoch of a direction. Like those of TLS (decrypted.ts) they are never written anywhere, nor told to the window.
import { GrowingBytes } from '../memory/growing-bytes';
import { GrowingList } from '../memory/growing-list';

const LISTS = ['direction', 'epoch', 'row', 'at', 'length'] as const;
type Lists = Record<(typeof LISTS)[number], GrowingList>;
const newLists = (): Lists => Object.fromEntries(LISTS.map((name) => [name, new GrowingList()])) as Lists;

/** What a worker is sent; it leaves the process as little as the keys. */
export interface DtlsKeyShare {
  version: number;
  lists: Record<(typeof LISTS)[number], { data: Uint32Array; length: number }>;
  bytes: { data: Uint8Array; length: number };
}

/** Keys count from 1; a direction is twice the connection, and 1 more for what B sends. */
export class DtlsKeys {
  /** rises when all of them are given up */
  version = 0;
  #lists = newLists();
  #bytes = new GrowingBytes();
  /** by direction, as far as they were gone through */
  readonly #byDirection = new Map<number, number[]>();
  #seen = 0;

  get count(): number {
    return this.#lists.at.length;
  }
  reset(): void {
    this.version++;
    this.#forget();
    this.#lists = newLists();
    this.#bytes.data.fill(0);
    this.#bytes = new GrowingBytes();
  }
  #forget(): void {
    this.#byDirection.clear();
    this.#seen = 0;
  }

  /** `row`: they hold from there on; `bytes`: as whoever opens records makes and reads them */
  add(direction: number, epoch: number, row: number, bytes: Uint8Array): void {
    const { at, length, ...lists } = this.#lists;
    lists.direction.push(direction);
    lists.epoch.push(epoch);
    lists.row.push(row);
    length.push(bytes.length);
    at.push(this.#bytes.push(bytes));
  }

  /** The keys that hold for an epoch of a direction in this row, 0: there are none. */
  find(direction: number, epoch: number, row: number): number {
    const all = this.#of(direction);
    let found = 0;
    for (const keys of all)
      if (
        this.#lists.epoch.at(keys - 1) === epoch &&
        this.#lists.row.at(keys - 1) <= row &&
        (found === 0 || this.#lists.row.at(keys - 1) >= this.#lists.row.at(found - 1))
      )
        found = keys;
    return found;
  }
  has(direction: number): boolean {
    return this.#of(direction).length > 0;
  }
  bytesOf(keys: number): Uint8Array {
    return this.#bytes.slice(this.#lists.at.at(keys - 1), this.#lists.length.at(keys - 1));
  }

  #of(direction: number): readonly number[] {
    const { direction: directions } = this.#lists;
    for (; this.#seen < directions.length; this.#seen++) {
      const of = this.#byDirection.get(directions.at(this.#seen));
      if (of) of.push(this.#seen + 1);
      else this.#byDirection.set(directions.at(this.#seen), [this.#seen + 1]);
    }
    return this.#byDirection.get(direction) ?? NONE;
  }

  share(): DtlsKeyShare {
    const lists = Object.fromEntries(
      LISTS.map((name) => [name, { data: this.#lists[name].data, length: this.#lists[name].length }]),
    ) as DtlsKeyShare['lists'];
    return { version: this.version, lists, bytes: { data: this.#bytes.data, length: this.#bytes.length } };
  }
  /** In a worker: takes over what the engine's `share` gave. */
  take({ version, lists, bytes }: DtlsKeyShare): void {
    if (version !== this.version) this.#forget();
    this.version = version;
    for (const name of LISTS) this.#lists[name].take(lists[name]);
    this.#bytes.take(bytes);
  }
  get byteLength(): number {
    return LISTS.reduce((sum, name) => sum + this.#lists[name].byteLength, this.#bytes.byteLength);
  }
}

const NONE: readonly number[] = [];
