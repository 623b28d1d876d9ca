// A SQL console: the statement, what came out of it, what is remembered of statements.
import { SvelteMap } from 'svelte/reactivity';
import {
  MOST_SQL_KEPT,
  MOST_SQL_REMEMBERED,
  SQL_LIMITS,
  type SqlAnswer,
  type SqlCell,
  type SqlFailure,
  type SqlLimits,
} from '../../../src-main/ipc/contracts/sql-contract';
import { questionSql, SQL_QUESTIONS, type SqlChart, type SqlQuestionId } from '../../../src-main/ipc/sql-questions';
import { isAbort } from '../engine-error';
import type { Parts } from '../parts';

/** What is asked: the store of the open capture, or that of a folder of captures. */
export interface SqlSource {
  /** it is of several captures, and rows tell of which */
  isSeveral: boolean;
  run(asked: { text: string; limits: SqlLimits }, signal: AbortSignal): Promise<SqlAnswer | SqlFailure>;
  /** rows of the result `id`, with the names of the captures that they are of, by number */
  rows(
    asked: { id: number; from: number; count: number },
    signal: AbortSignal,
  ): Promise<{ rows: SqlCell[][]; captures: [number, string][] }>;
}

type SqlParts = Pick<Parts, 'preferences'> & { session: Pick<Parts['session'], 'report'>; source: SqlSource };

/** The store of the open capture. */
export const captureSource = (engine: Pick<Parts['engine'], 'request'>): SqlSource => ({
  isSeveral: false,
  run: (asked, signal) => engine.request('sqlRun', asked, signal),
  rows: async (asked, signal) => ({ rows: await engine.request('sqlRows', asked, signal), captures: [] }),
});

export class SqlState {
  readonly #with: SqlParts;
  #asking: AbortController | null = null;

  text = $state('');
  /** puts a text into the editor, which then is `text`; null: there is no editor */
  put: ((text: string, where: 'all' | 'cursor') => void) | null = null;
  running = $state(false);
  answer = $state.raw<SqlAnswer | null>(null);
  failure = $state.raw<SqlFailure | null>(null);
  shown = $state<'table' | 'chart'>('table');
  /** the picture that is chosen; null: by itself */
  chart = $state.raw<SqlChart | null>(null);

  /** names of the captures that were met in results, by number */
  readonly #names = new SvelteMap<number, string>();

  constructor(parts: SqlParts) {
    this.#with = parts;
  }

  get isSeveral(): boolean {
    return this.#with.source.isSeveral;
  }

  nameOf(capture: number): string {
    return this.#names.get(capture) ?? '';
  }

  /** Something else is asked from now on: what came out so far is of no use any more. */
  reset(): void {
    this.stop();
    this.answer = null;
    this.failure = null;
    this.chart = null;
    this.#names.clear();
  }

  get seconds(): number {
    return this.#with.preferences.now.sql.seconds;
  }

  set seconds(seconds: number) {
    this.#remember({ seconds });
  }

  /** Asks a question that is ready: its statement stands in the editor, to be changed. */
  ask(id: SqlQuestionId): Promise<void> {
    this.#write(questionSql(id, this.isSeveral));
    const { chart } = SQL_QUESTIONS[id] as { chart?: SqlChart };
    return this.run(chart ?? null);
  }

  /** A statement that was run or kept, to be run again. */
  take(text: string): void {
    this.#write(text);
  }

  async run(chart: SqlChart | null = null): Promise<void> {
    this.#asking?.abort();
    const asking = (this.#asking = new AbortController());
    const { text, seconds } = this;
    this.running = true;
    this.failure = null;
    this.chart = chart;
    this.#remember({ history: kept(text, this.#with.preferences.now.sql.history) });
    try {
      const limits = { ...SQL_LIMITS, timeMs: seconds * 1000 };
      const answer = await this.#with.source.run({ text, limits }, asking.signal);
      if (this.#asking !== asking) return;
      if ('why' in answer) this.failure = answer;
      else this.answer = answer;
    } catch (error) {
      if (this.#asking !== asking) return;
      if (isAbort(error)) this.failure = { ok: false, why: 'stopped', reason: '', at: null };
      else this.#with.session.report(error);
    } finally {
      if (this.#asking === asking) {
        this.#asking = null;
        this.running = false;
      }
    }
  }

  stop(): void {
    this.#asking?.abort();
  }

  async rows(from: number, count: number, signal: AbortSignal): Promise<SqlCell[][]> {
    if (this.answer === null) return [];
    const { rows, captures } = await this.#with.source.rows({ id: this.answer.id, from, count }, signal);
    for (const [id, name] of captures) this.#names.set(id, name);
    return rows;
  }

  keep(): void {
    this.#remember({ saved: kept(this.text, this.#with.preferences.now.sql.saved) });
  }

  forget(text: string): void {
    this.#remember({ saved: this.#with.preferences.now.sql.saved.filter((one) => one !== text) });
  }

  #write(text: string): void {
    this.text = text;
    this.put?.(text, 'all');
  }

  #remember(changed: Partial<SqlParts['preferences']['now']['sql']>): void {
    const { preferences } = this.#with;
    preferences.set({ sql: { ...preferences.now.sql, ...changed } });
  }
}

/** With this one first, without the oldest. */
function kept(text: string, before: readonly string[]): string[] {
  if (text.trim() === '' || text.length > MOST_SQL_REMEMBERED) return [...before];
  return [text, ...before.filter((one) => one !== text)].slice(0, MOST_SQL_KEPT);
}
