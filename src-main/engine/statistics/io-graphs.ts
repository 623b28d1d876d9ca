// Packets over time: which ones a few display filters match, counted by interval. What a filter matches is kept as long as it is asked for.
import {
  MOST_IO_INTERVALS,
  MOST_IO_LINES,
  type IoGraph,
  type IoLine,
  type IoQuery,
} from '../../ipc/contracts/statistics-contract';
import type { FilterSource } from '../../ipc/contracts/filter-contract';
import { IoSeries } from '../../flow/statistics/io-series';
import { Slice } from '../base/pause';
import type { CaptureDocument } from '../document/document';
import { AllRows, type PacketList, type ShownRows } from '../document/shown-rows';
import { compileSource } from '../search/compile-task';
import { FilterRun } from '../search/filter-run';
import type { WorkerPool } from '../search/worker-pool';
import { sinceRow } from './since-row';

type List = PacketList & { readonly isFiltered: boolean };

/** Rows between two looks at the clock. */
const GIVE_WAY = 4096;

export class IoGraphs {
  readonly #document: CaptureDocument;
  readonly #pool: WorkerPool;
  readonly #all: AllRows;
  /** by filter with all that its meaning depends on */
  readonly #runs = new Map<string, FilterRun>();
  /** the graph that was asked for last; null: none yet */
  drawn: { query: IoQuery; graph: IoGraph } | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(document: CaptureDocument, pool: WorkerPool) {
    this.#document = document;
    this.#pool = pool;
    this.#all = new AllRows(document.columns);
  }

  /** Rejects when `signal` says so, and with WorkerFailure. One goes on at a time: they share what filters match. */
  graph(query: IoQuery, list: List, signal: AbortSignal): Promise<IoGraph> {
    const next = this.#last.then(() => {
      signal.throwIfAborted();
      return this.#graph(query, list, signal);
    });
    this.#last = next.catch(() => undefined);
    return next;
  }

  async #graph(query: IoQuery, list: List, signal: AbortSignal): Promise<IoGraph> {
    const { analysis, firstTimedRow } = this.#document;
    const [earliest, latest] = [analysis.earliestRow, analysis.latestRow];
    const begin = Math.min(0, sinceRow(this.#document, firstTimedRow, earliest));
    const durationNs = Math.max(0, latest < 0 ? 0 : sinceRow(this.#document, firstTimedRow, latest));
    const from = Math.max(query.fromNs ?? begin, begin);
    const to = Math.min(query.toNs ?? durationNs, durationNs);
    const intervalNs = coarseEnough(query.intervalNs, Math.max(0, to - from));
    const fromNs = Math.floor(from / intervalNs) * intervalNs;
    const intervals = Math.max(1, Math.floor((Math.max(from, to) - fromNs) / intervalNs) + 1);
    const within = query.displayed && list.isFiltered ? list.shown : null;
    const lines: IoLine[] = [];
    for (const source of query.filters) {
      const rows = await this.#rows(source, within, signal);
      const series = rows && (await this.#count(rows, within, new IoSeries(fromNs, intervalNs, intervals), signal));
      const { packets, bytes, frames } = series ?? { packets: null, bytes: null, frames: null };
      lines.push({ packets, bytes, frames });
    }
    const graph = { intervalNs, fromNs, intervals, durationNs, lines };
    this.drawn = { query, graph };
    return graph;
  }

  close(): void {
    for (const run of this.#runs.values()) run.close();
    this.#runs.clear();
  }

  /** What a filter matches; null: it is none. */
  async #rows(source: FilterSource, within: ShownRows | null, signal: AbortSignal): Promise<ShownRows | null> {
    const compiled = compileSource(this.#document, source);
    if (!compiled.ok) return null;
    const { test } = compiled.filter;
    if (test === null) return within ?? this.#all;
    const key = JSON.stringify(compiled.task, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
    let run = this.#runs.get(key);
    if (!run || run.stopped) run = new FilterRun(this.#document, this.#pool, test, compiled.task);
    this.#runs.delete(key); // the one that is asked for last is let go last
    // what may be answered otherwise later is asked again
    if (!run.changes && run.passes.length === 0) this.#runs.set(key, run);
    for (const [oldest, one] of this.#runs) {
      if (this.#runs.size <= 2 * MOST_IO_LINES) break;
      one.close();
      this.#runs.delete(oldest);
    }
    const stop = (): void => run.stop();
    signal.addEventListener('abort', stop);
    try {
      await run.advance(() => undefined);
    } finally {
      signal.removeEventListener('abort', stop);
    }
    signal.throwIfAborted();
    return run.rows;
  }

  async #count(rows: ShownRows, within: ShownRows | null, series: IoSeries, signal: AbortSignal): Promise<IoSeries> {
    const { columns, firstTimedRow } = this.#document;
    const slice = new Slice();
    const { count } = rows;
    for (let i = 0; i < count; i++) {
      if (i % GIVE_WAY === 0 && slice.over) {
        await slice.giveWay();
        signal.throwIfAborted();
      }
      const row = rows.at(i);
      if (within !== null && rows !== within && within.indexOf(row, false) < 0) continue;
      series.add(row, sinceRow(this.#document, firstTimedRow, row), columns.originalLen(row));
    }
    return series;
  }
}

/** The interval, or so many of it that an answer has room for all. */
const coarseEnough = (intervalNs: number, spanNs: number): number =>
  intervalNs * Math.max(1, Math.ceil(spanNs / intervalNs / (MOST_IO_INTERVALS - 2)));
