// Which protocols are headers, and how long the header of a layer is: what stays of a packet whose payload is cut.
import type { Layer } from '../../dissect/contract/protocol';
import * as arp from '../../wire/arp';
import * as ipv4 from '../../wire/ipv4';
import * as ipv6 from '../../wire/ipv6';
import * as tcp from '../../wire/tcp';
import * as wlan from '../../wire/wlan';

type HeaderLength = (b: Uint8Array, at: number, layer: Layer) => number;
const fixed =
  (length: number): HeaderLength =>
  () =>
    length;
const extension: HeaderLength = (b, at) => (b[at + 1] + 1) * 8;

/** ICMPv6 (RFC 4443, 4861, 2710): bytes before the options and before what an error quotes, which is a layer of its own. */
const ICMPV6: Record<number, number> = { 130: 24, 131: 24, 132: 24, 133: 8, 134: 16, 135: 24, 136: 24, 137: 40 };
/** ICMP (RFC 792, 950): time stamps and masks are longer than the rest */
const ICMP: Record<number, number> = { 13: 20, 14: 20, 17: 12, 18: 12 };
const ICMP_LEN = 8;

/** LINKTYPE_LINUX_SLL2 */
const SLL2 = 276;
const SLL_LEN = 16;
const SLL2_LEN = 20;

/**
 * Headers that stay whatever they carry, with their length. At least `least` bytes of the layer are there when it is asked; an answer below
 * that is a header that cannot be.
 */
const HEADERS: Record<string, { least: number; length: HeaderLength }> = {
  eth: { least: 14, length: fixed(14) },
  vlan: { least: 4, length: fixed(4) },
  ieee8021ad: { least: 4, length: fixed(4) },
  null: { least: 4, length: fixed(4) },
  sll: {
    least: SLL_LEN,
    length: (_b, _at, { table, key }) => (table === 'linktype' && key === SLL2 ? SLL2_LEN : SLL_LEN),
  },
  arp: { least: 8, length: (b, at) => arp.packetLen(b, at) },
  ip: { least: ipv4.HEADER_LEN, length: ipv4.headerLen },
  ipv6: { least: ipv6.HEADER_LEN, length: fixed(ipv6.HEADER_LEN) },
  'ipv6.hopopts': { least: 8, length: extension },
  'ipv6.dstopts': { least: 8, length: extension },
  'ipv6.routing': { least: 8, length: extension },
  'ipv6.fraghdr': { least: 8, length: fixed(8) },
  ah: { least: 12, length: (b, at) => (b[at + 1] + 2) * 4 },
  esp: { least: 8, length: fixed(8) },
  tcp: { least: tcp.HEADER_LEN, length: tcp.headerLen },
  udp: { least: 8, length: fixed(8) },
  icmp: { least: ICMP_LEN, length: (b, at) => ICMP[b[at]] ?? ICMP_LEN },
  icmpv6: { least: ICMP_LEN, length: (b, at) => ICMPV6[b[at]] ?? ICMP_LEN },
  wlan: { least: 10, length: wlan.headerLen },
};

/** Headers around others: they stay where one of those above stands inside. Not NFLOG's: addresses and texts of any sort stand there as bytes. */
const AROUND = new Set([
  ...['frame', 'raw', 'llc', 'fddi', 'arcnet', 'ipnet', 'chdlc', 'fr', 'ppp', 'pppoes', 'isl', 'hsr', 'cmd', 'macsec'],
  ...['mpls', 'pwethheuristic', 'pwethcw', 'gre', 'vxlan', 'geneve', 'nsh', 'gtp', 'lisp-data', 'l2tp', 'teredo'],
  ...['etherip', 'erspan', 'udpencap', 'pktap', 'ppi', 'prism', 'wlancap', 'radiotap'],
]);

export const isHeaderProtocol = (abbrev: string): boolean => abbrev in HEADERS || AROUND.has(abbrev);

/** Where the header of a layer ends, and whether all of it is there; null: it does not count by itself. */
export function headerEnd(layer: Layer): { end: number; whole: boolean } | null {
  const header = HEADERS[layer.protocol.abbrev] as (typeof HEADERS)[string] | undefined;
  if (header === undefined) return null;
  const { bytes, at, end } = layer;
  if (at + header.least > end) return { end, whole: false };
  const length = Math.max(header.least, header.length(bytes, at, layer));
  return at + length > end ? { end, whole: false } : { end: at + length, whole: true };
}
