// The SACK blocks (RFC 2018) of the last segment of each direction that has some: rows of nine words in one pool.
import { MOST_SACKS } from '../scan/scratch';

const WORDS = 1 + 2 * MOST_SACKS;

export class SackBlocks {
  /** slot 0 stands for none: in the first word of a slot stands how many blocks there are, in a free one the next free slot */
  #words = new Uint32Array(WORDS * 64);
  #free = 0;
  #made = 1;

  /**
   * Puts the blocks of an option in the place of those in `slot` (0: none so far).
   * @param count how many there are, 1 … MOST_SACKS, and `at` where their edges begin in `edges`
   * @returns     the slot they are in
   */
  replace(slot: number, edges: Uint32Array, at: number, count: number): number {
    if (slot === 0) slot = this.#take();
    const w = WORDS * slot;
    this.#words[w] = count;
    for (let k = 0; k < 2 * count; k++) this.#words[w + 1 + k] = edges[at + k];
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
