// Lines of text of what one follows, found from the beginning on as far as somebody wants to see. Kept is where every n-th line begins;
// n doubles when there are too many, so that what is kept stays small however long the text is.
import type { FollowEncoding } from '../../ipc/contracts/follow-contract';
import { GrowingFloats } from '../../memory/growing-floats';
import type { FollowLayout } from './layout';
import { RunReader } from './run-reader';
import { lineEnd } from './text-cut';

const FIRST_STEP = 64;
/** Segments that are read at once: more than a line can have (LONGEST_LINE). */
const SEGMENTS = 512;
const MOST_KEPT = 1 << 16;

/** A line while one walks along them. */
class Walk {
  line = 0;
  item = 0;
  /** bytes of the item before the line */
  skip = 0;
  /** of the line that `next` found */
  foundItem = 0;
  foundSkip = 0;
  /** its bytes in the reader: from … to */
  from = 0;
  to = 0;
  #at = 0;
  #loaded = false;

  constructor(
    readonly layout: FollowLayout,
    readonly reader: RunReader,
    readonly encoding: FollowEncoding,
  ) {}

  goTo(line: number, item: number, skip: number): void {
    this.line = line;
    this.item = item;
    this.skip = skip;
    this.#loaded = false;
  }

  /** The next line; false: there is none. */
  next(): boolean {
    const { layout, reader } = this;
    if (this.item >= layout.items) return false;
    this.foundItem = this.item;
    this.foundSkip = this.skip;
    this.line++;
    if (layout.isGap(this.item)) {
      this.from = this.to = 0;
      this.item++;
      this.#loaded = false;
      return true;
    }
    let end = this.#loaded ? lineEnd(reader.bytes, this.#at, reader.filled, reader.whole, this.encoding) : -1;
    if (end < 0) {
      reader.fill(this.item, this.skip);
      this.#at = 0;
      this.#loaded = true;
      end = lineEnd(reader.bytes, 0, reader.filled, true, this.encoding);
    }
    this.from = this.#at;
    this.to = end;
    this.#at = end;
    this.#forward(end - this.from);
    if (end === reader.filled) this.#loaded = false;
    return true;
  }

  #forward(bytes: number): void {
    const { layout } = this;
    this.skip += bytes;
    while (this.item < layout.items && !layout.isGap(this.item) && this.skip >= layout.length(this.item)) {
      this.skip -= layout.length(this.item);
      this.item++;
      if (this.skip === 0) break;
    }
  }
}

/** A line as it is handed over; `bytes` hold until the next one. */
export interface TextLine {
  item: number;
  skip: number;
  bytes: Uint8Array;
}

export class TextLines {
  readonly #layout: FollowLayout;
  readonly #index: Walk;
  readonly #look: Walk;
  readonly #items = new GrowingFloats();
  readonly #skips = new GrowingFloats();
  #step = FIRST_STEP;
  /** lines found so far */
  total = 0;
  /** where the last of them begins: it may have ended only because there was no more */
  #last = { line: 0, item: 0, skip: 0 };
  #itemsSeen = 0;

  readonly #mostKept: number;

  /** `mostKept`: places of lines, an even number */
  constructor(
    layout: FollowLayout,
    payload: (row: number) => Uint8Array | null,
    encoding: FollowEncoding,
    mostKept = MOST_KEPT,
  ) {
    this.#mostKept = mostKept;
    this.#layout = layout;
    this.#index = new Walk(layout, new RunReader(layout, payload, SEGMENTS), encoding);
    this.#look = new Walk(layout, new RunReader(layout, payload, SEGMENTS), encoding);
  }

  /** Finds some more lines; true when all are found. `hasTime` is asked now and then. */
  grow(hasTime: () => boolean): boolean {
    const { items } = this.#layout;
    const walk = this.#index;
    if (items !== this.#itemsSeen) {
      // the last run may go on
      if (walk.item >= this.#itemsSeen) walk.goTo(this.#last.line, this.#last.item, this.#last.skip);
      else walk.goTo(walk.line, walk.item, walk.skip);
      this.#itemsSeen = items;
    }
    for (let n = 1; ; n++) {
      const { line, item, skip } = walk;
      if (!walk.next()) return true;
      this.#last = { line, item, skip };
      if (line % this.#step === 0) this.#keep(line, item, skip);
      this.total = walk.line;
      if (n % 64 === 0 && !hasTime()) return walk.item >= items;
    }
  }

  #keep(line: number, item: number, skip: number): void {
    const at = line / this.#step;
    if (at < this.#items.length) {
      this.#items.set(at, item);
      this.#skips.set(at, skip);
      return;
    }
    this.#items.push(item);
    this.#skips.push(skip);
    if (this.#items.length < this.#mostKept) return;
    for (let i = 0; 2 * i < this.#mostKept; i++) {
      this.#items.set(i, this.#items.at(2 * i));
      this.#skips.set(i, this.#skips.at(2 * i));
    }
    this.#items.length = this.#skips.length = this.#mostKept / 2;
    this.#step *= 2;
  }

  /** Hands over the lines from `from` on, as many as there are of `count`. */
  each(from: number, count: number, take: (line: TextLine) => void): void {
    const end = Math.min(this.total, from + count);
    if (from >= end) return;
    const walk = this.#from(Math.floor(from / this.#step));
    while (walk.line < end && walk.next())
      if (walk.line > from)
        take({
          item: walk.foundItem,
          skip: walk.foundSkip,
          bytes: walk.reader.bytes.subarray(walk.from, walk.to),
        });
  }

  /** The line that a byte of an item lies in; -1: it is not found yet. */
  lineOf(item: number, skip: number): number {
    const isBefore = (at: number): boolean =>
      this.#items.at(at) < item || (this.#items.at(at) === item && this.#skips.at(at) <= skip);
    let low = 0;
    let high = this.#items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(middle)) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return -1;
    const walk = this.#from(low - 1);
    while (walk.line < this.total && walk.next())
      if (walk.item > item || (walk.item === item && walk.skip > skip)) return walk.line - 1;
    return -1;
  }

  #from(kept: number): Walk {
    this.#look.goTo(kept * this.#step, this.#items.at(kept), this.#skips.at(kept));
    return this.#look;
  }
}
