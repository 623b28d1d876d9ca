// Entry of the worker thread in which statements of the SQL console run. It can be ended at any moment: it has nothing that anybody else needs.
import { parentPort, workerData } from 'node:worker_threads';
import type { SqlOutcome } from '../../../ipc/contracts/sql-contract';
import { SqlSandbox } from '../../../store/sandbox/sandbox';
import { StoreCopy } from '../../../store/sandbox/store-copy';
import type { AskedStore, FromSql, SqlWorkerData, ToSql } from './sql-thread';

const { stop } = workerData as SqlWorkerData;
const isStopped = (): boolean => Atomics.load(stop, 0) !== 0;

let opened: { key: string; copy: StoreCopy; sandbox: SqlSandbox } | null = null;

/** The store as it was asked for last, or as it is now. */
async function open(store: AskedStore): Promise<SqlSandbox> {
  const key = JSON.stringify(store);
  if (opened?.key === key) return opened.sandbox;
  opened?.sandbox.close();
  opened?.copy.close();
  opened = null;
  const copy = new StoreCopy(store.path, store.folder);
  try {
    const sandbox = await SqlSandbox.open(copy.fd, store.capture, isStopped);
    opened = { key, copy, sandbox };
    return sandbox;
  } catch (error) {
    copy.close();
    throw error;
  }
}

async function outcomeOf({ store, text, limits }: ToSql): Promise<SqlOutcome> {
  let sandbox: SqlSandbox;
  try {
    sandbox = await open(store);
  } catch (error) {
    return { ok: false, why: 'store', reason: error instanceof Error ? error.message : String(error), at: null };
  }
  say({ type: 'begun' });
  return sandbox.run(text, limits);
}

const say = (message: FromSql): void => parentPort?.postMessage(message);

parentPort?.on('message', (asked: ToSql) => {
  void outcomeOf(asked).then((outcome) => say({ type: 'outcome', outcome }));
});
