// The TLS handshakes of the open capture: how their list is sorted, how many there are.
import type { TlsColumn, TlsHandshake, TlsListing, TlsRequests } from '../../../src-main/ipc/contracts/tls-contract';
import type { PassStatus } from '../../../src-main/ipc/passes';
import type { DisplayFilter } from '../filter/display-filter.svelte';
import { Latest } from '../latest';
import type { Parts } from '../parts';
import type { Session } from '../session.svelte';

type Summary = TlsRequests['tlsSummary']['answer'];
type ListParts = Pick<Parts, 'engine'> & {
  session: Pick<Session, 'generation' | 'report' | 'status'>;
  displayFilter: Pick<DisplayFilter, 'isFiltered' | 'list' | 'total'>;
};

export class TlsListState {
  readonly #with: ListParts;

  /** what went wrong stands first, until somebody sorts otherwise */
  sort = $state.raw<{ column: TlsColumn; descending: boolean }>({ column: 'problems', descending: false });
  /** only handshakes of packets that the packet list shows */
  displayed = $state(true);
  /** null until the engine has answered */
  summary = $state.raw<Summary | null>(null);

  readonly listing = $derived<TlsListing>({
    sort: this.sort.column,
    descending: this.sort.descending,
    displayed: this.displayed,
  });
  readonly pass = $derived<PassStatus | null>(this.#pass());
  /** another value: the summary is to be asked for again */
  readonly news = $derived(this.#news());
  /** another value: rows mean something else */
  readonly version = $derived(`${this.news} ${this.sort.column} ${this.sort.descending}`);

  #asking = new Latest((error) => this.#with.session.report(error));

  constructor(parts: ListParts) {
    this.#with = parts;
  }

  listen(): void {
    this.#with.engine.onConnect(() => {
      this.summary = null;
    });
  }

  /** Asks for the numbers as they are now. To be called when `news` is another, while somebody looks. */
  refresh(): void {
    const { displayed } = this;
    this.#asking.ask(async (signal) => {
      const summary = await this.#with.engine.request('tlsSummary', { displayed }, signal);
      if (!signal.aborted) this.summary = summary;
    });
  }

  rows(from: number, count: number, signal: AbortSignal): Promise<TlsHandshake[]> {
    return this.#with.engine.request('tlsRows', { ...this.listing, from, count }, signal);
  }

  rowOf(flow: number): Promise<number> {
    return this.#with.engine.request('tlsRowOfFlow', { ...this.listing, flow });
  }

  /** As in the list of connections: again the other way round. */
  sortBy(column: TlsColumn): void {
    const { sort } = this;
    this.sort = { column, descending: sort.column === column && !sort.descending };
  }

  #pass(): PassStatus | null {
    return this.#with.session.status?.passes.find(({ id }) => id === 'tls') ?? null;
  }

  #news(): string {
    const { displayFilter, session } = this.#with;
    const list = this.displayed && displayFilter.isFiltered ? `${displayFilter.list} ${displayFilter.total}` : 'all';
    return [session.generation, list, this.pass?.done, this.pass?.state].join(' ');
  }
}
