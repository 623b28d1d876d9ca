// A table of 32-bit offsets somewhere in a file, a part of it in memory: its length is what the file claims, and cannot be trusted.
import type { ByteSource } from './capture-reader';

export const ENTRY_LEN = 4;
const ENTRIES_AT_ONCE = 16_384;

export class FrameTable {
  readonly #bytes = new Uint8Array(ENTRIES_AT_ONCE * ENTRY_LEN);
  readonly #view = new DataView(this.#bytes.buffer);
  /** entries in memory: `#first` … `#first + #there` */
  #first = 0;
  #there = 0;

  constructor(
    private readonly source: ByteSource,
    /** offset of the table in the source */
    readonly at: number,
    readonly entries: number,
  ) {}

  /** The offset that entry `i` holds; -1: the file ends before it. Throws what `source.read` throws. */
  offset(i: number): number {
    if (i < this.#first || i >= this.#first + this.#there) {
      this.#first = i;
      this.#there = 0;
      const most = Math.min(ENTRIES_AT_ONCE, this.entries - i) * ENTRY_LEN;
      const got = this.source.read(this.#bytes.subarray(0, most), this.at + i * ENTRY_LEN);
      this.#there = Math.floor(got / ENTRY_LEN);
      if (this.#there === 0) return -1;
    }
    return this.#view.getUint32((i - this.#first) * ENTRY_LEN, true);
  }
}
