// One engine process a capture: missed when it dies, ended when the capture is closed. To begin takes it a moment, so one is kept
// ready for the next capture while none is open.
import { CARRIED } from '../ipc/carried-rule';
import type { DecodeRule } from '../ipc/decode-as';
import { MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import * as v from 'valibot';
import { removeLeftOvers } from '../formats/left-over';
import type { Carried, CarriedNews } from '../ipc/contracts/carried-contract';
import type { EngineLoaded, EngineNews, EngineStart } from '../ipc/contracts/engine-contract';
import type { FollowedSaved, FollowSave } from '../ipc/contracts/follow-contract';
import type { PagesSave, PagesSaved } from '../ipc/contracts/print-contract';
import type { ReportSave, ReportSaved } from '../ipc/contracts/report-contract';
import type { Problem } from '../ipc/message';
import { NO_SHIFT, type TimeShift } from '../ipc/time-shift';

const STDERR_KEPT = 4000; // characters of the last words, for the bug report

const loadedMessage: v.GenericSchema<EngineLoaded> = v.object({
  type: v.literal('loaded'),
  phase: v.picklist(['ready', 'cancelled', 'damaged', 'limited', 'failed']),
  frames: v.number(),
  fileBytes: v.number(),
});

const savedMessage: v.GenericSchema<FollowedSaved | ReportSaved | PagesSaved> = v.object({
  type: v.picklist(['followedSaved', 'reportSaved', 'pagesSaved']),
  id: v.number(),
  problem: v.nullable(v.custom<Problem>((value) => typeof value === 'object' && value !== null && 'message' in value)),
});

const carriedMessage: v.GenericSchema<CarriedNews> = v.object({
  type: v.literal('carried'),
  id: v.number(),
  carried: v.nullable(CARRIED),
});

export interface EngineListener {
  /** reading is over */
  loaded(message: EngineLoaded): void;
  /** it ended although nobody closed it; `detail` is for a bug report */
  died(detail: string): void;
}

export interface OpenedWith {
  path: string;
  /** the capture still grows */
  follow?: boolean;
  /** files that continue it */
  more?: string[];
  /** fragments of IP datagrams are put together */
  defragment: boolean;
  /** connections are told apart by the tunnels around them */
  byTunnel: boolean;
  /** frames in the order of time */
  sorted?: boolean;
  /** added to the time of each frame */
  timeShift?: TimeShift;
  /** what the reader had put on it when it was read before */
  carried?: Carried | null;
  decodeAs: DecodeRule[];
  /** key log that TLS is opened with */
  keyLog: string | null;
  /** it opens at once the next time */
  keep: boolean;
}

export class EngineHost {
  #script: string;
  #cacheDir: string;
  #running: UtilityProcess | null = null;
  /** started beforehand, knows of no capture yet */
  #spare: UtilityProcess | null = null;

  /** who waits for a file to be written */
  #saves = new Map<number, (problem: Problem | null) => void>();
  #lastSave = 0;
  /** who waits to hear what the reader has put on the capture */
  #carriers = new Map<number, (carried: Carried | null) => void>();

  /** `script`: out/main/engine.js; `cacheDir`: an existing folder for databases and what packed captures hold. */
  constructor(script: string, cacheDir: string) {
    this.#script = script;
    this.#cacheDir = cacheDir;
  }

  /** Start the process of the next `open`: while nothing is open, or while something else takes its time. */
  prepare(): void {
    if (this.#spare) return;
    const child = (this.#spare = this.#fork());
    child.once('exit', () => {
      if (this.#spare === child) this.#spare = null;
    });
  }

  /** The next `open` will not come so soon: what is open keeps no second process beside it. */
  unprepare(): void {
    if (this.#running) this.#endSpare();
  }

  #endSpare(): void {
    const child = this.#spare;
    this.#spare = null;
    if (child) end(child);
  }

  #fork(): UtilityProcess {
    return utilityProcess.fork(this.#script, [], {
      serviceName: 'Synscope engine',
      stdio: ['ignore', 'inherit', 'pipe'],
    });
  }

  /**
   * Start an engine, ending the one before. Returns the port that the page talks to it through.
   */
  open(
    { path, follow = false, more = [], sorted = false, timeShift = NO_SHIFT, carried = null, ...reading }: OpenedWith,
    listener: EngineListener,
  ): MessagePortMain {
    this.close();
    const child = this.#spare ?? this.#fork();
    this.#spare = null;
    this.#running = child;
    let lastWords = '';
    const saves = (this.#saves = new Map<number, (problem: Problem | null) => void>());
    child.stderr?.on('data', (chunk: Buffer) => {
      process.stderr.write(chunk);
      lastWords = (lastWords + chunk.toString()).slice(-STDERR_KEPT);
    });
    const carriers = (this.#carriers = new Map<number, (carried: Carried | null) => void>());
    child.on('message', (message: unknown) => {
      if (this.#running === child && v.is(loadedMessage, message)) listener.loaded(message);
      if (v.is(savedMessage, message)) {
        saves.get(message.id)?.(message.problem);
        saves.delete(message.id);
      }
      if (v.is(carriedMessage, message)) {
        carriers.get(message.id)?.(message.carried);
        carriers.delete(message.id);
      }
    });
    // newer Electrons tell this when V8 gives up; without a listener it would end the app. `exit` follows
    child.on('error', (type) => (lastWords += type));
    child.on('exit', (code: number) => {
      removeLeftOvers(this.#cacheDir);
      for (const done of saves.values()) done(null);
      for (const done of carriers.values()) done(null);
      if (this.#running !== child) return; // closed by us
      this.#running = null;
      listener.died(`exit code ${code}${lastWords ? `\n${lastWords}` : ''}`);
    });

    const { port1, port2 } = new MessageChannelMain();
    child.postMessage(
      {
        path,
        cacheDir: this.#cacheDir,
        follow,
        more,
        sorted,
        timeShift,
        carried,
        ...reading,
      } satisfies EngineStart,
      [port1],
    );
    return port2;
  }

  /** Tell the engine that follows a capture, if one runs. */
  tell(news: EngineNews): void {
    this.#running?.postMessage(news);
  }

  /** What the reader has put on the open capture, for when it is read again. Null: nothing, or the engine has ended. */
  carried(): Promise<Carried | null> {
    if (!this.#running) return Promise.resolve(null);
    const id = ++this.#lastSave;
    const told = new Promise<Carried | null>((resolve) => this.#carriers.set(id, resolve));
    this.tell({ type: 'carry', id });
    return told;
  }

  /** A line for a window that looks at one packet; null: no engine runs. */
  look(): MessagePortMain | null {
    if (!this.#running) return null;
    const { port1, port2 } = new MessageChannelMain();
    this.#running.postMessage({ type: 'look' } satisfies EngineNews, [port1]);
    return port2;
  }

  /** Has the engine write what one follows. Null: done, or the engine has ended, which is told otherwise. */
  saveFollowed(wanted: Omit<FollowSave, 'type' | 'id'>): Promise<Problem | null> {
    return this.#save((id) => ({ type: 'saveFollowed', id, ...wanted }));
  }

  /** Has the engine write a report; as above. */
  saveReport(wanted: Omit<ReportSave, 'type' | 'id'>): Promise<Problem | null> {
    return this.#save((id) => ({ type: 'saveReport', id, ...wanted }));
  }

  /** Has the engine write packets as a page to be printed; as above. */
  savePages(wanted: Omit<PagesSave, 'type' | 'id'>): Promise<Problem | null> {
    return this.#save((id) => ({ type: 'savePages', id, ...wanted }));
  }

  #save(news: (id: number) => FollowSave | ReportSave | PagesSave): Promise<Problem | null> {
    if (!this.#running) return Promise.resolve(null);
    const id = ++this.#lastSave;
    const saved = new Promise<Problem | null>((resolve) => this.#saves.set(id, resolve));
    this.tell(news(id));
    return saved;
  }

  /** End the engine, if one runs. */
  close(): void {
    const child = this.#running;
    this.#running = null;
    if (!child) return;
    const { pid } = child;
    end(child);
    // it cannot remove its database itself any more; here and now, because the app may be ending, and once more when it is gone
    removeLeftOvers(this.#cacheDir, pid);
  }

  /** The app ends. */
  quit(): void {
    this.close();
    this.#endSpare();
  }
}

/** A process that is still being started cannot be killed: then as soon as it runs. */
function end(child: UtilityProcess): void {
  if (!child.kill()) child.once('spawn', () => child.kill());
}
