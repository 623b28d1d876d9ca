// A handler for every request of the contract: one that is missing does not compile.
import { decodable } from '../../dissect/decode-as';
import { completeFilter } from '../../filter/help/complete';
import type { EngineRequest, EngineRequests, FlowRow, NamedFlow } from '../../ipc/contracts/engine-contract';
import { RequestFailure } from '../base/failure';
import { commentsOf, setComments } from '../answers/comments';
import { courseFacts } from '../answers/course-facts';
import { frameAtTime } from '../answers/frame-at-time';
import { frameInFlow } from '../answers/frame-in-flow';
import { mark, nextMarked } from '../answers/marks';
import { packetDetail } from '../answers/packet-detail';
import { packetRows } from '../answers/packet-rows';
import { checkRules } from '../answers/row-colours';
import { problem } from '../base/problems';
import { servicesOf } from '../answers/registered';
import { tunnelsOf } from '../answers/tunnels-of';
import type { Session } from '../session';
import type { Outcome } from './port-server';
import { checkArguments, isRequest } from './validate';

/** Answers at once, or later; `signal`: nobody waits for the answer any more. Throws RequestFailure for expected failures. */
type Handler<N extends EngineRequest> = (
  session: Session,
  args: EngineRequests[N]['args'],
  signal: AbortSignal,
) => EngineRequests[N]['answer'] | Promise<EngineRequests[N]['answer']>;
type Handlers = { [N in EngineRequest]: Handler<N> };

/** A connection with the names of its ends and ports. */
const named = (session: Session, row: FlowRow): NamedFlow => ({
  ...row,
  ...session.names.ofFlow(row),
  ...servicesOf(row),
  tunnels: tunnelsOf(session.usableDocument, row.id),
});

const handlers: Handlers = {
  status: (session) => session.status(),
  cancelLoad: (session) => {
    session.cancel();
    return null;
  },
  packetRows: (session, { from, count, fields, colours }) => {
    const { document, filtering } = session.usable;
    session.lookAtFile();
    return packetRows(document, from, count, filtering, session.names, fields, colours ? session.colours : null);
  },
  setColouring: (session, args) => session.colours.set(args),
  checkRules: (_session, { filters, macros }) => checkRules(filters, macros),
  packetDetail: (session, { frame }) => {
    session.lookAtFile();
    return packetDetail(session.usableDocument, frame);
  },
  rowOfFrame: (session, { frame, nearest }) => session.filtering?.shown.indexOf(frame - 1, nearest) ?? -1,
  frameInFlow: (session, { flow, frame, by }) => {
    const { document, filtering } = session.usable;
    return frameInFlow(document, filtering.shown, flow, frame, by);
  },
  mark: (session, args) => {
    const { document, filtering } = session.usable;
    const refused = mark(document, filtering.shown, args);
    session.marked(args.what);
    return refused;
  },
  comments: (session, { frame }) => commentsOf(session.usableDocument, frame),
  setComments: (session, args) => {
    const taken = setComments(session.usableDocument, args);
    session.marked('comment');
    return taken;
  },
  nextMarked: (session, args) => {
    const { document, filtering } = session.usable;
    return nextMarked(document, filtering.shown, args);
  },
  flows: (session, args) => {
    const page = session.usableFlows.page(args);
    return { ...page, rows: page.rows.map((row) => named(session, row)) };
  },
  flowIds: (session, args) => session.usableFlows.ids(args),
  decodable: (_session, { table }) => decodable(table),
  flowCounts: (session) => session.usableFlows.counts(),
  flow: (session, { id }) => {
    const row = session.usableFlows.flow(id);
    return row && named(session, row);
  },
  rowOfFlow: (session, args) => session.usableFlows.rowOf(args),
  timeline: (session, { flow, unfolded }) => session.answers.timelines.summary(flow, unfolded),
  verdict: (session, { flow }) => session.answers.timelines.verdict(flow),
  report: (session, query, signal) => session.answers.reports.preview(query, signal),
  compareStatus: (session) => session.answers.comparing.status,
  stopCompare: (session) => {
    session.answers.comparing.stop();
    return null;
  },
  comparePairs: (session, args) => session.answers.comparing.pairs(args),
  compareSegments: (session, args) => session.answers.comparing.segments(args),
  tlsSummary: (session, { displayed }) => session.answers.tlsList.summary(displayed, session.usable.filtering),
  tlsRows: (session, args) => session.answers.tlsList.rows(args, session.usable.filtering),
  tlsRowOfFlow: (session, { flow, ...listing }) =>
    session.answers.tlsList.rowOf(flow, listing, session.usable.filtering),
  keySummary: (session) => session.answers.keys.summary(),
  keyRows: (session, args) => session.answers.keys.rows(args),
  tlsLook: (session, { flow }, signal) => session.answers.tls.look(flow, signal),
  graph: (session, query) => session.answers.graphs.graph(query),
  cancelFollowSave: (session) => {
    session.answers.follow.cancelSave();
    return null;
  },
  followSummary: (session, { view }) => session.answers.follow.summary(view),
  followRows: (session, { view, from, count }, signal) => session.answers.follow.rows(view, from, count, signal),
  http2StreamOf: (session, { frame }) => session.answers.follow.http2StreamOf(frame),
  followFind: (session, args, signal) => session.answers.follow.find(args, signal),
  timelineRows: (session, { flow, unfolded, from, count, sack }) =>
    session.answers.timelines.rows(flow, unfolded, from, count, sack),
  timelineRowOfFrame: (session, { flow, unfolded, frame }) =>
    session.answers.timelines.rowOfFrame(flow, unfolded, frame),
  checkFilter: (session, { source }) => session.usable.filtering.check(source),
  completeFilter: (_session, { text, cursor, macros }) => completeFilter(text, Math.min(cursor, text.length), macros),
  setFilter: (session, { source }) => session.usable.filtering.set(source),
  cancelFilter: (session) => {
    session.usable.filtering.cancel();
    return null;
  },
  filterStatus: (session) => session.usable.filtering.status(),
  courseFacts: ({ usable, usableDocument }, args, signal) =>
    courseFacts(usableDocument, usable.filtering, args, signal),
  countMatches: (session, { sources }, signal) => session.usable.filtering.countMatches(sources, signal),
  find: (session, args, signal) => session.usable.filtering.find(args, signal),
  frameAtTime: (session, { sec, nano }) =>
    frameAtTime(session.usable.document, session.usable.filtering.shown, sec, nano),
  captureFilterOf: (session, { source }) => session.usable.filtering.captureFilterOf(source),
  exportCount: async (session, { wanted }, signal) => ({ items: await session.answers.exports.count(wanted, signal) }),
  cancelExport: (session) => {
    session.answers.exports.cancel();
    return null;
  },
  statisticsSummary: (session, args) => session.answers.statistics.summary(args),
  statisticsRows: (session, args) => session.answers.statistics.rows(args),
  flowHosts: (session, { view }) => session.answers.statistics.hosts(view),
  stopStatistics: (session, { view }) => {
    session.answers.statistics.stop(view);
    return null;
  },
  captureProperties: (session, { displayed }, signal) => session.properties(displayed, signal),
  ioGraph: (session, { query }, signal) => session.answers.ioGraphs.graph(query, session.usable.filtering, signal),
  sqlRun: (session, args, signal) => session.answers.sql.run(args, signal),
  flowOfStream: (session, { kind, stream }) => session.usableDocument.analysis.flows.ofStream(kind, stream),
  sqlRows: (session, { id, from, count }) => session.answers.sql.rows(id, from, count),
  stopPass: (session, { id }) => {
    session.usablePasses.stop(id);
    return null;
  },
  resumePass: (session, { id }) => {
    session.usablePasses.resume(id);
    return null;
  },
  expertSummary: (session, { view }) => session.answers.expert.summary(view, session.usable.filtering),
  expertRows: (session, { view, from, count }) =>
    session.answers.expert.rows(view, from, count, session.usable.filtering),
};

const failed = (error: unknown): Outcome => {
  if (error instanceof RequestFailure) return { ok: false, problem: error.problem };
  throw error;
};

function handle<N extends EngineRequest>(
  session: Session,
  name: N,
  args: unknown,
  signal: AbortSignal,
): Outcome | Promise<Outcome> {
  const checked = checkArguments(name, args);
  if (!checked.ok)
    return { ok: false, problem: problem('engine.badRequest', 'engine.badRequest', { request: name }, checked.detail) };
  try {
    const answer = handlers[name](session, checked.args, signal);
    if (answer instanceof Promise) return answer.then((value) => ({ ok: true, value }), failed);
    return { ok: true, value: answer };
  } catch (error) {
    return failed(error);
  }
}

/** Checks the arguments, then answers. Throws, or rejects, only for bugs. */
export function answerRequest(
  session: Session,
  name: string,
  args: unknown,
  signal: AbortSignal,
): Outcome | Promise<Outcome> {
  if (isRequest(name)) return handle(session, name, args, signal);
  return {
    ok: false,
    problem: problem('engine.badRequest', 'engine.badRequest', { request: name.slice(0, 40) }, 'unknown request'),
  };
}

/** The same for a window that looks at one packet: it may ask for nothing else. */
export function answerLook(
  session: Session,
  name: string,
  args: unknown,
  signal: AbortSignal,
): Outcome | Promise<Outcome> {
  if (name === 'packetDetail') return answerRequest(session, name, args, signal);
  return {
    ok: false,
    problem: problem('engine.badRequest', 'engine.badRequest', { request: name.slice(0, 40) }, 'not for this window'),
  };
}
