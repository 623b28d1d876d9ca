// The application menu, made of the declared commands. What the page carries out goes there as a `menu` event.
import { Menu, type MenuItemConstructorOptions } from 'electron';
import { LANGUAGE_NAMES, LANGUAGES } from '../ipc/languages';
import type { MessageKey } from '../i18n/catalogue';
import { translate } from '../i18n/translate';
import { COMMAND_IDS, COMMANDS, isMainCommand, isPageCommand, MENUS } from '../ipc/commands';
import type { AskedCommand, CommandId, MainCommand, PageCommand } from '../ipc/commands';
import type { Command, MenuName, Role, When } from '../ipc/commands/command';
import { isChosen, keysOf, type ChosenKeys } from '../ipc/commands/keys';
import { SWITCHED_ON, type PlainSwitch } from '../ipc/preference-defaults';
import type { FileSet, Preferences, ShellState } from '../ipc/contracts/shell-contract';
import { TIME_FORMATS } from '../ipc/time-formats';

/** What the menu needs done. */
export interface MenuActions {
  command(command: PageCommand): void;
  newWindow(): void;
  closeWindow(): void;
  open(): void;
  /** asks for a folder of captures, and indexes it */
  indexFolder(): void;
  /** asks for another capture, and shows it in a second window beside this one */
  openBeside(): void;
  openRecent(id: string): void;
  openSample(id: string): void;
  /** a file of the set of the open one */
  openInSet(name: string): void;
  reload(): void;
  /** asks for a key log that TLS is opened with */
  tlsKeys(): void;
  /** the open capture, once more in the order of time */
  sortByTime(): void;
  close(): void;
  save(): void;
  stopCapture(): void;
  restartCapture(): void;
  showLog(): void;
  copySystemInformation(): void;
  /** what the system's own menu items do */
  role(role: Role): void;
  setPreferences(changes: Partial<Preferences>): void;
  chooseProfile(id: string): void;
}

const ZOOM_STEP = 0.5;
const ZOOM_LEAST = -4;
const ZOOM_MOST = 6;
const MAC = process.platform === 'darwin';

/** The menu for this state. `developer`: with the developer tools in it. */
export function buildMenu(state: ShellState, captureOpen: boolean, actions: MenuActions, developer: boolean): Menu {
  return Menu.buildFromTemplate(menuTemplate(state, captureOpen, actions, developer));
}

type Item = MenuItemConstructorOptions;
type Text = (key: MessageKey) => string;

export function menuTemplate(
  state: ShellState,
  captureOpen: boolean,
  actions: MenuActions,
  developer: boolean,
): Item[] {
  const text: Text = (key) => translate(state.language, key);
  const holds = stateOf(state, captureOpen, developer);
  const run = carriedOutHere(state, actions);
  const item = (id: CommandId): Item[] => {
    const { when, label, whyNot }: Command = COMMANDS[id];
    if (HIDDEN.has(when) && !holds[when]) return [];
    const [accelerator, ...others] = acceleratorsOf(id, state.preferences.keys);
    const shown: Item = {
      id,
      label: text((captureOpen && !holds[when] ? (whyNot ?? label) : label) as MessageKey),
      accelerator,
      enabled: holds[when],
      ...doing(id, run, actions),
    };
    return [shown, ...others.map((other) => ({ ...shown, id: undefined, accelerator: other, visible: false }))];
  };
  const more: Record<string, Item[]> = {
    'file.0': [
      { label: text('menu.recent'), submenu: recentItems(state, actions) },
      { label: text('menu.samples'), submenu: sampleItems(state, text, actions) },
    ],
    'file.1': state.fileSet ? [fileSetItem(state.fileSet, text, actions)] : [],
    'view.2': [
      {
        label: text('menu.theme'),
        submenu: [...themeItems(state, text, actions), { type: 'separator' }, ...contrastItems(state, text, actions)],
      },
      { label: text('menu.timeFormat'), submenu: timeItems(state, text, actions) },
      { label: text('menu.profile'), submenu: profileItems(state, text, actions) },
      { label: text('menu.language'), submenu: languageItems(state, text, actions) },
      switchItem('colourRows', 'menu.colourRows', state, text, actions),
      switchItem('reassembleIp', 'menu.reassembleIp', state, text, actions),
      switchItem('byTunnel', 'menu.byTunnel', state, text, actions),
      switchItem('secondOpinion', 'menu.secondOpinion', state, text, actions),
      switchItem('resolveNames', 'menu.resolveNames', state, text, actions),
    ],
  };
  return MENUS.map((name) => ({
    label: text(`menu.${name}`),
    role: name === 'help' ? 'help' : undefined,
    submenu: joined(
      groupsOf(name).map((group) => [
        ...COMMAND_IDS.filter((id) => COMMANDS[id].menu === group).flatMap(item),
        ...(more[group] ?? []),
      ]),
    ),
  }));
}

/** Of the two sides of a switch only one is there; what is for developers is there for them only. */
const HIDDEN: ReadonlySet<When> = new Set(['idle', 'running', 'developer']);

function stateOf(state: ShellState, captureOpen: boolean, developer: boolean): Record<When, boolean> {
  const phase = state.capture?.phase;
  const running = phase !== undefined && phase !== 'stopped';
  return {
    always: true,
    open: captureOpen,
    fromFile: captureOpen && phase === undefined,
    fileBefore: captureOpen && besideIn(state, -1) !== undefined,
    fileAfter: captureOpen && besideIn(state, 1) !== undefined,
    running,
    idle: !running,
    live: phase !== undefined,
    stopped: phase === 'stopped',
    timeline: true, // which part of the page has the focus is known there
    developer,
  };
}

/** Name of the file before (-1) or behind (1) the open one in its set. */
const besideIn = ({ fileSet }: ShellState, by: 1 | -1): string | undefined => fileSet?.names[fileSet.at + by];

/** Carries out what the page was asked for and cannot do itself. */
export function runAsked(
  id: AskedCommand,
  state: ShellState,
  captureOpen: boolean,
  actions: MenuActions,
  developer: boolean,
): void {
  const { when, by } = COMMANDS[id];
  if (!stateOf(state, captureOpen, developer)[when]) return;
  if (typeof by === 'object') actions.role(by.role);
  else if (isMainCommand(id)) carriedOutHere(state, actions)[id]();
}

/** A command without one does not compile. */
function carriedOutHere(state: ShellState, actions: MenuActions): Record<MainCommand, () => void> {
  const zoom = (level: number) => {
    actions.setPreferences({ zoom: Math.max(ZOOM_LEAST, Math.min(ZOOM_MOST, level)) });
  };
  const now = state.preferences.zoom;
  const beside = (by: 1 | -1): void => {
    const name = besideIn(state, by);
    if (name !== undefined) actions.openInSet(name);
  };
  return {
    newWindow: () => {
      actions.newWindow();
    },
    closeWindow: () => {
      actions.closeWindow();
    },
    open: () => {
      actions.open();
    },
    indexFolder: () => {
      actions.indexFolder();
    },
    openBeside: () => {
      actions.openBeside();
    },
    reload: () => {
      actions.reload();
    },
    sortByTime: () => {
      actions.sortByTime();
    },
    previousFile: () => {
      beside(-1);
    },
    nextFile: () => {
      beside(1);
    },
    tlsKeys: () => {
      actions.tlsKeys();
    },
    close: () => {
      actions.close();
    },
    save: () => {
      actions.save();
    },
    captureStop: () => {
      actions.stopCapture();
    },
    captureRestart: () => {
      actions.restartCapture();
    },
    showLog: () => {
      actions.showLog();
    },
    copySystemInformation: () => {
      actions.copySystemInformation();
    },
    zoomIn: () => {
      zoom(now + ZOOM_STEP);
    },
    zoomOut: () => {
      zoom(now - ZOOM_STEP);
    },
    zoomReset: () => {
      zoom(0);
    },
  };
}

function doing(id: CommandId, run: Record<MainCommand, () => void>, actions: MenuActions): Item {
  const { by } = COMMANDS[id];
  if (typeof by === 'object') return { role: by.role };
  if (isMainCommand(id)) return { click: run[id] };
  if (!isPageCommand(id)) return {};
  return {
    click: () => {
      actions.command(id);
    },
  };
}

/** The keys as Electron writes them. */
function acceleratorsOf(id: CommandId, chosen: ChosenKeys): string[] {
  const { macKey }: Command = COMMANDS[id];
  if (MAC && macKey && !isChosen(id, chosen)) return [macKey];
  return keysOf(id, chosen).map((key) =>
    key.replace('Ctrl', 'CmdOrCtrl').replace(/\+$/, 'Plus').replace('←', 'Left').replace('→', 'Right'),
  );
}

/** `file.0`, `file.1` … as far as there are commands or submenus. */
function groupsOf(name: MenuName): string[] {
  const at = (group: string): number => Number(group.split('.')[1]);
  const last = Math.max(
    ...COMMAND_IDS.map((id) => COMMANDS[id].menu ?? '')
      .filter((g) => g.startsWith(`${name}.`))
      .map(at),
  );
  return Array.from({ length: last + 1 }, (_, group) => `${name}.${group}`);
}

/** Groups with lines between them. */
function joined(groups: Item[][]): Item[] {
  const full = groups.filter((group) => group.length > 0);
  return full.flatMap((group, at) => (at === 0 ? group : [{ type: 'separator' as const }, ...group]));
}

function fileSetItem({ names, at }: FileSet, text: Text, actions: MenuActions): Item {
  return {
    id: 'fileSet',
    label: text('menu.fileSet'),
    submenu: names.map((name, i) => ({
      type: 'radio',
      label: name.replaceAll('&', '&&'),
      checked: i === at,
      click: () => {
        if (i !== at) actions.openInSet(name);
      },
    })),
  };
}

function sampleItems(state: ShellState, text: Text, actions: MenuActions): Item[] {
  return state.samples.map(({ id }) => ({
    id: `sample.${id}`,
    label: text(`sample.${id}` as MessageKey),
    click: () => {
      actions.openSample(id);
    },
  }));
}

function recentItems(state: ShellState, actions: MenuActions): Item[] {
  if (state.recent.length === 0) return [{ label: translate(state.language, 'menu.noRecent'), enabled: false }];
  return state.recent.slice(0, 10).map((file) => ({
    label: file.name.replaceAll('&', '&&'), // one & would underline the next letter
    toolTip: file.folder,
    enabled: !file.missing,
    click: () => {
      actions.openRecent(file.id);
    },
  }));
}

function switchItem(
  name: PlainSwitch,
  label: MessageKey,
  { preferences }: ShellState,
  text: Text,
  actions: MenuActions,
): Item {
  const { switches } = preferences;
  const on = switches[name] ?? SWITCHED_ON[name];
  return {
    id: `switch.${name}`,
    label: text(label),
    type: 'checkbox',
    checked: on,
    click: () => actions.setPreferences({ switches: { ...switches, [name]: !on } }),
  };
}

function themeItems(state: ShellState, text: Text, actions: MenuActions): Item[] {
  const labels = { system: 'menu.themeSystem', light: 'menu.themeLight', dark: 'menu.themeDark' } as const;
  return (['system', 'light', 'dark'] as const).map((theme) => ({
    type: 'radio',
    label: text(labels[theme]),
    checked: state.preferences.theme === theme,
    click: () => {
      actions.setPreferences({ theme });
    },
  }));
}

function contrastItems(state: ShellState, text: Text, actions: MenuActions): Item[] {
  const labels = { system: 'menu.contrastSystem', normal: 'menu.contrastNormal', more: 'menu.contrastMore' } as const;
  return (['system', 'normal', 'more'] as const).map((contrast) => ({
    type: 'radio',
    id: `contrast.${contrast}`,
    label: text(labels[contrast]),
    checked: state.preferences.contrast === contrast,
    click: () => {
      actions.setPreferences({ contrast });
    },
  }));
}

function timeItems(state: ShellState, text: Text, actions: MenuActions): Item[] {
  return TIME_FORMATS.map((timeFormat) => ({
    type: 'radio',
    id: `time.${timeFormat}`,
    label: text(`packets.time.${timeFormat}`),
    checked: state.preferences.timeFormat === timeFormat,
    click: () => {
      actions.setPreferences({ timeFormat });
    },
  }));
}

function profileItems({ profiles }: ShellState, text: Text, actions: MenuActions): Item[] {
  return profiles.list.map(({ id, name }) => ({
    type: 'radio',
    id: `profile.${id}`,
    label: name?.replaceAll('&', '&&') ?? text(`profile.${id}` as MessageKey),
    checked: profiles.current === id,
    click: () => {
      actions.chooseProfile(id);
    },
  }));
}

function languageItems(state: ShellState, text: Text, actions: MenuActions): Item[] {
  // a language calls itself by its own name, whatever is in use
  const labels = { system: text('menu.languageSystem'), ...LANGUAGE_NAMES };
  return (['system', ...LANGUAGES] as const).map((language) => ({
    type: 'radio',
    id: `language.${language}`,
    label: labels[language],
    checked: state.preferences.language === language,
    click: () => {
      actions.setPreferences({ language });
    },
  }));
}
