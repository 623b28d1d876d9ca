// The questions that are ready, asked of the captures of the start page, indexed as a folder is.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { indexFolder } from '../../../../../src-main/engine/answers/sql/index-captures';
import { SQL_LIMITS } from '../../../../../src-main/ipc/contracts/sql-contract';
import {
  questionSql,
  SQL_QUESTION_IDS,
  SQL_QUESTIONS,
  type SqlQuestionId,
} from '../../../../../src-main/ipc/sql-questions';
import { IndexDatabase } from '../../../../../src-main/store/index-database';
import { SqlSandbox } from '../../../../../src-main/store/sandbox/sandbox';
import { StoreCopy } from '../../../../../src-main/store/sandbox/store-copy';

type Row = Record<string, unknown>;
const SAMPLES = join(import.meta.dirname, '../../../../../resources/samples');
const folder = mkdtempSync(join(tmpdir(), 'synscope-test-'));
const path = join(folder, 'samples.db');
let copy: StoreCopy;
let sandbox: SqlSandbox;

beforeAll(async () => {
  const db = new IndexDatabase(path, 'test');
  const run = { progress: () => undefined, stopped: () => false };
  expect(await indexFolder(db, SAMPLES, path, run)).toMatchObject({ problems: [], removed: 0 });
  db.close();
  copy = new StoreCopy(path, folder);
  sandbox = await SqlSandbox.open(copy.fd, null, () => false);
});
afterAll(() => {
  sandbox.close();
  copy.close();
  rmSync(folder, { recursive: true });
});

function ask(text: string): { columns: string[]; rows: Row[] } {
  const outcome = sandbox.run(text, SQL_LIMITS);
  if (!outcome.ok) throw new Error(`${outcome.why}: ${outcome.reason}`);
  const { columns, rows } = outcome;
  return { columns, rows: rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]]))) };
}

const first =
  (...rows: Row[]) =>
  (found: Row[]): void =>
    expect(found.slice(0, rows.length)).toMatchObject(rows);
const whole =
  (...rows: Row[]) =>
  (found: Row[]): void => {
    expect(found.length).toBe(rows.length);
    expect(found).toMatchObject(rows);
  };
const file = (name: string): string => `${name}.pcapng`;

/** What each finds: told by tshark of these captures, and by what they were made for (resources/samples/index.json). */
const FOUND: Record<SqlQuestionId, (rows: Row[]) => void> = {
  synRepeated: whole({ capture: file('filtered'), stream: 0, syn_retries: 3, handshake: 'no-answer', first_frame: 1 }),
  slowHandshakes: first({ capture: file('crossing'), stream: 0, handshake_ms: 125.69961 }, { capture: file('unread') }),
  slowAnswers: first({ capture: file('lost'), server_port: 80, response_ms: 203.234321 }),
  unanswered: whole(
    { server_port: 8080, handshake: 'refused', connections: 2 },
    { server_port: 80, handshake: 'icmp-refused', connections: 1 },
    { server_port: 443, handshake: 'no-answer', connections: 1, syn_retries: 3 },
  ),
  whoResets: (rows) => {
    const resets = rows.map(({ capture, ending, reset_by }) => [capture, ending, reset_by]);
    expect(resets.sort()).toEqual([
      [file('firewall'), 'refused', 'server'],
      [file('refused'), 'refused', 'server'],
      [file('reset'), 'rst', 'server'],
      [file('unread'), 'fin-rst', 'server'],
    ]);
  },
  resetServers: whole({ server_port: 80, reset_by: 'server', connections: 2 }, { server_port: 8080, connections: 2 }),
  whoCloses: first(
    { closed_by: 'client', ending: 'fin-4', connections: 8 },
    { closed_by: 'none', ending: 'refused', connections: 3 },
  ),
  topTalkers: whole({ address: '192.168.1.20', conversations: 17 }, { address: '203.0.113.10', conversations: 17 }),
  topPorts: first({ kind: 'tcp' }),
  zeroWindows: whole({ capture: file('window'), stream: 0, client_zero_window_ms: 0, first_frame: 1 }),
  sentAgain: whole({ server_port: 80, sent_again: 1, data_segments: 54, sent_again_percent: 1.85 }),
  longIdle: first({ capture: file('filtered'), ending: 'no-answer' }, { capture: file('window') }),
  tlsVersions: whole({ version: 'TLS 1.3', alert: null, connections: 2 }, { version: 'TLS 1.2', connections: 1 }),
  tlsAlerts: whole({
    capture: file('expired'),
    stream: 0,
    server_name: 'www.example.org',
    alert: 'Certificate Expired',
  }),
  certificates: whole({ capture: file('expired'), server_name: 'www.example.org', stream: 0, connections: 1 }),
  tlsNames: whole({ server_name: 'www.example.org', connections: 3, servers: 1, clients: 1 }),
  scanners: whole(),
  overTime: (rows) => expect(rows.reduce((sum, row) => sum + Number(row.conversations), 0)).toBe(17),
};

test.each(SQL_QUESTION_IDS)('%s', (id) => {
  const { columns, rows } = ask(questionSql(id, true));
  const { chart } = SQL_QUESTIONS[id] as { chart?: { x: string; y: string } };
  if (chart) expect(columns).toEqual(expect.arrayContaining([chart.x, chart.y]));
  const names = new Map(ask('SELECT id, name FROM capture').rows.map((row) => [row.id, row.name]));
  const named = rows.map(({ capture, ...row }) =>
    capture === undefined ? row : { ...row, capture: names.get(capture) },
  );
  FOUND[id](named);
  // of one capture it is the same statement without its number
  expect(questionSql(id, false)).not.toContain('capture');
});

test('who tries ten ports and more is a scanner', () => {
  const { rows } = ask(questionSql('scanners', true).replace('>= 10', '>= 2'));
  expect(rows).toMatchObject([{ client: '192.168.1.20', connections: 17, failed: 4 }]);
});
