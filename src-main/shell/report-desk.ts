// Reports of the open capture as files: asks where, has the engine write, prints what is to be PDF. One at a time.
import { app, type BrowserWindow } from 'electron';
import { writeFailure } from '../formats/writing/whole-file';
import { writeProblem } from '../formats/writing/write-problem';
import type { Language } from '../ipc/languages';
import type { Problem } from '../ipc/message';
import type { ReportToSave } from '../ipc/contracts/report-contract';
import type { EngineHost } from './engine-host';
import { pageOfPdf, printReport } from './report-pdf';
import { askPath } from './save-file';

interface ReportParts {
  window: BrowserWindow;
  engine: EngineHost;
}

/** Nobody has to be told that what they gave up is given up. */
const CANCELLED = 'report.cancelled';

export class ReportDesk {
  readonly #parts: ReportParts;
  readonly #language: () => Language;
  /** of the one that is being made; another one, or `stop`, takes its place */
  #current: object | null = null;

  constructor(parts: ReportParts, language: () => Language) {
    this.#parts = parts;
    this.#language = language;
  }

  /** `saved`: the file is there. A problem is for the user to see. */
  async save({ name, format, scope, settings }: ReportToSave): Promise<{ saved: boolean; problem: Problem | null }> {
    const file = await askPath(this.#parts.window, this.#language(), `${name}.${format}`, format);
    if (file === null) return { saved: false, problem: null };
    const own = (this.#current = {});
    const stopped = (): boolean => this.#current !== own;
    const problem =
      format === 'pdf'
        ? await this.#pdf(file, { scope, settings }, stopped)
        : await this.#parts.engine.saveReport({ path: file, format, scope, settings, paper: false });
    const gone = stopped();
    if (!gone) this.#current = null;
    return { saved: problem === null && !gone, problem: problem?.kind === CANCELLED ? null : problem };
  }

  async #pdf(
    file: string,
    query: Pick<ReportToSave, 'scope' | 'settings'>,
    stopped: () => boolean,
  ): Promise<Problem | null> {
    let page: Awaited<ReturnType<typeof pageOfPdf>>;
    try {
      page = await pageOfPdf();
    } catch (error) {
      return writeProblem(writeFailure(error), app.getPath('temp'));
    }
    try {
      const wanted = { path: page.file, format: 'html', paper: true, ...query } as const;
      const problem = await this.#parts.engine.saveReport(wanted);
      return problem === null && !stopped() ? await printReport(page.file, file, stopped) : problem;
    } finally {
      await page.remove();
    }
  }

  /** Gives up the one that is being made. */
  stop(): void {
    this.#current = null;
    this.#parts.engine.tell({ type: 'stopReport' });
  }
}
