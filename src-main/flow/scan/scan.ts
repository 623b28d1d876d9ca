// The stateless walk of a batch of frames: link layer, network layer, tunnels, down to the innermost TCP or UDP header.
// Looks at nothing but the bytes and builds no object a frame, so it could run on a worker. The dissectors walk the
// same headers with the same wire/ functions; a test holds both to the same answers.
import * as chdlc from '../../wire/chdlc';
import * as cmd from '../../wire/cisco-metadata';
import * as ethernet from '../../wire/ethernet';
import * as fr from '../../wire/frame-relay';
import * as hsr from '../../wire/hsr';
import * as isl from '../../wire/isl';
import * as llc from '../../wire/llc';
import * as macsec from '../../wire/macsec';
import * as nflog from '../../wire/nflog';
import * as nsh from '../../wire/nsh';
import * as loopback from '../../wire/null-loopback';
import * as old from '../../wire/old-links';
import * as pktap from '../../wire/pktap';
import * as ppp from '../../wire/ppp';
import { u16 } from '../../wire/read';
import * as sll from '../../wire/sll';
import * as vlan from '../../wire/vlan';
import type { FrameBatch } from '../../memory/frame-batch';
import { PROTOCOL } from '../columns/columns';
import { TYPE_CISCO_METADATA, TYPE_MPLS_MULTICAST } from './scan-network';
import { WlanWalk } from './scan-wlan';
import type { Scratch } from './scratch';
import { IN_PPPOE, IN_VLAN } from './tunnel-path';

// LINKTYPE_ numbers, tcpdump.org/linktypes
const LINK_NULL = 0;
const LINK_ETHERNET = 1;
const LINK_PPP = 9;
const LINK_FDDI = 10;
const LINK_PPP_HDLC = 50;
const LINK_PPP_ETHER = 51;
const LINK_C_HDLC = 104;
const LINK_WLAN = 105;
const LINK_FRAME_RELAY = 107;
const LINK_LOOP = 108;
const LINK_SLL = 113;
const LINK_PRISM = 119;
const LINK_RADIOTAP = 127;
const LINK_ARCNET = 129;
/** LINKTYPE_USER2 in a file; macOS has PKTAP there */
const LINK_PKTAP_MACOS = 149;
const LINK_AVS = 163;
const LINK_PPI = 192;
const LINK_PPP_WITH_DIRECTION = 204;
const LINK_C_HDLC_WITH_DIRECTION = 205;
const LINK_FRAME_RELAY_WITH_DIRECTION = 206;
const LINK_IPNET = 226;
const LINK_IPV4 = 228;
const LINK_IPV6 = 229;
const LINK_NFLOG = 239;
const LINK_PKTAP = 258;
const LINK_SLL2 = 276;
/** raw IP: LINKTYPE_RAW, and the DLT_RAW numbers of BSD/Linux and OpenBSD that some programs write */
const isRawIp = (linkType: number): boolean => linkType === 101 || linkType === 12 || linkType === 14;

export class Scanner extends WlanWalk {
  /**
   * Fills `out` for frames 0 … batch.count-1.
   * @param linkTypes LINKTYPE_ number by interface index
   */
  scan(batch: FrameBatch, linkTypes: ArrayLike<number>): Scratch {
    const { out } = this;
    out.ensure(batch.count);
    out.outerCount = out.fragmentCount = 0;
    this.bytes = batch.bytes;
    for (let i = 0; i < batch.count; i++) {
      const at = batch.start[i];
      const captured = batch.capturedLen[i];
      this.begin(i, at + captured, at + Math.max(captured, batch.originalLen[i]));
      this.link(linkTypes[batch.interfaceIndex[i]] ?? -1, at);
      out.marks[i] = this.shape() | this.marks;
      this.hash(i);
    }
    return out;
  }

  protected link(linkType: number, at: number): void {
    switch (linkType) {
      case LINK_ETHERNET:
        return this.ethernet(at);
      case LINK_SLL:
        if (this.enter() && this.has(at, sll.HEADER_LEN))
          this.#cooked(sll.hardwareType(this.bytes, at), sll.protocol(this.bytes, at), at + sll.HEADER_LEN);
        return;
      case LINK_SLL2:
        if (this.enter() && this.has(at, sll.HEADER2_LEN))
          this.#cooked(sll.hardwareType2(this.bytes, at), sll.protocol2(this.bytes, at), at + sll.HEADER2_LEN);
        return;
      case LINK_NULL:
      case LINK_LOOP:
        return this.#loopback(at);
      case LINK_PPP:
      case LINK_PPP_HDLC:
        return this.ppp(at);
      case LINK_PPP_ETHER:
        return this.#pppoe(at);
      case LINK_C_HDLC:
        return this.#chdlc(at);
      case LINK_FRAME_RELAY:
        return this.frameRelay(at);
      case LINK_PPP_WITH_DIRECTION:
        return this.ppp(at + 1);
      case LINK_C_HDLC_WITH_DIRECTION:
        return this.#chdlc(at + 1);
      case LINK_FRAME_RELAY_WITH_DIRECTION:
        return this.frameRelay(at + 1);
      case LINK_WLAN:
        return this.wlan(at, 0);
      case LINK_PRISM:
        return this.prism(at);
      case LINK_RADIOTAP:
        return this.radiotap(at);
      case LINK_AVS:
        return this.avs(at);
      case LINK_PPI:
        return this.ppi(at);
      case LINK_NFLOG:
        return this.#nflog(at);
      case LINK_PKTAP:
      case LINK_PKTAP_MACOS:
        return this.#pktap(at);
      case LINK_FDDI:
        if (this.enter() && this.has(at, old.FDDI_LEN) && old.fddiIsLlc(this.bytes, at)) this.llc(at + old.FDDI_LEN);
        return;
      case LINK_ARCNET:
        return this.#arcnet(at);
      case LINK_IPNET:
        return this.#ipnet(at);
      case LINK_IPV4:
        return this.ipv4(at);
      case LINK_IPV6:
        return this.ipv6(at);
      default:
        if (isRawIp(linkType) && this.enter() && this.has(at, 1)) this.ipByVersion(at);
    }
  }

  protected ethernet(at: number): void {
    if (!this.enter() || !this.has(at, ethernet.HEADER_LEN)) return;
    const value = ethernet.typeOrLength(this.bytes, at);
    const body = at + ethernet.HEADER_LEN;
    if (value >= ethernet.MIN_TYPE) return this.etherType(value, body);
    // 1501 … 1535 mean nothing; ff ff is Novell's IPX without LLC
    if (value <= ethernet.MAX_LENGTH && isl.isIsl(this.bytes, at)) return this.isl(at);
    if (value > ethernet.MAX_LENGTH || (this.has(body, 2) && u16(this.bytes, body) === 0xffff)) return;
    this.trim(body + value);
    this.llc(body);
  }

  protected llc(at: number): void {
    const b = this.bytes;
    if (!this.enter() || !this.has(at, llc.MIN_LEN) || !this.has(at, llc.headerLen(b, at))) return;
    const body = at + llc.headerLen(b, at);
    if (!llc.isSnap(b, at)) {
      if (llc.dsap(b, at) === llc.SAP_IP) this.ipv4(body);
    } else if (this.has(body, llc.SNAP_LEN) && llc.snapIsEtherType(llc.snapOui(b, body)))
      this.etherType(llc.snapPid(b, body), body + llc.SNAP_LEN);
  }

  #cooked(hardware: number, protocol: number, at: number): void {
    if (hardware === sll.HW_IPGRE) this.greProtocol(protocol, at);
    else if (protocol >= ethernet.MIN_TYPE) this.etherType(protocol, at);
    else if (protocol === sll.P_802_2) this.llc(at);
    else if (protocol === sll.P_PPP_HDLC) this.ppp(at);
  }

  protected etherType(type: number, at: number): void {
    const b = this.bytes;
    while (vlan.isTag(type)) {
      if (!this.enter() || !this.has(at, vlan.HEADER_LEN)) return;
      const service = type === ethernet.TYPE_QINQ;
      this.vlan = vlan.id(b, at);
      this.through(IN_VLAN, this.vlan);
      type = vlan.typeOrLength(b, at);
      at += vlan.HEADER_LEN;
      if (!service && type <= ethernet.MAX_LENGTH) {
        this.trim(at + type);
        return this.llc(at);
      }
    }
    switch (type) {
      case ethernet.TYPE_IPV4:
        return this.ipv4(at);
      case ethernet.TYPE_IPV6:
        return this.ipv6(at);
      case ethernet.TYPE_ARP:
      case TYPE_RARP:
        this.out.protocol[this.row] = PROTOCOL.arp;
        return;
      case ethernet.TYPE_PPPOE_SESSION:
        return this.#pppoe(at);
      case ethernet.TYPE_PPP:
        return this.ppp(at);
      case ethernet.TYPE_TRANS_ETHER:
        return this.ethernet(at);
      case ethernet.TYPE_MPLS:
      case TYPE_MPLS_MULTICAST:
        return this.mpls(at);
      case TYPE_CISCO_METADATA:
        if (this.enter() && this.has(at, cmd.HEADER_LEN)) this.etherType(cmd.etherType(b, at), at + cmd.HEADER_LEN);
        return;
      case nsh.ETHER_TYPE:
        return this.nsh(at);
      case macsec.ETHER_TYPE:
        return this.macsec(at);
      case hsr.ETHER_TYPE:
        return this.hsr(at);
    }
  }

  #loopback(at: number): void {
    if (!this.enter() || !this.has(at, loopback.HEADER_LEN)) return;
    const family = loopback.family(this.bytes, at);
    const next = at + loopback.HEADER_LEN;
    if (loopback.isIpv4(family)) this.ipv4(next);
    else if (loopback.isIpv6(family)) this.ipv6(next);
    else if (loopback.isEtherType(family)) this.etherType(family, next);
  }

  #pppoe(at: number): void {
    if (!this.enter() || !this.has(at, ppp.PPPOE_HEADER_LEN)) return;
    const next = at + ppp.PPPOE_HEADER_LEN;
    this.through(IN_PPPOE, ppp.pppoeSessionId(this.bytes, at));
    this.trim(next + ppp.pppoeLength(this.bytes, at));
    this.ppp(next);
  }

  protected ppp(at: number): void {
    const b = this.bytes;
    if (!this.enter()) return;
    if (this.has(at, 2) && ppp.hasAddressControl(b, at)) at += 2;
    if (!this.has(at, 1) || !this.has(at, ppp.protocolLen(b, at))) return;
    const next = at + ppp.protocolLen(b, at);
    switch (ppp.protocol(b, at)) {
      case ppp.PROTO_IPV4:
        return this.ipv4(next);
      case ppp.PROTO_IPV6:
        return this.ipv6(next);
      case ppp.PROTO_MPLS:
      case PPP_MPLS_MULTICAST:
        return this.mpls(next);
    }
  }

  #chdlc(at: number): void {
    if (!this.enter() || !this.has(at, chdlc.HEADER_LEN)) return;
    const type = chdlc.protocol(this.bytes, at);
    const next = at + chdlc.HEADER_LEN;
    if (type === ethernet.TYPE_IPV4) this.ipv4(next);
    else if (type === ethernet.TYPE_IPV6) this.ipv6(next);
    else if (type === ethernet.TYPE_MPLS || type === TYPE_MPLS_MULTICAST) this.mpls(next);
  }

  protected frameRelay(at: number): void {
    const b = this.bytes;
    if (!this.enter() || !this.has(at, 2)) return;
    const len = fr.addressLen(b, at, this.end);
    let next = at + len;
    if (len < 2 || !this.has(next, 2)) return;
    // Cisco's encapsulation: an EtherType where the control byte would be
    if (b[next] !== fr.CONTROL_UI) return this.etherType(u16(b, next), next + 2);
    next++;
    if (b[next] === 0) next++;
    if (!this.has(next, 1)) return;
    const nlpid = b[next++];
    if (nlpid === fr.NLPID_IPV4) this.ipv4(next);
    else if (nlpid === fr.NLPID_IPV6) this.ipv6(next);
    else if (nlpid === fr.NLPID_SNAP && this.has(next, llc.SNAP_LEN) && llc.snapIsEtherType(llc.snapOui(b, next)))
      this.etherType(llc.snapPid(b, next), next + llc.SNAP_LEN);
  }

  #arcnet(at: number): void {
    if (!this.enter() || !this.has(at, old.ARCNET_SHORT_LEN)) return;
    const protocol = old.arcnetProtocol(this.bytes, at);
    if (protocol === old.ARCNET_IPV4_1051) return this.ipv4(at + old.ARCNET_SHORT_LEN);
    if (!this.has(at, old.ARCNET_LEN)) return;
    if (protocol === old.ARCNET_IPV4) this.ipv4(at + old.ARCNET_LEN);
    else if (protocol === old.ARCNET_IPV6) this.ipv6(at + old.ARCNET_LEN);
    else if (protocol === old.ARCNET_ARP) this.out.protocol[this.row] = PROTOCOL.arp;
  }

  #ipnet(at: number): void {
    if (!this.enter() || !this.has(at, old.IPNET_LEN)) return;
    const family = old.ipnetFamily(this.bytes, at);
    if (family === old.IPNET_IPV4) this.ipv4(at + old.IPNET_LEN);
    else if (family === old.IPNET_IPV6) this.ipv6(at + old.IPNET_LEN);
  }

  #pktap(at: number): void {
    const b = this.bytes;
    if (!this.enter() || !this.has(at, pktap.HEADER_LEN)) return;
    const len = pktap.headerLen(b, at);
    if (len < pktap.HEADER_LEN || !this.has(at, len) || pktap.recordType(b, at) !== pktap.RECORD_PACKET) return;
    this.link(pktap.linkType(b, at), at + len);
  }

  /** Fields up to the end of the frame; the last payload among them counts, and a wrong or cut one spoils all. */
  #nflog(at: number): void {
    const b = this.bytes;
    if (!this.enter() || !this.has(at, nflog.HEADER_LEN)) return;
    let body = -1;
    let bodyEnd = 0;
    for (let pos = at + nflog.HEADER_LEN; pos < this.limit;) {
      if (!this.has(pos, nflog.TLV_HEADER_LEN)) return;
      const len = nflog.tlvLength(b, pos);
      if (len < nflog.TLV_HEADER_LEN) return;
      if (nflog.tlvType(b, pos) === nflog.TYPE_PAYLOAD) {
        body = pos + nflog.TLV_HEADER_LEN;
        bodyEnd = pos + len;
      }
      pos += nflog.padded(len);
    }
    if (body < 0) return;
    this.trim(bodyEnd);
    const family = nflog.family(b, at);
    if (family === 2) this.ipv4(body);
    else if (family === 10) this.ipv6(body);
  }
}

const TYPE_RARP = 0x8035;
const PPP_MPLS_MULTICAST = 0x0283;
