// What a dissector is written against: the packet it reads, the sink it writes to, the protocol it declares.
// A protocol file says what the bytes mean; where it hangs (`under`) is data, so protocols never import each other.
import type { RowKind } from '../../ipc/contracts/engine-contract';
import type { Message } from '../../ipc/message';
import type { DatagramView, DissectOptions, FrameContext } from './context';
import type { Framing } from '../../wire/framing';
import type { Field, FieldExtra, FieldGroup, FieldTable } from './fields';

export { defineFields, fieldGroup, likeFields, type Field, type FieldGroup, type FieldTable } from './fields';

/** One protocol found in the frame. */
export interface Layer {
  readonly protocol: Protocol;
  /** what it stands in: the frame (source 0), or bytes that were put together */
  readonly bytes: Uint8Array;
  readonly source: number;
  /** what it was told about the frame, or about the stream that it is in */
  readonly context: FrameContext;
  readonly at: number;
  /** captured and declared ends of its bytes (see Packet) */
  readonly end: number;
  readonly declaredEnd: number;
  /** inside a packet that an ICMP error quotes */
  readonly quoted: boolean;
  /** in a datagram that is one fragment of a larger one */
  readonly fragmented: boolean;
  /** hand-off that led here; for `data` it names what the payload would be */
  readonly table: string;
  readonly key: number;
}

/**
 * Frames of which the scan can say that a protocol is not in them. `tcp`, `udp`, `ipv4`, `ipv6`: only in frames that have such a header;
 * `transport`: one of TCP or UDP.
 * `over-ip`: in place of a plain TCP or UDP header behind IP, or between the two; `over-udp`: in UDP, and the scan looks into it;
 * `not-in-plain`: never in a frame of one IP header and one of TCP or UDP; `anywhere`: the scan knows nothing of it.
 */
export type Where =
  'anywhere' | 'tcp' | 'udp' | 'transport' | 'ipv4' | 'ipv6' | 'over-ip' | 'over-udp' | 'not-in-plain';

export interface Protocol {
  /** Wireshark's: `udp` */
  readonly abbrev: string;
  readonly name: string;
  readonly fields: FieldTable;
  readonly where: Where;
  /** of the protocol's own line, as for a field */
  readonly line?: Pick<FieldExtra, 'changes' | 'pass' | 'tellsOfInner' | 'popularity'>;
  /**
   * To slices, to len() and in comparisons it is all the bytes of its layer, the payload too: `tcp[20:4] == 47:45:54:20`. Wireshark gives
   * such lines all the bytes first and shortens the line alone once the header is read (measured with tshark -Y 4.0.17). Without: its header.
   */
  readonly withPayload?: true;
  /**
   * It is inside of nothing: `above` the frame or `below` everything, in frames that it `applies` to. Both are asked only where a field
   * of its own or a borrowed one is wanted.
   */
  readonly apart?: { readonly place: 'above' | 'below'; readonly applies: (p: Packet) => boolean };
  /** hand-off tables and keys that lead here: ['ip.proto', 17], ['ethertype', 0x0800], ['linktype', 1], ['udp.port', 53] … */
  readonly under?: readonly (readonly [table: string, key: number])[];
  /**
   * Whether `len` (declared) bytes at `at` can be this protocol at all: where not, the hand-off goes on to its next key. Says yes of what
   * was cut off before it could be told. `table`: the one that led here.
   */
  readonly accepts?: (p: Packet, at: number, len: number, table: string) => boolean;
  /** Whether it stands in frame.protocols, by the key that led here; without one: always. */
  readonly isNamed?: (key: number) => boolean;
  /** It is read in the beginning of a datagram that an ICMP error quotes, too: the scan does not look there. */
  readonly inQuotes?: true;
  /** protocols whose headers this one reads itself (`Packet.inner`) */
  readonly parts?: readonly Protocol[];
  /** fields of other protocols that this one adds besides its own and those of its parts */
  readonly borrows?: readonly Field[];
  /**
   * Hand-off tables that it uses, when those are all the ways to what it carries (`data` apart) and nothing around it depends on how it
   * was read (`childEnd`). With it, a sink that wants nothing of what can be inside may leave the whole layer out.
   */
  readonly inside?: readonly string[];
  /** All that these tables lead to is inside of what keys have opened: without keys there is nothing of it. */
  readonly insideIsSealed?: true;
  /** Reads from `at` to `p.end`. Never throws, whatever the bytes. */
  dissect(p: Packet, at: number, out: FieldSink): void;
  /** text of the Protocol column; without one the layer below keeps the row */
  readonly column?: string | ((p: Packet, layer: Layer) => string);
  /** Whether a layer of it is a part of the one around it, to which it leaves the row; without: never. */
  readonly isPart?: (layer: Layer) => boolean;
  /** text of the Info column, made for rows on the screen only; reads the bytes again through `wire` */
  summary?(p: Packet, layer: Layer): string;
  /** colour class of the row; without one that of the layer around it that has remarks, or `other` */
  kind?(p: Packet, layer: Layer): RowKind;
  /** what the row of anything that it carries says in front: `[TCP Retransmission] , `, or nothing */
  remark?(p: Packet, layer: Layer): string;
  /** what stands between such a remark and this protocol's own words, as Wireshark separates them; nothing: nothing */
  readonly behindRemark?: string;
}

/**
 * What bytes are that do not lie in the frame: an IP datagram in fragments, a message of a TCP stream, the content of its chunks, unpacked content or header fields,
 * a packet of QUIC or a record of TLS without its protection.
 */
export type SourceKind = 'datagram' | 'message' | 'handshake' | 'chunks' | 'content' | 'headers' | 'decrypted' | 'tls';

/**
 * The frame being dissected. Offsets are counted from the first byte of `bytes`: the frame's, or inside of `within` those that were put
 * together.
 * `end` is where the captured bytes of the current layer end, `declaredEnd` where they would end had nothing been cut
 * off (from the length fields of the layers below): end <= declaredEnd.
 */
export interface Packet {
  readonly bytes: Uint8Array;
  /** number of these bytes: 0 the frame, 1 the first that were put together … */
  readonly source: number;
  readonly context: FrameContext;
  readonly options: DissectOptions;
  readonly end: number;
  readonly declaredEnd: number;
  /** the IP datagram around is one fragment of a larger one: checksums above it cannot be verified */
  readonly fragmented: boolean;
  /** inside the packet that an ICMP error quotes: usually cut short, belongs to another frame */
  readonly quoted: boolean;
  /** layers so far, the outermost first; of those that a sink leaves out (`LayerMode`) none */
  readonly layerCount: number;
  layer(i: number): Layer;
  /** `eth:ethertype:ip`: the layers below the frame, for frame.protocols */
  protocolPath(): string;
  /** bytes ran out or contradicted themselves somewhere above */
  readonly stopped: boolean;

  // What layers above want to know of those below
  /** innermost IP header: 4, 6 or 0 (none), and where its addresses stand, and in which bytes (final destination with a routing header) */
  readonly ipVersion: number;
  readonly ipBytes: Uint8Array;
  readonly ipSrcAt: number;
  readonly ipDstBytes: Uint8Array;
  readonly ipDstAt: number;
  /** Notes an IP header whose addresses stand at these places in `bytes`. */
  ipHeader(version: 4 | 6, srcAt: number, dstAt: number): void;
  /** A routing header: the packet ends up at the address that stands at `at`. */
  finalDestination(at: number): void;
  srcPort: number;
  dstPort: number;
  /** declared payload bytes of the innermost transport header */
  payloadLen: number;
  /** messages of streams that were handed on in this frame before the one that is dissected */
  streamMessage: number;

  /**
   * Whether `len` bytes from `at` on were captured. When not, the frame gets its verdict: `_ws.short` (cut by the capture),
   * `_ws.unreassembled` (rest is in another fragment) or `_ws.malformed` (beyond what the sender declared).
   */
  need(at: number, len: number): boolean;
  /** The same question without a verdict. */
  has(at: number, len: number): boolean;
  /** The packet contradicts itself in this field: `_ws.malformed`. For values that the standard forbids use `out.expert`. */
  malformed(field: Field, at: number, len: number): void;
  /** Columns Source and Destination of the packet list; the innermost call wins, quoted packets do not count. */
  addresses(type: 'ether' | 'ipv4' | 'ipv6', srcAt: number, dstAt: number): void;
  /** The layer is shorter than what was handed to it (padding follows): its own length field says so. */
  trim(declaredEnd: number): void;
  /** declared end of the layer handed on to last, after its `trim` */
  readonly childEnd: number;
  /** Marks everything dissected from here on in this layer as a fragment's. */
  markFragment(): void;

  /**
   * Hands `len` (declared) bytes from `at` on to the protocol registered in `table` for the first key that has one;
   * to `data` when none has. Returns whether one was found.
   */
  next(table: string, keys: number | readonly number[], at: number, len: number): boolean;
  /** The same for what a quoted datagram carries: to those that are read there (`inQuotes`); nothing else is shown of it. */
  nextQuoted(table: string, keys: readonly number[], at: number, len: number): void;
  /** The same for a payload whose type is an EtherType. */
  etherType(type: number, at: number, len: number): boolean;
  /** The same for a frame inside the frame, by its link type. */
  linkType(type: number, at: number, len: number): boolean;
  /**
   * How the messages of the protocol that `next` would lead to follow each other in a stream; null: it says nothing of that, or, where it is
   * not wanted `anyway`, the sink leaves it out.
   */
  framing(table: string, keys: readonly number[], anyway: boolean): Framing | null;
  /** Hands on to a protocol by name (`eth`, `llc`). Unknown: data. */
  call(abbrev: string, at: number, len: number): boolean;
  /** Like `next`, for a packet quoted by an error message: its tree stands inside the current one. */
  quote(table: string, key: number, at: number, len: number): void;
  /**
   * The datagram of the fragment whose payload stands at `at`, in what the packet is looking at now or in a layer of it. Null where it is
   * not put together (`FrameContext.datagram`).
   */
  datagram(here: { readonly source: number; readonly quoted: boolean }, at: number): DatagramView | null;
  /** Runs `body` over other bytes than those of the frame, as if the current layer were they. */
  within(bytes: Uint8Array, body: () => void, kind?: SourceKind): void;
  /** The same where these bytes are of a stream of their own: what `told` says of it holds in place of what the frame's context does, and its messages count from 0. */
  inside(bytes: Uint8Array, told: Partial<FrameContext>, body: () => void, kind: SourceKind): void;
  /** The rest as `data`. Nothing for 0 bytes. */
  payload(at: number, len: number): void;
  /**
   * Runs `body` as a layer of its own for headers that belong to one protocol file, e.g. IPv6 extension headers: `protocol`'s line
   * stands inside the current protocol's.
   */
  inner(protocol: Protocol, at: number, len: number, body: () => void): void;
}

/** What a sink wants of a layer: its fields, only what is inside (nothing of the layer's own is kept), or nothing at all. */
export type LayerMode = 'read' | 'pass' | 'skip';

/**
 * Takes the fields, in the order of the bytes. What it costs is the sink's business: it builds a tree, keeps the values of
 * a few fields, or drops all. Values of masked fields come shifted down (`tcp.flags.syn`: 1).
 */
export interface FieldSink {
  /** true where texts are kept: only then is it worth making one (`display`, `head`, `note`) */
  readonly detail: boolean;
  /** whether values of the field are kept: for those that cost something to work out */
  wants(field: Field): boolean;
  /** The same for any field of a group. */
  wantsAny(group: FieldGroup): boolean;
  /** Asked before each layer; `line` stands for its protocol. */
  modeOf(line: Field): LayerMode;

  /** bool, integers up to 48 bits, framenum, double */
  uint(field: Field, at: number, len: number, value: number): void;
  uint64(field: Field, at: number, len: number, value: bigint): void;
  /** bytes, ether, ipv4, ipv6: the value is the bytes themselves */
  bytes(field: Field, at: number, len: number): void;
  /** an address of which the packet holds the first bytes only; `value`: all of them */
  address(field: Field, at: number, len: number, value: Uint8Array): void;
  string(field: Field, at: number, len: number, value: string): void;
  time(field: Field, at: number, len: number, sec: number, nano: number): void;
  none(field: Field, at: number, len: number): void;
  /** a line that is no field, for what groups fields: `Options` */
  line(name: string, at: number, len: number): void;

  /** found by filters, not shown */
  hidden(field: Field, at: number, len: number, value: number): void;
  hiddenBytes(field: Field, at: number, len: number): void;
  hiddenString(field: Field, at: number, len: number, value: string): void;
  /** computed, not read: shown in [brackets]. `at`, `len`: the bytes it was computed from, 0 0 for none */
  generated(field: Field, at: number, len: number, value: number | string): void;
  generatedTime(field: Field, sec: number, nano: number): void;

  /** An expert note below the field added last; severity and group are the field's. */
  expert(field: Field, at: number, len: number): void;

  // About the field added last
  /** what stands instead of the printed value */
  display(text: string): void;
  /** what stands behind the value in brackets */
  note(message: Message): void;
  /** the fields from here to `close` are shown below it */
  open(): void;
  close(): void;

  // About the protocol's own line
  /** bytes that belong to the header; without a call: all that the layer had */
  length(len: number): void;
  /** another name than the protocol's: `Ethernet II` */
  title(name: string): void;
  /** a part of the line: `Src Port`, `443` */
  head(label: string, value: string): void;
  /** a sentence instead of the name */
  sentence(message: Message): void;

  // Called by the packet, not by dissectors
  begin(bytes: Uint8Array): void;
  /** Offsets from here on are counted in these bytes; 0: the frame's. */
  source(number: number, bytes: Uint8Array): void;
  enter(field: Field, at: number, len: number, inside: boolean): void;
  /** `end`: where the captured bytes end that the layer had, padding behind them left out */
  leave(end: number): void;
  /** protocols from here on stand inside the current one, until `endQuote` */
  beginQuote(): void;
  endQuote(): void;
  /** A line of its own at the end of the tree: `_ws.short` … with what happened. `protocol`: the name of the layer that met it. */
  verdict(field: Field, at: number, message: Message, protocol: string): void;
}
