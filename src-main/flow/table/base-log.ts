// The rare flows whose relative sequence numbers start anew: a SYN-ACK came with another initial number than before.
// From that frame on its number is the base; frames before the first of them are counted from the last base there is,
// since a second pass over the file begins with what the first one ended with.

interface Entry {
  frames: number[];
  bases: number[];
}

export type BaseEntries = ReadonlyMap<number, Entry>;

export class BaseLog {
  #entries = new Map<number, Entry>();
  /** rises with each change */
  version = 0;

  /** All there is, to be cloned into a worker. */
  entries(): BaseEntries {
    return this.#entries;
  }

  /** In a worker: takes over another thread's entries. */
  take(entries: BaseEntries): void {
    this.#entries = new Map(entries);
  }

  /**
   * Notes a change.
   * @param since frame of the SYN-ACK that the old base came from; 0: from something else
   * @param frame the SYN-ACK with the new base
   */
  add(flow: number, side: number, old: number, since: number, base: number, frame: number): void {
    this.version++;
    const key = 2 * flow + side;
    let entry = this.#entries.get(key);
    if (!entry) {
      entry = { frames: [], bases: [] };
      this.#entries.set(key, entry);
      if (since > 0) {
        entry.frames.push(since);
        entry.bases.push(old);
      }
    }
    entry.frames.push(frame);
    entry.bases.push(base);
  }

  /** Whether the base of a side is another one from this frame on. */
  changesAt(flow: number, side: number, frame: number): boolean {
    return this.#entries.size > 0 && (this.#entries.get(2 * flow + side)?.frames.includes(frame) ?? false);
  }

  /** Base that holds at a frame; `final` where nothing else is known. */
  at(flow: number, side: number, frame: number, final: number): number {
    if (this.#entries.size === 0) return final;
    const entry = this.#entries.get(2 * flow + side);
    if (!entry) return final;
    let low = 0;
    let high = entry.frames.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (entry.frames[middle] <= frame) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? final : entry.bases[low - 1];
  }
}
