// The pass that collects the expert notes of all packets. The worker threads look at them, in blocks; what they find is put together here
// in frame order.
import { DISSECT } from '../../filter/columns/column-verdict';
import { CHUNK_BITS, CHUNK_ROWS } from '../../flow/columns/columns';
import { NOTE_KINDS } from '../../dissect/expert-notes';
import { sharedUint8 } from '../../memory/shared-arrays';
import type { PoolTask } from '../search/worker-pool';
import { Notes } from './notes';
import type { Pass, PassWork } from './pass';

/** Rows of a block: a filter that is set meanwhile waits for one of them at most. */
const BLOCK_ROWS = 2048;

/** Some notes may be others when more of the capture is read. */
const CHANGING = NOTE_KINDS.some(({ field }) => field.changes);

interface Pending {
  end: number;
  found: Promise<Uint32Array | null>;
}

export class ExpertPass implements Pass {
  readonly version = 1;
  // what messages over several segments hold has notes, too
  readonly after = ['messages'] as const;
  notes: Notes;
  readonly #task: PoolTask = { what: { kind: 'notes' } };
  readonly #most: number | undefined;
  readonly #changing: boolean;
  /** rows that were looked at before the capture was read to its end */
  #early = 0;

  /** `most`: notes that are listed; `changing`: whether early answers may change; both as it is, unless told */
  constructor(most?: number, changing = CHANGING) {
    this.#most = most;
    this.#changing = changing;
    this.notes = new Notes(most);
  }

  async run(work: PassWork, signal: AbortSignal, progress: (done: number) => void): Promise<void> {
    const { notes } = this;
    do await this.#look(work, notes, Infinity, signal, () => progress(notes.looked));
    while (await work.more(notes.looked));
    if (signal.aborted || !this.#changing || this.#early === 0) return;
    // What was looked at while packets were still to come is looked at again. The notes of before stay until then.
    const again = new Notes(this.#most);
    await this.#look(work, again, this.#early, signal, () => undefined);
    if (signal.aborted) return;
    again.addFrom(notes, this.#early);
    again.looked = notes.looked;
    this.#early = 0;
    this.notes = again;
  }

  /** Looks at the rows from `notes.looked` on, as far as there are any now and below `limit`. */
  async #look(work: PassWork, notes: Notes, limit: number, signal: AbortSignal, progress: () => void): Promise<void> {
    const stop = new Int32Array(new SharedArrayBuffer(4));
    const abort = (): void => void Atomics.store(stop, 0, 1);
    signal.addEventListener('abort', abort);
    const pending: Pending[] = [];
    let next = notes.looked;
    const end = Math.min(limit, work.rows);
    try {
      while (!signal.aborted && (next < end || pending.length > 0)) {
        // while a capture runs, one thread is enough: the reading goes first
        const most = work.growing ? 1 : work.pool.size;
        if (next < end && pending.length < most) {
          pending.push(this.#begin(work, next, end, stop));
          next = pending[pending.length - 1].end;
          continue;
        }
        const first = pending[0];
        const found = await first.found;
        // stopped meanwhile: the block may not be whole
        if (signal.aborted) return;
        pending.shift();
        if (found) notes.add(found);
        notes.looked = first.end;
        if (work.growing) this.#early = notes.looked;
        progress();
      }
    } finally {
      abort();
      signal.removeEventListener('abort', abort);
      work.pool.forget(this.#task);
    }
  }

  #begin({ pool }: PassWork, from: number, end: number, stop: Int32Array): Pending {
    const first = from & (CHUNK_ROWS - 1);
    const last = first + Math.min(BLOCK_ROWS, CHUNK_ROWS - first, end - from);
    const verdicts = sharedUint8(last - first).fill(DISSECT);
    const found = pool.decide(this.#task, { chunk: from >>> CHUNK_BITS, first, last, verdicts, stop }, true);
    // whoever waits for it hears of a failure; nobody may be waiting yet
    found.catch(() => undefined);
    return { end: from + last - first, found };
  }
}
