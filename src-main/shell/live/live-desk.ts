// Everything about live capture that the window asks for: one capture at a time, its life from start to saved or gone.
import type { Language } from '../../ipc/languages';
import type { BrowserWindow, WebContents } from 'electron';
import { statSync } from 'node:fs';
import { checkCapture, type Finding } from '../../capture/doctor';
import { filterPresets } from '../../capture/filter-presets';
import { captureProblem } from '../../capture/problems';
import { repairCapture } from '../../capture/repair';
import { saveCapture } from '../../capture/save-capture';
import type {
  CaptureFilterCheck,
  CaptureFinding,
  CaptureSettings,
  CaptureStart,
  CaptureStarted,
  CaptureStatus,
  RecoverableCapture,
} from '../../ipc/contracts/capture-contract';
import { DEFAULT_CAPTURE } from '../../ipc/capture-defaults';
import type { Message, Problem } from '../../ipc/message';
import type { PreferenceStore } from '../preferences';
import { sendEvent, type RequestHandlers } from '../renderer-link';
import { AdapterWatch } from './adapter-watch';
import type { CaptureFolder } from './capture-folder';
import type { DriverChoice } from '../../capture/driver-choice';
import { LiveCapture } from './live-capture';
import { askAboutUnsaved, askWhereToSave } from './live-dialogs';

const FILTERS_KEPT = 10;

export interface LiveParts {
  window: BrowserWindow;
  preferences: PreferenceStore;
  drivers: DriverChoice;
  folder: CaptureFolder;
}
/** What the desk needs of the window's session. */
export interface LiveView {
  language(): Language;
  /** a capture is about to be shown */
  prepare(): void;
  /** it is not, after all */
  unprepare(): void;
  /** show this capture in place of what is open */
  show(live: LiveCapture, key: 'shell.liveName' | 'shell.recoveredName'): void;
  nextFile(file: string): void;
  ended(): void;
  saved(live: LiveCapture, file: string): void;
  /** the state of the shell is another one */
  changed(): void;
  /** and what can be recovered, in all windows */
  recovered(): void;
}
export type LiveHandlers = Pick<
  RequestHandlers,
  | 'watchAdapters'
  | 'refreshAdapters'
  | 'checkCaptureFilter'
  | 'captureFilterPresets'
  | 'startCapture'
  | 'stopCapture'
  | 'restartCapture'
  | 'saveCapture'
  | 'recoverCapture'
  | 'discardRecoverable'
  | 'checkCapture'
>;

export class LiveDesk {
  readonly #parts: LiveParts;
  readonly #view: LiveView;
  readonly #adapters: AdapterWatch;
  readonly #contents: WebContents;
  #live: LiveCapture | null = null;
  #recoverable: RecoverableCapture[];
  /** a start, a dialog or a save is under way: one at a time */
  #busy = false;
  #filterCheck = new AbortController();
  #checking: Promise<CaptureFinding[]> | null = null;

  constructor(parts: LiveParts, view: LiveView) {
    this.#parts = parts;
    this.#view = view;
    this.#contents = parts.window.webContents;
    this.#adapters = new AdapterWatch(parts.drivers, {
      adapters: (list) => sendEvent(this.#contents, 'adapters', list),
      traffic: (traffic) => sendEvent(this.#contents, 'adapterTraffic', traffic),
    });
    this.#recoverable = parts.folder.recoverable();
  }

  get recoverable(): RecoverableCapture[] {
    return this.#recoverable;
  }

  status(): CaptureStatus | null {
    return this.#live?.status() ?? null;
  }

  get isOpen(): boolean {
    return this.#live !== null;
  }

  /** A start, a dialog or a save is under way. */
  get isBusy(): boolean {
    return this.#busy;
  }

  // ---- leaving a capture ----

  /** Whether what is open may go: asks once when packets would be lost, and saves them first if that is wanted. */
  async mayLeave(): Promise<boolean> {
    const live = this.#live;
    if (!live) return true;
    if (this.#busy) return false;
    this.#busy = true;
    try {
      if (!live.isUnsaved || live.packets === 0) return true;
      const answer = await askAboutUnsaved(this.#parts.window, this.#view.language(), live);
      if (answer !== 'save') return answer === 'discard';
      await live.stop();
      const { saved, problem } = await this.#save(live);
      if (problem) sendEvent(this.#contents, 'problem', problem);
      return saved;
    } finally {
      this.#busy = false;
    }
  }

  /** Ends the capture and deletes what is not saved. After `mayLeave`. */
  async leave(): Promise<void> {
    const live = this.#live;
    if (!live) return;
    this.#live = null;
    await live.stop();
    live.files.discard();
    this.#tell();
  }

  // ---- starting and stopping ----

  /** Starts what the page asks for: on adapters that it was shown. */
  async startChosen({ adapters, ...rules }: CaptureStart): Promise<CaptureStarted> {
    const devices = this.#adapters.namesOf(adapters);
    if (devices) return this.start({ ...rules, devices });
    // there may be no list at all: then why not is what the user has to know
    const { problem } = await this.#adapters.refresh();
    return notStarted(problem ?? captureProblem('not-listed'));
  }

  async start(settings: CaptureSettings): Promise<CaptureStarted> {
    if (settings.devices.length === 0) return notStarted(captureProblem('nothing-chosen'));
    this.#remember(settings);
    if (!(await this.mayLeave()) || this.#busy) return notStarted(null);
    this.#busy = true;
    try {
      return await this.#start(settings);
    } finally {
      this.#busy = false;
    }
  }

  async #start(settings: CaptureSettings): Promise<CaptureStarted> {
    const place = this.#parts.folder.create(settings.devices, settings.filter, Date.now());
    if (!place.ok) return notStarted(place.problem);
    this.#view.prepare();
    const driver = await this.#parts.drivers.choose();
    const started = await LiveCapture.start(driver, settings, place.value.file, place.value.files);
    if (!started.ok) {
      this.#view.unprepare();
      return notStarted(started.problem);
    }
    await this.leave();
    this.#take(started.value);
    this.#view.show(started.value, 'shell.liveName');
    this.#tell();
    return { started: true, problem: null };
  }

  #take(live: LiveCapture): void {
    this.#live = live;
    live.listener = {
      status: () => {
        if (this.#live === live) sendEvent(this.#contents, 'captureStatus', live.status());
      },
      nextFile: (file) => {
        if (this.#live === live) this.#view.nextFile(file);
      },
      ended: () => {
        if (this.#live !== live) return;
        this.#view.ended();
        this.#view.changed();
      },
    };
  }

  async stop(): Promise<void> {
    await this.#live?.stop();
  }

  async restart(): Promise<CaptureStarted> {
    return this.#live ? this.start(this.#live.settings) : notStarted(null);
  }

  #remember(settings: CaptureSettings): void {
    const { preferences } = this.#parts;
    const filter = settings.filter.trim();
    const older = preferences.get().captureFilters.filter((one) => one !== filter);
    const captureFilters = (filter === '' ? older : [filter, ...older]).slice(0, FILTERS_KEPT);
    preferences.set({ capture: settings, captureFilters });
    this.#view.changed();
  }

  // ---- saving ----

  async save(): Promise<{ saved: boolean; problem: Problem | null }> {
    const live = this.#live;
    if (!live || this.#busy) return { saved: false, problem: null };
    if (live.isRunning) return { saved: false, problem: captureProblem('still-running') };
    this.#busy = true;
    try {
      return await this.#save(live);
    } finally {
      this.#busy = false;
    }
  }

  async #save(live: LiveCapture): Promise<{ saved: boolean; problem: Problem | null }> {
    const place = await askWhereToSave(this.#parts.window, this.#view.language(), live);
    if (!place) return { saved: false, problem: null };
    const { target, format } = place;
    const own = live.files.existing;
    const sources = own.length > 0 ? own : live.savedAs === null ? [] : [live.savedAs];
    if (sources.length === 0) return { saved: false, problem: captureProblem('nothing-left') };
    let toldAt = 0;
    const problem = await saveCapture(sources, target, {
      format,
      move: own.length > 0,
      onProgress: (doneBytes, totalBytes) => {
        live.saving = { doneBytes, totalBytes };
        if (performance.now() - toldAt < 100) return;
        toldAt = performance.now();
        this.#tellStatus();
      },
    });
    live.saving = null;
    if (!problem) {
      live.savedAs = target;
      // as pcap it is less than what was captured, and the window goes on reading the original
      if (format === 'pcapng') live.files.discard();
      this.#view.saved(live, target);
    }
    this.#tell();
    return { saved: problem === null, problem };
  }

  // ---- captures of an earlier run ----

  async recover(id: string): Promise<{ message: Message | null; problem: Problem | null }> {
    if (!(await this.mayLeave())) return { message: null, problem: null };
    const found = this.#parts.folder.adopt(id);
    if (!found) return this.#recovered({ message: null, problem: captureProblem('nothing-left') });
    let frames = 0;
    let bytes = 0;
    const paths: string[] = [];
    for (const file of found.paths) {
      const repaired = repairCapture(file);
      if (!repaired.ok) continue; // it was killed before its first block was whole
      paths.push(file);
      frames += repaired.value.frames;
      bytes += repaired.value.removedBytes;
    }
    if (paths.length === 0) {
      found.files.discard();
      return this.#recovered({ message: null, problem: captureProblem('nothing-left') });
    }
    await this.leave();
    const settings = { ...DEFAULT_CAPTURE, devices: found.devices, filter: found.filter };
    const live = LiveCapture.recovered(settings, paths, found.files, found.startedMs, frames);
    this.#take(live);
    this.#view.show(live, 'shell.recoveredName');
    const key = bytes === 0 ? 'capture.recovered.whole' : 'capture.recovered.cut';
    return this.#recovered({ message: { key, args: { frames, bytes } }, problem: null });
  }

  #recovered<T>(answer: T): T {
    this.#tellStatus();
    this.#view.recovered();
    return answer;
  }

  /** One of them may have been taken over, by this window or by another. */
  lookForRecoverable(): void {
    this.#recoverable = this.#parts.folder.recoverable();
  }

  // ---- the capture check ----

  /** One at a time: whoever asks meanwhile gets the same answer. */
  check(): Promise<CaptureFinding[]> {
    return (this.#checking ??= this.#check().finally(() => (this.#checking = null)));
  }

  async #check(): Promise<CaptureFinding[]> {
    const { helper, cap } = this.#parts.drivers;
    const findings: CaptureFinding[] = [];
    for await (const { id, state, message, command } of checkCapture(helper, cap) as AsyncIterable<Finding>) {
      const finding = { id, state, message, command };
      findings.push(finding);
      sendEvent(this.#contents, 'captureFinding', finding);
    }
    return findings;
  }

  // ---- filters ----

  async #checkFilter(filter: string, adapter: string | null): Promise<CaptureFilterCheck> {
    this.#filterCheck.abort();
    this.#filterCheck = new AbortController();
    const { signal } = this.#filterCheck;
    const driver = await this.#parts.drivers.choose();
    return driver.checkFilter(filter, this.#adapters.dltOf(adapter), signal);
  }

  // ---- the page ----

  #tellStatus(): void {
    sendEvent(this.#contents, 'captureStatus', this.status());
  }

  #tell(): void {
    this.#tellStatus();
    this.#view.changed();
  }

  /** The page is gone, or loads again: it will ask for the adapters when it wants them. */
  pageGone(): void {
    this.#adapters.watch(false);
  }

  handlers(): LiveHandlers {
    return {
      watchAdapters: ({ on }) => {
        this.#adapters.watch(on);
        return null;
      },
      refreshAdapters: () => this.#adapters.refresh(),
      checkCaptureFilter: ({ filter, adapter }) => this.#checkFilter(filter, adapter),
      captureFilterPresets: () => filterPresets(this.#adapters.addresses),
      startCapture: (chosen) => this.startChosen(chosen),
      stopCapture: async () => {
        await this.stop();
        return null;
      },
      restartCapture: () => this.restart(),
      saveCapture: () => this.save(),
      recoverCapture: ({ id }) => this.recover(id),
      discardRecoverable: ({ id }) => {
        this.#parts.folder.discard(id);
        return this.#recovered(null);
      },
      checkCapture: () => this.check(),
    };
  }
}

const notStarted = (problem: Problem | null): CaptureStarted => ({ started: false, problem });

/** Bytes of a file that was saved, for the list of recent files. */
export const bytesOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
