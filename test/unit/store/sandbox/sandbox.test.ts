// What statements may do and how far they get, by SQLite itself over a store on the disk.
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MOST_SQL_CELL, SQL_LIMITS, type SqlOutcome } from '../../../../src-main/ipc/contracts/sql-contract';
import { SQL_SCHEMA, SQL_VIEWS } from '../../../../src-main/ipc/sql-schema';
import { SqlSandbox } from '../../../../src-main/store/sandbox/sandbox';
import { StoreCopy } from '../../../../src-main/store/sandbox/store-copy';
import { madeStore } from './made-store';

const folder = mkdtempSync(join(tmpdir(), 'synscope-test-'));
const path = join(folder, 'store.db');
let copy: StoreCopy;
let sandbox: SqlSandbox;
let stop = false;
const CAPTURE = { name: "it's.pcap", path: "/a/it's.pcap", size: 1000, packets: 12 };

beforeAll(async () => {
  madeStore(path);
  copy = new StoreCopy(path, folder);
  sandbox = await SqlSandbox.open(copy.fd, CAPTURE, () => stop);
});
afterAll(() => {
  sandbox.close();
  copy.close();
  rmSync(folder, { recursive: true });
});

const run = (text: string, limits: Partial<typeof SQL_LIMITS> = {}): SqlOutcome =>
  sandbox.run(text, { ...SQL_LIMITS, ...limits });
const rows = (text: string): unknown => {
  const outcome = run(text);
  return outcome.ok ? outcome.rows : outcome;
};

describe('what may be asked', () => {
  test.each([
    ['SELECT count(*) FROM connection', [[3]]],
    [
      "select stream, closed_by, reset_by from connection where client like '10.%' -- why\n;",
      [
        [0, 'client', 'none'],
        [1, 'none', 'server'],
        [2, 'none', 'none'],
      ],
    ],
    ['SELECT name, path, packets FROM capture', [["it's.pcap", "/a/it's.pcap", 12]]],
    ['WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 3) SELECT sum(i) FROM n', [[6]]],
    ["VALUES (1, NULL, 2.5, '文字')", [[1, null, 2.5, '文字']]],
    ["SELECT x'00ff', 9007199254740993, 9e999", [["x'00ff'", '9007199254740993', 'Infinity']]],
    ["SELECT value FROM json_each('[1,2]')", [[1], [2]]],
    ['/* one */ SELECT 1;; /* and no other */ ;', [[1]]],
  ])('%s', (text, expected) => expect(rows(text)).toEqual(expected));

  test('every column of every view, of the type that is declared', () => {
    for (const { name, columns } of SQL_SCHEMA) {
      const outcome = run(`SELECT * FROM ${name}`);
      if (!outcome.ok) throw new Error(`${name}: ${outcome.reason}`);
      expect(outcome.columns).toEqual(columns.map((one) => one.name));
      expect(outcome.rows.length, name).toBeGreaterThan(0);
      for (const [i, { name: column, type }] of columns.entries())
        for (const row of outcome.rows)
          if (row[i] !== null) expect(typeof row[i], column).toBe(type === 'text' ? 'string' : 'number');
    }
    expect(SQL_SCHEMA.map((view) => view.name)).toEqual(SQL_VIEWS);
  });

  test('columns of the same name are told apart', () =>
    expect(run('SELECT 1 AS a, 2 AS a, 3 AS "a_2"')).toMatchObject({ columns: ['a', 'a_2', 'a_2_2'] }));
  test('the plan of a statement', () =>
    expect(run('EXPLAIN QUERY PLAN SELECT * FROM flow')).toMatchObject({ ok: true }));
});

describe('what is refused', () => {
  const hash = (): string => createHash('sha256').update(readFileSync(path)).digest('hex');
  test.each([
    ["ATTACH '/etc/passwd' AS x", 'refused'],
    ["ATTACH ':memory:' AS x", 'refused'],
    ['DETACH main', 'refused'],
    ['INSERT INTO flow_data (id) VALUES (1)', 'refused'],
    ['UPDATE flow_data SET what = 0', 'refused'],
    ['DELETE FROM flow_data', 'refused'],
    ['WITH a AS (SELECT 1) DELETE FROM flow_data', 'refused'],
    ['DROP VIEW temp.flow', 'refused'],
    ['CREATE TABLE x (a)', 'refused'],
    ['CREATE TEMP TABLE x AS SELECT * FROM flow', 'refused'],
    ['CREATE VIRTUAL TABLE x USING fts5(a)', 'refused'],
    ["VACUUM INTO '/tmp/out.db'", 'refused'],
    ['VACUUM', 'refused'],
    ['PRAGMA query_only = OFF', 'refused'],
    ['PRAGMA user_version', 'refused'],
    ['SELECT * FROM pragma_database_list', 'refused'],
    ["SELECT * FROM pragma_table_info('flow_data')", 'refused'],
    ['SELECT count(*) FROM sqlite_dbpage', 'refused'],
    ['SELECT * FROM dbstat', 'refused'],
    ["SELECT * FROM bytecode('SELECT 1')", 'refused'],
    ['BEGIN', 'refused'],
    ['SAVEPOINT a', 'refused'],
    ['ANALYZE', 'refused'],
    ['REINDEX', 'refused'],
    ["SELECT load_extension('x')", 'mistake'],
    ["SELECT readfile('/etc/passwd')", 'mistake'],
    ["SELECT writefile('/tmp/x', 'y')", 'mistake'],
    ["SELECT fts5_locale('a', 'b')", 'refused'],
    ['SELECT sqlite_compileoption_get(1)', 'refused'],
    ['SELECT 1; SELECT 2', 'several'],
    ['SELECT 1; DROP TABLE flow_data', 'refused'],
    ['  -- nothing', 'empty'],
    ['', 'empty'],
    ['SELECT * FROM nowhere', 'mistake'],
    ['SELECT 1\0; DROP TABLE flow_data', 'mistake'],
    [`SELECT ${'('.repeat(5000)}1${')'.repeat(5000)}`, 'mistake'],
    [`SELECT ${'1+'.repeat(5000)}1`, 'mistake'],
    [`SELECT 1 ${'UNION SELECT 1 '.repeat(200)}`, 'mistake'],
    [`SELECT '${'x'.repeat(100_000)}'`, 'size'],
    ["SELECT length(printf('%1000000000s', 1))", 'size'],
    ['SELECT length(zeroblob(1000000000))', 'size'],
    ['SELECT length(randomblob(1000000000))', 'size'],
    ["SELECT replace(printf('%.*c', 4000000, 'x'), 'x', 'xxxx')", 'size'],
  ])('%s', (text, why) => {
    const before = hash();
    expect(run(text)).toMatchObject({ ok: false, why });
    expect(hash()).toBe(before);
    expect(rows('SELECT count(*) FROM connection')).toEqual([[3]]);
  });

  test('a mistake has its place and the words of SQLite', () => {
    const text = "SELECT '漢字🙂', nonsense FROM flow";
    expect(run(text)).toEqual({
      ok: false,
      why: 'mistake',
      reason: 'no such column: nonsense',
      at: text.indexOf('nonsense'),
    });
    expect(run('SELECT 1;\nSELEC 2')).toMatchObject({ why: 'mistake', at: 10 });
  });
});

describe('what has a limit', () => {
  const ENDLESS = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)';
  test('time, where nothing comes out and where rows do', () => {
    expect(run(`${ENDLESS} SELECT count(*) FROM n`, { timeMs: 60 })).toMatchObject({ ok: false, why: 'time' });
    expect(run(`${ENDLESS} SELECT i FROM n`, { timeMs: 60, rows: 1e9 })).toMatchObject({ ok: false, why: 'time' });
    expect(
      run(
        'SELECT count(*) FROM flow a, flow b, flow c, flow d, flow e, flow f, flow g, flow h, flow i, flow j, flow k, flow l, flow m, flow n',
        { timeMs: 60 },
      ),
    ).toMatchObject({ why: 'time' });
  });
  test('rows', () =>
    expect(run(`${ENDLESS} SELECT i FROM n`, { rows: 5 })).toMatchObject({
      ok: true,
      cut: 'rows',
      rows: [[1], [2], [3], [4], [5]],
    }));
  test('bytes of all rows', () => {
    const outcome = run(`${ENDLESS} SELECT printf('%.*c', 60000, 'x') FROM n`, { rows: 1e9, timeMs: 60_000 });
    expect(outcome).toMatchObject({ ok: true, cut: 'bytes' });
  });
  test('a cell', () => {
    const outcome = run(
      "SELECT printf('%.*c', 1000000, 'x') AS a, hex(zeroblob(1000000)) AS b, zeroblob(1000000) AS c",
    );
    expect(outcome).toMatchObject({ ok: true, cutCells: 3 });
    if (outcome.ok) for (const cell of outcome.rows[0]) expect(String(cell).length).toBe(MOST_SQL_CELL + 1);
  });
  test('memory', () => {
    const text = `${ENDLESS.replace('n)', 'n LIMIT 20000000)')} SELECT max(h) FROM (SELECT hex(randomblob(2000)) AS h FROM n ORDER BY h)`;
    expect(run(text, { timeMs: 60_000 })).toMatchObject({ ok: false, why: 'memory' });
    expect(rows('SELECT 1')).toEqual([[1]]);
  });
  test('the patience of the user', () => {
    stop = true;
    expect(run(`${ENDLESS} SELECT count(*) FROM n`)).toMatchObject({ ok: false, why: 'stopped' });
    stop = false;
  });
});

test('no second file is left beside the store', () => {
  expect(readdirSync(folder).filter((name) => !name.startsWith('store.db'))).toEqual([]);
});
