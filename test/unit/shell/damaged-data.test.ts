// Every file that the app remembers something in, damaged in every way: what is good in it counts, the rest is a default,
// what was there is kept beside, and it is said.
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { abandonedCaptures } from '../../../src-main/capture/recovery';
import { CaptureFolder } from '../../../src-main/shell/live/capture-folder';
import { JsonFile, type JsonTrouble } from '../../../src-main/shell/json-file';
import { DEFAULT_PREFERENCES } from '../../../src-main/ipc/preference-defaults';
import { PreferenceStore } from '../../../src-main/shell/preferences';
import { RecentFiles } from '../../../src-main/shell/recent-files';
import { DataNotices, usableFolder, whyUnusable } from '../../../src-main/shell/user-data';
import { en, zhCN } from '../../../src-main/i18n/catalogue';
import { translateMessage } from '../../../src-main/i18n/translate';

let folder: string;
let file: string;
let troubles: JsonTrouble[];
const tell = (trouble: JsonTrouble): void => void troubles.push(trouble);
const kinds = (): string[] => troubles.map(({ kind }) => kind);
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'synscope-damaged-'));
  file = path.join(folder, 'data.json');
  troubles = [];
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** How the whole file may look, and whether that is worth a word. */
const WHOLE: [what: string, make: () => void, told: string[]][] = [
  ['missing', () => undefined, []],
  ['a link to nowhere', () => symlinkSync('/nowhere/at/all', file), []],
  ['empty', () => writeFileSync(file, ''), ['damaged']],
  ['not JSON', () => writeFileSync(file, '{"theme": "da'), ['damaged']],
  ['bytes', () => writeFileSync(file, Buffer.from([0xff, 0xfe, 0, 0xd8])), ['damaged']],
  ['deep', () => writeFileSync(file, '['.repeat(500_000)), ['damaged']],
  ['a number', () => writeFileSync(file, '7'), ['damaged']],
  ['a text', () => writeFileSync(file, '"x"'), ['damaged']],
  ['a folder', () => mkdirSync(path.join(file, 'inside'), { recursive: true }), ['damaged']],
  ['a link to a folder', () => symlinkSync('/', file), ['damaged']],
  ['a link to itself', () => symlinkSync('data.json', file), ['damaged']],
  ['a pipe', () => execFileSync('mkfifo', [file]), ['damaged']],
  [
    'huge',
    () => {
      writeFileSync(file, '');
      truncateSync(file, 5 * 1024 ** 3);
    },
    ['damaged'],
  ],
];
const CAN_MAKE = process.platform !== 'win32';

describe.skipIf(!CAN_MAKE)('a file that is', () => {
  it.each(WHOLE)('%s: settings are the defaults, and are kept again', (_what, make, told) => {
    make();
    const store = new PreferenceStore(file, tell);
    expect(store.get()).toEqual(DEFAULT_PREFERENCES);
    expect(kinds()).toEqual(told);
    if (told.length > 0) expect(existsSync(`${file}.damaged`) || _what === 'a link to itself').toBe(true);
    store.set({ theme: 'dark' });
    store.flush();
    expect(new PreferenceStore(file, tell).get().theme).toBe('dark');
    expect(kinds()).toEqual(told);
  });

  it.each(WHOLE)('%s: no recent files, and new ones are kept', (_what, make, told) => {
    make();
    const recent = new RecentFiles(file, tell);
    expect(recent.list()).toEqual([]);
    expect(kinds()).toEqual(told);
    recent.add('/a.pcap', 1);
    recent.flush();
    expect(new RecentFiles(file, tell).list()).toHaveLength(1);
    expect(kinds()).toEqual(told);
  });

  it('damaged once more: the newer one is kept', () => {
    writeFileSync(file, 'first');
    new PreferenceStore(file, tell);
    writeFileSync(file, 'second');
    new PreferenceStore(file, tell);
    expect(readFileSync(`${file}.damaged`, 'utf8')).toBe('second');
  });

  it('in a folder that is none: told, and told again when nothing can be saved', () => {
    writeFileSync(file, 'a file');
    const below = path.join(file, 'data.json');
    const store = new PreferenceStore(below, tell);
    store.set({ theme: 'dark' });
    store.flush();
    expect(store.get().theme).toBe('dark');
    expect(kinds()).toEqual(['unreadable', 'unwritable']);
  });
});

const entry = (name: string, more: object = {}): object => ({
  path: `/${name}`,
  openedMs: 1,
  packets: 1,
  bytes: 1,
  ...more,
});
describe('entries of the list of recent files', () => {
  it.each<[string, unknown[], number]>([
    ['twice the same path', [entry('a'), entry('b'), entry('a')], 2],
    ['wrong types', [entry('a'), 7, null, 'x', [], { path: 7 }, entry('b', { openedMs: 'now' })], 1],
    ['negative numbers', [entry('a', { openedMs: -1 }), entry('b', { packets: -1 }), entry('c', { bytes: -5 })], 0],
    ['a time that no calendar has', [entry('a', { openedMs: 1e300 }), entry('b', { openedMs: 8.64e15 })], 1],
    ['counts beyond all', [entry('a', { packets: 1e300 }), entry('b', { bytes: 0.5 })], 0],
    ['no absolute path', [entry('a'), { ...entry('b'), path: 'b' }, { ...entry('c'), path: '' }], 1],
    ['a zero in the path', [entry('a\0b'), entry('b')], 1],
    ['a path without end', [entry('a'.repeat(40_000)), entry('b')], 1],
  ])('%s', (_what, entries, good) => {
    writeFileSync(file, JSON.stringify(entries));
    const recent = new RecentFiles(file, tell);
    const list = recent.list();
    expect(list).toHaveLength(good);
    expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
    for (const { openedMs } of list) expect(() => new Intl.DateTimeFormat('en').format(openedMs)).not.toThrow();
    expect(kinds()).toEqual(['damaged']);
    // what was good is in the file again
    recent.flush();
    expect(new RecentFiles(file, tell).list()).toEqual(list);
    expect(kinds()).toEqual(['damaged']);
  });

  it('more than are kept are no damage', () => {
    writeFileSync(file, JSON.stringify(Array.from({ length: 50 }, (_, i) => entry(String(i)))));
    expect(new RecentFiles(file, tell).list()).toHaveLength(20);
    expect(troubles).toEqual([]);
  });
});

describe('entries of the settings', () => {
  const column = (id: string): object => ({ id, width: 80, visible: true });
  it.each<[string, string, unknown]>([
    ['a column twice', 'packetColumns', [column('time'), column('no'), column('time')]],
    ['a connection column twice', 'flowColumns', [column('a'), column('a')]],
    ['a width below zero', 'packetColumns', [{ ...column('a'), width: -1 }]],
    ['a zoom beyond all', 'zoom', 1e300],
    ['no zoom', 'zoom', null],
    [
      'two buttons of one name',
      'savedFilters',
      [
        { name: 'x', text: 'tcp' },
        { name: 'x', text: 'udp' },
      ],
    ],
    [
      'two macros of one name',
      'filterMacros',
      [
        { name: 'x', text: 'tcp' },
        { name: 'x', text: 'udp' },
      ],
    ],
    ['a text for a list', 'displayFilters', 'tcp'],
    ['a list for a text', 'lastTab', []],
    ['panes that are none', 'panes', { list: [1e9] }],
    ['settings of a capture that are none', 'capture', { devices: 7 }],
  ])('%s: the default, the others stay', (_what, name, value) => {
    writeFileSync(file, JSON.stringify({ theme: 'dark', [name]: value }));
    const now = new PreferenceStore(file, tell).get();
    expect(now[name as keyof typeof now]).toEqual(DEFAULT_PREFERENCES[name as keyof typeof now]);
    expect(now.theme).toBe('dark');
    expect(troubles).toMatchObject([{ kind: 'damaged', detail: name, aside: `${file}.damaged` }]);
  });

  it('that an older version did not have are no damage', () => {
    writeFileSync(file, JSON.stringify({ theme: 'dark', unknown: 1 }));
    expect(new PreferenceStore(file, tell).get()).toEqual({ ...DEFAULT_PREFERENCES, theme: 'dark' });
    expect(troubles).toEqual([]);
  });
});

describe('captures of an earlier run', () => {
  const marker = (more: object): string =>
    JSON.stringify({ pid: 2 ** 22 + 5, processStart: null, startedMs: 1, devices: [], filter: '', files: [], ...more });
  it('damaged markers are left out, good ones are offered', () => {
    const live = path.join(folder, 'live');
    mkdirSync(live);
    const capture = path.join(live, 'a.pcapng');
    writeFileSync(capture, 'x');
    const put = (name: string, text: string): void => writeFileSync(path.join(live, `${name}.running.json`), text);
    put('good', marker({ files: [capture, capture] }));
    put('empty', '');
    put('list', '[]');
    put('late', marker({ startedMs: 1e300, files: [capture] }));
    put('early', marker({ startedMs: -1, files: [capture] }));
    put('types', marker({ devices: 'lo', files: [capture] }));
    put('elsewhere', marker({ files: ['/etc/passwd', path.join(live, '../data.json')] }));
    put('folder', marker({ files: [live] }));
    mkdirSync(path.join(live, 'dir.running.json'));
    if (CAN_MAKE) execFileSync('mkfifo', [path.join(live, 'pipe.running.json')]);
    symlinkSync('/nowhere', path.join(live, 'link.running.json'));
    expect(abandonedCaptures(live).map((one) => path.basename(one.path))).not.toContain('late.running.json');
    expect(new CaptureFolder(live).recoverable()).toMatchObject([{ files: 1, bytes: 1 }]);
  });

  it.each([
    ['a file', () => writeFileSync(file, '')],
    ['a link to nowhere', () => symlinkSync('/nowhere/at/all', file)],
  ])('a folder that is %s: none, and why a capture cannot begin', (_what, make) => {
    make();
    const live = new CaptureFolder(file);
    expect(live.recoverable()).toEqual([]);
    live.discard('x');
    expect(live.create(['lo'], '', 0)).toMatchObject({ ok: false, problem: { kind: 'capture.folder' } });
  });
});

describe('folders', () => {
  it('that cannot be used have a temporary one in their place, and that is said once', () => {
    const notices = new DataNotices();
    let changes = 0;
    notices.changed = () => changes++;
    writeFileSync(file, '');
    const used = usableFolder(file, 'shell.data.cache', notices);
    expect(used).not.toBe(file);
    expect(whyUnusable(used)).toBeNull();
    rmSync(used, { recursive: true });
    rmSync(usableFolder(file, 'shell.data.cache', notices), { recursive: true });
    expect(notices.list).toMatchObject([{ key: 'shell.data.cache', args: { file } }]);
    expect(changes).toBe(1);
    const good = path.join(folder, 'new/one');
    expect(usableFolder(good, 'shell.data.cache', notices)).toBe(good);
    expect(whyUnusable(good)).toBeNull();
  });

  it('whatever is said has its sentence in both languages', () => {
    const keys = Object.keys(en).filter((key) => key.startsWith('shell.data.'));
    expect(keys.length).toBeGreaterThanOrEqual(6);
    for (const key of keys)
      for (const what of ['preferences', 'recent', 'window']) {
        expect(key in zhCN).toBe(true);
        const args = { what, file: '/f', aside: '/f.damaged', detail: 'why' };
        for (const language of ['en', 'zh-CN'] as const)
          expect(translateMessage(language, { key, args })).toMatch(/^[^{}]*\/f[^{}]*$/);
      }
  });

  it('a file that nobody told about is no reason to fail', () => {
    writeFileSync(file, 'x');
    expect(new JsonFile(file).read()).toBeNull();
  });
});
