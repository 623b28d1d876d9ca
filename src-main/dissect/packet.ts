// The packet that dissectors read from: bounds of the current layer, hand-off, verdicts.
import { hexText, ipv4Text, ipv6Text } from '../text/address';
import type { DatagramView, DissectOptions, FrameContext } from './contract/context';
import type { Field } from './contract/fields';
import { MAX_LAYERS } from './contract/most-layers';
import type { Framing } from '../wire/framing';
import { NULL_SINK } from './contract/null-sink';
import type { FieldSink, Layer, Packet, Protocol, SourceKind } from './contract/protocol';
import { WS } from './contract/verdict-fields';
import type { Registered, Registry } from './contract/registry';

const NOTHING = new Uint8Array(0);

/** In the place of a port: both ends were chosen. */
const OF_CONVERSATION = -2;
const NO_KEYS: readonly number[] = [];

/** A protocol that was chosen for a port. */
interface Chosen {
  key: number;
  found: Registered;
}
const NO_CHOICE: readonly Chosen[] = [];

export type AddressType = 'none' | 'ether' | 'ipv4' | 'ipv6';
export type Verdict = 'none' | 'short' | 'unreassembled' | 'malformed' | 'deep';

/** A layer whose object is used again for other frames. */
type ReusedLayer = { -readonly [K in keyof Layer]: Layer[K] };

/** One frame after the other: `begin` makes it the next one's. */
export class FramePacket implements Packet {
  bytes: Uint8Array = NOTHING;
  source = 0;
  end = 0;
  declaredEnd = 0;
  fragmented = false;
  quoted = false;
  stopped = false;
  layerCount = 0;
  ipVersion = 0;
  ipBytes: Uint8Array = NOTHING;
  ipSrcAt = 0;
  ipDstBytes: Uint8Array = NOTHING;
  ipDstAt = 0;
  srcPort = 0;
  dstPort = 0;
  payloadLen = 0;
  streamMessage = 0;
  /** of the first verdict, outside a quoted packet */
  verdict: Verdict = 'none';
  addressType: AddressType = 'none';
  /** what they stand in */
  addressBytes: Uint8Array = NOTHING;
  srcAt = 0;
  dstAt = 0;
  /** bytes that were put together, in the order of their numbers from 1 on */
  readonly sources: { readonly kind: SourceKind; readonly bytes: Uint8Array }[] = [];
  /** declared end of the layer handed on to last, as that layer itself told it (a datagram may be shorter than its frame) */
  childEnd = 0;
  private depth = 0;
  private name = '';
  private shortName = '';
  /** the first `layerCount` of them are this frame's */
  private readonly layers: ReusedLayer[] = [];
  private readonly names: string[] = [];
  private nameCount = 0;

  constructor(
    public context: FrameContext,
    readonly options: DissectOptions,
    readonly registry: Registry,
    private readonly out: FieldSink,
  ) {}

  /** Forgets the frame before. */
  begin(bytes: Uint8Array, context: FrameContext): void {
    this.bytes = bytes;
    this.source = 0;
    this.sources.length = 0;
    this.context = context;
    this.end = bytes.length;
    this.declaredEnd = Math.max(bytes.length, context.originalLen);
    this.fragmented = false;
    this.quoted = false;
    this.stopped = false;
    this.layerCount = 0;
    this.nameCount = 0;
    this.ipVersion = 0;
    this.ipBytes = bytes;
    this.ipSrcAt = 0;
    this.ipDstBytes = bytes;
    this.ipDstAt = 0;
    this.srcPort = 0;
    this.dstPort = 0;
    this.payloadLen = 0;
    this.streamMessage = 0;
    this.verdict = 'none';
    this.addressType = 'none';
    this.addressBytes = bytes;
    this.srcAt = 0;
    this.dstAt = 0;
    this.childEnd = 0;
    this.depth = 0;
    this.name = '';
    this.shortName = '';
  }

  layer(i: number): Layer {
    return this.layers[i];
  }

  protocolPath(): string {
    return this.names.slice(0, this.nameCount).join(':');
  }

  has(at: number, len: number): boolean {
    return at + len <= this.end;
  }

  need(at: number, len: number): boolean {
    if (at + len <= this.end) return true;
    const args = { protocol: this.name, offset: at, needed: len, there: Math.max(0, this.end - at) };
    if (at + len <= this.declaredEnd) this.judge('short', WS['short'], at, 'tree.short', args);
    else if (this.quoted)
      this.stopped = true; // an error message quotes the beginning only
    else if (this.fragmented) this.judge('unreassembled', WS['unreassembled'], at, 'tree.unreassembled', args);
    else this.judge('malformed', WS['malformed'], at, 'tree.malformed', args);
    return false;
  }

  malformed(field: Field, at: number, len: number): void {
    const value = hexText(this.bytes, at, Math.max(0, Math.min(len, 8, this.end - at)));
    const args = { protocol: this.name, field: field.name, offset: at, value };
    this.judge('malformed', WS['malformed'], at, 'tree.malformedField', args);
  }

  private judge(kind: Verdict, field: Field, at: number, key: string, args: Record<string, string | number>): void {
    this.stopped = true;
    if (!this.quoted && this.verdict === 'none') this.verdict = kind;
    this.out.verdict(field, at, { key, args }, this.shortName);
  }

  addresses(type: 'ether' | 'ipv4' | 'ipv6', srcAt: number, dstAt: number): void {
    if (this.quoted) return;
    this.addressType = type;
    this.addressBytes = this.bytes;
    this.srcAt = srcAt;
    this.dstAt = dstAt;
  }

  ipHeader(version: 4 | 6, srcAt: number, dstAt: number): void {
    this.ipVersion = version;
    this.ipBytes = this.ipDstBytes = this.bytes;
    this.ipSrcAt = srcAt;
    this.ipDstAt = dstAt;
  }

  finalDestination(at: number): void {
    this.ipDstBytes = this.bytes;
    this.ipDstAt = at;
  }

  trim(declaredEnd: number): void {
    if (declaredEnd >= this.declaredEnd) return;
    this.declaredEnd = declaredEnd;
    this.end = Math.min(this.end, declaredEnd);
  }

  markFragment(): void {
    this.fragmented = true;
  }

  next(table: string, keys: number | readonly number[], at: number, len: number): boolean {
    if (typeof keys === 'number') {
      const protocol = this.find(table, keys, at, len);
      if (protocol) return this.run(protocol, at, len, table, keys);
      this.asData(at, len, table, keys);
      return false;
    }
    const own = this.chosenHere(table, keys);
    for (const { key, found } of own)
      if (found.protocol.accepts?.(this, at, len, table) ?? true) return this.run(found, at, len, table, key);
    // what was chosen for both ends leaves nothing to its ports
    const isWhole = own.some(({ key }) => key === OF_CONVERSATION);
    for (const key of isWhole ? NO_KEYS : keys) {
      const found = own.some((one) => one.key === key) ? undefined : this.find(table, key, at, len);
      if (found) return this.run(found, at, len, table, key);
    }
    this.asData(at, len, table, keys[0] ?? -1);
    return false;
  }

  framing(table: string, keys: readonly number[], anyway: boolean): Framing | null {
    for (const { found } of this.chosenHere(table, keys)) {
      const framing = this.registry.framingOf(found.protocol);
      return framing && (anyway || this.out.modeOf(found.line) !== 'skip') ? framing : null;
    }
    for (const key of keys) {
      const framing = this.registry.framing(table, key);
      if (!framing) continue;
      const inside = this.registry.find(table, key) ?? this.registry.protocol('data');
      return anyway || (inside && this.out.modeOf(inside.line) !== 'skip') ? framing : null;
    }
    return null;
  }

  nextQuoted(table: string, keys: readonly number[], at: number, len: number): void {
    for (const key of keys) {
      const found = this.find(table, key, at, len);
      if (found?.protocol.inQuotes) return void this.run(found, at, len, table, key);
    }
  }

  /**
   * The protocols that somebody has chosen for the conversation, or else for its ports, the lower one first. What the scan takes for a tunnel
   * stays one. Nothing where keys are what the bytes told: a rule for port 443 is none for TLS on another one.
   */
  private chosenHere(table: string, keys: readonly number[]): readonly Chosen[] {
    const { srcPort, dstPort } = this;
    const rules = this.context.decodeAs;
    if (rules === null || !keys.includes(Math.min(srcPort, dstPort))) return NO_CHOICE;
    if (this.registry.carries(table, srcPort) || this.registry.carries(table, dstPort)) return NO_CHOICE;
    const own = rules.ofConversation(table, srcPort, dstPort, () => this.ipAddresses());
    const of = (key: number, abbrev: string | null): Chosen[] => {
      const found = abbrev === null ? undefined : this.registry.protocol(abbrev);
      return found ? [{ key, found }] : [];
    };
    if (own !== null) return of(OF_CONVERSATION, own);
    const [low, high] = [Math.min(srcPort, dstPort), Math.max(srcPort, dstPort)];
    return [...of(low, rules.of(table, low)), ...(low === high ? [] : of(high, rules.of(table, high)))];
  }

  /** Of the innermost IP header, as texts: of the sender, of the receiver. */
  private ipAddresses(): readonly [string, string] {
    const text = this.ipVersion === 4 ? ipv4Text : this.ipVersion === 6 ? ipv6Text : () => '';
    return [text(this.ipBytes, this.ipSrcAt), text(this.ipDstBytes, this.ipDstAt)];
  }

  /** The protocol of a key, if it takes the bytes. */
  private find(table: string, key: number, at: number, len: number): Registered | undefined {
    const found = this.registry.find(table, key);
    return found && (found.protocol.accepts?.(this, at, len, table) ?? true) ? found : undefined;
  }

  etherType(type: number, at: number, len: number): boolean {
    this.names[this.nameCount++] = 'ethertype';
    return this.next('ethertype', type, at, len);
  }

  linkType(type: number, at: number, len: number): boolean {
    this.names[this.nameCount++] = 'pcap_pktdata';
    return this.next('linktype', type, at, len);
  }

  call(abbrev: string, at: number, len: number): boolean {
    const protocol = this.registry.protocol(abbrev);
    if (protocol) return this.run(protocol, at, len, '', -1);
    this.asData(at, len, '', -1);
    return false;
  }

  quote(table: string, key: number, at: number, len: number): void {
    const { quoted, ipVersion, ipBytes, ipSrcAt, ipDstBytes, ipDstAt, srcPort, dstPort, payloadLen } = this;
    this.quoted = true;
    this.out.beginQuote();
    this.next(table, key, at, len);
    this.out.endQuote();
    Object.assign(this, { quoted, ipVersion, ipBytes, ipSrcAt, ipDstBytes, ipDstAt, srcPort, dstPort, payloadLen });
  }

  datagram({ source, quoted }: { readonly source: number; readonly quoted: boolean }, at: number): DatagramView | null {
    return quoted ? null : this.context.datagram(source, at);
  }

  within(inside: Uint8Array, body: () => void, kind: SourceKind = 'datagram'): void {
    const { bytes, source, end, declaredEnd, fragmented, childEnd } = this;
    this.sources.push({ kind, bytes: inside });
    this.look(inside, this.sources.length);
    this.end = this.declaredEnd = inside.length;
    this.fragmented = false;
    body();
    this.look(bytes, source);
    this.end = end;
    this.declaredEnd = declaredEnd;
    this.fragmented = fragmented;
    this.childEnd = childEnd;
  }

  inside(bytes: Uint8Array, told: Partial<FrameContext>, body: () => void, kind: SourceKind): void {
    const { context, streamMessage } = this;
    this.context = { ...context, ...told };
    this.streamMessage = 0;
    this.within(bytes, body, kind);
    this.context = context;
    this.streamMessage = streamMessage;
  }

  private look(bytes: Uint8Array, source: number): void {
    this.bytes = bytes;
    this.source = source;
    this.out.source(source, bytes);
  }

  /** Afterwards: the bytes of one of its layers are those that offsets are counted in, for the texts of its row. */
  lookAt(layer: Layer): void {
    this.bytes = layer.bytes;
    this.source = layer.source;
  }

  payload(at: number, len: number): void {
    this.asData(at, len, '', -1);
  }

  private asData(at: number, len: number, table: string, key: number): void {
    const data = this.registry.protocol('data');
    if (data && len > 0) this.run(data, at, len, table, key);
    else this.childEnd = at;
  }

  inner(protocol: Protocol, at: number, len: number, body: () => void): void {
    this.run(this.registry.of(protocol), at, len, '', -1, body);
  }

  /** The outermost layers, which are in no frame.protocols. */
  start(protocol: Protocol): void {
    this.run(this.registry.of(protocol), 0, this.declaredEnd, '', -1);
  }

  private run(
    { protocol, line }: Registered,
    at: number,
    len: number,
    table: string,
    key: number,
    body?: () => void,
  ): boolean {
    const mode = this.out.modeOf(line);
    if (mode === 'skip') {
      this.childEnd = Math.min(this.declaredEnd, at + Math.max(0, len));
      return true;
    }
    if (this.depth >= MAX_LAYERS) return this.stopAt(protocol, at, len);
    const { end, declaredEnd, fragmented, name, shortName } = this;
    this.depth++;
    this.declaredEnd = Math.min(declaredEnd, at + Math.max(0, len));
    this.end = Math.min(end, this.declaredEnd);
    this.name = protocol.name;
    this.shortName = typeof protocol.column === 'string' ? protocol.column : protocol.name;
    this.addLayer(protocol, at, table, key);
    if (this.depth > 1 && (protocol.isNamed === undefined || protocol.isNamed(key)))
      this.names[this.nameCount++] = protocol.abbrev;
    this.out.enter(line, at, Math.max(0, this.end - at), body !== undefined);
    if (body) body();
    else protocol.dissect(this, at, mode === 'read' ? this.out : NULL_SINK);
    // headers inside another protocol's have all that follows them
    this.out.leave(body ? end : this.end);
    this.childEnd = this.declaredEnd;
    this.depth--;
    this.end = end;
    this.declaredEnd = declaredEnd;
    this.fragmented = fragmented;
    this.name = name;
    this.shortName = shortName;
    return true;
  }

  /** One layer more than is looked into: a note where it would have begun, and a line that says why the tree ends. */
  private stopAt(protocol: Protocol, at: number, len: number): boolean {
    const field = WS['too_many_layers'];
    this.out.expert(field, at, Math.max(0, Math.min(this.end, at + len) - at));
    this.judge('deep', field, at, 'tree.tooManyLayers', { protocol: protocol.name, limit: MAX_LAYERS, offset: at });
    this.childEnd = Math.min(this.declaredEnd, at + Math.max(0, len));
    return true;
  }

  private addLayer(protocol: Protocol, at: number, table: string, key: number): void {
    const { bytes, source, context, end, declaredEnd, quoted, fragmented } = this;
    const i = this.layerCount++;
    if (i === this.layers.length) {
      this.layers.push({ protocol, bytes, source, context, at, end, declaredEnd, quoted, fragmented, table, key });
      return;
    }
    const layer = this.layers[i];
    layer.protocol = protocol;
    layer.bytes = bytes;
    layer.source = source;
    layer.context = context;
    layer.at = at;
    layer.end = end;
    layer.declaredEnd = declaredEnd;
    layer.quoted = quoted;
    layer.fragmented = fragmented;
    layer.table = table;
    layer.key = key;
  }
}
