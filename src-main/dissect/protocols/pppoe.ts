// PPP over Ethernet, RFC 2516: discovery (tags) and session (a PPP frame).
import { u16 } from '../../wire/read';
import * as wire from '../../wire/ppp';
import * as ethernet from '../../wire/ethernet';
import { defineFields, type Field, type FieldSink, type Packet, type Protocol } from '../contract/protocol';

const CODES: Record<number, string> = {
  0x00: 'Session Data',
  0x07: 'Active Discovery Offer (PADO)',
  0x09: 'Active Discovery Initiation (PADI)',
  0x0a: 'Active Discovery Session-Grant (PADG)',
  0x0b: 'Active Discovery Session-Credit Response (PADC)',
  0x0c: 'Active Discovery Quality (PADQ)',
  0x19: 'Active Discovery Request (PADR)',
  0x65: 'Active Discovery Session-confirmation (PADS)',
  0xa7: 'Active Discovery Terminate (PADT)',
  0xd3: 'Active Discovery Message (PADM)',
  0xd4: 'Active Discovery Network (PADN)',
};
const TAGS: Record<number, string> = {
  0x0000: 'End-Of-List',
  0x0101: 'Service-Name',
  0x0102: 'AC-Name',
  0x0103: 'Host-Uniq',
  0x0104: 'AC-Cookie',
  0x0105: 'Vendor-Specific',
  0x0106: 'Credits',
  0x0107: 'Metrics',
  0x0108: 'Sequence Number',
  0x0109: 'Credit Scale Factor',
  0x0110: 'Relay-Session-Id',
  0x0111: 'HURL',
  0x0112: 'MOTM',
  0x0120: 'PPP-Max-Payload',
  0x0121: 'IP Route Add',
  0x0201: 'Service-Name-Error',
  0x0202: 'AC-System-Error',
  0x0203: 'Generic-Error',
};

const H = defineFields('pppoe', {
  version: ['Version', 'uint8', 'dec', { mask: 0xf0 }],
  type: ['Type', 'uint8', 'dec', { mask: 0x0f }],
  code: ['Code', 'uint8', 'hex', { values: CODES }],
  session_id: ['Session ID', 'uint16', 'hex'],
  payload_length: ['Payload Length', 'uint16', 'dec'],
  'payload_length.bad': ['Possible bad payload length', 'none', 'none', { expert: 'warn', group: 'malformed' }],
});
const D = defineFields('pppoed', {
  tags: ['PPPoE Tags', 'none'],
  tag: ['Tag', 'uint16', 'hex', { values: TAGS }],
  tag_length: ['Tag Length', 'uint16', 'dec'],
  'tag_length.invalid': ['Wrong length', 'none', 'none', { expert: 'error', group: 'malformed' }],
  'tag.unknown_data': ['Unknown Data', 'bytes'],
  'tags.service_name': ['Service-Name', 'string'],
  'tags.ac_name': ['AC-Name', 'string'],
  'tags.host_uniq': ['Host-Uniq', 'bytes'],
  'tags.ac_cookie': ['AC-Cookie', 'bytes'],
  'tags.relay_session_id': ['Relay-Session-Id', 'bytes'],
  'tags.max_payload': ['PPP-Max-Payload', 'bytes'],
  'tags.service_name_error': ['Service-Name-Error', 'string'],
  'tags.ac_system_error': ['AC-System-Error', 'string'],
  'tags.generic_error': ['Generic-Error', 'string'],
});
const TAG_FIELDS: Record<number, Field> = {
  0x0101: D['tags.service_name'],
  0x0102: D['tags.ac_name'],
  0x0103: D['tags.host_uniq'],
  0x0104: D['tags.ac_cookie'],
  0x0110: D['tags.relay_session_id'],
  0x0120: D['tags.max_payload'],
  0x0201: D['tags.service_name_error'],
  0x0202: D['tags.ac_system_error'],
  0x0203: D['tags.generic_error'],
};

/** The six bytes that both share. Returns the payload's declared length, or -1 where it cannot be read. */
function header(p: Packet, at: number, out: FieldSink): number {
  const b = p.bytes;
  out.length(Math.min(wire.PPPOE_HEADER_LEN, p.end - at));
  if (!p.need(at, wire.PPPOE_HEADER_LEN)) return -1;
  out.uint(H.version, at, 1, wire.pppoeVersion(b, at));
  out.uint(H.type, at, 1, wire.pppoeType(b, at));
  out.uint(H.code, at + 1, 1, wire.pppoeCode(b, at));
  out.uint(H.session_id, at + 2, 2, wire.pppoeSessionId(b, at));
  const length = wire.pppoeLength(b, at);
  out.uint(H.payload_length, at + 4, 2, length);
  return length;
}

function tags(p: Packet, from: number, end: number, out: FieldSink): void {
  for (let at = from; at < end;) {
    if (!p.need(at, wire.PPPOE_TAG_HEADER_LEN)) return;
    const type = wire.pppoeTagType(p.bytes, at);
    const len = wire.pppoeTagLength(p.bytes, at);
    const value = at + wire.PPPOE_TAG_HEADER_LEN;
    out.uint(D.tag, at, 2, type);
    out.uint(D.tag_length, at + 2, 2, len);
    if (value + len > end) return out.expert(D['tag_length.invalid'], at + 2, 2);
    if (!p.need(value, len)) return;
    const field = TAG_FIELDS[type] ?? D['tag.unknown_data'];
    if (field.type === 'string') out.string(field, value, len, text(p, value, len));
    else if (len > 0) out.bytes(field, value, len);
    if (type === 0) return;
    at = value + len;
  }
}

function text(p: Packet, at: number, len: number): string {
  return new TextDecoder().decode(p.bytes.subarray(at, at + len));
}

export const pppoed: Protocol = {
  abbrev: 'pppoed',
  name: 'PPP-over-Ethernet Discovery',
  fields: { ...D, ...prefixed() },
  where: 'anywhere',
  under: [['ethertype', ethernet.TYPE_PPPOE_DISCOVERY]],
  dissect(p, at, out) {
    const length = header(p, at, out);
    if (length <= 0) return;
    const body = at + wire.PPPOE_HEADER_LEN;
    const end = Math.min(body + length, p.declaredEnd);
    out.length(Math.min(end, p.end) - at);
    out.none(D.tags, body, Math.min(end, p.end) - body);
    out.open();
    tags(p, body, end, out);
    out.close();
  },
  column: 'PPPoED',
  summary: (p, layer) =>
    layer.end - layer.at < wire.PPPOE_HEADER_LEN ? 'PPPoE' : (CODES[p.bytes[layer.at + 1]] ?? 'Unknown code'),
};

export const pppoes: Protocol = {
  abbrev: 'pppoes',
  name: 'PPP-over-Ethernet Session',
  fields: {},
  where: 'anywhere',
  borrows: Object.values(H),
  under: [
    ['ethertype', ethernet.TYPE_PPPOE_SESSION],
    ['linktype', 51],
  ],
  dissect(p, at, out) {
    const length = header(p, at, out);
    if (length < 0) return;
    const body = at + wire.PPPOE_HEADER_LEN;
    if (body + length > p.declaredEnd) out.expert(H['payload_length.bad'], at + 4, 2);
    p.call('ppp', body, Math.min(length, p.declaredEnd - body));
  },
  column: 'PPPoES',
  summary: (p, layer) =>
    layer.end - layer.at < wire.PPPOE_HEADER_LEN
      ? 'PPPoE'
      : `Session 0x${u16(p.bytes, layer.at + 2)
          .toString(16)
          .padStart(4, '0')}`,
};

/** The header's fields, `pppoe.*`, are registered with the discovery protocol. */
function prefixed(): Record<string, Field> {
  return Object.fromEntries(Object.values(H).map((field) => [field.abbrev, field]));
}
