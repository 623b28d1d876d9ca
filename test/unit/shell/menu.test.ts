// The application menu has every declared command in its place, and tells whoever carries it out.
import type { MenuItemConstructorOptions } from 'electron';
import { expect, test, vi } from 'vitest';
import {
  ASKED_COMMANDS,
  COMMAND_IDS,
  COMMANDS,
  isMainCommand,
  type AskedCommand,
  type CommandId,
  type PageCommand,
} from '../../../src-main/ipc/commands';
import { DEFAULT_PREFERENCES } from '../../../src-main/ipc/preference-defaults';
import type { Preferences, ShellState } from '../../../src-main/ipc/contracts/shell-contract';
import { menuTemplate, runAsked, type MenuActions } from '../../../src-main/shell/menu';

vi.mock('electron', () => ({ Menu: {} }));

function stateWith(phase: 'running' | 'stopped' | null): ShellState {
  return {
    revision: 0,
    preferences: DEFAULT_PREFERENCES,
    profiles: {
      list: [
        { id: 'student', name: null },
        { id: 'own', name: 'R&D' },
      ],
      current: 'own',
    },
    language: 'en',
    recent: [],
    fileSet: { names: ['a', 'b', 'c'], at: 1, place: 2, count: 3 },
    courses: [],
    folders: [],
    samples: [{ id: 'https', packets: 1 }],
    recoverable: [],
    capture: phase && ({ phase } as ShellState['capture']),
    platform: 'linux',
    version: '',
    notices: [],
  };
}

/** Actions that only note what they were asked for. */
function notes(): { said: string[]; actions: MenuActions } {
  const said: string[] = [];
  const note = (what: string) => () => void said.push(what);
  return {
    said,
    actions: {
      command: (command: PageCommand) => void said.push(`page ${command}`),
      newWindow: note('newWindow'),
      closeWindow: note('closeWindow'),
      openBeside: note('openBeside'),
      open: note('open'),
      indexFolder: note('indexFolder'),
      openRecent: note('openRecent'),
      openSample: note('openSample'),
      openInSet: (name) => void said.push(`set ${name}`),
      reload: note('reload'),
      sortByTime: note('sortByTime'),
      tlsKeys: note('tlsKeys'),
      close: note('close'),
      save: note('save'),
      stopCapture: note('captureStop'),
      restartCapture: note('captureRestart'),
      showLog: note('showLog'),
      copySystemInformation: note('copySystemInformation'),
      role: (role) => void said.push(`role ${role}`),
      chooseProfile: (id) => void said.push(`profile ${id}`),
      setPreferences: ({ zoom }: Partial<Preferences>) => void said.push(`zoom ${zoom}`),
    },
  };
}

/** What the actions hear of commands that are not called as these are. */
const OTHERWISE: Record<string, string | undefined> = {
  zoomIn: 'zoom 0.5',
  zoomOut: 'zoom -0.5',
  zoomReset: 'zoom 0',
  previousFile: 'set a',
  nextFile: 'set c',
};

const every = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? every(item.submenu) : [])]);
const { said, actions } = notes();
const itemsOf = (phase: 'running' | 'stopped' | null, open = true, developer = true) =>
  every(menuTemplate(stateWith(phase), open, actions, developer));
const byId = (items: MenuItemConstructorOptions[], id: CommandId) => items.filter((item) => item.id === id);

test('every command with a place is in the menu once, and stop in place of start', () => {
  const items = itemsOf(null);
  for (const id of COMMAND_IDS) {
    const wanted = COMMANDS[id].menu !== undefined && id !== 'captureStop';
    expect(byId(items, id).length, id).toBe(wanted ? 1 : 0);
  }
  const running = itemsOf('running');
  expect(byId(running, 'captureStart')).toEqual([]);
  expect(byId(running, 'captureStop').length).toBe(1);
});

test('what has no sense now cannot be chosen', () => {
  const enabled = (phase: 'running' | 'stopped' | null, open: boolean, id: CommandId) =>
    byId(itemsOf(phase, open), id)[0].enabled;
  expect([enabled(null, false, 'find'), enabled(null, true, 'find')]).toEqual([false, true]);
  expect([enabled(null, false, 'about'), enabled(null, false, 'captureOptions')]).toEqual([true, true]);
  expect([enabled(null, true, 'save'), enabled('running', true, 'save'), enabled('stopped', true, 'save')]).toEqual([
    false,
    false,
    true,
  ]);
  expect([enabled(null, true, 'captureRestart'), enabled('running', true, 'captureRestart')]).toEqual([false, true]);
});

test('developer tools are there for developers', () => {
  expect(byId(itemsOf(null, true, false), 'developer')).toEqual([]);
  expect(byId(itemsOf(null, true, true), 'developer').length).toBe(1);
});

test('what is chosen goes to whoever carries it out', () => {
  for (const item of itemsOf('running')) {
    const id = item.id as CommandId | undefined;
    if (id === undefined || !COMMAND_IDS.includes(id) || item.role) continue;
    said.length = 0;
    (item.click as () => void)();
    expect(said, id).toEqual([OTHERWISE[id as string] ?? (isMainCommand(id) ? id : `page ${id}`)]);
  }
});

test('what the page asks for is carried out where it can be used now', () => {
  const ran = (id: AskedCommand, open: boolean, developer = false): string[] => {
    said.length = 0;
    runAsked(id, stateWith(null), open, actions, developer);
    return [...said];
  };
  expect(ASKED_COMMANDS).not.toContain('find');
  for (const id of ASKED_COMMANDS) {
    const { by } = COMMANDS[id];
    const wanted = typeof by === 'object' ? `role ${by.role}` : (OTHERWISE[id as string] ?? id);
    if (COMMANDS[id].when === 'live') expect(ran(id, true, true), id).toEqual([]);
    else expect(ran(id, true, true), id).toEqual([wanted]);
  }
  expect([ran('reload', false), ran('developer', true), ran('quit', false)]).toEqual([[], [], ['role quit']]);
});

test('lines stand between groups, and nowhere else', () => {
  for (const { submenu } of menuTemplate(stateWith(null), true, actions, false)) {
    const types = (submenu as MenuItemConstructorOptions[]).map(({ type }) => type === 'separator');
    expect([types[0], types.at(-1)]).toEqual([false, false]);
    expect(types.some((line, at) => line && types[at + 1])).toBe(false);
  }
});

test.each<[string, CommandId, string]>([
  ['is read in the order of time', 'sortByTime', 'Read in Order of Time'],
  ['has its times shifted', 'timeShift', 'Time Shift…'],
])('only a saved file %s, and the entry says so', (_, id, label) => {
  const entry = (phase: 'running' | 'stopped' | null, open = true) => byId(itemsOf(phase, open), id)[0];
  expect(entry(null)).toMatchObject({ enabled: true, label });
  for (const phase of ['running', 'stopped'] as const)
    expect(entry(phase)).toMatchObject({
      enabled: false,
      label: `${label} (once saved and opened as a file)`,
    });
  expect(entry(null, false)).toMatchObject({ enabled: false, label });
});

test('a switch of the View menu is on until it is switched off, and leaves the others alone', () => {
  const found: Partial<Preferences>[] = [];
  const state = stateWith(null);
  const item = (switches: Record<string, boolean>): MenuItemConstructorOptions | undefined =>
    menuTemplate(
      { ...state, preferences: { ...state.preferences, switches } },
      true,
      { ...actions, setPreferences: (changes) => void found.push(changes) },
      false,
    )
      .flatMap(({ submenu }) => submenu as MenuItemConstructorOptions[])
      .find(({ id }) => id === 'switch.secondOpinion');
  expect([item({})?.checked, item({ secondOpinion: false })?.checked]).toEqual([true, false]);
  (item({ reassembleIp: false })?.click as () => void)();
  (item({ secondOpinion: false })?.click as () => void)();
  expect(found).toEqual([
    { switches: { reassembleIp: false, secondOpinion: false } },
    { switches: { secondOpinion: true } },
  ]);
});

test('profiles: the one in use is marked, the others are chosen', () => {
  const items = itemsOf(null).filter(({ id }) => id?.startsWith('profile.'));
  expect(items.map(({ label, checked }) => [label, checked])).toEqual([
    ['Student', false],
    ['R&&D', true],
  ]);
  items[0].click?.({} as never, undefined, {});
  expect(said).toContain('profile student');
});

test('the files of a set: those beside the open one, and the list of them', () => {
  said.length = 0;
  const items = (at: number) =>
    every(
      menuTemplate(
        { ...stateWith(null), fileSet: { names: ['a', 'b&c'], at, place: at + 1, count: 2 } },
        true,
        actions,
        false,
      ),
    );
  const of = (at: number, id: string) => items(at).find((one) => one.id === id);
  expect([of(0, 'previousFile')?.enabled, of(0, 'nextFile')?.enabled]).toEqual([false, true]);
  expect([of(1, 'previousFile')?.enabled, of(1, 'nextFile')?.enabled]).toEqual([true, false]);
  (of(0, 'nextFile')?.click as () => void)();
  (of(1, 'previousFile')?.click as () => void)();
  const list = of(0, 'fileSet')?.submenu as MenuItemConstructorOptions[];
  expect(list.map(({ label, checked }) => [label, checked])).toEqual([
    ['a', true],
    ['b&&c', false],
  ]);
  for (const { click } of list) (click as () => void)();
  expect(said).toEqual(['set b&c', 'set a', 'set b&c']);
});
