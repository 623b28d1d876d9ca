// One filter going over the capture: blocks of rows are decided from the columns, what these leave open by the workers; matches come
// out in frame order, whichever block is done first.
import { changesWithMore, ColumnPlan, passesOf } from '../../filter/columns/column-plan';
import { DISSECT, YES } from '../../filter/columns/column-verdict';
import type { Test } from '../../filter/language/tree';
import { CHUNK_BITS, CHUNK_ROWS } from '../../flow/columns/columns';
import { sharedUint8 } from '../../memory/shared-arrays';
import type { PassId } from '../../ipc/passes';
import type { FilterTask } from './block';
import type { CaptureDocument } from '../document/document';
import { Slice } from '../base/pause';
import { RowList } from '../document/shown-rows';
import type { PoolTask, WorkerPool } from './worker-pool';

/** Rows of a block: few at first, so that something can be shown at once. */
const FIRST_ROWS = 2048;
const MOST_ROWS = 16_384;

interface Pending {
  from: number;
  verdicts: Uint8Array;
  count: number;
  /** null: decided */
  done: Promise<void> | null;
}

export class FilterRun {
  readonly rows = new RowList();
  /** rows of the capture that are decided, from the first one on */
  decided = 0;
  /** some answers may change while more of the capture is read */
  readonly changes: boolean;
  /** passes that it waits for: before they are done, answers are not final */
  readonly passes: readonly PassId[];
  readonly #document: CaptureDocument;
  readonly #pool: WorkerPool;
  readonly #task: PoolTask;
  /** null: the columns do not hold what is asked */
  readonly #plan: ColumnPlan | null;
  readonly #stop = new Int32Array(new SharedArrayBuffer(4));
  readonly #verdicts = new Uint8Array(CHUNK_ROWS);
  readonly #pending: Pending[] = [];
  /** next row to begin with */
  #next = 0;
  #blockRows = FIRST_ROWS;

  constructor(document: CaptureDocument, pool: WorkerPool, test: Test, task: FilterTask) {
    this.#document = document;
    this.#pool = pool;
    this.#task = { what: task };
    this.#plan = task.options ? null : new ColumnPlan(test, document.frameView);
    this.changes = changesWithMore(test);
    this.passes = passesOf(test);
  }

  get stopped(): boolean {
    return this.#stop[0] !== 0;
  }

  /** Ends the run; `advance` settles soon. What was found stays. */
  stop(): void {
    Atomics.store(this.#stop, 0, 1);
  }

  /** The run will not go on. */
  close(): void {
    this.stop();
    this.#pool.forget(this.#task);
  }

  /**
   * Decides the rows that the capture has now and that are not decided; `progress` is called whenever some more are. Settles early when
   * the run is stopped. Rejects with WorkerFailure; then the run cannot go on, but what was found before is right.
   */
  async advance(progress: () => void): Promise<void> {
    const slice = new Slice();
    const end = this.#document.frames;
    try {
      while (!this.stopped && (this.#next < end || this.#pending.length > 0)) {
        if (this.#next < end && this.#pending.length < this.#pool.capacity) this.#begin(end);
        else await this.#pending[0]?.done;
        while (!this.stopped && this.#pending.length > 0 && this.#pending[0].done === null) this.#take();
        progress();
        if (slice.over) await slice.giveWay();
      }
    } catch (error) {
      this.stop();
      throw error;
    }
  }

  /** Begins with the next block. */
  #begin(end: number): void {
    const from = this.#next;
    const chunk = from >>> CHUNK_BITS;
    const first = from & (CHUNK_ROWS - 1);
    const count = Math.min(this.#blockRows, CHUNK_ROWS - first, end - from);
    this.#next += count;
    this.#blockRows = Math.min(MOST_ROWS, 2 * this.#blockRows);
    const verdicts = this.#verdicts;
    if (this.#plan) this.#plan.evaluate(chunk, first, first + count, verdicts);
    else verdicts.fill(DISSECT, first, first + count);
    const decided = verdicts.subarray(first, first + count);
    const pending: Pending = { from, verdicts: decided, count, done: null };
    if (decided.includes(DISSECT)) {
      pending.verdicts = sharedUint8(count);
      pending.verdicts.set(decided);
      const block = { chunk, first, last: first + count, verdicts: pending.verdicts, stop: this.#stop };
      pending.done = this.#pool.decide(this.#task, block).then(() => {
        pending.done = null;
      });
      // whoever waits for it hears of a failure; nobody may be waiting yet
      pending.done.catch(() => undefined);
    } else if (this.#pending.length > 0) {
      pending.verdicts = decided.slice(); // the array is used again before its turn comes
    }
    this.#pending.push(pending);
  }

  /** Takes the matches of the first block. */
  #take(): void {
    const pending = this.#pending.shift();
    if (!pending) return;
    const { from, verdicts, count } = pending;
    for (let i = verdicts.indexOf(YES); i >= 0; i = verdicts.indexOf(YES, i + 1)) this.rows.push(from + i);
    this.decided = from + count;
  }
}
