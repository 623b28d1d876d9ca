// Goes over the rows of a list and counts them: from the columns what these tell, by worker threads what only a look at the frame does.
// Blocks are put together in frame order. A list that grows is counted on from where it ended.
import { DISSECT, NO, YES } from '../../filter/columns/column-verdict';
import { CHUNK_BITS, CHUNK_ROWS } from '../../flow/columns/columns';
import { sharedUint8 } from '../../memory/shared-arrays';
import { Slice } from '../base/pause';
import type { ShownRows } from '../document/shown-rows';
import type { Task } from '../search/block';
import type { PoolTask, WorkerPool } from '../search/worker-pool';

/** Rows of the capture that a block reaches over. */
const BLOCK_ROWS = 4096;

type Pool = Pick<WorkerPool, 'capacity' | 'decide' | 'forget'>;

/** What is counted. */
export interface Counter {
  /** what workers are asked of a row; null: the columns tell everything */
  readonly task: Task | null;
  /** Counts what the columns tell of a row; true: a worker must look at its frame. */
  addRow(row: number): boolean;
  /** Counts what workers have found in a block. */
  take(found: Uint32Array): void;
  /** Everything up to this row of the list is counted. */
  reached?(row: number): void;
}

interface Pending {
  /** position in the list behind it */
  end: number;
  found: Promise<Uint32Array | null> | null;
}

export class Counting {
  /** position in the list up to which everything is counted */
  done = 0;
  readonly #list: ShownRows;
  readonly #counter: Counter;
  readonly #pool: Pool;
  readonly #task: PoolTask | null;
  readonly #stop = new Int32Array(new SharedArrayBuffer(4));

  constructor(list: ShownRows, counter: Counter, pool: Pool) {
    this.#list = list;
    this.#counter = counter;
    this.#pool = pool;
    this.#task = counter.task && { what: counter.task };
  }

  get stopped(): boolean {
    return this.#stop[0] !== 0;
  }

  /** Ends it for good; `advance` settles soon. What was counted stays. */
  stop(): void {
    Atomics.store(this.#stop, 0, 1);
    if (this.#task) this.#pool.forget(this.#task);
  }

  /**
   * Counts the rows that the list has now, those below `limit`; `progress` is called whenever some more are counted. Rejects with
   * WorkerFailure; then it cannot go on, but what was counted before is right.
   */
  async advance(limit: number, progress: () => void): Promise<void> {
    const slice = new Slice();
    const pending: Pending[] = [];
    const count = this.#list.count;
    let next = this.done;
    while (!this.stopped) {
      const more = next < count && this.#list.at(next) < limit;
      if (more && pending.length < this.#pool.capacity) {
        pending.push(this.#begin(next, count, limit));
        next = pending[pending.length - 1].end;
        if (slice.over) await slice.giveWay();
        if (pending[0].found !== null) continue;
      }
      const first = pending.shift();
      if (!first) return;
      const found = await first.found;
      // stopped meanwhile: the block may not be whole
      if (this.stopped) return;
      if (found) this.#counter.take(found);
      this.done = first.end;
      this.#counter.reached?.(this.#list.at(first.end - 1));
      progress();
    }
  }

  #begin(from: number, count: number, limit: number): Pending {
    const list = this.#list;
    const row = list.at(from);
    const chunk = row >>> CHUNK_BITS;
    const start = chunk * CHUNK_ROWS;
    const last = Math.min(start + CHUNK_ROWS, row + BLOCK_ROWS, limit);
    const verdicts = sharedUint8(last - row).fill(NO);
    let end = from;
    let looks = false;
    for (let at = row; at < last; at = list.at(end)) {
      const look = this.#counter.addRow(at);
      verdicts[at - row] = look ? DISSECT : YES;
      looks ||= look;
      if (++end === count) break;
    }
    if (!looks || !this.#task) return { end, found: null };
    const block = { chunk, first: row - start, last: last - start, verdicts, stop: this.#stop };
    const found = this.#pool.decide(this.#task, block);
    // whoever waits for it hears of a failure; nobody may be waiting yet
    found.catch(() => undefined);
    return { end, found };
  }
}
