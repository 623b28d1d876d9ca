// The displayed list of an open capture and the filter that makes it: set, worked out, shown as soon as there is something to show,
// kept up while the capture grows, done once more at its end where early answers were not final.
import type { EngineRequests } from '../../ipc/contracts/engine-contract';
import type {
  CaptureTranslation,
  FilterSource,
  FilterStatus,
  FilterVerdict,
  FindStatus,
} from '../../ipc/contracts/filter-contract';
import type { MarkKind } from '../../ipc/contracts/mark-contract';
import type { Problem } from '../../ipc/message';
import type { PassId } from '../../ipc/passes';
import { EXPERT_FIELDS } from '../../dissect/contract/verdict-fields';
import { captureFilterOf } from '../../filter/capture/capture-filter';
import { fieldsOf } from '../../filter/language/tests';
import type { Test } from '../../filter/language/tree';
import type { FilterTask } from './block';
import { checkSource, compileSource } from './compile-task';
import type { CaptureDocument } from '../document/document';
import { FilterRun } from './filter-run';
import { Finder } from './finder';
import { detailOf, problem } from '../base/problems';
import { AllRows, type PacketList, type ShownRows } from '../document/shown-rows';
import type { WorkerPool } from './worker-pool';

/** A filter that was set: what it is, and the run that works it out. */
interface Current {
  /** two filters with the same one mean the same */
  key: string;
  text: string;
  test: Test;
  task: FilterTask;
  run: FilterRun;
  begunMs: number;
  endedMs: number | null;
  /** all that was there when it began is decided */
  complete: boolean;
  problem: Problem | null;
}

/** Fields that tell what the reader has put on packets. */
const ASK_FOR: Readonly<Record<Exclude<MarkKind, 'ignored'> | 'comment', ReadonlySet<string>>> = {
  marked: new Set(['frame.marked']),
  reference: new Set(['frame.ref_time', 'frame.time_relative']),
  comment: new Set([
    'frame.comment',
    'pkt_comment',
    'frame.comment.expert',
    ...EXPERT_FIELDS.map(({ abbrev }) => abbrev),
  ]),
};

/** What the display filter has to know of passes. */
interface PassesDone {
  isDone(id: PassId): boolean;
}

export class Filtering implements PacketList {
  list = 1;
  shown: ShownRows;
  /** Called whenever `status()` would answer something new about a filter (the length of the whole capture is the session's to tell); `urgent`: there is another list, or nothing is being worked out any more. */
  onChange: (urgent: boolean) => void = () => undefined;
  /** Called while a search goes on, and at its end. */
  onFind: (status: FindStatus) => void = () => undefined;
  readonly #pool: WorkerPool;
  readonly #finder: Finder;
  readonly #document: CaptureDocument;
  readonly #all: AllRows;
  readonly #passes: PassesDone;
  /** the filter set last; null: none, all packets are shown */
  #current: Current | null = null;
  /** the list that is shown: its filter, and whether it lacks matches */
  #shownText = '';
  #shownPartial = false;
  /** more frames are to come */
  #growing = true;
  #grew: () => void = () => undefined;

  constructor(document: CaptureDocument, pool: WorkerPool, passes: PassesDone = { isDone: () => true }) {
    this.#passes = passes;
    this.#document = document;
    this.#all = new AllRows(document.columns);
    this.shown = this.#all;
    this.#pool = pool;
    this.#finder = new Finder(document, this.#pool, (status) => this.onFind(status));
  }

  /** A display filter makes the list. */
  get isFiltered(): boolean {
    return this.shown !== this.#all;
  }

  /** Whether a filter is one. Says nothing of what it matches. */
  check(source: FilterSource): FilterVerdict {
    return checkSource(this.#document, source).verdict;
  }

  /** Filters the list; a filter with a mistake changes nothing, the one that is set already is no work. */
  set(source: FilterSource): FilterVerdict {
    const { compiled, verdict } = checkSource(this.#document, source);
    if (!compiled.ok) return verdict;
    const { test } = compiled.filter;
    if (test === null) this.#showAll();
    else this.#begin(source.text, test, compiled.task);
    return verdict;
  }

  /** Ends the run; the list that is shown stays. */
  cancel(): void {
    const current = this.#current;
    if (!current || current.endedMs !== null) return;
    this.#end(current);
    this.onChange(true);
  }

  /** Frames were added to the capture. */
  grew(): void {
    this.#grew();
  }

  /** A pass has gone over the whole capture: a filter that waited for it is asked again. */
  passDone(): void {
    this.#grew();
  }

  /** The reader has put this on packets, or taken it away: a filter that has to do with it is asked again. */
  marked(what: MarkKind | 'comment'): void {
    const current = this.#current;
    if (!current) return;
    const { fields } = fieldsOf(current.test);
    // nothing is dissected of what is ignored: that may be about any field
    const matters = what === 'ignored' || fields.some(({ abbrev }) => ASK_FOR[what].has(abbrev));
    if (matters) this.#begin(current.text, current.test, current.task, true);
  }

  /** What packets say has changed: those that are shown are asked for anew, and which ones a filter matches. */
  refresh(): void {
    const current = this.#current;
    if (current) {
      this.#current = null;
      current.run.close();
      this.#begin(current.text, current.test, current.task);
    }
    this.list++;
    this.onChange(true);
  }

  /** No more frames will come. */
  ended(): void {
    this.#growing = false;
    this.#grew();
  }

  /** The filter that was set last has not gone over all packets yet. */
  get isRunning(): boolean {
    return this.#current?.endedMs === null;
  }

  status(): FilterStatus {
    const current = this.#current;
    const total = this.#document.frames;
    const running = this.isRunning ? current : null;
    return {
      list: this.list,
      shown: this.#shownText,
      matched: this.shown.count,
      running: running?.text ?? null,
      scanned: current && !current.complete ? current.run.decided : total,
      total,
      elapsedMs: current ? (current.endedMs ?? performance.now()) - current.begunMs : 0,
      partial: this.#shownPartial,
      problem: current?.problem ?? null,
    };
  }

  /** How many of the packets that are there now each filter matches; null for one with a mistake. */
  async countMatches(sources: readonly FilterSource[], signal: AbortSignal): Promise<(number | null)[]> {
    const counts: (number | null)[] = [];
    for (const source of sources) counts.push((await this.matches(source, signal))?.count ?? null);
    return counts;
  }

  /** The packets that are there now and that a filter matches; null where it has a mistake. */
  async matches(source: FilterSource, signal: AbortSignal): Promise<ShownRows | null> {
    const compiled = compileSource(this.#document, source);
    if (!compiled.ok || signal.aborted) return null;
    const { test } = compiled.filter;
    if (test === null) return this.#all;
    const run = new FilterRun(this.#document, this.#pool, test, compiled.task);
    const stop = (): void => run.stop();
    signal.addEventListener('abort', stop);
    try {
      await run.advance(() => undefined);
      return run.rows;
    } finally {
      signal.removeEventListener('abort', stop);
      run.close();
    }
  }

  /** The display filter as capture filter, as far as that can say it. */
  captureFilterOf(source: FilterSource): CaptureTranslation {
    const compiled = compileSource(this.#document, source);
    if (!compiled.ok) return { ok: false, message: compiled.mistake.message };
    const { test } = compiled.filter;
    return test === null ? { ok: true, text: '', exact: true, remark: null } : captureFilterOf(test);
  }

  /** The next packet of the list that holds what is looked for. */
  find(args: EngineRequests['find']['args'], signal: AbortSignal): Promise<EngineRequests['find']['answer']> {
    return this.#finder.find(this.shown, args, signal);
  }

  close(): void {
    this.#current?.run.close();
    this.#current = null;
    this.#grew();
  }

  #showAll(): void {
    this.#current?.run.close();
    this.#current = null;
    this.#grew();
    if (this.shown !== this.#all) this.#show(this.#all, '', false);
    this.onChange(true);
  }

  #show(rows: ShownRows, text: string, partial: boolean): void {
    this.shown = rows;
    this.#shownText = text;
    this.#shownPartial = partial;
    this.list++;
  }

  #begin(text: string, test: Test, task: FilterTask, anew = false): void {
    const key = JSON.stringify(task, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
    const before = this.#current;
    if (!anew && before?.key === key && !before.problem && (before.complete || !before.run.stopped)) return;
    before?.run.close();
    const current: Current = {
      key,
      text,
      test,
      task,
      run: new FilterRun(this.#document, this.#pool, test, task),
      begunMs: performance.now(),
      endedMs: null,
      complete: false,
      problem: null,
    };
    this.#current = current;
    this.#grew(); // whoever follows the capture for the filter before ends
    void this.#work(current);
  }

  /** Works out a filter and keeps its list up while the capture grows. Never rejects. */
  async #work(current: Current): Promise<void> {
    const waited = this.#waits(current);
    try {
      do {
        await current.run.advance(() => this.#progress(current));
        if (this.#current !== current || current.run.stopped) return;
        current.complete = true;
        this.#progress(current);
        if (current.endedMs === null) {
          current.endedMs = performance.now();
          this.onChange(true);
        }
      } while (await this.#more(current));
      if (this.#current === current && (current.run.changes || waited)) await this.#again(current);
      if (this.#current === current) this.#end(current);
    } catch (error) {
      if (this.#current !== current) return;
      current.problem = problem('filter.worker', 'filterRun.worker', undefined, detailOf(error));
      this.#end(current);
    }
    this.onChange(true);
  }

  /** True when there are more frames to decide; false when there never will be, or the filter is no longer wanted. */
  async #more(current: Current): Promise<boolean> {
    while (this.#current === current && !current.run.stopped) {
      if (current.run.decided < this.#document.frames) return true;
      if (!this.#growing && !this.#waits(current)) return false;
      await new Promise<void>((resolve) => (this.#grew = resolve));
    }
    return false;
  }

  #progress(current: Current): void {
    if (this.#current !== current) return;
    const { rows } = current.run;
    // the list before stays until there is something to show, or it is clear that there is nothing
    const isNew = this.shown !== rows && (rows.count > 0 || current.complete);
    if (isNew) this.#show(rows, current.text, true);
    if (this.shown === rows) this.#shownPartial = !current.complete || this.#waits(current);
    this.onChange(isNew);
  }

  /** What was answered before the capture was read to its end is asked again, and shown where it has become something else. */
  async #again(current: Current): Promise<void> {
    const run = new FilterRun(this.#document, this.#pool, current.test, current.task);
    const before = current.run;
    current.run = run;
    before.close();
    await run.advance(() => undefined);
    if (this.#current !== current || run.stopped) return;
    if (run.rows.equals(before.rows)) {
      // the same rows: whoever has some of them keeps them
      if (this.shown === before.rows) this.#shownPartial = false;
      run.close();
      return;
    }
    this.#show(run.rows, current.text, false);
  }

  /** It asks for what a pass is still to find. */
  #waits({ run }: Current): boolean {
    return run.passes.some((id) => !this.#passes.isDone(id));
  }

  #end(current: Current): void {
    current.run.close();
    current.endedMs ??= performance.now();
  }
}
