// The headers of most frames, found without a dissection: Ethernet, one IP header without options, one of TCP or UDP. The scan must have said
// that there is nothing else (SHAPE_PLAIN, row-class); what is not as expected is left to the dissection.
import * as ipv4 from '../../wire/ipv4';
import * as ipv6 from '../../wire/ipv6';
import { u16 } from '../../wire/read';
import * as tcp from '../../wire/tcp';
import type { AddressKind } from './address-map';
import type { FoundHeader } from './checksums';

const ETH_LEN = 14;
const ETHERTYPE = 12;
const ETHERTYPE_IPV4 = 0x0800;
const ETHERTYPE_IPV6 = 0x86dd;
const UDP_LEN = 8;

export class PlainHeaders {
  /** of the last frame that was read: where its headers end */
  end = 0;
  headers: readonly FoundHeader[] = [];
  addresses: readonly { kind: AddressKind; at: number }[] = [];

  /** False: it is not such a frame, or its headers are not all there. */
  read(b: Uint8Array): boolean {
    if (b.length < ETH_LEN + ipv4.HEADER_LEN) return false;
    const type = u16(b, ETHERTYPE);
    const ip = ETH_LEN;
    const isIpv4 = type === ETHERTYPE_IPV4 && b[ip] === 0x45 && !ipv4.isFragment(b, ip);
    const isIpv6 = type === ETHERTYPE_IPV6 && ipv6.version(b, ip) === 6;
    if (!isIpv4 && !isIpv6) return false;
    const at = ip + (isIpv4 ? ipv4.HEADER_LEN : ipv6.HEADER_LEN);
    if (b.length < at + UDP_LEN) return false;
    const protocol = isIpv4 ? ipv4.protocol(b, ip) : ipv6.nextHeader(b, ip);
    if (protocol !== ipv4.PROTO_TCP && protocol !== ipv4.PROTO_UDP) return false;
    const isTcp = protocol === ipv4.PROTO_TCP;
    if (isTcp && b.length < at + tcp.HEADER_LEN) return false;
    const length = isTcp ? tcp.headerLen(b, at) : UDP_LEN;
    const declared = isIpv4 ? ip + ipv4.totalLen(b, ip) : at + ipv6.payloadLen(b, ip);
    if (length < UDP_LEN || at + length > Math.min(b.length, declared)) return false;
    this.end = at + length;
    this.headers = [
      { abbrev: isIpv4 ? 'ip' : 'ipv6', at: ip, end: b.length },
      { abbrev: isTcp ? 'tcp' : 'udp', at, end: b.length },
    ];
    this.addresses = isIpv4 ? ADDRESSES4 : ADDRESSES6;
    return true;
  }
}

const MACS = [
  { kind: 'ether', at: 0 },
  { kind: 'ether', at: 6 },
] as const;
const ADDRESSES4 = [
  ...MACS,
  { kind: 'ipv4', at: ETH_LEN + ipv4.SRC },
  { kind: 'ipv4', at: ETH_LEN + ipv4.DST },
] as const;
const ADDRESSES6 = [
  ...MACS,
  { kind: 'ipv6', at: ETH_LEN + ipv6.SRC },
  { kind: 'ipv6', at: ETH_LEN + ipv6.DST },
] as const;
