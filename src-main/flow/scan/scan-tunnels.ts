// The part of the scan that looks into tunnels over UDP, and into headers that stand around a packet: EtherIP, NSH, MACsec, HSR, ISL.
import * as geneve from '../../wire/geneve';
import * as gtp from '../../wire/gtp';
import * as hsr from '../../wire/hsr';
import * as isl from '../../wire/isl';
import * as l2tp from '../../wire/l2tp';
import * as lisp from '../../wire/lisp';
import * as macsec from '../../wire/macsec';
import * as nsh from '../../wire/nsh';
import { u16 } from '../../wire/read';
import * as teredo from '../../wire/teredo';
import * as vxlan from '../../wire/vxlan';
import { NetworkWalk } from './scan-network';
import { IN_GENEVE, IN_GTP, IN_L2TP, IN_LISP, IN_TEREDO, IN_VXLAN } from './tunnel-path';

export abstract class TunnelWalk extends NetworkWalk {
  protected isTunnel(port: number): boolean {
    switch (port) {
      case l2tp.PORT:
      case gtp.CONTROL_PORT:
      case gtp.PORT:
      case teredo.PORT:
      case lisp.PORT:
      case PORT_ESP:
      case vxlan.PORT:
      case vxlan.GPE_PORT:
      case geneve.PORT:
        return true;
    }
    return false;
  }

  protected tunnel(port: number, at: number): boolean {
    const b = this.bytes;
    const { end, limit } = this;
    switch (port) {
      case gtp.CONTROL_PORT:
      case gtp.PORT:
        if (!gtp.isGtp(b, at, end, limit)) return false;
        break;
      case l2tp.PORT:
        if (!l2tp.isL2tp(b, at, end, limit)) return false;
        break;
      case lisp.PORT:
        if (limit - at < lisp.HEADER_LEN) return false;
    }
    // ESP in UDP is encrypted, and nobody else gets its port's datagrams
    if (port === PORT_ESP || !this.enter()) return true;
    const around = this.path;
    this.out.keepOuter(this.row, around);
    this.#into(port, at);
    if (this.out.dropOuter(this.row)) this.path = around;
    return true;
  }

  #into(port: number, at: number): void {
    switch (port) {
      case gtp.CONTROL_PORT:
      case gtp.PORT:
        return this.#gtp(at);
      case l2tp.PORT:
        return this.#l2tp(at);
      case lisp.PORT:
        this.through(IN_LISP);
        if (this.has(at, lisp.HEADER_LEN + 1)) this.ipByVersion(at + lisp.HEADER_LEN);
        return;
      case teredo.PORT:
        return this.#teredo(at);
      case vxlan.PORT:
        if (this.#vxlan(at)) this.ethernet(at + vxlan.HEADER_LEN);
        return;
      case vxlan.GPE_PORT:
        if (this.#vxlan(at)) this.#nextProtocol(vxlan.gpeNextProtocol(this.bytes, at), at + vxlan.HEADER_LEN);
        return;
      case geneve.PORT:
        return this.#geneve(at);
    }
  }

  #vxlan(at: number): boolean {
    if (!this.has(at, vxlan.HEADER_LEN)) return false;
    this.through(IN_VXLAN, vxlan.vni(this.bytes, at));
    return true;
  }

  #geneve(at: number): void {
    const b = this.bytes;
    if (!this.has(at, geneve.HEADER_LEN)) return;
    this.through(IN_GENEVE, geneve.vni(b, at));
    const body = at + geneve.HEADER_LEN + geneve.optionsLen(b, at);
    if (body <= this.end) this.etherType(geneve.protocolType(b, at), body);
  }

  #teredo(at: number): void {
    const b = this.bytes;
    this.through(IN_TEREDO);
    if (!this.has(at, 4)) return;
    if (teredo.indicator(b, at) === teredo.AUTHENTICATION) {
      const len = teredo.authenticationLen(b, at);
      if (!this.has(at, len)) return;
      at += len;
    }
    if (!this.has(at, 2)) return;
    if (teredo.indicator(b, at) === teredo.ORIGIN) {
      if (!this.has(at, teredo.ORIGIN_LEN)) return;
      at += teredo.ORIGIN_LEN;
    }
    if (this.has(at, 1) && b[at] >> 4 === 6) this.ipv6(at);
  }

  #gtp(at: number): void {
    const b = this.bytes;
    if (!this.has(at, gtp.HEADER_LEN)) return;
    this.through(IN_GTP);
    this.trim(at + gtp.fixedLen(b, at) + gtp.length(b, at));
    if (!this.has(at, gtp.fixedLen(b, at)) || gtp.messageType(b, at) !== gtp.MESSAGE_TPDU) return;
    const body = gtp.bodyAt(b, at, this.end);
    if (body < 0 || !this.has(body, 1)) return;
    const version = gtp.ipVersion(b[body]);
    if (version === 4) this.ipv4(body);
    else if (version === 6) this.ipv6(body);
  }

  #l2tp(at: number): void {
    const b = this.bytes;
    if (!this.has(at, l2tp.FLAGS_LEN) || l2tp.version(b, at) !== 2 || l2tp.isControl(b, at)) return;
    if (l2tp.hasLength(b, at)) {
      if (!this.has(at, 4)) return;
      this.trim(at + l2tp.length(b, at));
    }
    if (!this.has(at, l2tp.headerLen(b, at))) return;
    this.through(IN_L2TP);
    const body = l2tp.bodyAt(b, at);
    if (body < this.limit) this.ppp(body);
  }

  protected etherIp(at: number): void {
    if (this.enter() && this.has(at, 2)) this.ethernet(at + 2);
  }

  protected nsh(at: number): void {
    const b = this.bytes;
    if (!this.enter() || !this.has(at, nsh.HEADER_LEN)) return;
    const len = nsh.headerLen(b, at);
    if (len === 0) return;
    const type = nsh.metadataType(b, at);
    if (type === nsh.FIXED && !this.has(at, len)) return;
    if (type === nsh.VARIABLE && !nsh.hasTlvs(b, at, this.end)) {
      this.cut = true;
      return;
    }
    if (at + len < this.limit) this.#nextProtocol(nsh.nextProtocol(b, at), at + len);
  }

  /** By the numbers that NSH and VXLAN-GPE share. */
  #nextProtocol(next: number, at: number): void {
    switch (next) {
      case nsh.NEXT_IPV4:
        return this.ipv4(at);
      case nsh.NEXT_IPV6:
        return this.ipv6(at);
      case nsh.NEXT_ETHERNET:
        return this.ethernet(at);
      case nsh.NEXT_NSH:
        return this.nsh(at);
      case nsh.NEXT_MPLS:
        return this.mpls(at);
    }
  }

  protected macsec(at: number): void {
    const b = this.bytes;
    if (!macsec.isMacsec(b, at, this.end, this.limit) || !this.enter() || !this.has(at, 1)) return;
    const body = at + macsec.tagLen(b, at);
    if (!macsec.isChanged(b, at) && this.has(at, body + 2 - at)) this.etherType(u16(b, body), body + 2);
  }

  protected hsr(at: number): void {
    if (this.enter() && this.has(at, hsr.HEADER_LEN))
      this.etherType(hsr.etherType(this.bytes, at), at + hsr.HEADER_LEN);
  }

  protected isl(at: number): void {
    const b = this.bytes;
    if (!this.enter()) return;
    this.trim(at + isl.UNCOUNTED + isl.length(b, at));
    if (this.has(at, isl.HEADER_LEN) && isl.type(b, at) === isl.TYPE_ETHERNET) this.ethernet(at + isl.HEADER_LEN);
  }
}

/** ESP in UDP, RFC 3948 */
const PORT_ESP = 4500;
