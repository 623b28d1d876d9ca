// Statistics of the open capture: which page and table is looked at, how it is sorted, how far it is counted.
import type {
  CaptureProperties,
  EndLayer,
  FlowHosts,
  FlowKind,
  StatisticsColumnId,
  StatisticsPage,
  StatisticsRow,
  StatisticsSort,
  StatisticsSummary,
  StatisticsTable,
  StatisticsView,
} from '../../../src-main/ipc/contracts/statistics-contract';
import type { DisplayFilter } from '../filter/display-filter.svelte';
import { Latest } from '../latest';
import type { Parts } from '../parts';
import type { Session } from '../session.svelte';

/** While a capture or a counting goes on, tables are asked for so often. */
const REFRESH_MS = 400;
const NO_HOSTS: FlowHosts = { hosts: [], others: 0 };
const NO_SORT: StatisticsSort = { column: null, descending: false };

type StatisticsParts = Pick<Parts, 'engine' | 'preferences'> & {
  session: Pick<Session, 'generation' | 'report' | 'frames' | 'status'>;
  displayFilter: Pick<DisplayFilter, 'isFiltered' | 'list' | 'total'>;
};

export class StatisticsState {
  readonly #with: StatisticsParts;
  readonly #asking: Latest;
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly page = $derived.by(() => this.#with.preferences.now.statistics.page);
  readonly layer = $derived.by(() => this.#with.preferences.now.statistics.layer);
  readonly flows = $derived.by(() => this.#with.preferences.now.statistics.flows);
  readonly displayed = $derived.by(() => this.#with.preferences.now.statistics.displayed);
  /** null: the page shows no table */
  readonly table = $derived<StatisticsTable | null>(tableOf(this.page, this.layer, this.flows));
  sort = $state.raw<StatisticsSort>(NO_SORT);
  /** null until the engine has answered */
  summary = $state.raw<StatisticsSummary | null>(null);
  properties = $state.raw<CaptureProperties | null>(null);
  /** lifelines of the flow graph that is looked at */
  flowHosts = $state.raw<FlowHosts>(NO_HOSTS);

  /** another value: something else is looked at */
  readonly looked = $derived(this.#looked());
  /** another value: there is more of it */
  readonly amount = $derived(this.#amount());
  /** another value: rows mean something else */
  readonly version = $derived(
    `${this.looked} ${this.sort.column} ${this.sort.descending} ${this.summary?.version ?? ''}`,
  );

  constructor(parts: StatisticsParts) {
    this.#with = parts;
    this.#asking = new Latest((error) => this.#with.session.report(error));
  }

  listen(): void {
    const { engine } = this.#with;
    engine.onConnect(() => this.#forget());
    engine.on('statistics', (progress) => {
      if (progress.state === 'running') this.later();
      else this.refresh();
    });
  }

  show(page: StatisticsPage): void {
    this.#set({ page });
  }
  choose(layer: EndLayer): void {
    this.#set({ layer });
  }
  chooseFlows(flows: FlowKind): void {
    this.#set({ flows });
  }
  follow(displayed: boolean): void {
    this.#set({ displayed });
  }

  /** Asks for what is looked at as it is now. */
  refresh(again = false): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { page, displayed, view } = this;
    const { engine } = this.#with;
    this.#asking.ask(async (signal) => {
      if (page === 'properties') {
        const properties = await engine.request('captureProperties', { displayed }, signal);
        if (!signal.aborted) this.properties = properties;
      } else if (view !== null) {
        const summary = await engine.request('statisticsSummary', { view, again }, signal);
        const hosts = page === 'flows' ? await engine.request('flowHosts', { view }, signal) : NO_HOSTS;
        if (signal.aborted) return;
        this.flowHosts = hosts;
        this.summary = summary;
      }
    });
  }

  /** The same soon, once for all that happens until then. */
  later(): void {
    this.#timer ??= setTimeout(() => this.refresh(), REFRESH_MS);
  }

  /** Something else is looked at: nothing of what was shown belongs there. */
  begin(): void {
    this.summary = null;
    this.flowHosts = NO_HOSTS;
    this.sort = NO_SORT;
    this.refresh();
  }

  async stop(): Promise<void> {
    if (this.view === null) return;
    await this.#with.engine.request('stopStatistics', { view: this.view });
    this.refresh();
  }

  rows(from: number, count: number, signal: AbortSignal): Promise<StatisticsRow[]> {
    if (this.view === null) return Promise.resolve([]);
    return this.#with.engine.request('statisticsRows', { view: this.view, sort: this.sort, from, count }, signal);
  }

  /** Numbers begin with the largest, texts with the first; then the other way round, then as the table stands by itself. */
  sortBy(column: StatisticsColumnId, isText: boolean): void {
    const { sort } = this;
    if (sort.column !== column) this.sort = { column, descending: !isText };
    else if (sort.descending !== isText) this.sort = { column, descending: isText };
    else this.sort = NO_SORT;
  }

  get view(): StatisticsView | null {
    return this.table && { table: this.table, displayed: this.displayed };
  }

  #set(changed: Partial<StatisticsParts['preferences']['now']['statistics']>): void {
    const { preferences } = this.#with;
    preferences.set({ statistics: { ...preferences.now.statistics, ...changed } });
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#asking.cancel();
    this.summary = null;
    this.flowHosts = NO_HOSTS;
    this.properties = null;
    this.sort = NO_SORT;
  }

  #looked(): string {
    const { displayFilter, session } = this.#with;
    const list = this.displayed && displayFilter.isFiltered ? displayFilter.list : 'all';
    return [session.generation, this.page, this.table, this.displayed, list].join(' ');
  }

  #amount(): string {
    const { displayFilter, session } = this.#with;
    const { phase, opened, passes = [] } = session.status ?? {};
    const found = passes
      .filter(({ id }) => id === 'messages' || id === 'tls')
      .map(({ done, state }) => `${done} ${state}`);
    return [session.frames, displayFilter.total, phase, opened, ...found].join(' ');
  }
}

function tableOf(page: StatisticsPage, layer: EndLayer, flows: FlowKind): StatisticsTable | null {
  if (page === 'flows') return `flows-${flows}`;
  if (page === 'hierarchy' || page === 'lengths' || page === 'responses') return page;
  return page === 'endpoints' || page === 'conversations' ? `${page}-${layer}` : null;
}
