// Where fields lie in a packet, as numbers of capture filters. `tcp[…]` is IPv4 only to libpcap; for IPv6 the header is counted from that of
// IPv6, which is right where no extension header is between them.
import type { Field } from '../../dissect/contract/fields';

/** One way to read a number: what must hold besides, and the expression. */
export interface CaptureNumber {
  /** null: the access itself asks for the protocol */
  guard: string | null;
  number: string;
}

const IPV6_HEADER = 40;
const hex = (number: number): string => `0x${number.toString(16)}`;
const access = (proto: string, at: number, size: number): string => `${proto}[${at}${size === 1 ? '' : `:${size}`}]`;

/** Behind IPv4 and behind IPv6; `around` puts mask and shift to the access. */
const both = (
  proto: 'tcp' | 'udp',
  at: number,
  size = 1,
  around: (bytes: string) => string = (bytes) => bytes,
): CaptureNumber[] => [
  { guard: null, number: around(access(proto, at, size)) },
  {
    guard: `ip6[6] = ${proto === 'tcp' ? 6 : 17}`,
    number: around(access('ip6', IPV6_HEADER + at, size)),
  },
];
const one = (number: string): CaptureNumber[] => [{ guard: null, number }];
const headerLen = (byte: string): string => `(${byte} & 0xf0) >> 2`;

const NUMBERS: Readonly<Record<string, readonly CaptureNumber[]>> = {
  'frame.len': one('len'),
  'arp.hw.type': one('arp[0:2]'),
  'arp.proto.type': one('arp[2:2]'),
  'arp.opcode': one('arp[6:2]'),
  'ip.hdr_len': one('(ip[0] & 0xf) << 2'),
  'ip.dsfield': one('ip[1]'),
  'ip.dsfield.dscp': one('ip[1] >> 2'),
  'ip.dsfield.ecn': one('ip[1] & 3'),
  'ip.len': one('ip[2:2]'),
  'ip.id': one('ip[4:2]'),
  'ip.frag_offset': one('(ip[6:2] & 0x1fff) << 3'),
  'ip.ttl': one('ip[8]'),
  'ip.proto': one('ip[9]'),
  'ip.checksum': one('ip[10:2]'),
  'ipv6.plen': one('ip6[4:2]'),
  'ipv6.nxt': one('ip6[6]'),
  'ipv6.hlim': one('ip6[7]'),
  'ipv6.flow': one('ip6[0:4] & 0xfffff'),
  'icmp.type': one('icmp[icmptype]'),
  'icmp.code': one('icmp[icmpcode]'),
  'icmp.checksum': one('icmp[2:2]'),
  'icmpv6.type': one('icmp6[0]'),
  'icmpv6.code': one('icmp6[1]'),
  'tcp.srcport': both('tcp', 0, 2),
  'tcp.dstport': both('tcp', 2, 2),
  'tcp.seq_raw': both('tcp', 4, 4),
  'tcp.ack_raw': both('tcp', 8, 4),
  'tcp.hdr_len': both('tcp', 12, 1, headerLen),
  'tcp.flags': both('tcp', 12, 2, (bytes) => `${bytes} & 0xfff`),
  'tcp.window_size_value': both('tcp', 14, 2),
  'tcp.checksum': both('tcp', 16, 2),
  'tcp.urgent_pointer': both('tcp', 18, 2),
  'tcp.len': [
    // of two accesses in a sum libpcap asks for the protocol of the first only
    { guard: 'tcp', number: `ip[2:2] - ((ip[0] & 0xf) << 2) - (${headerLen('tcp[12]')})` },
    { guard: 'ip6[6] = 6', number: `ip6[4:2] - (${headerLen('ip6[52]')})` },
  ],
  'udp.srcport': both('udp', 0, 2),
  'udp.dstport': both('udp', 2, 2),
  'udp.length': both('udp', 4, 2),
  'udp.checksum': both('udp', 6, 2),
};

/** The ways to read the field's value; null where a capture filter cannot. */
export const captureNumbers = ({ abbrev }: Field): readonly CaptureNumber[] | null =>
  Object.hasOwn(NUMBERS, abbrev) ? NUMBERS[abbrev] : null;

const TCP_FLAGS: Readonly<Record<string, readonly [mask: number, name: string]>> = {
  'tcp.flags.fin': [0x01, 'tcp-fin'],
  'tcp.flags.syn': [0x02, 'tcp-syn'],
  'tcp.flags.reset': [0x04, 'tcp-rst'],
  'tcp.flags.push': [0x08, 'tcp-push'],
  'tcp.flags.ack': [0x10, 'tcp-ack'],
  'tcp.flags.urg': [0x20, 'tcp-urg'],
  'tcp.flags.ece': [0x40, 'tcp-ece'],
  'tcp.flags.cwr': [0x80, 'tcp-cwr'],
};
/** Masked bytes of the flags whose names libpcap knows, for both versions of IP. */
export const tcpFlags = (mask: number, name: string = hex(mask)): CaptureNumber[] => [
  { guard: null, number: `tcp[tcpflags] & ${name}` },
  { guard: 'ip6[6] = 6', number: `ip6[${IPV6_HEADER + 13}] & ${hex(mask)}` },
];

const BITS: Readonly<Record<string, readonly CaptureNumber[]>> = {
  'eth.dst.ig': one('ether[0] & 1'),
  'eth.dst.lg': one('ether[0] & 2'),
  'ip.flags.rb': one('ip[6] & 0x80'),
  'ip.flags.df': one('ip[6] & 0x40'),
  'ip.flags.mf': one('ip[6] & 0x20'),
  'tcp.flags.ae': both('tcp', 12, 1, (byte) => `${byte} & 1`),
  'tcp.flags.res': both('tcp', 12, 1, (byte) => `${byte} & 0xe`),
};
/** The ways to read a boolean field: not 0 where it is true. */
export function captureBits({ abbrev }: Field): readonly CaptureNumber[] | null {
  if (Object.hasOwn(TCP_FLAGS, abbrev)) return tcpFlags(...TCP_FLAGS[abbrev]);
  return Object.hasOwn(BITS, abbrev) ? BITS[abbrev] : null;
}

/** Bytes `at` … of a protocol or a payload; null where a capture filter does not get there. */
export function captureBytes({ abbrev }: Field, at: number, size: number): readonly CaptureNumber[] | null {
  switch (abbrev) {
    case 'tcp.payload': {
      const behind = (byte: string, before: string): string => `${before}(${headerLen(byte)}) + ${at}:${size}`;
      return [
        { guard: null, number: `tcp[${behind('tcp[12]', '')}]` },
        { guard: 'ip6[6] = 6', number: `ip6[${behind('ip6[52]', `${IPV6_HEADER} + `)}]` },
      ];
    }
    case 'udp.payload':
      return both('udp', 8 + at, size);
    case 'tcp':
    case 'udp':
      return both(abbrev, at, size);
    case 'eth':
      return one(access('ether', at, size));
    case 'ip':
    case 'arp':
    case 'icmp':
      return one(access(abbrev, at, size));
    case 'ipv6':
      return one(access('ip6', at, size));
    default:
      return null;
  }
}

const PROTOCOLS: Readonly<Record<string, string>> = {
  arp: 'arp',
  ip: 'ip',
  ipv6: 'ip6',
  icmp: 'icmp',
  icmpv6: 'icmp6',
  tcp: 'tcp',
  udp: 'udp',
  synscope: 'tcp',
};
/** The protocol that a field or protocol belongs to, in libpcap's name; null where there is none for it. */
export function captureProtocol(abbrev: string): string | null {
  const [protocol] = abbrev.split('.', 1);
  return Object.hasOwn(PROTOCOLS, protocol) ? PROTOCOLS[protocol] : null;
}
