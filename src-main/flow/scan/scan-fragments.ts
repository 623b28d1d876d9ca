// The part of the scan that notes IP fragments aside, for reassembly/datagrams.ts to put together (RFC 791 section 3.2, RFC 8200 section 4.5).
import * as ipv4 from '../../wire/ipv4';
import * as ipv6 from '../../wire/ipv6';
import { PROTOCOL } from '../columns/columns';
import { TransportWalk } from './scan-transport';
import { IPV6 } from './scratch';

/** Which fragments are noted to be put together, in place of walking on into the first of them. */
export interface Defragment {
  readonly ipv4: boolean;
  readonly ipv6: boolean;
}

/** What a scan must know beside the frames. */
export interface ScanSettings {
  readonly defragment: Defragment;
  /** of the flow table (flow-hash.ts) */
  readonly seed: number;
  /** conversations are told apart by what lies around them (tunnel-path.ts) */
  readonly byTunnel: boolean;
}

export abstract class FragmentWalk extends TransportWalk {
  protected readonly defragment: Defragment;
  protected readonly seed: number;
  protected override readonly byTunnel: boolean;
  readonly #isKnownPort: (port: number) => boolean;

  /** `isKnownPort`: whether a protocol hangs below a port of UDP (known-ports.ts) */
  constructor({ defragment, seed, byTunnel }: ScanSettings, isKnownPort: (port: number) => boolean) {
    super();
    this.defragment = defragment;
    this.seed = seed;
    this.byTunnel = byTunnel;
    this.#isKnownPort = isKnownPort;
  }

  protected override isKnownPort(port: number): boolean {
    return this.#isKnownPort(port);
  }

  /** Notes a fragment whose payload ends at `end`; false where it cannot be put together. */
  protected ipv4Fragment(at: number, body: number, end: number): boolean {
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

  protected ipv4Addresses(at: number): void {
    const w = this.row * 8;
    const a = this.out.addresses;
    a[w] = ipv4.src(this.bytes, at);
    a[w + 4] = ipv4.dst(this.bytes, at);
    a[w + 1] = a[w + 2] = a[w + 3] = a[w + 5] = a[w + 6] = a[w + 7] = 0;
    this.out.notes[this.row] &= ~IPV6;
  }

  protected noteFragment(body: number, end: number): number {
    const { out, row } = this;
    this.plain = false;
    out.protocol[row] = PROTOCOL.fragment;
    const n = out.addFragment(row);
    out.fragmentAt[n] = body;
    out.fragmentLen[n] = end - body;
    return n;
  }

  /** As ipv4Fragment, for the fragment header at `at`. */
  protected ipv6Fragment(at: number, body: number): boolean {
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
}
