// What was unpacked last, for matches to point back to. It grows with what really comes out, never with what a header announces.

const FIRST_BYTES = 256 * 1024;

export class ZstdHistory {
  bytes = new Uint8Array(FIRST_BYTES);
  /** bytes held; the next one goes to bytes[length] */
  length = 0;
  /** where what was not yet handed out begins */
  #told = 0;
  /** where the current frame begins; no match reaches beyond it */
  start = 0;
  #window = 0;

  /** A frame begins, whose matches reach back `window` bytes at most. */
  begin(window: number): void {
    this.start = this.length;
    this.#window = window;
  }

  /** bytes that a match may reach back from `at` */
  reach(at: number): number {
    return Math.min(at - this.start, this.#window);
  }

  /** Bytes that wait to be handed out. */
  get waiting(): number {
    return this.length - this.#told;
  }

  /** What came since the last call; valid until `reserve`. */
  take(): Uint8Array {
    const part = this.bytes.subarray(this.#told, this.length);
    this.#told = this.length;
    return part;
  }

  /** Whether `count` more bytes fit as it is; if not, take what waits and call `reserve`. */
  fits(count: number): boolean {
    return this.length + count <= this.bytes.length;
  }

  /** Makes room for `count` more bytes. Everything was taken before. */
  reserve(count: number): void {
    const keep = this.reach(this.length);
    const from = this.length - keep;
    // to move no more than twice what comes out, a third of the array is free after this
    const wanted = Math.max(keep + count, Math.ceil(keep * 1.5));
    if (wanted > this.bytes.length) {
      const larger = new Uint8Array(wanted);
      larger.set(this.bytes.subarray(from, this.length));
      this.bytes = larger;
    } else this.bytes.copyWithin(0, from, this.length);
    this.start = Math.max(0, this.start - from);
    this.length = this.#told = keep;
  }
}
