// Bytes of single frames, read again from the file when somebody looks at them. Reads ahead, because rows come in runs.
import type { FrameColumns } from '../flow/columns';
import type { ByteSource } from '../formats/capture-reader';

const WINDOW = 256 * 1024;

export class FrameBytes {
  readonly #source: ByteSource;
  readonly #columns: FrameColumns;
  #window: Uint8Array | null = null;
  #at = 0;
  #filled = 0;

  constructor(source: ByteSource, columns: FrameColumns) {
    this.#source = source;
    this.#columns = columns;
  }

  /**
   * Captured bytes of the frame in this row: a view that the next call overwrites. Shorter than the captured length
   * where the file has been cut since it was read.
   */
  view(row: number): Uint8Array {
    const at = this.#columns.offset(row);
    const len = this.#columns.capturedLen(row);
    if (len > WINDOW) {
      const whole = new Uint8Array(len);
      return whole.subarray(0, this.#fill(whole, at));
    }
    this.#window ??= new Uint8Array(WINDOW);
    if (at < this.#at || at + len > this.#at + this.#filled) {
      this.#at = at;
      this.#filled = this.#fill(this.#window, at);
    }
    const start = at - this.#at;
    return this.#window.subarray(start, Math.min(start + len, this.#filled));
  }

  #fill(into: Uint8Array, at: number): number {
    let filled = 0;
    while (filled < into.length) {
      const got = this.#source.read(filled === 0 ? into : into.subarray(filled), at + filled);
      if (got <= 0) break;
      filled += got;
    }
    return filled;
  }

  /** Gives the buffer back. */
  release(): void {
    this.#window = null;
    this.#at = this.#filled = 0;
  }
}
