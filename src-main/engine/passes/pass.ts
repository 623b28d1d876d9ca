// Work over all packets that cannot be done while they are read: it needs a dissection, or what is known at the end only.
// It goes on beside a live capture and after the reading of a saved one, can be stopped and taken up again, and what it has found is usable at any moment.
import type { PassId } from '../../ipc/passes';
import type { CaptureDocument } from '../document/document';
import type { WorkerPool } from '../search/worker-pool';

/** What a pass works with. */
export interface PassWork {
  readonly document: CaptureDocument;
  /** for the looks at frames; its blocks are to be handed in as `later`, so that a filter goes before them */
  readonly pool: WorkerPool;
  /** rows that can be looked at now: those that there are, and that the passes before this one have gone over */
  readonly rows: number;
  /** the capture goes on: it is a live one */
  readonly growing: boolean;
  /** To be awaited between two pieces of work: settles when no filter is under way and no pass that goes before, or at once where the capture goes on. */
  aside(): Promise<void>;
  /** Settles when there are more `rows` than `done` (true), or when there never will be, or the pass is stopped (false). */
  more(done: number): Promise<boolean>;
}

export interface Pass {
  /** passes that go over a packet before this one does, unless they are stopped or have failed */
  readonly after?: readonly PassId[];
  /** passes on the same thread that this one steps aside for, as it does for filters: somebody may wait for what they find, and they take a moment */
  readonly behind?: readonly PassId[];
  /** of the way its results are worked out: another one makes kept results worthless */
  readonly version: number;
  /**
   * Goes on where it was stopped. Settles at the end of the capture, or soon after `signal`; gives way (base/pause.ts) where it works on
   * this thread. A rejection is a failure that it tells; what was found stays.
   */
  run(work: PassWork, signal: AbortSignal, progress: (done: number) => void): Promise<void>;
}
