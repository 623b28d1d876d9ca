// Linux netfilter log: packets that a firewall rule logged, each behind fields of what the kernel knew of it.
import { u16 } from '../../wire/read';
import * as wire from '../../wire/nflog';
import { defineFields, type Protocol } from '../contract/protocol';

const FAMILIES = { 2: 'IP', 10: 'IPv6' };
const TYPES = {
  1: 'PACKET_HDR',
  2: 'MARK',
  3: 'TIMESTAMP',
  4: 'IFINDEX_INDEV',
  5: 'IFINDEX_OUTDEV',
  6: 'IFINDEX_PHYSINDEV',
  7: 'IFINDEX_PHYSOUTDEV',
  8: 'HWADDR',
  9: 'PAYLOAD',
  10: 'PREFIX',
  11: 'UID',
  12: 'SEQ',
  13: 'SEQ_GLOBAL',
  14: 'GID',
  15: 'HWTYPE',
  16: 'HWHEADER',
  17: 'HWLEN',
};

/** Fields whose contents are not taken apart further. */
const OPAQUE = [8, 15, 16, 17];

const F = defineFields('nflog', {
  family: ['Family', 'uint8', 'dec', { values: FAMILIES }],
  version: ['Version', 'uint8', 'dec'],
  res_id: ['Resource id', 'uint16', 'dec'],
  tlv: ['TLV', 'bytes'],
  tlv_length: ['Length', 'uint16', 'dec'],
  tlv_type: ['Type', 'uint16', 'dec', { mask: 0x7fff, values: TYPES }],
  tlv_value: ['Value', 'bytes'],
});

export const nflog: Protocol = {
  abbrev: 'nflog',
  name: 'Linux Netfilter NFLOG',
  fields: F,
  where: 'anywhere',
  withPayload: true,
  under: [['linktype', 239]],
  dissect(p, at, out) {
    if (!p.need(at, wire.HEADER_LEN)) return;
    const b = p.bytes;
    out.uint(F.family, at, 1, wire.family(b, at));
    out.uint(F.version, at + 1, 1, wire.version(b, at));
    out.uint(F.res_id, at + 2, 2, u16(b, at + 2));
    let body = -1;
    let bodyLen = 0;
    for (let pos = at + wire.HEADER_LEN; pos < p.declaredEnd;) {
      if (!p.need(pos, wire.TLV_HEADER_LEN)) return;
      const len = wire.tlvLength(b, pos);
      const type = wire.tlvType(b, pos);
      const known = Math.min(Math.max(len, wire.TLV_HEADER_LEN), p.end - pos);
      out.bytes(F.tlv, pos, known);
      if (out.detail) out.display(TYPES[type as keyof typeof TYPES] ?? 'Unknown');
      out.open();
      out.uint(F.tlv_length, pos, 2, len);
      out.uint(F.tlv_type, pos + 2, 2, type);
      if (known > wire.TLV_HEADER_LEN && OPAQUE.includes(type))
        out.bytes(F.tlv_value, pos + 4, known - wire.TLV_HEADER_LEN);
      out.close();
      if (len < wire.TLV_HEADER_LEN) return p.malformed(F.tlv_length, pos, 2);
      if (type === wire.TYPE_PAYLOAD) {
        body = pos + wire.TLV_HEADER_LEN;
        bodyLen = len - wire.TLV_HEADER_LEN;
      }
      pos += wire.padded(len);
    }
    if (body < 0) return;
    out.length(body - at);
    const family = wire.family(b, at);
    if (family === 2 || family === 10) p.call(family === 2 ? 'ip' : 'ipv6', body, bodyLen);
    else p.payload(body, bodyLen);
  },
  column: 'NFLOG',
  summary: (p, layer) => (layer.end > layer.at ? `Family ${wire.family(p.bytes, layer.at)}` : 'NFLOG'),
};
