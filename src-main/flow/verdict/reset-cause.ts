// What an RST that ended a connection came upon: what stood before it tells, as far as a capture can.
import { seqDiff } from '../../wire/seq';
import { ACK } from '../../wire/tcp';
import { sameSender } from './distance';
import { otherOf, type Findings, type Side } from './findings';

export type ResetCause =
  | 'lateData' // its sender had closed, and data came that nobody reads any more: RFC 9293 section 3.6.1, RFC 2525 section 2.16
  | 'onData' // the segment before it brought data
  | 'afterAnswer' // the other end had sent data last, and its sender had acknowledged them
  | 'afterSending' // its sender had sent data last, and the other end had acknowledged them
  | 'idle' // nothing had been sent for long
  | 'atOnce' // nothing but the handshake stood before it
  | 'other';

/** A connection where nothing was sent for so long is idle: ns. */
const IDLE_NS = 10e9;

export interface Reset {
  at: number;
  who: Side;
  cause: ResetCause;
  /** the segment before it, -1: none */
  before: number;
  idleNs: number;
  /** the last data of the other end before it, -1: none */
  data: number;
  /** a segment of the same sender that came from another distance: probably something on the way sent the RST; -1: none */
  unlike: number;
}

/** @param at the RST */
export function resetOf(f: Findings, at: number): Reset {
  const who = f.who(at);
  const before = f.before(at);
  const idleNs = before < 0 ? 0 : f.ns(before, at);
  const sent = f.sent(otherOf(who));
  const data = sent.lastData >= 0 && sent.lastData < at ? sent.lastData : -1;
  const own = f.before(at, who);
  const unlike = own >= 0 && sameSender(f.ttl(at), f.ttl(own)) === 'other' ? own : -1;
  return { at, who, cause: causeOf(f, at, who, before, idleNs, data), before, idleNs, data, unlike };
}

function causeOf(f: Findings, at: number, who: Side, before: number, idleNs: number, data: number): ResetCause {
  const onData = before >= 0 && before === data;
  const closed = f
    .all('fin', 'finData', 'finSecond', 'finAnswer', 'finCrossing')
    .some((i) => i < at && f.who(i) === who);
  if (onData && closed) return 'lateData';
  if (idleNs >= IDLE_NS) return 'idle';
  if (onData) return 'onData';
  if (f.a.bytes + f.b.bytes === 0) return 'atOnce';
  const lastOwn = f.sent(who).lastData;
  const isLast = lastOwn < 0 || data > lastOwn;
  if (data >= 0 && isLast) return isAcknowledged(f, data, who, at) ? 'afterAnswer' : 'other';
  if (lastOwn < 0 || lastOwn > at) return 'other';
  return isAcknowledged(f, lastOwn, otherOf(who), at) ? 'afterSending' : 'other';
}

/** The last segment of `by` between these data and the RST acknowledges all of them. */
function isAcknowledged(f: Findings, data: number, by: Side, at: number): boolean {
  const { columns, s } = f;
  const last = f.before(at, by);
  if (last < data || (f.flags(last) & ACK) === 0) return false;
  return seqDiff(columns.ack(s.rows[last]), (columns.seq(s.rows[data]) + f.len(data)) >>> 0) >= 0;
}
