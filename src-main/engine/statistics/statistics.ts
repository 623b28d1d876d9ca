// Tables of statistics for the window: counted when somebody looks, kept up while the capture or the displayed list grows.
import type { Problem } from '../../ipc/message';
import type {
  FlowHosts,
  StatisticsProgress,
  StatisticsRequests,
  StatisticsRow,
  StatisticsSort,
  StatisticsSummary,
  StatisticsView,
} from '../../ipc/contracts/statistics-contract';
import { detailOf, problem } from '../base/problems';
import type { CaptureDocument } from '../document/document';
import { AllRows, type PacketList } from '../document/shown-rows';
import { WorkerFailure, type WorkerPool } from '../search/worker-pool';
import { counterOf, createCounter, type CounterKind, type TableCounter } from './counters';
import { Counting } from './counting';
import { orderOf, type Listing } from './listing';

type List = PacketList & { readonly isFiltered: boolean };

/** Between two words of how far a counting is, ms. */
const TELL_MS = 100;

export interface StatisticsParts {
  document: CaptureDocument;
  pool: WorkerPool;
  list: List;
  /** rows that passes have gone over that messages of several packets come from: what is beyond is not dissected yet as it will be */
  messagesDone(): number;
  /** rises when packets mean something else than before */
  opened(): number;
  /** all is known of the handshakes of TLS, and so that no more packets come */
  handshakesDone(): boolean;
}

/** One counting: of which rows, how far. */
interface Work {
  /** another value: other rows, or they mean something else */
  key: string;
  counter: TableCounter;
  counting: Counting;
  total: () => number;
  running: boolean;
  state: StatisticsProgress['state'];
  problem: Problem | null;
  listings: Map<string, { done: number; listing: Listing; orders: Map<string, Uint32Array> }>;
}

export class Statistics {
  /** Called while a counting goes on, and at its end. */
  onProgress: (progress: StatisticsProgress) => void = () => undefined;
  readonly #parts: StatisticsParts;
  readonly #all: AllRows;
  readonly #works = new Map<CounterKind, Work>();
  #closed = false;

  constructor(parts: StatisticsParts) {
    this.#parts = parts;
    this.#all = new AllRows(parts.document.columns);
  }

  summary({ view, again }: StatisticsRequests['statisticsSummary']['args']): StatisticsSummary {
    const work = this.#work(view);
    if (again && (work.state === 'stopped' || work.state === 'failed')) return this.#anew(view);
    this.#goOn(work, counterOf(view.table));
    const { listing, done } = this.#listing(work, view);
    return { ...progressOf(work), rows: listing.count, unlisted: listing.unlisted, version: done };
  }

  rows({ view, sort, from, count }: StatisticsRequests['statisticsRows']['args']): StatisticsRow[] {
    const { listing, orders } = this.#listing(this.#work(view), view);
    return Array.from(orderIn(listing, orders, sort).subarray(from, from + count), (i) => listing.row(i));
  }

  hosts(view: StatisticsView): FlowHosts {
    return this.#work(view).counter.hosts?.() ?? { hosts: [], others: 0 };
  }

  stop(view: StatisticsView): void {
    const work = this.#work(view);
    if (!work.running) return;
    work.state = 'stopped';
    work.counting.stop();
    this.onProgress(progressOf(work));
  }

  /** The whole table, counted to its end; null: `stopped` says that nobody wants it. */
  async whole(view: StatisticsView, stopped: () => boolean): Promise<Listing | null> {
    const work = this.#work(view);
    if (work.state === 'stopped' || work.state === 'failed') this.#anew(view);
    for (;;) {
      const now = this.#work(view);
      this.#goOn(now, counterOf(view.table));
      if (stopped() || this.#closed) return null;
      if (!now.running && (now.counting.done >= now.total() || now.state !== 'running'))
        return this.#listing(now, view).listing;
      await new Promise((resolve) => setTimeout(resolve, TELL_MS / 10));
    }
  }

  close(): void {
    this.#closed = true;
    for (const { counting } of this.#works.values()) counting.stop();
  }

  #anew(view: StatisticsView): StatisticsSummary {
    this.#works.delete(counterOf(view.table));
    return this.summary({ view, again: false });
  }

  /** The counting that a view is made of; another list begins it anew. */
  #work({ table, displayed }: StatisticsView): Work {
    const { list, document, pool } = this.#parts;
    const kind = counterOf(table);
    const filtered = displayed && list.isFiltered;
    const key = [filtered ? list.list : 'all', ...this.#meaning(kind)].join(' ');
    const known = this.#works.get(kind);
    if (known?.key === key) return known;
    known?.counting.stop();
    const counter = createCounter(document, kind);
    const rows = filtered ? list.shown : this.#all;
    const counting = new Counting(rows, counter, pool);
    const work: Work = {
      ...{ key, counter, counting, total: () => rows.count, running: false },
      ...{ state: 'running', problem: null, listings: new Map() },
    };
    this.#works.set(kind, work);
    return work;
  }

  /** What rows that are counted mean by: another value, and they are counted anew. */
  #meaning(kind: CounterKind): unknown[] {
    const parts = this.#parts;
    if (kind === 'hierarchy') return [parts.opened()];
    // a request may have no answer yet
    return kind === 'responses' ? [parts.opened(), parts.handshakesDone()] : [];
  }

  /** Counts on, where there is more and nobody has stopped it. */
  #goOn(work: Work, kind: CounterKind): void {
    if (work.running || this.#closed || work.state === 'stopped' || work.state === 'failed') return;
    const limit = kind === 'hierarchy' || kind === 'responses' ? this.#parts.messagesDone() : Infinity;
    const before = work.counting.done;
    const rest = before < work.total();
    work.state = rest ? 'running' : 'done';
    if (!rest) return;
    work.running = true;
    void this.#run(work, limit);
  }

  /** Never rejects. */
  async #run(work: Work, limit: number): Promise<void> {
    let told = performance.now();
    try {
      await work.counting.advance(limit, () => {
        const now = performance.now();
        if (now - told < TELL_MS) return;
        told = now;
        this.onProgress(progressOf(work));
      });
      if (work.state === 'running' && work.counting.done >= work.total()) work.state = 'done';
    } catch (error) {
      work.state = 'failed';
      const kind = error instanceof WorkerFailure ? 'pass.worker' : 'pass.failed';
      work.problem = problem(kind, kind, undefined, detailOf(error));
    }
    work.running = false;
    if (!this.#closed && !work.counting.stopped) this.onProgress(progressOf(work));
  }

  /** The table as far as it is counted. */
  #listing(
    work: Work,
    { table }: StatisticsView,
  ): { done: number; listing: Listing; orders: Map<string, Uint32Array> } {
    const { done } = work.counting;
    const kept = work.listings.get(table);
    if (kept?.done === done) return kept;
    const made = { done, listing: work.counter.listing(table), orders: new Map<string, Uint32Array>() };
    work.listings.set(table, made);
    return made;
  }
}

const progressOf = ({ counting, total, state, problem: why }: Work): StatisticsProgress => ({
  ...{ state, done: counting.done, total: total(), problem: why },
});

/** Orders of a table that are kept. */
const MOST_ORDERS = 4;

function orderIn(
  listing: Listing,
  orders: Map<string, Uint32Array>,
  { column, descending }: StatisticsSort,
): Uint32Array {
  const key = `${column} ${descending}`;
  let order = orders.get(key);
  if (!order) {
    if (orders.size === MOST_ORDERS) orders.clear();
    const at = listing.columns.findIndex(({ id }) => id === column);
    orders.set(key, (order = orderOf(listing, at < 0 ? null : at, descending)));
  }
  return order;
}
