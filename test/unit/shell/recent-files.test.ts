import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RecentFiles } from '../../../src-main/shell/recent-files';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'synscope-recent-'));
  file = path.join(folder, 'recent.json');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});
const names = (recent: RecentFiles) => recent.list().map((one) => one.name);

it('shows the newest first, each file once, twenty at most', () => {
  const recent = new RecentFiles(file);
  for (let i = 0; i < 25; i++) recent.add(`/captures/${i}.pcap`, i);
  recent.add('/captures/10.pcap', 100);
  recent.flush();
  expect(recent.list()).toHaveLength(20);
  expect(names(recent).slice(0, 3)).toEqual(['10.pcap', '24.pcap', '23.pcap']);
});

it('remembers counts over a restart, also when the file is opened again', () => {
  const recent = new RecentFiles(file);
  recent.add('/captures/a.pcap', 1);
  recent.loaded('/captures/a.pcap', 12, 3456);
  recent.add('/captures/a.pcap', 2);
  recent.flush();
  expect(new RecentFiles(file).list()).toMatchObject([
    { name: 'a.pcap', folder: '/captures', packets: 12, bytes: 3456, openedMs: 2 },
  ]);
});

it('finds a path by its id only', () => {
  const recent = new RecentFiles(file);
  recent.add('/captures/a.pcap', 1);
  recent.flush();
  const [{ id }] = recent.list();
  expect(recent.pathOf(id)).toBe('/captures/a.pcap');
  expect(recent.pathOf('/etc/passwd')).toBeNull();
  recent.forget(id);
  recent.flush();
  expect(recent.pathOf(id)).toBeNull();
});

it('drops entries that make no sense and keeps the others', () => {
  const good = { path: '/captures/a.pcap', openedMs: 1, packets: null, bytes: null };
  writeFileSync(file, JSON.stringify([{ ...good, packets: -1 }, 'x', { ...good, path: 'relative.pcap' }, good]));
  expect(names(new RecentFiles(file))).toEqual(['a.pcap']);
});

it('says which files are gone', async () => {
  const there = path.join(folder, 'there.pcap');
  writeFileSync(there, '');
  const recent = new RecentFiles(file);
  recent.add(there, 1);
  recent.add(path.join(folder, 'gone.pcap'), 2);
  expect(await recent.lookForMissing()).toBe(true);
  expect(await recent.lookForMissing()).toBe(false);
  recent.flush();
  expect(recent.list().map(({ name, missing }) => [name, missing])).toEqual([
    ['gone.pcap', true],
    ['there.pcap', false],
  ]);
});
