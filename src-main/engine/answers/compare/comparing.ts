// The open capture compared with another one, which is read beside it: pairs are gone over twice (for the clocks, then for what became of
// their segments), numbers of each are kept, and rows are made when they are asked for.
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type {
  CompareRequests,
  CompareSort,
  CompareStatus,
  ComparedConnection,
  ComparedPair,
} from '../../../ipc/contracts/compare-contract';
import type { Problem } from '../../../ipc/message';
import type { LoadEnd } from '../../base/ending';
import { RequestFailure } from '../../base/failure';
import { Slice } from '../../base/pause';
import { bug, problem } from '../../base/problems';
import { brokenBy, CaptureDocument, type ReadingOptions } from '../../document/document';
import { CaptureComparison, type ComparedSegments } from './capture-comparison';

export interface ComparingParts {
  document: CaptureDocument;
  /** the file of the open capture, null: it has none of its own */
  file: () => string | null;
  /** whether the open capture is read to its end */
  isRead: () => boolean;
  cacheFolder: string;
  reading: ReadingOptions;
}

const NUMBER: Record<Exclude<CompareSort, 'stream'>, (found: ComparedConnection) => number> = {
  both: ({ both }) => both,
  lostToServer: ({ lostToServer }) => lostToServer,
  lostToClient: ({ lostToClient }) => lostToClient,
  missed: ({ missed }) => missed.a + missed.b,
  inserted: ({ inserted }) => inserted.a + inserted.b,
  toServer: ({ toServer }) => toServer.medianNs ?? -1,
  toClient: ({ toClient }) => toClient.medianNs ?? -1,
};
const NUMBERS = Object.keys(NUMBER) as (keyof typeof NUMBER)[];
/** Rows that are kept: to make one, all segments of its connection are compared again. */
const MOST_KEPT = 2000;
const NOTHING = {
  done: 0,
  total: 0,
  problem: null,
  clocks: { offset: 0, within: null },
  pairs: 0,
  alone: { a: 0, b: 0 },
};

/** One comparison, from the choice of a file to the end; another choice is another one. */
interface Run {
  status: CompareStatus;
  readonly stop: AbortController;
  other: CaptureDocument | null;
  comparison: CaptureComparison | null;
  /** by pair */
  numbers: Record<keyof typeof NUMBER, Float64Array> | null;
  readonly kept: Map<number, ComparedPair>;
  orders: Map<string, Uint32Array>;
  segments: { pair: number; list: ComparedSegments } | null;
}

export class Comparing {
  onChange: (status: CompareStatus) => void = () => undefined;
  readonly #parts: ComparingParts;
  #run: Run | null = null;

  constructor(parts: ComparingParts) {
    this.#parts = parts;
  }

  get status(): CompareStatus {
    return this.#run?.status ?? { ...NOTHING, phase: 'none', name: '' };
  }

  /** Reads the file and compares. Never rejects: what went wrong stands in the status. */
  async begin(path: string): Promise<void> {
    this.stop();
    const run: Run = {
      status: { ...NOTHING, phase: 'reading', name: basename(path) },
      ...{ stop: new AbortController(), other: null, comparison: null, numbers: null, kept: new Map() },
      ...{ orders: new Map(), segments: null },
    };
    this.#run = run;
    this.#tell(run, {});
    try {
      const failed = await this.#compare(run, path);
      if (failed) this.#fail(run, failed);
    } catch (error) {
      this.#fail(run, bug('compare', error));
    }
  }

  /** What it was to be compared with is forgotten. */
  stop(): void {
    const run = this.#run;
    this.#run = null;
    if (run === null) return;
    run.stop.abort();
    run.other?.close();
    this.onChange(this.status);
  }

  #tell(run: Run, change: Partial<CompareStatus>): void {
    run.status = { ...run.status, ...change };
    if (this.#run === run) this.onChange(run.status);
  }

  #fail(run: Run, failed: Problem): void {
    if (run.stop.signal.aborted) return;
    run.other?.close();
    Object.assign(run, { other: null, comparison: null, numbers: null });
    this.#tell(run, { phase: 'failed', problem: failed });
  }

  /** Null: it is done, or was given up. */
  async #compare(run: Run, path: string): Promise<Problem | null> {
    const { document, isRead, cacheFolder, reading, file } = this.#parts;
    const { signal } = run.stop;
    if (!isRead()) return problem('compare.notRead', 'compare.notRead');
    if (isSameFile(path, file())) return problem('compare.sameFile', 'compare.sameFile');
    const opened = await CaptureDocument.open(path, {
      ...reading,
      ...{ cacheFolder, signal, onProgress: ({ readBytes, totalBytes }) => this.#told(run, readBytes, totalBytes) },
    });
    if (!opened.ok) return opened.problem;
    if (signal.aborted) {
      opened.document.close();
      return null;
    }
    const other = (run.other = opened.document);
    const end = await this.#read(run, other);
    if (signal.aborted) return null;
    other.releaseBuffers();
    const wrong = 'problem' in end ? end.problem : null;
    if (other.frames === 0 && wrong) return wrong;

    const comparison = (run.comparison = new CaptureComparison(document, other));
    const { pairs, alone } = comparison;
    this.#tell(run, { phase: 'comparing', done: 0, total: 2 * pairs.length, pairs: pairs.length, alone });
    const slice = new Slice();
    /** `before`: pairs that were gone over already; false: given up */
    const each = async (before: number, work: (place: number) => void): Promise<boolean> => {
      for (let i = 0; i < pairs.length; i++) {
        work(i);
        if (!slice.over) continue;
        this.#tell(run, { done: before + i });
        await slice.giveWay();
        if (signal.aborted) return false;
      }
      return true;
    };
    if (!(await each(0, (i) => comparison.lookAt(pairs[i])))) return null;
    this.#tell(run, { done: pairs.length, clocks: comparison.clocks });
    const numbers = Object.fromEntries(NUMBERS.map((id) => [id, new Float64Array(pairs.length)])) as NonNullable<
      Run['numbers']
    >;
    const count = (i: number): void => {
      const found = this.#pair(run, comparison, i);
      for (const id of NUMBERS) numbers[id][i] = NUMBER[id](found);
    };
    if (!(await each(pairs.length, count))) return null;
    run.numbers = numbers;
    this.#tell(run, { phase: 'ready', done: 2 * pairs.length, problem: wrong });
    return null;
  }

  #told(run: Run, done: number, total: number): void {
    this.#tell(run, { done, total });
  }

  async #read(run: Run, other: CaptureDocument): Promise<LoadEnd> {
    try {
      return await other.read({
        progress: () => this.#told(run, other.readBytes, other.fileBytes),
        stopped: () => run.stop.signal.aborted,
      });
    } catch (error) {
      return brokenBy(error);
    }
  }

  #pair(run: Run, comparison: CaptureComparison, place: number): ComparedPair {
    const known = run.kept.get(place);
    if (known) return known;
    const found = { pair: place, ...comparison.connection(comparison.pairs[place]) };
    if (run.kept.size >= MOST_KEPT) run.kept.delete(run.kept.keys().next().value ?? -1);
    run.kept.set(place, found);
    return found;
  }

  #ready(): { run: Run; comparison: CaptureComparison; numbers: NonNullable<Run['numbers']> } {
    const run = this.#run;
    if (run?.comparison && run.numbers) return { run, comparison: run.comparison, numbers: run.numbers };
    throw new RequestFailure(problem('compare.nothing', 'compare.nothing'));
  }

  /** Some of the pairs in the order that is asked for. Throws RequestFailure when nothing has been compared. */
  pairs({ sort, descending, from, count }: CompareRequests['comparePairs']['args']): ComparedPair[] {
    const { run, comparison, numbers } = this.#ready();
    const key = `${sort} ${descending}`;
    let order = run.orders.get(key);
    if (!order) {
      order = Uint32Array.from(comparison.pairs, (_, i) => i);
      const turn = descending ? -1 : 1;
      if (sort === 'stream') order.sort((x, y) => turn * (x - y));
      else order.sort((x, y) => turn * (numbers[sort][x] - numbers[sort][y]) || x - y);
      run.orders.set(key, order);
    }
    return Array.from(order.subarray(from, from + count), (place) => this.#pair(run, comparison, place));
  }

  /** Some of the segments of a pair. Throws as `pairs`, and when there is no such pair. */
  segments({
    pair,
    from,
    count,
  }: CompareRequests['compareSegments']['args']): CompareRequests['compareSegments']['answer'] {
    const { run, comparison } = this.#ready();
    if (pair >= comparison.pairs.length) throw new RequestFailure(problem('engine.noFlow', 'engine.noFlow'));
    if (run.segments?.pair !== pair) run.segments = { pair, list: comparison.segments(comparison.pairs[pair]) };
    const { list } = run.segments;
    return { total: list.count, rows: list.rows(from, count) };
  }
}

/** Whether the two names are one file. */
function isSameFile(path: string, open: string | null): boolean {
  if (open === null) return false;
  try {
    const [a, b] = [statSync(path), statSync(open)];
    return a.ino === b.ino && a.dev === b.dev;
  } catch {
    return false;
  }
}
