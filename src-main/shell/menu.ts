// The application menu. Keys are Wireshark's where it has one. What the page carries out goes there as a `menu` event.
import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { MessageKey } from '../i18n/catalogue';
import { translate } from '../i18n/translate';
import type { MenuCommand, Preferences, ShellState } from '../ipc/shell-contract';

/** What the menu needs done. */
export interface MenuActions {
  command(command: MenuCommand): void;
  open(): void;
  openRecent(id: string): void;
  openSample(id: string): void;
  reload(): void;
  close(): void;
  save(): void;
  stopCapture(): void;
  restartCapture(): void;
  setPreferences(changes: Partial<Preferences>): void;
}

const ZOOM_STEP = 0.5;
const MAC = process.platform === 'darwin';

/** Build the menu for this state and make it the app's. `developer`: with the developer tools in it. */
export function setMenu(state: ShellState, captureOpen: boolean, actions: MenuActions, developer: boolean): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(state, captureOpen, actions, developer)));
}

export function menuTemplate(
  state: ShellState,
  captureOpen: boolean,
  actions: MenuActions,
  developer: boolean,
): MenuItemConstructorOptions[] {
  const text = (key: MessageKey) => translate(state.language, key);
  const page = (
    command: MenuCommand,
    key: MessageKey,
    accelerator?: string,
    needsCapture = true,
  ): MenuItemConstructorOptions => ({
    id: command,
    label: text(key),
    accelerator,
    enabled: captureOpen || !needsCapture,
    click: () => {
      actions.command(command);
    },
  });
  const line: MenuItemConstructorOptions = { type: 'separator' };

  return [
    {
      label: text('menu.file'),
      submenu: [
        {
          id: 'open',
          label: text('menu.open'),
          accelerator: 'CmdOrCtrl+O',
          click: () => {
            actions.open();
          },
        },
        { label: text('menu.recent'), submenu: recentItems(state, actions) },
        {
          label: text('menu.samples'),
          submenu: state.samples.map(({ id }) => ({
            id: `sample.${id}`,
            label: text(`sample.${id}` as MessageKey),
            click: () => {
              actions.openSample(id);
            },
          })),
        },
        line,
        {
          id: 'reload',
          label: text('menu.reload'),
          accelerator: 'CmdOrCtrl+R',
          enabled: captureOpen,
          click: () => {
            actions.reload();
          },
        },
        page('cancelLoad', 'menu.cancelLoad'),
        {
          id: 'save',
          label: text('menu.save'),
          accelerator: 'CmdOrCtrl+S',
          enabled: state.capture?.phase === 'stopped',
          click: () => {
            actions.save();
          },
        },
        page('print', 'menu.print', 'CmdOrCtrl+P'),
        {
          id: 'close',
          label: text('menu.close'),
          accelerator: 'CmdOrCtrl+W',
          enabled: captureOpen,
          click: () => {
            actions.close();
          },
        },
        line,
        { role: 'quit', label: text('menu.quit'), accelerator: 'CmdOrCtrl+Q' },
      ],
    },
    {
      label: text('menu.edit'),
      submenu: [
        { role: 'undo', label: text('menu.undo') },
        { role: 'redo', label: text('menu.redo') },
        line,
        { role: 'cut', label: text('menu.cut') },
        { role: 'copy', label: text('menu.copy') },
        { role: 'paste', label: text('menu.paste') },
        { role: 'selectAll', label: text('menu.selectAll') },
        line,
        page('find', 'menu.find', 'CmdOrCtrl+F'),
        page('findNext', 'menu.findNext', 'CmdOrCtrl+N'),
        page('findPrevious', 'menu.findPrevious', 'CmdOrCtrl+B'),
        line,
        page('copyCaptureFilter', 'menu.copyCaptureFilter'),
      ],
    },
    {
      label: text('menu.view'),
      submenu: [
        page('tabPackets', 'menu.packets', 'CmdOrCtrl+1'),
        page('tabConnections', 'menu.connections', 'CmdOrCtrl+2'),
        line,
        page('focusFilter', 'menu.focusFilter', 'CmdOrCtrl+/'),
        page('clearFilter', 'menu.clearFilter'),
        page('saveFilter', 'menu.saveFilter'),
        page('filterMacros', 'menu.filterMacros', undefined, false),
        line,
        { label: text('menu.theme'), submenu: themeItems(state, text, actions) },
        { label: text('menu.language'), submenu: languageItems(state, text, actions) },
        line,
        ...zoomItems(state, text, actions),
        { role: 'togglefullscreen', label: text('menu.fullScreen') },
        ...(developer ? [line, { role: 'toggleDevTools', label: text('menu.developer') } as const] : []),
      ],
    },
    {
      label: text('menu.go'),
      submenu: [
        page('goToPacket', 'menu.goToPacket', 'CmdOrCtrl+G'),
        page('nextPacket', 'menu.nextPacket', 'F8'),
        page('previousPacket', 'menu.previousPacket', 'F7'),
        page('firstPacket', 'menu.firstPacket'),
        page('lastPacket', 'menu.lastPacket'),
        line,
        page('nextInConversation', 'menu.nextInConversation', 'CmdOrCtrl+.'),
        page('previousInConversation', 'menu.previousInConversation', 'CmdOrCtrl+,'),
        page('firstInConversation', 'menu.firstInConversation'),
        page('lastInConversation', 'menu.lastInConversation'),
        line,
        page('back', 'menu.back', MAC ? 'Cmd+[' : 'Alt+Left'),
        page('forward', 'menu.forward', MAC ? 'Cmd+]' : 'Alt+Right'),
      ],
    },
    { label: text('menu.capture'), submenu: captureItems(state, text, page, actions) },
    {
      label: text('menu.help'),
      role: 'help',
      submenu: [page('shortcuts', 'menu.shortcuts', 'F1', false), page('about', 'menu.about', undefined, false)],
    },
  ];
}

function captureItems(
  state: ShellState,
  text: Text,
  page: (
    command: MenuCommand,
    key: MessageKey,
    accelerator?: string,
    needsCapture?: boolean,
  ) => MenuItemConstructorOptions,
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  const running = state.capture !== null && state.capture.phase !== 'stopped';
  const stop: MenuItemConstructorOptions = {
    id: 'captureStop',
    label: text('menu.captureStop'),
    accelerator: 'CmdOrCtrl+E',
    click: () => {
      actions.stopCapture();
    },
  };
  return [
    running ? stop : page('captureStart', 'menu.captureStart', 'CmdOrCtrl+E', false),
    {
      id: 'captureRestart',
      label: text('menu.captureRestart'),
      accelerator: 'CmdOrCtrl+Shift+R',
      enabled: state.capture !== null,
      click: () => {
        actions.restartCapture();
      },
    },
    page('captureOptions', 'menu.captureOptions', 'CmdOrCtrl+K', false),
    { type: 'separator' },
    page('refreshAdapters', 'menu.refreshAdapters', 'F5', false),
    page('captureCheck', 'menu.captureCheck', undefined, false),
  ];
}

function recentItems(state: ShellState, actions: MenuActions): MenuItemConstructorOptions[] {
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

type Text = (key: MessageKey) => string;

function themeItems(state: ShellState, text: Text, actions: MenuActions): MenuItemConstructorOptions[] {
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

function languageItems(state: ShellState, text: Text, actions: MenuActions): MenuItemConstructorOptions[] {
  // a language calls itself by its own name, whatever is in use
  const labels = { system: text('menu.languageSystem'), en: 'English', 'zh-CN': '简体中文' };
  return (['system', 'en', 'zh-CN'] as const).map((language) => ({
    type: 'radio',
    id: `language.${language}`,
    label: labels[language],
    checked: state.preferences.language === language,
    click: () => {
      actions.setPreferences({ language });
    },
  }));
}

function zoomItems(state: ShellState, text: Text, actions: MenuActions): MenuItemConstructorOptions[] {
  const { zoom } = state.preferences;
  const item = (key: MessageKey, accelerator: string, level: number, visible = true): MenuItemConstructorOptions => ({
    label: text(key),
    accelerator,
    visible,
    click: () => {
      actions.setPreferences({ zoom: Math.max(-4, Math.min(6, level)) });
    },
  });
  return [
    item('menu.zoomIn', 'CmdOrCtrl+Plus', zoom + ZOOM_STEP),
    item('menu.zoomIn', 'CmdOrCtrl+=', zoom + ZOOM_STEP, false), // the same key without Shift
    item('menu.zoomOut', 'CmdOrCtrl+-', zoom - ZOOM_STEP),
    item('menu.zoomReset', 'CmdOrCtrl+0', 0),
  ];
}
