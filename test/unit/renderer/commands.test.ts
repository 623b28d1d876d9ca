// The declarations of the commands hold together: texts, keys, menu; whether each one is carried out the compiler knows.
import { expect, test } from 'vitest';
import { en, zhCN } from '../../../src-main/i18n/catalogue';
import { COMMAND_IDS, COMMANDS, isMainCommand, isPageCommand, MENUS } from '../../../src-main/ipc/commands';
import type { When } from '../../../src-main/ipc/commands/command';
import { VIEWS } from '../../../src-main/ipc/views';
import { shortcuts } from '../../../src-renderer/components/app/shortcuts';
import { pressed } from '../../../src-renderer/commands/pressed';

/** never both at once */
const OPPOSITE: Partial<Record<When, When>> = { idle: 'running', running: 'idle' };

const hasText = (key: string): boolean => Object.hasOwn(en, key) && Object.hasOwn(zhCN, key);

test('every command has its texts in both languages', () => {
  expect(COMMAND_IDS.length).toBeGreaterThan(40);
  for (const id of COMMAND_IDS) {
    const { label, help } = COMMANDS[id];
    expect(hasText(label), `${id}: ${label}`).toBe(true);
    if (help) expect(hasText(help[1]), `${id}: ${help[1]}`).toBe(true);
  }
});

test('no key has two commands, but for two that are never there together', () => {
  const taken = new Map<string, When[]>();
  for (const id of COMMAND_IDS)
    for (const key of COMMANDS[id].keys ?? []) {
      const { when } = COMMANDS[id];
      const others = taken.get(key) ?? [];
      expect(
        others.every((other) => OPPOSITE[when] === other),
        `${id}: ${key}`,
      ).toBe(true);
      taken.set(key, [...others, when]);
    }
  expect(taken.size).toBeGreaterThan(20);
});

test('every key of a command is in the list of shortcuts', () => {
  const listed = new Set(shortcuts({}).flatMap(({ lines }) => lines.flatMap(({ keys }) => keys)));
  for (const id of COMMAND_IDS) {
    const { keys, help } = COMMANDS[id];
    if (keys) expect(listed, id).toContain(keys[0]);
    else expect(help, `${id}: a line without a key`).toBeUndefined();
  }
});

test('every command can be reached, and somebody carries it out', () => {
  for (const id of COMMAND_IDS) {
    const { menu, keys, by } = COMMANDS[id];
    expect(menu !== undefined || keys !== undefined, id).toBe(true);
    if (menu) expect(MENUS, id).toContain(menu.split('.')[0]);
    expect(isPageCommand(id) || isMainCommand(id) || typeof by === 'object', id).toBe(true);
  }
});

test('every page of a capture has its command, key and name', () => {
  for (const [at, view] of VIEWS.entries()) {
    expect(COMMANDS[`view.${view}`].keys).toEqual([`Ctrl+${at + 1}`]);
    expect(hasText(`view.${view}`)).toBe(true);
  }
});

const NONE = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const event = (key: string, with_: Partial<typeof NONE> & { code?: string } = {}): KeyboardEvent =>
  ({ ...NONE, key, ...with_ }) as KeyboardEvent;

test.each([
  ['f', { ctrlKey: true }, 'Ctrl+F', ''],
  ['F', { ctrlKey: true }, 'Ctrl+F', ''], // caps lock
  ['f', { metaKey: true }, '', 'Ctrl+F'],
  ['f', { ctrlKey: true, metaKey: true }, '', ''],
  ['N', { ctrlKey: true, shiftKey: true }, 'Ctrl+Shift+N', ''],
  ['T', { ctrlKey: true, altKey: true, shiftKey: true }, 'Ctrl+Alt+Shift+T', ''],
  ['q', { ctrlKey: true, altKey: true }, '', ''], // AltGr
  ['c', { ctrlKey: true, altKey: true, code: 'KeyC' }, 'Ctrl+Alt+C', ''],
  ['ć', { ctrlKey: true, altKey: true, code: 'KeyC' }, '', ''], // AltGr on a Polish keyboard
  ['/', { ctrlKey: true }, 'Ctrl+/', ''],
  ['ArrowLeft', { altKey: true }, 'Alt+←', 'Alt+←'],
  ['F7', {}, 'F7', 'F7'],
  ['F7', { shiftKey: true }, '', ''],
  ['Escape', {}, 'Esc', 'Esc'],
])('%s with %o is %s, on macOS %s', (key, held, others, mac) => {
  expect(pressed(event(key, held), false)).toBe(others);
  expect(pressed(event(key, held), true)).toBe(mac);
});
