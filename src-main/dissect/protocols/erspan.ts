// ERSPAN type II: mirrored Ethernet frames in GRE.
import * as wire from '../../wire/erspan';
import { defineFields, type Protocol } from '../protocol';

const F = defineFields('erspan', {
  version: ['Version', 'uint16', 'dec', { mask: 0xf000, values: { 1: 'Type II', 2: 'Type III' } }],
  vlan: ['Vlan', 'uint16', 'dec', { mask: 0x0fff }],
  cos: ['COS', 'uint16', 'dec', { mask: 0xe000 }],
  encap: ['Encap', 'uint16', 'dec', { mask: 0x1800 }],
  truncated: ['Truncated', 'uint16', 'dec', { mask: 0x0400 }],
  spanid: ['SpanID', 'uint16', 'dec', { mask: 0x03ff }],
  index: ['Index', 'uint32', 'dec', { mask: 0x000fffff }],
});

export const erspan: Protocol = {
  abbrev: 'erspan',
  name: 'Encapsulated Remote Switch Packet ANalysis',
  fields: F,
  under: [['gre.proto', wire.GRE_TYPE]],
  dissect(p, at, out) {
    if (!p.need(at, wire.HEADER_LEN)) return;
    const b = p.bytes;
    out.length(wire.HEADER_LEN);
    const version = wire.version(b, at);
    out.uint(F.version, at, 2, version);
    const body = at + wire.HEADER_LEN;
    if (version !== 1) return p.payload(at + 2, p.declaredEnd - at - 2);
    out.uint(F.vlan, at, 2, wire.vlan(b, at));
    out.uint(F.cos, at + 2, 2, wire.cos(b, at));
    out.uint(F.encap, at + 2, 2, wire.encapsulation(b, at));
    out.uint(F.truncated, at + 2, 2, wire.truncated(b, at));
    out.uint(F.spanid, at + 2, 2, wire.sessionId(b, at));
    out.uint(F.index, at + 4, 4, wire.index(b, at));
    p.call('eth', body, p.declaredEnd - body);
  },
  column: 'ERSPAN',
  summary: (p, layer) =>
    layer.end - layer.at < wire.HEADER_LEN ? 'ERSPAN' : `Session ${wire.sessionId(p.bytes, layer.at)}`,
};
