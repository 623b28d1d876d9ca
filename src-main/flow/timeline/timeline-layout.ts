// Rows of the timeline: segments one by one, long stretches of plain ones folded, breaks where time passed, gaps where bytes
// were not captured.
// A fold's id names the segment it begins with, so it means the same after more segments have come.
import type { Segments } from './timeline-segments';
import type { Stretch } from './timeline-phases';

/** Runs of at least so many plain segments are folded. */
export const FOLD_FROM = 7;
/** A fold of more segments than BIG opens into folds of PART. */
export const BIG = 2000;
export const PART = 1000;

/** A gap this many times the usual one is drawn as a break. */
const BREAK_TIMES = 10;
/** Below, a gap is not worth a break, whatever is usual: ns. */
const LEAST_BREAK = 10e6;

const foldId = (segment: number): number => 2 * segment;
const partId = (segment: number): number => 2 * segment + 1;

/** Row r covers segments start[r] … below end[r]; a break or gap has start = end = the segment behind it. */
export interface Layout {
  count: number;
  folds: number;
  start: Uint32Array;
  end: Uint32Array;
  /** -1: a segment; -2: a break; -3: a gap; else a fold */
  fold: Int32Array;
}
export const SEGMENT = -1;
export const BREAK = -2;
export const GAP = -3;

/** The gap, in ns, from which on a break is drawn. */
export function breakFrom(s: Segments, roundTripNs: number): number {
  const gaps = new Float64Array(Math.max(0, s.count - 1));
  for (let i = 1; i < s.count; i++) gaps[i - 1] = Math.max(0, s.time[i] - s.time[i - 1]);
  gaps.sort();
  const median = gaps.length > 0 ? gaps[gaps.length >> 1] : 0;
  return Math.max(LEAST_BREAK, BREAK_TIMES * Math.max(median, roundTripNs));
}

export function layOut(
  s: Segments,
  phases: readonly Stretch[],
  breakNs: number,
  unfolded: ReadonlySet<number>,
  missing: Float64Array,
): Layout {
  const rows = new Rows(s, breakNs, missing);
  for (const phase of phases) {
    for (let i = phase.from; i < phase.to;) {
      let end = i;
      while (end < phase.to && s.plain[end]) end++;
      if (end - i < FOLD_FROM) {
        end = Math.max(end, i + 1);
        rows.segments(i, end);
      } else if (!unfolded.has(foldId(i))) rows.add(i, end, foldId(i));
      else if (end - i <= BIG) rows.segments(i, end);
      else {
        for (let part = i; part < end; part += PART) {
          const partEnd = Math.min(part + PART, end);
          if (unfolded.has(partId(part))) rows.segments(part, partEnd);
          else rows.add(part, partEnd, partId(part));
        }
      }
      i = end;
    }
  }
  return rows.layout();
}

class Rows {
  #start: number[] = [];
  #end: number[] = [];
  #fold: number[] = [];
  constructor(
    private readonly s: Segments,
    private readonly breakNs: number,
    private readonly missing: Float64Array,
  ) {}

  segments(from: number, to: number): void {
    for (let i = from; i < to; i++) this.add(i, i + 1, SEGMENT);
  }
  add(start: number, end: number, fold: number): void {
    if (start > 0 && this.s.time[start] - this.s.time[start - 1] > this.breakNs) this.#push(start, start, BREAK);
    if (fold === SEGMENT && this.missing[start] > 0) this.#push(start, start, GAP);
    this.#push(start, end, fold);
  }
  #push(start: number, end: number, fold: number): void {
    this.#start.push(start);
    this.#end.push(end);
    this.#fold.push(fold);
  }
  layout(): Layout {
    return {
      count: this.#start.length,
      folds: this.#fold.reduce((sum, fold) => sum + (fold >= 0 ? 1 : 0), 0),
      start: Uint32Array.from(this.#start),
      end: Uint32Array.from(this.#end),
      fold: Int32Array.from(this.#fold),
    };
  }
}

/** Row that shows a segment (0 … segments-1): itself, or the fold that it is in. */
export function rowOfSegment(layout: Layout, segment: number): number {
  let low = 0;
  let high = layout.count - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (layout.end[middle] <= segment) low = middle + 1;
    else high = middle;
  }
  return low;
}
