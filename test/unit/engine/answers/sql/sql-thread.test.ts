// Statements in their thread: each comes back within its limit, is stopped at once, and the next one is answered.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SqlThread, type ToSql } from '../../../../../src-main/engine/answers/sql/sql-thread';
import { SQL_LIMITS } from '../../../../../src-main/ipc/contracts/sql-contract';
import { madeStore } from '../../../store/sandbox/made-store';
import { SQL_WORKER } from '../../open-session';

const folder = mkdtempSync(join(tmpdir(), 'synscope-test-'));
const path = join(folder, 'store.db');
const thread = new SqlThread(SQL_WORKER);
beforeAll(() => madeStore(path));
afterAll(() => {
  thread.close();
  rmSync(folder, { recursive: true });
});

const CAPTURE = { name: 'a.pcap', path: '/a.pcap', size: 1, packets: 11 };
const asked = (text: string, version = 0): ToSql => ({
  store: { path, version, folder, capture: CAPTURE },
  text,
  limits: SQL_LIMITS,
});
const ENDLESS = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n';
const COUNT = { ok: true, rows: [[4]] };

test('a statement is answered, also of another version of the store', async () => {
  expect(await thread.run(asked('SELECT count(*) FROM flow'))).toMatchObject(COUNT);
  expect(await thread.run(asked('SELECT count(*) FROM flow', 1))).toMatchObject(COUNT);
});

test('the user stops one that never ends; the next one is answered', async () => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 50);
  expect(await thread.run(asked(ENDLESS), stop.signal)).toMatchObject({ ok: false, why: 'stopped' });
  expect(await thread.run(asked('SELECT count(*) FROM flow'))).toMatchObject(COUNT);
});

test('a new statement stops the one before', async () => {
  const first = thread.run(asked(ENDLESS));
  const second = thread.run(asked('SELECT count(*) FROM flow'));
  expect(await first).toMatchObject({ ok: false, why: 'stopped' });
  expect(await second).toMatchObject(COUNT);
});

test('what SQLite does not interrupt itself is ended with its thread, within a second of its limit', async () => {
  // one step of the machine that compares 2 MB at two million places
  const slow = "SELECT instr(printf('%.*c', 4000000, 'a'), printf('%.*c', 2000000, 'a') || 'b')";
  const outcome = await thread.run({ ...asked(slow), limits: { ...SQL_LIMITS, timeMs: 100 } });
  expect(outcome).toMatchObject({ ok: false, why: 'time' });
  expect(await thread.run(asked('SELECT count(*) FROM flow'))).toMatchObject(COUNT);
});

test('a store that is none, and one that is gone', async () => {
  const gone = { ...asked('SELECT 1'), store: { path: join(folder, 'nothing'), version: 0, folder, capture: null } };
  expect(await thread.run(gone)).toMatchObject({ ok: false, why: 'store' });
  expect(await thread.run(asked('SELECT count(*) FROM flow'))).toMatchObject(COUNT);
});

test('nothing lies beside the store', () => {
  expect(readdirSync(folder).filter((name) => !name.startsWith('store.db'))).toEqual([]);
});
