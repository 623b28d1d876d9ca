// The part of the scan that walks IEEE 802.11 frames and the radio headers in front of them, down to LLC.
// The dissectors (dissect/protocols/wlan/) make the same decisions with the same wire/ functions.
import { MAX_LAYERS } from '../../dissect/contract/most-layers';
import * as ppi from '../../wire/ppi';
import * as prism from '../../wire/prism';
import * as radiotap from '../../wire/radiotap';
import * as wlan from '../../wire/wlan';
import { TunnelWalk } from './scan-tunnels';
import { KIND_NONE } from './scratch';

export abstract class WlanWalk extends TunnelWalk {
  protected abstract llc(at: number): void;
  protected abstract link(linkType: number, at: number): void;

  protected radiotap(at: number): void {
    const b = this.bytes;
    if (!this.enter() || !this.has(at, radiotap.HEADER_LEN)) return;
    const len = radiotap.headerLen(b, at);
    if (len < radiotap.HEADER_LEN || !this.has(at, len)) return;
    const flags = radiotap.flags(b, at);
    const padded = (flags & radiotap.FLAG_PADDED) !== 0;
    this.wlan(at + len, (flags & radiotap.FLAG_FCS ? wlan.RADIO_FCS : 0) | (padded ? wlan.RADIO_PADDED : 0));
  }

  /** AVS headers and bare frames stand under this link type, too. */
  protected prism(at: number): void {
    const b = this.bytes;
    if (!this.enter() || !this.has(at, prism.AVS_MIN_LEN)) return;
    if (prism.isAvs(b, at)) return this.avs(at);
    if (!prism.isPrism(b, at)) return this.wlan(at, 0);
    if (this.has(at, prism.HEADER_LEN)) this.wlan(at + prism.HEADER_LEN, 0);
  }

  protected avs(at: number): void {
    const b = this.bytes;
    if (!this.enter() || !this.has(at, prism.AVS_MIN_LEN)) return;
    const len = prism.avsLen(b, at);
    if (len >= prism.AVS_MIN_LEN && this.has(at, len)) this.wlan(at + len, 0);
  }

  protected ppi(at: number): void {
    const b = this.bytes;
    if (!this.enter() || !this.has(at, ppi.HEADER_LEN)) return;
    const len = ppi.headerLen(b, at);
    if (len < ppi.HEADER_LEN || !this.has(at, len)) return;
    const linkType = ppi.linkType(b, at);
    if (linkType === ppi.LINK_WLAN) this.wlan(at + len, ppi.hasFcs(b, at) ? wlan.RADIO_FCS : 0);
    else this.link(linkType, at + len);
  }

  /** @param radio RADIO_* bits */
  protected wlan(at: number, radio: number): void {
    const b = this.bytes;
    if (!this.enter()) return;
    if ((radio & wlan.RADIO_FCS) !== 0) this.trim(this.limit - wlan.FCS_LEN);
    if (!this.has(at, wlan.CONTROL_LEN) || wlan.version(b, at) !== 0 || wlan.type(b, at) !== wlan.DATA) return;
    if (!this.has(at, wlan.headerLen(b, at)) || !wlan.hasData(b, at)) return;
    const flags = wlan.flags(b, at);
    if ((flags & wlan.PROTECTED) !== 0 || wlan.fragment(b, at) !== 0) return;
    let body = wlan.bodyAt(b, at, (radio & wlan.RADIO_PADDED) !== 0);
    const mesh = wlan.meshLen(b, at, body, this.end);
    if (!this.has(body, mesh)) return;
    body += mesh;
    if ((flags & wlan.MORE_FRAGMENTS) !== 0) {
      this.fragment = true;
      this.plain = false;
    }
    if (!wlan.isAggregate(b, at)) return this.#body(at, body);
    if (mesh === 0) this.#parts(body);
  }

  #body(at: number, body: number): void {
    switch (wlan.bodyKind(this.bytes, at, body, this.end)) {
      case wlan.BODY_ETHERNET:
        return this.ethernet(body);
      case wlan.BODY_PADDED_LLC:
        return this.llc(body + 2);
      case wlan.BODY_LLC:
        return this.llc(body);
    }
  }

  /** Parts of an aggregate, up to the first with a TCP or UDP header: a row has one conversation. */
  #parts(at: number): void {
    const { out, row, end, limit, layers, fragment } = this;
    this.plain = false;
    for (let n = 0; at + wlan.PART_HEADER_LEN <= limit && n < wlan.MAX_PARTS; n++) {
      if (!this.has(at, wlan.PART_HEADER_LEN)) return;
      this.trim(at + wlan.PART_HEADER_LEN + wlan.partLen(this.bytes, at));
      this.llc(at + wlan.PART_HEADER_LEN);
      if (this.layers > MAX_LAYERS) this.cut = true;
      this.end = end;
      this.limit = limit;
      if (out.kind[row] !== KIND_NONE) return;
      this.layers = layers;
      this.fragment = fragment;
      this.quoted = false;
      at += wlan.partAdvance(this.bytes, at);
    }
  }
}
