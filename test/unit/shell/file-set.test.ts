// File sets: which files belong to one, in which order, and what the menu lists of a long one.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { fileSetOf, shownOf } from '../../../src-main/shell/file-set';
import { tempFolder } from '../../fixtures/temp-folder';

function folderOf(...names: string[]): string {
  const folder = tempFolder();
  for (const name of names) writeFileSync(path.join(folder, name), '');
  return folder;
}

test('of one prefix and ending, by time and number', async () => {
  const set = ['a_00001_20260101000000.pcapng', 'a_00002_20260101000000.pcapng', 'a_00003_20260102000000.pcapng'];
  // the number begins anew after the last one that has five digits
  const wrapped = 'a_00001_20260103000000.pcapng';
  const others = ['b_00001_20260101000000.pcapng', 'a_00001_20260101000000.pcap', 'a_1_2.pcapng', 'a.pcapng'];
  const folder = folderOf(wrapped, ...others, ...set.toReversed());
  for (const name of [...set, wrapped])
    expect(await fileSetOf(path.join(folder, name)), name).toEqual([...set, wrapped]);
  for (const name of others) expect(await fileSetOf(path.join(folder, name)), name).toBe(null);
});

test('an ending in other letters is the same, a packed file another one', async () => {
  const folder = folderOf(
    'x_00001_20260101000000.pcap',
    'x_00002_20260101000001.PCAP',
    'x_00003_20260101000002.pcap.gz',
  );
  expect(await fileSetOf(path.join(folder, 'x_00001_20260101000000.pcap'))).toEqual([
    'x_00001_20260101000000.pcap',
    'x_00002_20260101000001.PCAP',
  ]);
});

test('a prefix may have anything in it, and none is one as well', async () => {
  const names = ['_00001_20260101000000', '_00002_20260101000000'];
  expect(await fileSetOf(path.join(folderOf(...names), names[0]))).toEqual(names);
  const long = ['a_00007_20260101000000_00001_20260101000000.cap', 'a_00007_20260101000000_00002_20260101000000.cap'];
  expect(await fileSetOf(path.join(folderOf(...long), long[1]))).toEqual(long);
});

test('a folder that is gone, a file that is not in it', async () => {
  expect(await fileSetOf('/nowhere/a_00001_20260101000000.pcapng')).toBe(null);
  const folder = folderOf('a_00001_20260101000000.pcapng', 'a_00002_20260101000000.pcapng');
  expect(await fileSetOf(path.join(folder, 'a_00003_20260101000000.pcapng'))).toBe(null);
});

test('of a long one the menu lists those around the open one', () => {
  const names = Array.from({ length: 100 }, (_, i) => `a_${String(i + 1).padStart(5, '0')}_20260101000000.pcapng`);
  expect(shownOf(names, names[0])).toEqual({ names: names.slice(0, 21), at: 0, place: 1, count: 100 });
  expect(shownOf(names, names[50])).toEqual({ names: names.slice(30, 71), at: 20, place: 51, count: 100 });
  expect(shownOf(names, names[99])).toEqual({ names: names.slice(79), at: 20, place: 100, count: 100 });
  expect(shownOf(names, 'other')).toBe(null);
});
