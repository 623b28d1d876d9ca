// The dialog of shortcuts and the README's table list the keys that there are: all of them, and no others.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MenuItemConstructorOptions } from 'electron';
import { expect, test, vi } from 'vitest';
import { en, zhCN } from '../../../src-main/i18n/catalogue';
import { COMMAND_IDS, COMMANDS } from '../../../src-main/ipc/commands';
import { DEFAULT_PREFERENCES } from '../../../src-main/ipc/preference-defaults';
import type { ShellState } from '../../../src-main/ipc/contracts/shell-contract';
import { menuTemplate } from '../../../src-main/shell/menu';
import { shortcuts } from '../../../src-renderer/components/app/shortcuts';

vi.mock('electron', () => ({ Menu: {} }));

const state: ShellState = {
  revision: 0,
  preferences: DEFAULT_PREFERENCES,
  profiles: { list: [], current: 'default' },
  language: 'en',
  recent: [],
  fileSet: null,
  folders: [],
  samples: [],
  courses: [],
  recoverable: [],
  capture: null,
  platform: 'linux',
  version: '',
  notices: [],
};
function accelerators(items: readonly MenuItemConstructorOptions[]): string[] {
  return items.flatMap((item) => {
    if (item.visible === false) return []; // another way to press the same
    const own = item.accelerator ?? [];
    return [own, Array.isArray(item.submenu) ? accelerators(item.submenu) : []].flat();
  });
}
const shown = (key: string): string =>
  String(key)
    .replace('CmdOrCtrl', 'Ctrl')
    .replace('Plus', '+')
    .replace(/(Arrow)?Left$/, '←')
    .replace(/(Arrow)?Right$/, '→')
    .replace(/\+([a-z])$/, (_, letter: string) => `+${letter.toUpperCase()}`);

const ofMenu = accelerators(menuTemplate(state, true, {} as never, true)).map(shown);
const ofWindow = COMMAND_IDS.flatMap((id) => COMMANDS[id].keys?.[0] ?? []);
const existing = new Set([...ofMenu, ...ofWindow]);
const SHORTCUTS = shortcuts({});
const listed = SHORTCUTS.flatMap(({ lines }) => lines.flatMap(({ keys }) => keys));
/** a key that works whatever has the focus */
const isGlobal = (key: string): boolean => /^(Ctrl|Ctrl\+Alt|Alt)\+(Shift\+)?[^ ]$|^F\d+$/.test(key);

test('every key of the menu and of the window is in the dialog', () => {
  expect(ofMenu.length).toBeGreaterThan(20);
  expect(existing).toContain('Ctrl+Shift+R');
  expect([...existing].filter((key) => !listed.includes(key))).toEqual([]);
});

test('no key in the dialog is without a command', () => {
  expect(listed.filter((key) => isGlobal(key) && !existing.has(key))).toEqual([]);
});

test('every key of the menu and of the window is in the README, and no other', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8');
  const table = /^## Keyboard$([\s\S]*?)^## /m.exec(readme)?.[1] ?? '';
  const rows = table.split('\n').filter((line) => line.startsWith('|'));
  const keys = rows.flatMap((row) => row.split('|')[1].match(/(?:Ctrl\+Alt|Ctrl|Alt)\+(?:Shift\+)?\S|\bF\d+/g) ?? []);
  expect([...existing].filter((key) => isGlobal(key) && !keys.includes(key))).toEqual([]);
  expect(keys.filter((key) => !existing.has(key))).toEqual([]);
});

test('the dialog is written in one manner: sentences without a full stop, names of nothing in capitals', () => {
  for (const { title, lines } of SHORTCUTS)
    for (const key of [title, ...lines.map(({ what }) => what)]) {
      // an abbreviation is no name in capitals
      expect(en[key].replace(/\b(TLS|SQL)\b/, 'Abbr'), key).toMatch(/^[A-Z][^A-Z]*[^.…]$/);
      expect(zhCN[key], key).not.toMatch(/[a-z。…]/);
    }
});

test('keys of one row are one line, until one of them is another', () => {
  const rows = (chosen: Record<string, string>) =>
    shortcuts(chosen).flatMap(({ lines }) =>
      lines.filter(({ what }) => what === 'keys.colour').map(({ keys }) => keys),
    );
  expect(rows({})).toEqual([['Alt+1', 'Alt+2', 'Alt+3', 'Alt+4', 'Alt+5', 'Alt+6']]);
  expect(rows({ colourConversation2: 'Alt+B', colourConversation3: '' })).toEqual([
    ['Alt+1'],
    ['Alt+B'],
    ['Alt+4'],
    ['Alt+5'],
    ['Alt+6'],
  ]);
});

test('a command that has no key at first is listed once it was given one', () => {
  expect(shortcuts({ clearFilter: 'Ctrl+J' }).at(-1)).toEqual({
    title: 'keys.in.given',
    lines: [{ keys: ['Ctrl+J'], what: 'menu.clearFilter' }],
  });
});
