// Folders of captures: what is remembered of them, and that a capture is opened only where it lies in its folder.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { MOST_FOLDERS, type FolderEnd, type FolderRun } from '../../../src-main/ipc/contracts/folder-contract';
import { FolderDesk, type FolderDeskParts } from '../../../src-main/shell/folder-desk';
import { Folders } from '../../../src-main/shell/folders';
import { tempFolder } from '../../fixtures/temp-folder';

const END: FolderEnd = {
  ...{ captures: 3, others: 1, stopped: false, problem: null },
  notes: [{ path: 'a.pcap', why: { key: 'folder.skipped.link' } }],
};

test('the latest comes first, with what its last update has told, also after a restart', () => {
  const file = path.join(tempFolder(), 'folders.json');
  const dropped: string[] = [];
  const folders = new Folders(file);
  const ids = Array.from({ length: MOST_FOLDERS + 1 }, (_, i) => folders.add(`/c/${i}`, (id) => dropped.push(id)));
  expect(dropped).toEqual([ids[0]]);
  folders.ended(ids[2], END, 1000);
  folders.add('/c/2', (id) => dropped.push(id));
  folders.flush();
  const again = new Folders(file);
  expect(again.list()).toHaveLength(MOST_FOLDERS);
  expect(again.list()[0]).toEqual({
    ...{ id: ids[2], name: '2', parent: '/c', indexedMs: 1000, captures: 3, others: 1, notes: 1, problem: null },
  });
  expect(again.notesOf(ids[2])).toEqual(END.notes);
  expect(again.pathOf(ids[0])).toBeNull();
  expect(again.pathOf('/etc')).toBeNull();
});

test('an update that was stopped or failed does not count as one', () => {
  const folders = new Folders(path.join(tempFolder(), 'folders.json'));
  const id = folders.add('/c', () => undefined);
  folders.ended(id, { ...END, stopped: true }, 1);
  expect(folders.list()[0].indexedMs).toBeNull();
  folders.ended(id, END, 2);
  folders.ended(id, { ...END, problem: { key: 'folder.problem.full', args: { name: 'a' } } }, 3);
  expect(folders.list()[0]).toMatchObject({ indexedMs: 2, problem: { key: 'folder.problem.full' } });
});

test('entries that make no sense are dropped, and the file is kept aside', () => {
  const file = path.join(tempFolder(), 'folders.json');
  const good = { path: '/c', indexedMs: null, captures: 0, others: 0, notes: [], problem: null };
  writeFileSync(file, JSON.stringify([good, { ...good, path: 'relative' }, { ...good, captures: -1 }, good, 7]));
  const told: string[] = [];
  const folders = new Folders(file, ({ kind }) => told.push(kind));
  expect(folders.list().map(({ name }) => name)).toEqual(['c']);
  expect(told).toEqual(['damaged']);
  expect(existsSync(`${file}.damaged`)).toBe(true);
});

/** A desk whose processes are played: the store says of capture `n` what `capture` says. */
function desk(captureOf: (n: number) => { path: string; size: number; modifiedMs: number } | null) {
  const root = tempFolder();
  const folder = path.join(root, 'captures');
  const stores = path.join(root, 'stores');
  mkdirSync(folder);
  mkdirSync(stores);
  const opened: string[] = [];
  const runs: (FolderRun | null)[] = [];
  let finish: (end: FolderEnd | null) => void = () => undefined;
  const folderHost = {
    update: ({ database }: { database: string }) => {
      writeFileSync(database, '');
      return new Promise<FolderEnd | null>((resolve) => (finish = resolve));
    },
    stopUpdate: () => finish(null),
    capture: ({ capture }: { capture: number }) => Promise.resolve(captureOf(capture)),
    endAsking: () => undefined,
  } as unknown as FolderDeskParts['folderHost'];
  const folders = new Folders(path.join(root, 'folders.json'));
  const made = new FolderDesk(
    { folders, folderHost, stores, cacheDir: root },
    {
      askFolder: () => Promise.resolve(folder),
      open: (file) => Promise.resolve(opened.push(file) > 0),
      run: (now) => void runs.push(now),
      shown: () => undefined,
      changed: () => undefined,
    },
  );
  return { root, folder, stores, folders, opened, runs, made, finish: (end: FolderEnd | null) => finish(end) };
}

test('a capture is opened where its store says, inside the folder, with no link on the way', async () => {
  const known = new Map<number, { path: string; size: number; modifiedMs: number }>();
  const { root, folder, opened, made } = desk((n) => known.get(n) ?? null);
  await made.choose();
  const [{ id }] = made.list();
  const file = path.join(folder, 'a.pcap');
  const secret = path.join(root, 'secret.pcap');
  for (const one of [file, secret]) writeFileSync(one, 'x');
  mkdirSync(path.join(folder, 'below'));
  copyFileSync(file, path.join(folder, 'below/b.pcap'));
  symlinkSync(secret, path.join(folder, 'link.pcap'));
  symlinkSync(root, path.join(folder, 'up'));
  const { size, mtimeMs: modifiedMs } = statSync(file);
  const there = (n: number, at: string) => known.set(n, { path: at, size, modifiedMs });
  there(1, file);
  there(2, secret);
  there(3, path.join(folder, 'link.pcap'));
  there(4, path.join(folder, 'up/secret.pcap'));
  there(5, `${folder}/../secret.pcap`);
  there(6, path.join(folder, 'below'));
  there(7, folder);
  there(8, path.join(folder, 'gone.pcap'));
  const open = (capture: number, of = id) => made.handlers().folderOpen({ id: of, capture });
  expect(await open(1)).toBe('opened');
  for (const n of [2, 3, 4, 5, 6, 7, 8, 9]) expect(await open(n), String(n)).toBe('gone');
  expect(await open(1, 'nothing')).toBe('gone');
  expect(opened).toEqual([file]);
  writeFileSync(file, 'xy');
  expect(await open(1)).toBe('changed');
  // what is below may have become a link meanwhile
  there(10, path.join(folder, 'below/b.pcap'));
  expect(await open(10)).not.toBe('gone');
  renameSync(path.join(folder, 'below'), path.join(root, 'moved'));
  symlinkSync(path.join(root, 'moved'), path.join(folder, 'below'));
  expect(await open(10)).toBe('gone');
});

test('folders are indexed one after the other; one that is forgotten meanwhile leaves no store', async () => {
  const { stores, folders, runs, made, finish } = desk(() => null);
  await made.choose();
  const [{ id }] = made.list();
  const other = folders.add('/elsewhere', () => undefined);
  made.update(other);
  expect(runs.map((run) => run?.id)).toEqual([id]);
  expect(made.list().map(({ isWaiting }) => isWaiting)).toEqual([true, false]);
  finish(END);
  await expect.poll(() => made.list().find((one) => one.id === id)).toMatchObject({ captures: 3, notes: 1 });
  await expect.poll(() => runs.at(-1)?.id).toBe(other);
  expect(readdirSync(stores)).toContain(`${id}.index-db`);
  await made.handlers().forgetFolder({ id: other });
  await expect.poll(() => runs.at(-1)).toBeNull();
  await expect.poll(() => readdirSync(stores)).toEqual([`${id}.index-db`]);
  expect(made.list().map((one) => one.id)).toEqual([id]);
});

test('a process that dies is told of, one that was stopped is not; stores that nobody knows go', async () => {
  const { stores, folders, made, finish } = desk(() => null);
  await made.choose();
  const [{ id }] = made.list();
  finish(null);
  await expect.poll(() => folders.list()[0].problem).toEqual({ key: 'folder.problem.died' });
  await made.handlers().updateFolder({ id });
  await made.handlers().stopFolder({});
  await expect.poll(() => folders.list()[0].problem).toBeNull();
  expect(await made.handlers().folderAsk({ id: 'x', text: '', limits: { timeMs: 1, rows: 1 } })).toMatchObject({
    why: 'store',
  });
  expect(readFileSync(path.join(stores, `${id}.index-db`), 'utf8')).toBe('');
  rmSync(stores, { recursive: true });
});
