// Times of one sort that were measured in a connection, and the two packets that the longest was measured between.
import { nearestRank } from './rank';

/** What grew beyond this is given back when the next connection begins. */
const MOST_KEPT = 65_536;

export class Samples {
  #values = new Float64Array(64);
  count = 0;
  least = Infinity;
  most = -Infinity;
  /** rows of the longest */
  from = -1;
  to = -1;

  clear(): void {
    if (this.#values.length > MOST_KEPT) this.#values = new Float64Array(64);
    this.count = 0;
    this.least = Infinity;
    this.most = -Infinity;
    this.from = this.to = -1;
  }

  /** ns from one row to another */
  add(ns: number, from: number, to: number): void {
    if (this.count === this.#values.length) {
      const wider = new Float64Array(2 * this.count);
      wider.set(this.#values);
      this.#values = wider;
    }
    this.#values[this.count++] = ns;
    if (ns < this.least) this.least = ns;
    if (ns <= this.most) return;
    this.most = ns;
    this.from = from;
    this.to = to;
  }

  /** So much of them (0 … 1) are not longer; NaN: there are none. */
  within(share: number): number {
    return this.count === 0 ? NaN : nearestRank(this.#values, this.count, share);
  }
}
