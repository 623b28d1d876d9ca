// Link layers seldom met today, as far as it takes to reach what they carry: FDDI, ARCNET, Solaris IPNET.
import { u16, u32 } from '../../wire/read';
import * as wire from '../../wire/old-links';
import { etherText } from '../../text/address';
import { defineFields, type Protocol } from '../contract/protocol';

const FDDI = defineFields('fddi', {
  fc: ['Frame Control', 'uint8', 'hex'],
  'fc.clf': ['Class/Length/Format', 'uint8', 'hex', { mask: 0xf0, values: { 5: 'Async LLC', 13: 'Sync LLC' } }],
  'fc.prio': ['Priority', 'uint8', 'dec', { mask: 0x07 }],
  dst: ['Destination', 'ether'],
  src: ['Source', 'ether'],
  addr: ['Source or Destination Address', 'ether', 'none', { paired: true }],
});
const ARCNET_PROTOCOLS = {
  0xc4: 'IPv6',
  0xd4: 'RFC 1201 IP',
  0xd5: 'RFC 1201 ARP',
  0xf0: 'RFC 1051 IP',
  0xf1: 'RFC 1051 ARP',
};
const ARCNET = defineFields('arcnet', {
  src: ['Source', 'uint8', 'hex'],
  dst: ['Dest', 'uint8', 'hex'],
  offset: ['Offset', 'bytes'],
  protID: ['Protocol ID', 'uint8', 'hex', { values: ARCNET_PROTOCOLS }],
  split_flag: ['Split Flag', 'uint8', 'dec'],
  sequence: ['Sequence', 'uint16', 'dec'],
});
const IPNET = defineFields('ipnet', {
  version: ['Header version', 'uint8', 'dec'],
  family: ['Address family', 'uint8', 'dec', { values: { 2: 'Solaris AF_INET', 26: 'Solaris AF_INET6' } }],
  htype: ['Hook type', 'uint16', 'dec', { values: { 0: 'Inbound', 1: 'Outbound', 2: 'Local' } }],
  pktlen: ['Data length', 'uint32', 'dec'],
  ifindex: ['Interface index', 'uint32', 'dec'],
  grifindex: ['Group interface index', 'uint32', 'dec'],
  zsrc: ['Source Zone ID', 'uint32', 'dec'],
  zdst: ['Destination Zone ID', 'uint32', 'dec'],
});

/** A MAC address whose bytes stand with their bits in the order of transmission, in the order that everybody writes. */
function canonical(b: Uint8Array, at: number): string {
  const turned = b.slice(at, at + 6).map((byte) => {
    let bits = 0;
    for (let i = 0; i < 8; i++) bits |= ((byte >> i) & 1) << (7 - i);
    return bits;
  });
  return etherText(turned, 0);
}

export const fddi: Protocol = {
  abbrev: 'fddi',
  name: 'Fiber Distributed Data Interface',
  fields: FDDI,
  where: 'anywhere',
  under: [['linktype', 10]],
  dissect(p, at, out) {
    if (!p.need(at, wire.FDDI_LEN)) return;
    const control = p.bytes[at];
    out.length(wire.FDDI_LEN);
    out.uint(FDDI.fc, at, 1, control);
    out.open();
    out.uint(FDDI['fc.clf'], at, 1, control >> 4);
    out.uint(FDDI['fc.prio'], at, 1, control & 7);
    out.close();
    const [dst, src] = [canonical(p.bytes, at + 1), canonical(p.bytes, at + 7)];
    out.string(FDDI.dst, at + 1, 6, dst);
    out.hiddenString(FDDI.addr, at + 1, 6, dst);
    out.string(FDDI.src, at + 7, 6, src);
    out.hiddenString(FDDI.addr, at + 7, 6, src);
    const body = at + wire.FDDI_LEN;
    if (wire.fddiIsLlc(p.bytes, at)) p.call('llc', body, p.declaredEnd - body);
    else p.payload(body, p.declaredEnd - body);
  },
  column: 'FDDI',
  summary: () => 'FDDI',
};

export const arcnet: Protocol = {
  abbrev: 'arcnet',
  name: 'ARCNET',
  fields: ARCNET,
  where: 'anywhere',
  withPayload: true,
  under: [['linktype', 129]],
  dissect(p, at, out) {
    const b = p.bytes;
    if (!p.need(at, wire.ARCNET_SHORT_LEN)) return;
    const protocol = wire.arcnetProtocol(b, at);
    out.uint(ARCNET.src, at, 1, b[at]);
    out.uint(ARCNET.dst, at + 1, 1, b[at + 1]);
    out.bytes(ARCNET.offset, at + 2, 2);
    out.uint(ARCNET.protID, at + 4, 1, protocol);
    const old = protocol === wire.ARCNET_IPV4_1051 || protocol === wire.ARCNET_ARP_1051;
    if (!old) {
      if (!p.need(at, wire.ARCNET_LEN)) return;
      out.uint(ARCNET.split_flag, at + 5, 1, b[at + 5]);
      out.uint(ARCNET.sequence, at + 6, 2, u16(b, at + 6));
    }
    const body = at + (old ? wire.ARCNET_SHORT_LEN : wire.ARCNET_LEN);
    out.length(body - at);
    p.next('arcnet.protocol_id', protocol, body, p.declaredEnd - body);
  },
  column: 'ARCNET',
  summary: () => 'ARCNET',
};

export const ipnet: Protocol = {
  abbrev: 'ipnet',
  name: 'Solaris IPNET',
  fields: IPNET,
  where: 'anywhere',
  under: [['linktype', 226]],
  dissect(p, at, out) {
    const b = p.bytes;
    if (!p.need(at, wire.IPNET_LEN)) return;
    const family = wire.ipnetFamily(b, at);
    out.length(wire.IPNET_LEN);
    out.uint(IPNET.version, at, 1, b[at]);
    out.uint(IPNET.family, at + 1, 1, family);
    out.uint(IPNET.htype, at + 2, 2, u16(b, at + 2));
    out.uint(IPNET.pktlen, at + 4, 4, wire.ipnetDataLen(b, at));
    out.uint(IPNET.ifindex, at + 8, 4, u32(b, at + 8));
    out.uint(IPNET.grifindex, at + 12, 4, u32(b, at + 12));
    out.uint(IPNET.zsrc, at + 16, 4, u32(b, at + 16));
    out.uint(IPNET.zdst, at + 20, 4, u32(b, at + 20));
    const body = at + wire.IPNET_LEN;
    if (family === wire.IPNET_IPV4) p.call('ip', body, p.declaredEnd - body);
    else if (family === wire.IPNET_IPV6) p.call('ipv6', body, p.declaredEnd - body);
    else p.payload(body, p.declaredEnd - body);
  },
  column: 'IPNET',
  summary: () => 'Solaris IPNET',
};
