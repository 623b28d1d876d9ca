// Times from requests to their responses: how many, how long, how many requests were never answered. A few thousand are kept one by one; of
// more it is counted how many lie in each range of 1 %, so that what is kept stays below 32 KiB.
import { nearestRank } from '../timing/rank';

const FIRST_KEPT = 4;
/** Times that are kept one by one. */
export const MOST_EXACT_TIMES = 4096;
/** Ranges to each factor of e: one is 1 % wide, so its middle is at most 0.5 % beside what lies in it. */
const RANGES_PER_E = 100;
/** The last range begins at e^43 ns, some 150 years; the first holds what is not above 0. */
const RANGES = 2 + 43 * RANGES_PER_E;

const rangeOf = (ns: number): number =>
  ns <= 0 ? 0 : Math.min(RANGES - 1, 1 + Math.floor(Math.log(ns) * RANGES_PER_E));
const middleOf = (range: number): number => (range === 0 ? 0 : Math.exp((range - 0.5) / RANGES_PER_E));

export class ResponseTimes {
  count = 0;
  /** requests without a response */
  unanswered = 0;
  least = Infinity;
  most = -Infinity;
  /** row that ends the longest, the first of several; -1: there is none */
  slowest = -1;
  #sum = 0;
  /** null: there are too many, and `ranges` holds them */
  #values: Float64Array | null = new Float64Array(FIRST_KEPT);
  #ranges: Uint32Array | null = null;

  /** @param ns below 0 where packets are not in the order of their times */
  add(ns: number, row: number): void {
    if (this.#values !== null && this.count === MOST_EXACT_TIMES) this.#spread(this.#values);
    if (this.#values !== null) {
      if (this.count === this.#values.length) this.#values = widened(this.#values);
      this.#values[this.count] = ns;
    } else if (this.#ranges !== null) this.#ranges[rangeOf(ns)]++;
    this.count++;
    this.#sum += ns;
    if (ns < this.least) this.least = ns;
    if (ns <= this.most) return;
    this.most = ns;
    this.slowest = row;
  }

  /** ns; NaN: there are none */
  get mean(): number {
    return this.#sum / this.count;
  }

  /**
   * So much of them (0 … 1) are not longer, by the nearest rank, in ns: a time that was measured, or, of more than MOST_EXACT_TIMES, within
   * 0.5 % of one. NaN: there are none.
   */
  within(share: number): number {
    if (this.count === 0) return NaN;
    if (this.#values !== null) return nearestRank(this.#values, this.count, share);
    const wanted = Math.max(1, Math.ceil(share * this.count));
    let seen = 0;
    let range = 0;
    for (; range < RANGES - 1; range++) if ((seen += this.#ranges?.[range] ?? 0) >= wanted) break;
    return Math.min(this.most, Math.max(this.least, middleOf(range)));
  }

  #spread(values: Float64Array): void {
    const ranges = new Uint32Array(RANGES);
    for (const ns of values) ranges[rangeOf(ns)]++;
    this.#ranges = ranges;
    this.#values = null;
  }
}

function widened(values: Float64Array): Float64Array {
  const wider = new Float64Array(2 * values.length);
  wider.set(values);
  return wider;
}
