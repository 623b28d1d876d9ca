// ICMP, RFC 792; redirect and time stamps there too; path MTU RFC 1191, router discovery RFC 1256, address mask RFC 950, extensions of
// error messages RFC 4884 (icmp-extensions.ts).
import { expected, isValid, sum16 } from '../../../wire/checksum';
import { u16, u16LE, u32, u32LE } from '../../../wire/read';
import * as wire from '../../../wire/icmp';
import { PROTO_ICMP, PROTO_IPV4 } from '../../../wire/ipv4';
import { CHECKSUM_STATUS, addChecksum, type ChecksumVerdict } from '../../values/checksum-field';
import { defineFields, type FieldSink, type Packet, type Protocol } from '../../contract/protocol';
import { addSince } from '../../values/time-since';
import { EXTENSION_FIELDS, dissectExtensions } from './icmp-extensions';
import { messageKind, messageName, typeAndCode, type CodeNames } from './icmp-message';

// IANA "ICMP Parameters"
const TYPES: Record<number, string> = {
  0: 'Echo (ping) reply',
  3: 'Destination unreachable',
  4: 'Source quench (flow control)',
  5: 'Redirect',
  6: 'Alternate host address',
  8: 'Echo (ping) request',
  9: 'Router advertisement',
  10: 'Router solicitation',
  11: 'Time-to-live exceeded',
  12: 'Parameter problem',
  13: 'Timestamp request',
  14: 'Timestamp reply',
  15: 'Information request',
  16: 'Information reply',
  17: 'Address mask request',
  18: 'Address mask reply',
  30: 'Traceroute',
  31: 'Datagram Conversion Error',
  37: 'Domain Name request',
  38: 'Domain Name reply',
  40: 'Photuris',
  42: 'Extended Echo request',
  43: 'Extended Echo reply',
};
const CODES: CodeNames = {
  3: {
    0: 'Network unreachable',
    1: 'Host unreachable',
    2: 'Protocol unreachable',
    3: 'Port unreachable',
    4: 'Fragmentation needed',
    5: 'Source route failed',
    6: 'Network unknown',
    7: 'Host unknown',
    8: 'Source host isolated',
    9: 'Network administratively prohibited',
    10: 'Host administratively prohibited',
    11: 'Network unreachable for TOS',
    12: 'Host unreachable for TOS',
    13: 'Communication administratively filtered',
    14: 'Host precedence violation',
    15: 'Precedence cutoff in effect',
  },
  5: {
    0: 'Redirect for network',
    1: 'Redirect for host',
    2: 'Redirect for type of service and network',
    3: 'Redirect for type of service and host',
  },
  9: { 0: 'Normal router advertisement', 16: 'Does not route common traffic' },
  11: { 0: 'Time to live exceeded in transit', 1: 'Fragment reassembly time exceeded' },
  12: { 0: 'Pointer indicates the error', 1: 'Required option missing', 2: 'Bad length' },
};

const F = defineFields('icmp', {
  type: ['Type', 'uint8', 'dec', { values: TYPES, popularity: 32 }],
  code: ['Code', 'uint8', 'dec'],
  checksum: ['Checksum', 'uint16', 'hex'],
  'checksum.status': ['Checksum Status', 'uint8', 'none', { values: CHECKSUM_STATUS }],
  checksum_bad: ['Bad checksum', 'none', 'none', { expert: 'warn', group: 'checksum' }],
  unused: ['Unused', 'bytes'],
  ident: ['Identifier (BE)', 'uint16', 'dec_hex'],
  ident_le: ['Identifier (LE)', 'uint16', 'dec_hex'],
  seq: ['Sequence Number (BE)', 'uint16', 'dec_hex'],
  seq_le: ['Sequence Number (LE)', 'uint16', 'dec_hex'],
  mtu: ['MTU of next hop', 'uint16', 'dec'],
  length: ['Length', 'uint8', 'dec'],
  'length.original_datagram': ['Length of original datagram', 'uint8', 'dec'],
  pointer: ['Pointer', 'uint32', 'dec'],
  redir_gw: ['Gateway Address', 'ipv4'],
  num_addrs: ['Number of addresses', 'uint8', 'dec'],
  addr_entry_size: ['Address entry size', 'uint8', 'dec'],
  lifetime: ['Lifetime', 'uint16', 'dec', { unit: ' seconds' }],
  router_address: ['Router address', 'ipv4'],
  pref_level: ['Preference level', 'int32', 'dec'],
  originate_timestamp: ['Originate Timestamp', 'uint32', 'dec'],
  receive_timestamp: ['Receive Timestamp', 'uint32', 'dec'],
  transmit_timestamp: ['Transmit Timestamp', 'uint32', 'dec'],
  address_mask: ['Address Mask', 'ipv4'],
  data_time: ['Timestamp from icmp data', 'abstime'],
  data_time_relative: ['Timestamp from icmp data (relative)', 'reltime'],
});

/** Messages of a request and its reply: an identifier and a sequence number follow the checksum. */
const hasIdentifier = (type: number): boolean => type === 0 || type === 8 || (type >= 13 && type <= 18);

/** No preference turns this off, as in Wireshark. */
function verdict(p: Packet, at: number): ChecksumVerdict {
  if (p.fragmented) return { kind: 'unverified', why: 'fragment' };
  if (p.quoted || p.end !== p.declaredEnd) return { kind: 'unverified', why: 'truncated' };
  const sum = sum16(p.bytes, at, p.end);
  return isValid(sum) ? { kind: 'good' } : { kind: 'bad', expected: expected(sum, wire.checksum(p.bytes, at)) };
}

function dissect(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  if (!typeAndCode(p, at, out, F, CODES) || !p.need(at, 4)) return;
  const type = wire.type(b, at);
  const fields = { checksum: F.checksum, status: F['checksum.status'], bad: F.checksum_bad };
  addChecksum(out, fields, at + 2, wire.checksum(b, at), verdict(p, at));
  if (!p.need(at, wire.HEADER_LEN)) return;
  if (hasIdentifier(type)) identifier(p, at, out);
  const body = at + wire.HEADER_LEN;
  switch (type) {
    case wire.UNREACHABLE:
    case wire.SOURCE_QUENCH:
    case wire.REDIRECT:
    case wire.TIME_EXCEEDED:
    case wire.PARAMETER_PROBLEM:
      return errorMessage(p, at, type, wire.code(b, at), out);
    case 9:
      return routerAdvertisement(p, at, out);
    case 13:
    case 14:
      if (!p.need(body, 12)) return;
      out.uint(F.originate_timestamp, body, 4, u32(b, body));
      out.uint(F.receive_timestamp, body + 4, 4, u32(b, body + 4));
      out.uint(F.transmit_timestamp, body + 8, 4, u32(b, body + 8));
      return;
    case 17:
    case 18:
      if (p.need(body, 4)) out.bytes(F.address_mask, body, 4);
      return;
    case wire.ECHO_REPLY:
    case wire.ECHO_REQUEST: {
      const data = body + sendingTime(p, body, out);
      return p.payload(data, p.declaredEnd - data);
    }
    default:
      return p.payload(body, p.declaredEnd - body);
  }
}

/**
 * The time at which a ping was sent, which many programs put before its data: seconds and microseconds in 32 bits each. No standard
 * says so. It is taken for one, as Wireshark does, when it is less than a day from the time of the frame. Gives the bytes it takes.
 */
function sendingTime(p: Packet, at: number, out: FieldSink): number {
  const { hasTime, timeSec } = p.context;
  if (!hasTime || p.end - at < 8) return 0;
  for (const read of [u32, u32LE]) {
    const sec = read(p.bytes, at);
    const micro = read(p.bytes, at + 4);
    if (Math.abs(sec - timeSec) >= DAY || micro >= 1e6) continue;
    out.time(F.data_time, at, 8, sec, micro * 1000);
    addSince(out, F.data_time_relative, p, sec, micro * 1000);
    return 8;
  }
  return 0;
}
const DAY = 24 * 60 * 60; // s

/** Both byte orders: Windows writes these numbers in its own. */
function identifier(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  out.uint(F.ident, at + 4, 2, u16(b, at + 4));
  out.uint(F.ident_le, at + 4, 2, u16LE(b, at + 4));
  out.uint(F.seq, at + 6, 2, u16(b, at + 6));
  out.uint(F.seq_le, at + 6, 2, u16LE(b, at + 6));
}

function errorMessage(p: Packet, at: number, type: number, code: number, out: FieldSink): void {
  const b = p.bytes;
  const words = b[at + 5]; // RFC 4884: length of the quoted packet in words of 4 bytes, 0 where not told
  if (type === wire.REDIRECT) {
    out.bytes(F.redir_gw, at + 4, 4);
  } else {
    if (type === wire.PARAMETER_PROBLEM && code === 0) out.uint(F.pointer, at + 4, 1, b[at + 4]);
    if (type === wire.UNREACHABLE && code === 4) {
      // RFC 1191: the MTU stands in the last two of the unused bytes
      unused(p, at, words, 2, out);
      out.uint(F.mtu, at + 6, 2, wire.nextHopMtu(b, at));
    } else if (type === wire.PARAMETER_PROBLEM && code === 0) {
      if (words > 0) length(at, words, out);
    } else unused(p, at, words, 4, out);
  }
  const quote = at + wire.HEADER_LEN;
  const room = p.declaredEnd - quote;
  // RFC 4884 section 5.1: with extensions the quoted packet is padded to at least 128 bytes
  const quoted = type !== wire.REDIRECT && type !== wire.SOURCE_QUENCH && words > 0 ? Math.min(words * 4, room) : room;
  p.quote('ip.proto', PROTO_IPV4, quote, quoted);
  if (quoted < room) dissectExtensions(p, quote + quoted, out);
}

/** The unused bytes of an error message, with the length of RFC 4884 in the second one where it is told. */
function unused(p: Packet, at: number, words: number, count: number, out: FieldSink): void {
  if (words === 0 || p.bytes[at] === wire.SOURCE_QUENCH) return out.bytes(F.unused, at + 4, count);
  out.bytes(F.unused, at + 4, 1);
  length(at, words, out);
  if (count > 2) out.bytes(F.unused, at + 6, count - 2);
}
function length(at: number, words: number, out: FieldSink): void {
  out.uint(F.length, at + 5, 1, words);
  out.generated(F['length.original_datagram'], at + 5, 1, (words * 4) & 0xff);
}

function routerAdvertisement(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  const size = b[at + 5] * 4;
  out.uint(F.num_addrs, at + 4, 1, b[at + 4]);
  out.uint(F.addr_entry_size, at + 5, 1, b[at + 5]);
  out.uint(F.lifetime, at + 6, 2, u16(b, at + 6));
  if (size < 8) return;
  for (let i = 0, a = at + 8; i < b[at + 4]; i++, a += size) {
    if (!p.need(a, 8)) return;
    out.bytes(F.router_address, a, 4);
    out.uint(F.pref_level, a + 4, 4, u32(b, a + 4) | 0);
  }
}

export const icmp: Protocol = {
  abbrev: 'icmp',
  name: 'Internet Control Message Protocol',
  fields: { ...F, ...EXTENSION_FIELDS },
  where: 'over-ip',
  line: { popularity: 6 },
  under: [['ip.proto', PROTO_ICMP]],
  dissect,
  column: 'ICMP',
  summary: (p, layer) => {
    const b = p.bytes;
    const at = layer.at;
    if (layer.end - at < 2) return 'ICMP';
    const type = wire.type(b, at);
    const what = messageName(b, at, TYPES[type] ?? `Unknown ICMP type ${type}`, CODES);
    if (!hasIdentifier(type) || layer.end - at < wire.HEADER_LEN) return what;
    const id = wire.identifier(b, at).toString(16).padStart(4, '0');
    const ttl = p.ipVersion === 4 ? `, ttl=${p.ipBytes[p.ipSrcAt - 4]}` : '';
    return `${what.padEnd(20)} id=0x${id}, seq=${wire.sequence(b, at)}/${u16LE(b, at + 6)}${ttl}`;
  },
  kind: messageKind(wire.quotes),
};
