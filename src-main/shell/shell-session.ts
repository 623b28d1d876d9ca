// What a window is about, put together: the capture that is open, and the state that the page and the menu show.
import { app, nativeTheme, type BrowserWindow } from 'electron';
import { languageOf, type Language } from '../ipc/languages';
import { translate } from '../i18n/translate';
import { withoutProfile } from '../ipc/profiles';
import type { Preferences, ShellState } from '../ipc/contracts/shell-contract';
import { askCourse, askFile, CAPTURES, COMPARED, KEY_LOGS } from './ask-file';
import { CaptureOpening, nameOf, readingOf } from './capture-opening';
import { copyPicture, copyTable, copyText } from './clipboard';
import type { Diagnostics } from './diagnostics';
import type { EngineHost } from './engine-host';
import type { CaptureFolder } from './live/capture-folder';
import type { DriverChoice } from '../capture/driver-choice';
import { isKeyLog, type KeyLogs } from './key-logs';
import { bytesOf, LiveDesk, type LiveView } from './live/live-desk';
import { runAsked, setMenu, type MenuActions } from './menu';
import { PacketWindows, type PacketWindowsParts } from './packet-windows';
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

export interface SessionParts {
  window: BrowserWindow;
  engine: EngineHost;
  preferences: PreferenceStore;
  profiles: Profiles;
  recent: RecentFiles;
  keyLogs: KeyLogs;
  samples: Samples;
  practice: PracticeScores;
  drivers: DriverChoice;
  folder: CaptureFolder;
  notices: DataNotices;
  diagnostics: Diagnostics;
  /** makes the window of a packet */
  createPacketWindow: PacketWindowsParts['create'];
}

export class ShellSession {
  /** called when a capture has been read to where it goes, or could not be opened */
  onSettled: () => void = () => undefined;
  #parts: SessionParts;
  readonly live: LiveDesk;
  readonly #opening: CaptureOpening;
  readonly #saving: SavingDesk;
  readonly #profiles: ProfileDesk;
  readonly packets: PacketWindows;
  readonly #practice: PracticeDesk;
  /** of the state: how often it has changed */
  #revision = 0;

  constructor(parts: SessionParts) {
    this.#parts = parts;
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
      () => this.#opening.open?.path ?? null,
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
      askFolder: () => askCourse(parts.window, this.#language()),
      open: (file) => this.#opening.openPath(file, true),
    });
    // without the main window there is no capture
    parts.window.once('closed', () => {
      this.packets.closeAll();
    });
    // a page that loads again (developer tools, dev server) has lost its port
    const { webContents } = parts.window;
    webContents.on('did-start-loading', () => {
      this.#pageGone();
    });
    // and until the new one is there, the old one may still have asked for something
    webContents.on('did-navigate', () => {
      this.#pageGone();
    });
    parts.notices.changed = () => {
      // settings are written a last time when the window is gone
      if (!parts.window.isDestroyed()) this.#changed();
    };
    parts.diagnostics.watch(parts.window, () => this.#language());
    this.#applyPreferences();
  }

  #pageGone(): void {
    if (!this.#opening.pageGone()) return;
    this.live.pageGone();
    this.#saving.pageGone();
    this.packets.closeAll();
  }

  /** Open the capture at `file`: at once, or as soon as the page listens. */
  openPath(file: string): Promise<void> {
    return this.#opening.openPath(file);
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

  async openSample(id: string): Promise<void> {
    const file = this.#parts.samples.pathOf(id);
    if (file !== null) return this.#opening.openPath(file, true);
    sendEvent(this.#parts.window.webContents, 'problem', {
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
    const reading = (): string => JSON.stringify(readingOf(this.#parts.preferences.get()));
    const before = reading();
    this.#parts.preferences.set(changes);
    // what is dissected depends on it from the first packet on
    if (reading() !== before) void this.#opening.reload();
    this.#applyPreferences();
    this.#changed();
  }

  /** The page may not have heard yet that another profile is in use. */
  #setFromPage({ profile, ...changes }: Partial<Preferences>): void {
    const now = this.#parts.preferences.get();
    const isOld = profile !== undefined && profile !== now.profile;
    this.setPreferences(isOld ? withoutProfile(changes, now) : changes);
  }

  state(): ShellState {
    const { preferences, profiles, recent, samples } = this.#parts;
    return {
      revision: this.#revision,
      preferences: preferences.get(),
      profiles: { list: profiles.list(), current: profiles.current },
      language: this.#language(),
      recent: recent.list(),
      samples: samples.list(),
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
        done(this.#opening.open && isKeyLog(file) ? this.#opening.useKeyLog(file) : this.#opening.openPath(file)),
      chooseKeyLog: () => done(this.chooseKeyLog()),
      chooseCompared: () => done(this.chooseCompared()),
      closeCapture: () => done(this.close().then(() => undefined)),
      reload: () => done(this.#opening.reload()),
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

  #applyPreferences(): void {
    const { theme, zoom } = this.#parts.preferences.get();
    nativeTheme.themeSource = theme;
    this.#parts.window.webContents.setZoomLevel(zoom);
  }

  #changed(): void {
    this.#revision++;
    sendEvent(this.#parts.window.webContents, 'stateChanged', this.state());
    this.#buildMenu();
  }

  #menuActions(): MenuActions {
    const { window } = this.#parts;
    return {
      command: (command) => {
        sendEvent(window.webContents, 'menu', { command });
      },
      open: () => void this.openDialog(),
      openRecent: (id) => void this.openRecent(id),
      openSample: (id) => void this.openSample(id),
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
    const { window } = this.#parts;
    if (window.isDestroyed()) return;
    const { open } = this.#opening;
    window.setTitle(open ? `${nameOf(open)} – ${app.name}` : app.name);
    setMenu(this.state(), open !== null, this.#menuActions(), !app.isPackaged);
    this.packets.changed();
  }
}
