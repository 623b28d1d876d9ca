// The console of an open capture, as the window asks it: through the store that its thread writes, with results that are looked at by page and exported.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { expect, onTestFinished, test } from 'vitest';
import { Session } from '../../../../../src-main/engine/session';
import type { ExportStatus } from '../../../../../src-main/ipc/contracts/export-contract';
import { SQL_LIMITS, type SqlAnswer } from '../../../../../src-main/ipc/contracts/sql-contract';
import { tempFolder } from '../../../../fixtures/temp-folder';
import { allStored, ask, askLater, problemOf, SQL_WORKER, STORE_WORKER, until, WORKERS } from '../../open-session';

const SAMPLE = join(import.meta.dirname, '../../../../../resources/samples/refused.pcapng');

async function open(path: string, stored = true): Promise<Session> {
  const storeWorker = stored ? STORE_WORKER : null;
  const session = new Session({ path, cacheDir: tempFolder(), workers: WORKERS, storeWorker, sqlWorker: SQL_WORKER });
  onTestFinished(() => session.close());
  await session.start();
  return session;
}
const run = (session: Session, text: string) => askLater(session, 'sqlRun', { text, limits: SQL_LIMITS });

test('a statement is answered out of the store, page by page, and its result exported', async () => {
  const session = await open(SAMPLE);
  const answer = (await run(session, 'SELECT stream, handshake, 1.5 AS half FROM connection')) as SqlAnswer;
  expect(answer).toMatchObject({ columns: ['stream', 'handshake', 'half'], count: 1, cut: null });
  expect(ask(session, 'sqlRows', { id: answer.id, from: 0, count: 10 })).toEqual([[0, 'refused', 1.5]]);
  expect(ask(session, 'sqlRows', { id: answer.id, from: 1, count: 10 })).toEqual([]);
  expect(ask(session, 'sqlRows', { id: answer.id + 1, from: 0, count: 10 })).toEqual([]);
  expect(ask(session, 'flowOfStream', { kind: 'tcp', stream: 0 })).toBe(0);
  expect(ask(session, 'flowOfStream', { kind: 'udp', stream: 7 })).toBe(-1);

  let status: ExportStatus | null = null;
  session.onExport = (now) => (status = now);
  const ended = (): ExportStatus | null => status;
  const path = join(tempFolder(), 'result.parquet');
  void session.answers.exports.start(path, { what: 'sql', result: answer.id, format: 'parquet' });
  await until('the export', () => ended()?.end != null);
  expect(ended()?.end).toMatchObject({ kind: 'written', items: 1 });
  const { buffer, byteOffset, byteLength } = readFileSync(path);
  const file = buffer.slice(byteOffset, byteOffset + byteLength);
  expect(await parquetReadObjects({ file })).toEqual([{ stream: 0n, handshake: 'refused', half: 1.5 }]);

  // once the passes are stored, nothing is missing any more
  await allStored(session);
  expect(await run(session, 'SELECT name, packets FROM capture')).toMatchObject({ count: 1, remarks: [] });
});

test('mistakes, what is refused, and a capture that is not stored, are told', async () => {
  const session = await open(SAMPLE);
  expect(await run(session, 'SELECT a FROM flow')).toMatchObject({ ok: false, why: 'mistake', at: 7 });
  expect(await run(session, 'DELETE FROM flow_data')).toMatchObject({ ok: false, why: 'refused' });
  const gone = new AbortController();
  gone.abort();
  const stopped = await askLater(session, 'sqlRun', { text: 'SELECT 1', limits: SQL_LIMITS }, gone.signal);
  expect(stopped).toMatchObject({ ok: false, why: 'stopped' });
  for (const limits of [
    { timeMs: 0, rows: 1 },
    { timeMs: 1, rows: 1e9 },
    { timeMs: 1.5, rows: 1 },
  ])
    expect(problemOf(session, 'sqlRun', { text: 'SELECT 1', limits }).kind).toBe('engine.badRequest');
  const unstored = await open(SAMPLE, false);
  expect(await run(unstored, 'SELECT 1')).toMatchObject({ ok: false, why: 'store', reason: '' });
});
