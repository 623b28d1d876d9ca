// Geneve, RFC 8926: Ethernet or IP in UDP, with options.
import { u16 } from '../../wire/read';
import * as wire from '../../wire/geneve';
import { etherTypeName } from '../values/number-names';
import { defineFields, type FieldSink, type Packet, type Protocol } from '../contract/protocol';

const F = defineFields('geneve', {
  version: ['Version', 'uint8', 'dec', { mask: 0xc0 }],
  flags: ['Flags', 'uint8', 'hex'],
  'flags.oam': ['Operations, Administration and Management Frame', 'bool', 8, { mask: 0x80 }],
  'flags.critical': ['Critical Options Present', 'bool', 8, { mask: 0x40 }],
  'flags.reserved': ['Reserved', 'bool', 8, { mask: 0x3f }],
  proto_type: ['Protocol Type', 'uint16', 'hex', { values: etherTypeName }],
  vni: ['Virtual Network Identifier (VNI)', 'uint24', 'hex_dec'],
  reserved: ['Reserved', 'uint8', 'hex'],
  options: ['Geneve Options', 'bytes'],
  option: ['Option', 'bytes'],
  'option.class': ['Class', 'uint16', 'hex'],
  'option.type': ['Type', 'uint8', 'hex'],
  'option.type.critical': ['Critical Option', 'bool', 8, { mask: 0x80 }],
  'option.length': ['Length', 'uint8', 'dec'],
});

function options(p: Packet, from: number, len: number, out: FieldSink): void {
  const b = p.bytes;
  const end = from + len;
  out.bytes(F.options, from, len);
  if (out.detail) out.display(`(${len} bytes)`);
  out.open();
  for (let at = from; at + wire.OPTION_HEADER_LEN <= end;) {
    const dataLen = wire.optionDataLen(b, at);
    const total = Math.min(wire.OPTION_HEADER_LEN + dataLen, end - at);
    out.bytes(F.option, at, total);
    out.open();
    out.uint(F['option.class'], at, 2, u16(b, at));
    out.uint(F['option.type'], at + 2, 1, b[at + 2]);
    out.hidden(F['option.type.critical'], at + 2, 1, b[at + 2] >> 7);
    out.uint(F['option.length'], at + 3, 1, wire.OPTION_HEADER_LEN + dataLen);
    if (out.detail) out.display(`${wire.OPTION_HEADER_LEN + dataLen} bytes`);
    out.close();
    at += wire.OPTION_HEADER_LEN + dataLen;
  }
  out.close();
}

export const geneve: Protocol = {
  abbrev: 'geneve',
  name: 'Generic Network Virtualization Encapsulation',
  fields: F,
  where: 'over-udp',
  withPayload: true,
  under: [['udp.port', wire.PORT]],
  dissect(p, at, out) {
    if (!p.need(at, wire.HEADER_LEN)) return;
    const b = p.bytes;
    const flags = wire.flags(b, at);
    const len = wire.optionsLen(b, at);
    out.uint(F.version, at, 1, wire.version(b, at));
    out.uint(F['option.length'], at, 1, len);
    if (out.detail) out.display(`${len} bytes`);
    out.uint(F.flags, at + 1, 1, flags);
    out.open();
    out.uint(F['flags.oam'], at + 1, 1, flags >> 7);
    out.uint(F['flags.critical'], at + 1, 1, (flags >> 6) & 1);
    out.uint(F['flags.reserved'], at + 1, 1, (flags & 0x3f) === 0 ? 0 : 1);
    out.close();
    out.uint(F.proto_type, at + 2, 2, wire.protocolType(b, at));
    out.uint(F.vni, at + 4, 3, wire.vni(b, at));
    out.uint(F.reserved, at + 7, 1, b[at + 7]);
    if (!p.need(at + wire.HEADER_LEN, len)) return;
    if (len > 0) options(p, at + wire.HEADER_LEN, len, out);
    const body = at + wire.HEADER_LEN + len;
    out.length(body - at);
    p.next('ethertype', wire.protocolType(b, at), body, p.declaredEnd - body);
  },
  column: 'Geneve',
  summary: (p, layer) =>
    layer.end - layer.at < wire.HEADER_LEN
      ? 'Geneve'
      : `Encapsulated ${etherTypeName(wire.protocolType(p.bytes, layer.at)) ?? 'data'}`,
};
