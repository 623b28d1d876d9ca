// Packets as a page to be printed, in a file where the main process says: their lines, their fields, their bytes. One at a time is written.
import { writeProblem } from '../../../formats/writing/write-problem';
import { writeWhole, type WholeFile } from '../../../formats/writing/whole-file';
import { translate } from '../../../i18n/translate';
import { MOST_PRINTED_LINES, type PacketsToPrint, type PagesSave } from '../../../ipc/contracts/print-contract';
import type { ReportProgress } from '../../../ipc/contracts/report-contract';
import type { Problem } from '../../../ipc/message';
import { packetTableBegin, PAGE_END, pageBegin, TABLE_END } from '../../../report/print/print-html';
import { RequestFailure } from '../../base/failure';
import { Slice } from '../../base/pause';
import { detailOf, problem } from '../../base/problems';
import type { CaptureDocument } from '../../document/document';
import type { ShownRows } from '../../document/shown-rows';
import { scopeRows } from '../../exports/scope-rows';
import { PacketPrinter } from './packet-printer';

interface Parts {
  document: CaptureDocument;
  /** what the packet list shows now */
  shown(): ShownRows;
  progress: (progress: ReportProgress) => void;
}

/** Characters that are put together before they are written. */
const PIECE = 256 * 1024;

const tooMuch = (): RequestFailure =>
  new RequestFailure(problem('print.tooMuch', 'print.tooMuch', { most: MOST_PRINTED_LINES }));

export class PacketPages {
  readonly #parts: Parts;
  #writing: AbortController | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Null: the page is there. */
  async save(order: PagesSave): Promise<Problem | null> {
    this.stop();
    const { signal } = (this.#writing = new AbortController());
    const given = problem('report.cancelled', 'report.cancelled');
    try {
      const rows = await this.#rows(order.wanted, signal);
      if (rows === null) return given;
      if (rows.length === 0) return problem('print.nothing', 'print.nothing');
      const failure = await writeWhole(order.path, (out) => this.#write(order, rows, out, signal));
      if (signal.aborted) return given;
      return failure && writeProblem(failure, order.path);
    } catch (error) {
      if (error instanceof RequestFailure) return error.problem;
      const reason = error instanceof Error ? error.message : String(error);
      return problem('save.failed', 'problem.save', { reason }, detailOf(error));
    }
  }

  /** Nobody wants it any more. */
  stop(): void {
    this.#writing?.abort();
    this.#writing = null;
  }

  /** Null: given up. Throws RequestFailure where there are more than can be printed: each takes a line at least. */
  async #rows({ scope }: PacketsToPrint, signal: AbortSignal): Promise<number[] | null> {
    const { document } = this.#parts;
    const shown = this.#parts.shown();
    const slice = new Slice();
    const found: number[] = [];
    for (const rows of scopeRows(document, shown, scope)) {
      for (const row of rows) found.push(row);
      if (found.length > MOST_PRINTED_LINES) throw tooMuch();
      if (slice.over) await slice.giveWay();
      if (signal.aborted) return null;
    }
    return found;
  }

  async #write({ wanted, name, language }: PagesSave, rows: readonly number[], out: WholeFile, signal: AbortSignal) {
    const { document, progress } = this.#parts;
    const printer = new PacketPrinter(document, wanted, language);
    const encoder = new TextEncoder();
    const slice = new Slice();
    let text = pageBegin(language, name, [translate(language, 'print.packets', { count: rows.length })]);
    if (printer.isList) text += packetTableBegin(printer.titles, printer.longTimes);
    for (const [i, row] of rows.entries()) {
      text += printer.packet(row, i === 0 ? row : rows[i - 1]);
      if (printer.lines > MOST_PRINTED_LINES) throw tooMuch();
      if (text.length > PIECE) {
        await out.write(encoder.encode(text));
        text = '';
      }
      if (!slice.over) continue;
      progress({ done: i + 1, all: rows.length });
      await slice.giveWay();
      if (signal.aborted) return false;
    }
    progress({ done: rows.length, all: rows.length });
    await out.write(encoder.encode(text + (printer.isList ? TABLE_END : '') + PAGE_END));
    return !signal.aborted;
  }
}
