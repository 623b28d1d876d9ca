// VXLAN, RFC 7348: Ethernet in UDP.
import * as wire from '../../wire/vxlan';
import { defineFields, type Protocol } from '../contract/protocol';

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
});

export const vxlan: Protocol = {
  abbrev: 'vxlan',
  name: 'Virtual eXtensible Local Area Network',
  fields: F,
  where: 'over-udp',
  under: [['udp.port', wire.PORT]],
  dissect(p, at, out) {
    if (!p.need(at, wire.HEADER_LEN)) return;
    const b = p.bytes;
    const flags = wire.flags(b, at);
    out.length(wire.HEADER_LEN);
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
