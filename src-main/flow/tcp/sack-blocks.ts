// The SACK blocks (RFC 2018) of the last segment of each direction that has some: rows of nine words in one pool.
import { u32 } from '../../wire/read';

/** Wireshark looks at so many: of four, which fit where there is no time stamp (RFC 2018 section 3), at the first three. */
export const MOST_BLOCKS = 3;
const WORDS = 1 + 2 * MOST_BLOCKS;

export class SackBlocks {
  /** slot 0 stands for none: in the first word of a slot stands how many blocks there are, in a free one the next free slot */
  #words = new Uint32Array(WORDS * 64);
  #free = 0;
  #made = 1;

  /**
   * Puts the blocks of an option in the place of those in `slot` (0: none so far).
   * @param at where the option's first block stands in `b`; `length`: bytes of all of them
   * @returns  the slot they are in, 0 where there are none
   */
  replace(slot: number, b: Uint8Array, at: number, length: number): number {
    const count = Math.min(MOST_BLOCKS, length >> 3);
    if (count === 0) return this.drop(slot);
    if (slot === 0) slot = this.#take();
    const w = WORDS * slot;
    this.#words[w] = count;
    for (let k = 0; k < 2 * count; k++) this.#words[w + 1 + k] = u32(b, at + 4 * k);
    return slot;
  }

  drop(slot: number): 0 {
    if (slot !== 0) {
      this.#words[WORDS * slot] = this.#free;
      this.#free = slot;
    }
    return 0;
  }

  count(slot: number): number {
    return slot === 0 ? 0 : this.#words[WORDS * slot];
  }
  left(slot: number, block: number): number {
    return this.#words[WORDS * slot + 1 + 2 * block];
  }
  right(slot: number, block: number): number {
    return this.#words[WORDS * slot + 2 + 2 * block];
  }

  byteLength(): number {
    return this.#words.byteLength;
  }

  #take(): number {
    const slot = this.#free;
    if (slot !== 0) {
      this.#free = this.#words[WORDS * slot];
      return slot;
    }
    if (WORDS * (this.#made + 1) > this.#words.length) {
      const words = new Uint32Array(2 * this.#words.length);
      words.set(this.#words);
      this.#words = words;
    }
    return this.#made++;
  }
}
