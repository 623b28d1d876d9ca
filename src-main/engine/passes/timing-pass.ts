// The pass that finds times and counts over all segments of each TCP connection (flow/timing). It works on the engine's own thread once the
// capture has been read: the attempt that a connection is shown by is known at the end only.
import { allTimings } from '../../flow/timing/all-timings';
import { Slice } from '../base/pause';
import type { CaptureDocument } from '../document/document';
import type { Pass, PassWork } from './pass';

export class TimingPass implements Pass {
  readonly version = 1;
  readonly behind = ['tls'] as const;
  /** goes on where it was stopped */
  #work: Generator<number, void> | null = null;

  async run(work: PassWork, signal: AbortSignal, progress: (done: number) => void): Promise<void> {
    while (await work.more(work.rows));
    if (signal.aborted) return;
    // taken over with the capture
    if (work.document.analysis.timings.complete) return progress(work.rows);
    this.#work ??= allTimings(work.document.analysis);
    const slice = new Slice();
    for (let step = this.#work.next(); !step.done; step = this.#work.next()) {
      if (!slice.over) continue;
      progress(step.value);
      await work.aside();
      await slice.giveWay();
      if (signal.aborted) return;
    }
    progress(work.rows);
  }
}

/** For the command line: finds them all. */
export function findTimings({ analysis }: CaptureDocument): void {
  if (analysis.timings.complete) return;
  const work = allTimings(analysis);
  while (work.next().done !== true);
}
