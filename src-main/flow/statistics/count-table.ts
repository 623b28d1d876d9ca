// Packets and bytes each way by a key of a few words: an open-addressing hash over typed arrays, bounded, no object an entry.

/** Entries that a table may have; packets of more are counted as `unlisted`. */
const MOST_ENTRIES = 2 ** 22;
const FIRST_ENTRIES = 64;
/** Words of a packed entry besides its key: packets, bytes (two words a side), rows. */
const PACKED = 8;

const mix = (hash: number, word: number): number => Math.imul(hash ^ word, 0x9e3779b1) ^ (hash >>> 15);

/** In the place of a row: none that has a time. */
export const NO_ROW = 0xffffffff;

/** Tells which of two rows was captured first. */
export interface RowTimes {
  hasTime(row: number): boolean;
  isBefore(a: number, b: number): boolean;
}

export class CountTable {
  /** what `add` counts for: to be filled by the caller */
  readonly key: Uint32Array;
  count = 0;
  unlisted = 0;
  /** of entry i: its key from `words * i` on; packets and bytes of both ways at `2 * i + side` */
  keys: Uint32Array;
  packets = new Uint32Array(2 * FIRST_ENTRIES);
  bytes = new Float64Array(2 * FIRST_ENTRIES);
  /** its earliest and its latest row, NO_ROW: none has a time */
  first = new Uint32Array(FIRST_ENTRIES);
  last = new Uint32Array(FIRST_ENTRIES);
  /** entry + 1; 0: free */
  #slots = new Uint32Array(2 * FIRST_ENTRIES);
  readonly #seed: number;

  /**
   * @param words of a key
   * @param seed  keeps a capture from steering its keys into one chain
   */
  constructor(
    readonly words: number,
    seed: number,
  ) {
    this.key = new Uint32Array(words);
    this.keys = new Uint32Array(words * FIRST_ENTRIES);
    this.#seed = seed;
  }

  /** Counts a row for `key`, sent by side 0 or 1. */
  add(side: number, bytes: number, row: number, times: RowTimes): void {
    const timed = times.hasTime(row) ? row : NO_ROW;
    this.#put(side, 1, bytes, timed, timed, times);
  }

  /** The entry of `key`, -1 where it has none. */
  find(): number {
    return this.#slots[this.#slot()] - 1;
  }

  /** All that another table of the same keys holds, as numbers for another thread. */
  pack(): number[] {
    const out: number[] = [this.count, this.unlisted];
    for (let i = 0; i < this.count; i++) {
      for (let k = 0; k < this.words; k++) out.push(this.keys[this.words * i + k]);
      for (let side = 0; side < 2; side++) {
        const bytes = this.bytes[2 * i + side];
        out.push(this.packets[2 * i + side], bytes >>> 0, Math.floor(bytes / 2 ** 32));
      }
      out.push(this.first[i], this.last[i]);
    }
    return out;
  }

  /** Adds what `pack` has made, from `at` on; returns where it ends. */
  take(packed: Uint32Array, at: number, times: RowTimes): number {
    const entries = packed[at];
    this.unlisted += packed[at + 1];
    at += 2;
    for (let i = 0; i < entries; i++, at += this.words + PACKED) {
      for (let k = 0; k < this.words; k++) this.key[k] = packed[at + k];
      const from = at + this.words;
      const first = packed[from + 6];
      const last = packed[from + 7];
      for (let side = 0; side < 2; side++) {
        const [packets, low, high] = packed.subarray(from + 3 * side, from + 3 * side + 3);
        if (packets > 0) this.#put(side, packets, high * 2 ** 32 + low, first, last, times);
      }
    }
    return at;
  }

  /** Counts the same for another key, the sides turned where `turned`: for tables that are made of others. */
  addEntry(other: CountTable, i: number, turned: boolean, times: RowTimes): void {
    for (let side = 0; side < 2; side++) {
      const from = 2 * i + (turned ? 1 - side : side);
      if (other.packets[from] > 0)
        this.#put(side, other.packets[from], other.bytes[from], other.first[i], other.last[i], times);
    }
  }

  clear(): void {
    this.count = this.unlisted = 0;
    this.#slots.fill(0);
  }

  #put(side: number, packets: number, bytes: number, first: number, last: number, times: RowTimes): void {
    const slot = this.#slot();
    let i = this.#slots[slot] - 1;
    if (i < 0) {
      i = this.#open(slot);
      if (i < 0) {
        this.unlisted += packets;
        return;
      }
      this.first[i] = first;
      this.last[i] = last;
    } else if (first !== NO_ROW) {
      if (this.last[i] === NO_ROW || times.isBefore(this.last[i], last)) this.last[i] = last;
      if (this.first[i] === NO_ROW || times.isBefore(first, this.first[i])) this.first[i] = first;
    }
    this.packets[2 * i + side] += packets;
    this.bytes[2 * i + side] += bytes;
  }

  /** Where `key` stands, or would. */
  #slot(): number {
    const { key, words, keys } = this;
    const slots = this.#slots;
    let hash = this.#seed;
    for (let k = 0; k < words; k++) hash = mix(hash, key[k]);
    const mask = slots.length - 1;
    for (let at = (hash ^ (hash >>> 16)) & mask; ; at = (at + 1) & mask) {
      const i = slots[at] - 1;
      if (i < 0) return at;
      let k = 0;
      while (k < words && keys[words * i + k] === key[k]) k++;
      if (k === words) return at;
    }
  }

  /** A new entry for `key`, -1: there are too many. */
  #open(slot: number): number {
    const i = this.count;
    if (i === MOST_ENTRIES) return -1;
    if (i === this.first.length) this.#grow();
    this.count++;
    this.keys.set(this.key, this.words * i);
    this.packets.fill(0, 2 * i, 2 * i + 2);
    this.bytes.fill(0, 2 * i, 2 * i + 2);
    this.#slots[slot] = i + 1;
    if (2 * this.count > this.#slots.length) this.#rehash();
    return i;
  }

  #grow(): void {
    const wider = <A extends Uint32Array | Float64Array>(array: A, made: A): A => {
      made.set(array);
      return made;
    };
    this.keys = wider(this.keys, new Uint32Array(2 * this.keys.length));
    this.packets = wider(this.packets, new Uint32Array(2 * this.packets.length));
    this.bytes = wider(this.bytes, new Float64Array(2 * this.bytes.length));
    this.first = wider(this.first, new Uint32Array(2 * this.first.length));
    this.last = wider(this.last, new Uint32Array(2 * this.last.length));
  }

  #rehash(): void {
    this.#slots = new Uint32Array(2 * this.#slots.length);
    const kept = this.key.slice();
    for (let i = 0; i < this.count; i++) {
      this.key.set(this.keys.subarray(this.words * i, this.words * (i + 1)));
      this.#slots[this.#slot()] = i + 1;
    }
    this.key.set(kept);
  }
}
