// What a window is about, put together: the capture that is open, and the state that the page and the menu show.
import { app, type BrowserWindow, type Menu, type WebContents } from 'electron';
import { languageOf, type Language } from '../ipc/languages';
import { translate } from '../i18n/translate';
import { withoutProfile } from '../ipc/profiles';
import type { Preferences, ShellState } from '../ipc/contracts/shell-contract';
import { askFile, askForFolder, BESIDE, CAPTURES, COMPARED, KEY_LOGS } from './ask-file';
import { CaptureOpening, nameOf } from './capture-opening';
import { copyPicture, copyTable, copyText } from './clipboard';
import type { Diagnostics } from './diagnostics';
import type { EngineHost } from './engine-host';
import { FolderDesk, type FolderDeskParts } from './folder-desk';
import type { FolderHost } from './folder-host';
import type { CaptureFolder } from './live/capture-folder';
import type { DriverChoice } from '../capture/driver-choice';
import { isKeyLog, type KeyLogs } from './key-logs';
import { bytesOf, LiveDesk, type LiveView } from './live/live-desk';
import { buildMenu, runAsked, type MenuActions } from './menu';
import { PacketWindows, type PacketWindowsParts } from './packet-windows';
import type { OwnCourses } from './own-courses';
import { playRole } from './roles';
import { PracticeDesk } from './practice-desk';
import type { PracticeScores } from './practice-scores';
import type { PreferenceStore } from './preferences';
import { ProfileDesk } from './profile-desk';
import type { Profiles } from './profiles';
import type { RecentFiles } from './recent-files';
import { sendEvent, type RequestHandlers } from './renderer-link';
import type { Samples } from './samples';
import { SavingDesk, tellProblem } from './saving-desk';
import type { DataNotices } from './user-data';

/** What all windows have in common. */
export interface SharedParts extends Omit<FolderDeskParts, 'folderHost'> {
  preferences: PreferenceStore;
  profiles: Profiles;
  recent: RecentFiles;
  keyLogs: KeyLogs;
  samples: Samples;
  practice: PracticeScores;
  courses: OwnCourses;
  drivers: DriverChoice;
  folder: CaptureFolder;
  notices: DataNotices;
  diagnostics: Diagnostics;
  /** makes the window of a packet */
  createPacketWindow: PacketWindowsParts['create'];
}

/** All windows together, as one of them sees them. */
export interface AllWindows {
  /** of all windows; what is read otherwise with these is read again */
  setPreferences(changes: Partial<Preferences>): void;
  /** what this window shows has changed, and maybe what all of them show: lists, live captures to recover */
  changed(): void;
  /** a live capture of an earlier run was taken over, or is not wanted any more */
  recovered(): void;
  /** whether any of them shows this file */
  isShown(file: string): boolean;
  /** whether there is no other one beside this one */
  isOnly(window: BrowserWindow): boolean;
  /** shows the menu of this window where it belongs */
  showMenu(window: BrowserWindow, menu: Menu): void;
  /** one more window, asked for in this one */
  openAnother(from: BrowserWindow): void;
  /** whether one more may be opened; if not, this window says so */
  hasRoom(from: BrowserWindow): boolean;
  /** `file` in a second window, and both side by side on the screen of the first one */
  openBeside(from: BrowserWindow, file: string): Promise<void>;
}

interface SessionParts extends SharedParts {
  window: BrowserWindow;
  engine: EngineHost;
  folderHost: FolderHost;
  windows: AllWindows;
}

export class ShellSession {
  /** called when a capture has been read to where it goes, or could not be opened */
  onSettled: () => void = () => undefined;
  readonly #parts: SessionParts;
  /** the page, also when its window is gone */
  readonly contents: WebContents;
  readonly live: LiveDesk;
  readonly #opening: CaptureOpening;
  readonly #saving: SavingDesk;
  readonly #profiles: ProfileDesk;
  readonly packets: PacketWindows;
  readonly #practice: PracticeDesk;
  readonly #folders: FolderDesk;
  /** of the state: how often it has changed */
  #revision = 0;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.contents = parts.window.webContents;
    this.live = new LiveDesk(parts, this.#liveView());
    this.#opening = new CaptureOpening(parts, {
      live: this.live,
      leaving: () => {
        this.packets.closeAll();
      },
      changed: () => {
        this.#changed();
      },
      settled: () => {
        this.onSettled();
      },
    });
    this.#saving = new SavingDesk(
      parts,
      () => this.#language(),
      (file) => parts.windows.isShown(file),
    );
    this.#profiles = new ProfileDesk(parts, {
      language: () => this.#language(),
      setPreferences: (changes) => {
        this.setPreferences(changes);
      },
      changed: () => {
        this.#changed();
      },
    });
    this.packets = new PacketWindows(
      { engine: parts.engine, create: parts.createPacketWindow },
      {
        language: () => this.#language(),
        state: () => this.state(),
        setPreferences: (changes) => {
          this.setPreferences(changes);
        },
      },
    );
    this.#practice = new PracticeDesk({
      bundled: parts.samples.folder,
      scores: parts.practice,
      own: parts.courses,
      askFolder: () => askForFolder(parts.window, this.#language(), 'dialog.course'),
      open: (file) => this.#opening.openPath(file, true).then(() => undefined),
      changed: () => {
        this.#changed();
      },
    });
    this.#folders = new FolderDesk(parts, {
      askFolder: () => askForFolder(parts.window, this.#language(), 'dialog.indexFolder'),
      open: (file) => this.#opening.openPath(file),
      run: (now) => {
        if (!parts.window.isDestroyed()) sendEvent(this.contents, 'folderRun', now);
      },
      shown: (id) => {
        if (!parts.window.isDestroyed()) sendEvent(this.contents, 'folderShown', { id });
      },
      changed: () => {
        this.#changed();
      },
    });
    // a page that loads again (developer tools, dev server) has lost its port
    this.contents.on('did-start-loading', () => {
      this.#pageGone();
    });
    // and until the new one is there, the old one may still have asked for something
    this.contents.on('did-navigate', () => {
      this.#pageGone();
    });
    parts.diagnostics.watch(
      parts.window,
      () => this.#language(),
      () => parts.windows.isOnly(parts.window),
    );
    this.#applyZoom();
  }

  #pageGone(): void {
    if (!this.#opening.pageGone()) return;
    this.live.pageGone();
    this.#saving.pageGone();
    this.#folders.pageGone();
    this.packets.closeAll();
  }

  /** The window is gone: with it its capture, the engine, and the windows of packets. */
  ended(): void {
    this.packets.closeAll();
    this.live.pageGone();
    this.#parts.engine.quit();
    this.#parts.folderHost.quit();
    this.#folders.ended();
  }

  /** Nothing is open, and nothing is about to be. */
  get isEmpty(): boolean {
    return this.#opening.isEmpty && !this.live.isOpen && !this.live.isBusy;
  }

  /** Path of the file that is open, null: none. */
  get openFile(): string | null {
    return this.#opening.open?.path ?? null;
  }

  /** The window, in front of the others. */
  show(): void {
    const { window } = this.#parts;
    if (window.isMinimized()) window.restore();
    window.focus();
  }

  /** Open the capture at `file`: at once, or as soon as the page listens. */
  async openPath(file: string): Promise<void> {
    await this.#opening.openPath(file);
  }

  #liveView(): LiveView {
    const { engine, recent } = this.#parts;
    return {
      language: () => this.#language(),
      prepare: () => engine.prepare(),
      unprepare: () => engine.unprepare(),
      show: (capture, key) => {
        const name = translate(this.#language(), key, { devices: capture.settings.devices.join(', ') });
        this.#opening.show({ path: capture.firstFile, isSample: false, live: { capture, name } });
      },
      nextFile: (file) => {
        engine.tell({ type: 'file', path: file });
      },
      ended: () => {
        engine.tell({ type: 'ended' });
      },
      saved: (capture, file) => {
        engine.tell({ type: 'saved', path: file });
        this.#opening.savedAs(capture, file);
        recent.add(file, Date.now());
        recent.loaded(file, capture.packets, bytesOf(file));
        app.addRecentDocument(file);
      },
      changed: () => {
        this.#changed();
      },
      recovered: () => {
        this.#parts.windows.recovered();
      },
    };
  }

  /** Ask the user for a file. */
  async openDialog(): Promise<void> {
    const file = await askFile(this.#parts.window, this.#language(), CAPTURES);
    if (file !== null) await this.#opening.openPath(file);
  }

  /** Asks for a key log, and has the TLS of the open capture opened with it. */
  async chooseKeyLog(): Promise<void> {
    if (!this.#opening.open) return;
    const file = await askFile(this.#parts.window, this.#language(), KEY_LOGS);
    if (file !== null) this.#opening.useKeyLog(file);
  }

  /** Asks for another capture, and has the open one compared with it. */
  async chooseCompared(): Promise<void> {
    if (!this.#opening.open) return;
    const file = await askFile(this.#parts.window, this.#language(), COMPARED);
    if (file !== null) this.#opening.compareWith(file);
  }

  /** Asks for another capture, and shows it in a second window beside this one. */
  async openBeside(): Promise<void> {
    const { window, windows } = this.#parts;
    if (!this.#opening.open || !windows.hasRoom(window)) return;
    const file = await askFile(window, this.#language(), BESIDE);
    if (file !== null) await windows.openBeside(window, file);
  }

  async openSample(id: string): Promise<void> {
    const file = this.#parts.samples.pathOf(id);
    if (file !== null) {
      await this.#opening.openPath(file, true);
      return;
    }
    sendEvent(this.contents, 'problem', {
      kind: 'file.missing',
      message: { key: 'shell.sampleMissing' },
    });
  }

  async openRecent(id: string): Promise<void> {
    const file = this.#parts.recent.pathOf(id);
    if (file !== null) await this.#opening.openPath(file);
  }

  /** Close what is open; packets that are not saved are asked about first. False: it stays. */
  close(): Promise<boolean> {
    return this.#opening.close();
  }

  setPreferences(changes: Partial<Preferences>): void {
    this.#parts.windows.setPreferences(changes);
  }

  /** Those of all windows are others. `isReadOtherwise`: what is dissected depends on it from the first packet on. */
  preferencesChanged(isReadOtherwise: boolean): void {
    if (isReadOtherwise) void this.#opening.readAgain({});
    this.#applyZoom();
    this.tell();
  }

  /** The page may not have heard yet that another profile is in use. */
  #setFromPage({ profile, ...changes }: Partial<Preferences>): void {
    const now = this.#parts.preferences.get();
    const isOld = profile !== undefined && profile !== now.profile;
    this.setPreferences(isOld ? withoutProfile(changes, now) : changes);
  }

  state(): ShellState {
    const { preferences, profiles, recent, samples, courses } = this.#parts;
    return {
      revision: this.#revision,
      preferences: preferences.get(),
      profiles: { list: profiles.list(), current: profiles.current },
      language: this.#language(),
      recent: recent.list(),
      samples: samples.list(),
      fileSet: this.#opening.fileSet,
      courses: courses.list(),
      folders: this.#folders.list(),
      notices: this.#parts.notices.list,
      recoverable: this.live.recoverable,
      capture: this.live.status(),
      platform: process.platform as ShellState['platform'],
      version: app.getVersion(),
    };
  }

  /** The answers to the page's requests. */
  handlers(): RequestHandlers {
    const done = async (work: Promise<void> | void) => {
      await work;
      return null;
    };
    return {
      ...this.live.handlers(),
      ...this.#saving.handlers(),
      ...this.#profiles.handlers(),
      ...this.#practice.handlers(),
      ...this.#folders.handlers(),
      state: () => {
        void this.#pageListens();
        return this.state();
      },
      openDialog: () => done(this.openDialog()),
      openRecent: ({ id }) => done(this.openRecent(id)),
      forgetRecent: ({ id }) => {
        this.#parts.recent.forget(id);
        this.#changed();
        return null;
      },
      openSample: ({ id }) => done(this.openSample(id)),
      openDropped: ({ path: file }) =>
        done(this.#opening.open && isKeyLog(file) ? this.#opening.useKeyLog(file) : this.openPath(file)),
      chooseKeyLog: () => done(this.chooseKeyLog()),
      chooseCompared: () => done(this.chooseCompared()),
      closeCapture: () => done(this.close().then(() => undefined)),
      reload: () => done(this.#opening.reload()),
      shiftTimes: (timeShift) => done(this.#opening.shiftTimes(timeShift)),
      openPacket: ({ frame }) => {
        const { open } = this.#opening;
        if (open) this.packets.open(frame, nameOf(open));
        return null;
      },
      setPreferences: (changes) => done(this.#setFromPage(changes)),
      runCommand: ({ command }) => {
        runAsked(command, this.state(), this.#opening.open !== null, this.#menuActions(), !app.isPackaged);
        return null;
      },
      copyText: ({ text }) => done(copyText(text)),
      copyTable: ({ rows }) => done(copyTable(rows)),
      copyPicture: ({ png }) => done(copyPicture(png)),
    };
  }

  /** The page asks for the state when its listeners are in place: now it can take a capture. */
  async #pageListens(): Promise<void> {
    if (this.#opening.isPageReady) return;
    this.#buildMenu();
    await this.#opening.pageListens();
    if (await this.#parts.recent.lookForMissing()) this.#changed();
    if (!this.#opening.open) this.#parts.engine.prepare();
  }

  #language(): Language {
    const wanted = this.#parts.preferences.get().language;
    // getLocale() knows only the languages that Chromium was packed with
    return wanted === 'system' ? languageOf(app.getPreferredSystemLanguages()[0] ?? app.getLocale()) : wanted;
  }

  #applyZoom(): void {
    this.contents.setZoomLevel(this.#parts.preferences.get().zoom);
  }

  /** Lists and settings that other windows show may have changed as well. */
  #changed(): void {
    this.#parts.windows.changed();
  }

  /** Tells the page how things stand, and makes the menu anew. */
  tell(): void {
    this.#revision++;
    sendEvent(this.contents, 'stateChanged', this.state());
    this.#buildMenu();
  }

  #menuActions(): MenuActions {
    const { window, windows } = this.#parts;
    return {
      command: (command) => {
        sendEvent(this.contents, 'menu', { command });
      },
      newWindow: () => {
        windows.openAnother(window);
      },
      closeWindow: () => {
        window.close();
      },
      openBeside: () => void this.openBeside(),
      indexFolder: () => void this.#folders.choose(),
      open: () => void this.openDialog(),
      openRecent: (id) => void this.openRecent(id),
      openSample: (id) => void this.openSample(id),
      openInSet: (name) => void this.#opening.openInSet(name),
      reload: () => void this.#opening.reload(),
      sortByTime: () => {
        this.#opening.sortByTime();
      },
      tlsKeys: () => void this.chooseKeyLog(),
      close: () => void this.close(),
      save: () => void tellProblem(window, this.live.save()),
      stopCapture: () => void this.live.stop(),
      restartCapture: () => void tellProblem(window, this.live.restart()),
      showLog: () => {
        this.#parts.diagnostics.showLog();
      },
      role: (role) => {
        playRole(role, window);
      },
      copySystemInformation: () => {
        this.#parts.diagnostics.copySystemInformation();
      },
      setPreferences: (changes) => {
        this.setPreferences(changes);
      },
      chooseProfile: (id) => {
        this.#profiles.choose(id);
      },
    };
  }

  #buildMenu(): void {
    const { window, windows } = this.#parts;
    if (window.isDestroyed()) return;
    const { open } = this.#opening;
    window.setTitle(open ? `${nameOf(open)} – ${app.name}` : app.name);
    const menu = buildMenu(this.state(), open !== null, this.#menuActions(), !app.isPackaged);
    windows.showMenu(window, menu);
    this.packets.changed();
  }
}
