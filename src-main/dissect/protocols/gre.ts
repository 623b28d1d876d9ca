// GRE: RFC 2784, key and sequence number RFC 2890, source routing RFC 1701, version 1 (PPTP) RFC 2637.
import { isValid, sum16 } from '../../wire/checksum';
import { u16, u32 } from '../../wire/read';
import * as wire from '../../wire/gre';
import { PROTO_GRE } from '../../wire/ipv4';
import { CHECKSUM_STATUS } from '../values/checksum-field';
import { etherTypeName } from '../values/number-names';
import { defineFields, type FieldSink, type Packet, type Protocol } from '../contract/protocol';

const YES = ['Yes', 'No'] as const;
/** Protocol types that are no EtherTypes, or have another name here. */
const TYPES: Readonly<Record<number, string>> = {
  0: 'Possible GRE keepalive packet',
  0x0800: 'IP',
  0x22eb: 'ERSPAN III',
  0x88be: 'ERSPAN',
};
const typeName = (type: number): string | undefined => TYPES[type] ?? etherTypeName(type);

const F = defineFields('gre', {
  flags_and_version: ['Flags and Version', 'uint16', 'hex'],
  'flags.checksum': ['Checksum Bit', 'bool', 16, { mask: 0x8000, words: YES }],
  'flags.routing': ['Routing Bit', 'bool', 16, { mask: 0x4000, words: YES }],
  'flags.key': ['Key Bit', 'bool', 16, { mask: 0x2000, words: YES }],
  'flags.sequence_number': ['Sequence Number Bit', 'bool', 16, { mask: 0x1000, words: YES }],
  'flags.strict_source_route': ['Strict Source Route Bit', 'bool', 16, { mask: 0x0800, words: YES }],
  'flags.recursion_control': ['Recursion control', 'uint16', 'dec', { mask: 0x0700 }],
  'flags.ack': ['Acknowledgment', 'bool', 16, { mask: 0x0080, words: YES }],
  'flags.reserved': ['Flags (Reserved)', 'uint16', 'dec', { mask: 0x00f8 }],
  'flags.version': ['Version', 'uint16', 'dec', { mask: 0x0007, values: { 0: 'GRE', 1: 'Enhanced GRE' } }],
  proto: ['Protocol Type', 'uint16', 'hex', { values: typeName }],
  checksum: ['Checksum', 'uint16', 'hex'],
  'checksum.status': ['Checksum Status', 'uint8', 'none', { values: CHECKSUM_STATUS }],
  'checksum.incorrect': ['Incorrect GRE Checksum', 'none', 'none', { expert: 'warn', group: 'protocol' }],
  offset: ['Offset', 'uint16', 'dec'],
  key: ['Key', 'uint32', 'hex'],
  'key.payload_length': ['Payload Length', 'uint16', 'dec'],
  'key.call_id': ['Call ID', 'uint16', 'dec'],
  sequence_number: ['Sequence Number', 'uint32', 'dec'],
  ack_number: ['Acknowledgment Number', 'uint32', 'dec'],
  routing: ['Routing', 'none'],
  'routing.address_family': ['Address Family', 'uint16', 'dec'],
  'routing.sre_offset': ['SRE Offset', 'uint8', 'dec'],
  'routing.src_length': ['SRE Length', 'uint8', 'dec'],
  'routing.information': ['Routing Information', 'bytes'],
});

function flags(p: Packet, at: number, out: FieldSink): void {
  const value = wire.flagsAndVersion(p.bytes, at);
  out.uint(F.flags_and_version, at, 2, value);
  out.open();
  out.uint(F['flags.checksum'], at, 2, value >> 15);
  out.uint(F['flags.routing'], at, 2, (value >> 14) & 1);
  out.uint(F['flags.key'], at, 2, (value >> 13) & 1);
  out.uint(F['flags.sequence_number'], at, 2, (value >> 12) & 1);
  out.uint(F['flags.strict_source_route'], at, 2, (value >> 11) & 1);
  out.uint(F['flags.recursion_control'], at, 2, (value >> 8) & 7);
  if (wire.version(p.bytes, at) === 1) out.uint(F['flags.ack'], at, 2, (value >> 7) & 1);
  out.uint(F['flags.reserved'], at, 2, (value >> 3) & (wire.version(p.bytes, at) === 1 ? 15 : 31));
  out.uint(F['flags.version'], at, 2, value & 7);
  out.close();
}

function checksum(p: Packet, at: number, out: FieldSink): void {
  out.uint(F.checksum, at + 4, 2, wire.checksum(p.bytes, at));
  // RFC 1701: the field is there with source routes, too; without the flag nothing is said of what it holds
  const stated = wire.hasChecksum(p.bytes, at);
  // Wireshark has no preference for this one: it is always verified
  const verifiable = stated && !p.fragmented && !p.quoted && p.end === p.declaredEnd;
  const status = !verifiable ? 2 : isValid(sum16(p.bytes, at, p.end)) ? 1 : 0;
  if (status === 0) out.expert(F['checksum.incorrect'], at + 4, 2);
  out.generated(F['checksum.status'], at + 4, 2, status);
}

/** Source route entries (RFC 1701) until an empty one; where they end, or -1 where they run out of the packet. */
function routing(p: Packet, from: number, out: FieldSink): number {
  for (let at = from; ;) {
    if (!p.need(at, 4)) return -1;
    const len = p.bytes[at + 3];
    const family = u16(p.bytes, at);
    out.none(F.routing, at, Math.min(4 + len, p.end - at));
    out.open();
    out.uint(F['routing.address_family'], at, 2, family);
    out.uint(F['routing.sre_offset'], at + 2, 1, p.bytes[at + 2]);
    out.uint(F['routing.src_length'], at + 3, 1, len);
    const whole = p.need(at + 4, len);
    if (whole && len > 0) out.bytes(F['routing.information'], at + 4, len);
    out.close();
    if (!whole) return -1;
    at += 4 + len;
    if (family === 0 && len === 0) return at;
  }
}

function dissect(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  if (!p.need(at, 2)) return;
  flags(p, at, out);
  if (!p.need(at, wire.HEADER_LEN)) return;
  const type = wire.protocolType(b, at);
  out.uint(F.proto, at + 2, 2, type);
  const headerLen = wire.headerLen(b, at);
  out.length(Math.min(headerLen, p.end - at));
  if (!p.need(at, headerLen)) return;
  if (wire.hasChecksum(b, at) || wire.hasRouting(b, at)) {
    checksum(p, at, out);
    out.uint(F.offset, at + 6, 2, wire.routingOffset(b, at));
  }
  let pos = at + wire.keyAt(b, at);
  if (wire.hasKey(b, at)) {
    if (wire.version(b, at) === 1) {
      out.uint(F['key.payload_length'], pos, 2, u16(b, pos));
      out.uint(F['key.call_id'], pos + 2, 2, u16(b, pos + 2));
    } else {
      out.uint(F.key, pos, 4, u32(b, pos));
    }
    pos += 4;
  }
  if (wire.hasSequence(b, at)) {
    out.uint(F.sequence_number, pos, 4, u32(b, pos));
    pos += 4;
  }
  if (wire.hasAck(b, at)) {
    out.uint(F.ack_number, pos, 4, u32(b, pos));
    pos += 4;
  }
  if (wire.hasRouting(b, at)) {
    pos = routing(p, pos, out);
    if (pos < 0) return;
    out.length(pos - at);
  }
  // acknowledgements of version 1 carry nothing; a header that is numbered promises a payload
  if (pos < p.declaredEnd || wire.hasSequence(b, at)) p.next('gre.proto', type, pos, p.declaredEnd - pos);
}

export const gre: Protocol = {
  abbrev: 'gre',
  name: 'Generic Routing Encapsulation',
  fields: F,
  where: 'anywhere',
  withPayload: true,
  under: [['ip.proto', PROTO_GRE]],
  dissect,
  column: 'GRE',
  summary: (p, layer) => {
    if (layer.end - layer.at < wire.HEADER_LEN) return 'GRE';
    return `Encapsulated ${typeName(wire.protocolType(p.bytes, layer.at)) ?? 'unknown protocol'}`;
  },
};
