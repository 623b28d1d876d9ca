// What the window is about: the capture that is open, and the state that the page and the menu show.
import { app, nativeTheme, type BrowserWindow } from 'electron';
import path from 'node:path';
import { languageOf, type Language } from '../ipc/languages';
import { translate } from '../i18n/translate';
import type { EngineLoaded } from '../ipc/contracts/engine-contract';
import { SWITCHED_ON } from '../ipc/preference-defaults';
import { withoutProfile } from '../ipc/profiles';
import type { Carried } from '../ipc/contracts/carried-contract';
import type { Problem } from '../ipc/message';
import type { TimeShift } from '../ipc/time-shift';
import type { Preferences, ShellState } from '../ipc/contracts/shell-contract';
import { askFile, askForFolder, CAPTURES, COMPARED, KEY_LOGS } from './ask-file';
import { checkCaptureFile } from './capture-files';
import { copyPicture, copyTable, copyText } from './clipboard';
import type { Diagnostics } from './diagnostics';
import type { EngineHost, OpenedWith } from './engine-host';
import { FolderDesk, type FolderDeskParts } from './folder-desk';
import type { CaptureFolder } from './live/capture-folder';
import type { DriverChoice } from '../capture/driver-choice';
import { isKeyLog, type KeyLogs } from './key-logs';
import type { LiveCapture } from './live/live-capture';
import { bytesOf, LiveDesk, type LiveView } from './live/live-desk';
import { runAsked, setMenu, type MenuActions } from './menu';
import { PacketWindows, type PacketWindowsParts } from './packet-windows';
import { playRole } from './roles';
import { PracticeDesk } from './practice-desk';
import type { OwnCourses } from './own-courses';
import type { PracticeScores } from './practice-scores';
import type { PreferenceStore } from './preferences';
import { ProfileDesk } from './profile-desk';
import type { Profiles } from './profiles';
import type { RecentFiles } from './recent-files';
import { sendEnginePort, sendEvent, type RequestHandlers } from './renderer-link';
import type { Samples } from './samples';
import { SavingDesk, tellProblem } from './saving-desk';
import type { DataNotices } from './user-data';

export interface SessionParts extends FolderDeskParts {
  window: BrowserWindow;
  engine: EngineHost;
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

interface OpenCapture {
  path: string;
  isSample: boolean;
  /** shown in the order of time */
  sorted?: boolean;
  /** added to the times of its packets */
  timeShift?: TimeShift;
  /** a live capture that is not saved yet: what it is called */
  live?: { capture: LiveCapture; name: string };
}

export class ShellSession {
  /** called when a capture has been read to where it goes, or could not be opened */
  onSettled: () => void = () => undefined;
  #parts: SessionParts;
  readonly live: LiveDesk;
  readonly #saving: SavingDesk;
  readonly #profiles: ProfileDesk;
  readonly packets: PacketWindows;
  readonly #practice: PracticeDesk;
  readonly #folders: FolderDesk;
  /** of the state: how often it has changed */
  #revision = 0;
  #open: OpenCapture | null = null;
  /** how often a capture was begun to be read, or closed */
  #starts = 0;
  /** how it is to be read again, while what is put on it is asked for */
  #again: Pick<OpenCapture, 'sorted' | 'timeShift'> | null = null;
  #pageReady = false;
  /** asked for before the page could listen */
  #waiting: OpenCapture | null = null;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.live = new LiveDesk(parts, this.#liveView());
    this.#saving = new SavingDesk(
      parts,
      () => this.#language(),
      () => this.#open?.path ?? null,
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
      open: (file) => this.openPath(file, true).then(() => undefined),
      changed: () => {
        this.#changed();
      },
    });
    this.#folders = new FolderDesk(parts, {
      askFolder: () => askForFolder(parts.window, this.#language(), 'dialog.indexFolder'),
      open: (file) => this.openPath(file),
      run: (now) => {
        if (!parts.window.isDestroyed()) sendEvent(parts.window.webContents, 'folderRun', now);
      },
      shown: (id) => {
        if (!parts.window.isDestroyed()) sendEvent(parts.window.webContents, 'folderShown', { id });
      },
      changed: () => {
        if (!parts.window.isDestroyed()) this.#changed();
      },
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
    if (!this.#pageReady) return;
    this.#pageReady = false;
    this.#waiting = this.#open;
    this.live.pageGone();
    this.#saving.pageGone();
    this.#folders.pageGone();
    this.packets.closeAll();
    this.#parts.engine.close();
  }

  /** Open the capture at `file`: at once, or as soon as the page listens. False: it is not opened. */
  async openPath(file: string, isSample = false): Promise<boolean> {
    if (!this.#pageReady) {
      this.#waiting = { path: file, isSample };
      return true;
    }
    const { recent } = this.#parts;
    const problem = await checkCaptureFile(file);
    if (problem) {
      await this.#missing(problem);
      return false;
    }
    if (!(await this.live.mayLeave())) return false;
    await this.live.leave();
    const capture: OpenCapture = { path: file, isSample };
    if (!isSample) {
      recent.add(file, Date.now());
      app.addRecentDocument(file);
    }
    this.#start(capture);
    return true;
  }

  /** Starts an engine for the capture and gives the page its line to it. `carried`: what was put on it when it was read before */
  #start(capture: OpenCapture, carried: Carried | null = null): void {
    this.#starts++;
    const { window, engine } = this.#parts;
    this.packets.closeAll();
    this.#open = capture;
    const name = nameOf(capture);
    sendEvent(window.webContents, 'captureOpening', { name });
    const port = engine.open(
      {
        ...sourceOf(capture),
        carried,
        ...readingOf(this.#parts.preferences.get()),
        keyLog: this.#parts.keyLogs.of(capture.path),
      },
      {
        loaded: (message) => {
          this.#loaded(capture, message);
        },
        died: (detail) => {
          const key = capture.live?.capture.isRunning ? 'shell.engineDiedLive' : 'shell.engineDied';
          sendEvent(window.webContents, 'problem', { kind: 'engine.died', message: { key, args: { name } }, detail });
          this.onSettled();
        },
      },
    );
    sendEnginePort(window.webContents, port);
    this.#changed();
  }

  #liveView(): LiveView {
    const { engine, recent } = this.#parts;
    return {
      language: () => this.#language(),
      prepare: () => engine.prepare(),
      unprepare: () => engine.unprepare(),
      show: (capture, key) => {
        const name = translate(this.#language(), key, { devices: capture.settings.devices.join(', ') });
        this.#show({ path: capture.firstFile, isSample: false, live: { capture, name } });
      },
      nextFile: (file) => {
        engine.tell({ type: 'file', path: file });
      },
      ended: () => {
        engine.tell({ type: 'ended' });
      },
      saved: (capture, file) => {
        engine.tell({ type: 'saved', path: file });
        if (this.#open?.live?.capture === capture) this.#open = { path: file, isSample: false };
        recent.add(file, Date.now());
        recent.loaded(file, capture.packets, bytesOf(file));
        app.addRecentDocument(file);
      },
      changed: () => {
        this.#changed();
      },
    };
  }

  #show(capture: OpenCapture): void {
    if (this.#pageReady) this.#start(capture);
    else this.#waiting = this.#open = capture;
  }

  /** Ask the user for a file. */
  async openDialog(): Promise<void> {
    const file = await askFile(this.#parts.window, this.#language(), CAPTURES);
    if (file !== null) await this.openPath(file);
  }

  /** Asks for a key log, and has the TLS of the open capture opened with it. */
  async chooseKeyLog(): Promise<void> {
    if (!this.#open) return;
    const file = await askFile(this.#parts.window, this.#language(), KEY_LOGS);
    if (file !== null) this.#useKeyLog(file);
  }

  /** Asks for another capture, and has the open one compared with it. */
  async chooseCompared(): Promise<void> {
    if (!this.#open) return;
    const file = await askFile(this.#parts.window, this.#language(), COMPARED);
    if (file !== null && this.#open) this.#parts.engine.tell({ type: 'compare', path: file });
  }

  #useKeyLog(file: string): void {
    if (!this.#open) return;
    this.#parts.keyLogs.set(this.#open.path, file);
    this.#parts.engine.tell({ type: 'keyLog', path: file });
  }

  async openSample(id: string): Promise<void> {
    const file = this.#parts.samples.pathOf(id);
    if (file !== null) {
      await this.openPath(file, true);
      return;
    }
    sendEvent(this.#parts.window.webContents, 'problem', {
      kind: 'file.missing',
      message: { key: 'shell.sampleMissing' },
    });
  }

  async openRecent(id: string): Promise<void> {
    const file = this.#parts.recent.pathOf(id);
    if (file !== null) await this.openPath(file);
  }

  /** Read the open capture again, from the start; also after its engine died. */
  async reload(): Promise<void> {
    await this.#readAgain({ sorted: false });
  }

  /** Reads the open capture once more, with what the reader has put on it. What else is asked for meanwhile is done with it. */
  async #readAgain(changes: Pick<OpenCapture, 'sorted' | 'timeShift'>): Promise<void> {
    if (!this.#open || !this.#pageReady) return;
    const isAsked = this.#again !== null;
    this.#again = { ...this.#again, ...changes };
    if (isAsked) return;
    const starts = this.#starts;
    const { path: file, live } = this.#open;
    const problem = live ? null : await checkCaptureFile(file);
    const carried = problem ? null : await this.#parts.engine.carried();
    const again = this.#again;
    this.#again = null;
    // another one was opened meanwhile, or this one closed
    if (starts !== this.#starts || !this.#open) return;
    if (problem) await this.#missing(problem);
    else this.#start({ ...this.#open, ...again }, carried);
  }

  /** There is nothing to be read. */
  async #missing(problem: Problem): Promise<void> {
    const { window, recent } = this.#parts;
    sendEvent(window.webContents, 'problem', problem);
    if (problem.kind === 'file.missing' && (await recent.lookForMissing())) this.#changed();
    this.onSettled();
  }

  /** Read the open capture once more, in the order of time: a saved file only, which no longer grows (`when` of the command). */
  sortByTime(): void {
    const open = this.#open;
    if (open && !open.live) void this.#readAgain({ sorted: true });
  }

  /** Add so much to the times of all packets, as the file has them: of a saved file only, as above. */
  async shiftTimes(timeShift: TimeShift): Promise<void> {
    const open = this.#open;
    if (open && !open.live) await this.#readAgain({ timeShift });
  }

  /** Close what is open; packets that are not saved are asked about first. False: it stays. */
  async close(): Promise<boolean> {
    if (!(await this.live.mayLeave())) return false;
    await this.live.leave();
    this.#closeView();
    return true;
  }

  #closeView(): void {
    if (!this.#open) return;
    this.#starts++;
    this.#open = null;
    this.packets.closeAll();
    this.#parts.engine.close();
    this.#parts.engine.prepare();
    sendEvent(this.#parts.window.webContents, 'captureClosed', {});
    this.#changed();
  }

  setPreferences(changes: Partial<Preferences>): void {
    const reading = (): string => JSON.stringify(readingOf(this.#parts.preferences.get()));
    const before = reading();
    this.#parts.preferences.set(changes);
    // what is dissected depends on it from the first packet on
    if (reading() !== before && this.#open !== null) void this.#readAgain({});
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
    const { preferences, profiles, recent, samples, courses } = this.#parts;
    return {
      revision: this.#revision,
      preferences: preferences.get(),
      profiles: { list: profiles.list(), current: profiles.current },
      language: this.#language(),
      recent: recent.list(),
      samples: samples.list(),
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
    const done = async (work: Promise<unknown> | void) => {
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
        done(this.#open !== null && isKeyLog(file) ? this.#useKeyLog(file) : this.openPath(file)),
      chooseKeyLog: () => done(this.chooseKeyLog()),
      chooseCompared: () => done(this.chooseCompared()),
      closeCapture: () => done(this.close().then(() => undefined)),
      reload: () => done(this.reload()),
      shiftTimes: (timeShift) => done(this.shiftTimes(timeShift)),
      openPacket: ({ frame }) => {
        if (this.#open) this.packets.open(frame, nameOf(this.#open));
        return null;
      },
      setPreferences: (changes) => done(this.#setFromPage(changes)),
      runCommand: ({ command }) => {
        runAsked(command, this.state(), this.#open !== null, this.#menuActions(), !app.isPackaged);
        return null;
      },
      copyText: ({ text }) => done(copyText(text)),
      copyTable: ({ rows }) => done(copyTable(rows)),
      copyPicture: ({ png }) => done(copyPicture(png)),
    };
  }

  /** The page asks for the state when its listeners are in place: now it can take a capture. */
  async #pageListens(): Promise<void> {
    if (this.#pageReady) return;
    this.#pageReady = true;
    this.#buildMenu();
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting?.live) this.#start(waiting);
    else if (waiting) await this.openPath(waiting.path, waiting.isSample);
    else this.onSettled();
    if (await this.#parts.recent.lookForMissing()) this.#changed();
    if (!this.#open) this.#parts.engine.prepare();
  }

  #loaded(capture: OpenCapture, message: EngineLoaded): void {
    if (!capture.isSample && !capture.live && message.phase === 'ready') {
      this.#parts.recent.loaded(capture.path, message.frames, message.fileBytes);
      this.#changed();
    }
    this.onSettled();
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
      indexFolder: () => void this.#folders.choose(),
      openRecent: (id) => void this.openRecent(id),
      openSample: (id) => void this.openSample(id),
      reload: () => void this.reload(),
      sortByTime: () => {
        this.sortByTime();
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
    window.setTitle(this.#open ? `${nameOf(this.#open)} – ${app.name}` : app.name);
    setMenu(this.state(), this.#open !== null, this.#menuActions(), !app.isPackaged);
    this.packets.changed();
  }
}

const nameOf = (capture: OpenCapture): string => capture.live?.name ?? path.basename(capture.path);

/** What is made of the frames while they are read. */
const readingOf = ({
  switches,
  decodeAs,
}: Preferences): Pick<OpenedWith, 'defragment' | 'byTunnel' | 'decodeAs' | 'keep'> => ({
  defragment: switches.reassembleIp ?? SWITCHED_ON.reassembleIp,
  byTunnel: switches.byTunnel ?? SWITCHED_ON.byTunnel,
  decodeAs,
  keep: switches.keepKnown ?? SWITCHED_ON.keepKnown,
});

/** The files to be read: of a live capture those that a ring has left. */
function sourceOf(capture: OpenCapture): Pick<OpenedWith, 'path' | 'follow' | 'more' | 'sorted' | 'timeShift'> {
  const { sorted, timeShift } = capture;
  if (!capture.live) return { path: capture.path, sorted, timeShift };
  const [first = capture.path, ...more] = capture.live.capture.files.existing;
  return { path: first, follow: capture.live.capture.isRunning, more };
}
