// A handler for every request of the contract: one that is missing does not compile.
import type { EngineRequest, EngineRequests } from '../ipc/engine-contract';
import { RequestFailure } from './failure';
import { packetDetail } from './packet-detail';
import { packetRows } from './packet-rows';
import { problem } from './problems';
import type { Session } from './session';
import type { Answering } from './port-server';
import { checkArguments, isRequest } from './validate';

type Handlers = {
  [N in EngineRequest]: (session: Session, args: EngineRequests[N]['args']) => EngineRequests[N]['answer'];
};

const handlers: Handlers = {
  status: (session) => session.status(),
  cancelLoad: (session) => {
    session.cancel();
    return null;
  },
  packetRows: (session, { from, count }) => packetRows(session.usableDocument, from, count),
  packetDetail: (session, { frame }) => packetDetail(session.usableDocument, frame),
  rowOfFrame: (session, { frame }) => (frame <= session.frames ? frame - 1 : -1),
  flows: (session, args) => session.usableFlows.page(args),
  flow: (session, { id }) => session.usableFlows.flow(id),
  rowOfFlow: (session, args) => session.usableFlows.rowOf(args),
  timeline: (session, { flow, unfolded }) => session.timelines.summary(flow, unfolded),
  timelineRows: (session, { flow, unfolded, from, count }) => session.timelines.rows(flow, unfolded, from, count),
  timelineRowOfFrame: (session, { flow, unfolded, frame }) => session.timelines.rowOfFrame(flow, unfolded, frame),
};

function handle<N extends EngineRequest>(session: Session, name: N, args: unknown): ReturnType<Answering> {
  const checked = checkArguments(name, args);
  if (!checked.ok)
    return { ok: false, problem: problem('engine.badRequest', 'engine.badRequest', { request: name }, checked.detail) };
  try {
    return { ok: true, value: handlers[name](session, checked.args) };
  } catch (error) {
    if (error instanceof RequestFailure) return { ok: false, problem: error.problem };
    throw error;
  }
}

/** Checks the arguments, then answers. Throws only for bugs. */
export function answerRequest(session: Session, name: string, args: unknown): ReturnType<Answering> {
  if (isRequest(name)) return handle(session, name, args);
  return {
    ok: false,
    problem: problem('engine.badRequest', 'engine.badRequest', { request: name.slice(0, 40) }, 'unknown request'),
  };
}
