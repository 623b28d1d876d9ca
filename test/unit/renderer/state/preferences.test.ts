// Preferences take effect at once, are stored a moment later in one go, and survive an answer that was under way.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DEFAULT_PREFERENCES } from '../../../../src-main/ipc/preference-defaults';
import type { Preferences, ShellState } from '../../../../src-main/ipc/contracts/shell-contract';
import { PreferencesState } from '../../../../src-renderer/state/preferences.svelte';
import { fakeShell } from './fakes';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function make(systemLanguage = 'en-GB') {
  let stored: Preferences = DEFAULT_PREFERENCES;
  let revision = 0;
  const state = () => ({ revision, preferences: stored, language: 'en' }) as ShellState;
  const shell = fakeShell({
    state,
    setPreferences: (changes) => {
      stored = { ...stored, ...changes };
      revision++;
      return null;
    },
  });
  return { shell, preferences: new PreferencesState({ shell, systemLanguage }), stored: () => stored };
}

test('before the main process has answered, the language is the system’s', () => {
  expect(make('zh-CN').preferences.language).toBe('zh-CN');
  expect(make('fr').preferences.language).toBe('en');
});

test('many changes are one to the main process', async () => {
  const { shell, preferences, stored } = make();
  await preferences.load();
  for (let size = 1; size <= 50; size++) preferences.set({ panes: { packets: [size, 100 - size] } });
  preferences.turn('field-help-shown', true);
  expect(preferences.now.panes.packets).toEqual([50, 50]);
  await vi.runAllTimersAsync();
  expect(shell.namesAsked()).toEqual(['state', 'setPreferences', 'state']);
  expect(stored().panes).toEqual({ packets: [50, 50] });
  expect(preferences.isOn('field-help-shown', false)).toBe(true);
});

test('what changes while it is being stored is not lost', async () => {
  const { shell, preferences, stored } = make();
  let answer: () => void = () => undefined;
  const { setPreferences } = shell.answers;
  shell.answers.setPreferences = async (changes) => {
    await new Promise<void>((done) => (answer = done));
    return (await setPreferences?.(changes)) ?? null;
  };
  preferences.set({ theme: 'dark' });
  preferences.save(); // as a page that leaves does, without waiting
  preferences.set({ theme: 'light' });
  answer();
  shell.answers.setPreferences = setPreferences;
  await vi.runAllTimersAsync();
  expect(preferences.now.theme).toBe('light');
  expect(stored().theme).toBe('light');
});

test('the language of the system holds as soon as it is chosen', async () => {
  const { preferences } = make('zh-CN');
  await preferences.load();
  expect(preferences.language).toBe('en');
  preferences.set({ language: 'system' });
  expect(preferences.language).toBe('zh-CN');
});

test('an answer that an event has overtaken does not take its news back', async () => {
  const { shell, preferences } = make();
  await preferences.load();
  const old = await shell.request('state', {});
  shell.answers.state = () => old;
  preferences.set({ theme: 'dark' });
  // told while the answer to the page's own question, which was asked before, is still under way
  shell.tell('stateChanged', { ...old, revision: 7, language: 'zh-CN' });
  await vi.runAllTimersAsync();
  expect(preferences.language).toBe('zh-CN');
  shell.answers.state = () => ({ ...old, revision: 8, language: 'en' });
  preferences.set({ theme: 'light' });
  await vi.runAllTimersAsync();
  expect(preferences.language).toBe('en');
});
