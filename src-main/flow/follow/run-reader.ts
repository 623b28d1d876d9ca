// Reads the bytes of a run into one piece of memory, some at a time, whatever segments they came in.
import type { FollowLayout } from './layout';

export const WINDOW = 64 * 1024;
/** Segments that one window is made of: each costs a look at its frame, and some carry a byte. */
export const MOST_SEGMENTS = 8192;

export class RunReader {
  readonly #layout: FollowLayout;
  readonly #payload: (row: number) => Uint8Array | null;
  readonly bytes = new Uint8Array(WINDOW);
  filled = 0;
  /** the run ends behind what was read */
  whole = true;

  /** `payload`: of a row; null where the file does not hold it any more: then its bytes are zeros */
  constructor(
    layout: FollowLayout,
    payload: (row: number) => Uint8Array | null,
    private readonly mostSegments = MOST_SEGMENTS,
  ) {
    this.#layout = layout;
    this.#payload = payload;
  }

  /** Reads from a byte of an item on, to the end of its run or as much as there is room for (`most`). */
  fill(item: number, skip: number, most = WINDOW): void {
    const layout = this.#layout;
    const runEnd = layout.runEnd(item);
    const end = Math.min(runEnd, item + this.mostSegments);
    this.filled = 0;
    const room = Math.min(most, WINDOW);
    for (; item < end && this.filled < room; item++, skip = 0) {
      const length = Math.min(layout.length(item) - skip, room - this.filled);
      const at = layout.at(item) + skip;
      const part = this.#payload(layout.row(item))?.subarray(at, at + length);
      if (part) this.bytes.set(part, this.filled);
      this.bytes.fill(0, this.filled + (part?.length ?? 0), this.filled + length);
      this.filled += length;
      if (skip + length < layout.length(item)) break;
    }
    this.whole = item >= runEnd;
  }
}
