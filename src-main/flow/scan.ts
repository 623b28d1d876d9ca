// The stateless walk of a batch of frames: link layer, network layer, tunnels, down to the innermost TCP or UDP header.
// Looks at nothing but the bytes and builds no object a frame, so it could run on a worker. The dissectors walk the
// same headers with the same wire/ functions; a test holds both to the same answers.
import * as ethernet from '../wire/ethernet';
import * as gre from '../wire/gre';
import * as icmp from '../wire/icmp';
import * as icmpv6 from '../wire/icmpv6';
import * as ipv4 from '../wire/ipv4';
import * as ipv6 from '../wire/ipv6';
import * as llc from '../wire/llc';
import * as loopback from '../wire/null-loopback';
import * as ppp from '../wire/ppp';
import { u32 } from '../wire/read';
import * as sll from '../wire/sll';
import * as tcp from '../wire/tcp';
import { lengthAt, EOL, WINDOW_SCALE } from '../wire/tcp-options';
import * as udp from '../wire/udp';
import * as vlan from '../wire/vlan';
import { PROTOCOL } from './columns';
import {
  BAD_HEADER,
  IPV6,
  KIND_NONE,
  KIND_TCP,
  KIND_UDP,
  NO_LENGTH,
  NO_SCALE,
  OPTIONS_CUT,
  QUOTED,
  Scratch,
} from './scratch';

/** The part of the readers' batch (formats/capture-reader.ts) that the scan and the columns need. */
export interface FrameSource {
  bytes: Uint8Array;
  base: number;
  count: number;
  start: Uint32Array;
  capturedLen: Uint32Array;
  originalLen: Uint32Array;
  timeSec: Float64Array;
  timeNano: Uint32Array;
  interfaceIndex: Uint16Array;
  flags: Uint8Array;
}

// LINKTYPE_ numbers, tcpdump.org/linktypes
const LINK_NULL = 0;
const LINK_ETHERNET = 1;
const LINK_PPP = 9;
const LINK_PPP_HDLC = 50;
const LINK_PPP_ETHER = 51;
const LINK_LOOP = 108;
const LINK_SLL = 113;
const LINK_IPV4 = 228;
const LINK_IPV6 = 229;
const LINK_SLL2 = 276;
/** raw IP: LINKTYPE_RAW, and the DLT_RAW numbers of BSD/Linux and OpenBSD that some programs write */
const isRawIp = (linkType: number): boolean => linkType === 101 || linkType === 12 || linkType === 14;

/** Headers inside headers that are followed; more is no network's doing. */
export const MAX_LAYERS = 32;

export class Scanner {
  readonly out = new Scratch();
  #bytes: Uint8Array = new Uint8Array(0);
  /** row of the scratch */
  #i = 0;
  /** end of the bytes that were captured, and of those that were on the wire (as the headers so far say) */
  #end = 0;
  #limit = 0;
  #quoted = false;
  #layers = 0;
  readonly #walk = ipv6.newWalk();

  /**
   * Fills `out` for frames 0 … batch.count-1.
   * @param linkTypes LINKTYPE_ number by interface index
   */
  scan(batch: FrameSource, linkTypes: ArrayLike<number>): Scratch {
    const out = this.out;
    out.ensure(batch.count);
    this.#bytes = batch.bytes;
    for (let i = 0; i < batch.count; i++) {
      const at = batch.start[i];
      const captured = batch.capturedLen[i];
      this.#i = i;
      this.#end = at + captured;
      this.#limit = at + Math.max(captured, batch.originalLen[i]);
      this.#quoted = false;
      this.#layers = 0;
      out.kind[i] = KIND_NONE;
      out.notes[i] = 0;
      out.protocol[i] = PROTOCOL.other;
      out.ttl[i] = 0;
      this.#link(linkTypes[batch.interfaceIndex[i]] ?? -1, at);
    }
    return out;
  }

  #link(linkType: number, at: number): void {
    const b = this.#bytes;
    const left = this.#end - at;
    switch (linkType) {
      case LINK_ETHERNET:
        return this.#ethernet(at);
      case LINK_SLL:
        if (left >= sll.HEADER_LEN) this.#cooked(sll.hardwareType(b, at), sll.protocol(b, at), at + sll.HEADER_LEN);
        return;
      case LINK_SLL2:
        if (left >= sll.HEADER2_LEN) this.#cooked(sll.hardwareType2(b, at), sll.protocol2(b, at), at + sll.HEADER2_LEN);
        return;
      case LINK_NULL:
      case LINK_LOOP: {
        if (left < loopback.HEADER_LEN) return;
        const family = loopback.family(b, at);
        const next = at + loopback.HEADER_LEN;
        if (loopback.isIpv4(family)) this.#ipv4(next);
        else if (loopback.isIpv6(family)) this.#ipv6(next);
        else if (loopback.isEtherType(family)) this.#etherType(family, next);
        return;
      }
      case LINK_PPP:
      case LINK_PPP_HDLC:
        return this.#pppFrame(at);
      case LINK_PPP_ETHER:
        return this.#pppoe(at);
      case LINK_IPV4:
        return this.#ipv4(at);
      case LINK_IPV6:
        return this.#ipv6(at);
      default:
        if (isRawIp(linkType)) this.#rawIp(at);
    }
  }

  #ethernet(at: number): void {
    if (this.#end - at < ethernet.HEADER_LEN || ++this.#layers > MAX_LAYERS) return;
    this.#typeOrLength(ethernet.typeOrLength(this.#bytes, at), at + ethernet.HEADER_LEN);
  }

  /** What follows an Ethernet header or a VLAN tag. */
  #typeOrLength(value: number, at: number): void {
    if (value >= ethernet.MIN_TYPE) return this.#etherType(value, at);
    if (value > ethernet.MAX_LENGTH) return;
    this.#limit = Math.min(this.#limit, at + value);
    this.#llc(at);
  }

  #llc(at: number): void {
    const b = this.#bytes;
    if (this.#end - at < llc.MIN_LEN) return;
    if (llc.isSnap(b, at)) {
      const snap = at + llc.MIN_LEN;
      if (this.#end - snap < llc.SNAP_LEN || !llc.snapIsEtherType(llc.snapOui(b, snap))) return;
      this.#etherType(llc.snapPid(b, snap), snap + llc.SNAP_LEN);
    } else if (llc.dsap(b, at) === llc.SAP_IP) this.#ipv4(at + llc.headerLen(b, at));
  }

  #cooked(hardware: number, protocol: number, at: number): void {
    if (hardware === sll.HW_IPGRE || protocol >= ethernet.MIN_TYPE) this.#etherType(protocol, at);
    else if (protocol === sll.P_802_2) this.#llc(at);
    else if (protocol === sll.P_ETHERNET) this.#ethernet(at);
    else if (protocol === sll.P_PPP_HDLC) this.#pppFrame(at);
  }

  #etherType(type: number, at: number): void {
    const b = this.#bytes;
    while (vlan.isTag(type)) {
      if (this.#end - at < vlan.HEADER_LEN) return;
      type = vlan.typeOrLength(b, at);
      at += vlan.HEADER_LEN;
      if (type < ethernet.MIN_TYPE) return this.#typeOrLength(type, at);
    }
    switch (type) {
      case ethernet.TYPE_IPV4:
        return this.#ipv4(at);
      case ethernet.TYPE_IPV6:
        return this.#ipv6(at);
      case ethernet.TYPE_ARP:
        this.out.protocol[this.#i] = PROTOCOL.arp;
        return;
      case ethernet.TYPE_PPPOE_SESSION:
        return this.#pppoe(at);
      case ethernet.TYPE_PPP:
        return this.#ppp(at);
      case ethernet.TYPE_TRANS_ETHER:
        return this.#ethernet(at);
    }
  }

  #pppoe(at: number): void {
    const b = this.#bytes;
    if (this.#end - at < ppp.PPPOE_HEADER_LEN || ppp.pppoeCode(b, at) !== 0) return;
    const next = at + ppp.PPPOE_HEADER_LEN;
    this.#limit = Math.min(this.#limit, next + ppp.pppoeLength(b, at));
    this.#ppp(next);
  }

  #pppFrame(at: number): void {
    if (this.#end - at < 2) return;
    this.#ppp(ppp.hasAddressControl(this.#bytes, at) ? at + 2 : at);
  }

  #ppp(at: number): void {
    const b = this.#bytes;
    if (this.#end - at < 1 || this.#end - at < ppp.protocolLen(b, at)) return;
    const protocol = ppp.protocol(b, at);
    const next = at + ppp.protocolLen(b, at);
    if (protocol === ppp.PROTO_IPV4) this.#ipv4(next);
    else if (protocol === ppp.PROTO_IPV6) this.#ipv6(next);
  }

  #rawIp(at: number): void {
    if (this.#end - at < 1) return;
    const version = ipv4.version(this.#bytes, at);
    if (version === 4) this.#ipv4(at);
    else if (version === 6) this.#ipv6(at);
  }

  #ipv4(at: number): void {
    const b = this.#bytes;
    const { out } = this;
    const i = this.#i;
    if (this.#end - at < ipv4.HEADER_LEN || ipv4.version(b, at) !== 4 || ++this.#layers > MAX_LAYERS) return;
    const headerLen = ipv4.headerLen(b, at);
    const totalLen = ipv4.totalLen(b, at);
    // A total length of 0: the sender left segmentation to the network card, the frame's length holds.
    if (headerLen < ipv4.HEADER_LEN || headerLen > this.#end - at || (totalLen !== 0 && totalLen < headerLen)) return;
    if (totalLen !== 0) this.#limit = Math.min(this.#limit, at + totalLen);
    const offset = ipv4.fragmentOffset(b, at);
    if (!this.#quoted) {
      out.ttl[i] = ipv4.ttl(b, at);
      out.protocol[i] = offset === 0 ? PROTOCOL.ip : PROTOCOL.fragment;
    }
    if (offset !== 0) return;
    const w = i * 8;
    const a = out.addresses;
    a[w] = ipv4.src(b, at);
    a[w + 4] = ipv4.dst(b, at);
    a[w + 1] = a[w + 2] = a[w + 3] = a[w + 5] = a[w + 6] = a[w + 7] = 0;
    out.notes[i] &= ~IPV6;
    this.#payload(ipv4.protocol(b, at), at + headerLen, ipv4.isFragment(b, at));
  }

  #ipv6(at: number): void {
    const b = this.#bytes;
    const { out } = this;
    const i = this.#i;
    if (this.#end - at < ipv6.HEADER_LEN || ipv6.version(b, at) !== 6 || ++this.#layers > MAX_LAYERS) return;
    const payloadLen = ipv6.payloadLen(b, at);
    if (payloadLen !== 0) this.#limit = Math.min(this.#limit, at + ipv6.HEADER_LEN + payloadLen);
    const walk = this.#walk;
    const end = Math.min(this.#end, this.#limit);
    ipv6.walkExtensions(b, at + ipv6.HEADER_LEN, end, ipv6.nextHeader(b, at), walk);
    if (!this.#quoted) {
      out.ttl[i] = ipv6.hopLimit(b, at);
      out.protocol[i] = walk.fragmentOffset === 0 ? PROTOCOL.ip : PROTOCOL.fragment;
    }
    if (!walk.complete || walk.fragmentOffset !== 0) return;
    const w = i * 8;
    for (let k = 0; k < 8; k++) out.addresses[w + k] = u32(b, at + ipv6.SRC + 4 * k);
    out.notes[i] |= IPV6;
    this.#payload(walk.protocol, walk.at, walk.fragmented);
  }

  /** @param fragment the first of several: the header is there, the whole payload is not */
  #payload(protocol: number, at: number, fragment: boolean): void {
    switch (protocol) {
      case ipv4.PROTO_TCP:
        return this.#tcp(at, fragment);
      case ipv4.PROTO_UDP:
        return this.#udp(at);
      case ipv4.PROTO_ICMP:
        return this.#icmp(at, icmp.HEADER_LEN, false);
      case ipv4.PROTO_ICMPV6:
        return this.#icmp(at, icmpv6.HEADER_LEN, true);
      case ipv4.PROTO_IPV4:
        return fragment ? undefined : this.#ipv4(at);
      case ipv4.PROTO_IPV6:
        return fragment ? undefined : this.#ipv6(at);
      case ipv4.PROTO_GRE:
        return fragment ? undefined : this.#gre(at);
    }
  }

  #gre(at: number): void {
    const b = this.#bytes;
    if (this.#end - at < gre.HEADER_LEN) return;
    const next = at + gre.headerLen(b, at);
    // Source routes (RFC 1701) carry lengths of their own; nobody has sent them for decades.
    if (next > this.#end || gre.hasRouting(b, at)) return;
    this.#etherType(gre.protocolType(b, at), next);
  }

  #icmp(at: number, headerLen: number, six: boolean): void {
    const b = this.#bytes;
    const { out } = this;
    if (!this.#quoted) out.protocol[this.#i] = PROTOCOL.icmp;
    if (this.#quoted || Math.min(this.#end, this.#limit) - at < headerLen) return;
    if (!(six ? icmpv6.quotes(icmpv6.type(b, at)) : icmp.quotes(icmp.type(b, at)))) return;
    out.protocol[this.#i] = PROTOCOL.icmpError;
    this.#quoted = true;
    if (six) this.#ipv6(at + 8);
    else this.#ipv4(at + 8);
  }

  #tcp(at: number, fragment: boolean): void {
    const b = this.#bytes;
    const { out } = this;
    const i = this.#i;
    if (!this.#quoted) out.protocol[i] = PROTOCOL.tcpCut;
    const end = Math.min(this.#end, this.#limit);
    // Up to the window the header can be read field by field; Wireshark numbers the stream from there on.
    if (end - at < 16) return;
    if (!this.#quoted && this.#end - at >= tcp.HEADER_LEN) out.protocol[i] = PROTOCOL.tcp;
    const headerLen = tcp.headerLen(b, at);
    const declared = this.#limit - at;
    let notes = out.notes[i];
    if (this.#quoted) notes |= QUOTED;
    if (this.#quoted || fragment || declared < headerLen) notes |= NO_LENGTH;
    if (headerLen < tcp.HEADER_LEN) notes |= BAD_HEADER;
    out.kind[i] = KIND_TCP;
    out.srcPort[i] = tcp.srcPort(b, at);
    out.dstPort[i] = tcp.dstPort(b, at);
    out.seq[i] = tcp.seq(b, at);
    out.ack[i] = tcp.ack(b, at);
    out.flags[i] = tcp.flags(b, at);
    out.window[i] = tcp.window(b, at);
    out.payloadLen[i] = notes & NO_LENGTH ? 0 : declared - headerLen;

    let scale = NO_SCALE;
    const optionsEnd = at + headerLen;
    if (optionsEnd > end || end - at < tcp.HEADER_LEN) notes |= OPTIONS_CUT;
    for (let o = at + tcp.HEADER_LEN, stop = Math.min(optionsEnd, end); o < stop && b[o] !== EOL;) {
      const length = lengthAt(b, o, stop);
      if (length === 0) break;
      if (b[o] === WINDOW_SCALE && length === 3) scale = Math.min(b[o + 2], tcp.MAX_SHIFT);
      o += length;
    }
    out.windowScale[i] = scale;
    out.notes[i] = notes;
  }

  #udp(at: number): void {
    const b = this.#bytes;
    const { out } = this;
    const i = this.#i;
    if (!this.#quoted) out.protocol[i] = PROTOCOL.udpCut;
    if (Math.min(this.#end, this.#limit) - at < udp.HEADER_LEN) return;
    if (!this.#quoted) out.protocol[i] = PROTOCOL.udp;
    const length = udp.length(b, at);
    // RFC 768: the length counts the header. RFC 2675 section 4: 0 in a jumbogram, whose payload is longer than 65,535.
    if (length < udp.HEADER_LEN && !(length === 0 && this.#limit - at > 0xffff)) return;
    out.kind[i] = KIND_UDP;
    if (this.#quoted) out.notes[i] |= QUOTED;
    out.srcPort[i] = udp.srcPort(b, at);
    out.dstPort[i] = udp.dstPort(b, at);
  }
}
