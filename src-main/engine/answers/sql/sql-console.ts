// The SQL console of an open capture: statements over what is stored of its conversations. The result of the last one stays here, for the window to
// look at page by page, and for an export.
import { setTimeout as sleep } from 'node:timers/promises';
import type { SqlAnswer, SqlCell, SqlFailure, SqlLimits, SqlResult } from '../../../ipc/contracts/sql-contract';
import type { Message } from '../../../ipc/message';
import type { StoredCapture } from '../../../store/sandbox/views';
import type { CaptureDocument } from '../../document/document';
import type { FlowStorage } from '../../document/flow-storage';
import { SqlThread } from './sql-thread';

/** A capture that has just been opened is stored in a moment: so long a statement waits for it. */
const WAIT_MS = 5000;
const LOOK_MS = 25;

export interface SqlConsoleParts {
  document: CaptureDocument;
  /** null: nothing is stored */
  storage(): FlowStorage | null;
  /** of the capture; `path` null: it is not one file */
  file(): { name: string; path: string | null };
  /** folder for the copy that is asked */
  folder: string;
  /** what the thread runs; what was built, unless told */
  worker?: URL;
}

export class SqlConsole {
  readonly #parts: SqlConsoleParts;
  readonly #thread: SqlThread;
  #id = 0;
  #result: SqlResult | null = null;

  constructor(parts: SqlConsoleParts) {
    this.#parts = parts;
    this.#thread = new SqlThread(parts.worker);
  }

  /** Runs a statement; one that runs is stopped for it. Its result takes the place of the one before, if it has any. */
  async run(
    { text, limits }: { text: string; limits: SqlLimits },
    signal: AbortSignal,
  ): Promise<SqlAnswer | SqlFailure> {
    const { folder } = this.#parts;
    const written = await this.#written(signal);
    if (written === null) return { ok: false, why: signal.aborted ? 'stopped' : 'store', reason: '', at: null };
    const outcome = await this.#thread.run(
      { store: { ...written, folder, capture: this.#capture }, text, limits },
      signal,
    );
    if (!outcome.ok) return outcome;
    this.#result = outcome;
    const { rows, stored, ...rest } = outcome;
    return { ...rest, id: ++this.#id, count: rows.length, remarks: this.#remarks(stored) };
  }

  rows(id: number, from: number, count: number): SqlCell[][] {
    return this.result(id)?.rows.slice(from, from + count) ?? [];
  }

  /** Null: another one has taken its place. */
  result(id: number): SqlResult | null {
    return id === this.#id ? this.#result : null;
  }

  close(): void {
    this.#result = null;
    this.#thread.close();
  }

  get #capture(): StoredCapture {
    const { document } = this.#parts;
    const { name, path } = this.#parts.file();
    return { name, path: path ?? name, size: document.fileBytes, packets: document.frames };
  }

  /** Null: nothing is stored, or nobody waits any more. */
  async #written(signal: AbortSignal): Promise<{ path: string; version: number } | null> {
    for (const end = performance.now() + WAIT_MS; ; await sleep(LOOK_MS)) {
      const storage = this.#parts.storage();
      if (storage === null || storage.problem || signal.aborted) return null;
      const { written } = storage;
      const isWaiting = written === null || (storage.isLast && storage.missing.flows);
      if (!isWaiting || performance.now() > end) return written;
    }
  }

  #remarks(stored: number): Message[] {
    const missing = this.#parts.storage()?.missing;
    const all = this.#parts.document.analysis.flows.count;
    const remarks: Message[] = [];
    if (missing?.flows || stored < all) remarks.push({ key: 'sql.remark.growing', args: { stored, all } });
    for (const pass of missing?.passes ?? []) remarks.push({ key: `sql.remark.${pass}` });
    return remarks;
  }
}
