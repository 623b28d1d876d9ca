// Runs statements in a thread, one at a time, and sees to it that each comes back: SQLite looks at the clock and at a flag by itself; where it
// does not get to that, the thread is ended, which stops WebAssembly wherever it is, and another one is begun for the next statement.
import { Worker } from 'node:worker_threads';
import type { SqlFailureKind, SqlLimits, SqlOutcome } from '../../../ipc/contracts/sql-contract';
import type { StoredCapture } from '../../../store/sandbox/views';

// The built file lies beside the engine's; code that is shared by several lies one folder deeper.
const BUILT = new URL(import.meta.url.includes('/chunks/') ? '../sql-worker.js' : './sql-worker.js', import.meta.url);

/** What a statement may take beyond its limit, or go on after it was stopped, before its thread is ended. */
const GRACE_MS = 500;
const IDLE_MS = 60_000;

/** What is asked: another `version` of the same file is copied anew. */
export interface AskedStore {
  path: string;
  version: number;
  /** where the copy lies that is asked */
  folder: string;
  /** what the store is of; null: of several captures, that it names */
  capture: StoredCapture | null;
}
export interface SqlWorkerData {
  stop: Int32Array;
}
export interface ToSql {
  store: AskedStore;
  text: string;
  limits: SqlLimits;
}
export type FromSql = { type: 'begun' } | { type: 'outcome'; outcome: SqlOutcome };

const failed = (why: SqlFailureKind, reason = ''): SqlOutcome => ({ ok: false, why, reason, at: null });

export class SqlThread {
  readonly #file: URL;
  readonly #stop = new Int32Array(new SharedArrayBuffer(4));
  #thread: Worker | null = null;
  /** the statement that runs, or the last one */
  #last: Promise<unknown> = Promise.resolve();
  #current: AbortController | null = null;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  /** `file`: what the thread runs; what was built, unless told */
  constructor(file: URL = BUILT) {
    this.#file = file;
  }

  /** What the statement comes to. One that runs is stopped for it; `signal` stops this one. Never rejects. */
  async run(asked: ToSql, signal?: AbortSignal): Promise<SqlOutcome> {
    this.#current?.abort();
    const mine = (this.#current = new AbortController());
    const either = signal ? AbortSignal.any([signal, mine.signal]) : mine.signal;
    const turn = this.#last.then(() => this.#run(asked, either));
    this.#last = turn;
    return turn;
  }

  async #run(asked: ToSql, signal: AbortSignal): Promise<SqlOutcome> {
    if (this.#closed || signal.aborted) return failed('stopped');
    clearTimeout(this.#idle);
    Atomics.store(this.#stop, 0, 0);
    const thread = (this.#thread ??= this.#begin());
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stop = (): void => undefined;
    try {
      return await new Promise<SqlOutcome>((resolve) => {
        const end = (why: SqlFailureKind, reason?: string): void => {
          if (this.#thread === thread) this.#thread = null;
          void thread.terminate();
          resolve(failed(why, reason));
        };
        stop = (): void => {
          Atomics.store(this.#stop, 0, 1);
          clearTimeout(timer);
          timer = setTimeout(() => end('stopped'), GRACE_MS);
        };
        signal.addEventListener('abort', stop, { once: true });
        thread.removeAllListeners();
        thread.on('error', (error) => end('memory', error instanceof Error ? error.message : String(error)));
        thread.on('exit', () => end('stopped'));
        thread.on('message', (message: FromSql) => {
          if (message.type === 'outcome') return resolve(message.outcome);
          if (Atomics.load(this.#stop, 0) === 0) timer = setTimeout(() => end('time'), asked.limits.timeMs + GRACE_MS);
        });
        thread.ref();
        thread.postMessage(asked);
      });
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      this.#rest();
    }
  }

  /** A thread that waits keeps no process alive, and its memory is given back when nobody asks for a while. */
  #rest(): void {
    this.#thread?.unref();
    this.#idle = setTimeout(() => this.#end(), IDLE_MS);
    this.#idle.unref();
  }

  #begin(): Worker {
    const workerData: SqlWorkerData = { stop: this.#stop };
    return new Worker(this.#file, { name: 'sql', workerData });
  }

  #end(): void {
    const thread = this.#thread;
    this.#thread = null;
    thread?.removeAllListeners();
    void thread?.terminate();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#idle);
    this.#current?.abort();
    this.#end();
  }
}
