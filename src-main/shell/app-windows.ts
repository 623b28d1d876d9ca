// The windows of the app: each with a session and an engine of its own, all with the same settings and lists.
import { Menu, nativeTheme, screen, type BrowserWindow, type WebContents } from 'electron';
import type { Preferences } from '../ipc/contracts/shell-contract';
import { readingOf } from './capture-opening';
import { checkCaptureFile } from './capture-files';
import type { EngineHost } from './engine-host';
import type { FolderHost } from './folder-host';
import { leaveBeforeClosing } from './live/leaving';
import { sendEvent, type RequestHandlers } from './renderer-link';
import { ShellSession, type AllWindows, type SharedParts } from './shell-session';
import { MOST_WINDOWS, windowForFile } from './window-choice';
import { halvesOf, type Rectangle, type Size } from './window-place';

const MAC = process.platform === 'darwin';

interface WindowsParts {
  shared: SharedParts;
  /** a new window, not shown yet; `place`: where it goes */
  createWindow: (place?: Rectangle) => BrowserWindow;
  /** an engine for one window */
  createEngine: () => EngineHost;
  /** the processes of one window for folders of captures */
  createFolderHost: () => FolderHost;
  /** of any window */
  least: Size;
}

interface OpenWindow {
  window: BrowserWindow;
  session: ShellSession;
  handlers: RequestHandlers;
}

export class AppWindows implements AllWindows {
  readonly #parts: WindowsParts;
  /** the one used last at the end */
  #open: OpenWindow[] = [];

  constructor(parts: WindowsParts) {
    this.#parts = parts;
    this.#applyTheme();
    parts.shared.notices.changed = () => {
      this.changed();
    };
  }

  /** The sessions of all windows, that of the window used last at the end. */
  get sessions(): ShellSession[] {
    return this.#open.map(({ session }) => session);
  }

  // ---- more windows ----

  /** One more window, with this file in it where there is one. */
  open(file: string | null, place?: Rectangle): { window: BrowserWindow; session: ShellSession } {
    const { shared, createWindow, createEngine, createFolderHost } = this.#parts;
    const window = createWindow(place);
    const engine = createEngine();
    if (file !== null) engine.prepare();
    const session = new ShellSession({ ...shared, window, engine, folderHost: createFolderHost(), windows: this });
    const opened: OpenWindow = { window, session, handlers: session.handlers() };
    this.#open.push(opened);
    leaveBeforeClosing(window, session);
    window.on('focus', () => {
      this.#open = [...this.#open.filter((one) => one !== opened), opened];
      // there it belongs to the app, not to a window
      if (MAC) session.tell();
    });
    window.once('closed', () => {
      this.#open = this.#open.filter((one) => one !== opened);
      session.ended();
      this.changed();
    });
    if (file !== null) void session.openPath(file);
    return opened;
  }

  openAnother(from: BrowserWindow): void {
    if (this.hasRoom(from)) this.open(null);
  }

  /** A file that comes from outside: in the window used last if that has nothing open, else in a new one. */
  async openFile(file: string): Promise<void> {
    const last = this.#open.at(-1);
    // no window is made for a file that cannot be opened
    const problem = last && (await checkCaptureFile(file));
    const chosen = windowForFile(this.#open.map(({ session }) => session.isEmpty));
    if (chosen === 'new' && !problem) this.open(file);
    else if (chosen === null && !problem && last) this.#tellLimit(last.window);
    else if (typeof chosen === 'number') this.#openIn(this.#open[chosen], file);
    else if (last && problem) sendEvent(last.session.contents, 'problem', problem);
  }

  #openIn({ window, session }: OpenWindow, file: string): void {
    void session.openPath(file);
    show(window);
  }

  /** The window used last, in front of others. */
  showLast(): void {
    const last = this.#open.at(-1);
    if (last) show(last.window);
  }

  async openBeside(from: BrowserWindow, file: string): Promise<void> {
    const problem = await checkCaptureFile(file);
    if (from.isDestroyed()) return;
    if (problem) {
      sendEvent(from.webContents, 'problem', problem);
      return;
    }
    if (!this.hasRoom(from)) return;
    const { workArea } = screen.getDisplayMatching(from.getBounds());
    const [left, right] = halvesOf(workArea, this.#parts.least);
    if (from.isFullScreen()) from.setFullScreen(false);
    if (from.isMaximized()) from.unmaximize();
    from.setBounds(left);
    this.open(file, right);
  }

  hasRoom(from: BrowserWindow): boolean {
    if (this.#open.length < MOST_WINDOWS) return true;
    this.#tellLimit(from);
    return false;
  }

  #tellLimit(window: BrowserWindow): void {
    show(window);
    sendEvent(window.webContents, 'problem', {
      kind: 'window.limit',
      message: { key: 'shell.windowLimit', args: { most: MOST_WINDOWS } },
    });
  }

  // ---- what they share ----

  setPreferences(changes: Partial<Preferences>): void {
    const { preferences } = this.#parts.shared;
    const reading = (): string => JSON.stringify(readingOf(preferences.get()));
    const before = reading();
    preferences.set(changes);
    this.#applyTheme();
    const isReadOtherwise = reading() !== before;
    for (const { session } of this.#open) session.preferencesChanged(isReadOtherwise);
  }

  #applyTheme(): void {
    nativeTheme.themeSource = this.#parts.shared.preferences.get().theme;
  }

  changed(): void {
    for (const { session } of this.#open) session.tell();
  }

  recovered(): void {
    for (const { session } of this.#open) session.live.lookForRecoverable();
    this.changed();
  }

  isShown(file: string): boolean {
    return this.#open.some(({ session }) => session.openFile === file);
  }

  isOnly(window: BrowserWindow): boolean {
    return this.#open.every((one) => one.window === window);
  }

  // ---- menus and requests ----

  /** On macOS the menu is that of the window used last; elsewhere each has its own. */
  showMenu(window: BrowserWindow, menu: Menu): void {
    const isOnly = this.isOnly(window);
    if (isOnly || (MAC && this.#open.at(-1)?.window === window)) Menu.setApplicationMenu(menu);
    else if (!MAC) window.setMenu(menu);
  }

  /** What the page of this window may ask; null: nothing. */
  handlersOf(sender: WebContents): Partial<RequestHandlers> | null {
    const own = this.#open.find(({ session }) => session.contents === sender);
    if (own) return own.handlers;
    for (const { session } of this.#open) {
      const handlers = session.packets.handlersOf(sender);
      if (handlers) return handlers;
    }
    return null;
  }
}

function show(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.focus();
}
