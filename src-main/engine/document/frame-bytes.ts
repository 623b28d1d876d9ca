// Bytes of single frames, read again from the file when somebody looks at them. Reads ahead as long as rows come in runs: the more of
// them were asked for one behind the other, the more is read at once.
import type { FrameColumns } from '../../flow/columns/columns';
import type { ByteSource } from '../../formats/capture-reader';
import { readFully } from '../../formats/read-fully';

const LARGEST = 512 * 1024;
/** read for a frame that lies somewhere else: whoever goes over the rows of one connection among many wants no more of each */
const SMALLEST = 4 * 1024;

export class FrameBytes {
  readonly #source: ByteSource;
  readonly #columns: FrameColumns;
  #window: Uint8Array | null = null;
  #at = 0;
  #filled = 0;
  #ahead = SMALLEST;

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
    if (len > LARGEST) {
      const whole = new Uint8Array(len);
      return whole.subarray(0, readFully(this.#source, whole, at));
    }
    this.#window ??= new Uint8Array(LARGEST);
    const end = this.#at + this.#filled;
    if (at < this.#at || at + len > end) {
      const isNext = at >= this.#at && at <= end + this.#ahead;
      this.#ahead = isNext ? Math.min(2 * this.#ahead, LARGEST) : SMALLEST;
      this.#at = at;
      this.#filled = readFully(this.#source, this.#window.subarray(0, Math.max(len, this.#ahead)), at);
    }
    const start = at - this.#at;
    return this.#window.subarray(start, Math.min(start + len, this.#filled));
  }

  /** Gives the buffer back. */
  release(): void {
    this.#window = null;
    this.#at = this.#filled = 0;
  }
}
