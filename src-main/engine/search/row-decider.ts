// Decides the rows of a block that only a look at the frame can decide. Runs in the workers.
import { DISSECT, NO, YES } from '../../filter/columns/column-verdict';
import { CHUNK_ROWS } from '../../flow/columns/columns';
import type { Block } from './block';

/** A question about a frame. */
export interface RowTest {
  /** Decides rows of a block for which that is possible without a dissection. */
  before?(block: Block): void;
  test(row: number): boolean;
  /** So much was collected that it is to be handed in, whatever is left of the block: it is asked again about the rest. */
  full?(): boolean;
  /** What was collected in the block decided last. */
  found?(): Uint32Array<ArrayBuffer>;
}

/** Rows between two looks at whether anybody still wants the answer. */
const LOOK_EVERY = 32;

/** Replaces every DISSECT of the block by YES or NO, unless it is stopped before, or the test is full. */
export function decideBlock(block: Block, test: RowTest): void {
  const { chunk, first, last, verdicts, stop } = block;
  if (Atomics.load(stop, 0) !== 0) return;
  test.before?.(block);
  const start = chunk * CHUNK_ROWS + first;
  let looked = 0;
  for (let i = 0; i < last - first; i++) {
    if (verdicts[i] !== DISSECT) continue;
    if (++looked % LOOK_EVERY === 0 && Atomics.load(stop, 0) !== 0) return;
    verdicts[i] = test.test(start + i) ? YES : NO;
    if (test.full?.()) return;
  }
}
