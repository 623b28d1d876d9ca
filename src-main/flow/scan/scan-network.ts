// The part of the scan that walks from an IP header on: IP in IP, GRE and MPLS, quoted packets. The link layer (scan.ts) hands in,
// and takes back what tunnels carry of it; tunnels in UDP stand in scan-tunnels.ts.
import { etherTypeName } from '../../dissect/values/number-names';
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
import { MARK_IPV6, PROTOCOL } from '../columns/columns';
import { reportOf, reportOfV6 } from './icmp-report';
import { ExtensionWalk } from './scan-extensions';
import { SHAPE_IPV6, SHAPE_UDP } from '../table/flow-chunk';
import { flowHash } from '../table/flow-hash';
import { IPV6, KIND_NONE, KIND_UDP, type Scratch } from './scratch';
import { IN_GRE, IN_IP, IN_MPLS } from './tunnel-path';

export abstract class NetworkWalk extends ExtensionWalk {
  protected abstract ethernet(at: number): void;
  protected abstract etherType(type: number, at: number): void;
  protected abstract ppp(at: number): void;
  protected abstract frameRelay(at: number): void;
  protected abstract etherIp(at: number): void;

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

  /**
   * Walks over a datagram that was put together, as far as its IP header leads, into row 0.
   * @param addresses as in Scratch
   * @param path      what lies around its fragments
   */
  datagram(
    bytes: Uint8Array,
    isIpv6: boolean,
    protocol: number,
    addresses: Uint32Array,
    identification: number,
    path: number,
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
    this.path = path;
    if (isIpv6) this.extensions(protocol, 0);
    else this.payload(protocol, 0);
    this.hash(0);
    return out;
  }

  /** Where the conversation that was found in row `i` stands in the flow table. */
  protected hash(i: number): void {
    const { out, path } = this;
    const kind = out.kind[i];
    out.path[i] = path;
    if (kind === KIND_NONE) return;
    const shape = (kind === KIND_UDP ? SHAPE_UDP : 0) | (out.notes[i] & IPV6 ? SHAPE_IPV6 : 0);
    out.hash[i] = flowHash(this.seed ^ path, out.addresses, 8 * i, out.srcPort[i], out.dstPort[i], shape);
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

  protected payload(protocol: number, at: number): void {
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
        this.through(IN_IP);
        return this.ipv4(at);
      case ipv4.PROTO_IPV6:
        this.through(IN_IP);
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
    this.through(IN_MPLS);
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
    this.through(IN_GRE, gre.hasKey(b, at) ? u32(b, at + gre.keyAt(b, at)) : 0);
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
}

const PROTO_ETHERIP = 97;
const PROTO_MPLS = 137;
const PROTO_ETHERNET = 143;
const TYPE_FRAME_RELAY = 0x6559;
export const TYPE_MPLS_MULTICAST = 0x8848;
export const TYPE_CISCO_METADATA = 0x8909;
