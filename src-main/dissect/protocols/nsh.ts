// Network service header, RFC 8300: the path of a packet through services, with metadata, around the packet itself.
import * as wire from '../../wire/nsh';
import { u16 } from '../../wire/read';
import { defineFields, type FieldSink, type Packet, type Protocol } from '../contract/protocol';

const NEXT: Readonly<Record<number, string>> = {
  [wire.NEXT_IPV4]: 'IPv4',
  [wire.NEXT_IPV6]: 'IPv6',
  [wire.NEXT_ETHERNET]: 'Ethernet',
  [wire.NEXT_NSH]: 'NSH',
  [wire.NEXT_MPLS]: 'MPLS',
};

const F = defineFields('nsh', {
  version: ['Version', 'uint16', 'dec_hex', { mask: 0xc000 }],
  Obit: ['O Bit', 'uint16', 'dec', { mask: 0x2000 }],
  CBit: ['C Bit', 'uint16', 'dec', { mask: 0x1000 }],
  ttl: ['Time to live', 'uint16', 'hex', { mask: 0x0fc0 }],
  length: ['Length', 'uint16', 'dec_hex', { mask: 0x003f }],
  'length.invalid': ['Invalid total length', 'none', 'none', { expert: 'warn', group: 'protocol' }],
  mdtype: ['MD Type', 'uint8', 'dec_hex'],
  nextproto: ['Next Protocol', 'uint8', 'dec_hex', { values: NEXT }],
  spi: ['SPI', 'uint24', 'dec_hex'],
  si: ['SI', 'uint8', 'dec_hex'],
  contextheader: ['Context Header', 'bytes'],
  metadataclass: ['TLV Class', 'uint16', 'dec_hex'],
  metadatatype: ['Type', 'uint8', 'dec_hex'],
  metadataunassignedbit: ['Unassigned Bit', 'uint8', 'hex', { mask: 0x80 }],
  metadatalen: ['Length', 'uint8', 'hex', { mask: 0x7f }],
  metadata: ['Variable Metadata', 'bytes'],
});

function context(p: Packet, at: number, out: FieldSink): boolean {
  for (let i = 0; i < 4; i++) {
    if (!p.need(at + 4 * i, 4)) return false;
    out.bytes(F.contextheader, at + 4 * i, 4);
  }
  return true;
}

/** Metadata from `at` to `stop`, which the last of them may go beyond. */
function metadata(p: Packet, at: number, stop: number, out: FieldSink): boolean {
  const b = p.bytes;
  while (at < stop) {
    if (!p.need(at, wire.TLV_HEADER_LEN)) return false;
    const len = wire.tlvLen(b, at);
    out.uint(F.metadataclass, at, 2, u16(b, at));
    out.uint(F.metadatatype, at + 2, 1, b[at + 2]);
    out.uint(F.metadataunassignedbit, at + 3, 1, b[at + 3] >> 7);
    out.uint(F.metadatalen, at + 3, 1, len);
    if (!p.need(at + wire.TLV_HEADER_LEN, len)) return false;
    if (len > 0) out.bytes(F.metadata, at + wire.TLV_HEADER_LEN, len);
    at += wire.TLV_HEADER_LEN + wire.padded(len);
  }
  return true;
}

function dissect(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  if (!p.need(at, 2)) return;
  const flags = wire.flags(b, at);
  out.length(Math.min(wire.HEADER_LEN, p.end - at));
  out.uint(F.version, at, 2, flags >> 14);
  out.uint(F.Obit, at, 2, (flags >> 13) & 1);
  out.uint(F.CBit, at, 2, (flags >> 12) & 1);
  out.uint(F.ttl, at, 2, (flags >> 6) & 63);
  out.uint(F.length, at, 2, flags & 63);
  if (!p.need(at, wire.HEADER_LEN)) return;
  const type = wire.metadataType(b, at);
  const words = wire.lengthWords(b, at);
  if ((type === wire.FIXED && words !== 6) || (type === wire.VARIABLE && words < 2))
    out.expert(F['length.invalid'], at, 2);
  out.uint(F.mdtype, at + 2, 1, type);
  out.uint(F.nextproto, at + 3, 1, wire.nextProtocol(b, at));
  out.uint(F.spi, at + 4, 3, wire.pathId(b, at));
  out.uint(F.si, at + 7, 1, wire.serviceIndex(b, at));
  if (type === wire.FIXED && !context(p, at + wire.HEADER_LEN, out)) return;
  if (type === wire.VARIABLE && !metadata(p, at + wire.HEADER_LEN, at + 4 * words, out)) return;
  const len = wire.headerLen(b, at);
  if (len === 0) return p.payload(at + wire.HEADER_LEN, p.declaredEnd - at - wire.HEADER_LEN);
  out.length(Math.min(len, p.end - at));
  if (at + len < p.declaredEnd) p.next('nsh.next_proto', wire.nextProtocol(b, at), at + len, p.declaredEnd - at - len);
}

export const nsh: Protocol = {
  abbrev: 'nsh',
  name: 'Network Service Header',
  fields: F,
  where: 'anywhere',
  under: [
    ['ethertype', wire.ETHER_TYPE],
    ['gre.proto', wire.ETHER_TYPE],
    ['nsh.next_proto', wire.NEXT_NSH],
  ],
  dissect,
  column: 'NSH',
  summary: (p, layer) =>
    layer.end - layer.at < wire.HEADER_LEN
      ? 'NSH'
      : `Path ${wire.pathId(p.bytes, layer.at)}, index ${wire.serviceIndex(p.bytes, layer.at)}`,
};
