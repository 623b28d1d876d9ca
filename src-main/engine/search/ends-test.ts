// What statistics ask of a frame whose columns do not tell it: the addresses of its Ethernet and IP headers. They go back to the engine
// counted over the block.
import { FrameDissector } from '../../dissect/dissect';
import type { Layer } from '../../dissect/contract/protocol';
import { LayerSink } from '../../dissect/sinks/layer-sink';
import { EndCounts, knowsNetwork } from '../../flow/statistics/end-counts';
import * as ethernet from '../../wire/ethernet';
import * as ipv4 from '../../wire/ipv4';
import * as ipv6 from '../../wire/ipv6';
import * as udp from '../../wire/udp';
import * as vlan from '../../wire/vlan';
import { DEFAULT_OPTIONS } from '../answers/row-options';
import { reportBug } from '../base/bug-log';
import type { FrameView } from '../document/frame-view';
import type { RowTest } from './row-decider';

const LINK_ETHERNET = 1;
/** Tags that are walked over; what has more is dissected. */
const MOST_TAGS = 3;

/** What an Ethernet frame carries no other Ethernet frame in, if the columns know all of its IP. */
const isLeaf = (type: number): boolean =>
  type === ethernet.TYPE_IPV4 || type === ethernet.TYPE_IPV6 || type === ethernet.TYPE_ARP;

export class EndsTest implements RowTest {
  readonly #frames: FrameView;
  readonly #counts: EndCounts;
  readonly #dissector = new FrameDissector(DEFAULT_OPTIONS, new LayerSink(['eth', 'ip', 'ipv6', 'udp']), reportBug);

  constructor(frames: FrameView) {
    this.#frames = frames;
    this.#counts = new EndCounts(frames.analysis.columns, 0);
  }

  test(row: number): boolean {
    const { columns } = this.#frames.analysis;
    const bytes = this.#frames.bytes(row);
    const len = columns.originalLen(row);
    const known = knowsNetwork(columns.marks(row));
    if (known && this.#isPlain(row, bytes)) {
      this.#counts.pair('eth', bytes, ethernet.SRC, ethernet.DST, len, row);
      return true;
    }
    const packet = this.#dissector.dissect(bytes, this.#frames.context(row));
    let tunnel = columns.outerStream(row) >= 0;
    let network: Layer | null = null;
    for (let i = 0; i < packet.layerCount; i++) {
      const layer = packet.layer(i);
      if (layer.quoted) break; // an ICMP error carries nothing behind what it quotes
      const { bytes: b, at, end } = layer;
      switch (layer.protocol.abbrev) {
        case 'eth':
          if (at + ethernet.HEADER_LEN <= end)
            this.#counts.pair('eth', b, at + ethernet.SRC, at + ethernet.DST, len, row);
          break;
        case 'ip':
          network = layer;
          if (!known && at + ipv4.HEADER_LEN <= end && ipv4.headerLen(b, at) >= ipv4.HEADER_LEN)
            this.#counts.pair('ip', b, at + ipv4.SRC, at + ipv4.DST, len, row);
          break;
        case 'ipv6':
          network = layer;
          if (!known && at + ipv6.HEADER_LEN <= end)
            this.#counts.pair('ipv6', b, at + ipv6.SRC, at + ipv6.DST, len, row);
          break;
        case 'udp':
          if (tunnel && network !== null && at + udp.HEADER_LEN <= end) this.#tunnel(row, network, udp.srcPort(b, at));
          tunnel = false;
      }
    }
    return true;
  }

  found(): Uint32Array<ArrayBuffer> {
    return this.#counts.pack();
  }

  /** An Ethernet frame that need not be dissected. */
  #isPlain(row: number, b: Uint8Array): boolean {
    if (this.#frames.interfaceOf(row).linkType !== LINK_ETHERNET || b.length < ethernet.HEADER_LEN) return false;
    let at = ethernet.HEADER_LEN;
    let type = ethernet.typeOrLength(b, 0);
    for (let tags = 0; tags < MOST_TAGS && vlan.isTag(type) && at + vlan.HEADER_LEN <= b.length; tags++) {
      type = vlan.typeOrLength(b, at);
      at += vlan.HEADER_LEN;
    }
    return isLeaf(type);
  }

  /** The outermost UDP header of a packet that carries others. */
  #tunnel(row: number, { bytes, at, protocol }: Layer, port: number): void {
    const source =
      protocol.abbrev === 'ip' ? { at: at + ipv4.SRC, words: 1, port } : { at: at + ipv6.SRC, words: 4, port };
    this.#counts.tunnel(this.#frames.analysis, row, bytes, source);
  }
}
