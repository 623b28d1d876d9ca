// ICMPv6, RFC 4443; neighbour discovery RFC 4861 (options: icmpv6-options.ts), multicast listener discovery RFC 2710 and RFC 3810.
import { expected, isValid, pseudoHeader, sum16 } from '../../../wire/checksum';
import { u16, u32 } from '../../../wire/read';
import * as wire from '../../../wire/icmpv6';
import { PROTO_ICMPV6, PROTO_IPV6 } from '../../../wire/ipv4';
import { ipv6Text } from '../../../text/address';
import { CHECKSUM_STATUS, addChecksum, type ChecksumVerdict } from '../../values/checksum-field';
import { defineFields, type FieldSink, type Layer, type Packet, type Protocol } from '../../contract/protocol';
import { messageKind, messageName, typeAndCode, type CodeNames } from './icmp-message';
import { OPTION_FIELDS, PREFERENCES, dissectOptions, linkAddress } from './icmpv6-options';

// IANA "ICMPv6 Parameters"
const TYPES: Record<number, string> = {
  1: 'Destination Unreachable',
  2: 'Packet Too Big',
  3: 'Time Exceeded',
  4: 'Parameter Problem',
  100: 'Private experimentation',
  101: 'Private experimentation',
  128: 'Echo (ping) request',
  129: 'Echo (ping) reply',
  130: 'Multicast Listener Query',
  131: 'Multicast Listener Report',
  132: 'Multicast Listener Done',
  133: 'Router Solicitation',
  134: 'Router Advertisement',
  135: 'Neighbor Solicitation',
  136: 'Neighbor Advertisement',
  137: 'Redirect',
  138: 'Router Renumbering',
  139: 'Node Information Query',
  140: 'Node Information Reply',
  141: 'Inverse Neighbor Discovery Solicitation',
  142: 'Inverse Neighbor Discovery Advertisement',
  143: 'Multicast Listener Report Message v2',
  144: 'Home Agent Address Discovery Request',
  145: 'Home Agent Address Discovery Reply',
  146: 'Mobile Prefix Solicitation',
  147: 'Mobile Prefix Advertisement',
  148: 'Certification Path Solicitation',
  149: 'Certification Path Advertisement',
  151: 'Multicast Router Advertisement',
  152: 'Multicast Router Solicitation',
  153: 'Multicast Router Termination',
  155: 'RPL Control',
  160: 'Extended Echo request',
  161: 'Extended Echo reply',
};
const CODES: CodeNames = {
  1: {
    0: 'no route to destination',
    1: 'Administratively prohibited',
    2: 'Beyond scope of source address',
    3: 'Address unreachable',
    4: 'Port unreachable',
    5: 'Source address failed ingress/egress policy',
    6: 'Reject route to destination',
    7: 'Error in Source Routing Header',
  },
  3: { 0: 'hop limit exceeded in transit', 1: 'fragment reassembly time exceeded' },
  4: {
    0: 'erroneous header field encountered',
    1: 'unrecognized Next Header type encountered',
    2: 'unrecognized IPv6 option encountered',
  },
};
const RECORDS = {
  1: 'Include',
  2: 'Exclude',
  3: 'Changed to include',
  4: 'Changed to exclude',
  5: 'Allow new sources',
  6: 'Block old sources',
};
const SET = ['Set', 'Not set'] as const;

const F = defineFields('icmpv6', {
  type: ['Type', 'uint8', 'dec', { values: TYPES }],
  code: ['Code', 'uint8', 'dec'],
  checksum: ['Checksum', 'uint16', 'hex'],
  'checksum.status': ['Checksum Status', 'uint8', 'none', { values: CHECKSUM_STATUS }],
  'checksum_bad.expert': ['Bad checksum', 'none', 'none', { expert: 'warn', group: 'checksum' }],
  reserved: ['Reserved', 'bytes'],
  mtu: ['MTU', 'uint32', 'dec'],
  pointer: ['Pointer', 'uint32', 'dec'],
  length: ['Length of original datagram', 'uint8', 'dec'],
  'echo.identifier': ['Identifier', 'uint16', 'hex'],
  'echo.sequence_number': ['Sequence', 'uint16', 'dec'],
  data: ['Data', 'bytes'],
  'nd.ra.cur_hop_limit': ['Cur hop limit', 'uint8', 'dec'],
  'nd.ra.flag': ['Flags', 'uint8', 'hex'],
  'nd.ra.flag.m': ['Managed address configuration', 'bool', 8, { mask: 0x80, words: SET }],
  'nd.ra.flag.o': ['Other configuration', 'bool', 8, { mask: 0x40, words: SET }],
  'nd.ra.flag.h': ['Home Agent', 'bool', 8, { mask: 0x20, words: SET }],
  'nd.ra.flag.prf': ['Prf (Default Router Preference)', 'uint8', 'dec', { mask: 0x18, values: PREFERENCES }],
  'nd.ra.flag.p': ['Proxy', 'bool', 8, { mask: 0x04, words: SET }],
  'nd.ra.flag.rsv': ['Reserved', 'uint8', 'dec', { mask: 0x03 }],
  'nd.ra.router_lifetime': ['Router lifetime (s)', 'uint16', 'dec'],
  'nd.ra.reachable_time': ['Reachable time (ms)', 'uint32', 'dec'],
  'nd.ra.retrans_timer': ['Retrans timer (ms)', 'uint32', 'dec'],
  'nd.ns.target_address': ['Target Address', 'ipv6'],
  'nd.na.flag': ['Flags', 'uint32', 'hex'],
  'nd.na.flag.r': ['Router', 'bool', 32, { mask: 0x80000000, words: SET }],
  'nd.na.flag.s': ['Solicited', 'bool', 32, { mask: 0x40000000, words: SET }],
  'nd.na.flag.o': ['Override', 'bool', 32, { mask: 0x20000000, words: SET }],
  'nd.na.flag.rsv': ['Reserved', 'uint32', 'dec', { mask: 0x1fffffff }],
  'nd.na.target_address': ['Target Address', 'ipv6'],
  'nd.rd.target_address': ['Target Address', 'ipv6'],
  'rd.na.destination_address': ['Destination Address', 'ipv6'],
  'mld.maximum_response_delay': ['Maximum Response Delay [ms]', 'uint16', 'dec'],
  'mld.maximum_response_code': ['Maximum Response Code', 'uint16', 'dec'],
  'mld.multicast_address': ['Multicast Address', 'ipv6'],
  'mld.flag': ['Flags', 'uint8', 'hex'],
  'mld.flag.s': ['Suppress Router-Side Processing', 'bool', 8, { mask: 0x08, words: ['True', 'False'] }],
  'mld.flag.qrv': ["QRV (Querier's Robustness Variable)", 'uint8', 'dec', { mask: 0x07 }],
  'mld.qqi': ["QQIC (Querier's Query Interval Code)", 'uint8', 'dec'],
  'mld.nb_sources': ['Number of Sources', 'uint16', 'dec'],
  'mld.source_address': ['Source Address', 'ipv6'],
  'mldr.nb_mcast_records': ['Number of Multicast Address Records', 'uint16', 'dec'],
  'mldr.mar': ['Multicast Address Record', 'none'],
  'mldr.mar.record_type': ['Record Type', 'uint8', 'dec', { values: RECORDS }],
  'mldr.mar.aux_data_len': ['Aux Data Len', 'uint8', 'dec'],
  'mldr.mar.nb_sources': ['Number of Sources', 'uint16', 'dec'],
  'mldr.mar.multicast_address': ['Multicast Address', 'ipv6'],
  'mldr.mar.source_address': ['Source Address', 'ipv6'],
  'mldr.mar.auxiliary_data': ['Auxiliary Data', 'bytes'],
});

function verdict(p: Packet, at: number): ChecksumVerdict {
  if (p.ipVersion !== 6) return { kind: 'unverified', why: 'header' };
  if (p.fragmented) return { kind: 'unverified', why: 'fragment' };
  if (p.quoted || p.end !== p.declaredEnd) return { kind: 'unverified', why: 'truncated' };
  const len = p.end - at;
  // the destination may stand elsewhere than behind the source: in a routing header
  const source = sum16(p.ipBytes, p.ipSrcAt, p.ipSrcAt + 16);
  const header = pseudoHeader(p.ipDstBytes, p.ipDstAt, 8, PROTO_ICMPV6, len); // 2 × 8 bytes: the destination alone
  const sum = source + header + sum16(p.bytes, at, p.end);
  return isValid(sum) ? { kind: 'good' } : { kind: 'bad', expected: expected(sum, wire.checksum(p.bytes, at)) };
}

function dissect(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  if (!typeAndCode(p, at, out, F, CODES) || !p.need(at, wire.HEADER_LEN)) return;
  const fields = { checksum: F.checksum, status: F['checksum.status'], bad: F['checksum_bad.expert'] };
  addChecksum(out, fields, at + 2, wire.checksum(b, at), verdict(p, at));
  const body = MESSAGES[wire.type(b, at)];
  if (body) body(p, at, out);
  else if (p.declaredEnd > at + 4 && p.need(at + 4, 1)) out.bytes(F.data, at + 4, p.end - at - 4);
}

type Body = (p: Packet, at: number, out: FieldSink) => void;
const MESSAGES: Readonly<Record<number, Body>> = {
  1: (p, at, out) => errorMessage(p, at, out, 'length'),
  2: (p, at, out) => errorMessage(p, at, out, 'mtu'),
  3: (p, at, out) => errorMessage(p, at, out, 'length'),
  4: (p, at, out) => errorMessage(p, at, out, 'pointer'),
  128: echo,
  129: echo,
  130: listenerQuery,
  131: listener,
  132: listener,
  133: (p, at, out) => {
    if (!reserved(p, at, out)) return;
    dissectOptions(p, at + 8, out);
  },
  134: routerAdvertisement,
  135: (p, at, out) => {
    if (!reserved(p, at, out) || !address(p, at + 8, F['nd.ns.target_address'], out)) return;
    dissectOptions(p, at + 24, out);
  },
  136: neighborAdvertisement,
  137: (p, at, out) => {
    if (!reserved(p, at, out) || !address(p, at + 8, F['nd.rd.target_address'], out)) return;
    if (!address(p, at + 24, F['rd.na.destination_address'], out)) return;
    dissectOptions(p, at + 40, out);
  },
  143: listenerReport,
};

function reserved(p: Packet, at: number, out: FieldSink): boolean {
  if (!p.need(at + 4, 4)) return false;
  out.bytes(F.reserved, at + 4, 4);
  return true;
}

function address(p: Packet, at: number, field: (typeof F)['nd.ns.target_address'], out: FieldSink): boolean {
  if (!p.need(at, 16)) return false;
  out.bytes(field, at, 16);
  return true;
}

function errorMessage(p: Packet, at: number, out: FieldSink, kind: 'length' | 'mtu' | 'pointer'): void {
  if (!p.need(at + 4, 4)) return;
  const value = u32(p.bytes, at + 4);
  if (kind === 'mtu') out.uint(F.mtu, at + 4, 4, value);
  else if (kind === 'pointer') out.uint(F.pointer, at + 4, 4, value);
  else {
    // RFC 4884: length of the quoted packet in words of 8 bytes, 0 where not told
    const words = p.bytes[at + 4];
    if (words > 0) out.uint(F.length, at + 4, 1, words);
    out.bytes(F.reserved, at + (words > 0 ? 5 : 4), words > 0 ? 3 : 4);
  }
  p.quote('ip.proto', PROTO_IPV6, at + 8, p.declaredEnd - at - 8);
}

function echo(p: Packet, at: number, out: FieldSink): void {
  if (!p.need(at + 4, 4)) return;
  out.uint(F['echo.identifier'], at + 4, 2, wire.identifier(p.bytes, at));
  out.uint(F['echo.sequence_number'], at + 6, 2, wire.sequence(p.bytes, at));
  p.payload(at + 8, p.declaredEnd - at - 8);
}

function routerAdvertisement(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  if (!p.need(at + 4, 12)) return;
  out.uint(F['nd.ra.cur_hop_limit'], at + 4, 1, b[at + 4]);
  const flags = b[at + 5];
  out.uint(F['nd.ra.flag'], at + 5, 1, flags);
  out.open();
  out.uint(F['nd.ra.flag.m'], at + 5, 1, flags >> 7);
  out.uint(F['nd.ra.flag.o'], at + 5, 1, (flags >> 6) & 1);
  out.uint(F['nd.ra.flag.h'], at + 5, 1, (flags >> 5) & 1);
  out.uint(F['nd.ra.flag.prf'], at + 5, 1, (flags >> 3) & 3);
  out.uint(F['nd.ra.flag.p'], at + 5, 1, (flags >> 2) & 1);
  out.uint(F['nd.ra.flag.rsv'], at + 5, 1, flags & 3);
  out.close();
  out.uint(F['nd.ra.router_lifetime'], at + 6, 2, u16(b, at + 6));
  out.uint(F['nd.ra.reachable_time'], at + 8, 4, u32(b, at + 8));
  out.uint(F['nd.ra.retrans_timer'], at + 12, 4, u32(b, at + 12));
  dissectOptions(p, at + 16, out);
}

function neighborAdvertisement(p: Packet, at: number, out: FieldSink): void {
  if (!p.need(at + 4, 4)) return;
  const flags = u32(p.bytes, at + 4);
  out.uint(F['nd.na.flag'], at + 4, 4, flags);
  out.open();
  out.uint(F['nd.na.flag.r'], at + 4, 4, flags >>> 31);
  out.uint(F['nd.na.flag.s'], at + 4, 4, (flags >>> 30) & 1);
  out.uint(F['nd.na.flag.o'], at + 4, 4, (flags >>> 29) & 1);
  out.uint(F['nd.na.flag.rsv'], at + 4, 4, flags & 0x1fffffff);
  out.close();
  if (!address(p, at + 8, F['nd.na.target_address'], out)) return;
  dissectOptions(p, at + 24, out);
}

/** Version 1: report and done. */
function listener(p: Packet, at: number, out: FieldSink): void {
  if (!p.need(at + 4, 20)) return;
  out.uint(F['mld.maximum_response_delay'], at + 4, 2, u16(p.bytes, at + 4));
  out.bytes(F.reserved, at + 6, 2);
  out.bytes(F['mld.multicast_address'], at + 8, 16);
}

/** Version 2 is longer than version 1 (RFC 3810 section 8.1). */
function listenerQuery(p: Packet, at: number, out: FieldSink): void {
  if (p.declaredEnd - at < 28) return listener(p, at, out);
  const b = p.bytes;
  if (!p.need(at + 4, 24)) return;
  out.uint(F['mld.maximum_response_code'], at + 4, 2, u16(b, at + 4));
  out.bytes(F.reserved, at + 6, 2);
  out.bytes(F['mld.multicast_address'], at + 8, 16);
  out.uint(F['mld.flag'], at + 24, 1, b[at + 24]);
  out.open();
  out.uint(F['mld.flag.s'], at + 24, 1, (b[at + 24] >> 3) & 1);
  out.uint(F['mld.flag.qrv'], at + 24, 1, b[at + 24] & 7);
  out.close();
  out.uint(F['mld.qqi'], at + 25, 1, b[at + 25]);
  const sources = u16(b, at + 26);
  out.uint(F['mld.nb_sources'], at + 26, 2, sources);
  for (let i = 0; i < sources; i++) if (!address(p, at + 28 + 16 * i, F['mld.source_address'], out)) return;
}

function listenerReport(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  if (!p.need(at + 4, 4)) return;
  out.bytes(F.reserved, at + 4, 2);
  const records = u16(b, at + 6);
  out.uint(F['mldr.nb_mcast_records'], at + 6, 2, records);
  let a = at + 8;
  for (let i = 0; i < records; i++) {
    if (!p.need(a, 20)) return;
    const sources = u16(b, a + 2);
    const aux = b[a + 1] * 4;
    const len = 20 + 16 * sources + aux;
    out.none(F['mldr.mar'], a, Math.min(len, p.end - a));
    if (out.detail) out.display(ipv6Text(b, a + 4));
    out.open();
    out.uint(F['mldr.mar.record_type'], a, 1, b[a]);
    out.uint(F['mldr.mar.aux_data_len'], a + 1, 1, b[a + 1]);
    out.uint(F['mldr.mar.nb_sources'], a + 2, 2, sources);
    out.bytes(F['mldr.mar.multicast_address'], a + 4, 16);
    const whole = p.need(a, len);
    if (whole) {
      for (let s = 0; s < sources; s++) out.bytes(F['mldr.mar.source_address'], a + 20 + 16 * s, 16);
      if (aux > 0) out.bytes(F['mldr.mar.auxiliary_data'], a + len - aux, aux);
    }
    out.close();
    if (!whole) return;
    a += len;
  }
}

const from = (address: string): string => (address === '' ? '' : ` from ${address}`);

function summary(p: Packet, layer: Layer): string {
  const b = p.bytes;
  const at = layer.at;
  if (layer.end - at < 2) return 'ICMPv6';
  const type = wire.type(b, at);
  const name = TYPES[type] ?? `Unknown ICMPv6 type ${type}`;
  const what = messageName(b, at, name, CODES);
  const room = layer.end - at;
  if (what !== name) return what;
  if ((type === 128 || type === 129) && room >= 8) {
    const id = wire.identifier(b, at).toString(16).padStart(4, '0');
    const hops = p.ipVersion === 6 ? `, hop limit=${p.ipBytes[p.ipSrcAt - 1]}` : '';
    return `${name} id=0x${id}, seq=${wire.sequence(b, at)}${hops}`;
  }
  if (type === 134 && room >= 16) return name + from(linkAddress(b, at + 16, layer.end, 1));
  if (type === 133) return name + from(linkAddress(b, at + 8, layer.end, 1));
  if (type === 135 && room >= 24) {
    return `${name} for ${ipv6Text(b, at + 8)}${from(linkAddress(b, at + 24, layer.end, 1))}`;
  }
  if (type === 136 && room >= 24) {
    const flags = [b[at + 4] & 0x80 ? 'rtr' : '', b[at + 4] & 0x40 ? 'sol' : '', b[at + 4] & 0x20 ? 'ovr' : ''];
    const text = flags.filter((flag) => flag !== '').join(', ');
    const address = linkAddress(b, at + 24, layer.end, 2);
    return `${name} ${ipv6Text(b, at + 8)}${text === '' ? '' : ` (${text})`}${address === '' ? '' : ` is at ${address}`}`;
  }
  return name;
}

export const icmpv6: Protocol = {
  abbrev: 'icmpv6',
  name: 'Internet Control Message Protocol v6',
  fields: { ...F, ...OPTION_FIELDS },
  where: 'over-ip',
  line: { popularity: 7 },
  under: [['ip.proto', PROTO_ICMPV6]],
  dissect,
  column: 'ICMPv6',
  summary,
  kind: messageKind(wire.quotes),
};
