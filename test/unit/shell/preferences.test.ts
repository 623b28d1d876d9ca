import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_PREFERENCES } from '../../../src-main/ipc/preference-defaults';
import { PreferenceStore, readPreferences } from '../../../src-main/shell/preferences';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'synscope-preferences-'))));
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('readPreferences', () => {
  it.each([[null], [undefined], [7], ['text'], [[]], [{}]])('takes %j as "nothing stored"', (stored) => {
    expect(readPreferences(stored)).toEqual(DEFAULT_PREFERENCES);
  });

  it('keeps what is good and drops what is broken, entry by entry', () => {
    const stored = {
      language: 'klingon',
      theme: 'dark',
      timeDigits: 5,
      zoom: Number.POSITIVE_INFINITY,
      hexMode: 'bits',
      panes: { main: [30, 70], broken: ['wide'] },
      packetColumns: [{ id: 'time', width: 80, visible: false }],
      flowColumns: [{ id: 'x', width: -4, visible: true }],
      unknown: 'from a newer version',
    };
    expect(readPreferences(stored)).toEqual({
      ...DEFAULT_PREFERENCES,
      theme: 'dark',
      hexMode: 'bits',
      packetColumns: stored.packetColumns,
    });
  });
});

describe('switches', () => {
  it('are taken over from where an earlier version kept them', () => {
    const panes = { packets: [40, 60], 'capture-hidden-shown': [1], 'packet-timeline-shown': [0] };
    const { panes: sizes, switches } = readPreferences({ theme: 'dark', panes });
    expect(sizes).toEqual({ packets: [40, 60] });
    expect(switches).toEqual({ 'capture-hidden-shown': true, 'packet-timeline-shown': false });
  });

  it.each([
    [
      { a: true, b: false },
      { a: true, b: false },
    ],
    [{ a: 1 }, {}],
    [[], {}],
    [Object.fromEntries(Array.from({ length: 101 }, (_, i) => [i, true])), {}],
  ])('%j are read as %j, and old ones left alone', (stored, read) => {
    const panes = { 'capture-hidden-shown': [1] };
    expect(readPreferences({ switches: stored, panes })).toMatchObject({ switches: read, panes });
  });

  it.each([[{ 'capture-hidden-shown': [] }], [{ 'capture-hidden-shown': 'yes' }], [null], [7]])(
    'panes of %j hold none',
    (panes) => {
      expect(readPreferences({ panes }).switches['capture-hidden-shown'] ?? false).toBe(false);
    },
  );
});

describe('filters that are remembered', () => {
  const many = (count: number) => Array.from({ length: count }, (_, i) => String(i));
  it.each([
    ['displayFilters', ['tcp', 'ip.ttl < 64'], true],
    ['displayFilters', many(30), true],
    ['displayFilters', many(31), false],
    ['displayFilters', ['x'.repeat(16_385)], false],
    ['savedFilters', [{ name: 'Web', text: 'tcp.port == 80' }], true],
    ['savedFilters', [{ name: '', text: 'tcp' }], false],
    ['savedFilters', [{ name: 'x'.repeat(61), text: 'tcp' }], false],
    ['savedFilters', [{ name: 'a', text: 'tcp', colour: 'red' }], false],
    ['savedFilters', ['a', 'a'].map((name) => ({ name, text: 'tcp' })), false],
    ['savedFilters', many(101).map((name) => ({ name, text: 'tcp' })), false],
    ['filterMacros', [{ name: 'web_2', text: 'tcp.port == $1' }], true],
    ['filterMacros', [{ name: '2web', text: 'tcp' }], false],
    ['filterMacros', [{ name: 'web}', text: 'tcp' }], false],
  ] as const)('%s %#', (name, value, good) => {
    expect(readPreferences({ [name]: value })[name]).toEqual(good ? value : []);
  });
});

describe('PreferenceStore', () => {
  it('remembers over a restart and leaves no temporary file', () => {
    const file = path.join(folder, 'preferences.json');
    const store = new PreferenceStore(file);
    store.set({ theme: 'light' });
    store.set({ zoom: 1.5 });
    store.flush();
    expect(readdirSync(folder)).toEqual(['preferences.json']);
    expect(new PreferenceStore(file).get()).toEqual({ ...DEFAULT_PREFERENCES, theme: 'light', zoom: 1.5 });
  });

  it('keeps what it has where a change holds nothing', () => {
    const store = new PreferenceStore(path.join(folder, 'preferences.json'));
    store.set({ theme: 'dark', switches: undefined, language: undefined });
    expect(store.get()).toEqual({ ...DEFAULT_PREFERENCES, theme: 'dark' });
    store.flush();
  });

  it('starts with the defaults when the file is half of one', () => {
    const file = path.join(folder, 'preferences.json');
    writeFileSync(file, '{"theme":"da');
    const store = new PreferenceStore(file);
    expect(store.get()).toEqual(DEFAULT_PREFERENCES);
    store.set({ theme: 'dark' });
    store.flush();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ theme: 'dark' });
  });

  it('goes on when the folder cannot be written', () => {
    const blocked = path.join(folder, 'file-in-the-way');
    writeFileSync(blocked, '');
    const store = new PreferenceStore(path.join(blocked, 'preferences.json'));
    store.set({ theme: 'dark' });
    store.flush();
    expect(store.get().theme).toBe('dark');
  });
});
