// Runs the passes of a capture: begins each with the first packets of a live capture or the last one of a saved one, wakes them when there
// are more, says how far they are.
import { PASSES, type PassId, type PassStatus } from '../../ipc/passes';
import { detailOf, problem } from '../base/problems';
import type { CaptureDocument } from '../document/document';
import { WorkerFailure, type WorkerPool } from '../search/worker-pool';
import type { Pass } from './pass';

/** How often a pass looks whether what it waits for has ended. */
const ASIDE_MS = 10;

class Run {
  done = 0;
  state: PassStatus['state'] = 'running';
  problem: PassStatus['problem'] = null;
  /** null: not begun, or over */
  stop: AbortController | null = null;
  constructor(
    readonly id: PassId,
    readonly pass: Pass,
  ) {}
}

export class Passes {
  /** Called whenever `status()` would answer something new; `urgent`: a pass has ended. */
  onChange: (urgent: boolean) => void = () => undefined;
  /** Called when a pass has gone over the whole capture. */
  onDone: (id: PassId) => void = () => undefined;
  readonly #document: CaptureDocument;
  readonly #pool: WorkerPool;
  readonly #runs: readonly Run[];
  /** passes that wait for more packets */
  readonly #sleeping = new Set<() => void>();
  readonly #isLive: () => boolean;
  readonly #isFiltering: () => boolean;
  #growing = true;
  #closed = false;

  /**
   * `isLive`: packets come as they are captured. Others come as fast as the machine can read: somebody waits for them and nobody yet for
   * what a pass finds, so passes begin when all are there. `isFiltering`: somebody waits for a filter, and passes for its end.
   */
  constructor(
    document: CaptureDocument,
    pool: WorkerPool,
    passes: Readonly<Partial<Record<PassId, Pass>>>,
    isLive = (): boolean => true,
    isFiltering = (): boolean => false,
  ) {
    this.#isLive = isLive;
    this.#isFiltering = isFiltering;
    this.#document = document;
    this.#pool = pool;
    this.#runs = PASSES.flatMap((id) => (passes[id] ? [new Run(id, passes[id])] : []));
  }

  /** Packets were added to the capture. */
  grew(): void {
    if (this.#waits) return;
    for (const run of this.#runs) if (run.state === 'running' && !run.stop) this.#begin(run);
    this.#wake();
  }

  /** No more packets will come. */
  ended(): void {
    this.#growing = false;
    this.grew();
  }

  /** Goes on with a pass that was stopped, or has failed. */
  resume(id: PassId): void {
    const run = this.#runs.find((one) => one.id === id);
    if (!run || run.stop || run.state === 'done' || this.#closed) return;
    if (this.#waits)
      run.state = 'running'; // from the end of the reading on
    else this.#begin(run);
    this.onChange(true);
  }

  /** A pass that was done has more to do: something else than the packets has changed that it goes by. */
  again(id: PassId): void {
    const run = this.#runs.find((one) => one.id === id);
    if (run?.state === 'done' && !this.#closed) this.#begin(run);
  }

  /** Ends a pass; what it has found stays. */
  stop(id: PassId): void {
    const run = this.#runs.find((one) => one.id === id);
    if (!run || run.state !== 'running') return;
    run.state = 'stopped';
    run.stop?.abort();
    run.stop = null;
    this.#wake();
    this.onChange(true);
  }

  isDone(id: PassId): boolean {
    return this.#runs.some((run) => run.id === id && run.state === 'done');
  }

  /** Rows that a pass has gone over; all of them where it does not go on. */
  rowsDone(id: PassId): number {
    const run = this.#runs.find((one) => one.id === id);
    return run?.state === 'running' ? run.done : Infinity;
  }

  status(): PassStatus[] {
    const total = this.#document.frames;
    return this.#runs.map(({ id, done, state, problem: why }) => ({ id, done, total, state, problem: why }));
  }

  close(): void {
    this.#closed = true;
    this.onChange = () => undefined;
    for (const { id } of this.#runs) this.stop(id);
  }

  get #waits(): boolean {
    return this.#growing && !this.#isLive();
  }

  #wake(): void {
    const waiting = [...this.#sleeping];
    this.#sleeping.clear();
    for (const wake of waiting) wake();
  }

  #begin(run: Run): void {
    if (this.#closed) return;
    run.state = 'running';
    run.problem = null;
    const stop = (run.stop = new AbortController());
    void this.#work(run, stop);
  }

  /** Never rejects. */
  async #work(run: Run, stop: AbortController): Promise<void> {
    const isGrowing = (): boolean => this.#growing;
    const rows = (): number => this.#rowsFor(run.pass);
    const work = {
      document: this.#document,
      pool: this.#pool,
      get rows() {
        return rows();
      },
      get growing() {
        return isGrowing();
      },
      aside: () => this.#aside(run.pass, stop.signal),
      more: (done: number) => this.#more(run.pass, done, stop.signal),
    };
    try {
      await run.pass.run(work, stop.signal, (done) => {
        if (run.stop !== stop) return;
        run.done = done;
        if (this.#runs.some(({ pass }) => pass.after?.includes(run.id))) this.#wake();
        this.onChange(false);
      });
      if (run.stop !== stop) return;
      run.state = 'done';
    } catch (error) {
      if (run.stop !== stop) return;
      run.state = 'failed';
      const kind = error instanceof WorkerFailure ? 'pass.worker' : 'pass.failed';
      run.problem = problem(kind, kind, undefined, detailOf(error));
    }
    run.stop = null;
    this.#wake();
    this.onChange(true);
    if (run.state === 'done') this.onDone(run.id);
  }

  async #aside({ behind = [] }: Pass, signal: AbortSignal): Promise<void> {
    const isBehind = (): boolean => this.#runs.some(({ id, state }) => state === 'running' && behind.includes(id));
    while (!this.#growing && !signal.aborted && (this.#isFiltering() || isBehind()))
      await new Promise((resolve) => setTimeout(resolve, ASIDE_MS));
  }

  /** Rows that a pass can look at now. */
  #rowsFor({ after = [] }: Pass): number {
    const before = this.#runs.filter(({ id, state }) => state === 'running' && after.includes(id));
    return before.reduce((rows, { done }) => Math.min(rows, done), this.#document.frames);
  }

  async #more(pass: Pass, done: number, signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted) {
      if (done < this.#rowsFor(pass)) return true;
      if (!this.#growing && done >= this.#document.frames) return false;
      await new Promise<void>((resolve) => this.#sleeping.add(resolve));
    }
    return false;
  }
}
