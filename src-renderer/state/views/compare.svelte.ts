// The open capture compared with another one: how far that is, how the list of pairs is sorted, which one is looked at.
import type {
  CompareRequests,
  CompareSort,
  CompareStatus,
  ComparedPair,
} from '../../../src-main/ipc/contracts/compare-contract';
import type { Parts } from '../parts';
import type { Session } from '../session.svelte';

type CompareParts = Pick<Parts, 'engine' | 'shell'> & { session: Pick<Session, 'report'> };

export class CompareState {
  readonly #with: CompareParts;
  /** null until the engine has told */
  status = $state.raw<CompareStatus | null>(null);
  sort = $state.raw<{ column: CompareSort; descending: boolean }>({ column: 'stream', descending: false });
  /** the pair that is looked at, and where it stands in the list */
  chosen = $state.raw<{ row: number; pair: ComparedPair } | null>(null);
  /** rises with each comparison */
  generation = $state(0);
  /** another value: rows mean something else */
  readonly version = $derived(`${this.generation} ${this.sort.column} ${this.sort.descending}`);

  constructor(parts: CompareParts) {
    this.#with = parts;
  }

  listen(): void {
    const { engine } = this.#with;
    engine.onConnect(() => {
      this.#forget();
      // a page that was loaded again finds what the engine has
      engine.request('compareStatus', {}).then(
        (status) => (this.status ??= status),
        () => undefined, // a capture that could not be opened is told where it is opened
      );
    });
    engine.on('compare', (status) => {
      if (status.phase !== 'ready') this.#forget();
      this.status = status;
    });
  }

  #forget(): void {
    this.status = null;
    this.chosen = null;
    this.generation++;
  }

  /** Asks for the other capture; the engine is told by main. */
  choose(): void {
    this.#with.shell.request('chooseCompared', {}).catch((error: unknown) => this.#with.session.report(error));
  }

  stop(): void {
    this.#with.engine.request('stopCompare', {}).catch((error: unknown) => this.#with.session.report(error));
  }

  pairs(from: number, count: number, signal: AbortSignal): Promise<ComparedPair[]> {
    const { column, descending } = this.sort;
    return this.#with.engine.request('comparePairs', { sort: column, descending, from, count }, signal);
  }

  segments(
    pair: number,
    from: number,
    count: number,
    signal?: AbortSignal,
  ): Promise<CompareRequests['compareSegments']['answer']> {
    return this.#with.engine.request('compareSegments', { pair, from, count }, signal);
  }

  /** Numbers begin with the greatest; again: the other way round. */
  sortBy(column: CompareSort): void {
    const { sort } = this;
    const first = column !== 'stream';
    this.sort = { column, descending: sort.column === column ? !sort.descending : first };
    this.chosen = null;
  }
}
