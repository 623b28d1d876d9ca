// `synscope sql` and `synscope index` over the captures of the start page and made ones.
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { firstKnown } from '../../../src-main/i18n/sql-meaning';
import { meaningKeys, SQL_SCHEMA } from '../../../src-main/ipc/sql-schema';
import { tempFolder } from '../../fixtures/temp-folder';
import { cli, cliWith } from './run-cli';

const SAMPLES = join(import.meta.dirname, '../../../resources/samples');
const sample = (name: string): string => join(SAMPLES, `${name}.pcapng`);
type Row = Record<string, unknown>;

async function asked(...args: string[]): Promise<Row[]> {
  const { code, out, err } = await cli('sql', '--format', 'json', ...args);
  if (code !== 0) throw new Error(err);
  return JSON.parse(out) as Row[];
}

test('every column has a meaning', () => {
  for (const view of SQL_SCHEMA)
    for (const column of view.columns) expect(firstKnown(meaningKeys(view.name, column))).toBeTruthy();
});

describe('the statement', () => {
  const ONE = "SELECT client, server_port FROM connection WHERE handshake = 'complete'";
  test('comes last, from a file, or from standard input', async () => {
    const path = join(tempFolder(), 'q.sql');
    writeFileSync(path, `${ONE};\n`);
    const expected = 'client,server_port\n192.168.1.20,443\n';
    expect(await cli('sql', '-f', 'csv', sample('https'), ONE)).toMatchObject({ code: 0, out: expected, err: '' });
    expect(await cli('sql', '-f', 'csv', sample('https'), '--file', path)).toMatchObject({ code: 0, out: expected });
    const stdin = Readable.from([ONE]);
    expect(await cliWith({ stdin }, 'sql', '-f', 'csv', sample('https'), '--file', '-')).toMatchObject({
      out: expected,
    });
  });
  test.each([
    ['text', 'client        server_port\n192.168.1.20          443\n'],
    ['tsv', 'client\tserver_port\n192.168.1.20\t443\n'],
    ['json', '[\n{"client":"192.168.1.20","server_port":443}\n]\n'],
    ['ndjson', '{"client":"192.168.1.20","server_port":443}\n'],
  ])('is answered as %s', async (format, expected) =>
    expect((await cli('sql', '-f', format, sample('https'), ONE)).out).toBe(expected),
  );
  test('rows beyond the limit are told of', async () => {
    const { code, out, err } = await cli('sql', '--rows', '1', sample('https'), 'VALUES (1), (2)');
    expect([code, out, err]).toEqual([0, 'column1\n      1\n', 'synscope: Only the first 1 rows are shown.\n']);
  });
  test.each([
    [['SELECT nonsense FROM flow'], 2, 'no such column: nonsense\nLine 1, column 8\nSELECT nonsense FROM flow\n'],
    [['DROP VIEW flow'], 2, 'Only statements that read are run'],
    [['SELECT 1; SELECT 2'], 2, 'more than one statement'],
    [
      ['--time', '1', 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n'],
      1,
      'longer than 1 s',
    ],
    [['--rows', '0', 'SELECT 1'], 2, '--rows wants a whole number'],
    [['--question', 'nothing'], 2, 'no question is called nothing'],
    [['--question', 'overTime', '--file', 'x'], 2, 'cannot be given together'],
    [['--file', '/does/not/exist'], 1, 'could not be opened (ENOENT)'],
    [['--store', 'x.db', 'SELECT 1'], 2, '--store is asked in place of captures'],
  ])('%j fails with %i', async (args, code, err) => {
    const ran = await cli('sql', sample('https'), ...args);
    expect(ran).toMatchObject({ code, out: '' });
    expect(ran.err).toContain(err);
  });
  test('without a capture, or without a statement', async () => {
    expect(await cli('sql', 'SELECT 1')).toMatchObject({ code: 2 });
    expect(await cli('sql')).toMatchObject({ code: 2 });
    expect(await cli('sql', '/does/not/exist.pcap', 'SELECT count(*) FROM flow')).toMatchObject({ code: 1 });
  });
  test('a damaged capture is asked as far as it can be read', async () => {
    const path = join(tempFolder(), 'cut.pcapng');
    writeFileSync(path, readFileSync(sample('https')).subarray(0, 3000));
    const { code, out } = await cli(
      'sql',
      '-f',
      'csv',
      path,
      'SELECT problem IS NOT NULL AS damaged, packets > 0 AS some FROM capture',
    );
    expect([code, out]).toEqual([1, 'damaged,some\n1,1\n']);
  });
});

describe('a folder', () => {
  const COUNT = 'SELECT name, packets FROM capture ORDER BY name';
  test('is indexed once, and again only what has changed', async () => {
    const folder = join(tempFolder(), 'captures');
    const store = join(folder, 'index.db');
    mkdirSync(join(folder, 'below'), { recursive: true });
    copyFileSync(sample('https'), join(folder, 'a.pcapng'));
    copyFileSync(sample('reset'), join(folder, 'below/b.pcapng'));
    writeFileSync(join(folder, 'notes.txt'), 'no capture\n');
    const index = async (): Promise<string> => (await cli('index', folder, '--store', store)).out.trim();
    expect(await index()).toBe('2 captures were read, 0 were known, 0 were dropped');
    expect(await index()).toBe('0 captures were read, 2 were known, 0 were dropped');
    const all = await asked('--store', store, COUNT);
    expect(all.map((row) => row.name)).toEqual(['a.pcapng', 'b.pcapng']);
    const both = await asked(
      '--store',
      store,
      'SELECT name, stream, handshake FROM connection JOIN capture c ON c.id = capture ORDER BY name, stream',
    );
    const [first, second] = await Promise.all(
      ['https', 'reset'].map((name) => asked(sample(name), 'SELECT stream, handshake FROM connection ORDER BY stream')),
    );
    expect(both).toEqual([
      ...first.map((row) => ({ name: 'a.pcapng', ...row })),
      ...second.map((row) => ({ name: 'b.pcapng', ...row })),
    ]);
    // changed, gone, new
    copyFileSync(sample('refused'), join(folder, 'a.pcapng'));
    utimesSync(join(folder, 'a.pcapng'), 1_700_000_000, 1_700_000_000);
    rmSync(join(folder, 'below/b.pcapng'));
    copyFileSync(sample('half'), join(folder, 'c.pcapng'));
    expect(await index()).toBe('2 captures were read, 0 were known, 1 was dropped');
    expect(
      await asked(
        '--store',
        store,
        'SELECT name, ending FROM connection JOIN capture c ON c.id = capture ORDER BY name',
      ),
    ).toEqual([
      { name: 'a.pcapng', ending: 'refused' },
      { name: 'c.pcapng', ending: 'fin-half' },
    ]);
    expect(readdirSync(folder).sort()).toEqual(['a.pcapng', 'below', 'c.pcapng', 'index.db', 'notes.txt']);
  });
  test('a link is named, and not followed', async () => {
    const root = tempFolder();
    const folder = join(root, 'captures');
    mkdirSync(folder);
    copyFileSync(sample('https'), join(folder, 'a.pcapng'));
    symlinkSync(sample('reset'), join(folder, 'link.pcapng'));
    const { code, out, err } = await cli('index', folder, '--store', join(root, 'index.db'));
    expect([code, out]).toEqual([0, '1 capture was read, 0 were known, 0 were dropped\n']);
    expect(err).toContain(`${join(folder, 'link.pcapng')}: A link; links are not followed.`);
  });
  test('a database that is something else is not touched', async () => {
    const path = join(tempFolder(), 'other.db');
    writeFileSync(
      path,
      'this is no database at all, but long enough to be taken for one if nobody looks closely. '.repeat(20),
    );
    const before = readFileSync(path);
    expect(await cli('sql', '--store', path, 'SELECT 1')).toMatchObject({ code: 1 });
    expect(await cli('index', SAMPLES, '--store', path)).toMatchObject({ code: 1 });
    expect(readFileSync(path)).toEqual(before);
  });
});
