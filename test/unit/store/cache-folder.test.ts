import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { claimDatabase, cleanFolder } from '../../../src-main/store/cache-folder';
import { tempFolder } from '../../fixtures/temp-folder';

test('two windows with the same capture get two databases', () => {
  const folder = tempFolder();
  const a = claimDatabase(folder, '/x/a.pcap');
  const b = claimDatabase(folder, '/x/a.pcap');
  const c = claimDatabase(folder, '/x/c.pcap');
  expect(new Set([a.path, b.path, c.path]).size).toBe(3);
  a.release();
  const again = claimDatabase(folder, '/x/a.pcap');
  expect(again.path).toBe(a.path);
  for (const claim of [again, b, c]) claim.release();
});

test('what an earlier run left is gone', () => {
  const folder = tempFolder();
  const a = claimDatabase(folder, '/x/a.pcap');
  writeFileSync(a.path, 'old');
  writeFileSync(`${a.path}-wal`, 'old');
  a.release();
  const b = claimDatabase(folder, '/x/a.pcap');
  expect(b.path).toBe(a.path);
  expect(existsSync(b.path)).toBe(false);
  expect(existsSync(`${b.path}-wal`)).toBe(false);
  b.release();
});

test('a database of a process that has died is taken over', () => {
  const folder = tempFolder();
  const a = claimDatabase(folder, '/x/a.pcap');
  a.release();
  writeFileSync(`${a.path}.lock`, '999999999');
  const b = claimDatabase(folder, '/x/a.pcap');
  expect(b.path).toBe(a.path);
  b.release();
  writeFileSync(`${a.path}.lock`, '1'); // init: alive, and not us
  const c = claimDatabase(folder, '/x/a.pcap');
  expect(c.path).not.toBe(a.path);
  c.release();
});

test('cleaning removes the oldest ones nobody uses', () => {
  const folder = tempFolder();
  const used = claimDatabase(folder, '/x/used.pcap');
  writeFileSync(used.path, 'x'.repeat(100));
  utimesSync(used.path, 1, 1);
  for (let i = 0; i < 6; i++) {
    const claim = claimDatabase(folder, `/x/${i}.pcap`);
    writeFileSync(claim.path, 'x'.repeat(100));
    writeFileSync(`${claim.path}-shm`, '');
    utimesSync(claim.path, 1000 + i, 1000 + i);
    claim.release();
  }
  writeFileSync(join(folder, 'letter.txt'), 'not ours');
  expect(cleanFolder(folder, 3, 250)).toBe(4);
  const left = readdirSync(folder);
  expect(left.filter((name) => name.endsWith('.synscope-db'))).toHaveLength(3);
  expect(existsSync(used.path)).toBe(true);
  expect(existsSync(join(folder, 'letter.txt'))).toBe(true);
  expect(left.filter((name) => name.endsWith('-shm'))).toHaveLength(2);
  expect(cleanFolder(join(folder, 'none'))).toBe(0);
  used.release();
});
