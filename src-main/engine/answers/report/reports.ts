// Reports of the open capture: what a preview shows, and what is written to a file. One at a time is saved; a later one ends it.
import { writeProblem } from '../../../formats/writing/write-problem';
import type { FlowRow } from '../../../ipc/contracts/engine-contract';
import type { Problem } from '../../../ipc/message';
import type {
  Report,
  ReportProgress,
  ReportQuery,
  ReportSave,
  ReportScope,
} from '../../../ipc/contracts/report-contract';
import { composeReport } from '../../../report/compose';
import { sectionsIn } from '../../../report/template/parse-template';
import { RequestFailure } from '../../base/failure';
import { Slice } from '../../base/pause';
import { detailOf, problem } from '../../base/problems';
import type { CaptureDocument } from '../../document/document';
import type { CaptureNames } from '../../passes/names';
import type { Filtering } from '../../search/filtering';
import {
  MOST_DETAILED,
  MOST_LISTED,
  MOST_PREVIEWED,
  PREVIEW_LISTED,
  PREVIEW_HASHED,
  ReportGatherer,
  type ReportSource,
  type ReportWish,
} from './report-model';
import { writeReport } from './report-save';
import { reportMadeBy } from './report-words';
import type { Timelines } from '../timelines';

/** Rows between two looks at the clock. */
const GIVE_WAY = 4096;

export interface ReportParts {
  document: CaptureDocument;
  timelines: Timelines;
  filtering: Filtering;
  names: CaptureNames;
  about: () => Pick<ReportSource, 'name' | 'path' | 'problem'>;
  progress: (progress: ReportProgress) => void;
}

export class Reports {
  readonly #parts: ReportParts;
  readonly #gatherer: ReportGatherer;
  #saving: AbortController | null = null;

  constructor(parts: ReportParts) {
    this.#parts = parts;
    const { document, timelines, names, about } = parts;
    this.#gatherer = new ReportGatherer({
      document,
      timelines,
      namesOf: (flow: FlowRow) => names.ofFlow(flow),
      get name() {
        return about().name;
      },
      get path() {
        return about().path;
      },
      get problem() {
        return about().problem;
      },
    });
  }

  /** The first connections of a report. Throws RequestFailure when nobody waits any more. */
  async preview({ scope, settings }: ReportQuery, signal: AbortSignal): Promise<Report> {
    const stopped = (): boolean => signal.aborted;
    const graphs = sectionsIn(settings).includes('graphs');
    try {
      const most = { listed: PREVIEW_LISTED, detailed: MOST_PREVIEWED, hashed: PREVIEW_HASHED };
      const wish = { ...(await this.#wish(scope, stopped)), ...most, graphs };
      const observer = { progress: () => undefined, signal };
      return composeReport(await this.#gatherer.model(wish, observer), settings, reportMadeBy());
    } catch (error) {
      if (signal.aborted) throw new RequestFailure(problem('report.cancelled', 'report.cancelled'));
      throw error;
    }
  }

  /** Writes a report. Null: done, or given up, and then nothing is left of it. */
  async save({ scope, settings, format, path, paper }: ReportSave): Promise<Problem | null> {
    this.stop();
    const { signal } = (this.#saving = new AbortController());
    const stopped = (): boolean => signal.aborted;
    const graphs = sectionsIn(settings).includes('graphs');
    try {
      const most = { listed: MOST_LISTED, detailed: MOST_DETAILED, hashed: Infinity };
      const wish = { ...(await this.#wish(scope, stopped)), ...most, graphs };
      const progress = (done: number, all: number): void => this.#parts.progress({ done, all });
      const model = await this.#gatherer.model(wish, { progress, signal });
      const report = composeReport(model, settings, reportMadeBy());
      progress(1, 1);
      if (stopped()) return problem('report.cancelled', 'report.cancelled');
      const failure = await writeReport(report, format, path, paper, stopped);
      return failure && writeProblem(failure, path);
    } catch (error) {
      if (stopped()) return problem('report.cancelled', 'report.cancelled');
      const reason = error instanceof Error ? error.message : String(error);
      return problem('save.failed', 'problem.save', { reason }, detailOf(error));
    }
  }

  /** Nobody wants it any more. */
  stop(): void {
    this.#saving?.abort();
    this.#saving = null;
  }

  async #wish(scope: ReportScope, stopped: () => boolean): Promise<Pick<ReportWish, 'ids' | 'filter'>> {
    if (scope.by === 'all') return { ids: null, filter: '' };
    if (scope.by === 'flows') return { ids: new Set(scope.flows), filter: '' };
    const { filtering, document } = this.#parts;
    const { shown } = filtering;
    const ids = new Set<number>();
    const slice = new Slice();
    for (let i = 0; i < shown.count; i++) {
      if (i % GIVE_WAY === 0 && slice.over) await slice.giveWay();
      if (stopped()) break;
      const id = document.analysis.flowOfRow(shown.at(i));
      if (id >= 0) ids.add(id);
    }
    return { ids, filter: scope.text };
  }
}
