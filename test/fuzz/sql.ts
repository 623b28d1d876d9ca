// Fuzz target: statements by a grammar, with mutations, through the thread in which those of users run, over a store on the disk.
// No statement writes (the file and its folder stay what they are), attaches or reads a file (nothing of what a file beside it says comes out), or goes on
// beyond its limit. An input is the text in UTF-8.
import { strict as assert } from 'node:assert';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqlThread } from '../../src-main/engine/answers/sql/sql-thread';
import { MOST_SQL_RESULT } from '../../src-main/ipc/contracts/sql-contract';
import { questionSql, SQL_QUESTION_IDS } from '../../src-main/ipc/sql-questions';
import { SQL_SCHEMA } from '../../src-main/ipc/sql-schema';
import { madeStore } from '../unit/store/sandbox/made-store';
import { fuzzTarget, type FuzzOptions, type FuzzResult } from './target';

export const name = 'sql';
export const iterations = 40_000;

const WORKER = new URL('../unit/engine/answers/sql/sql-worker.mjs', import.meta.url);
const LIMITS = { timeMs: 25, rows: 200 };
/** Beyond its limit a statement may take what ending a thread and beginning another one takes; of the processor, as others may have it. */
const MOST_MS = 15_000;
const SECRET = 'the-secret-beside-the-store';

interface Place {
  folder: string;
  path: string;
  secret: string;
  thread: SqlThread;
  before: Buffer;
  files: string[];
}
let place: Place | null = null;

function open(): Place {
  if (place) return place;
  const folder = mkdtempSync(join(tmpdir(), 'synscope-fuzz-sql-'));
  const path = join(folder, 'store.db');
  const secret = join(folder, 'secret.txt');
  madeStore(path);
  writeFileSync(secret, SECRET);
  const thread = new SqlThread(WORKER);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return (place = { folder, path, secret, thread, before: readFileSync(path), files: [] });
}

/** Ends the thread and takes the folder away. */
export function close(): void {
  place?.thread.close();
  if (place) rmSync(place.folder, { recursive: true, force: true });
  place = null;
}

async function check(input: Uint8Array): Promise<void> {
  const { folder, path, thread, before } = open();
  const text = new TextDecoder().decode(input).replaceAll('$SECRET', open().secret).replaceAll('$STORE', path);
  const begun = process.cpuUsage();
  const store = { path, version: 0, folder, capture: { name: 'a.pcap', path: '/a.pcap', size: 1, packets: 11 } };
  const outcome = await thread.run({ store, text, limits: LIMITS });
  const { user, system } = process.cpuUsage(begun);
  const took = Math.round((user + system) / 1000);
  assert.ok(took < MOST_MS, `it took ${took} ms`);
  assert.ok(readFileSync(path).equals(before), 'the store was written to');
  const files = readdirSync(folder).filter((file) => !/^store\.db(?:-wal|-shm)?$/.test(file));
  assert.deepEqual(files, ['secret.txt'], 'there is another file');
  if (!outcome.ok) return assert.notEqual(outcome.why, 'store', outcome.reason);
  assert.ok(outcome.rows.length <= LIMITS.rows);
  const said = JSON.stringify(outcome.rows);
  assert.ok(said.length <= 2 * MOST_SQL_RESULT);
  assert.ok(!said.includes(SECRET) || text.includes(SECRET), 'a file was read');
}

type Chance = () => number;
const VIEWS = SQL_SCHEMA.map((view) => view.name);
const COLUMNS = [...new Set(SQL_SCHEMA.flatMap((view) => view.columns.map((column) => column.name)))];
const TABLES = [
  ...VIEWS,
  'flow_data',
  'flow_tls',
  'flow_timing',
  'sqlite_schema',
  'sqlite_temp_schema',
  'sqlite_dbpage',
  'dbstat',
];
const MORE_TABLES = [
  'pragma_table_info',
  'pragma_database_list',
  'json_each',
  'json_tree',
  'bytecode',
  'sqlite_stmt',
  'a',
  'n',
];
const FUNCTIONS = [
  'count',
  'sum',
  'avg',
  'min',
  'max',
  'group_concat',
  'total',
  'length',
  'hex',
  'printf',
  'format',
  'zeroblob',
  'randomblob',
];
const MORE_FUNCTIONS = [
  'replace',
  'instr',
  'substr',
  'json',
  'json_group_array',
  'load_extension',
  'readfile',
  'writefile',
  'fts5',
  'rtreenode',
];
const LAST_FUNCTIONS = [
  'percentile',
  'row_number',
  'lag',
  'ntile',
  'unicode',
  'char',
  'quote',
  'strftime',
  'sqlite_offset',
  'unhex',
  'edit',
  'fts3_tokenizer',
];
const VALUES = [
  '0',
  '1',
  '-1',
  '9223372036854775807',
  '9223372036854775808',
  '1e999',
  '4000000',
  '1000000000',
  "'%1000000000s'",
  "'%.*c'",
  "x'00ff'",
];
const MORE_VALUES = [
  "''",
  "'$SECRET'",
  "'file:$SECRET?mode=ro'",
  "'$STORE'",
  'NULL',
  "'SELECT 1'",
  "'漢字'",
  '?1',
  ':a',
  'CURRENT_TIMESTAMP',
  "'%a%a%a%b'",
];
const WRITES = [
  'INSERT INTO flow_data VALUES (1)',
  'UPDATE flow_data SET what = 0',
  'DELETE FROM flow_data',
  'DROP TABLE flow_data',
  'CREATE TABLE a (b)',
  'CREATE TEMP TABLE a AS SELECT * FROM flow',
  "ATTACH '$SECRET' AS a",
  "ATTACH '$STORE' AS a",
  "ATTACH 'file:$SECRET' AS a",
  "ATTACH ':memory:' AS a",
  'DETACH main',
  "VACUUM INTO '$SECRET.out'",
  'VACUUM',
  'PRAGMA query_only = 0',
  'PRAGMA journal_mode = DELETE',
  "PRAGMA temp_store_directory = '/tmp'",
  'PRAGMA writable_schema = 1',
  'PRAGMA hard_heap_limit = 0',
  'PRAGMA wal_checkpoint',
  'BEGIN IMMEDIATE',
  'COMMIT',
  'SAVEPOINT a',
  'ANALYZE',
  'REINDEX',
  "SELECT load_extension('$SECRET')",
  "SELECT readfile('$SECRET')",
  "SELECT writefile('$SECRET', 'x')",
  "CREATE VIRTUAL TABLE a USING fts5(b, content='$SECRET')",
];
const ENDLESS = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) ';

const of = <T>(chance: Chance, ...lists: readonly (readonly T[])[]): T => {
  const all = lists.flat();
  return all[chance() % all.length];
};

function expression(chance: Chance, depth: number): string {
  const one = (): string => expression(chance, depth - 1);
  switch (depth <= 0 ? chance() % 2 : chance() % 10) {
    case 0:
      return of(chance, COLUMNS, ['i', '*', 'rowid']);
    case 1:
      return of(chance, VALUES, MORE_VALUES);
    case 2:
    case 3:
      return `${of(chance, FUNCTIONS, MORE_FUNCTIONS, LAST_FUNCTIONS)}(${Array.from({ length: chance() % 4 }, one).join(', ')})`;
    case 4:
      return `(${one()} ${of(chance, ['+', '-', '*', '/', '||', '<', '=', 'IS NOT', 'LIKE', 'GLOB', 'AND', 'OR', '->>', '<<', 'IN'])} ${one()})`;
    case 5:
      return `CASE WHEN ${one()} THEN ${one()} ELSE ${one()} END`;
    case 6:
      return `(${select(chance, depth - 1)})`;
    case 7:
      return `${one()} OVER (ORDER BY ${one()})`;
    case 8:
      return `CAST(${one()} AS ${of(chance, ['TEXT', 'BLOB', 'INTEGER', 'REAL'])})`;
    default:
      return `EXISTS (${select(chance, depth - 1)})`;
  }
}

function source(chance: Chance, depth: number): string {
  const kind = depth <= 0 ? 0 : chance() % 6;
  if (kind === 1) return `(${select(chance, depth - 1)})`;
  if (kind === 2)
    return `${source(chance, depth - 1)} ${of(chance, ['JOIN', 'LEFT JOIN', ',', 'CROSS JOIN', 'NATURAL JOIN'])} ${source(chance, depth - 1)}`;
  if (kind === 3) return `${of(chance, MORE_TABLES)}(${expression(chance, 1)})`;
  return of(chance, VIEWS, TABLES, MORE_TABLES);
}

function select(chance: Chance, depth: number): string {
  const columns = Array.from({ length: 1 + (chance() % 3) }, () => expression(chance, depth)).join(', ');
  let text = `SELECT ${of(chance, ['', 'DISTINCT '])}${columns} FROM ${source(chance, depth)}`;
  if (chance() % 3 === 0) text += ` WHERE ${expression(chance, depth)}`;
  if (chance() % 4 === 0) text += ` GROUP BY ${expression(chance, Math.min(1, depth))}`;
  if (chance() % 4 === 0) text += ` ORDER BY ${expression(chance, Math.min(1, depth))}`;
  if (chance() % 5 === 0) text += ` LIMIT ${of(chance, VALUES)}`;
  if (depth > 0 && chance() % 6 === 0)
    text += ` ${of(chance, ['UNION', 'UNION ALL', 'EXCEPT', 'INTERSECT'])} ${select(chance, depth - 1)}`;
  return text;
}

const ONE = [
  'length',
  'hex',
  'abs',
  'typeof',
  'quote',
  'upper',
  'unicode',
  'zeroblob',
  'randomblob',
  'json_quote',
  'trim',
  'sum',
  'count',
  'max',
];
const TWO = [
  'instr',
  'ifnull',
  'nullif',
  'round',
  'printf',
  'substr',
  'glob',
  'like',
  'json_extract',
  'min',
  'group_concat',
];
const LARGE = ['1', '2', '400', '100000', '4000000', "'a'", "'%a%'", "'%.*c'", "'[1,2]'", 'NULL', '1.5'];

/** An expression that SQLite understands: columns that there are, functions of so many arguments. */
function soundExpression(chance: Chance, columns: readonly string[], depth: number): string {
  const one = (): string => soundExpression(chance, columns, depth - 1);
  switch (depth <= 0 ? chance() % 2 : chance() % 6) {
    case 0:
      return of(chance, columns);
    case 1:
      return of(chance, LARGE);
    case 2:
      return `${of(chance, ONE)}(${one()})`;
    case 3:
      return `${of(chance, TWO)}(${one()}, ${one()})`;
    case 4:
      return `printf('%.*c', ${of(chance, ['10', '1000', '100000', '4000000'])}, ${one()})`;
    default:
      return `(${one()} ${of(chance, ['+', '*', '||', '<', '=', 'IS', 'AND', 'OR'])} ${one()})`;
  }
}

function sound(chance: Chance): string {
  const view = of(chance, SQL_SCHEMA);
  const columns = view.columns.map((column) => column.name);
  const what = Array.from({ length: 1 + (chance() % 3) }, () => soundExpression(chance, columns, chance() % 4));
  const joined = Array.from({ length: chance() % 8 === 0 ? chance() % 12 : 0 }, (_, i) => `, flow AS f${i}`).join('');
  const table = joined === '' ? view.name : '(SELECT * FROM ' + view.name + ')';
  let text = `SELECT ${what.join(', ')} FROM ${table}${joined}`;
  if (joined !== '') text = text.replace(/SELECT .* FROM \(/, 'SELECT count(*) FROM (');
  else if (chance() % 3 === 0) text += ` GROUP BY ${of(chance, columns)}`;
  return chance() % 4 === 0 ? `${text} LIMIT 5` : text;
}

function statement(chance: Chance): string {
  if (chance() % 2 === 0) return sound(chance);
  switch (chance() % 12) {
    case 0:
      return of(chance, WRITES);
    case 1:
      return `${select(chance, 2)}; ${of(chance, WRITES)}`;
    case 2:
      return `${of(chance, WRITES)} RETURNING ${expression(chance, 1)}`;
    case 3:
      return `WITH a AS (${select(chance, 1)}) ${of(chance, WRITES)}`;
    case 4:
      return `EXPLAIN ${of(chance, ['', 'QUERY PLAN '])}${chance() % 2 ? select(chance, 2) : of(chance, WRITES)}`;
    case 5:
      return chance() % 20 === 0
        ? `${ENDLESS}${select(chance, 2)}`
        : `${ENDLESS.replace('n)', 'n LIMIT 300)')}${select(chance, 2)}`;
    case 6:
      return questionSql(of(chance, SQL_QUESTION_IDS), chance() % 2 === 0);
    default:
      return select(chance, 1 + (chance() % 3));
  }
}

function make(fraction: () => number): Uint8Array {
  const chance = (): number => Math.floor(fraction() * 2 ** 32);
  let text = statement(chance);
  for (let n = chance() % 4; n > 0 && chance() % 3 === 0; n--) {
    const at = chance() % (text.length + 1);
    const end = Math.min(text.length, at + (chance() % 12));
    const pieces = [
      `/*`,
      `*/`,
      `--`,
      `\n`,
      `;`,
      `'`,
      `"`,
      `\``,
      `[`,
      `(`,
      `)`,
      '\0',
      '🙂',
      of(chance, WRITES),
      statement(chance),
    ];
    text =
      text.slice(0, at) + (chance() % 3 === 0 ? '' : of(chance, pieces)) + text.slice(chance() % 2 === 0 ? at : end);
  }
  return new TextEncoder().encode(text.slice(0, 5000));
}

const target = fuzzTarget(make, check);
export const run = async (options: FuzzOptions): Promise<FuzzResult> => {
  try {
    return await target.run(options);
  } finally {
    close();
  }
};
export const replay = async (input: Uint8Array): Promise<void> => {
  try {
    await check(input);
  } finally {
    close();
  }
};
