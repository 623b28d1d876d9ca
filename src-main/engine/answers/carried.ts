// What the reader has put on packets and written on them, from one reading of a capture to the next: the frames are the same, but they may be
// numbered otherwise. A frame is known by its place among the frames of the file, and must have the lengths and the time that it had.
import { MARK_BITS, type MarkKind } from '../../ipc/contracts/mark-contract';
import type { Carried } from '../../ipc/contracts/carried-contract';
import { addShift } from '../../ipc/time-shift';
import type { CaptureDocument } from '../document/document';
import { setComments } from './comments';

const NOTHING: Carried = {
  places: new Uint32Array(0),
  bits: new Uint8Array(0),
  sums: new Uint32Array(0),
  comments: [],
  capture: null,
};

/** One capture that is read: takes what was put on it before, as its frames come, and tells what is on it now. */
export class Carrying {
  readonly #document: CaptureDocument;
  readonly #brought: Carried;
  /** what is not taken yet begins here */
  #mark = 0;
  #comment = 0;

  /** `brought` null: nothing was put on it before. */
  constructor(document: CaptureDocument, brought: Carried | null) {
    this.#document = document;
    this.#brought = brought ?? NOTHING;
    const { capture } = this.#brought;
    if (capture !== null) setComments(document, { frame: null, comments: capture });
  }

  /**
   * Puts it on the frames that are there by now; where these are numbered otherwise than in the file, when all are (`isOver`). Answers what was put on
   * frames of which filters may have been told before.
   */
  take(isOver: boolean): (MarkKind | 'comment')[] {
    const { places } = this.#document;
    if (places !== null && !isOver) return [];
    const rows = places && rowsByPlace(places);
    const { places: marked, bits, comments } = this.#brought;
    let taken = 0;
    for (; this.#mark < marked.length; this.#mark++) {
      const row = this.#rowOf(marked[this.#mark], rows);
      if (row === null && !isOver) break;
      if (row === null || sumOf(this.#document, row) !== this.#brought.sums[this.#mark]) continue;
      taken |= bits[this.#mark];
      for (const bit of Object.values(MARK_BITS))
        if (bits[this.#mark] & bit) this.#document.analysis.readerMarks.set(row, bit, true);
    }
    const before = this.#document.analysis.readerComments.version;
    for (; this.#comment < comments.length; this.#comment++) {
      const { place, sum, comments: texts } = comments[this.#comment];
      const row = this.#rowOf(place, rows);
      if (row === null && !isOver) break;
      if (row === null || sumOf(this.#document, row) !== sum) continue;
      // what was written while it was read is newer
      if (this.#document.analysis.readerComments.of(row) === null)
        setComments(this.#document, { frame: row + 1, comments: texts });
    }
    if (rows === null) return [];
    const kinds = (Object.keys(MARK_BITS) as MarkKind[]).filter((kind) => taken & MARK_BITS[kind]);
    return this.#document.analysis.readerComments.version === before ? kinds : [...kinds, 'comment'];
  }

  /** Null: there is no such frame, or not yet. */
  #rowOf(place: number, rows: Uint32Array | null): number | null {
    const row = rows === null ? place : rows.at(place);
    return row === undefined || row >= this.#document.frames ? null : row;
  }

  /** All that is on it, and what was not taken yet; null: nothing. */
  all(): Carried | null {
    const { readerComments } = this.#document.analysis;
    const { comments: brought } = this.#brought;
    const marks = this.#marks();
    const comments = readerComments.share().map(([row, texts]) => ({
      place: this.#document.places?.[row] ?? row,
      sum: sumOf(this.#document, row),
      comments: [...texts],
    }));
    const waiting = new Map(brought.slice(this.#comment).map((one) => [one.place, one]));
    for (const one of comments) waiting.set(one.place, one);
    const capture = readerComments.capture && [...readerComments.capture];
    if (marks.places.length === 0 && waiting.size === 0 && capture === null) return null;
    return { ...marks, comments: [...waiting.values()].sort((a, b) => a.place - b.place), capture };
  }

  #marks(): Pick<Carried, 'places' | 'bits' | 'sums'> {
    const document = this.#document;
    const { readerMarks: marks } = document.analysis;
    const { places, bits, sums } = this.#brought;
    const rows = document.places && rowsByPlace(document.places);
    const { frames } = document;
    const put = marks.marked + marks.ignored + marks.references > 0 ? frames : 0;
    const to: Pick<Carried, 'places' | 'bits' | 'sums'> = {
      places: new Uint32Array(0),
      bits: new Uint8Array(0),
      sums: new Uint32Array(0),
    };
    // counted first, then filled
    for (const fill of [false, true]) {
      let count = 0;
      let next = this.#mark;
      for (let place = 0; place < put || next < places.length; place++) {
        if (place >= put) place = Math.max(place, places[next]);
        const row = this.#rowOf(place, rows);
        const waits = next < places.length && places[next] === place ? next++ : -1;
        const on = (row === null ? 0 : marks.of(row)) | (waits < 0 ? 0 : bits[waits]);
        if (on === 0) continue;
        if (fill) {
          to.places[count] = place;
          to.bits[count] = on;
          to.sums[count] = row === null ? sums[waits] : sumOf(document, row);
        }
        count++;
      }
      if (!fill) Object.assign(to, emptyOf(count));
    }
    return to;
  }
}

const emptyOf = (count: number): Pick<Carried, 'places' | 'bits' | 'sums'> => ({
  places: new Uint32Array(count),
  bits: new Uint8Array(count),
  sums: new Uint32Array(count),
});

/** The row of each place in the file. */
function rowsByPlace(places: Uint32Array): Uint32Array {
  const rows = new Uint32Array(places.length);
  for (let row = 0; row < places.length; row++) rows[places[row]] = row;
  return rows;
}

/** What a frame must still be: a sum of its lengths and of its time as the file has it. 32 bits. */
function sumOf({ columns, timeShift }: CaptureDocument, row: number): number {
  const at = columns.hasTime(row)
    ? addShift({ sec: columns.timeSec(row), nano: columns.timeNano(row) }, timeShift, -1)
    : { sec: -1, nano: -1 };
  let sum = 0;
  for (const part of [at.sec, at.nano, columns.capturedLen(row), columns.originalLen(row)])
    sum = Math.imul(sum ^ part, 0x9e3779b1) ^ (sum >>> 15);
  return sum >>> 0;
}
