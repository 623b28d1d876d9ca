// Numbers of one direction that are missing while later ones were captured, so that what fills them is told from what is sent again.
import { seqAdd, seqDiff } from '../../wire/seq';

/** Gaps known at once: where there are more, the oldest are forgotten. */
const MOST_GAPS = 64;

export class Gaps {
  #next: number | null = null;
  #open: { from: number; to: number }[] = [];

  /** Nothing is known any more. */
  clear(): void {
    this.#next = null;
    if (this.#open.length > 0) this.#open = [];
  }

  /**
   * A segment of `length` numbers from `seq` on; `opens`: the analysis says that numbers before it are missing.
   * @returns whether it fills a gap
   */
  take(seq: number, length: number, opens: boolean): boolean {
    if (opens && this.#next !== null && seqDiff(seq, this.#next) > 0) {
      if (this.#open.length === MOST_GAPS) this.#open.shift();
      this.#open.push({ from: this.#next, to: seq });
    }
    const end = seqAdd(seq, length);
    const isNew = this.#next === null || seqDiff(end, this.#next) > 0;
    if (isNew) this.#next = end;
    return !isNew && length > 0 && this.#fill(seq, end);
  }

  #fill(seq: number, end: number): boolean {
    const at = this.#open.findIndex(({ from, to }) => seqDiff(seq, from) >= 0 && seqDiff(end, to) <= 0);
    if (at < 0) return false;
    const { from, to } = this.#open[at];
    const rest = [
      { from, to: seq },
      { from: end, to },
    ].filter((gap) => gap.from !== gap.to);
    this.#open.splice(at, 1, ...rest);
    return true;
  }
}
