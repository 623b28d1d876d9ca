// The processes of folders of captures: one brings a store up to date, one answers statements. Neither is an engine of an open capture.
import { utilityProcess, type UtilityProcess } from 'electron';
import * as v from 'valibot';
import type { FolderCapture, FolderEnd, FolderRows, FromFolder, ToFolder } from '../ipc/contracts/folder-contract';
import type { SqlAnswer, SqlFailure } from '../ipc/contracts/sql-contract';

/** What an update may take to end when it is asked to, before it is ended from outside. */
const GRACE_MS = 3000;

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const is = <T>() => v.custom<T>((value) => typeof value === 'object' && value !== null);
const said: v.GenericSchema<FromFolder> = v.variant('type', [
  v.object({
    type: v.literal('progress'),
    now: v.object({ done: whole, total: whole, name: v.string(), doneBytes: v.number(), totalBytes: v.number() }),
    captures: whole,
  }),
  v.object({ type: v.literal('indexed'), end: is<FolderEnd>() }),
  v.object({ type: v.literal('answer'), id: whole, value: v.unknown() }),
]);

type Progress = Extract<FromFolder, { type: 'progress' }>;
type Asked<T extends ToFolder['type']> = Omit<Extract<ToFolder, { type: T }>, 'type' | 'id'>;

const STOPPED: SqlFailure = { ok: false, why: 'stopped', reason: '', at: null };

export class FolderHost {
  readonly #script: string;
  #updating: UtilityProcess | null = null;
  #asking: UtilityProcess | null = null;
  readonly #waiting = new Map<number, (value: unknown) => void>();
  #last = 0;

  /** `script`: out/main/folder-process.js */
  constructor(script: string) {
    this.#script = script;
  }

  /** Brings a store up to date; one at a time. What it came to, null: the process has ended without telling. When the app ends it never settles. */
  update(order: Asked<'index'>, progress: (now: Progress) => void): Promise<FolderEnd | null> {
    const child = (this.#updating = this.#fork());
    return new Promise<FolderEnd | null>((resolve) => {
      let end: FolderEnd | null = null;
      child.on('message', (message: unknown) => {
        if (!v.is(said, message)) return;
        if (message.type === 'progress') progress(message);
        if (message.type !== 'indexed') return;
        end = message.end;
        child.kill();
      });
      child.once('exit', () => {
        if (this.#updating !== child) return; // the app ends
        this.#updating = null;
        resolve(end);
      });
      this.#send(child, { type: 'index', ...order });
    });
  }

  /** Ends the update that is going on; what was read stays. */
  stopUpdate(): void {
    const child = this.#updating;
    if (!child) return;
    this.#send(child, { type: 'stop' });
    const timer = setTimeout(() => child.kill(), GRACE_MS);
    child.once('exit', () => clearTimeout(timer));
  }

  async ask(question: Asked<'ask'>): Promise<SqlAnswer | SqlFailure> {
    const answer = await this.#answer((id) => ({ type: 'ask', id, ...question }));
    return (answer as SqlAnswer | SqlFailure | null) ?? STOPPED;
  }

  stopAsking(): void {
    if (this.#asking) this.#send(this.#asking, { type: 'stopAsk' });
  }

  async rows(wanted: Asked<'rows'>): Promise<FolderRows> {
    const answer = this.#asking && (await this.#answer((id) => ({ type: 'rows', id, ...wanted })));
    return (answer as FolderRows | null) ?? { rows: [], captures: [] };
  }

  async capture(wanted: Asked<'capture'>): Promise<FolderCapture | null> {
    return (await this.#answer((id) => ({ type: 'capture', id, ...wanted }))) as FolderCapture | null;
  }

  /** Nobody asks any more. */
  endAsking(): void {
    const child = this.#asking;
    this.#asking = null;
    if (child) end(child);
  }

  /** The app ends: what is being read is read the next time. */
  quit(): void {
    this.endAsking();
    const child = this.#updating;
    this.#updating = null;
    if (child) end(child);
  }

  #fork(): UtilityProcess {
    const child = utilityProcess.fork(this.#script, [], { serviceName: 'Synscope folder', stdio: 'inherit' });
    // newer Electrons tell this when V8 gives up; without a listener it would end the app. `exit` follows
    child.on('error', () => undefined);
    return child;
  }

  /** Null: the process has ended. */
  #answer(order: (id: number) => ToFolder): Promise<unknown> {
    const child = (this.#asking ??= this.#begin());
    const id = ++this.#last;
    return new Promise((resolve) => {
      const gone = (): void => done(null);
      const done = (value: unknown): void => {
        this.#waiting.delete(id);
        child.off('exit', gone);
        resolve(value);
      };
      this.#waiting.set(id, done);
      child.once('exit', gone);
      this.#send(child, order(id));
    });
  }

  #begin(): UtilityProcess {
    const child = this.#fork();
    child.setMaxListeners(0); // one for each question that waits
    child.on('message', (message: unknown) => {
      if (v.is(said, message) && message.type === 'answer') this.#waiting.get(message.id)?.(message.value);
    });
    child.once('exit', () => {
      if (this.#asking === child) this.#asking = null;
    });
    return child;
  }

  #send(child: UtilityProcess, order: ToFolder): void {
    child.postMessage(order);
  }
}

/** A process that is still being started cannot be killed: then as soon as it runs. */
function end(child: UtilityProcess): void {
  if (!child.kill()) child.once('spawn', () => child.kill());
}
