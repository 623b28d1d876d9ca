// The dialog of settings has everything that is remembered, but for what the window keeps by itself; texts in both languages find it.
import { expect, test, vi } from 'vitest';
import { DEFAULT_PREFERENCES, SWITCHED_ON } from '../../../src-main/ipc/preference-defaults';
import type { Preferences } from '../../../src-main/ipc/contracts/shell-contract';
import { PREFERENCE_ENTRIES } from '../../../src-main/shell/preferences';
import * as v from 'valibot';

const now: Preferences = structuredClone(DEFAULT_PREFERENCES);
// the real ones need a window
vi.mock('../../../src-renderer/state/window', () => ({
  preferences: {
    now,
    isOn: (name: keyof typeof SWITCHED_ON) => now.switches[name] ?? SWITCHED_ON[name],
    set: (change: Partial<Preferences>) => Object.assign(now, change),
    turn: (name: string, on: boolean) => Object.assign(now, { switches: { ...now.switches, [name]: on } }),
  },
  capture: {},
  displayFilter: {},
}));
vi.stubGlobal('window', { innerHeight: 900 });
const { SETTINGS } = await import('../../../src-renderer/components/settings/settings');
const { groupsFor } = await import('../../../src-renderer/components/settings/setting-texts');

const all = SETTINGS.flatMap(({ settings }) => settings);
/** Where one was last, and what was kept under a name: the window has its own ways to change them. */
const BY_ITSELF = ['lastTab', 'print', 'savedFilters', 'sql', 'statistics'];

test('every preference can be set, and every switch', () => {
  const set = new Set<string>([...all.flatMap((one) => one.of), ...BY_ITSELF]);
  expect(Object.keys(DEFAULT_PREFERENCES).filter((name) => !set.has(name))).toEqual([]);
  const ids = all.map(({ id }) => id);
  expect(Object.keys(SWITCHED_ON).filter((name) => !ids.includes(name))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});

test('every value that can be chosen is one that is kept', () => {
  for (const setting of all) {
    if (setting.kind === 'choice')
      for (const { value } of setting.options) {
        setting.choose(value);
        expect(setting.now(), `${setting.id} ${value}`).toBe(value);
      }
    else if (setting.kind === 'switch')
      for (const on of [true, false]) {
        setting.turn(on);
        if (setting.id in SWITCHED_ON) expect(setting.on(), setting.id).toBe(on);
      }
    else if (setting.kind === 'line') {
      setting.type('a name');
      expect(setting.now()).toBe('a name');
    } else if (!setting.leads) setting.run();
    for (const name of setting.of)
      expect(v.is(PREFERENCE_ENTRIES[name], now[name]), `${setting.id} ${name}`).toBe(true);
  }
});

const found = (typed: string): string[] =>
  groupsFor(SETTINGS, typed).flatMap(({ settings }) => settings.map(({ id }) => id));

test.each([
  ['dark', ['theme']],
  ['深色', ['theme']],
  ['high contrast', ['contrast']],
  ['IP 分片', ['reassembleIp']],
  ['utc', ['timeFormat']],
  ['xyzzy', []],
])('%s finds %j', (typed, wanted) => {
  expect(found(typed)).toEqual(wanted);
});
