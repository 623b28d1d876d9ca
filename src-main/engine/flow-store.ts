// The conversations of an open capture in its database: written while it is read, in few and large batches.
import type { EngineRequests, FlowPage, FlowRow } from '../ipc/engine-contract';
import { openRead, openWrite, type ReadDb, type SlowLog, type WriteDb } from '../store/database';
import { saveCapture, type CaptureRecord } from '../store/captures';
import { FlowOrders } from '../store/flow-order';
import { Slice } from './pause';
import { allFlows, flowById, flowsByIds, saveFlows } from '../store/flows';

/** Where the conversations come from (`flow/flow-rows.ts`). */
export interface FlowSource {
  /** Ids of up to `limit` conversations that changed since they were last handed out. */
  drainChanged(limit: number): ArrayLike<number>;
  row(id: number): FlowRow;
}

/** Conversations of one transaction: some 20 ms. */
const BATCH = 4096;
/** Transactions of one tick. */
const BATCHES_A_TICK = 3;

const EVERY_MS = 500;
/** Storing takes at most this part of the time while the file is read. */
const SHARE = 0.1;

export class FlowStore {
  readonly #write: WriteDb;
  readonly #read: ReadDb;
  readonly #orders: FlowOrders;
  readonly #source: FlowSource;
  #nextMs = 0;
  #spentMs = 0;
  #closed = false;

  /** `path`: where the database is made. Throws SqliteError when that is not possible. */
  constructor(path: string, source: FlowSource, slow?: SlowLog) {
    this.#write = openWrite(path, slow);
    try {
      this.#read = openRead(path, slow);
    } catch (error) {
      this.#write.close();
      throw error;
    }
    this.#orders = new FlowOrders(this.#read);
    this.#source = source;
  }

  /** Time spent storing so far, for the bench. */
  get spentMs(): number {
    return this.#spentMs;
  }

  /** Stores some of what changed, when it is time to. Call between batches of frames. */
  tick(): void {
    const begun = performance.now();
    if (begun < this.#nextMs) return;
    this.#saveSome();
    this.#nextMs = begun + Math.max(EVERY_MS, (performance.now() - begun) / SHARE);
  }

  /** Stores all that changed; requests are answered between the batches. */
  async save(): Promise<void> {
    const slice = new Slice();
    while (this.#saveBatch() && !this.#closed) if (slice.over) await slice.giveWay();
  }

  /** A few batches: as much as a request may wait for. */
  #saveSome(): void {
    for (let i = 0; i < BATCHES_A_TICK && this.#saveBatch(); i++);
  }

  /** True when there is more to store. */
  #saveBatch(): boolean {
    const begun = performance.now();
    const ids = this.#source.drainChanged(BATCH);
    if (ids.length === 0) return false;
    saveFlows(this.#write, this.#rows(ids));
    this.#orders.changed();
    this.#spentMs += performance.now() - begun;
    return ids.length === BATCH;
  }

  *#rows(ids: ArrayLike<number>): Generator<FlowRow> {
    for (let i = 0; i < ids.length; i++) yield this.#source.row(ids[i]);
  }

  saveCapture(record: CaptureRecord): void {
    saveCapture(this.#write, record);
  }

  page({ kind, sort, descending, from, count }: EngineRequests['flows']['args']): FlowPage {
    let ids = this.#orders.ids(kind, sort, descending);
    if (from + count > ids.length) {
      // the end of the list: what came since the last batch belongs there
      this.#saveSome();
      ids = this.#orders.ids(kind, sort, descending);
    }
    return { from, total: ids.length, rows: flowsByIds(this.#read, ids.subarray(from, from + count)) };
  }

  /** All conversations, TCP first; `condition`: see store/where.ts. Throws SqliteError for bad grammar. */
  all(condition: string | null): FlowRow[] {
    return allFlows(this.#read, condition);
  }

  flow(id: number): FlowRow | null {
    return flowById(this.#read, id);
  }

  rowOf({ id, kind, sort, descending }: EngineRequests['rowOfFlow']['args']): number {
    if (!this.flow(id)) this.#saveSome(); // newer than the last batch
    return this.#orders.rowOf(id, kind, sort, descending);
  }

  close(): void {
    this.#closed = true;
    this.#read.close();
    this.#write.close();
  }
}
