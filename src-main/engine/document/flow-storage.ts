// The conversations of an open capture go to a database on the disk, on a thread of their own: the engine marks what changes, says every
// now and then that it is time to look, and never waits. What goes wrong is a remark; everything else works without the database.
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { nothingShared, type Analysis } from '../../flow/capture-index';
import type { AnalysisShare } from '../../flow/capture-index-view';
import type { Message } from '../../ipc/message';
import type { PassId } from '../../ipc/passes';
import { databaseName, removeDatabase } from '../../store/capture-database';

// The built file lies beside the engine's; code that is shared by several lies one folder deeper.
const BUILT = new URL(
  import.meta.url.includes('/chunks/') ? '../store-worker.js' : './store-worker.js',
  import.meta.url,
);

const EVERY_MS = 500;
/** Telling the thread takes at most this part of the engine's time, … */
const SHARE = 0.05;
/** … and the thread works at most this part of the time while the capture is read: both may share a processor. */
const WORK_SHARE = 0.25;

export interface StorePlace {
  folder: string;
  name: string;
  /** bytes that the database may take; as the disk allows, unless told */
  most?: number;
}
/** Passes whose findings are stored beside a connection, once they have ended. */
const STORED_PASSES = ['timing', 'tls'] as const satisfies readonly PassId[];
export type StoredPass = (typeof STORED_PASSES)[number];
export const isStoredPass = (id: PassId): id is StoredPass => STORED_PASSES.some((one) => one === id);

export interface ToStore {
  analysis: AnalysisShare;
  /** nothing changes any more: store what there is */
  all: boolean;
  /** what these passes found as well */
  found: readonly StoredPass[];
}
export type FromStore =
  /** `left`: conversations that changed just now and were left for the next time */
  { type: 'stored'; left: number } | { type: 'failed'; reason: string; detail: string };

export interface StorageOptions {
  folder: string;
  /** what the thread runs; what was built, unless told */
  worker?: URL;
  most?: number;
}

export class FlowStorage {
  /** Called when all is stored, and when storing failed. */
  onChange: () => void = () => undefined;
  readonly #analysis: Analysis;
  readonly #place: StorePlace;
  readonly #file: URL;
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #shared = nothingShared();
  #thread: Worker | null = null;
  #state: 'growing' | 'ended' | 'stored' | 'failed' | 'closed' = 'growing';
  #busy = false;
  /** the thread was told that nothing changes any more */
  #last = false;
  /** what passes found: there, given to the thread, stored */
  readonly #found = new Map<StoredPass, 'found' | 'told' | 'stored'>();
  #left = 0;
  /** frames there were when the thread was told last */
  #frames = 0;
  #toldMs = 0;
  #notBefore = 0;
  #problem: Message | null = null;
  #version = 0;

  constructor(analysis: Analysis, { folder, worker = BUILT, most }: StorageOptions) {
    this.#analysis = analysis;
    this.#place = { folder, name: databaseName(), most };
    this.#file = worker;
    this.#timer = setInterval(() => this.#look(), EVERY_MS);
    this.#timer.unref();
  }

  /** Why the conversations are not stored, null: they are, or will be. */
  get problem(): Message | null {
    return this.#problem;
  }

  /** Everything is in the database. */
  get stored(): boolean {
    return this.#state === 'stored' && [...this.#found.values()].every((one) => one === 'stored');
  }

  /** The database as far as it is written; `version` rises with that. Null: there is none, or not yet. */
  get written(): { path: string; version: number } | null {
    if (this.#version === 0 || this.#state === 'failed' || this.#state === 'closed') return null;
    return { path: join(this.#place.folder, this.#place.name), version: this.#version };
  }

  /** Nothing changes any more. */
  get isLast(): boolean {
    return this.#state !== 'growing';
  }

  /** Whether all conversations are in it, and which passes are not. */
  get missing(): { flows: boolean; passes: StoredPass[] } {
    const passes = STORED_PASSES.filter((pass) => this.#found.get(pass) !== 'stored');
    return { flows: this.#state !== 'stored', passes };
  }

  /** What a pass finds of connections is there; the capture has been read. */
  found(pass: StoredPass): void {
    if (this.#found.has(pass) || this.#state === 'failed' || this.#state === 'closed') return;
    this.#found.set(pass, 'found');
    if (this.#state === 'stored' && !this.#busy) this.#tell();
  }

  /** Nothing changes any more. */
  ended(): void {
    if (this.#state !== 'growing') return;
    this.#state = 'ended';
    clearInterval(this.#timer);
    if (!this.#busy) this.#tell();
  }

  #look(): void {
    const idle = this.#left === 0 && this.#frames === this.#analysis.columns.count;
    if (!this.#busy && !idle && performance.now() >= this.#notBefore) this.#tell();
  }

  #tell(): void {
    const begun = (this.#toldMs = performance.now());
    this.#busy = true;
    this.#frames = this.#analysis.columns.count;
    this.#last = this.#state !== 'growing';
    const found = this.#last ? [...this.#found].flatMap(([pass, state]) => (state === 'found' ? [pass] : [])) : [];
    for (const pass of found) this.#found.set(pass, 'told');
    const message: ToStore = { analysis: this.#analysis.share(this.#shared), all: this.#last, found };
    try {
      this.#thread ??= this.#start();
      this.#thread.postMessage(message);
    } catch (error) {
      this.#fail(error instanceof Error ? error.message : String(error), '');
    }
    this.#notBefore = begun + (performance.now() - begun) / SHARE;
  }

  #start(): Worker {
    const thread = new Worker(this.#file, { name: 'store', workerData: this.#place });
    thread.unref(); // what is not stored yet keeps no process alive
    thread.on('message', (message: FromStore) => this.#hear(message));
    thread.on('error', (error) => this.#fail(error instanceof Error ? error.message : String(error), ''));
    thread.on('exit', (code) => this.#fail(`exit code ${code}`, ''));
    return thread;
  }

  #hear(message: FromStore): void {
    if (this.#state === 'closed' || this.#state === 'failed') return;
    if (message.type === 'failed') return this.#fail(message.reason, message.detail);
    const now = performance.now();
    this.#version++;
    this.#busy = false;
    this.#left = message.left;
    this.#notBefore = Math.max(this.#notBefore, now + (now - this.#toldMs) * (1 / WORK_SHARE - 1));
    for (const [pass, state] of this.#found) if (state === 'told') this.#found.set(pass, 'stored');
    if (this.#state === 'growing') return;
    if (!this.#last || [...this.#found.values()].includes('found')) return this.#tell();
    this.#state = 'stored';
    // its memory is worth more than its readiness, once nothing will be stored any more
    if (STORED_PASSES.every((pass) => this.#found.get(pass) === 'stored')) void this.#thread?.terminate();
    this.onChange();
  }

  /** The packets and connections can be looked at all the same. */
  #fail(reason: string, detail: string): void {
    if (this.#state === 'closed' || this.#state === 'failed' || this.#state === 'stored') return;
    console.error(`engine: the connections are not stored: ${detail || reason}`);
    this.#state = 'failed';
    this.#problem = { key: 'store.unusable', args: { reason } };
    this.#end();
    this.onChange();
  }

  /** The database goes with the capture. */
  close(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#end();
  }

  #end(): void {
    clearInterval(this.#timer);
    const { folder, name } = this.#place;
    const thread = this.#thread;
    this.#thread = null;
    if (!thread) return;
    // now, because the process may be about to end; and once more, because the thread may have been about to make it
    removeDatabase(folder, name);
    void thread.terminate().then(() => removeDatabase(folder, name));
  }
}
