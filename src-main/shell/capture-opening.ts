// Which capture a window has open: from the wish to see one to the engine that reads it, and until it is closed.
import { app, type BrowserWindow } from 'electron';
import path from 'node:path';
import type { Carried } from '../ipc/contracts/carried-contract';
import type { EngineLoaded } from '../ipc/contracts/engine-contract';
import type { Problem } from '../ipc/message';
import { SWITCHED_ON } from '../ipc/preference-defaults';
import type { TimeShift } from '../ipc/time-shift';
import type { FileSet, Preferences } from '../ipc/contracts/shell-contract';
import { checkCaptureFile } from './capture-files';
import { fileSetOf, shownOf } from './file-set';
import type { EngineHost, OpenedWith } from './engine-host';
import type { KeyLogs } from './key-logs';
import type { LiveCapture } from './live/live-capture';
import type { LiveDesk } from './live/live-desk';
import type { PreferenceStore } from './preferences';
import type { RecentFiles } from './recent-files';
import { sendEnginePort, sendEvent } from './renderer-link';

export interface OpenCapture {
  path: string;
  isSample: boolean;
  /** shown in the order of time */
  sorted?: boolean;
  /** added to the times of its packets */
  timeShift?: TimeShift;
  /** a live capture that is not saved yet: what it is called */
  live?: { capture: LiveCapture; name: string };
}

interface OpeningParts {
  window: BrowserWindow;
  engine: EngineHost;
  preferences: PreferenceStore;
  keyLogs: KeyLogs;
  recent: RecentFiles;
}

/** What opening and closing mean for the session around it. */
interface Around {
  live: Pick<LiveDesk, 'mayLeave' | 'leave'>;
  /** what is open is about to be another one, or none: what belongs to it goes */
  leaving(): void;
  /** the state of the window is another one */
  changed(): void;
  /** a capture has been read to where it goes, or could not be opened */
  settled(): void;
}

export class CaptureOpening {
  readonly #parts: OpeningParts;
  readonly #around: Around;
  #open: OpenCapture | null = null;
  /** the set of the file that is open */
  #fileSet: FileSet | null = null;
  /** how often a capture was begun to be read, or closed */
  #starts = 0;
  /** how it is to be read again, while what is put on it is asked for */
  #again: Pick<OpenCapture, 'sorted' | 'timeShift'> | null = null;
  #pageReady = false;
  /** asked for before the page could listen */
  #waiting: OpenCapture | null = null;
  /** files that are about to be opened: looked for, or what is open is asked about */
  #coming = 0;

  constructor(parts: OpeningParts, around: Around) {
    this.#parts = parts;
    this.#around = around;
  }

  /** The capture that is open, null: none is. */
  get open(): OpenCapture | null {
    return this.#open;
  }

  /** The set of files that it belongs to, null: none. */
  get fileSet(): FileSet | null {
    return this.#open === null ? null : this.#fileSet;
  }

  /** Nothing is open, and nothing is about to be. */
  get isEmpty(): boolean {
    return this.#open === null && this.#waiting === null && this.#coming === 0;
  }

  /** Whether the page listens. */
  get isPageReady(): boolean {
    return this.#pageReady;
  }

  /** The page listens from now on, and takes what waited for it. */
  async pageListens(): Promise<void> {
    this.#pageReady = true;
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting?.live) this.#start(waiting);
    else if (waiting) await this.openPath(waiting.path, waiting.isSample);
    else this.#around.settled();
  }

  /** The page is gone, or loads again: what is open waits for the next one. False: there was none. */
  pageGone(): boolean {
    if (!this.#pageReady) return false;
    this.#pageReady = false;
    this.#waiting = this.#open;
    this.#parts.engine.close();
    return true;
  }

  /** Open the capture at `file`: at once, or as soon as the page listens. False: it is not opened, what was open stays. */
  async openPath(file: string, isSample = false): Promise<boolean> {
    if (!this.#pageReady) {
      this.#waiting = { path: file, isSample };
      return true;
    }
    this.#coming++;
    try {
      return await this.#openFile(file, isSample);
    } finally {
      this.#coming--;
    }
  }

  async #openFile(file: string, isSample: boolean): Promise<boolean> {
    const { window, recent } = this.#parts;
    const problem = await checkCaptureFile(file);
    if (window.isDestroyed()) return false;
    if (problem) {
      await this.#missing(problem);
      return false;
    }
    if (!(await this.#around.live.mayLeave())) return false;
    await this.#around.live.leave();
    if (window.isDestroyed()) return false;
    if (!isSample) {
      recent.add(file, Date.now());
      app.addRecentDocument(file);
    }
    this.#start({ path: file, isSample });
    return true;
  }

  /** Shows a live capture, in place of what is open. */
  show(capture: OpenCapture): void {
    if (this.#pageReady) this.#start(capture);
    else this.#waiting = this.#open = capture;
  }

  /** Starts an engine for the capture and gives the page its line to it. `carried`: what was put on it when it was read before */
  #start(capture: OpenCapture, carried: Carried | null = null): void {
    this.#starts++;
    this.#fileSet = null;
    const { window, engine } = this.#parts;
    this.#around.leaving();
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
          this.#around.settled();
        },
      },
    );
    sendEnginePort(window.webContents, port);
    this.#around.changed();
    if (!capture.live) void this.#findSet(capture);
  }

  async #findSet(capture: OpenCapture): Promise<void> {
    const names = await fileSetOf(capture.path);
    if (names === null || this.#open !== capture || this.#parts.window.isDestroyed()) return;
    this.#fileSet = shownOf(names, path.basename(capture.path));
    this.#around.changed();
  }

  /** Opens another file of the set. */
  async openInSet(name: string): Promise<void> {
    if (this.#open && this.#fileSet?.names.includes(name))
      await this.openPath(path.join(path.dirname(this.#open.path), name));
  }

  #loaded(capture: OpenCapture, message: EngineLoaded): void {
    if (!capture.isSample && !capture.live && message.phase === 'ready') {
      this.#parts.recent.loaded(capture.path, message.frames, message.fileBytes);
      this.#around.changed();
    }
    this.#around.settled();
  }

  /** The live capture that is open was saved: it is a file like others. */
  savedAs(capture: LiveCapture, file: string): void {
    if (this.#open?.live?.capture === capture) this.#open = { path: file, isSample: false };
  }

  /** TLS of the open capture is opened with this key log. */
  useKeyLog(file: string): void {
    if (!this.#open) return;
    this.#parts.keyLogs.set(this.#open.path, file);
    this.#parts.engine.tell({ type: 'keyLog', path: file });
  }

  /** The open capture is compared with this one. */
  compareWith(file: string): void {
    if (this.#open) this.#parts.engine.tell({ type: 'compare', path: file });
  }

  /** Read the open capture again, from the start; also after its engine died. */
  async reload(): Promise<void> {
    await this.readAgain({ sorted: false });
  }

  /** Reads the open capture once more, with what the reader has put on it. What else is asked for meanwhile is done with it. */
  async readAgain(changes: Pick<OpenCapture, 'sorted' | 'timeShift'>): Promise<void> {
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
    // another one was opened meanwhile, or this one closed, or the page has gone
    if (starts !== this.#starts || !this.#open || !this.#pageReady || this.#parts.window.isDestroyed()) return;
    if (problem) await this.#missing(problem);
    else this.#start({ ...this.#open, ...again }, carried);
  }

  /** There is nothing to be read. */
  async #missing(problem: Problem): Promise<void> {
    const { window, recent } = this.#parts;
    sendEvent(window.webContents, 'problem', problem);
    if (problem.kind === 'file.missing' && (await recent.lookForMissing())) this.#around.changed();
    this.#around.settled();
  }

  /** Read the open capture once more, in the order of time: a saved file only, which no longer grows (`when` of the command). */
  sortByTime(): void {
    const open = this.#open;
    if (open && !open.live) void this.readAgain({ sorted: true });
  }

  /** Add so much to the times of all packets, as the file has them: of a saved file only, as above. */
  async shiftTimes(timeShift: TimeShift): Promise<void> {
    const open = this.#open;
    if (open && !open.live) await this.readAgain({ timeShift });
  }

  /** Close what is open; packets that are not saved are asked about first. False: it stays. */
  async close(): Promise<boolean> {
    if (!(await this.#around.live.mayLeave())) return false;
    await this.#around.live.leave();
    this.#closeView();
    return true;
  }

  #closeView(): void {
    if (!this.#open) return;
    this.#starts++;
    this.#open = null;
    this.#around.leaving();
    this.#parts.engine.close();
    this.#parts.engine.prepare();
    sendEvent(this.#parts.window.webContents, 'captureClosed', {});
    this.#around.changed();
  }
}

/** What a capture is called. */
export const nameOf = (capture: OpenCapture): string => capture.live?.name ?? path.basename(capture.path);

/** What is made of the frames while they are read. */
export const readingOf = ({
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
