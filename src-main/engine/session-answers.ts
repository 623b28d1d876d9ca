// What looks into an open capture for the window: one answerer a page, all made when it is opened and ended when it is closed.
import type { CompareStatus } from '../ipc/contracts/compare-contract';
import type { ExportStatus } from '../ipc/contracts/export-contract';
import type { FollowSaving } from '../ipc/contracts/follow-contract';
import type { ReportProgress } from '../ipc/contracts/report-contract';
import type { StatisticsProgress } from '../ipc/contracts/statistics-contract';
import { Comparing, type ComparingParts } from './answers/compare/comparing';
import { ExpertAnswers } from './answers/expert';
import { FollowAnswers } from './answers/follow/follow';
import { Graphs } from './answers/graphs';
import { SqlConsole, type SqlConsoleParts } from './answers/sql/sql-console';
import { KeyDoctor } from './answers/tls/key-doctor';
import { PacketPages } from './answers/print/packet-pages';
import { Reports, type ReportParts } from './answers/report/reports';
import { Timelines } from './answers/timelines';
import { TlsList } from './answers/tls/tls-list';
import { TlsLooks } from './answers/tls/tls-looks';
import type { CaptureDocument } from './document/document';
import { Exports } from './exports/exports';
import type { createPasses } from './passes/registry';
import type { Filtering } from './search/filtering';
import type { WorkerPool } from './search/worker-pool';
import { IoGraphs } from './statistics/io-graphs';
import { Statistics } from './statistics/statistics';

interface Parts {
  document: CaptureDocument;
  /** what the passes find */
  found: ReturnType<typeof createPasses>;
  filtering: Filtering;
  pool: WorkerPool;
  /** rows that the pass `messages` has gone over */
  messagesDone: () => number;
  handshakesDone: () => boolean;
  messagesKnown: (row: number) => boolean;
  /** rises when keys have opened more packets */
  opened: () => number;
  /** what a report says of the file */
  about: ReportParts['about'];
  /** what is stored of the conversations, and how it is asked */
  sql: Omit<SqlConsoleParts, 'document'>;
  /** how another capture is opened that this one is compared with */
  compare: Omit<ComparingParts, 'document'>;
  onCompare: (status: CompareStatus) => void;
  onSaving: (now: FollowSaving) => void;
  onReport: (progress: ReportProgress) => void;
  onExport: (status: ExportStatus) => void;
  onStatistics: (progress: StatisticsProgress) => void;
}

export class SessionAnswers {
  readonly timelines: Timelines;
  readonly graphs: Graphs;
  readonly follow: FollowAnswers;
  readonly tls: TlsLooks;
  readonly tlsList: TlsList;
  readonly keys: KeyDoctor;
  readonly expert: ExpertAnswers;
  readonly reports: Reports;
  readonly pages: PacketPages;
  readonly exports: Exports;
  readonly statistics: Statistics;
  readonly ioGraphs: IoGraphs;
  readonly sql: SqlConsole;
  readonly comparing: Comparing;

  constructor(parts: Parts) {
    const { document, found, filtering, pool, about, messagesDone, handshakesDone, messagesKnown, opened, onReport } =
      parts;
    this.timelines = new Timelines(document, found.names.lookUps);
    this.graphs = new Graphs(document, this.timelines);
    this.follow = new FollowAnswers(document);
    this.follow.onSaving = parts.onSaving;
    this.tls = new TlsLooks(document, this.timelines);
    this.tlsList = new TlsList(found.tls.handshakes);
    this.keys = new KeyDoctor(document, found.tls.handshakes, found.messages);
    this.expert = new ExpertAnswers(document, found.expert);
    const { names } = found.names;
    this.reports = new Reports({ document, timelines: this.timelines, filtering, names, about, progress: onReport });
    this.pages = new PacketPages({ document, shown: () => filtering.shown, progress: onReport });
    this.statistics = new Statistics({ document, pool, list: filtering, messagesDone, handshakesDone, opened });
    this.statistics.onProgress = parts.onStatistics;
    this.ioGraphs = new IoGraphs(document, pool);
    this.sql = new SqlConsole({ document, ...parts.sql });
    this.comparing = new Comparing({ document, ...parts.compare });
    this.comparing.onChange = parts.onCompare;
    const { notes } = found.expert;
    this.exports = new Exports({
      messagesKnown,
      document,
      shown: () => filtering.shown,
      notes,
      statistics: this.statistics,
      ioGraphs: this.ioGraphs,
      sql: this.sql,
      pool,
    });
    this.exports.onChange = parts.onExport;
  }

  close(): void {
    this.follow.close();
    this.follow.cancelSave();
    this.reports.stop();
    this.pages.stop();
    this.exports.close();
    this.statistics.close();
    this.ioGraphs.close();
    this.sql.close();
    this.comparing.stop();
  }
}
