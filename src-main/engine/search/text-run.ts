// Chosen rows as text: made in blocks by the worker threads, handed on in the order of the rows.
import { DISSECT, NO } from '../../filter/columns/column-verdict';
import { CHUNK_BITS, CHUNK_ROWS } from '../../flow/columns/columns';
import { sharedUint8 } from '../../memory/shared-arrays';
import { rowsText, type RowsText } from '../../report/tables/rows-text';
import type { CaptureDocument } from '../document/document';
import type { Block, TextOf } from './block';
import { decideBlock } from './row-decider';
import { textTest } from './text-test';
import type { PoolTask, WorkerPool } from './worker-pool';

/** Rows of a block. */
const BLOCK_ROWS = 2048;
/** Rows that are made here while no thread has begun: who only looks at the first ones needs none. */
const OWN_ROWS = 256;

type Pool = Pick<WorkerPool, 'capacity' | 'decide' | 'forget'>;
type Rows = Iterable<ArrayLike<number>> | AsyncIterable<ArrayLike<number>>;

/**
 * The text of the rows, ascending, that come in `parts`; some rows at a time, with `lead(false)` of their table between them.
 * Rejects with WorkerFailure; what was handed on before is right. Whoever ends it early ends the work.
 */
export async function* textOf(
  document: CaptureDocument,
  pool: Pool,
  parts: Rows,
  what: TextOf,
): AsyncGenerator<RowsText> {
  const task: PoolTask & { what: { kind: 'text' } } = { what: { kind: 'text', what } };
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const pending: Made[] = [];
  let own = OWN_ROWS;
  try {
    for await (const part of parts)
      for (let from = 0, end = 0; from < part.length; from = end) {
        end = blockEnd(part, from, own > 0 ? own : BLOCK_ROWS);
        const block = blockOf(part, from, end, stop);
        if (own > 0) {
          yield* ownText(document, task.what, block);
          own -= end - from;
          continue;
        }
        if (pending.length >= pool.capacity) yield* rest(pending.shift() as Made);
        pending.push(begin(pool, task, block));
      }
    for (let made = pending.shift(); made; made = pending.shift()) yield* rest(made);
  } finally {
    Atomics.store(stop, 0, 1);
    pool.forget(task);
  }
}

/** A block that a thread works on. */
interface Made {
  block: Block;
  found: Promise<Uint32Array | null>;
  again: () => Promise<Uint32Array | null>;
}

function begin(pool: Pool, task: PoolTask, block: Block): Made {
  const again = (): Promise<Uint32Array | null> => pool.decide(task, block);
  const found = again();
  // whoever waits for it hears of a failure; nobody may be waiting yet
  found.catch(() => undefined);
  return { block, found, again };
}

/** A block of much text comes in several parts. */
async function* rest({ block, found, again }: Made): AsyncGenerator<RowsText> {
  yield rowsText(await found);
  while (block.verdicts.includes(DISSECT)) yield rowsText(await again());
}

function* ownText(document: CaptureDocument, task: { kind: 'text'; what: TextOf }, block: Block): Generator<RowsText> {
  const { frameView } = document;
  while (block.verdicts.includes(DISSECT)) {
    const test = textTest(task, frameView);
    const { previousTimes } = frameView;
    decideBlock(block, test);
    frameView.previousTimes = previousTimes;
    yield rowsText(test.found?.() ?? null);
  }
}

/** Rows of a block lie in the same chunk of the columns. */
function blockEnd(rows: ArrayLike<number>, from: number, most: number): number {
  const chunk = rows[from] >>> CHUNK_BITS;
  let end = from + 1;
  while (end < rows.length && end - from < most && rows[end] >>> CHUNK_BITS === chunk) end++;
  return end;
}

function blockOf(rows: ArrayLike<number>, from: number, end: number, stop: Int32Array): Block {
  const chunk = rows[from] >>> CHUNK_BITS;
  const start = chunk * CHUNK_ROWS;
  const first = rows[from] - start;
  const last = rows[end - 1] - start + 1;
  const verdicts = sharedUint8(last - first).fill(NO);
  for (let i = from; i < end; i++) verdicts[rows[i] - start - first] = DISSECT;
  return { chunk, first, last, verdicts, stop };
}
