// Single frames of a capture, to be dissected: their bytes and what the dissectors are told beside them. The engine has one for its
// document, each of its workers has one over what the engine shares.
import type { ExchangeView, HeaderStart, FrameContext, SpanView } from '../../dissect/contract/context';
import type { DecodeRules } from '../../dissect/decode-as';
import type { AnalysisView } from '../../flow/capture-index-view';
import { PacketNumber } from '../../flow/conversations/packet-number';
import { IGNORED, MARKED, REFERENCE } from '../../flow/columns/reader-marks';
import type { ByteSource, CaptureInterface } from '../../formats/capture-reader';
import { NO_SHIFT, type TimeShift } from '../../ipc/time-shift';
import { NO_INTERFACE } from '../../memory/frame-batch';
import { readFrameComments } from '../../formats/pcapng-options';
import { pieceLength } from '../../reassembly/segment-pieces';
import { quicCrypto } from '../base/quic-initial';
import { unpack } from '../base/unpack';
import { DecryptedReader } from './tls/decrypted-reader';
import { DatagramBytes, datagramView } from './datagram-bytes';
import { DtlsViews } from './tls/dtls-view';
import { FrameBytes } from './frame-bytes';
import { MessageBytes } from './messages/message-bytes';
import { Opinions } from './opinions';
import { RecentBytes } from './recent-bytes';
import { SegmentDetails } from './segment-details';
import { PayloadReader } from './payload-reader';
import { QuicViews } from './tls/quic-view';
import { TlsRecords } from './tls/tls-records';

/** What frames say about the adapter they come from. */
export type InterfaceInfo = Pick<CaptureInterface, 'name' | 'description' | 'linkType'>;

/** One that is filled again. */
type RowContext = { -readonly [K in keyof FrameContext]: FrameContext[K] };
const NO_INTERFACE_VIEW = { id: 0, name: '', description: '', linkType: -1 };

const NO_SPANS: readonly SpanView[] = [];

export class FrameView {
  readonly analysis: AnalysisView;
  /** what ports lead to in place of what they usually do; null: nothing else */
  decodeAs: DecodeRules | null = null;
  /** what was added to the time of each frame */
  timeShift: TimeShift = NO_SHIFT;
  /** by interface index */
  interfaces: readonly InterfaceInfo[];
  /** first row that carries a time, -1: none */
  firstTimedRow = -1;
  /** the time of the row before in the same conversation is wanted; to find it can cost more than the rest */
  previousTimes = true;
  #source: ByteSource;
  #bytes: FrameBytes;
  #datagrams: DatagramBytes;
  #messages: MessageBytes;
  #opinions: Opinions | null = null;
  #tls: TlsRecords | null = null;
  #decrypted: DecryptedReader | null = null;
  #quic: QuicViews | null = null;
  #dtls: DtlsViews | null = null;
  #context: RowContext | null = null;
  readonly #numbers: PacketNumber;

  constructor(analysis: AnalysisView, source: ByteSource, interfaces: readonly InterfaceInfo[] = []) {
    this.analysis = analysis;
    this.#numbers = new PacketNumber(analysis);
    this.interfaces = interfaces;
    this.#source = source;
    this.#bytes = new FrameBytes(source, analysis.columns);
    this.#datagrams = this.#datagramBytes();
    this.#messages = this.messageBytes();
  }

  #datagramBytes(): DatagramBytes {
    const { columns, fragments } = this.analysis;
    return new DatagramBytes(fragments, new FrameBytes(this.#source, columns));
  }

  /** Reads messages of TCP streams, apart from what `bytes` gives. */
  messageBytes(): MessageBytes {
    const { messages, columns } = this.analysis;
    return new MessageBytes(messages, columns, this.payloads());
  }

  /** Reads what segments or datagrams carry, apart from what `bytes` gives. */
  payloads(): PayloadReader {
    const { columns } = this.analysis;
    const frames = new RecentBytes(this.#source, columns);
    return new PayloadReader({
      bytes: (row) => frames.view(row),
      context: (row) => this.#whole(row),
      linkType: (row) => this.interfaceOf(row).linkType,
      columns,
    });
  }

  /** Reads frames, apart from what `bytes` gives. */
  frameBytes(): FrameBytes {
    return new FrameBytes(this.#source, this.analysis.columns);
  }

  /** Bytes of the (unpacked) capture at `at`; returns how many there are. */
  read(into: Uint8Array, at: number): number {
    return this.#source.read(into, at);
  }

  /** Finds the records of TLS in frames, apart from what `bytes` gives. */
  tlsRecords(opens: DecryptedReader | null = null): TlsRecords {
    const frames = new FrameBytes(this.#source, this.analysis.columns);
    return new TlsRecords(
      this.analysis,
      (row) => frames.view(row),
      (row) => this.#whole(row),
      opens,
    );
  }

  get #opened(): DecryptedReader {
    return (this.#decrypted ??= this.decryptedReader());
  }
  /** Reads what is inside of records that were opened, apart from what `bytes` gives. */
  decryptedReader(): DecryptedReader {
    return new DecryptedReader(this.analysis, this.tlsRecords());
  }

  /** Made when a frame with TLS in it is dissected. */
  get #tlsRecords(): TlsRecords {
    return (this.#tls ??= this.tlsRecords(this.#opened));
  }

  /** Made when a frame that may have QUIC in it is dissected. */
  get #quicViews(): QuicViews {
    return (this.#quic ??= new QuicViews(this.analysis, this.payloads()));
  }

  /** Made when a frame that may have DTLS in it is dissected. */
  get #dtlsViews(): DtlsViews {
    return (this.#dtls ??= new DtlsViews(this.analysis, this.payloads()));
  }

  /** In a worker: the files that the bytes stand in now. */
  readFrom(source: ByteSource): void {
    this.#source = source;
    this.#bytes = new FrameBytes(source, this.analysis.columns);
    this.#opinions = null;
    this.#tls = null;
    this.#decrypted = null;
    this.#quic = null;
    this.#dtls = null;
    this.#datagrams = this.#datagramBytes();
    this.#messages = this.messageBytes();
  }

  /** Second opinions about segments; made when the first one is asked for. */
  get opinions(): Opinions {
    if (this.#opinions === null) {
      const { columns } = this.analysis;
      const details = new SegmentDetails(new FrameBytes(this.#source, columns), columns, (row) => this.#whole(row));
      this.#opinions = new Opinions(this.analysis, (row) => details.read(row));
    }
    return this.#opinions;
  }

  /** Captured bytes of a row: a view that the next call overwrites. */
  bytes(row: number): Uint8Array {
    return this.#bytes.view(row);
  }

  /** What a dissector is told about the frame in this row. */
  context(row: number): FrameContext {
    return this.#fill(this.#newContext(), row);
  }

  /** The same for frame after frame: the next call overwrites it. */
  nextContext(row: number): FrameContext {
    return this.#fill((this.#context ??= this.#newContext()), row);
  }

  /** What is asked of it is about the row that it is filled with. */
  #newContext(): RowContext {
    const { analysis } = this;
    // what nearly no dissector wants: made for the row that it was asked for last
    let comments: readonly string[] | undefined;
    let commented = -1;
    const now = (): number => context.number - 1;
    const context: RowContext = {
      number: 0,
      hasTime: false,
      timeSec: 0,
      timeNano: 0,
      timeShift: NO_SHIFT,
      previousSec: null,
      previousNano: 0,
      firstSec: null,
      firstNano: 0,
      originalLen: 0,
      interface: NO_INTERFACE_VIEW,
      comments: () => {
        if (comments === undefined || commented !== now()) comments = this.commentsOf((commented = now()));
        return comments;
      },
      conversation: (kind) => analysis.conversation(now(), kind, this.previousTimes),
      datagram: (source, at) => datagramView(analysis.fragments, this.#datagrams, now(), source, at),
      segments: () => this.#segments(now()),
      dns: (id) => analysis.dnsLink(now(), id),
      exchange: (place) => this.#exchange(now(), place),
      tls: () => this.#tlsRecords.view(now()),
      quic: () => this.#quicViews.view(now()),
      dtls: () => this.#dtlsViews.view(now()),
      quicCrypto,
      streamKey: () => this.#streamKey(now()),
      headers: (place) => this.#headers(now(), place),
      unpack,
      analysisFlags: () => analysis.segmentFlags(now()),
      connection: () => analysis.connection(now()),
      packetNumber: () => this.#numbers.of(now()),
      opinions: () => this.opinions.of(now()),
      decodeAs: null,
      isMarked: false,
      isIgnored: false,
      isTimeReference: false,
    };
    return context;
  }

  #fill(context: RowContext, row: number): FrameContext {
    const { columns, readerMarks } = this.analysis;
    const marks = readerMarks.of(row);
    const first = this.countsFrom(row);
    const previous = row > 0 && columns.hasTime(row - 1) ? row - 1 : -1;
    context.number = row + 1;
    context.hasTime = columns.hasTime(row);
    context.timeSec = columns.timeSec(row);
    context.timeNano = columns.timeNano(row);
    context.timeShift = this.timeShift;
    context.previousSec = previous < 0 ? null : columns.timeSec(previous);
    context.previousNano = previous < 0 ? 0 : columns.timeNano(previous);
    context.firstSec = first < 0 ? null : columns.timeSec(first);
    context.firstNano = first < 0 ? 0 : columns.timeNano(first);
    context.originalLen = columns.originalLen(row);
    context.interface = this.interfaceOf(row);
    context.decodeAs = this.decodeAs;
    context.isMarked = (marks & MARKED) !== 0;
    context.isIgnored = (marks & IGNORED) !== 0;
    context.isTimeReference = (marks & REFERENCE) !== 0;
    return context;
  }

  /** The same for what is put together out of several frames: those that the reader ignores belong to it as well. */
  #whole(row: number): FrameContext {
    const context = this.context(row);
    context.isIgnored = false;
    return context;
  }

  /** The row that relative times count from: the last time reference up to this row, or the first one that carries a time; -1: none does. */
  countsFrom(row: number): number {
    const reference = this.analysis.readerMarks.referenceOf(row);
    return reference < 0 ? this.firstTimedRow : reference;
  }

  #segments(row: number): readonly SpanView[] | null {
    const { messages, columns } = this.analysis;
    if (row >= messages.looked) return null;
    let piece = messages.pieceOf(row);
    if (piece === 0) return NO_SPANS;
    const spans: SpanView[] = [];
    for (; piece <= messages.pieces && messages.row(piece) === row; piece++) {
      const message = messages.messageOf(piece);
      const at = messages.at(piece);
      const len = pieceLength(messages, columns, piece, message);
      spans.push({ at, len, message: message === 0 ? null : this.#messages.view(message) });
    }
    return spans;
  }

  #exchange(row: number, place: number): ExchangeView | null {
    const { exchanges, columns } = this.analysis;
    const found = exchanges.find(row, place);
    if (found === 0) return null;
    const request = exchanges.request(found);
    const response = exchanges.response(found);
    const timed = request > 0 && columns.hasTime(request - 1);
    const before = exchanges.before(found);
    const after = exchanges.after(found);
    return {
      kind: exchanges.kind(found),
      number: exchanges.number(found),
      request,
      response,
      requestTime: timed ? { sec: columns.timeSec(request - 1), nano: columns.timeNano(request - 1) } : null,
      previousRequest: before > 0 ? exchanges.request(before) : 0,
      previousResponse: before > 0 ? exchanges.response(before) : 0,
      nextRequest: after > 0 ? exchanges.request(after) : 0,
      nextResponse: after > 0 ? exchanges.response(after) : 0,
    };
  }

  #streamKey(row: number): number {
    const { exchanges, columns } = this.analysis;
    return columns.streamKind(row) === 'tcp' ? exchanges.keyOf(this.analysis.flowOfRow(row), row) : -1;
  }

  #headers(row: number, place: number): HeaderStart | null {
    const found = this.analysis.headers.find(row, place);
    return found === null ? null : { ...found, done: () => undefined };
  }

  /** Some of what is dissected lies in other bytes than the frame's. */
  hasSources(row: number): boolean {
    const { columns, messages, exchanges, tls, quic, dtls, headers, decrypted } = this.analysis;
    if (columns.hasSources(row) || messages.pieceOf(row) !== 0) return true;
    if (exchanges.find(row, 0) !== 0 || tls.pieceOf(row) !== 0 || headers.has(row)) return true;
    if (quic.find(row) >= 0 || dtls.fragments.completedBy(row, 1) !== null || this.#isOpenDtls(row)) return true;
    return decrypted.records > 0 && decrypted.hasAny(tls.firstOf(row), tls.firstOf(row + 1));
  }

  /** Keys open what its connection says. */
  #isOpenDtls(row: number): boolean {
    const { columns, dtls } = this.analysis;
    if (dtls.keys.count === 0 || columns.streamKind(row) !== 'udp') return false;
    return dtls.keys.has(2 * dtls.of(this.analysis.flowOfRow(row)));
  }

  /** Comments on the packet: what the reader has written, or else those in the file. */
  commentsOf(row: number): readonly string[] {
    return this.analysis.readerComments.of(row) ?? this.commentsInFile(row);
  }

  /** Only pcapng options hold them, and only a second read of the file tells whether there are any among these. */
  commentsInFile(row: number): readonly string[] {
    const { columns } = this.analysis;
    if (!columns.hasOptions(row)) return [];
    return readFrameComments(this.#source, columns.offset(row), columns.capturedLen(row));
  }

  interfaceOf(row: number): FrameContext['interface'] {
    const index = this.analysis.columns.interfaceIndex(row);
    const known = index === NO_INTERFACE ? undefined : this.interfaces[index];
    return {
      id: known ? index : 0,
      name: known?.name ?? '',
      description: known?.description ?? '',
      linkType: known?.linkType ?? -1,
    };
  }

  /** Gives the buffer back. */
  release(): void {
    this.#bytes.release();
    this.#opinions = null;
    this.#tls = null;
    this.#decrypted = null;
    this.#quic = null;
    this.#dtls = null;
    this.#datagrams = this.#datagramBytes();
    this.#messages = this.messageBytes();
  }
}
