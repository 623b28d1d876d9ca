// Which conversations are worth storing now: those that changed, once they have been quiet for a pass. One that changes all the time is
// stored every so many passes.
import type { FlowView } from '../flow/table/flow-view';
import { CHUNK_FLOWS, FLOW_BITS } from '../flow/table/flow-chunk';

const PASSES = 20;

export class ChangedFlows {
  readonly #table: FlowView;
  /** by chunk: changed in the pass before */
  readonly #waiting: Uint8Array[] = [];
  #pass = 0;
  /** after a pass: how many were left for a later one */
  left = 0;

  constructor(table: FlowView) {
    this.#table = table;
  }

  /**
   * Ids to be stored in this pass; `all`: nothing changes any more. The engine goes on meanwhile: the mark is taken off before a row is
   * looked at, and what had one is looked at once more in the next pass, so that nothing remains half seen.
   */
  *next(all: boolean): Generator<number> {
    const busyToo = all || ++this.#pass % PASSES === 0;
    this.left = 0;
    const { count } = this.#table;
    for (let from = 0; from < count; from += CHUNK_FLOWS) {
      const { changed } = this.#table.chunk(from);
      const waiting = (this.#waiting[from >>> FLOW_BITS] ??= new Uint8Array(CHUNK_FLOWS));
      const end = Math.min(CHUNK_FLOWS, count - from);
      for (let i = 0; i < end; i++) {
        const now = changed[i];
        if ((now | waiting[i]) === 0) continue;
        changed[i] = 0;
        const store = busyToo || now === 0;
        waiting[i] = all ? 0 : now;
        this.left += waiting[i];
        if (store) yield from + i;
      }
    }
  }
}
