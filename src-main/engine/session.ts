// One open capture as the window sees it: loads it, has its connections stored, says how far it is.
import { join } from 'node:path';
import type { SessionStatus } from '../ipc/contracts/engine-contract';
import type { CompareStatus } from '../ipc/contracts/compare-contract';
import type { ExportStatus } from '../ipc/contracts/export-contract';
import type { FindStatus } from '../ipc/contracts/filter-contract';
import type { FollowSaving } from '../ipc/contracts/follow-contract';
import type { MarkKind } from '../ipc/contracts/mark-contract';
import type { Carried } from '../ipc/contracts/carried-contract';
import type { Message } from '../ipc/message';
import type { PassId } from '../ipc/passes';
import type { ReportProgress } from '../ipc/contracts/report-contract';
import type { CaptureProperties, StatisticsProgress } from '../ipc/contracts/statistics-contract';
import { isShifted, NO_SHIFT, type TimeShift } from '../ipc/time-shift';
import { CaptureOrigin } from './document/capture-origin';
import { brokenBy, type CaptureDocument, type ReadObserver } from './document/document';
import type { LoadEnd } from './base/ending';
import { RequestFailure } from './base/failure';
import { Filtering } from './search/filtering';
import type { FileWatch } from './document/file-watch';
import { FlowList } from './document/flow-list';
import { FlowStorage, isStoredPass } from './document/flow-storage';
import { Passes } from './passes/passes';
import type { CaptureNames } from './passes/names';
import { createPasses } from './passes/registry';
import { WorkerPool } from './search/worker-pool';
import { FollowedKeyLog } from './document/tls/followed-key-log';
import { Keeping } from './kept/keeping';
import type { KeptReader } from './kept/kept-capture';
import { problem } from './base/problems';
import { documentStatus } from './answers/document-status';
import { keyRemarks } from './answers/tls/key-remarks';
import { NOTHING_OPENED, openedSoFar } from './answers/tls/tls-opened';
import { Carrying } from './answers/carried';
import { remarksOf, ringRemarks } from './answers/remarks';
import { RowColours } from './answers/row-colours';
import { SessionAnswers } from './session-answers';
import type { SessionOptions } from './session-options';
import { captureProperties } from './statistics/properties';

/** What they find is kept beside what reading tells. */
const KEPT_PASSES = ['messages', 'timing'] as const satisfies readonly PassId[];

export class Session {
  /** the frames are numbered in the order of time, not of the file */
  isSorted = false;
  /** what is known of it was kept when it was open before */
  isRestored = false;
  /** Called whenever `status()` would answer something new. */
  onChange: () => void = () => undefined;
  /** Called whenever the status of the displayed list is another; `urgent`: the window should hear of it at once. */
  onFilter: (urgent: boolean) => void = () => undefined;
  /** Called while a search goes on, and at its end. */
  onFind: (status: FindStatus) => void = () => undefined;
  /** Called while the capture is compared with another one, and at the end of that. */
  onCompare: (status: CompareStatus) => void = () => undefined;
  /** Called while what one follows is saved, and with null at its end. */
  onSaving: (now: FollowSaving) => void = () => undefined;
  /** Called while passes go on; `urgent`: one has ended. */
  onPasses: (urgent: boolean) => void = () => undefined;
  /** Called when something was put on packets, or taken away. */
  onMarks: () => void = () => undefined;
  /** Called while a report is made. */
  onReport: (progress: ReportProgress) => void = () => undefined;
  /** Called while something is exported, and at its end. */
  onExport: (status: ExportStatus) => void = () => undefined;
  /** rules that colour rows; known before there are any */
  readonly colours = new RowColours();
  /** Called while statistics are counted, and at the end of that. */
  onStatistics: (progress: StatisticsProgress) => void = () => undefined;
  readonly #options: SessionOptions;
  readonly #origin: CaptureOrigin;
  #document: CaptureDocument | null = null;
  #flows: FlowList | null = null;
  #storage: FlowStorage | null = null;
  #watch: FileWatch | null = null;
  #keyLog: FollowedKeyLog | null = null;
  #keeping: Keeping | null = null;
  #carrying: Carrying | null = null;
  #answers: SessionAnswers | null = null;
  #filtering: Filtering | null = null;
  #pool: WorkerPool | null = null;
  readonly #found = createPasses();
  #passes: Passes | null = null;
  #end: LoadEnd | null = null;
  #cancelled = false;
  #closed = false;
  /** what keys had opened when packets were shown last */
  #opened = NOTHING_OPENED;
  /** how often they have opened more */
  #openedTimes = 0;
  readonly #begunMs = performance.now();
  #endedMs: number | null = null;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#origin = new CaptureOrigin(options, {
      changed: () => this.onChange(),
      stopped: () => this.#cancelled || this.#closed,
    });
  }

  /** Opens the capture and reads it; ends when reading is over. Never rejects: what went wrong stands in the status. */
  async start(): Promise<void> {
    const opened = await this.#origin.open();
    if (!opened.ok) {
      if (this.#closed) return;
      return this.#finish(this.#cancelled ? { phase: 'cancelled' } : { phase: 'failed', problem: opened.problem });
    }
    const { document, sortedEnd } = opened;
    if (this.#closed) return document.close();
    this.#document = document;
    this.isSorted = sortedEnd !== null;
    this.#carrying = new Carrying(document, this.#options.carried ?? null);
    if (this.#options.keyLog) this.useKeyLog(this.#options.keyLog);
    this.#pool = new WorkerPool(document, this.#options.workers);
    if (this.#options.passes ?? true) this.#openPasses(document, this.#pool);
    this.#filtering = new Filtering(document, this.#pool, this.#passes ?? undefined);
    this.#filtering.onChange = (urgent) => this.onFilter(urgent);
    this.#filtering.onFind = (status) => this.onFind(status);
    this.#answers = this.#openAnswers(document, this.#filtering, this.#pool);
    this.#flows = new FlowList(document.analysis.flows);
    this.onChange();
    // what is kept has the order and the times of the file
    this.#keeping = this.isSorted || isShifted(this.timeShift) ? null : this.#openKeeping(document);
    const kept = this.#keeping?.open() ?? null;
    // what is taken over is stored when all of it is there
    if (kept === null) this.#openStorage(document);
    const end = kept ? await this.#restore(document, kept) : await this.#read(document);
    if (end === null) return this.#readAnew(document);
    if (kept && !this.#closed) this.#openStorage(document);
    // what stopped the first reading is what is wrong with the file
    if (!this.#closed) this.#finish(end.phase === 'ready' && sortedEnd ? sortedEnd : end);
  }

  /** Null: only a file of the user's that is read as a whole is kept. */
  #openKeeping({ file }: CaptureDocument): Keeping | null {
    const { cacheDir, kept = null, defragment, decodeAs, byTunnel } = this.#options;
    if (file === null || kept === null || this.#origin.growing) return null;
    return Keeping.of(file, { defragment, decodeAs, byTunnel }, { ...kept, folder: join(cacheDir, 'kept') });
  }

  get #observer(): ReadObserver {
    return {
      progress: () => {
        this.#carrying?.take(false); // before filters are told of the frames
        this.#filtering?.grew();
        this.#passes?.grew();
        this.onChange();
      },
      stopped: () => this.#cancelled || this.#closed,
    };
  }

  async #read(document: CaptureDocument): Promise<LoadEnd> {
    try {
      return await document.read({ ...this.#observer, more: () => this.#more(document) });
    } catch (error) {
      return brokenBy(error);
    }
  }

  /** Null: what was kept is damaged. */
  async #restore(document: CaptureDocument, kept: KeptReader): Promise<LoadEnd | null> {
    try {
      const end = await document.restore(kept, { ...this.#observer, stopped: () => this.#closed });
      this.isRestored = true;
      return end;
    } catch {
      return null;
    } finally {
      kept.close();
    }
  }

  /** What was kept of the capture was of no use: it is read as if nothing had been kept. */
  async #readAnew(document: CaptureDocument): Promise<void> {
    this.#keeping?.forget();
    this.#closeDocument();
    document.close();
    if (!this.#closed) await this.start();
  }

  /** Keeps what is known of the capture, when it was read to its end or its damage, and the passes that tell more of it are over. */
  #keep(): void {
    const document = this.#document;
    const end = this.#end;
    if (!this.#keeping || !document || this.isRestored || !document.keys.isEmpty) return;
    if (end?.phase !== 'ready' && end?.phase !== 'damaged') return;
    if (!KEPT_PASSES.every((id) => this.#passes?.isDone(id))) return;
    const kept = document.whole(end);
    if (kept) this.#keeping.keep(kept);
  }

  #openPasses(document: CaptureDocument, pool: WorkerPool): void {
    this.#passes = new Passes(
      document,
      pool,
      this.#found,
      () => this.live,
      () => this.#filtering?.isRunning ?? false,
    );
    this.#passes.onDone = (id) => {
      this.#filtering?.passDone();
      if (id === 'messages') this.#showOpened(document);
      if (isStoredPass(id)) this.#storage?.found(id);
      this.#keep();
    };
    this.#passes.onChange = (urgent) => this.onPasses(urgent);
  }

  /** Packets that were shown before keys had opened them are shown anew. */
  #showOpened({ analysis }: CaptureDocument): void {
    const opened = openedSoFar(analysis);
    if (opened === this.#opened) return;
    this.#opened = opened;
    this.#openedTimes++;
    // … and what handshakes hid is told
    this.#passes?.again('tls');
    this.#filtering?.refresh();
    this.onChange();
  }

  #openAnswers(document: CaptureDocument, filtering: Filtering, pool: WorkerPool): SessionAnswers {
    return new SessionAnswers({
      document,
      found: this.#found,
      filtering,
      pool,
      opened: () => this.#openedTimes,
      messagesDone: () => this.#passes?.rowsDone('messages') ?? Infinity,
      handshakesDone: () => (this.#passes?.rowsDone('tls') ?? Infinity) === Infinity,
      // keys may open a row long after its records were found; while packets are captured, the end is not waited for
      messagesKnown: (row) => {
        const done = this.#passes?.rowsDone('messages') ?? Infinity;
        return this.live ? done > row : done === Infinity;
      },
      about: () => ({
        ...this.#origin.file,
        problem: this.#end && 'problem' in this.#end ? this.#end.problem : null,
      }),
      sql: {
        storage: () => this.#storage,
        file: () => this.#origin.file,
        folder: this.#options.cacheDir,
        worker: this.#options.sqlWorker,
      },
      compare: {
        file: () => this.#origin.file.path,
        isRead: () => this.#end !== null && !this.live,
        cacheFolder: this.#options.cacheDir,
        reading: this.#origin.reading,
      },
      onCompare: (status) => this.onCompare(status),
      onSaving: (now) => this.onSaving(now),
      onReport: (progress) => this.onReport(progress),
      onExport: (status) => this.onExport(status),
      onStatistics: (progress) => this.onStatistics(progress),
    });
  }

  /** `displayed`: with the sums of what the packet list shows. Throws as `usableDocument`. */
  properties(displayed: boolean, signal: AbortSignal): Promise<CaptureProperties> {
    const { document, filtering } = this.usable;
    const shown = displayed && filtering.isFiltered ? filtering.shown : null;
    return captureProperties(document, this.#origin.file, shown, signal);
  }

  #openStorage({ analysis }: CaptureDocument): void {
    const { cacheDir, storeWorker, mostStored } = this.#options;
    if (storeWorker === null) return;
    this.#storage = new FlowStorage(analysis, { folder: cacheDir, worker: storeWorker, most: mostStored });
    this.#storage.onChange = () => this.onChange();
  }

  async #more(document: CaptureDocument): Promise<boolean> {
    return this.#origin.growing?.more(document.position) ?? false;
  }

  /** The capture that is followed goes on in this file. */
  continueIn(path: string): void {
    this.#origin.growing?.append(path);
  }

  /** Nothing more will be written to the capture that is followed. */
  ended(): void {
    this.#origin.growing?.end();
    this.onChange();
  }

  /** It was saved under this name; its bytes are still read from where they were. */
  savedAs(path: string): void {
    this.#origin.savedAs(path);
    this.onChange();
  }

  /** TLS is opened with a key log, which is read on while programs write to it, in place of one chosen before. */
  useKeyLog(path: string): void {
    const document = this.#document;
    if (!document || this.#closed) return;
    this.#keyLog?.close();
    document.keys.clear();
    this.#keyLog = new FollowedKeyLog(path, document.keys, () => {
      this.#passes?.again('messages');
      this.onChange();
    });
    this.#keyLog.begin();
  }

  get live(): boolean {
    return this.#end === null && (this.#origin.growing?.live ?? false);
  }

  #finish(end: LoadEnd): void {
    this.#end = end;
    this.#endedMs = performance.now();
    this.#document?.releaseBuffers();
    if (this.#origin.growing === null) this.#watch = this.#document?.watch() ?? null;
    for (const what of this.#carrying?.take(true) ?? []) this.#filtering?.marked(what);
    this.#flows?.ended();
    this.#storage?.ended();
    this.#filtering?.ended();
    this.#passes?.ended();
    this.onChange();
  }

  /** Stops reading after the current batch; what was read stays. A running capture is stopped where it runs. */
  cancel(): void {
    if (this.live) return;
    this.#cancelled = true;
    this.#origin.cancel();
  }

  /** Bytes of the file are about to be read again: it may have been changed meanwhile. */
  lookAtFile(): void {
    if (this.#watch?.look()) this.onChange();
  }

  get frames(): number {
    return this.#document?.frames ?? 0;
  }

  /** All connections are in the database. */
  get stored(): boolean {
    return this.#storage?.stored ?? false;
  }

  /** The open capture. Throws RequestFailure when it could not be opened. */
  get usableDocument(): CaptureDocument {
    if (this.#document) return this.#document;
    throw new RequestFailure(problem('engine.noCapture', 'engine.noCapture'));
  }

  /** The displayed list; null when there is no capture. */
  get filtering(): Filtering | null {
    return this.#filtering;
  }

  /** The open capture with its displayed list. Throws as `usableDocument`. */
  get usable(): { document: CaptureDocument; filtering: Filtering } {
    if (this.#document && this.#filtering) return { document: this.#document, filtering: this.#filtering };
    throw new RequestFailure(problem('engine.noCapture', 'engine.noCapture'));
  }

  /** The conversations. Throws RequestFailure when there is no capture. */
  get usableFlows(): FlowList {
    if (this.#flows) return this.#flows;
    throw new RequestFailure(problem('engine.noCapture', 'engine.noCapture'));
  }

  get usablePasses(): Passes {
    if (this.#passes) return this.#passes;
    throw new RequestFailure(problem('engine.noCapture', 'engine.noCapture'));
  }

  /** Names that the capture proves for addresses, as far as they have been looked for. */
  get names(): CaptureNames {
    return this.#found.names.names;
  }

  /** What looks into it for the window; null when there is no capture. */
  get openAnswers(): SessionAnswers | null {
    return this.#answers;
  }

  /** The same. Throws as `usableDocument`. */
  get answers(): SessionAnswers {
    if (this.#answers) return this.#answers;
    throw new RequestFailure(problem('engine.noCapture', 'engine.noCapture'));
  }

  status(): SessionStatus {
    const document = this.#document;
    const end = this.#end;
    return {
      phase: end?.phase ?? 'loading',
      live: this.live,
      name: this.#origin.name,
      path: this.#origin.path,
      ...documentStatus(document),
      fileBytes: document?.fileBytes ?? this.#origin.unpacked?.totalBytes ?? 0,
      readBytes: document?.readBytes ?? this.#origin.unpacked?.readBytes ?? 0,
      elapsedMs: (this.#endedMs ?? performance.now()) - this.#begunMs,
      problem: end && 'problem' in end ? end.problem : null,
      remarks: this.#remarks(),
      passes: this.#passes?.status() ?? [],
      notes: this.#found.expert.notes.bySeverity(),
      opened: this.#openedTimes,
      timeShift: isShifted(this.timeShift) ? this.timeShift : null,
    };
  }

  /** Something was put on packets, or taken away: a filter that asks for it is asked again. */
  marked(what: MarkKind | 'comment'): void {
    this.#filtering?.marked(what);
    this.onMarks();
  }

  /** What the reader has put on it and written, for when it is read again; null: nothing. */
  carried(): Carried | null {
    return this.#carrying ? this.#carrying.all() : (this.#options.carried ?? null);
  }

  /** What was added to the times of its frames. */
  get timeShift(): TimeShift {
    return this.#options.timeShift ?? NO_SHIFT;
  }

  #remarks(): Message[] {
    const remarks = this.#document ? remarksOf(this.#document, this.#origin.growing === null) : [];
    if (this.isSorted) remarks.push({ key: 'remark.sorted' });
    const { growing } = this.#origin;
    if (growing && this.#document) remarks.push(...ringRemarks(this.#document, growing));
    if (this.#document) remarks.push(...keyRemarks(this.#document.keys, this.#found.messages));
    if (this.#watch?.remark) remarks.push(this.#watch.remark);
    if (this.#keyLog?.problem) remarks.push(this.#keyLog.problem);
    if (this.#storage?.problem) remarks.push(this.#storage.problem);
    return remarks;
  }

  /** Ends everything; the database is removed. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#keeping?.close();
    this.#closeDocument();
    this.#origin.close();
    this.#document?.close();
  }

  /** Ends all that works with the document. */
  #closeDocument(): void {
    this.#keyLog?.close();
    this.#storage?.close();
    this.#passes?.close();
    this.#answers?.close();
    this.#filtering?.close();
    this.#pool?.close();
  }
}
