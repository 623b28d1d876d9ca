// The segments of one connection in order, with what the timeline says of each: direction, states of both ends, meaning.
// Typed arrays, so that 100,000 segments stay cheap.
import type { FlowRow, HandshakeState } from '../ipc/engine-contract';
import { ACK, FIN, RST, SYN } from '../wire/tcp';
import type { Analysis } from './analysis';
import { PROTOCOL } from './columns';
import { GrowingList } from './growing-list';
import * as S from './tcp-state';
import { MEANING, type MeaningKind } from './timeline-meaning';
import { segmentBits } from './tracker';

export interface Segments {
  count: number;
  /** row of the columns by segment */
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
  /** the first FIN without SYN, the first RST; -1 without */
  firstFin: number;
  firstReset: number;
  /** the last segment of the opening: SYN, SYN-ACK or the ACK that completes it; -1 without */
  lastOfOpening: number;
  /** the first RST came after both FINs were acknowledged */
  resetIsLate: boolean;
}

/** What the two ends are before the first segment, as far as the whole connection tells. */
function startStates(handshake: HandshakeState, opensWith: number): [a: number, b: number] {
  if ((opensWith & (SYN | ACK)) === (SYN | ACK)) return [S.SYN_SENT, S.LISTEN];
  if ((opensWith & SYN) === 0) return [S.UNKNOWN, S.UNKNOWN];
  switch (handshake) {
    case 'refused':
    case 'simultaneous':
      return [S.CLOSED, S.CLOSED];
    case 'no-answer':
    case 'icmp-refused':
      return [S.CLOSED, S.UNKNOWN]; // nobody answered for it
    default:
      return [S.CLOSED, S.LISTEN];
  }
}

/** What the walk along a connection remembers of one side. */
class Side {
  syn = false;
  synAck = false;
  fin = false;
  finAcked = false;
  finEnd = 0;
  /** behind the highest number sent, null: nothing yet */
  next: number | null = null;
}

/**
 * Reads a connection along the columns.
 * @param ackFrame the frame that completes the handshake, 0 without
 */
export function readSegments(analysis: Analysis, flow: FlowRow, ackFrame: number): Segments {
  const { kind, stream, firstFrame, lastFrame } = flow;
  const { columns } = analysis;
  const list = new GrowingList();
  for (let row = firstFrame - 1; row >= 0; row = columns.nextOfStream(kind, stream, row + 1, lastFrame)) list.push(row);
  const n = list.length;
  const out: Segments = {
    count: n,
    rows: new Uint32Array(n),
    fromA: new Uint8Array(n),
    states: new Uint8Array(n),
    meaning: new Uint8Array(n),
    plain: new Uint8Array(n),
    time: new Float64Array(n),
    sentAB: new Float64Array(n + 1),
    sentBA: new Float64Array(n + 1),
    firstFin: -1,
    firstReset: -1,
    lastOfOpening: -1,
    resetIsLate: false,
  };
  const walk = new Walk(analysis, flow, ackFrame, columns.flags(firstFrame - 1));
  const sec = columns.timeSec(firstFrame - 1);
  const nano = columns.timeNano(firstFrame - 1);
  for (let i = 0; i < n; i++) {
    const row = list.at(i);
    out.rows[i] = row;
    out.time[i] = columns.hasTime(row)
      ? (columns.timeSec(row) - sec) * 1e9 + columns.timeNano(row) - nano
      : (out.time[i - 1] ?? 0);
    walk.step(out, i);
  }
  return out;
}

class Walk {
  readonly #sides: [Side, Side] = [new Side(), new Side()];
  #a: number;
  #b: number;
  #reset = false;

  constructor(
    private readonly analysis: Analysis,
    private readonly flow: FlowRow,
    private readonly ackFrame: number,
    opensWith: number,
  ) {
    [this.#a, this.#b] = flow.kind === 'tcp' ? startStates(flow.handshake, opensWith) : [S.UNKNOWN, S.UNKNOWN];
  }

  /** Fills in segment i, whose row stands in `out` already. */
  step(out: Segments, i: number): void {
    const { columns } = this.analysis;
    const row = out.rows[i];
    const side = columns.fromA(row) ? 0 : 1;
    const len = columns.payloadLen(row);
    const quoted = columns.partial(row) && columns.protocol(row) === PROTOCOL.icmpError;
    // An ICMP error travels against the packet that it quotes.
    const fromA = (side === 0) !== quoted;
    out.fromA[i] = fromA ? 1 : 0;
    out.sentAB[i + 1] = out.sentAB[i] + (fromA ? len : 0);
    out.sentBA[i + 1] = out.sentBA[i] + (fromA ? 0 : len);
    const before = this.#a | (this.#b << 4);
    out.meaning[i] = this.flow.kind === 'udp' ? MEANING.datagram : this.#meaning(out, i, row, side, len, quoted);
    out.states[i] = this.#a | (this.#b << 4);
    const flags = columns.flags(row);
    const special = quoted || (flags & (SYN | FIN | RST)) !== 0 || row + 1 === this.ackFrame;
    out.plain[i] = special || out.states[i] !== before ? 0 : 1;
  }

  #meaning(out: Segments, i: number, row: number, side: number, len: number, quoted: boolean): MeaningKind {
    const { columns } = this.analysis;
    if (quoted) return MEANING.icmp;
    if (columns.partial(row)) return MEANING.fragment;
    const flags = columns.flags(row);
    const seq = columns.seq(row);
    const own = this.#sides[side];
    const other = this.#sides[side ^ 1];
    const ack = columns.ack(row);
    const hasAck = (flags & ACK) !== 0;
    const base = this.analysis.baseOf(this.flow.id, side ^ 1, row);
    const acksSyn = hasAck && (!(other.syn || other.synAck) || (base !== null && ((ack - base) | 0) > 0));
    const acksFin = hasAck && other.fin && ((ack - other.finEnd) | 0) >= 0;

    const [sender, receiver] = side === 0 ? [this.#a, this.#b] : [this.#b, this.#a];
    const states = S.step(sender, receiver, segmentBits(flags, acksSyn, acksFin));
    this.#a = side === 0 ? S.senderOf(states) : S.receiverOf(states);
    this.#b = side === 0 ? S.receiverOf(states) : S.senderOf(states);

    let meaning: MeaningKind;
    if (flags & RST) meaning = this.#onReset(out, i, side, own, other);
    else if (flags & SYN) {
      meaning = onSyn(flags, len, own, other);
      if (!this.#reset && out.firstFin < 0) out.lastOfOpening = i;
    } else if (flags & FIN) {
      meaning = onFin(len, acksFin, own, other);
      if (out.firstFin < 0) out.firstFin = i;
      if (!own.fin) {
        own.fin = true;
        own.finEnd = (seq + len + 1) >>> 0;
      }
    } else if (row + 1 === this.ackFrame) {
      out.lastOfOpening = i;
      meaning = len > 0 ? MEANING.establishedData : MEANING.established;
    } else if (acksFin && !other.finAcked) {
      const after = S.receiverOf(states);
      meaning = after === S.CLOSED ? MEANING.lastAck : after === S.TIME_WAIT ? MEANING.closingAck : MEANING.finAcked;
    } else meaning = onPlain(flags, len, columns.window(row), seq, own, columns.repeated(row));
    if (acksFin && (flags & RST) === 0) other.finAcked = true;

    const end = (seq + len + (flags & SYN ? 1 : 0) + (flags & FIN ? 1 : 0)) >>> 0;
    if ((flags & RST) === 0 && (own.next === null || ((end - own.next) | 0) > 0)) own.next = end;
    return meaning;
  }

  #onReset(out: Segments, i: number, side: number, own: Side, other: Side): MeaningKind {
    const first = !this.#reset;
    this.#reset = true;
    if (this.flow.handshake === 'refused' && other.syn) {
      if (first) out.firstReset = i;
      return MEANING.refused;
    }
    if (!first) return MEANING.resetAgain;
    out.firstReset = i;
    if (own.finAcked && other.finAcked) {
      out.resetIsLate = true;
      return MEANING.resetLate;
    }
    if (own.fin || other.fin) return MEANING.resetAfterFin;
    return this.flow.handshake === 'probe' && side === 0 ? MEANING.probeReset : MEANING.reset;
  }
}

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

function onPlain(flags: number, len: number, window: number, seq: number, own: Side, repeated: boolean): MeaningKind {
  if ((flags & ACK) === 0) return MEANING.odd;
  if (len <= 1 && own.next !== null && seq === (own.next - 1) >>> 0) return MEANING.keepAlive;
  if (len > 0) return repeated ? MEANING.dataAgain : MEANING.data;
  return window === 0 ? MEANING.zeroWindow : MEANING.ack;
}
