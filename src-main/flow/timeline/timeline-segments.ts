// The segments of one connection in order, with what the timeline says of each: direction, states of both ends, meaning.
// Typed arrays, so that 100,000 segments stay cheap.
import { isRetransmission, KEEP_ALIVE, ZERO_WINDOW, ZERO_WINDOW_PROBE } from '../../dissect/contract/analysis-flags';
import type { FlowRow } from '../../ipc/engine-contract';
import { seqAdd, seqDiff } from '../../wire/seq';
import { ACK, FIN, RST, SYN } from '../../wire/tcp';
import type { Analysis } from '../capture-index';
import { PROTOCOL } from '../columns/columns';
import { GrowingList } from '../../memory/growing-list';
import { segmentBits } from '../tcp/connection-step';
import { ATTEMPT, COPY, ICMP_FOREIGN, REASON_MASK } from '../columns/segment-mark';
import * as S from '../tcp/tcp-state';
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

/** What the walk along a connection remembers of one side. */
class Side {
  /** number of its SYN, null: not seen */
  isn: number | null = null;
  syn = false;
  synAck = false;
  fin = false;
  finAcked = false;
  finEnd = 0;
  /** behind the highest number sent, null: nothing yet */
  next: number | null = null;
  /** its window was 0 when it last said */
  shut = false;
}

/** Rows of a flow: its segments and the ICMP errors about them, in the order of time; frames without a time stay in their place. */
function rowsOf(analysis: Analysis, flow: FlowRow): Uint32Array {
  const { kind, stream, firstFrame, lastFrame } = flow;
  const { columns } = analysis;
  const list = new GrowingList();
  for (let row = firstFrame - 1; row >= 0; row = columns.nextOfStream(kind, stream, row + 1, lastFrame)) list.push(row);
  const stubs = kind === 'tcp' ? analysis.stubsOf(flow.id) : null;
  for (let k = 0; k < (stubs?.length ?? 0); k++) list.push(stubs!.at(k));
  const rows = list.data.slice(0, list.length);
  if (stubs !== null) rows.sort();
  const c = analysis.table.chunk(flow.id);
  if (c.times === null || !rows.every((row) => columns.hasTime(row))) return rows;
  return rows.sort((x, y) => (columns.isBefore(x, y) ? -1 : columns.isBefore(y, x) ? 1 : x - y));
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

class Walk {
  #sides: [Side, Side] = [new Side(), new Side()];
  #a = S.UNKNOWN;
  #b = S.UNKNOWN;
  #reset = false;
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
    const before = this.#a | (this.#b << 4);
    out.meaning[i] = tcp ? this.#meaning(out, i, row, side, len, quoted) : MEANING.datagram;
    out.states[i] = this.#a | (this.#b << 4);
    const flags = columns.flags(row);
    const special =
      quoted ||
      (flags & (SYN | FIN | RST)) !== 0 ||
      this.#ackFrames.has(row + 1) ||
      (tcp && this.analysis.ignoredOf(row) !== null);
    out.plain[i] = isCopy ? 1 : special || out.states[i] !== before ? 0 : 1;
  }

  /** An attempt begins: everything is as before the first segment. */
  #begin(out: Segments, i: number): void {
    out.attempts.push({ from: i, to: i + 1, firstFin: -1, firstReset: -1, lastOfOpening: -1, resetIsLate: false });
    this.#sides = [new Side(), new Side()];
    this.#reset = false;
    [this.#a, this.#b] = this.flow.kind === 'tcp' ? this.#startStates(out, i) : [S.UNKNOWN, S.UNKNOWN];
  }

  /** What the two ends are before segment i, as far as what follows tells. */
  #startStates(out: Segments, i: number): [a: number, b: number] {
    const { columns } = this.analysis;
    const opensWith = columns.flags(out.rows[i]);
    if ((opensWith & (SYN | ACK)) === (SYN | ACK)) return [S.SYN_SENT, S.LISTEN];
    if ((opensWith & SYN) === 0) return [S.UNKNOWN, S.UNKNOWN];
    let crossing = false;
    for (let k = i + 1; k < out.count; k++) {
      const row = out.rows[k];
      const flags = columns.flags(row);
      if (columns.mark(row) & ATTEMPT) break;
      if (isIcmpError(columns, row) || columns.mark(row) !== 0) continue;
      if (flags & RST) return [S.CLOSED, S.CLOSED];
      if (flags & SYN && columns.fromA(row) !== columns.fromA(out.rows[i])) {
        if (flags & ACK) return [S.CLOSED, crossing ? S.CLOSED : S.LISTEN];
        crossing = true;
      } else if ((flags & SYN) === 0) return [S.CLOSED, crossing ? S.CLOSED : S.LISTEN];
    }
    return [S.CLOSED, crossing ? S.CLOSED : S.UNKNOWN]; // nobody answered for it
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
    const flags = columns.flags(row);
    const seq = columns.seq(row);
    const own = this.#sides[side];
    const other = this.#sides[side ^ 1];
    const ack = columns.ack(row);
    const hasAck = (flags & ACK) !== 0;
    const acksSyn = hasAck && (other.isn === null || seqDiff(ack, other.isn) > 0);
    const acksFin = hasAck && other.fin && seqDiff(ack, other.finEnd) >= 0;

    const [sender, receiver] = side === 0 ? [this.#a, this.#b] : [this.#b, this.#a];
    const states = S.step(sender, receiver, segmentBits(flags, acksSyn, acksFin));
    this.#a = side === 0 ? S.senderOf(states) : S.receiverOf(states);
    this.#b = side === 0 ? S.receiverOf(states) : S.senderOf(states);

    const attempt = out.attempts[out.attempts.length - 1];
    let meaning: MeaningKind;
    if (flags & RST) meaning = this.#onReset(attempt, i, side, own, other);
    else if (flags & SYN) {
      meaning = onSyn(flags, len, own, other);
      own.isn = seq;
      if (!this.#reset && attempt.firstFin < 0) attempt.lastOfOpening = i;
    } else if (flags & FIN) {
      meaning = onFin(len, acksFin, own, other);
      if (attempt.firstFin < 0) attempt.firstFin = i;
      if (!own.fin) {
        own.fin = true;
        own.finEnd = seqAdd(seq + len, 1);
      }
    } else if (this.#ackFrames.has(row + 1)) {
      attempt.lastOfOpening = i;
      meaning = len > 0 ? MEANING.establishedData : MEANING.established;
    } else if (acksFin && !other.finAcked) {
      const after = S.receiverOf(states);
      meaning = after === S.CLOSED ? MEANING.lastAck : after === S.TIME_WAIT ? MEANING.closingAck : MEANING.finAcked;
    } else meaning = onPlain(flags, len, columns.analysis(row), other.shut);
    // SYN, FIN and RST say nothing about the window now
    if ((flags & (ACK | SYN | FIN | RST)) === ACK) own.shut = columns.window(row) === 0;
    if (acksFin && (flags & RST) === 0) other.finAcked = true;

    const end = seqAdd(seq + len + (flags & SYN ? 1 : 0), flags & FIN ? 1 : 0);
    if ((flags & RST) === 0 && (own.next === null || seqDiff(end, own.next) > 0)) own.next = end;
    return meaning;
  }

  #onReset(attempt: AttemptSpan, i: number, side: number, own: Side, other: Side): MeaningKind {
    const first = !this.#reset;
    this.#reset = true;
    if (other.syn && !other.synAck && !own.synAck && own.next === null) {
      if (first) attempt.firstReset = i;
      return MEANING.refused;
    }
    if (!first) return MEANING.resetAgain;
    attempt.firstReset = i;
    if (own.finAcked && other.finAcked) {
      attempt.resetIsLate = true;
      return MEANING.resetLate;
    }
    if (own.fin || other.fin) return MEANING.resetAfterFin;
    return this.flow.handshake === 'probe' && side === 0 ? MEANING.probeReset : MEANING.reset;
  }
}

/** An ICMP error that quotes the segment: it is no segment of the connection itself. */
export const isIcmpError = (columns: Analysis['columns'], row: number): boolean =>
  columns.protocol(row) === PROTOCOL.icmpError;

function onSyn(flags: number, len: number, own: Side, other: Side): MeaningKind {
  if (flags & ACK) {
    const again = own.synAck;
    own.synAck = true;
    return again ? MEANING.synAckAgain : MEANING.synAck;
  }
  const again = own.syn;
  own.syn = true;
  if (again) return MEANING.synAgain;
  if (other.syn) return MEANING.synCrossing;
  return len > 0 ? MEANING.synData : MEANING.syn;
}

function onFin(len: number, acksFin: boolean, own: Side, other: Side): MeaningKind {
  if (own.fin) return MEANING.finAgain;
  if (!other.fin) return len > 0 ? MEANING.finData : MEANING.fin;
  if (!acksFin) return MEANING.finCrossing;
  return other.finAcked ? MEANING.finSecond : MEANING.finAnswer;
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
