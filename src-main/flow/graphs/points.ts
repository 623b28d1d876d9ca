// Points of one line while they are gathered, and the thinning of those that would fall on one and the same point of the picture.
import type { GraphLine, GraphRole } from '../../ipc/contracts/graph-contract';

/** Points of the picture upwards that are told apart. */
const LINES = 600;
/** Points of a line that are handed over at most, whatever the picture's width. */
const MOST = 40_000;

export class Points {
  readonly #x: number[] = [];
  readonly #y: number[] = [];
  readonly #top: number[] = [];
  readonly #frame: number[] = [];

  constructor(
    readonly role: GraphRole,
    readonly shape: GraphLine['shape'],
  ) {}

  get count(): number {
    return this.#x.length;
  }

  /** @param x  not smaller than that of the point before; `top`: of a bar */
  add(x: number, y: number, frame: number, top = y): void {
    this.#x.push(x);
    this.#y.push(y);
    this.#top.push(top);
    this.#frame.push(frame);
  }

  /** The line from `from` to `to`, thinned to `columns` across. Of steps the last point before that part stays, too. */
  line(from: number, to: number, columns: number): GraphLine {
    let first = lowerBound(this.#x, from);
    const end = lowerBound(this.#x, to, true);
    if (this.shape === 'steps' && first > 0) first--;
    const cells = new Cells(this.#range(first, end), from, to, columns);
    let kept = cells.keep(this.#x, this.#y, this.#top, first, end, this.shape === 'steps');
    for (let rest = 2; kept.length > MOST; rest++) kept = kept.filter((_, i) => i % rest === 0);
    const pick = (values: readonly number[]): Float64Array => Float64Array.from(kept, (i) => values[i]);
    return {
      role: this.role,
      shape: this.shape,
      x: pick(this.#x),
      y: pick(this.#y),
      top: this.shape === 'bars' ? pick(this.#top) : null,
      frame: Uint32Array.from(kept, (i) => this.#frame[i]),
    };
  }

  /** How many there are from `from` to `to`. */
  within(from: number, to: number): number {
    return lowerBound(this.#x, to, true) - lowerBound(this.#x, from);
  }

  #range(first: number, end: number): [least: number, most: number] {
    let least = Infinity;
    let most = -Infinity;
    for (let i = first; i < end; i++) {
      least = Math.min(least, this.#y[i]);
      most = Math.max(most, this.#top[i]);
    }
    return [least, most];
  }
}

/** The picture as cells of one point each: the first and the last of a column stay, and one of each cell that is touched. */
class Cells {
  readonly #least: number;
  readonly #perLine: number;
  readonly #from: number;
  readonly #perColumn: number;

  constructor([least, most]: [number, number], from: number, to: number, columns: number) {
    this.#least = least;
    this.#perLine = most > least ? LINES / (most - least) : 0;
    this.#from = from;
    this.#perColumn = to > from ? columns / (to - from) : 0;
  }

  keep(
    x: readonly number[],
    y: readonly number[],
    top: readonly number[],
    first: number,
    end: number,
    ends: boolean,
  ): number[] {
    const kept: number[] = [];
    const touched = new Set<number>();
    let column = NaN;
    for (let i = first; i < end; i++) {
      const now = Math.floor((x[i] - this.#from) * this.#perColumn);
      if (now !== column) {
        // where a step leaves a column it is drawn on from there: the last one of a column matters
        if (ends && i > first && kept.at(-1) !== i - 1) kept.push(i - 1);
        touched.clear();
        column = now;
      }
      const low = Math.floor((y[i] - this.#least) * this.#perLine);
      const high = Math.floor((top[i] - this.#least) * this.#perLine);
      const cell = low * (LINES + 2) + high;
      if (touched.has(cell) && i < end - 1) continue;
      touched.add(cell);
      kept.push(i);
    }
    return kept;
  }
}

/** First index whose value is not below `value`; with `above`, the first that is above it. */
function lowerBound(sorted: readonly number[], value: number, above = false): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (above ? sorted[middle] <= value : sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
