// The open capture: which, how far it is read, and what went wrong.
import type { SessionStatus } from '../../src-main/ipc/contracts/engine-contract';
import type { Problem } from '../../src-main/ipc/message';
import type { PassId } from '../../src-main/ipc/passes';
import { digitsOf, type ClockDigits } from '../../src-main/text/time';
import { EngineError, isAbort } from './engine-error';
import type { Parts } from './parts';

/** Letters: with what it is of and an ending, a name has 255. */
const MOST_STEM = 180;

export class Session {
  readonly #with: Pick<Parts, 'engine' | 'shell'>;

  /** name of the capture that is open or being opened; null: start page */
  name = $state<string | null>(null);
  /** null until the engine has answered */
  status = $state.raw<SessionStatus | null>(null);
  /** a file that could not be opened, an engine that died */
  problem = $state.raw<Problem | null>(null);
  /** rises with each capture opened: key of everything that belongs to one capture */
  generation = $state(0);

  readonly isOpen = $derived(this.name !== null);
  readonly frames = $derived(this.status?.frames ?? 0);
  /** read to where it goes, and nothing to show */
  readonly isEmpty = $derived(this.status !== null && this.status.phase !== 'loading' && this.status.frames === 0);
  /** how finely the capture tells the time: its digits behind the second */
  readonly clock = $derived(digitsOf(this.status?.interfaces ?? []));
  /** all names of addresses that the capture proves are known */
  readonly hasNames = $derived(
    this.status?.passes.some(({ id, state }) => id === 'names' && state === 'done') ?? false,
  );
  /** passes that have gone over the whole capture: what they find is known */
  readonly passesDone: readonly PassId[] = $derived(
    this.status?.passes.flatMap(({ id, state }) => (state === 'done' ? [id] : [])) ?? [],
  );
  readonly isLoading = $derived(this.isOpen && (this.status === null || this.status.phase === 'loading'));

  /** what files that are made of it begin with: its name without its ending */
  readonly stem = $derived((this.name ?? '').replace(/\.[^.]*$/, '').slice(0, MOST_STEM) || 'capture');

  constructor(parts: Pick<Parts, 'engine' | 'shell'>) {
    this.#with = parts;
  }

  listen(): void {
    this.#with.shell.on('captureOpening', ({ name }) => this.#opening(name));
    this.#with.shell.on('captureClosed', () => this.#closed());
    this.#with.shell.on('problem', (problem) => this.#failed(problem));
    this.#with.engine.on('status', (status) => (this.status = status));
    this.#with.engine.onConnect(() => void this.#askStatus());
  }

  /** Digits behind the second for times of the capture; enough for those with these nanoseconds. */
  digits(...nanos: number[]): ClockDigits {
    return Math.max(this.clock, digitsOf([], nanos)) as ClockDigits;
  }

  /** Stops reading; what was read stays. */
  async cancelLoad(): Promise<void> {
    if (this.isLoading) await this.#with.engine.request('cancelLoad', {}).catch((error: unknown) => this.report(error));
  }

  close(): void {
    void this.#with.shell.request('closeCapture', {});
  }

  reload(): void {
    this.problem = null;
    void this.#with.shell.request('reload', {});
  }

  dismissProblem(): void {
    this.problem = null;
  }

  /** An answer that failed, from whichever pane: shown above the view. What was given up meanwhile is no failure. */
  report(error: unknown): void {
    if (isAbort(error)) return;
    this.problem = error instanceof EngineError ? error.problem : unexpected(error);
  }

  #failed(problem: Problem): void {
    this.problem = problem;
    if (problem.kind !== 'engine.died') return;
    this.#with.engine.disconnect();
    if (this.status) this.status = { ...this.status, phase: 'failed' };
  }

  #opening(name: string): void {
    this.#with.engine.disconnect();
    this.name = name;
    this.status = null;
    this.problem = null;
    this.generation++;
  }

  #closed(): void {
    this.#with.engine.disconnect();
    this.name = null;
    this.status = null;
  }

  async #askStatus(): Promise<void> {
    const asked = this.generation;
    const status = await this.#with.engine.request('status', {}).catch((error: unknown) => this.report(error));
    if (!status || asked !== this.generation) return;
    this.status ??= status;
    this.name ??= status.name;
  }
}

const unexpected = (error: unknown): Problem => ({
  kind: 'renderer.unexpected',
  message: { key: 'common.unexpected' },
  detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
});
