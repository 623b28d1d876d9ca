// The segments of one connection in order, with what the timeline says of each: direction, states of both ends, meaning.
// Typed arrays, so that 100,000 segments stay cheap.
import { isRetransmission, KEEP_ALIVE, ZERO_WINDOW, ZERO_WINDOW_PROBE } from '../../dissect/contract/analysis-flags';
import type { FlowRow } from '../../ipc/contracts/engine-contract';
import { ACK, FIN, RST, SYN } from '../../wire/tcp';
import type { Analysis } from '../capture-index';
import { PROTOCOL } from '../columns/columns';
import { GrowingList } from '../../memory/growing-list';
import { ATTEMPT, COPY, ICMP_FOREIGN, REASON_MASK } from '../columns/segment-mark';
import { TcpFlows } from '../table/flow-chunk';
import { Segment } from '../tcp/acceptance';
import { beginAttempt, refusesSyn, takeSegment } from '../tcp/connection-step';
import * as S from '../tcp/tcp-state';
import { inOrder } from '../timing/connection-rows';
import * as V from '../tcp/verdict';
import { ICMP_MEANINGS, IGNORED_MEANINGS, MEANING, type MeaningKind } from './timeline-meaning';

/** One attempt to open a connection, and what came of it: segments from … below `to`. Nearly every stream is one. */
export interface AttemptSpan {
  from: number;
  to: number;
  /** the first FIN without SYN, the first RST; -1 without */
  firstFin: number;
  firstReset: number;
  /** the last segment of the opening: SYN, SYN-ACK or the ACK that completes it; -1 without */
  lastOfOpening: number;
  /** the first RST came after both FINs were acknowledged */
  resetIsLate: boolean;
}

export interface Segments {
  count: number;
  /** row of the columns by segment; in the order of time */
  rows: Uint32Array;
  /** 1: the arrow points from a to b */
  fromA: Uint8Array;
  /** states after the segment: a in the low four bits, b in the high ones (tcp-state.ts) */
  states: Uint8Array;
  meaning: Uint8Array;
  /** 1: may be folded away (neither opens nor closes nor changes a state) */
  plain: Uint8Array;
  /** ns since the first segment */
  time: Float64Array;
  /** payload before segment i, by direction; one longer than the others */
  sentAB: Float64Array;
  sentBA: Float64Array;
  attempts: AttemptSpan[];
}

/** Rows of a flow: its segments and the ICMP errors about them, in the order of time; frames without a time stay in their place. */
function rowsOf(analysis: Analysis, flow: FlowRow): Uint32Array {
  const { kind, stream, firstFrame, lastFrame } = flow;
  const { columns } = analysis;
  const list = new GrowingList();
  for (let row = firstFrame - 1; row >= 0; row = columns.nextOfStream(kind, stream, row + 1, lastFrame)) list.push(row);
  return inOrder(analysis, flow.id, list.data.slice(0, list.length));
}

/** Reads a connection along the columns. */
export function readSegments(analysis: Analysis, flow: FlowRow): Segments {
  const { columns } = analysis;
  const rows = rowsOf(analysis, flow);
  const n = rows.length;
  const out: Segments = {
    count: n,
    rows,
    fromA: new Uint8Array(n),
    states: new Uint8Array(n),
    meaning: new Uint8Array(n),
    plain: new Uint8Array(n),
    time: new Float64Array(n),
    sentAB: new Float64Array(n + 1),
    sentBA: new Float64Array(n + 1),
    attempts: [],
  };
  const walk = new Walk(analysis, flow);
  const sec = columns.timeSec(rows[0]);
  const nano = columns.timeNano(rows[0]);
  for (let i = 0; i < n; i++) {
    const row = rows[i];
    out.time[i] = columns.hasTime(row)
      ? (columns.timeSec(row) - sec) * 1e9 + columns.timeNano(row) - nano
      : (out.time[i - 1] ?? 0);
    walk.step(out, i);
  }
  return out;
}

/** Goes along the connection as the tracker did; whether a segment is accepted stands in its mark already. */
class Walk {
  /** the connection is flow 0 of it, a the side 0 */
  readonly #t = new TcpFlows();
  readonly #segment = new Segment();
  /** by side: its window was 0 when it last said */
  #shut = [false, false];
  readonly #ackFrames: ReadonlySet<number>;

  constructor(
    private readonly analysis: Analysis,
    private readonly flow: FlowRow,
  ) {
    this.#ackFrames = new Set(flow.kind === 'tcp' ? analysis.ackFramesOf(flow.id) : []);
  }

  /** Fills in segment i, whose row stands in `out` already. */
  step(out: Segments, i: number): void {
    const { columns } = this.analysis;
    const row = out.rows[i];
    const tcp = this.flow.kind === 'tcp';
    if (i === 0 || (tcp && columns.mark(row) & ATTEMPT)) this.#begin(out, i);
    out.attempts[out.attempts.length - 1].to = i + 1;
    const side = columns.fromA(row) ? 0 : 1;
    const len = columns.payloadLen(row);
    const quoted = isIcmpError(columns, row);
    // An ICMP error travels against the packet that it quotes.
    const fromA = (side === 0) !== quoted;
    const isCopy = tcp && !quoted && (columns.mark(row) & COPY) !== 0;
    out.fromA[i] = fromA ? 1 : 0;
    out.sentAB[i + 1] = out.sentAB[i] + (fromA && !isCopy ? len : 0);
    out.sentBA[i + 1] = out.sentBA[i] + (fromA || isCopy ? 0 : len);
    const before = this.#states();
    out.meaning[i] = tcp ? this.#meaning(out, i, row, side, len, quoted) : MEANING.datagram;
    out.states[i] = this.#states();
    const flags = columns.flags(row);
    const special =
      quoted ||
      (flags & (SYN | FIN | RST)) !== 0 ||
      this.#ackFrames.has(row + 1) ||
      (tcp && this.analysis.ignoredOf(row) !== null);
    out.plain[i] = isCopy ? 1 : special || out.states[i] !== before ? 0 : 1;
  }

  #states(): number {
    return S.pair(this.#t.state[0], this.#t.state[1]);
  }

  /** An attempt begins: everything is as before the first segment. */
  #begin(out: Segments, i: number): void {
    out.attempts.push({ from: i, to: i + 1, firstFin: -1, firstReset: -1, lastOfOpening: -1, resetIsLate: false });
    this.#shut = [false, false];
    if (this.flow.kind !== 'tcp') return;
    beginAttempt(this.#t, 0, 0);
    this.#t.state.set(this.#startStates(out, i));
  }

  /** What the two ends are before segment i, as far as what follows tells. */
  #startStates(out: Segments, i: number): [a: number, b: number] {
    const { columns } = this.analysis;
    const row = out.rows[i];
    const opensWith = columns.flags(row);
    if ((opensWith & SYN) === 0) return [S.UNKNOWN, S.UNKNOWN];
    const opener = opensWith & ACK ? S.LISTEN : S.CLOSED;
    const other = opensWith & ACK ? S.SYN_SENT : this.#answerer(out, i);
    return columns.fromA(row) ? [opener, other] : [other, opener];
  }

  /** What the end is that gets the SYN of segment i, before it does. */
  #answerer(out: Segments, i: number): number {
    const { columns } = this.analysis;
    let crossing = false;
    for (let k = i + 1; k < out.count; k++) {
      const row = out.rows[k];
      const flags = columns.flags(row);
      const byOther = columns.fromA(row) !== columns.fromA(out.rows[i]);
      if (columns.mark(row) & ATTEMPT) break;
      if (isIcmpError(columns, row) || columns.mark(row) !== 0) continue;
      if (flags & RST) {
        if (byOther) return S.CLOSED;
      } else if ((flags & (SYN | ACK)) !== SYN) return crossing ? S.CLOSED : S.LISTEN;
      else if (byOther) crossing = true;
    }
    return crossing ? S.CLOSED : S.UNKNOWN; // nobody answered for it
  }

  #meaning(out: Segments, i: number, row: number, side: number, len: number, quoted: boolean): MeaningKind {
    const { columns } = this.analysis;
    const mark = columns.mark(row);
    if (quoted) return mark & ICMP_FOREIGN ? MEANING.icmpForeign : ICMP_MEANINGS[mark & 7];
    if (columns.partial(row)) return MEANING.fragment;
    if (mark & COPY) {
      const attempt = out.attempts[out.attempts.length - 1];
      if (attempt.lastOfOpening === i - 1) attempt.lastOfOpening = i;
      return MEANING.copy;
    }
    const ignored = this.analysis.ignoredOf(row);
    if (ignored !== null) return IGNORED_MEANINGS[mark & REASON_MASK];
    const before = this.#t.events[0];
    takeSegment(this.#t, 0, this.#fill(row, side, len), row + 1);
    const after = this.#t.events[0];

    const { flags } = this.#segment;
    // SYN, FIN and RST say nothing about the window now
    if ((flags & (ACK | SYN | FIN | RST)) === ACK) this.#shut[side] = columns.window(row) === 0;
    const attempt = out.attempts[out.attempts.length - 1];
    if (flags & RST) return this.#onReset(attempt, i, side, before, after);
    if (flags & SYN) {
      if ((before & RESETS) === 0 && attempt.firstFin < 0) attempt.lastOfOpening = i;
      return onSyn(flags, len, side, before);
    }
    if (flags & FIN) {
      if (attempt.firstFin < 0) attempt.firstFin = i;
      return onFin(len, side, before, after);
    }
    if (this.#ackFrames.has(row + 1)) {
      attempt.lastOfOpening = i;
      return len > 0 ? MEANING.establishedData : MEANING.established;
    }
    if (~before & after & V.bySide(V.EVENT_FIN_A_ACKED, side ^ 1)) {
      const receiver = this.#t.state[side ^ 1];
      if (receiver === S.CLOSED) return MEANING.lastAck;
      return receiver === S.TIME_WAIT ? MEANING.closingAck : MEANING.finAcked;
    }
    return onPlain(flags, len, columns.analysis(row), this.#shut[side ^ 1]);
  }

  #fill(row: number, side: number, len: number): Segment {
    const { columns } = this.analysis;
    const g = this.#segment;
    g.frame = row + 1;
    g.own = side;
    g.other = side ^ 1;
    g.flags = columns.flags(row);
    g.len = len;
    g.window = columns.window(row);
    g.number(columns.seq(row), columns.ack(row));
    return g;
  }

  #onReset(attempt: AttemptSpan, i: number, side: number, before: number, after: number): MeaningKind {
    const first = (before & RESETS) === 0;
    if (first) attempt.firstReset = i;
    if (refusesSyn(before, side)) return MEANING.refused;
    if (!first) return MEANING.resetAgain;
    attempt.resetIsLate = (after & V.EVENT_RST_AFTER_CLOSE) !== 0;
    if (attempt.resetIsLate) return MEANING.resetLate;
    if (after & V.EVENT_RST_AFTER_FIN) return MEANING.resetAfterFin;
    return this.flow.handshake === 'probe' && side === 0 ? MEANING.probeReset : MEANING.reset;
  }
}
const RESETS = V.EVENT_RST_A | V.EVENT_RST_B;

/** An ICMP error that quotes the segment: it is no segment of the connection itself. */
export const isIcmpError = (columns: Analysis['columns'], row: number): boolean =>
  columns.protocol(row) === PROTOCOL.icmpError;

// What a SYN and a FIN mean follows from the EVENT_* bits before it (and after it).
function onSyn(flags: number, len: number, side: number, before: number): MeaningKind {
  if (flags & ACK) return before & V.bySide(V.EVENT_SYN_ACK_A, side) ? MEANING.synAckAgain : MEANING.synAck;
  if (before & V.bySide(V.EVENT_SYN_A, side)) return MEANING.synAgain;
  if (before & V.bySide(V.EVENT_SYN_A, side ^ 1)) return MEANING.synCrossing;
  return len > 0 ? MEANING.synData : MEANING.syn;
}

function onFin(len: number, side: number, before: number, after: number): MeaningKind {
  if (before & V.bySide(V.EVENT_FIN_A, side)) return MEANING.finAgain;
  if ((before & V.bySide(V.EVENT_FIN_A, side ^ 1)) === 0) return len > 0 ? MEANING.finData : MEANING.fin;
  if ((after & V.EVENT_SECOND_FIN_ACKS) === 0) return MEANING.finCrossing;
  return after & V.EVENT_ACKED_BEFORE_SECOND_FIN ? MEANING.finSecond : MEANING.finAnswer;
}

/** @param shut the end that it reaches has announced a window of 0 */
function onPlain(flags: number, len: number, said: number, shut: boolean): MeaningKind {
  if ((flags & ACK) === 0) return MEANING.odd;
  // RFC 9293 section 3.8.6.1. Some stacks probe with a byte; Linux with an old number and no byte, as a keep-alive.
  if (said & ZERO_WINDOW_PROBE || (said & KEEP_ALIVE && shut)) return MEANING.windowProbe;
  if (said & KEEP_ALIVE) return MEANING.keepAlive;
  if (len > 0) return isRetransmission(said) ? MEANING.dataAgain : MEANING.data;
  return said & ZERO_WINDOW ? MEANING.zeroWindow : MEANING.ack;
}
