// Exports of an open capture: one at a time, beside everything else. Where a file goes, the main process says.
import { basename } from 'node:path';
import type {
  ExportEnd,
  ExportStatus,
  ExportWanted,
  ObjectsWanted,
  SqlWanted,
  TableScope,
  TableWanted,
} from '../../ipc/contracts/export-contract';
import { writeProblem } from '../../formats/writing/write-problem';
import type { Problem } from '../../ipc/message';
import { exportPackets } from '../../report/export-packets';
import { httpObjects } from '../../report/objects/http-objects';
import { packetTable } from '../../report/tables/packet-table';
import { rowsTable } from '../../report/tables/rows-text';
import type { TextFormat } from '../../report/tables/text-table';
import { writeConnections, writeRowsText, writeTextTable, type TableEnd } from '../../report/tables/write-table';
import { version } from '../../../package.json';
import { reportBug } from '../base/bug-log';
import { Slice } from '../base/pause';
import { bug, detailOf, problem } from '../base/problems';
import type { CaptureDocument } from '../document/document';
import type { ShownRows } from '../document/shown-rows';
import type { Notes } from '../passes/notes';
import { textOf } from '../search/text-run';
import { WorkerFailure, type WorkerPool } from '../search/worker-pool';
import type { IoGraphs } from '../statistics/io-graphs';
import type { Statistics } from '../statistics/statistics';
import type { SqlConsole } from '../answers/sql/sql-console';
import { exportSource } from './export-source';
import { belongsTo, scopeRows } from './scope-rows';
import { writeResult } from './result-pages';
import { isStatistics, statisticsTable } from './statistics-pages';
import { writeObjects } from './write-objects';
import { flowRowPages, knownFlows, NOTE_TABLE, notePages } from './table-pages';

export interface ExportParts {
  document: CaptureDocument;
  /** what the packet list shows now */
  shown(): ShownRows;
  notes: Notes;
  statistics: Statistics;
  ioGraphs: IoGraphs;
  sql: SqlConsole;
  pool: WorkerPool;
  /** whether all is known of the messages that the row carries, what keys have opened as well */
  messagesKnown(row: number): boolean;
}

/** Packets that are looked into for objects before others have their turn. */
const FEW = 32;
/** Until it is looked again how far the messages are. */
const WAIT_MS = 20;

const problemOf = (error: unknown): Problem =>
  error instanceof WorkerFailure
    ? problem('export.worker', 'export.worker', undefined, detailOf(error))
    : bug('export', error);

export class Exports {
  /** Called whenever the status of the export is another. */
  onChange: (status: ExportStatus) => void = () => undefined;
  readonly #parts: ExportParts;
  #status: ExportStatus | null = null;
  #cancelled = false;
  #closed = false;

  constructor(parts: ExportParts) {
    this.#parts = parts;
  }

  get status(): ExportStatus | null {
    return this.#status;
  }

  /** Packets or rows that it would be now; gives way while it counts. */
  async count(wanted: ExportWanted, signal?: AbortSignal): Promise<number> {
    const { document, notes } = this.#parts;
    if (wanted.what === 'sql') return this.#parts.sql.result(wanted.result)?.rows.length ?? 0;
    const shown = this.#parts.shown();
    if (wanted.what === 'table') {
      const { scope, table } = wanted;
      if (table === 'io') return this.#parts.ioGraphs.drawn?.graph.intervals ?? 0;
      if (isStatistics(table)) {
        const stopped = (): boolean => signal?.aborted === true || this.#closed || this.#cancelled;
        const view = { table, displayed: scope.by === 'displayed' };
        return (await this.#parts.statistics.whole(view, stopped))?.count ?? 0;
      }
      const flows = document.analysis.flows.count;
      if (table === 'connections') return scope.by === 'flows' ? knownFlows(flows, scope.flows).length : flows;
      if (table === 'notes' && scope.by === 'all') return notes.listed;
    }
    const slice = new Slice();
    let count = 0;
    const add = async (more: number): Promise<boolean> => {
      count += more;
      if (slice.over) await slice.giveWay();
      return signal?.aborted !== true && !this.#closed;
    };
    if (wanted.what === 'table' && wanted.table === 'notes') {
      const pages = notePages(document, notes, this.#noted(wanted.scope));
      for await (const page of pages) if (!(await add(page.length))) break;
    } else for (const rows of scopeRows(document, shown, wanted.scope)) if (!(await add(rows.length))) break;
    return count;
  }

  /** Begins to write a file. While another one is written, it waits for nobody: that one is cancelled. */
  async start(path: string, wanted: ExportWanted): Promise<void> {
    await this.#end();
    this.#cancelled = false;
    const status: ExportStatus = { what: wanted.what, name: basename(path), done: 0, total: 0, end: null };
    this.#status = status;
    this.#tell(status);
    try {
      status.total = await this.count(wanted);
      status.end = await this.#write(path, wanted);
    } catch (error) {
      status.end = this.#closed ? { kind: 'cancelled' } : { kind: 'failed', problem: problemOf(error) };
    }
    this.#tell(status);
  }

  cancel(): void {
    this.#cancelled = true;
  }

  close(): void {
    this.#closed = true;
  }

  async #end(): Promise<void> {
    while (this.#status !== null && this.#status.end === null) {
      this.#cancelled = true;
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  }

  #tell(status: ExportStatus): void {
    this.onChange({ ...status });
  }

  #run(): { progress: (done: number) => void; stopped: () => boolean } {
    const status = this.#status as ExportStatus;
    return {
      progress: (done) => {
        status.done = done;
        this.#tell(status);
      },
      stopped: () => this.#cancelled || this.#closed,
    };
  }

  #write(path: string, wanted: ExportWanted): Promise<ExportEnd> {
    if (wanted.what === 'packets') return this.#packets(path, wanted);
    return wanted.what === 'objects' ? this.#objects(path, wanted) : this.#table(path, wanted);
  }

  #objects(path: string, { scope }: ObjectsWanted): Promise<ExportEnd> {
    const { document } = this.#parts;
    const { progress, stopped } = this.#run();
    const rows = this.#withMessages(scopeRows(document, this.#parts.shown(), scope), progress, stopped);
    return writeObjects(path, httpObjects(exportSource(document), rows, reportBug), {
      named: (folder) => {
        if (this.#status !== null) this.#status.name = folder;
      },
      stopped,
    });
  }

  /** Rows a few at a time, each when the messages of its stream are known; in between others have their turn. */
  async *#withMessages(
    rows: Iterable<number[]>,
    progress: (done: number) => void,
    stopped: () => boolean,
  ): AsyncGenerator<number[]> {
    const slice = new Slice();
    let done = 0;
    for (const part of rows)
      for (let at = 0; at < part.length; at += FEW) {
        const few = part.slice(at, at + FEW);
        while (!this.#parts.messagesKnown(few[few.length - 1]) && !stopped())
          await new Promise<void>((resolve) => setTimeout(resolve, WAIT_MS));
        if (stopped()) return;
        yield few;
        progress((done += few.length));
        if (slice.over) await slice.giveWay();
      }
  }

  #packets(path: string, wanted: ExportWanted & { what: 'packets' }): Promise<ExportEnd> {
    const { document } = this.#parts;
    return exportPackets(exportSource(document), scopeRows(document, this.#parts.shown(), wanted.scope), {
      ...{ path, format: wanted.format, cut: wanted.cut, anonymise: wanted.anonymise },
      application: `Synscope ${version}`,
      report: reportBug,
      ...this.#run(),
    });
  }

  async #table(path: string, wanted: TableWanted | SqlWanted): Promise<ExportEnd> {
    const end = wanted.what === 'sql' ? await this.#result(path, wanted) : await this.#writeTable(path, wanted);
    if (end === 'cancelled') return { kind: 'cancelled' };
    if ('kind' in end) return { kind: 'failed', problem: writeProblem(end, path) };
    return { kind: 'written', items: end.rows, bytes: end.bytes, notes: [] };
  }

  /** Another statement may have been run since it was asked for. */
  async #result(path: string, { result, format }: SqlWanted): Promise<TableEnd> {
    const found = this.#parts.sql.result(result);
    return found === null ? 'cancelled' : writeResult(path, format, found, this.#run());
  }

  /** The packets whose notes are wanted. */
  #noted(scope: TableScope): (row: number) => boolean {
    if (scope.by === 'all') return () => true;
    if (scope.by === 'flows') return belongsTo(this.#parts.document, scope.flows);
    const shown = this.#parts.shown();
    return (row) => shown.indexOf(row, false) >= 0;
  }

  async #writeTable(path: string, { table, format, scope }: TableWanted): Promise<TableEnd> {
    const { document, notes } = this.#parts;
    const run = this.#run();
    if (table === 'connections')
      return writeConnections(path, format, flowRowPages(document, scope.by === 'flows' ? scope.flows : null), run);
    const text: TextFormat = format === 'parquet' ? 'csv' : format;
    if (table === 'io' || isStatistics(table)) {
      const made = await statisticsTable(this.#parts, table, scope.by === 'displayed', run.stopped);
      return made === null ? 'cancelled' : writeTextTable(path, text, made.columns, made.pages(), run);
    }
    if (table === 'notes')
      return writeTextTable(path, text, NOTE_TABLE, notePages(document, notes, this.#noted(scope)), run);
    const rows = scopeRows(document, this.#parts.shown(), scope);
    const parts = textOf(document, this.#parts.pool, rows, { of: 'rows', form: text });
    return writeRowsText(path, rowsTable(packetTable(text), parts), run);
  }
}
