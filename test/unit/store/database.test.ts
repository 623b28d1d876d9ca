import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openWrite } from '../../../src-main/store/database';
import { MIGRATIONS } from '../../../src-main/store/migrate';
import { sql, trusted } from '../../../src-main/store/sql';
import { tempFolder } from '../../fixtures/temp-folder';

const quiet = (): void => undefined;

describe('sql', () => {
  test('binds what stands in it and splices queries with their values', () => {
    const part = sql`b = ${2} AND c = ${'x'}`;
    expect(sql`SELECT ${trusted('a')} FROM t WHERE a = ${1} AND ${part} LIMIT ${3}`).toEqual({
      text: 'SELECT a FROM t WHERE a = ? AND b = ? AND c = ? LIMIT ?',
      params: [1, 2, 'x', 3],
    });
  });

  test('a value that looks like SQL stays a value', () => {
    const db = openWrite(join(tempFolder(), 'a.db'), quiet);
    const evil = `'; DROP TABLE flow; --`;
    expect(db.get('echo', sql`SELECT ${evil} AS v`)).toEqual({ v: evil });
    expect(db.pluck('count', sql`SELECT count(*) FROM flow`)).toEqual([0]);
    db.close();
  });
});

describe('database', () => {
  test('is in WAL mode and all its tables are STRICT', () => {
    const db = openWrite(join(tempFolder(), 'a.db'), quiet);
    expect(db.pluck('mode', sql`PRAGMA journal_mode`)).toEqual(['wal']);
    const tables = db.all('tables', sql`SELECT name, strict FROM pragma_table_list WHERE name = 'flow'`);
    expect(tables).toHaveLength(1);
    expect(tables.every((table) => table.strict === 1)).toBe(true);
    db.close();
  });

  test('a batch that fails leaves nothing behind', () => {
    const db = openWrite(join(tempFolder(), 'a.db'), quiet);
    db.run('make', sql`CREATE TABLE t (n INTEGER) STRICT`);
    expect(() =>
      db.batch('fails', () => {
        db.run('insert', sql`INSERT INTO t VALUES (1)`);
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(db.pluck('n', sql`SELECT n FROM t`)).toEqual([]);
    db.close();
  });

  test('reports slow queries by name', () => {
    const seen: string[] = [];
    const db = openWrite(join(tempFolder(), 'a.db'), (name) => seen.push(name));
    db.all(
      'endless',
      sql`WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 2000000) SELECT sum(n) FROM c`,
    );
    db.all('quick', sql`SELECT 1`);
    expect(seen).toEqual(['endless']);
    db.close();
  });

  test('a file that is no database is an error, not a new database', () => {
    const path = join(tempFolder(), 'a.db');
    writeFileSync(path, 'this is a letter, not a database, and it is long enough to be read as a header '.repeat(20));
    expect(() => openWrite(path, quiet)).toThrow(/not a database/);
    expect(readFileSync(path, 'utf8')).toMatch(/^this is a letter/);
  });
});

describe('migrations', () => {
  test('numbers rise without gaps', () => {
    expect(MIGRATIONS.map((m) => m.number)).toEqual(MIGRATIONS.map((_, i) => i + 1));
    const path = join(tempFolder(), 'a.db');
    const twice = [MIGRATIONS[0], { ...MIGRATIONS[0] }];
    expect(() => openWrite(path, quiet, twice)).toThrow('migration 1 stands at place 2');
  });

  test('only the missing steps are run, and data stays', () => {
    const path = join(tempFolder(), 'a.db');
    const first = { number: 1, up: 'CREATE TABLE t (n INTEGER) STRICT; INSERT INTO t VALUES (1)' };
    const second = { number: 2, up: 'ALTER TABLE t ADD COLUMN m INTEGER' };
    openWrite(path, quiet, [first]).close();
    const db = openWrite(path, quiet, [first, second]);
    expect(db.all('rows', sql`SELECT n, m FROM t`)).toEqual([{ n: 1, m: null }]);
    db.close();
    openWrite(path, quiet, [first, second]).close();
  });

  test('a step that fails leaves the version before it', () => {
    const path = join(tempFolder(), 'a.db');
    const first = { number: 1, up: 'CREATE TABLE t (n INTEGER) STRICT' };
    const bad = { number: 2, up: 'CREATE TABLE u (n INTEGER) STRICT; CREATE TABLE t (n INTEGER) STRICT' };
    expect(() => openWrite(path, quiet, [first, bad])).toThrow(/already exists/);
    const db = openWrite(path, quiet, [first]);
    expect(db.pluck('version', sql`PRAGMA user_version`)).toEqual([1]);
    expect(db.pluck('tables', sql`SELECT name FROM sqlite_schema ORDER BY name`)).toEqual(['t']);
    db.close();
  });

  test('a database of a newer program is refused in words and left as it is', () => {
    const path = join(tempFolder(), 'a.db');
    const later = { number: 2, up: 'CREATE TABLE later (n INTEGER) STRICT' };
    openWrite(path, quiet, [...MIGRATIONS.slice(0, 1), later]).close();
    expect(() => openWrite(path, quiet, MIGRATIONS.slice(0, 1))).toThrow(/has version 2.*up to 1.*newer program/);
    const db = openWrite(path, quiet, [...MIGRATIONS.slice(0, 1), later]);
    expect(db.pluck('tables', sql`SELECT name FROM sqlite_schema WHERE name = 'later'`)).toEqual(['later']);
    db.close();
  });
});
