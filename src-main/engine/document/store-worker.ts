// Entry of the worker thread that stores the conversations of an open capture. Flows and columns are the engine's, shared, not copied;
// the engine says when to look at them, and never waits.
import { parentPort, workerData } from 'node:worker_threads';
import { AnalysisView } from '../../flow/capture-index-view';
import { AttemptLog } from '../../flow/conversations/attempts';
import { BaseLog } from '../../flow/table/base-log';
import { FlowRows } from '../../flow/conversations/flow-rows';
import { FlowView } from '../../flow/table/flow-view';
import { SeenColumns } from '../../flow/columns/seen-columns';
import { createDatabase } from '../../store/capture-database';
import { ChangedFlows } from '../../store/changed-flows';
import { FlowPacker } from '../../store/flow-packer';
import type { WriteDb } from '../../store/database';
import { FlowWriter } from '../../store/flow-writer';
import { storeHandshakes, storeTimings } from '../../store/found-writer';
import type { FromStore, StorePlace, ToStore } from './flow-storage';
import { detailOf } from '../base/problems';

/** Conversations of one transaction. */
const BATCH = 16384;

const columns = new SeenColumns();
const table = new FlowView();
const attempts = new AttemptLog();
const view = new AnalysisView(columns, table, new BaseLog(), attempts);
const changed = new ChangedFlows(table);
let opened: { db: WriteDb; writer: FlowWriter } | null = null;

function open(): { db: WriteDb; writer: FlowWriter } {
  const { folder, name, most } = workerData as StorePlace;
  const packer = new FlowPacker(new FlowRows(table, columns, attempts), columns, attempts);
  const db = createDatabase(folder, name, most);
  return { db, writer: new FlowWriter(db, packer) };
}

function store({ analysis, all, found }: ToStore): void {
  view.take(analysis);
  opened ??= open();
  const { db, writer } = opened;
  const ids: number[] = [];
  for (const id of changed.next(all)) {
    if (ids.push(id) < BATCH) continue;
    writer.write(ids);
    ids.length = 0;
  }
  if (ids.length > 0) writer.write(ids);
  if (found.includes('timing')) storeTimings(db, view.timings, table.count);
  if (found.includes('tls')) storeHandshakes(db, view.handshakes, table.count);
}

parentPort?.on('message', (message: ToStore) => {
  let answer: FromStore;
  try {
    store(message);
    answer = { type: 'stored', left: changed.left };
  } catch (error) {
    answer = {
      type: 'failed',
      reason: error instanceof Error ? error.message : String(error),
      detail: detailOf(error),
    };
  }
  parentPort?.postMessage(answer);
});
