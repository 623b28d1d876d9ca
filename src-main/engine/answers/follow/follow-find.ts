// Find in what one follows: bytes within one run, forward or backward, a window at a time.
import { finderOf, type Finder } from '../../../filter/pattern/find-bytes';
import type { FollowLayout } from '../../../flow/follow/layout';
import { MOST_SEGMENTS, WINDOW, type RunReader } from '../../../flow/follow/run-reader';

/** Bytes that may be looked for. */
export const MOST_WANTED = 4096;

export class FollowSearch {
  readonly #layout: FollowLayout;
  readonly #reader: RunReader;
  readonly #find: Finder;
  readonly #length: number;
  readonly #backward: boolean;
  /** forward: the first place to look at; backward: the place before which a hit begins */
  #place: number;
  /** place of the hit, -1: none so far */
  hit = -1;

  /** `wanted`: 1 to MOST_WANTED bytes */
  constructor(
    layout: FollowLayout,
    reader: RunReader,
    wanted: Uint8Array,
    caseless: boolean,
    from: number,
    backward: boolean,
  ) {
    this.#layout = layout;
    this.#reader = reader;
    this.#find = finderOf(wanted, caseless);
    this.#length = wanted.length;
    this.#backward = backward;
    this.#place = backward ? Math.min(from, layout.bytes) : from;
  }

  /** Looks at one window; true when the search is over. */
  step(): boolean {
    return this.#backward ? this.#back() : this.#forth();
  }

  #forth(): boolean {
    const item = this.#layout.itemAt(this.#place);
    if (item >= this.#layout.items) return true;
    const reader = this.#reader;
    reader.fill(item, this.#place - this.#layout.start(item));
    const found = this.#find(reader.bytes, 0, reader.filled);
    if (found >= 0) {
      this.hit = this.#place + found;
      return true;
    }
    // what begins near the end of the window may go on behind it
    this.#place += reader.whole ? reader.filled : reader.filled - this.#length + 1;
    return false;
  }

  #back(): boolean {
    if (this.#place <= 0) return true;
    const layout = this.#layout;
    const last = layout.itemAt(this.#place - 1);
    const runStart = layout.start(layout.runStart(last));
    // no more than the reader takes at once, with what follows of a hit
    const first = layout.start(Math.max(0, last - (MOST_SEGMENTS - MOST_WANTED - 1)));
    const from = Math.max(runStart, first, this.#place - (WINDOW - MOST_WANTED));
    const item = layout.itemAt(from);
    this.#reader.fill(item, from - layout.start(item), this.#place - from + this.#length - 1);
    const { bytes, filled } = this.#reader;
    for (let at = 0; (at = this.#find(bytes, at, filled)) >= 0; at++) this.hit = from + at;
    this.#place = from;
    return this.hit >= 0;
  }
}
