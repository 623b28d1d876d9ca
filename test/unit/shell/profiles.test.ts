// Profiles on a real disk: what changes with them and what does not, what a damaged file leaves, what is given away.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compileFilter } from '../../../src-main/filter/compile';
import { MAX_PROFILE_NAME, MOST_PROFILES } from '../../../src-main/ipc/contracts/profile-contract';
import type { Preferences } from '../../../src-main/ipc/contracts/shell-contract';
import { DEFAULT_PREFERENCES } from '../../../src-main/ipc/preference-defaults';
import { BUILT_IN_PROFILES, builtInValues, profileOf, withoutProfile } from '../../../src-main/ipc/profiles';
import { PreferenceStore } from '../../../src-main/shell/preferences';
import { Profiles, readExported } from '../../../src-main/shell/profiles';
import { ENVIRONMENT } from '../filter/language';

let folder: string;
let preferences: PreferenceStore;
let profiles: Profiles;
const file = (name: string) => path.join(folder, name);
function start(): void {
  preferences = new PreferenceStore(file('preferences.json'));
  profiles = new Profiles(file('profiles.json'), preferences);
}
/** Writes what waits, and begins anew from the files. */
function restart(): void {
  profiles.flush();
  preferences.flush();
  start();
}
const take = (changes: Partial<Preferences> | null): void => preferences.set(changes ?? {});
const names = () => profiles.list().map(({ name }) => name);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'synscope-profiles-'));
  start();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('each keeps what was changed in it; what all share stays', () => {
  preferences.set({ hexMode: 'bits', theme: 'dark', switches: { colourRows: false, keepKnown: false } });
  take(profiles.choose('student'));
  expect(profiles.current).toBe('student');
  const { hexMode, theme, switches, fieldColumns } = preferences.get();
  expect([hexMode, theme, fieldColumns.length]).toEqual(['hex', 'dark', 3]);
  expect(switches).toEqual({ 'field-help-shown': true, 'packet-timeline-shown': true, keepKnown: false });
  preferences.set({ timeFormat: 'epoch', switches: { ...switches, keepKnown: true } });
  restart();
  expect(profiles.current).toBe('student');
  take(profiles.choose('default'));
  expect(preferences.get()).toMatchObject({
    hexMode: 'bits',
    theme: 'dark',
    timeFormat: 'sinceStart',
    fieldColumns: [],
  });
  expect(preferences.get().switches).toEqual({ colourRows: false, keepKnown: true });
  take(profiles.choose('student'));
  expect(preferences.get().timeFormat).toBe('epoch');
  expect(profiles.choose('student')).toBe(null);
  expect(profiles.choose('nobody')).toBe(null);
});

test('own ones: a copy, another name, gone', () => {
  preferences.set({ hexMode: 'bits' });
  take(profiles.add('  Lab 3 '));
  expect([preferences.get().hexMode, names().at(-1)]).toEqual(['bits', 'Lab 3']);
  preferences.set({ hexMode: 'hex' });
  take(profiles.add('Lab 3'));
  expect(names().slice(-2)).toEqual(['Lab 3', 'Lab 3 2']);
  const id = profiles.current;
  profiles.rename(id, 'Another');
  profiles.rename('student', 'Not mine');
  restart();
  expect(names()).toEqual([null, null, null, 'Another', 'Lab 3']);
  take(profiles.remove(id));
  expect(profiles.current).toBe('default');
  expect(preferences.get().hexMode).toBe('bits');
  expect(profiles.remove('student')).toBe(null);
  restart();
  expect(names()).toEqual([null, null, null, 'Lab 3']);
  expect(names()[3]?.length).toBeLessThan(MAX_PROFILE_NAME);
});

test('one that is always there is what it was at first, in use or not', () => {
  take(profiles.choose('engineer'));
  preferences.set({ fieldColumns: [] });
  take(profiles.reset('engineer'));
  expect(preferences.get().fieldColumns).toHaveLength(3);
  preferences.set({ fieldColumns: [] });
  take(profiles.choose('default'));
  expect(profiles.reset('engineer')).toBe(null);
  take(profiles.choose('engineer'));
  expect(preferences.get().fieldColumns).toHaveLength(3);
});

test('not without an end', () => {
  for (let n = 0; n < MOST_PROFILES; n++) take(profiles.add('P'.repeat(MAX_PROFILE_NAME)));
  expect(new Set(names()).size).toBe(MOST_PROFILES + 1);
  expect(names().every((name) => (name ?? '').length <= MAX_PROFILE_NAME)).toBe(true);
  expect(profiles.add('one more')).toBe(null);
});

describe('a file', () => {
  test('that is damaged is put aside; what could be read stays', () => {
    const good = { id: 'a', name: 'Good', values: { hexMode: 'bits', timeFormat: 'nonsense' } };
    const stored = { profiles: [good, { id: 'b' }, { id: 'student', name: 'taken over', values: {} }, 7] };
    writeFileSync(file('profiles.json'), JSON.stringify(stored));
    start();
    expect(names()).toEqual([null, null, null, 'Good']);
    expect(existsSync(file('profiles.json.damaged'))).toBe(true);
    take(profiles.choose('a'));
    expect(preferences.get()).toMatchObject({ hexMode: 'bits', timeFormat: DEFAULT_PREFERENCES.timeFormat });
  });

  test('that is gone: the one in use has its values still', () => {
    take(profiles.add('Mine'));
    preferences.set({ hexMode: 'bits' });
    restart();
    rmSync(file('profiles.json'));
    start();
    expect([profiles.current, preferences.get().hexMode]).toEqual(['default', 'bits']);
  });

  test('has the values of the one that is left before the preferences lose them', () => {
    preferences.set({ hexMode: 'bits' });
    profiles.choose('student');
    const stored = JSON.parse(readFileSync(file('profiles.json'), 'utf8')) as {
      profiles: { values: { hexMode: string } }[];
    };
    expect(stored.profiles[0].values.hexMode).toBe('bits');
  });
});

test('given away and taken: only what is a profile’s, each value checked', () => {
  preferences.set({ hexMode: 'bits', sql: { history: ['SELECT 1'], saved: [], seconds: 10 } });
  const text = profiles.exported('default', 'Default');
  expect(text).not.toContain('SELECT 1');
  expect(readExported(text)).toEqual({ name: 'Default', values: profileOf(preferences.get()) });
  const other = JSON.stringify({
    ...(JSON.parse(text) as object),
    values: { hexMode: 7, zoom: 5, timeFormat: 'epoch' },
  });
  expect(readExported(other)?.values).toEqual({ ...profileOf(DEFAULT_PREFERENCES), timeFormat: 'epoch' });
  for (const wrong of ['', '{', '[]', '{"form":"synscope-profile"}', 'null']) expect(readExported(wrong)).toBe(null);
});

test('what a page changes that has not heard of the other profile is what all share', () => {
  const now = { ...DEFAULT_PREFERENCES, switches: { colourRows: true } };
  expect(withoutProfile({ theme: 'dark', hexMode: 'bits' }, now)).toEqual({ theme: 'dark' });
  expect(withoutProfile({ switches: { colourRows: false, keepKnown: false } }, now)).toEqual({
    switches: { colourRows: true, keepKnown: false },
  });
});

test.each(BUILT_IN_PROFILES)('fields and filters of “%s” are ones that there are', (id) => {
  const { fieldColumns, savedFilters } = builtInValues(id);
  for (const text of [...savedFilters.map((one) => one.text), ...fieldColumns.map(({ field }) => field)])
    expect(compileFilter(text, ENVIRONMENT).ok, text).toBe(true);
});
