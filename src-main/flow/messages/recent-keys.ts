// A bounded memory of pairs of numbers, each with one more: the last so many that were set are found, older ones are forgotten by the half.
// Typed arrays only, for what is asked of every frame.

/** Entries of one generation; there are two. */
const MOST = 1 << 17;
const SLOTS = MOST * 2;
const MASK = SLOTS - 1;

class Generation {
  readonly first = new Uint32Array(SLOTS);
  readonly second = new Uint32Array(SLOTS);
  /** value + 1; 0: the slot is free */
  readonly value = new Uint32Array(SLOTS);
  count = 0;

  slot(first: number, second: number): number {
    let at = (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> 0;
    for (at = (at ^ (at >>> 15)) & MASK; this.value[at] !== 0; at = (at + 1) & MASK)
      if (this.first[at] === first && this.second[at] === second) return at;
    return at;
  }
}

export class RecentKeys {
  #young: Generation | null = null;
  #old: Generation | null = null;

  /** The number of a pair, or -1. */
  get(first: number, second: number): number {
    const young = this.#young?.value[this.#young.slot(first, second)] ?? 0;
    if (young !== 0) return young - 1;
    return (this.#old?.value[this.#old.slot(first, second)] ?? 0) - 1;
  }

  set(first: number, second: number, value: number): void {
    if (this.#young === null || this.#young.count === MOST) {
      const spare = this.#old;
      this.#old = this.#young;
      spare?.value.fill(0);
      if (spare) spare.count = 0;
      this.#young = spare ?? new Generation();
    }
    const young = this.#young;
    const at = young.slot(first, second);
    if (young.value[at] === 0) young.count++;
    young.first[at] = first;
    young.second[at] = second;
    young.value[at] = value + 1;
  }

  get byteLength(): number {
    return [this.#young, this.#old].reduce((sum, generation) => sum + (generation ? 12 * SLOTS : 0), 0);
  }
}
