// The part of the scan that walks from an IP header on: extension headers, IP in IP and GRE, quoted packets, TCP and UDP.
// The link layer (scan.ts) hands in, and takes back what tunnels carry of it; tunnels in UDP stand in scan-tunnels.ts.
import { etherTypeName } from '../../dissect/values/number-names';
import { MAX_LAYERS } from '../../dissect/packet';
import * as erspan from '../../wire/erspan';
import * as ethernet from '../../wire/ethernet';
import * as gre from '../../wire/gre';
import * as icmp from '../../wire/icmp';
import * as icmpv6 from '../../wire/icmpv6';
import * as ipv4 from '../../wire/ipv4';
import * as ipv6 from '../../wire/ipv6';
import * as mpls from '../../wire/mpls';
import * as nsh from '../../wire/nsh';
import { u16, u32 } from '../../wire/read';
import * as tcp from '../../wire/tcp';
import { EOL, leastLength, lengthAt, NOP, SACK, TIMESTAMPS, WINDOW_SCALE } from '../../wire/tcp-options';
import * as udp from '../../wire/udp';
import {
  MARK_IPV6,
  MARK_OPTIONS,
  PROTOCOL,
  SHAPE_ANY,
  SHAPE_NO_IP,
  SHAPE_NO_TRANSPORT,
  SHAPE_PLAIN,
} from '../columns/columns';
import { reportOf, reportOfV6 } from './icmp-report';
import {
  BAD_HEADER,
  IPV6,
  KIND_NONE,
  KIND_TCP,
  KIND_TCP_STUB,
  KIND_UDP,
  NO_LENGTH,
  NO_SCALE,
  OPTIONS_CUT,
  QUOTED,
  Scratch,
} from './scratch';

/** Which fragments are noted to be put together, in place of walking on into the first of them. */
export interface Defragment {
  readonly ipv4: boolean;
  readonly ipv6: boolean;
}

export abstract class NetworkWalk {
  readonly out = new Scratch();
  protected bytes: Uint8Array = new Uint8Array(0);
  /** row of the scratch */
  protected row = 0;
  /** end of the bytes that were captured, and of those that were on the wire as the headers so far say; end <= limit */
  protected end = 0;
  protected limit = 0;
  protected quoted = false;
  /** identification of the innermost IP header, 0 without */
  private identification = 0;
  protected fragment = false;
  protected layers = 0;
  /** IP headers, and TCP and UDP headers, also cut and wrong ones */
  protected ipHeaders = 0;
  protected transports = 0;
  /** bytes that were looked for are not there: what the dissectors make of the rest is not sure */
  protected cut = false;
  /** IEEE 802.1Q identifier of the innermost tag, 0 without */
  protected vlan = 0;
  /** nothing so far forbids SHAPE_PLAIN */
  protected plain = true;
  /** MARK_* bits, should the frame be plain */
  protected marks = 0;

  constructor(private readonly defragment: Defragment) {}

  protected abstract ethernet(at: number): void;
  protected abstract etherType(type: number, at: number): void;
  protected abstract ppp(at: number): void;
  protected abstract frameRelay(at: number): void;
  protected abstract etherIp(at: number): void;
  /** Whether a UDP port is one that a tunnel may use. */
  protected abstract isTunnel(port: number): boolean;
  /** Walks into the tunnel of such a port; false where the datagram is none of it. */
  protected abstract tunnel(port: number, at: number): boolean;

  /** Another header inside the ones before; false where that has gone on for too long. */
  protected enter(): boolean {
    return ++this.layers <= MAX_LAYERS;
  }
  protected has(at: number, len: number): boolean {
    if (at + len <= this.end) return true;
    this.cut = true;
    return false;
  }
  /** What follows ends at `limit` at the latest. */
  protected trim(limit: number): void {
    if (limit >= this.limit) return;
    this.limit = limit;
    this.end = Math.min(this.end, limit);
  }

  /** SHAPE_* of the frame that was walked. */
  protected shape(): number {
    if (this.cut || this.layers > MAX_LAYERS) return this.notPlain();
    if (this.ipHeaders === 0) return this.notPlain() | SHAPE_NO_IP;
    if (this.transports === 0) return this.notPlain() | SHAPE_NO_TRANSPORT;
    const { kind } = this.out;
    if (this.plain && this.ipHeaders === 1 && this.transports === 1 && kind[this.row] !== KIND_NONE) return SHAPE_PLAIN;
    return this.notPlain();
  }
  private notPlain(): number {
    this.marks = 0;
    return SHAPE_ANY;
  }

  protected ipv4(at: number): void {
    const b = this.bytes;
    const { out, row } = this;
    this.ipHeaders++;
    if (!this.enter() || !this.has(at, ipv4.HEADER_LEN) || ipv4.version(b, at) !== 4) return;
    const headerLen = ipv4.headerLen(b, at);
    // A total length of 0: the sender left segmentation to the network card, the frame's length holds.
    const totalLen = ipv4.totalLen(b, at) === 0 ? this.limit - at : ipv4.totalLen(b, at);
    if (headerLen < ipv4.HEADER_LEN || totalLen < headerLen) return;
    this.trim(at + totalLen);
    if (!this.has(at, headerLen)) return;
    const offset = ipv4.fragmentOffset(b, at);
    if (this.defragment.ipv4 && ipv4.isFragment(b, at) && this.ipv4Fragment(at, at + headerLen, at + totalLen)) return;
    if (!this.quoted) {
      out.ttl[row] = ipv4.ttl(b, at);
      out.protocol[row] = offset === 0 ? PROTOCOL.ip : PROTOCOL.fragment;
    }
    if (offset !== 0) return;
    if (ipv4.isFragment(b, at)) this.fragment = true;
    if (this.fragment || headerLen > ipv4.HEADER_LEN) this.plain = false;
    this.ipv4Addresses(at);
    if (headerLen > ipv4.HEADER_LEN && !ipv4.optionsReadable(b, at + ipv4.HEADER_LEN, at + headerLen)) return;
    this.identification = ipv4.id(b, at);
    if (at + headerLen < this.limit) this.payload(ipv4.protocol(b, at), at + headerLen);
  }

  /** Notes a fragment whose payload ends at `end`; false where it cannot be put together. */
  private ipv4Fragment(at: number, body: number, end: number): boolean {
    const b = this.bytes;
    const { out, row } = this;
    // not if bytes of it were cut off, or never were there; and what an error message quotes went elsewhere
    if (this.quoted || end > this.end || body >= end) return false;
    if (body > at + ipv4.HEADER_LEN && !ipv4.optionsReadable(b, at + ipv4.HEADER_LEN, body)) return false;
    this.ipv4Addresses(at);
    out.ttl[row] = ipv4.ttl(b, at);
    const n = this.noteFragment(body, end);
    out.fragmentStart[n] = ipv4.fragmentOffset(b, at);
    out.fragmentMore[n] = ipv4.moreFragments(b, at) ? 1 : 0;
    out.fragmentProtocol[n] = ipv4.protocol(b, at);
    out.fragmentIpv6[n] = 0;
    out.fragmentVlan[n] = this.vlan;
    out.fragmentId[n] = ipv4.id(b, at);
    return true;
  }

  private ipv4Addresses(at: number): void {
    const w = this.row * 8;
    const a = this.out.addresses;
    a[w] = ipv4.src(this.bytes, at);
    a[w + 4] = ipv4.dst(this.bytes, at);
    a[w + 1] = a[w + 2] = a[w + 3] = a[w + 5] = a[w + 6] = a[w + 7] = 0;
    this.out.notes[this.row] &= ~IPV6;
  }

  private noteFragment(body: number, end: number): number {
    const { out, row } = this;
    this.plain = false;
    out.protocol[row] = PROTOCOL.fragment;
    const n = out.addFragment(row);
    out.fragmentAt[n] = body;
    out.fragmentLen[n] = end - body;
    return n;
  }

  /**
   * Walks over a datagram that was put together, as far as its IP header leads, into row 0.
   * @param addresses as in Scratch
   */
  datagram(
    bytes: Uint8Array,
    isIpv6: boolean,
    protocol: number,
    addresses: Uint32Array,
    identification: number,
  ): Scratch {
    const { out } = this;
    out.ensure(1);
    out.outerCount = out.fragmentCount = 0;
    out.addresses.set(addresses);
    this.bytes = bytes;
    this.begin(0, bytes.length, bytes.length);
    out.notes[0] = isIpv6 ? IPV6 : 0;
    out.protocol[0] = PROTOCOL.ip;
    this.identification = isIpv6 ? 0 : identification;
    if (isIpv6) this.extensions(protocol, 0);
    else this.payload(protocol, 0);
    return out;
  }

  /** Forgets the frame before. */
  protected begin(row: number, end: number, limit: number): void {
    const { out } = this;
    this.row = row;
    this.end = end;
    this.limit = limit;
    this.quoted = false;
    this.fragment = false;
    this.vlan = 0;
    this.layers = 1; // the frame itself
    this.ipHeaders = 0;
    this.transports = 0;
    this.plain = true;
    this.cut = false;
    this.marks = 0;
    out.kind[row] = KIND_NONE;
    out.notes[row] = 0;
    out.protocol[row] = PROTOCOL.other;
    out.ttl[row] = 0;
  }

  protected ipv6(at: number): void {
    const b = this.bytes;
    const { out, row } = this;
    this.ipHeaders++;
    this.marks |= MARK_IPV6;
    if (!this.enter() || !this.has(at, ipv6.HEADER_LEN) || ipv6.version(b, at) !== 6) return;
    const payloadLen = ipv6.payloadLen(b, at);
    const next = ipv6.nextHeader(b, at);
    if (payloadLen !== 0 || next === ipv4.PROTO_NONE) this.trim(at + ipv6.HEADER_LEN + payloadLen);
    const w = row * 8;
    for (let k = 0; k < 8; k++) out.addresses[w + k] = u32(b, at + ipv6.SRC + 4 * k);
    out.notes[row] |= IPV6;
    this.identification = 0;
    if (!this.quoted) {
      out.ttl[row] = ipv6.hopLimit(b, at);
      out.protocol[row] = PROTOCOL.ip;
    }
    this.extensions(next, at + ipv6.HEADER_LEN);
  }

  /** IPv6 extension headers from `kind` at `at` on, then the payload. */
  private extensions(kind: number, at: number): void {
    const b = this.bytes;
    for (;;) {
      if (kind !== 0 && kind !== ipv4.PROTO_DSTOPTS && kind !== ipv4.PROTO_ROUTING && kind !== ipv4.PROTO_FRAGMENT)
        return this.payload(kind, at);
      this.plain = false;
      if (!this.has(at, 2)) return;
      const len = ipv6.extensionLen(b, at, kind); // never 0
      if (!this.has(at, len)) return;
      if (kind === ipv4.PROTO_ROUTING) this.routing(at, len);
      if (kind === ipv4.PROTO_FRAGMENT) {
        if (this.defragment.ipv6 && ipv6.isFragment(b, at) && this.ipv6Fragment(at, at + len)) return;
        if (ipv6.fragmentOffset(b, at) !== 0) {
          if (!this.quoted) this.out.protocol[this.row] = PROTOCOL.fragment;
          return;
        }
        if (ipv6.fragmentMore(b, at)) this.fragment = true;
      }
      kind = b[at];
      at += len;
    }
  }

  /** As ipv4Fragment, for the fragment header at `at`. */
  private ipv6Fragment(at: number, body: number): boolean {
    const b = this.bytes;
    const { out } = this;
    if (this.quoted || this.limit > this.end || body >= this.limit) return false;
    const n = this.noteFragment(body, this.limit);
    out.fragmentStart[n] = ipv6.fragmentOffset(b, at);
    out.fragmentMore[n] = ipv6.fragmentMore(b, at) ? 1 : 0;
    out.fragmentProtocol[n] = b[at];
    out.fragmentIpv6[n] = 1;
    out.fragmentVlan[n] = 0;
    out.fragmentId[n] = ipv6.fragmentId(b, at);
    return true;
  }

  /** A routing header with segments left: the conversation is with the last of its addresses. */
  private routing(at: number, len: number): void {
    const b = this.bytes;
    if (ipv6.routingSegmentsLeft(b, at) === 0) return;
    const type = ipv6.routingType(b, at);
    let last = -1;
    if (type === 0 && len >= 24) last = at + 8 + 16 * (Math.floor((len - 8) / 16) - 1);
    else if ((type === 2 || type === 4) && len >= 24) last = at + 8; // RFC 6275; RFC 8754: segment 0 is the last
    if (last < 0) return;
    for (let k = 0; k < 4; k++) this.out.addresses[this.row * 8 + 4 + k] = u32(b, last + 4 * k);
  }

  private payload(protocol: number, at: number): void {
    switch (protocol) {
      case ipv4.PROTO_TCP:
        return this.tcp(at);
      case ipv4.PROTO_UDP:
        return this.udp(at);
      case ipv4.PROTO_ICMP:
        return this.icmp(at);
      case ipv4.PROTO_ICMPV6:
        return this.icmpv6(at);
      case ipv4.PROTO_IPV4:
        return this.ipv4(at);
      case ipv4.PROTO_IPV6:
        return this.ipv6(at);
      case ipv4.PROTO_GRE:
        return this.gre(at);
      case ipv4.PROTO_AH: {
        this.plain = false;
        if (!this.enter() || !this.has(at, 12)) return;
        const len = Math.max(12, (this.bytes[at + 1] + 2) * 4);
        return this.has(at, len) ? this.extensions(this.bytes[at], at + len) : undefined;
      }
      case PROTO_MPLS:
        return this.mpls(at);
      case PROTO_ETHERIP:
        return this.etherIp(at);
      case PROTO_ETHERNET:
        return this.ethernet(at);
    }
  }

  protected mpls(at: number): void {
    const b = this.bytes;
    if (!this.enter()) return;
    for (let bottom = false; !bottom; at += mpls.ENTRY_LEN) {
      if (!this.has(at, mpls.ENTRY_LEN)) return;
      bottom = mpls.isBottom(b, at);
    }
    if (!this.has(at, 1)) return;
    const first = b[at] >> 4;
    if (first === 4) this.ipv4(at);
    else if (first === 6) this.ipv6(at);
    else if (first === 0 && this.looksLikeEthernet(at + mpls.CONTROL_WORD_LEN) && this.enter() && this.enter())
      this.ethernet(at + mpls.CONTROL_WORD_LEN);
  }

  /** Behind a pseudo wire's control word: a known EtherType, or a length that fits. */
  private looksLikeEthernet(at: number): boolean {
    if (!this.has(at, ethernet.HEADER_LEN)) return false;
    const type = u16(this.bytes, at + 12);
    return type >= ethernet.MIN_TYPE
      ? etherTypeName(type) !== undefined
      : type <= this.limit - at - ethernet.HEADER_LEN;
  }

  /** By the protocol type of a GRE header (also in Linux cooked captures of GRE devices). */
  protected greProtocol(type: number, at: number): void {
    switch (type) {
      case ethernet.TYPE_IPV4:
        return this.ipv4(at);
      case ethernet.TYPE_IPV6:
        return this.ipv6(at);
      case ethernet.TYPE_TRANS_ETHER:
        return this.ethernet(at);
      case ethernet.TYPE_PPP:
        return this.ppp(at);
      case ethernet.TYPE_MPLS:
      case TYPE_MPLS_MULTICAST:
        return this.mpls(at);
      case ethernet.TYPE_ARP:
      case TYPE_CISCO_METADATA:
      case nsh.ETHER_TYPE:
        return this.etherType(type, at);
      case TYPE_FRAME_RELAY:
        return this.frameRelay(at);
      case erspan.GRE_TYPE:
      case erspan.GRE_TYPE_III:
        return this.erspan(at);
    }
  }

  /** Types II and III. */
  private erspan(at: number): void {
    const b = this.bytes;
    if (!this.enter() || !this.has(at, erspan.HEADER_LEN)) return;
    const version = erspan.version(b, at);
    if (version === erspan.TYPE_II) return this.ethernet(at + erspan.HEADER_LEN);
    if (version !== erspan.TYPE_III || !this.has(at, erspan.HEADER3_LEN)) return;
    const len = erspan.header3Len(b, at);
    if (!this.has(at, len)) return;
    const type = erspan.frameType(b, at);
    if (type === erspan.FRAME_ETHERNET) this.ethernet(at + len);
    else if (type === erspan.FRAME_IP && this.has(at + len, 1)) this.ipByVersion(at + len);
  }

  private gre(at: number): void {
    const b = this.bytes;
    if (!this.enter() || !this.has(at, gre.HEADER_LEN)) return;
    let next = at + gre.headerLen(b, at);
    if (next > this.end) return;
    if (gre.hasRouting(b, at)) {
      // Source routes (RFC 1701) until an empty one; each is at least 4 bytes long.
      for (let last = false; !last;) {
        if (!this.has(next, 4) || !this.has(next + 4, b[next + 3])) return;
        last = u16(b, next) === 0 && b[next + 3] === 0;
        next += 4 + b[next + 3];
      }
    }
    const type = gre.protocolType(b, at);
    if (type !== erspan.GRE_TYPE || gre.hasSequence(b, at)) return this.greProtocol(type, next);
    if (next < this.limit && this.enter()) this.ethernet(next); // ERSPAN type I has no header
  }

  protected ipByVersion(at: number): void {
    const version = this.bytes[at] >> 4;
    if (version === 4) this.ipv4(at);
    else if (version === 6) this.ipv6(at);
  }

  private icmp(at: number): void {
    const b = this.bytes;
    if (!this.quoted) this.out.protocol[this.row] = PROTOCOL.icmp;
    if (!this.enter() || !this.has(at, icmp.HEADER_LEN)) return;
    const type = icmp.type(b, at);
    if (!icmp.quotes(type)) return;
    const words = b[at + 5]; // RFC 4884: length of the quoted packet in words of 4 bytes, 0 where not told
    if (words > 0 && type !== icmp.REDIRECT && type !== icmp.SOURCE_QUENCH) this.trim(at + 8 + 4 * words);
    this.quote(reportOf(type, icmp.code(b, at)));
    this.ipv4(at + 8);
  }

  private icmpv6(at: number): void {
    if (!this.quoted) this.out.protocol[this.row] = PROTOCOL.icmp;
    if (!this.enter() || !this.has(at, 8) || !icmpv6.quotes(icmpv6.type(this.bytes, at))) return;
    this.quote(reportOfV6(icmpv6.type(this.bytes, at), icmpv6.code(this.bytes, at)));
    this.ipv6(at + 8);
  }

  /** @param report what the outermost error says of the packet that it quotes */
  private quote(report: number): void {
    if (!this.quoted) {
      this.out.protocol[this.row] = PROTOCOL.icmpError;
      this.out.icmp[this.row] = report;
    }
    this.quoted = true;
    this.plain = false;
  }

  private tcp(at: number): void {
    const b = this.bytes;
    const { out, row, end } = this;
    this.transports++;
    if (!this.quoted) out.protocol[row] = PROTOCOL.tcpCut;
    // Up to the window the header can be read field by field; Wireshark numbers the stream from there on.
    if (!this.enter()) return;
    if (!this.has(at, 16)) return this.tcpStub(at);
    const whole = this.has(at, tcp.HEADER_LEN);
    if (!this.quoted && whole) out.protocol[row] = PROTOCOL.tcp;
    const headerLen = tcp.headerLen(b, at);
    const declared = this.limit - at;
    let notes = out.notes[row];
    if (this.quoted) notes |= QUOTED;
    if (this.quoted || this.fragment || declared < headerLen) notes |= NO_LENGTH;
    if (headerLen < tcp.HEADER_LEN) notes |= BAD_HEADER;
    out.kind[row] = KIND_TCP;
    out.srcPort[row] = tcp.srcPort(b, at);
    out.dstPort[row] = tcp.dstPort(b, at);
    out.seq[row] = tcp.seq(b, at);
    out.ack[row] = tcp.ack(b, at);
    out.flags[row] = tcp.flags(b, at);
    out.headerWords[row] = headerLen >> 2;
    out.window[row] = tcp.window(b, at);
    out.payloadLen[row] = notes & NO_LENGTH ? 0 : declared - headerLen;

    let scale = NO_SCALE;
    out.sackLength[row] = 0;
    const optionsEnd = at + headerLen;
    if (optionsEnd > end || !whole) notes |= OPTIONS_CUT;
    for (let o = at + tcp.HEADER_LEN, stop = Math.min(optionsEnd, end); o < stop && b[o] !== EOL;) {
      const length = lengthAt(b, o, stop);
      if (length === 0) {
        this.marks |= MARK_OPTIONS;
        break;
      }
      if (b[o] !== NOP && b[o] !== TIMESTAMPS) {
        this.marks |= MARK_OPTIONS;
        if (length < leastLength(b, o)) this.plain = false; // the dissector goes no further
      }
      if (b[o] === SACK) {
        out.sackAt[row] = o + 2;
        out.sackLength[row] = length - 2;
      } else if (b[o] === WINDOW_SCALE && length === 3) scale = Math.min(b[o + 2], tcp.MAX_SHIFT);
      o += length;
    }
    if (notes & (NO_LENGTH | BAD_HEADER | OPTIONS_CUT)) this.plain = false;
    out.windowScale[row] = scale;
    out.notes[row] = notes;
    out.copyMarks[row] = ((this.identification << 16) | (whole ? tcp.checksum(b, at) : 0)) >>> 0;
  }

  /** Ports and sequence number are all that an ICMP error need quote (RFC 792). */
  private tcpStub(at: number): void {
    const b = this.bytes;
    const { out, row } = this;
    if (!this.quoted || at + 8 > this.end) return;
    out.kind[row] = KIND_TCP_STUB;
    out.notes[row] |= QUOTED;
    out.srcPort[row] = tcp.srcPort(b, at);
    out.dstPort[row] = tcp.dstPort(b, at);
    out.seq[row] = tcp.seq(b, at);
  }

  private udp(at: number): void {
    const b = this.bytes;
    const { out, row } = this;
    this.transports++;
    if (!this.quoted) out.protocol[row] = PROTOCOL.udpCut;
    if (!this.enter() || !this.has(at, udp.HEADER_LEN)) return;
    if (!this.quoted) out.protocol[row] = PROTOCOL.udp;
    const length = udp.length(b, at);
    // RFC 768: the length counts the header. RFC 2675 section 4: 0 in a jumbogram; some senders write it into shorter ones.
    const jumbo = length === 0 && (out.notes[row] & IPV6) !== 0;
    if (length > udp.HEADER_LEN) this.has(at + udp.HEADER_LEN, 1); // its payload is missing: the dissector says so
    if (length < udp.HEADER_LEN && !jumbo) return;
    out.kind[row] = KIND_UDP;
    if (this.quoted) out.notes[row] |= QUOTED;
    const source = udp.srcPort(b, at);
    const destination = udp.dstPort(b, at);
    out.srcPort[row] = source;
    out.dstPort[row] = destination;
    const body = at + udp.HEADER_LEN;
    if (this.quoted) {
      out.payloadAt[row] = 0;
      return;
    }
    out.payloadAt[row] = Math.min(this.end, jumbo ? this.end : at + length) < body + 4 ? 0 : body;
    // Tunnels in UDP. The lower port is asked first, as for every hand-off by ports.
    const low = Math.min(source, destination);
    const high = Math.max(source, destination);
    if (!this.isTunnel(low) && !this.isTunnel(high)) return;
    this.plain = false;
    if (!jumbo) this.trim(at + length);
    if (at + udp.HEADER_LEN >= this.limit) return;
    if (!this.isTunnel(low) || !this.tunnel(low, at + udp.HEADER_LEN))
      if (this.isTunnel(high)) this.tunnel(high, at + udp.HEADER_LEN);
  }
}

const PROTO_ETHERIP = 97;
const PROTO_MPLS = 137;
const PROTO_ETHERNET = 143;
const TYPE_FRAME_RELAY = 0x6559;
export const TYPE_MPLS_MULTICAST = 0x8848;
export const TYPE_CISCO_METADATA = 0x8909;
