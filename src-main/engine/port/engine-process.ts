// Entry of the utility process: one capture. Electron's main process sends where it lies and a port to the window.
import { CARRIED } from '../../ipc/carried-rule';
import { DECODE_RULES } from '../../ipc/decode-rule';
import * as v from 'valibot';
import type { EngineLoaded, EngineNews, EngineStart, EngineStored } from '../../ipc/contracts/engine-contract';
import type { CarriedNews } from '../../ipc/contracts/carried-contract';
import { TIME_SHIFT } from '../../ipc/time-shift-rule';
import type { CompareStatus } from '../../ipc/contracts/compare-contract';
import type { ExportStatus } from '../../ipc/contracts/export-contract';
import { EXPORT_WANTED } from '../../ipc/export-wanted';
import type { FindStatus } from '../../ipc/contracts/filter-contract';
import {
  FOLLOW_ENCODINGS,
  FOLLOW_LAYERS,
  FOLLOW_SAVED,
  FOLLOW_SIDES,
  LAST_STREAM,
  type FollowedSaved,
  type FollowSaving,
} from '../../ipc/contracts/follow-contract';
import { PortServer, StatusThrottle, type PortLike } from './port-server';
import { detailOf, problem } from '../base/problems';
import { LANGUAGES } from '../../ipc/languages';
import { PACKETS_TO_PRINT, PRINTED_NAME } from '../../ipc/print-rule';
import { REPORT_QUERY } from '../../ipc/report-rule';
import type { PagesSaved } from '../../ipc/contracts/print-contract';
import type { ReportSaved } from '../../ipc/contracts/report-contract';
import type { StatisticsProgress } from '../../ipc/contracts/statistics-contract';
import { answerLook, answerRequest } from './requests';
import type { Problem } from '../../ipc/message';
import { Session } from '../session';
import type { SessionAnswers } from '../session-answers';
import { useSystemZoneNames } from '../base/time-zone';

// The shape of Electron's process.parentPort; this folder does not know Electron.
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: PortLike[] }) => void): void;
  postMessage(message: unknown): void;
}
const { parentPort } = process as unknown as { parentPort?: ParentPort };

const STATUS_EVERY_MS = 200;
const FILTER_EVERY_MS = 100;
/** of a running capture: its newest packet is to be seen soon */
const LIVE_STATUS_EVERY_MS = 100;

const startMessage: v.GenericSchema<EngineStart> = v.object({
  path: v.pipe(v.string(), v.minLength(1)),
  cacheDir: v.pipe(v.string(), v.minLength(1)),
  follow: v.boolean(),
  defragment: v.boolean(),
  byTunnel: v.boolean(),
  sorted: v.boolean(),
  timeShift: TIME_SHIFT,
  carried: v.nullable(CARRIED),
  decodeAs: DECODE_RULES,
  keyLog: v.nullable(v.pipe(v.string(), v.minLength(1))),
  more: v.array(v.pipe(v.string(), v.minLength(1))),
  keep: v.boolean(),
});

const newsMessage: v.GenericSchema<EngineNews> = v.variant('type', [
  v.object({ type: v.literal('file'), path: v.pipe(v.string(), v.minLength(1)) }),
  v.object({ type: v.literal('ended') }),
  v.object({ type: v.literal('saved'), path: v.pipe(v.string(), v.minLength(1)) }),
  v.object({ type: v.literal('keyLog'), path: v.pipe(v.string(), v.minLength(1)) }),
  v.object({ type: v.literal('look') }),
  v.object({ type: v.literal('carry'), id: v.number() }),
  v.object({
    type: v.literal('saveFollowed'),
    id: v.number(),
    path: v.pipe(v.string(), v.minLength(1)),
    flow: v.pipe(v.number(), v.integer(), v.minValue(0)),
    layer: v.picklist(FOLLOW_LAYERS),
    stream: v.pipe(v.number(), v.integer(), v.minValue(-1), v.maxValue(LAST_STREAM)),
    side: v.picklist(FOLLOW_SIDES),
    as: v.picklist(FOLLOW_SAVED),
    encoding: v.picklist(FOLLOW_ENCODINGS),
  }),
  v.object({
    type: v.literal('saveReport'),
    id: v.number(),
    path: v.pipe(v.string(), v.minLength(1)),
    format: v.picklist(['html', 'docx', 'md']),
    paper: v.boolean(),
    ...REPORT_QUERY,
  }),
  v.object({ type: v.literal('stopReport') }),
  v.object({
    type: v.literal('savePages'),
    id: v.number(),
    path: v.pipe(v.string(), v.minLength(1)),
    wanted: PACKETS_TO_PRINT,
    name: PRINTED_NAME,
    language: v.picklist(LANGUAGES),
  }),
  v.object({ type: v.literal('stopPages') }),
  v.object({ type: v.literal('compare'), path: v.pipe(v.string(), v.minLength(1)) }),
  v.object({ type: v.literal('export'), path: v.pipe(v.string(), v.minLength(1)), wanted: EXPORT_WANTED }),
]);

useSystemZoneNames();

function start(options: EngineStart, port: PortLike, parent: ParentPort): Session {
  const session = new Session({ ...options, kept: options.keep ? {} : null });
  const server = new PortServer(port, (name, args, signal) => answerRequest(session, name, args, signal));
  const throttle = new StatusThrottle(options.follow ? LIVE_STATUS_EVERY_MS : STATUS_EVERY_MS, () =>
    server.event('status', session.status()),
  );
  const filterThrottle = new StatusThrottle(FILTER_EVERY_MS, () => {
    if (session.filtering) server.event('filter', session.filtering.status());
  });
  session.onFilter = (urgent) => filterThrottle.changed(urgent ? 'ready' : 'loading');
  session.onReport = (progress) => server.event('report', progress);
  session.onPasses = (urgent) => throttle.changed(urgent ? 'ready' : 'loading');
  session.onMarks = () => throttle.changed('ready'); // at once
  let found: FindStatus = { running: false, scanned: 0, total: 0 };
  const findThrottle = new StatusThrottle(FILTER_EVERY_MS, () => server.event('find', found));
  session.onFind = (now) => {
    found = now;
    findThrottle.changed(now.running ? 'loading' : 'ready');
  };
  let exported: ExportStatus | null = null;
  const exportThrottle = new StatusThrottle(FILTER_EVERY_MS, () => {
    if (exported) server.event('export', exported);
  });
  session.onExport = (now) => {
    exported = now;
    exportThrottle.changed(now.end === null ? 'loading' : 'ready');
  };
  let saving: FollowSaving = null;
  const savingThrottle = new StatusThrottle(FILTER_EVERY_MS, () => server.event('followSaving', saving));
  session.onSaving = (now) => {
    saving = now;
    savingThrottle.changed(now ? 'loading' : 'ready');
  };
  let counted: StatisticsProgress | null = null;
  const countThrottle = new StatusThrottle(FILTER_EVERY_MS, () => {
    if (counted) server.event('statistics', counted);
  });
  session.onStatistics = (now) => {
    counted = now;
    countThrottle.changed(now.state === 'running' ? 'loading' : 'ready');
  };
  let compared: CompareStatus | null = null;
  const compareThrottle = new StatusThrottle(FILTER_EVERY_MS, () => {
    if (compared) server.event('compare', compared);
  });
  session.onCompare = (now) => {
    compared = now;
    compareThrottle.changed(now.phase === 'reading' || now.phase === 'comparing' ? 'loading' : 'ready');
  };
  let told = false;
  let toldStored = false;
  session.onChange = () => {
    const status = session.status();
    throttle.changed(status.phase);
    if (session.stored && !toldStored) {
      toldStored = true;
      parent.postMessage({ type: 'stored' } satisfies EngineStored);
    }
    if (status.phase === 'loading' || told) return;
    told = true;
    const loaded: EngineLoaded = {
      type: 'loaded',
      phase: status.phase,
      frames: status.frames,
      fileBytes: status.fileBytes,
    };
    parent.postMessage(loaded);
  };
  process.once('exit', () => session.close());
  void session.start();
  return session;
}

function tell(session: Session, news: EngineNews, parent: ParentPort, port: PortLike | undefined): void {
  switch (news.type) {
    case 'look':
      if (port) new PortServer(port, (name, args, signal) => answerLook(session, name, args, signal));
      return;
    case 'carry':
      return parent.postMessage({ type: 'carried', id: news.id, carried: session.carried() } satisfies CarriedNews);
    case 'saveFollowed':
      return void written(session, ({ follow }) => follow.save(news)).then((failed) =>
        parent.postMessage({ type: 'followedSaved', id: news.id, problem: failed } satisfies FollowedSaved),
      );
    case 'saveReport':
      return void written(session, ({ reports }) => reports.save(news)).then((failed) =>
        parent.postMessage({ type: 'reportSaved', id: news.id, problem: failed } satisfies ReportSaved),
      );
    case 'savePages':
      return void written(session, ({ pages }) => pages.save(news)).then((failed) =>
        parent.postMessage({ type: 'pagesSaved', id: news.id, problem: failed } satisfies PagesSaved),
      );
    case 'stopReport':
      return session.openAnswers?.reports.stop();
    case 'stopPages':
      return session.openAnswers?.pages.stop();
    case 'export':
      return void session.openAnswers?.exports.start(news.path, news.wanted);
    case 'compare':
      return void session.openAnswers?.comparing.begin(news.path);
    case 'file':
      return session.continueIn(news.path);
    case 'ended':
      return session.ended();
    case 'keyLog':
      return session.useKeyLog(news.path);
    case 'saved':
      return session.savedAs(news.path);
  }
}

/** What went wrong with writing something of the open capture; null: nothing. */
async function written(
  { openAnswers }: Session,
  write: (answers: SessionAnswers) => Promise<Problem | null>,
): Promise<Problem | null> {
  return openAnswers ? write(openAnswers) : problem('engine.noCapture', 'engine.noCapture');
}

// A bug outside of any request: the last words go to stderr, and main sees the exit.
for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(event, (error: unknown) => {
    console.error(`engine: ${detailOf(error)}`);
    process.exit(70);
  });

let session: Session | null = null;
parentPort?.on('message', ({ data, ports }) => {
  if (session) {
    if (parentPort && v.is(newsMessage, data)) tell(session, data, parentPort, ports[0]);
    return;
  }
  const [port] = ports;
  if (port && v.is(startMessage, data)) session = start(data, port, parentPort);
});
if (!parentPort) {
  console.error('engine: this program is started by Synscope itself');
  process.exitCode = 2;
}
