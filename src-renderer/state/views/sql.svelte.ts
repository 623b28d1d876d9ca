// The SQL console: the statement, what came out of it, what is remembered of statements.
import {
  MOST_SQL_KEPT,
  MOST_SQL_REMEMBERED,
  SQL_LIMITS,
  type SqlAnswer,
  type SqlCell,
  type SqlFailure,
} from '../../../src-main/ipc/contracts/sql-contract';
import { questionSql, SQL_QUESTIONS, type SqlChart, type SqlQuestionId } from '../../../src-main/ipc/sql-questions';
import { isAbort } from '../engine-error';
import type { Parts } from '../parts';

type SqlParts = Pick<Parts, 'engine' | 'preferences'> & { session: Pick<Parts['session'], 'report'> };

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

  constructor(parts: SqlParts) {
    this.#with = parts;
  }

  listen(): void {
    this.#with.engine.onConnect(() => {
      this.stop();
      this.answer = null;
      this.failure = null;
      this.chart = null;
    });
  }

  get seconds(): number {
    return this.#with.preferences.now.sql.seconds;
  }

  set seconds(seconds: number) {
    this.#remember({ seconds });
  }

  /** Asks a question that is ready: its statement stands in the editor, to be changed. */
  ask(id: SqlQuestionId): Promise<void> {
    this.#write(questionSql(id, false));
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
      const answer = await this.#with.engine.request('sqlRun', { text, limits }, asking.signal);
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

  rows(from: number, count: number, signal: AbortSignal): Promise<SqlCell[][]> {
    if (this.answer === null) return Promise.resolve([]);
    return this.#with.engine.request('sqlRows', { id: this.answer.id, from, count }, signal);
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
