// The store of a folder of captures: what is read again, what is dropped, what is told; and that it is whole whenever the process is killed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterAll, expect, test } from 'vitest';
import { filesOf } from '../../../../src-main/engine/answers/sql/folder-files';
import { FolderConsole } from '../../../../src-main/engine/folder/folder-console';
import { updateFolder } from '../../../../src-main/engine/folder/folder-update';
import type { FolderEnd } from '../../../../src-main/ipc/contracts/folder-contract';
import { SQL_LIMITS, type SqlCell } from '../../../../src-main/ipc/contracts/sql-contract';
import { questionSql, SQL_QUESTION_IDS } from '../../../../src-main/ipc/sql-questions';
import { random } from '../../../bench/random';
import { pcapFile } from '../../../fixtures/make-capture';
import { connections } from '../../../fixtures/many-connections';
import { bytesOf, found, needlesOf } from '../../../fixtures/secret-search';
import { tempFolder } from '../../../fixtures/temp-folder';
import { bundled } from '../../bundled';

const SQL_WORKER = pathToFileURL(bundled('sql-worker'));
const SAMPLES = join(import.meta.dirname, '../../../../resources/samples');
const sample = (name: string): string => join(SAMPLES, `${name}.pcapng`);

function place(...names: string[]): { folder: string; database: string } {
  const root = tempFolder();
  const folder = join(root, 'captures');
  mkdirSync(folder);
  for (const name of names) copyFileSync(sample(name), join(folder, `${name}.pcapng`));
  return { folder, database: join(root, 'stores', 'a.index-db') };
}
const never = { progress: () => undefined, stopped: () => false };
const update = (
  where: { folder: string; database: string; most?: number },
  run: Partial<typeof never> | { progress(now: { done: number; name: string }): void } = {},
): Promise<FolderEnd> => updateFolder({ cacheFolder: tempFolder(), ...where }, { ...never, ...run });

const asking = new FolderConsole(SQL_WORKER);
afterAll(() => asking.close());
let version = 0;

/** What the user would be told. */
async function ask(database: string, text: string): Promise<SqlCell[][]> {
  const answer = await asking.run({ database, version: ++version, copies: tempFolder(), text, limits: SQL_LIMITS });
  if (!answer.ok) throw new Error(`${answer.why}: ${answer.reason}`);
  return asking.rows(answer.id, 0, 1000).rows;
}
const NAMES = 'SELECT name FROM capture ORDER BY name';

test('only what is new or changed is read, and what is gone is dropped', async () => {
  const where = place('https', 'refused', 'reset');
  const { folder, database } = where;
  expect(await update(where)).toMatchObject({ captures: 3, others: 0, notes: [], problem: null });
  const ids = await ask(database, 'SELECT name, id FROM capture ORDER BY name');
  rmSync(join(folder, 'refused.pcapng'));
  copyFileSync(sample('half'), join(folder, 'reset.pcapng'));
  utimesSync(join(folder, 'reset.pcapng'), 1, 1);
  mkdirSync(join(folder, 'below'));
  copyFileSync(sample('three'), join(folder, 'below/three.pcapng'));
  const read: string[] = [];
  expect(await update(where, { progress: ({ name }) => void read.push(name) })).toMatchObject({ captures: 3 });
  expect(await ask(database, NAMES)).toEqual([['https.pcapng'], ['reset.pcapng'], ['three.pcapng']]);
  // what was read anew has another number
  const now = await ask(database, 'SELECT name, id FROM capture ORDER BY name');
  expect(now[0]).toEqual(ids[0]);
  expect(now[1]).not.toEqual(ids[2]);
  expect(
    await ask(database, "SELECT ending FROM connection JOIN capture c ON c.id = capture WHERE name LIKE 'reset%'"),
  ).toEqual([['fin-half']]);
});

test('damaged files and those that vanish are told, and the rest goes on', async () => {
  const where = place('https', 'refused', 'reset');
  const { folder, database } = where;
  writeFileSync(join(folder, 'cut.pcapng'), readFileSync(sample('half')).subarray(0, 900));
  writeFileSync(join(folder, 'notes.txt'), 'no capture\n');
  const gone = join(folder, 'refused.pcapng');
  const end = await update(where, {
    progress: ({ name }) => void (name === 'https.pcapng' && rmSync(gone, { force: true })),
  });
  expect(end).toMatchObject({ captures: 3, others: 1, problem: null });
  expect(end.notes.map(({ path }) => path)).toEqual(['cut.pcapng', 'refused.pcapng']);
  expect(await ask(database, 'SELECT name, problem IS NULL FROM capture ORDER BY name')).toEqual([
    ['cut.pcapng', 0],
    ['https.pcapng', 1],
    ['reset.pcapng', 1],
  ]);
});

test('links are not followed, and there are bounds', () => {
  const { folder } = place('https', 'reset');
  symlinkSync(sample('half'), join(folder, 'link.pcapng'));
  symlinkSync(SAMPLES, join(folder, 'links'));
  symlinkSync(folder, join(folder, 'round'));
  mkdirSync(join(folder, '.hidden'));
  copyFileSync(sample('three'), join(folder, '.hidden/three.pcapng'));
  mkdirSync(join(folder, 'a/b'), { recursive: true });
  copyFileSync(sample('half'), join(folder, 'a/half.pcapng'));
  copyFileSync(sample('half'), join(folder, 'a/b/deep.pcapng'));
  const names = ({ files }: ReturnType<typeof filesOf>): string[] => files.map(({ name }) => name);
  const all = filesOf(folder, { files: 100, depth: 1 });
  expect(names(all)).toEqual(['half.pcapng', 'https.pcapng', 'reset.pcapng']);
  expect(all.skipped.map(({ path, why }) => [path.slice(folder.length + 1), why.key])).toEqual([
    ['a/b', 'folder.skipped.deep'],
    ['link.pcapng', 'folder.skipped.link'],
    ['links', 'folder.skipped.link'],
    ['round', 'folder.skipped.link'],
  ]);
  const few = filesOf(folder, { files: 2, depth: 5 });
  expect(few.files.length).toBeLessThanOrEqual(2);
  expect(few.skipped.some(({ why }) => why.key === 'folder.skipped.many')).toBe(true);
  expect(() => filesOf(join(folder, 'nothing'))).toThrow('ENOENT');
});

test('a folder that cannot be read, and one that is full, say so; what was read stays', async () => {
  const where = place('https');
  expect(await update({ ...where, folder: join(where.folder, 'nothing') })).toMatchObject({
    problem: { key: 'folder.problem.unreadable', args: { reason: 'ENOENT' } },
  });
  writeFileSync(join(where.folder, 'many.pcap'), pcapFile(connections(2000)));
  const full = await update({ ...where, most: 120_000 });
  expect(full).toMatchObject({ captures: 1, problem: { key: 'folder.problem.full', args: { name: 'many.pcap' } } });
  expect(statSync(where.database).size).toBeLessThanOrEqual(120_000);
  expect(await ask(where.database, NAMES)).toEqual([['https.pcapng']]);
  // what other folders take counts as well
  writeFileSync(join(where.database, '../b.index-db'), Buffer.alloc(4_000_000));
  expect(await update({ ...where, most: 4_000_000 })).toMatchObject({ problem: { key: 'folder.problem.full' } });
  rmSync(join(where.database, '../b.index-db'));
  expect(await update(where)).toMatchObject({ captures: 2, problem: null });
});

test('a store that is damaged is made anew', async () => {
  const where = place('https');
  mkdirSync(join(where.database, '..'));
  writeFileSync(where.database, Buffer.alloc(50_000, 'no database '));
  expect(await update(where)).toMatchObject({ captures: 1, problem: null });
  expect(readdirSync(join(where.database, '..'))).toEqual(['a.index-db']);
});

test('stopped: what was read stays, and the next time goes on from there', async () => {
  const where = place('https', 'refused', 'reset');
  let stopped = false;
  const first = await update(where, {
    progress: ({ done }) => void (stopped = done === 2),
    stopped: () => stopped,
  });
  expect(first).toMatchObject({ captures: 2, stopped: true });
  expect(await update(where)).toMatchObject({ captures: 3, stopped: false });
});

test('rows tell of which capture they are; a capture is known by its number alone', async () => {
  const where = place('https', 'reset');
  await update(where);
  const question = { database: where.database, version: ++version, copies: tempFolder(), limits: SQL_LIMITS };
  const answer = await asking.run({ ...question, text: 'SELECT capture, stream FROM connection ORDER BY capture' });
  if (!answer.ok) throw new Error(answer.reason);
  expect(asking.rows(answer.id, 0, 10).captures.map(([, name]) => name)).toEqual(['https.pcapng', 'reset.pcapng']);
  expect(asking.rows(answer.id + 1, 0, 10)).toEqual({ rows: [], captures: [] });
  expect(asking.capture(where.database, 1)).toMatchObject({ path: join(where.folder, 'https.pcapng') });
  expect(asking.capture(where.database, 99)).toBeNull();
  expect(asking.capture(join(where.folder, 'https.pcapng'), 1)).toBeNull();
  const written = await asking.run({ ...question, text: 'DROP TABLE main.flow' });
  expect(written).toMatchObject({ ok: false, why: 'refused' });
  const endless = asking.run({
    ...question,
    text: 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n',
  });
  asking.stop();
  expect(await endless).toMatchObject({ ok: false, why: 'stopped' });
});

test('no secret of a capture gets into the store, nor into what is asked of it', async () => {
  const where = place('https');
  const log = /(?:CLIENT|SERVER|EXPORTER)_[A-Z_0-9]+ [0-9a-f]{64} [0-9a-f]+\n/g;
  const needles = needlesOf((readFileSync(sample('https'), 'latin1').match(log) ?? []).join(''));
  expect(needles.length).toBeGreaterThan(0);
  const end = await update(where);
  expect(found(needles, bytesOf(end))).toEqual([]);
  expect(found(needles, readFileSync(where.database))).toEqual([]);
  for (const id of SQL_QUESTION_IDS)
    expect(found(needles, bytesOf(await ask(where.database, questionSql(id, true))))).toEqual([]);
  expect(found(needles, bytesOf(await ask(where.database, 'SELECT * FROM flow, tls, capture')))).toEqual([]);
});

test('killed at any moment, a store has whole captures only', { timeout: 120_000 }, async () => {
  const KILLS = 12;
  const root = tempFolder();
  const folder = join(root, 'captures');
  const database = join(root, 'stores/a.index-db');
  mkdirSync(folder);
  const counts = [1, 400, 30, 900, 7];
  for (const [i, count] of counts.entries()) writeFileSync(join(folder, `${i}.pcap`), pcapFile(connections(count)));
  const dice = random(7);
  let whole = 0;
  for (let i = 0; i < KILLS; i++) {
    const child = spawn(process.execPath, [bundled('update-again'), folder, database], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    await sleep(dice() * 700); // the moment is chance
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    expect(child.signalCode).toBe('SIGKILL');
    const db = new Database(database);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    const rows = db
      .prepare('SELECT name, (SELECT count(*) FROM flow WHERE flow.id >> 32 = capture.id) AS flows FROM capture')
      .all() as { name: string; flows: number }[];
    for (const { name, flows } of rows) expect(flows, name).toBe(counts[Number(name[0])]);
    const all = db.prepare('SELECT count(*) FROM flow').pluck().get();
    expect(all).toBe(rows.reduce((sum, { flows }) => sum + flows, 0));
    db.close();
    whole += rows.length;
  }
  expect(whole).toBeGreaterThan(0);
  expect(await update({ folder, database })).toMatchObject({ captures: counts.length, problem: null });
  expect(await ask(database, 'SELECT count(*) FROM connection')).toEqual([[counts.reduce((a, b) => a + b)]]);
});
