// Goes over rows in blocks on the worker threads, for a pass that puts together in frame order what they find.
import { DISSECT } from '../../filter/columns/column-verdict';
import { CHUNK_BITS, CHUNK_ROWS } from '../../flow/columns/columns';
import { sharedUint8 } from '../../memory/shared-arrays';
import type { PoolTask } from '../search/worker-pool';
import type { PassWork } from './pass';

/** Rows of a block: a filter that is set meanwhile waits for one of them at most. */
const BLOCK_ROWS = 2048;

interface Pending {
  end: number;
  found: Promise<Uint32Array | null>;
}

export interface Walk {
  task: PoolTask;
  from: number;
  /** rows from here on are not looked at */
  limit: number;
  /** Sets what need not be looked at to something else than DISSECT; false: nothing of the block has to be. */
  choose?: (chunk: number, first: number, last: number, verdicts: Uint8Array) => boolean;
  /** What was found in the rows below `end`, and not before. */
  took(found: Uint32Array | null, end: number): void;
}

/** Looks at the rows from `walk.from` on, as far as there are any now and below the limit. */
export async function walkBlocks(work: PassWork, walk: Walk, signal: AbortSignal): Promise<void> {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const abort = (): void => void Atomics.store(stop, 0, 1);
  signal.addEventListener('abort', abort);
  const pending: Pending[] = [];
  let next = walk.from;
  const end = Math.min(walk.limit, work.rows);
  try {
    while (!signal.aborted && (next < end || pending.length > 0)) {
      // while a capture runs, one thread is enough: the reading goes first
      const most = work.growing ? 1 : work.pool.size;
      if (next < end && pending.length < most) {
        await work.aside();
        if (signal.aborted) return;
        pending.push(begin(work, walk, next, end, stop));
        next = pending[pending.length - 1].end;
        continue;
      }
      const first = pending[0];
      const found = await first.found;
      // stopped meanwhile: the block may not be whole
      if (signal.aborted) return;
      pending.shift();
      walk.took(found, first.end);
    }
  } finally {
    abort();
    signal.removeEventListener('abort', abort);
    work.pool.forget(walk.task);
  }
}

function begin({ pool }: PassWork, { task, choose }: Walk, from: number, end: number, stop: Int32Array): Pending {
  const chunk = from >>> CHUNK_BITS;
  const first = from & (CHUNK_ROWS - 1);
  const last = first + Math.min(BLOCK_ROWS, CHUNK_ROWS - first, end - from);
  const verdicts = sharedUint8(last - first).fill(DISSECT);
  const wanted = choose?.(chunk, first, last, verdicts) ?? true;
  const found = wanted
    ? pool.decide(task, { chunk, first, last, verdicts, stop }, true)
    : Promise.resolve<Uint32Array | null>(null);
  // whoever waits for it hears of a failure; nobody may be waiting yet
  found.catch(() => undefined);
  return { end: from + last - first, found };
}
