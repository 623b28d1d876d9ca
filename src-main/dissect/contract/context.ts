// What a dissector is told about a frame beside its bytes. The engine fills it in from the columns and the tracker,
// so that dissectors stay pure: same bytes and same context, same tree.
import type { TimeValue } from './fields';
import type { IgnoredReason } from '../../ipc/contracts/engine-contract';
import type { ConnectionFact } from '../../ipc/flow-facts';
import type { DynamicTable } from '../../wire/hpack/dynamic-table';
import type { Opinion } from '../../ipc/contracts/opinion-contract';

/** The conversation a segment belongs to, seen from the segment's own direction. */
export interface ConversationView {
  /** tcp.stream or udp.stream */
  stream: number;
  /** this direction's and the other's first sequence number; null: not known */
  baseSeq: number | null;
  baseAck: number | null;
  /** window scale shift of the sender of this segment: 0…14, -1 unknown, -2 not used */
  windowScale: number;
  /** frame of the SYN or SYN-ACK that the shift was learnt from; 0 none */
  windowScaleFrame: number;
  /** tcp.completeness, final */
  completeness: number;
  /** times: first frame of the stream, and the frame before this one in it (null for the first) */
  firstSec: number;
  firstNano: number;
  previousSec: number | null;
  previousNano: number;
  /** of a FIN: the connection's first one came from its sender */
  closesFirst: boolean;
  /** of a FIN that is sent again: frame of the first one that was captured; 0: it is none */
  repeatsFin: number;
  /** null: the analysis has nothing to say of this segment */
  analysis: SegmentView | null;
}

/** What the analysis of TCP says of a segment; frames and bytes are 0 where there are none. */
export interface SegmentView {
  /** see analysis-flags.ts */
  flags: number;
  /** frame of the segment that it acknowledges, and the time since */
  acksFrame: number;
  ackTime: TimeValue | null;
  /** the connection's first round trip */
  firstRoundTrip: TimeValue | null;
  bytesInFlight: number;
  bytesPushed: number;
  /** of a duplicate ACK: which one it is, of the ACK in which frame */
  duplicate: number;
  duplicateOf: number;
  /** of a retransmission: frame that its timeout counts from, and the time since */
  repeatsFrame: number;
  timeout: TimeValue | null;
}

/** Time from one frame to a later one, 0: of many; both parts have the same sign. */
export interface Interval {
  from: number;
  to: number;
  sec: number;
  nano: number;
}

/** What the tracker found out about the TCP connection of a frame: the row of the connection list, for `synscope.*`. */
export interface ConnectionView {
  /** tcp.stream */
  stream: number;
  /** this frame was sent by the client; of a segment that an ICMP error quotes: the segment was */
  fromClient: boolean;
  /** why the end that this segment reaches does not act on it; null: nothing is known against it */
  ignored: IgnoredReason | null;
  /** a word or a number; of an interval null where not both ends of it were seen, or have no time */
  facts: Readonly<Record<ConnectionFact, string | number | Interval | null>>;
}

/** One fragment of a datagram: where it was captured, and what is wrong with it. */
export interface PieceView {
  frame: number;
  /** place and length in the datagram, bytes */
  start: number;
  len: number;
  overlap: boolean;
  conflict: boolean;
  multipleTails: boolean;
  tooLong: boolean;
}

/** The datagram that a fragment belongs to. */
export interface DatagramView {
  /** frame that completes it; 0: none does (yet) */
  reassembledIn: number;
  /** in the order of the bytes; none as long as it is not whole */
  pieces: readonly PieceView[];
  /** All bytes, null where they cannot be read any more. */
  bytes(): Uint8Array | null;
}

/** A message that was put together out of several segments of a TCP stream. */
export interface MessageView {
  /** frame that completes it; 0: none does (yet) */
  reassembledIn: number;
  /** in the order of the bytes; none where they cannot be read any more, or it is not whole */
  pieces(): readonly PieceView[];
  /** All bytes, null where they cannot be read any more, or are too many. */
  bytes(): Uint8Array | null;
  /** how many it has, where these are too many to be put together */
  tooLong?: number;
}

/** A part of a segment's payload that belongs to a message which does not end in it, or did not begin in it. */
export interface SpanView {
  /** where in the payload, and how many bytes; 0: the segment ends the stream, and with it the message */
  at: number;
  len: number;
  /** null: the bytes were sent before */
  message: MessageView | null;
}

/** What links a DNS message to another one of its conversation. */
export interface DnsLink {
  /** it was sent before, in frame `other` */
  again: boolean;
  /** frame of a query's response, or of a response's query; 0: there is none */
  other: number;
  /** of a response: when its query came; null without a query, or where that has no time */
  time: TimeValue | null;
}

/** A request and what answers it, by the frames that complete them; 0: there is none (yet). */
export interface ExchangeView {
  /** what is asked, in the protocol's own number; 0: nothing special, or not known */
  kind: number;
  /** its place in the connection, from 1; 0: not known, as the rest */
  number: number;
  request: number;
  response: number;
  /** null: it is not there, or has no time */
  requestTime: TimeValue | null;
  /** the exchanges that began before and after it */
  previousRequest: number;
  previousResponse: number;
  nextRequest: number;
  nextResponse: number;
}

/** What a block of header fields (HPACK, RFC 7541) builds on. */
export interface HeaderStart {
  /** as those before have left it; whoever asked owns it */
  readonly table: DynamicTable;
  /** the beginning of a field that stands at the end of the fragment before */
  readonly carried: Uint8Array;
  /** Told when the block is read: what is left of it and goes on in the next fragment, and whether it could not be read to its end. */
  done(rest: Uint8Array, wrong: boolean): void;
}

/** A part of a record that belongs to a handshake message which spans records. */
export interface TlsFragmentView {
  /** where in the content of the record, and how many bytes */
  at: number;
  len: number;
  /** type of the message */
  type: number;
  /** it is the one that completes the message */
  isLast: boolean;
  message: MessageView;
}

/** A part of what is inside of records that belongs to a message which spans them. */
export interface TlsSpanView extends SpanView {
  /** the message ends in it */
  isLast: boolean;
  /** The first byte of the message: of one of the handshake its type. 0: it cannot be told. */
  first(): number;
}

/** What is inside of a protected record, where there are keys. */
export interface TlsInside {
  /** content type; in TLS 1.3 another than the record's own */
  type: number;
  bytes: Uint8Array;
  /** of application data: the key of `tcp.port` that leads to what the connection carries; -1: nobody knows */
  key: number;
  /** as `FrameContext.segments`, of what is inside */
  spans(): readonly TlsSpanView[];
  /** as of `FrameContext`, by the place of a message, or block, in the record */
  exchange(place: number): ExchangeView | null;
  headers(place: number): HeaderStart | null;
}

/** What the records before it tell of a record. */
export interface TlsRecordView {
  /** how often its direction changed its keys before it: 0, nothing is protected. In TLS 1.3 only the first change can be seen: all that is protected is 1 */
  epoch: number;
  /** its number among the records of its direction with the same epoch, from 0 */
  number: number;
  /** nothing is known to be missing before it: its number is its sequence number */
  isSure: boolean;
  isProtected: boolean;
  /** null: no ServerHello was seen before it */
  fromServer: boolean | null;
  /** a ChangeCipherSpec that ends an abbreviated handshake of the server */
  resumes: boolean;
  /** Opens it. `record`: its bytes, header included, all of them. Null: there are no keys for it, or they are not its. */
  inside(record: Uint8Array): TlsInside | null;
}

/** What the whole connection tells of the TLS in a frame. */
export interface TlsView {
  /** what the server chose, or else what the first records say; 0: not known */
  version: number;
  /** cipher suite; -1: not known */
  cipher: number;
  /** number of the application protocol that was agreed on in the clear (tls-app-protocols.ts), 0: none */
  protocol: number;
  /** Of the record with number `place` (from 0) in the frame. Null: nothing is known of it (yet). */
  record(place: number): TlsRecordView | null;
  /** Its parts that belong to messages which span records, in the order of the bytes. */
  fragments(place: number): readonly TlsFragmentView[];
}

/** A packet of QUIC without its protection. */
export interface OpenedPacket {
  /** the first byte of its header as it was sent */
  firstByte: number;
  /** its number, and in how many bytes it stands */
  number: number;
  numberLen: number;
  /** its frames */
  bytes: Uint8Array;
}

/** What needs a cipher; dissectors have none. */
export interface QuicCrypto {
  /**
   * Of a whole packet; `numberAt`: where its number stands in it. Null: it is not what its sender sent with these keys.
   * @param cid the connection ID that the client sent its first packet to, or, behind a Retry, that of this
   */
  openInitial(
    packet: Uint8Array,
    numberAt: number,
    version: number,
    cid: Uint8Array,
    fromServer: boolean,
  ): OpenedPacket | null;
  /** Whether a Retry packet has the tag that it must have, by the connection ID that the client had sent to. Null: that cannot be told. */
  isRetry(packet: Uint8Array, version: number, originalCid: Uint8Array): boolean | null;
}

/** A handshake message of QUIC that a frame completes. */
export interface QuicMessageView {
  /** place of its first byte in the stream, and of the byte that came last */
  place: number;
  lastPlace: number;
  message: MessageView;
}

/** What the whole connection tells of the packets of QUIC in a frame. */
export interface QuicView {
  /** number of the connection in this capture, from 0 */
  connection: number;
  fromServer: boolean;
  /** what the keys of Initial packets are made of; null: not known */
  initialCid: Uint8Array | null;
  /** bytes of the connection ID in a short header; -1: not known */
  shortCidLen: number;
  /** handshake messages that this frame completes */
  messages: readonly QuicMessageView[];
  /** frames that complete messages of which this frame has parts, in the order of the stream */
  completedIn: readonly number[];
}

/** What the whole connection tells of the records of DTLS in a frame. */
export interface DtlsView {
  /** what the server chose, or else what the first records say; 0: not known */
  version: number;
  /** cipher suite; -1: not known */
  cipher: number;
  /** bytes of the connection IDs that protected records of this direction have; 0: none */
  cidLen: number;
  /**
   * The message that a fragment of the handshake belongs to.
   * @param at where the bytes of the fragment stand in the payload of the datagram
   */
  message(at: number): DatagramView | null;
  /** What is inside of a protected record, its header included, where there are keys; null: it is closed. */
  inside(record: Uint8Array): DtlsInside | null;
}
/** `type`: content type of what is inside. */
export interface DtlsInside {
  type: number;
  bytes: Uint8Array;
}

/** How the content of a message was packed, in the words of HTTP. */
export type Packing = 'gzip' | 'deflate' | 'br';

export interface InterfaceView {
  id: number;
  name: string;
  description: string;
  linkType: number;
}

export interface FrameContext {
  /** from 1 */
  number: number;
  hasTime: boolean;
  timeSec: number;
  timeNano: number;
  /** by how much they were shifted: whole seconds rounded down, and 0…999,999,999 ns */
  timeShift: TimeValue;
  /** time of the frame before in the file, and of the time reference or first frame (for frame.time_delta, frame.time_relative) */
  previousSec: number | null;
  previousNano: number;
  firstSec: number | null;
  firstNano: number;
  originalLen: number;
  interface: InterfaceView;
  /** Read from the file: asked only for sinks that want comments, or expert notes. */
  comments(): readonly string[];
  /** Asked by the dissectors of TCP and UDP. Null when the tracker does not know the frame (yet). */
  conversation(kind: 'tcp' | 'udp'): ConversationView | null;
  /**
   * The datagram of the fragment whose payload stands at `at` in a source of bytes (0: the frame). Null where fragments are not put
   * together, or this one cannot be.
   */
  datagram(source: number, at: number): DatagramView | null;
  /**
   * Parts of the payload of the TCP segment that belong to messages which span segments, in the order of the bytes. Null where nobody has
   * looked for them (yet).
   */
  segments(): readonly SpanView[] | null;
  /**
   * Asked by the dissector of DNS for a message. Null where nothing is known of it (yet).
   * @param id its number, and its flag of a response (wire/dns.ts, `identity`): a segment may carry several
   */
  dns(id: number): DnsLink | null;
  /** Of the message that is handed on as number `place` (from 0) in this frame. Null where nothing is known of it (yet). */
  exchange(place: number): ExchangeView | null;
  /** What the connection of this frame tells of its TLS. Null where nobody has looked for it (yet). */
  tls(): TlsView | null;
  /** What the connection of this frame tells of its QUIC. Null: nobody has looked for it (yet), or there is none. */
  quic(): QuicView | null;
  /** What the connection of this frame tells of its DTLS. Null: nobody has looked for it (yet), or there is none. */
  dtls(): DtlsView | null;
  /** null: nobody here can decrypt */
  readonly quicCrypto: QuicCrypto | null;
  /** The key of `tcp.port` that leads to what the stream carries in this frame, where its bytes tell another than its ports; -1: they do not. */
  streamKey(): number;
  /**
   * How the header fields of HTTP/2 are compressed where a block of them begins: block `place` of those in this frame, 0x10000 for each message of a stream
   * that was handed on before, and one for each block before it in its message. Null where nothing is known of it (yet).
   */
  headers(place: number): HeaderStart | null;
  /** What was packed, as far as it goes where it was cut off. Null: it is damaged, or more than 16 MiB, or nobody here can unpack it. */
  unpack(how: Packing, bytes: Uint8Array): Uint8Array | null;
  /** Flags of the analysis alone (analysis-flags.ts); 0 for a frame that has none. */
  analysisFlags(): number;
  /** Asked only for sinks that want `synscope.*`. Null for a frame of no TCP connection. */
  connection(): ConnectionView | null;
  /** Which packet of its TCP connection it is, from 1; 0: of none. Asked only for sinks that want it. */
  packetNumber(): number;
  /** The second opinion about the segment in this frame. Asked only for sinks that want it: other frames are read for it. */
  opinions(): readonly Opinion[];
  /** What ports lead to in place of what they usually do; null: nothing else. */
  readonly decodeAs: DecodeAs | null;
  /** what the reader of the capture has put on the frame; an ignored one is not dissected beyond its frame */
  isMarked: boolean;
  isIgnored: boolean;
  isTimeReference: boolean;
}

export interface DecodeAs {
  /** the protocol (`tls`) that somebody has chosen for a port; null: as usual */
  of(table: string, port: number): string | null;
  /** The same for a conversation. `addresses`: of the two ports, in their order; asked only where the ports have a rule. */
  ofConversation(table: string, a: number, b: number, addresses: () => readonly [string, string]): string | null;
}

/** Preferences with Wireshark's meaning and defaults. */
export interface DissectOptions {
  /** ip.check_checksum, tcp.check_checksum, udp.check_checksum, … all of them at once */
  checkChecksums: boolean;
  relativeSequenceNumbers: boolean;
}
