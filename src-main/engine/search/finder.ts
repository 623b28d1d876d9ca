// Find: the next packet of the displayed list, forward or backward, that holds what is looked for. Goes over the list in blocks, several
// at a time on the workers, and takes the first hit in the direction of the search.
import { ColumnPlan } from '../../filter/columns/column-plan';
import { DISSECT, NO, YES } from '../../filter/columns/column-verdict';
import { checkPattern } from '../../filter/pattern/pattern';
import { CHUNK_BITS, CHUNK_ROWS } from '../../flow/columns/columns';
import { sharedUint8 } from '../../memory/shared-arrays';
import type { EngineRequests } from '../../ipc/contracts/engine-contract';
import type { FilterMistake, FindHit, FindStatus, FindWhat } from '../../ipc/contracts/filter-contract';
import type { MessageKey } from '../../i18n/catalogue';
import type { Block, Task } from './block';
import { compileSource } from './compile-task';
import type { CaptureDocument } from '../document/document';
import { RequestFailure } from '../base/failure';
import { bytesOf, bytesSearch } from './find-test';
import { Slice } from '../base/pause';
import { detailOf, problem } from '../base/problems';
import type { ShownRows } from '../document/shown-rows';
import { WorkerFailure, type PoolTask, type WorkerPool } from './worker-pool';

type Args = EngineRequests['find']['args'];
type Answer = EngineRequests['find']['answer'];

/** Rows of a block: few at first, the hit is often near. */
const FIRST_ROWS = 256;
const MOST_ROWS = 8192;

/** What is looked for, understood. */
type Search = { task: Task; plan: ColumnPlan | null };
type Understood = { ok: true; search: Search } | { ok: false; mistake: FilterMistake };

/** Positions of the list, in the order in which they are looked at. */
interface Stretch {
  from: number;
  to: number;
  wrapped: boolean;
}

interface Pending {
  block: Block;
  /** positions of the list that the block stands for */
  count: number;
  wrapped: boolean;
  done: Promise<void> | null;
}

export class Finder {
  readonly #document: CaptureDocument;
  readonly #pool: WorkerPool;
  readonly #tell: (status: FindStatus) => void;

  /** `tell`: hears how far a search is. */
  constructor(document: CaptureDocument, pool: WorkerPool, tell: (status: FindStatus) => void) {
    this.#document = document;
    this.#pool = pool;
    this.#tell = tell;
  }

  /**
   * The next hit after frame `from` of the list (before it, backward), null: none. Throws RequestFailure when a worker failed. A search
   * that is given up answers null.
   */
  async find(shown: ShownRows, { what, from, backward, wrap }: Args, signal: AbortSignal): Promise<Answer> {
    const understood = this.#understand(what);
    if (!understood.ok) return understood;
    const walk = new Walk(this.#pool, shown, understood.search);
    const stop = (): void => walk.stop();
    signal.addEventListener('abort', stop);
    try {
      const total = shown.count;
      const hit = await walk.run(stretches(shown, from, backward, wrap), backward, (scanned) =>
        this.#tell({ running: true, scanned, total }),
      );
      return { ok: true, hit: hit && this.#hitOf(hit, understood.search) };
    } catch (error) {
      if (error instanceof WorkerFailure)
        throw new RequestFailure(problem('find.worker', 'find.worker', undefined, detailOf(error)));
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
      walk.close();
      this.#tell({ running: false, scanned: 0, total: 0 });
    }
  }

  #understand(what: FindWhat): Understood {
    if (what.by === 'filter') {
      const compiled = compileSource(this.#document, what.source);
      if (!compiled.ok) return compiled;
      const { test } = compiled.filter;
      if (test === null) return mistake('empty', 'find.noText', 0);
      return { ok: true, search: { task: compiled.task, plan: new ColumnPlan(test, this.#document.frameView) } };
    }
    if (what.by === 'hex' && !bytesOf(what.hex)) return mistake('bytes', 'find.noBytes', what.hex.length);
    if (what.by === 'text' && what.text === '') return mistake('empty', 'find.noText', 0);
    if (what.by === 'regex') {
      if (what.pattern === '') return mistake('empty', 'find.noText', 0);
      const verdict = checkPattern(what.pattern);
      if (!verdict.ok) {
        const { at, len, message } = verdict;
        return { ok: false, mistake: { kind: 'pattern', at, len, message, hint: null, suggestion: null } };
      }
    }
    return { ok: true, search: { task: { kind: 'find', what }, plan: null } };
  }

  #hitOf({ row, wrapped }: { row: number; wrapped: boolean }, { task }: Search): FindHit {
    const search = task.kind === 'find' ? bytesSearch(task.what) : null;
    const found = search?.(this.#document.bytes(row)) ?? null;
    return { frame: row + 1, wrapped, bytes: found && found.len > 0 ? found : null };
  }
}

const mistake = (kind: string, key: MessageKey, len: number): Understood => ({
  ok: false,
  mistake: { kind, at: 0, len, message: { key }, hint: null, suggestion: null },
});

/** Where to look, in this order; the frame that the search begins at comes last, after all others. */
function stretches(shown: ShownRows, from: number, backward: boolean, wrap: boolean): Stretch[] {
  const { count } = shown;
  if (count === 0) return [];
  // positions below `before` lie before the frame, those from `after` on behind it
  const before = from === 0 ? (backward ? count : 0) : positionOf(shown, from - 1);
  const after = from > 0 && before < count && shown.at(before) === from - 1 ? before + 1 : before;
  const near = backward ? { from: 0, to: before } : { from: after, to: count };
  const far = backward ? { from: before, to: count } : { from: 0, to: after };
  const all = [{ ...near, wrapped: false }];
  if (wrap && from > 0) all.push({ ...far, wrapped: true });
  return all;
}

/** Position of the first row that is not before `row`. */
function positionOf(shown: ShownRows, row: number): number {
  let low = 0;
  let high = shown.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (shown.at(middle) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

class Walk {
  readonly #pool: WorkerPool;
  readonly #shown: ShownRows;
  readonly #plan: ColumnPlan | null;
  readonly #task: PoolTask;
  readonly #stop = new Int32Array(new SharedArrayBuffer(4));
  readonly #verdicts = new Uint8Array(CHUNK_ROWS);
  #blockRows = FIRST_ROWS;

  constructor(pool: WorkerPool, shown: ShownRows, { task, plan }: Search) {
    this.#pool = pool;
    this.#shown = shown;
    this.#plan = plan;
    this.#task = { what: task };
  }

  stop(): void {
    Atomics.store(this.#stop, 0, 1);
  }

  close(): void {
    this.stop();
    this.#pool.forget(this.#task);
  }

  /** Row of the first hit in the order of the stretches. */
  async run(
    stretches: Stretch[],
    backward: boolean,
    progress: (scanned: number) => void,
  ): Promise<{ row: number; wrapped: boolean } | null> {
    const slice = new Slice();
    const pending: Pending[] = [];
    let scanned = 0;
    let next: Stretch | undefined = stretches.shift();
    while (this.#stop[0] === 0 && (next || pending.length > 0)) {
      if (next && next.from >= next.to) next = stretches.shift();
      else if (next && pending.length < this.#pool.capacity) pending.push(this.#begin(next, backward));
      else await pending[0]?.done;
      while (pending.length > 0 && pending[0].done === null) {
        const { block, count, wrapped } = pending.splice(0, 1)[0];
        scanned += count;
        const at = backward ? block.verdicts.lastIndexOf(YES) : block.verdicts.indexOf(YES);
        if (at >= 0) return { row: (block.chunk << CHUNK_BITS) + block.first + at, wrapped };
      }
      progress(scanned);
      if (slice.over) await slice.giveWay();
    }
    return null;
  }

  /** Begins with the next rows of a stretch, as many as lie in one chunk. */
  #begin(stretch: Stretch, backward: boolean): Pending {
    const shown = this.#shown;
    const most = Math.min(this.#blockRows, stretch.to - stretch.from);
    this.#blockRows = Math.min(MOST_ROWS, 2 * this.#blockRows);
    const edge = backward ? stretch.to - 1 : stretch.from;
    const chunk = shown.at(edge) >>> CHUNK_BITS;
    let count = 1;
    const step = backward ? -1 : 1;
    while (count < most && shown.at(edge + step * count) >>> CHUNK_BITS === chunk) count++;
    const from = backward ? stretch.to - count : stretch.from;
    if (backward) stretch.to = from;
    else stretch.from += count;

    const start = chunk << CHUNK_BITS;
    const first = shown.at(from) - start;
    const last = shown.at(from + count - 1) - start + 1;
    const verdicts = sharedUint8(last - first).fill(NO);
    if (this.#plan) this.#plan.evaluate(chunk, first, last, this.#verdicts);
    for (let i = from; i < from + count; i++) {
      const at = shown.at(i) - start;
      verdicts[at - first] = this.#plan ? this.#verdicts[at] : DISSECT;
    }
    const block = { chunk, first, last, verdicts, stop: this.#stop };
    const pending: Pending = { block, count, wrapped: stretch.wrapped, done: null };
    if (!verdicts.includes(DISSECT)) return pending;
    pending.done = this.#pool.decide(this.#task, block).then(() => {
      pending.done = null;
    });
    pending.done.catch(() => undefined);
    return pending;
  }
}
