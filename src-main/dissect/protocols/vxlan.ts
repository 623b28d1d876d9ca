// VXLAN, RFC 7348: Ethernet in UDP. With the generic protocol extension (draft-ietf-nvo3-vxlan-gpe), on a port of its own, anything.
import { u16 } from '../../wire/read';
import * as wire from '../../wire/vxlan';
import { defineFields, type FieldSink, type Packet, type Protocol } from '../contract/protocol';

const NEXT = { 1: 'IPv4', 2: 'IPv6', 3: 'Ethernet', 4: 'Network Service Header', 5: 'MPLS' };

const F = defineFields('vxlan', {
  flags: ['Flags', 'uint16', 'hex'],
  flag_g: ['GBP Extension', 'bool', 16, { mask: 0x8000, words: ['Defined', 'Not defined'] }],
  flag_i: ['VXLAN Network ID (VNI)', 'bool', 16, { mask: 0x0800, words: ['True', 'False'] }],
  flag_d: ["Don't Learn", 'bool', 16, { mask: 0x0040, words: ['True', 'False'] }],
  flag_a: ['Policy Applied', 'bool', 16, { mask: 0x0008, words: ['True', 'False'] }],
  flags_reserved: ['Reserved(R)', 'uint16', 'hex', { mask: 0x77b7 }],
  gbp: ['Group Policy ID', 'uint16', 'dec'],
  vni: ['VXLAN Network Identifier (VNI)', 'uint24', 'dec'],
  reserved8: ['Reserved', 'uint8', 'dec'],
  // of the generic protocol extension
  ver: ['Version', 'uint8', 'dec', { mask: 0x30 }],
  i_bit: ['Instance', 'uint8', 'dec', { mask: 0x08 }],
  p_bit: ['Next Protocol Bit', 'uint8', 'dec', { mask: 0x04 }],
  o_bit: ['OAM bit', 'uint8', 'dec', { mask: 0x01 }],
  reserved_16: ['Reserved', 'uint16', 'dec'],
  next_proto: ['Next Protocol', 'uint8', 'dec', { values: NEXT }],
});

function generic(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  const flags = wire.gpeFlags(b, at);
  out.uint(F.flags, at, 1, flags);
  if (out.detail) out.display(`0x${flags.toString(16).padStart(2, '0')}`);
  out.open();
  out.uint(F.ver, at, 1, (flags >> 4) & 3);
  out.uint(F.i_bit, at, 1, (flags >> 3) & 1);
  out.uint(F.p_bit, at, 1, (flags >> 2) & 1);
  out.uint(F.o_bit, at, 1, flags & 1);
  out.hidden(F.flags_reserved, at, 1, (flags & 0xc2) >> 1);
  out.close();
  out.uint(F.reserved_16, at + 1, 2, u16(b, at + 1));
  out.uint(F.next_proto, at + 3, 1, wire.gpeNextProtocol(b, at));
  out.uint(F.vni, at + 4, 3, wire.vni(b, at));
  out.uint(F.reserved8, at + 7, 1, b[at + 7]);
  const body = at + wire.HEADER_LEN;
  p.next('nsh.next_proto', wire.gpeNextProtocol(b, at), body, p.declaredEnd - body);
}

export const vxlan: Protocol = {
  abbrev: 'vxlan',
  name: 'Virtual eXtensible Local Area Network',
  fields: F,
  where: 'over-udp',
  under: [
    ['udp.port', wire.PORT],
    ['udp.port', wire.GPE_PORT],
  ],
  isNamed: (key) => key !== wire.GPE_PORT, // as Wireshark
  dissect(p, at, out) {
    if (!p.need(at, wire.HEADER_LEN)) return;
    const b = p.bytes;
    const flags = wire.flags(b, at);
    out.length(wire.HEADER_LEN);
    if (p.layer(p.layerCount - 1).key === wire.GPE_PORT) return generic(p, at, out);
    out.uint(F.flags, at, 2, flags);
    out.open();
    out.uint(F.flag_g, at, 2, (flags >> 15) & 1);
    out.uint(F.flag_i, at, 2, (flags >> 11) & 1);
    out.uint(F.flag_d, at, 2, (flags >> 6) & 1);
    out.uint(F.flag_a, at, 2, (flags >> 3) & 1);
    out.uint(F.flags_reserved, at, 2, flags & 0x77b7);
    out.close();
    out.uint(F.gbp, at + 2, 2, (b[at + 2] << 8) | b[at + 3]);
    out.uint(F.vni, at + 4, 3, wire.vni(b, at));
    out.uint(F.reserved8, at + 7, 1, b[at + 7]);
    p.call('eth', at + wire.HEADER_LEN, p.declaredEnd - at - wire.HEADER_LEN);
  },
  column: 'VXLAN',
  summary: (p, layer) => (layer.end - layer.at < wire.HEADER_LEN ? 'VXLAN' : `VNI ${wire.vni(p.bytes, layer.at)}`),
};
