// What is known of frames and conversations, as it is read: by the engine, and by workers from what it shares with them.
import { FAST_OPEN_IGNORED, isDuplicateAck, REPEAT_MASK, REUSED_PORTS } from '../dissect/contract/analysis-flags';
import type { ConnectionView, ConversationView, DnsLink, Interval, SegmentView } from '../dissect/contract/context';
import type { Side, TimeValue } from '../dissect/contract/fields';
import type { IgnoredReason } from '../ipc/contracts/engine-contract';
import type { TimingRow } from '../ipc/timing-facts';
import { nanosOf, secondsOf } from '../text/time-difference';
import { seqAdd } from '../wire/seq';
import { ACK, FIN, SYN } from '../wire/tcp';
import { AttemptLog, type AttemptEntries, type Shown } from './conversations/attempts';
import { BaseLog, type BaseEntries } from './table/base-log';
import { FrameColumns, PROTOCOL, type ColumnShare } from './columns/columns';
import { ReaderComments, type CommentShare } from './columns/reader-comments';
import { ReaderMarks, type MarkShare } from './columns/reader-marks';
import { SHAPE_IPV6, SIDE_BASE, SIDE_CLOSES, SIDE_SYN, BASE, ISN, PER_SIDE } from './table/flow-chunk';
import { SPANS, spanOf, tcpFacts, type SpanId } from './conversations/connection-times';
import { CLIENT_BY, lastAttempt, timingFacts } from './conversations/flow-rows';
import { intervalBetween } from './conversations/time-between';
import { Decrypted, type DecryptedShare } from '../reassembly/decrypted';
import { ANSWERS, ASKS, ExchangeTable, type ExchangeShare } from '../reassembly/exchange-table';
import { type DtlsShare, DtlsTable } from '../reassembly/dtls-table';
import { type QuicShare, QuicTable } from '../reassembly/quic-table';
import { type TlsShare, TlsTable } from '../reassembly/tls-table';
import { FragmentTable, type FragmentShare } from '../reassembly/fragment-table';
import { HeaderTable, type HeaderShare } from '../reassembly/header-table';
import { MessageTable, type MessageShare } from '../reassembly/message-table';
import { isPartAlone } from '../reassembly/segment-pieces';
import { DnsMessageTable, type DnsMessageShare } from './messages/dns-message-table';
import { FlowView, type FlowShare } from './table/flow-view';
import { HandshakeTable, type HandshakeShare } from './table/handshake-table';
import { TimingTable, type TimingShare } from './table/timing-table';
import { PreviousRow } from './conversations/previous-row';
import { COPY, ignoredReason, REASON_MASK, RST_INEXACT } from './columns/segment-mark';
import { bySide, endingOf, EVENT_RST_INEXACT_A, EVENT_SYN_ACK_A, handshakeOf } from './tcp/verdict';

/** What a worker is sent so that it knows what the engine knows now. The arrays inside are the engine's own. */
export interface AnalysisShare {
  columns: ColumnShare;
  flows: FlowShare;
  /** null: as before */
  bases: BaseEntries | null;
  attempts: AttemptEntries | null;
  fragments: FragmentShare;
  messages: MessageShare;
  dnsMessages: DnsMessageShare;
  exchanges: ExchangeShare;
  tls: TlsShare;
  quic: QuicShare;
  dtls: DtlsShare;
  dnsInStreams: DnsMessageShare;
  headers: HeaderShare;
  timings: TimingShare;
  decrypted: DecryptedShare;
  handshakes: HandshakeShare;
  /** null: as before, but for what the arrays hold */
  marks: MarkShare | null;
  /** null: as before */
  comments: CommentShare | null;
}

/** Of a segment that is not flagged and of which nothing is counted. */
const NO_SEGMENT: SegmentView = {
  flags: 0,
  acksFrame: 0,
  ackTime: null,
  firstRoundTrip: null,
  bytesInFlight: 0,
  bytesPushed: 0,
  duplicate: 0,
  duplicateOf: 0,
  repeatsFrame: 0,
  timeout: null,
};

type Timed<Id extends string> = { [Key in Id]: Key extends `${string}Ns` ? Interval | null : number | null };
/** Times of them as dissectors are told times. */
function timedFacts(facts: TimingRow): Timed<keyof TimingRow> {
  const entries = (Object.entries(facts) as [string, number | null][]).map(
    ([id, value]): [string, Interval | number | null] => {
      if (value === null || !id.endsWith('Ns')) return [id, value];
      const sec = Math.floor(value / 1e9);
      return [id, { from: 0, to: 0, sec, nano: value - sec * 1e9 }];
    },
  );
  return Object.fromEntries(entries) as Timed<keyof TimingRow>;
}

/** Segments before a FIN among which the first one of its number is looked for. */
const FIN_REACH = 500;

export class AnalysisView {
  protected readonly previous: PreviousRow;

  constructor(
    readonly columns: FrameColumns = new FrameColumns(),
    readonly table: FlowView = new FlowView(),
    protected readonly bases: BaseLog = new BaseLog(),
    protected readonly attempts: AttemptLog = new AttemptLog(),
    readonly fragments: FragmentTable = new FragmentTable(),
    readonly messages: MessageTable = new MessageTable(),
    readonly dnsMessages: DnsMessageTable = new DnsMessageTable(),
    readonly exchanges: ExchangeTable = new ExchangeTable(),
    /** over TCP: what the pass over messages finds */
    readonly dnsInStreams: DnsMessageTable = new DnsMessageTable(true),
    readonly headers: HeaderTable = new HeaderTable(),
    /** what the pass over connections finds */
    readonly timings: TimingTable = new TimingTable(),
    readonly tls: TlsTable = new TlsTable(),
    /** what is inside of TLS, with keys */
    readonly decrypted: Decrypted = new Decrypted(),
    readonly quic: QuicTable = new QuicTable(),
    /** what the pass over TLS handshakes finds */
    readonly handshakes: HandshakeTable = new HandshakeTable(),
    /** what the reader has put on frames */
    readonly readerMarks: ReaderMarks = new ReaderMarks(),
    readonly dtls: DtlsTable = new DtlsTable(),
    readonly readerComments: ReaderComments = new ReaderComments(),
  ) {
    this.previous = new PreviousRow(columns, (row) => this.flowOfRow(row));
  }

  /** In a worker: takes over what the engine's `share` gave. */
  take(share: AnalysisShare): void {
    this.columns.take(share.columns);
    this.table.take(share.flows);
    if (share.bases) this.bases.take(share.bases);
    if (share.attempts) this.attempts.take(share.attempts);
    this.fragments.take(share.fragments);
    this.messages.take(share.messages);
    this.dnsMessages.take(share.dnsMessages);
    this.exchanges.take(share.exchanges);
    this.tls.take(share.tls);
    this.quic.take(share.quic);
    this.dtls.take(share.dtls);
    this.dnsInStreams.take(share.dnsInStreams);
    this.headers.take(share.headers);
    this.timings.take(share.timings);
    this.decrypted.take(share.decrypted);
    this.handshakes.take(share.handshakes);
    if (share.marks) this.readerMarks.take(share.marks);
    if (share.comments) this.readerComments.take(share.comments);
  }

  /** What the pass over messages has found, but for what keys have opened. */
  messageShares(): Pick<
    AnalysisShare,
    'messages' | 'exchanges' | 'headers' | 'tls' | 'quic' | 'dtls' | 'dnsInStreams'
  > {
    return {
      messages: this.messages.share(),
      exchanges: this.exchanges.share(),
      headers: this.headers.share(),
      tls: this.tls.share(),
      quic: this.quic.share(),
      dtls: this.dtls.share(),
      dnsInStreams: this.dnsInStreams.share(),
    };
  }

  /** Flow id of a row, or -1. */
  flowOfRow(row: number): number {
    const kind = this.columns.streamKind(row);
    return kind === 'none' ? -1 : this.table.ofStream(kind, this.columns.stream(row));
  }

  /**
   * What the dissector of TCP or UDP is told about the conversation of a row, with the values that hold at the end of
   * what was read so far (Wireshark's second pass). Null when the row belongs to no such conversation.
   * @param withPrevious false: the time of the row before in it is not wanted, and null
   */
  conversation(row: number, kind: 'tcp' | 'udp', withPrevious = true): ConversationView | null {
    const { columns } = this;
    if (row < 0 || row >= columns.count) return null;
    const inside = columns.streamKind(row) === kind;
    const outer = kind === 'udp' && !inside ? columns.outerStream(row) : -1;
    if (!inside && outer < 0) return null;
    const flow = inside ? this.flowOfRow(row) : this.table.ofStream('udp', outer);
    const c = this.table.chunk(flow);
    const i = this.table.position(flow);
    const first = c.firstFrame[i] - 1;
    let previous = -1;
    if (withPrevious && inside) previous = this.previous.find(row, kind, c.stream[i], first);
    else if (withPrevious) previous = columns.previousOfTunnel(outer, row, first);
    const view: ConversationView = {
      stream: c.stream[i],
      baseSeq: null,
      baseAck: null,
      windowScale: -1,
      windowScaleFrame: 0,
      completeness: 0,
      firstSec: columns.timeSec(first),
      firstNano: columns.timeNano(first),
      previousSec: previous < 0 ? null : columns.timeSec(previous),
      previousNano: previous < 0 ? 0 : columns.timeNano(previous),
      closesFirst: false,
      repeatsFin: 0,
      analysis: null,
    };
    if (kind === 'udp') return view;
    const t = this.table.tcp(flow);
    const side = columns.fromA(row) ? 0 : 1;
    const own = 2 * i + side;
    view.baseSeq = this.baseOf(flow, side, row);
    view.baseAck = this.baseOf(flow, side ^ 1, row);
    view.windowScale = t.scale[own];
    view.windowScaleFrame = t.scaleFrame[own];
    view.completeness = this.completenessOf(flow, row);
    view.closesFirst = (t.side[own] & SIDE_CLOSES) !== 0;
    view.analysis = this.segmentOf(row);
    if (columns.flags(row) & FIN && columns.analysis(row) & REPEAT_MASK)
      view.repeatsFin = this.#firstFin(row, first) + 1;
    return view;
  }

  /**
   * Nothing of the protocol above TCP is dissected in this TCP row: all that it carries of it is part of a message that goes on. False: that
   * is not known.
   */
  isPartOfMessage(row: number): boolean {
    const { columns, messages } = this;
    if (row >= messages.looked || columns.partial(row)) return false;
    return columns.capturedLen(row) === columns.originalLen(row) && isPartAlone(messages, columns, row);
  }

  /** The requests and responses that a TCP row completes are known, and none of them is of that side. False: that is not known. */
  isOfOtherSide(row: number, side: Side): boolean {
    const { columns } = this;
    if (columns.capturedLen(row) < columns.originalLen(row)) return false;
    return this.exchanges.sidesOf(row) === (side === 'request' ? ANSWERS : ASKS);
  }

  /** Flags of the analysis of a TCP row: those of the columns, and one that only the whole capture shows. */
  segmentFlags(row: number): number {
    if (this.columns.streamKind(row) !== 'tcp') return 0;
    const flags = this.columns.analysis(row);
    // A second pass begins with the numbers that the first one ended with, so the first of several SYN-ACKs is another one, too.
    if ((this.columns.flags(row) & (SYN | ACK)) !== (SYN | ACK) || this.columns.partial(row)) return flags;
    const changes = this.bases.changesAt(this.flowOfRow(row), this.columns.fromA(row) ? 0 : 1, row + 1);
    return changes ? flags | REUSED_PORTS : flags;
  }

  /** What the analysis says of the segment in a TCP row, null: nothing. */
  segmentOf(row: number): SegmentView | null {
    const { columns } = this;
    const flags = this.segmentFlags(row);
    const acksFrame = columns.acksFrame(row);
    const inFlight = columns.inFlight(row);
    if ((flags & ~FAST_OPEN_IGNORED) === 0 && acksFrame === 0 && inFlight === 0 && !isDuplicateAck(flags))
      return flags === 0 ? null : { ...NO_SEGMENT, flags };
    const repeats = columns.repeatsFrame(row);
    const isDuplicate = isDuplicateAck(flags);
    const flow = this.flowOfRow(row);
    const t = this.table.tcp(flow);
    const i = this.table.position(flow);
    return {
      flags,
      acksFrame,
      ackTime: this.#since(row, acksFrame),
      firstRoundTrip: this.#since(t.roundTripEnd[i] - 1, t.roundTripStart[i]),
      bytesInFlight: isDuplicate ? 0 : inFlight,
      bytesPushed: columns.pushed(row),
      duplicate: isDuplicate ? inFlight : 0,
      duplicateOf: isDuplicate ? repeats : 0,
      repeatsFrame: isDuplicate ? 0 : repeats,
      timeout: isDuplicate ? null : this.#since(row, repeats),
    };
  }

  /** What links the DNS message in a UDP row to another one; null: it is none, or was not looked at. */
  dnsLink(row: number, id = 0): DnsLink | null {
    const inStream = this.columns.streamKind(row) === 'tcp';
    const message = (inStream ? this.dnsInStreams : this.dnsMessages).of(row, id);
    if (message === null) return null;
    const { columns } = this;
    const { other, again } = message;
    const from = other > 0 && other - 1 < row ? other - 1 : -1;
    const time =
      from >= 0 && columns.hasTime(from) ? { sec: columns.timeSec(from), nano: columns.timeNano(from) } : null;
    return { again, other, time };
  }

  /** The first row of those shortly before that carries the FIN of a row, not below `first`; -1: none does. */
  #firstFin(row: number, first: number): number {
    const { columns } = this;
    const end = seqAdd(columns.seq(row), columns.payloadLen(row));
    let found = -1;
    let before = row;
    for (let left = FIN_REACH; left > 0 && before >= 0; left--) {
      before = columns.previousOfStream('tcp', columns.stream(row), before, first);
      if (before < 0 || columns.fromA(before) !== columns.fromA(row) || columns.partial(before)) continue;
      if (columns.flags(before) & FIN && seqAdd(columns.seq(before), columns.payloadLen(before)) === end)
        found = before;
    }
    return found;
  }

  /** Time from a frame to a row; null where that is no time, or one of them is missing. */
  #since(row: number, frame: number): TimeValue | null {
    if (frame <= 0 || row < 0) return null;
    const { columns } = this;
    const sec = columns.timeSec(row) - columns.timeSec(frame - 1);
    const nano = columns.timeNano(row) - columns.timeNano(frame - 1);
    return sec === 0 && nano === 0 ? null : { sec: secondsOf(sec, nano), nano: nanosOf(sec, nano) };
  }

  /**
   * What is known of the TCP connection of a row as a whole, at the end of what was read so far. Null when the row belongs
   * to none.
   */
  connection(row: number): ConnectionView | null {
    const { columns } = this;
    if (row < 0 || row >= columns.count || columns.streamKind(row) !== 'tcp') return null;
    const flow = this.flowOfRow(row);
    const c = this.table.chunk(flow);
    const i = this.table.position(flow);
    const first = c.firstFrame[i];
    const shown = this.shownOf(flow);
    const { events } = shown.attempt;
    const { synRetries, synAckRetries, capturePlace, capturePlaceBy } = tcpFacts(columns, this.table, flow, shown);
    const spans = SPANS.map((id) => [id, intervalBetween(columns, ...spanOf(id, columns, this.table, flow, shown))]);
    return {
      stream: c.stream[i],
      fromClient: columns.fromA(row),
      ignored: this.ignoredOf(row),
      facts: {
        ...(Object.fromEntries(spans) as Record<SpanId, Interval | null>),
        clientBy: CLIENT_BY[c.shape[i] >> 4],
        handshake: handshakeOf(events),
        synRetries,
        synAckRetries,
        capturePlace,
        capturePlaceBy,
        ending: endingOf(events),
        durationNs: intervalBetween(columns, c.times?.earliest[i] ?? first, c.times?.latest[i] ?? c.lastFrame[i]),
        packetsAB: c.packets[2 * i],
        packetsBA: c.packets[2 * i + 1],
        bytesAB: c.bytes[2 * i],
        bytesBA: c.bytes[2 * i + 1],
        ...timedFacts(timingFacts(this.timings, flow)),
        ...this.handshakes.of(flow),
      },
    };
  }

  /** Whether a frame is the (last) SYN, the SYN-ACK or the ACK of any attempt to open a TCP flow. */
  isOpening(flow: number, frame: number): boolean {
    const { synFrame, synAckFrame, ackFrame } = this.table.tcp(flow);
    const i = this.table.position(flow);
    if (frame === synFrame[i] || frame === synAckFrame[i] || frame === ackFrame[i]) return true;
    return this.attempts
      .of(flow)
      .some((one) => frame === one.synFrame || frame === one.synAckFrame || frame === one.ackFrame);
  }

  /** The attempt that a TCP flow is shown by: nearly always its only one. */
  shownOf(flow: number): Shown {
    return this.attempts.shown(flow, lastAttempt(this.table, flow));
  }

  /** A segment proper, that its receiver acts on: no ICMP error, no first fragment, no copy, nothing ignored. */
  counts(row: number): boolean {
    const { columns } = this;
    if (columns.protocol(row) === PROTOCOL.icmpError || columns.partial(row)) return false;
    return columns.mark(row) === 0 || ((columns.mark(row) & COPY) === 0 && this.ignoredOf(row) === null);
  }

  /** Why the receiver ignores the segment in a row; null where it does not, or nothing is known against it. */
  ignoredOf(row: number): IgnoredReason | null {
    const { columns } = this;
    const mark = columns.mark(row);
    if (mark === 0 || columns.protocol(row) === PROTOCOL.icmpError) return null;
    // In doubt until the other end goes on: where it never does, the RST was taken.
    if ((mark & REASON_MASK) === RST_INEXACT && this.isTakenReset(row)) return null;
    return ignoredReason(mark);
  }

  /** A RST in the window but not at its edge, after which the other end said nothing more. */
  isTakenReset(row: number): boolean {
    const flow = this.flowOfRow(row);
    const events = this.table.tcp(flow).events[this.table.position(flow)];
    return (events & bySide(EVENT_RST_INEXACT_A, this.columns.fromA(row) ? 0 : 1)) !== 0;
  }

  /** Base of the relative sequence numbers of one side (0 a, 1 b) of a TCP flow at a row, null: not known. */
  baseOf(flow: number, side: number, row: number): number | null {
    const t = this.table.tcp(flow);
    const own = 2 * this.table.position(flow) + side;
    return t.side[own] & SIDE_BASE ? this.bases.at(flow, side, row + 1, t.numbers[own * PER_SIDE + BASE]) : null;
  }

  /** Initial sequence number of one side as sent, -1: neither its SYN nor the answer to it was seen. */
  isnOf(flow: number, side: number): number {
    const t = this.table.tcp(flow);
    const i = this.table.position(flow);
    const answered = (t.events[i] & bySide(EVENT_SYN_ACK_A, side ^ 1)) !== 0;
    if (t.side[2 * i + side] & SIDE_SYN) return t.numbers[(2 * i + side) * PER_SIDE + ISN];
    return answered ? t.numbers[(2 * i + side) * PER_SIDE + BASE] : -1;
  }

  /** The frames that complete a handshake of a TCP flow: one an attempt that got so far. */
  ackFramesOf(flow: number): number[] {
    const all = [...this.attempts.of(flow), lastAttempt(this.table, flow)];
    return all.map((a) => a.ackFrame).filter((frame) => frame > 0);
  }

  /** tcp.completeness at a row of a TCP flow, by what was read so far. */
  completenessOf(flow: number, row: number): number {
    const t = this.table.tcp(flow);
    const i = this.table.position(flow);
    return t.completeness[i] | (row > this.table.chunk(flow).firstFrame[i] - 1 ? t.firstSeen[i] : 0);
  }

  isIpv6(flow: number): boolean {
    return (this.table.chunk(flow).shape[this.table.position(flow)] & SHAPE_IPV6) !== 0;
  }

  /** States of a and b at the end of what was read (tcp-state.ts). */
  statesOf(flow: number): [a: number, b: number] {
    const { state } = this.table.tcp(flow);
    const i = this.table.position(flow);
    return [state[2 * i], state[2 * i + 1]];
  }

  /** Window scale shift of one side (0 a, 1 b) of a TCP flow: 0…14, -1 unknown, -2 not used. */
  scaleOf(flow: number, side: number): number {
    return this.table.tcp(flow).scale[2 * this.table.position(flow) + side];
  }
}
