// The pass that collects the expert notes of all packets. The worker threads look at them, in blocks; what they find is put together here
// in frame order.
import { NOTE_KINDS } from '../../dissect/expert-notes';
import type { PoolTask } from '../search/worker-pool';
import { walkBlocks } from './block-walk';
import { Notes } from './notes';
import type { Pass, PassWork } from './pass';

/** Some notes may be others when more of the capture is read. */
const CHANGING = NOTE_KINDS.some(({ field }) => field.changes);

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
  #look(work: PassWork, notes: Notes, limit: number, signal: AbortSignal, progress: () => void): Promise<void> {
    const took = (found: Uint32Array | null, end: number): void => {
      if (found) notes.add(found);
      notes.looked = end;
      if (work.growing) this.#early = end;
      progress();
    };
    return walkBlocks(work, { task: this.#task, from: notes.looked, limit, took }, signal);
  }
}
