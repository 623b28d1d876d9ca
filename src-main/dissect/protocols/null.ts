// BSD loopback: LINKTYPE_NULL and LINKTYPE_LOOP. Four bytes that name the address family.
import * as wire from '../../wire/null-loopback';
import { etherTypeName } from '../values/number-names';
import { defineFields, type FieldSink, type Packet, type Protocol } from '../contract/protocol';

const FAMILIES = {
  2: 'IP',
  7: 'OSI',
  10: 'IPv6',
  16: 'AppleTalk',
  23: 'IPX or IPv6',
  24: 'IPv6',
  28: 'IPv6',
  30: 'IPv6',
};

const F = defineFields('null', {
  family: ['Family', 'uint32', 'dec', { values: FAMILIES }],
  type: ['Type', 'uint16', 'hex', { values: etherTypeName }],
});

function dissect(p: Packet, at: number, out: FieldSink): void {
  out.length(Math.min(wire.HEADER_LEN, p.end - at));
  if (!p.need(at, wire.HEADER_LEN)) return;
  const family = wire.family(p.bytes, at);
  const body = at + wire.HEADER_LEN;
  const room = p.declaredEnd - body;
  if (wire.isEtherType(family)) {
    out.uint(F.type, wire.isBigEndian(p.bytes, at) ? at + 2 : at, 2, family);
    p.next('ethertype', family, body, room);
    return;
  }
  out.uint(F.family, at, 4, family);
  p.next('null.type', family, body, room);
}

export const nullLoopback: Protocol = {
  abbrev: 'null',
  name: 'Null/Loopback',
  fields: F,
  where: 'anywhere',
  under: [
    ['linktype', 0],
    ['linktype', 108],
  ],
  dissect,
  column: 'NULL',
  summary: (p, layer) =>
    layer.end - layer.at < wire.HEADER_LEN ? 'Null/Loopback' : `Family ${wire.family(p.bytes, layer.at)}`,
};
