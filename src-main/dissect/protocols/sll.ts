// Linux cooked capture, version 1 and 2: the header that a capture on the pseudo device "any" has instead of Ethernet's.
import * as wire from '../../wire/sll';
import { HARDWARE_TYPES, etherTypeName } from '../values/number-names';
import { defineFields, type FieldSink, type Packet, type Protocol } from '../contract/protocol';

const PACKET_TYPES: Record<number, string> = {
  0: 'Unicast to us',
  1: 'Broadcast',
  2: 'Multicast',
  3: 'Unicast to another host',
  4: 'Sent by us',
};
const LINUX_PROTOCOLS = { 1: 'Raw 802.3', 3: 'Ethernet', 4: '802.2 LLC', 7: 'PPP (HDLC)', 12: 'CAN', 13: 'CAN FD' };

const F = defineFields('sll', {
  pkttype: ['Packet type', 'uint16', 'dec', { values: PACKET_TYPES }],
  hatype: ['Link-layer address type', 'uint16', 'dec', { values: HARDWARE_TYPES }],
  halen: ['Link-layer address length', 'uint16', 'dec'],
  'src.eth': ['Source', 'ether'],
  'src.ipv4': ['Source', 'ipv4'],
  'src.other': ['Source', 'bytes'],
  unused: ['Unused', 'bytes'],
  etype: ['Protocol', 'uint16', 'hex', { values: etherTypeName }],
  ltype: ['Protocol', 'uint16', 'hex', { values: LINUX_PROTOCOLS }],
  gretype: ['Protocol', 'uint16', 'hex', { values: etherTypeName }],
  ifindex: ['Interface index', 'uint32', 'dec'],
  trailer: ['Trailer', 'bytes'],
});

const LINKTYPE_SLL2 = 276;

function address(p: Packet, at: number, declaredLen: number, out: FieldSink): void {
  const len = Math.min(declaredLen, wire.ADDRESS_SPACE);
  if (len === 6) {
    out.bytes(F['src.eth'], at, 6);
    p.addresses('ether', at, -1);
  } else if (len === 4) {
    out.bytes(F['src.ipv4'], at, 4);
  } else if (len > 0) {
    out.bytes(F['src.other'], at, len);
  }
  if (len < wire.ADDRESS_SPACE) out.bytes(F.unused, at + len, wire.ADDRESS_SPACE - len);
}

/** Adds the protocol field and hands the payload on; what the number means hangs on the kind of hardware. */
function payload(p: Packet, typeAt: number, type: number, hardware: number, body: number, out: FieldSink): () => void {
  const room = p.declaredEnd - body;
  if (hardware === wire.HW_IPGRE) {
    out.uint(F.gretype, typeAt, 2, type);
    return () => void p.next('gre.proto', type, body, room);
  }
  if (type < 0x0600) {
    out.uint(F.ltype, typeAt, 2, type);
    return () => void p.next('sll.ltype', type, body, room);
  }
  out.uint(F.etype, typeAt, 2, type);
  return () => {
    p.etherType(type, body, room);
    if (p.childEnd < p.end) out.bytes(F.trailer, p.childEnd, p.end - p.childEnd);
  };
}

function version1(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  out.length(Math.min(wire.HEADER_LEN, p.end - at));
  if (!p.need(at, wire.HEADER_LEN)) return;
  const hardware = wire.hardwareType(b, at);
  out.uint(F.pkttype, at, 2, wire.packetType(b, at));
  out.uint(F.hatype, at + 2, 2, hardware);
  out.uint(F.halen, at + 4, 2, wire.addressLen(b, at));
  address(p, at + wire.ADDRESS, wire.addressLen(b, at), out);
  payload(p, at + 14, wire.protocol(b, at), hardware, at + wire.HEADER_LEN, out)();
}

function version2(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  out.length(Math.min(wire.HEADER2_LEN, p.end - at));
  if (!p.need(at, wire.HEADER2_LEN)) return;
  const hardware = wire.hardwareType2(b, at);
  const handOn = payload(p, at, wire.protocol2(b, at), hardware, at + wire.HEADER2_LEN, out);
  out.uint(F.ifindex, at + 4, 4, wire.interfaceIndex2(b, at));
  out.uint(F.hatype, at + 8, 2, hardware);
  out.uint(F.pkttype, at + 10, 1, wire.packetType2(b, at));
  out.uint(F.halen, at + 11, 1, wire.addressLen2(b, at));
  address(p, at + wire.ADDRESS2, wire.addressLen2(b, at), out);
  handOn();
}

export const sll: Protocol = {
  abbrev: 'sll',
  name: 'Linux cooked-mode capture',
  fields: F,
  where: 'anywhere',
  under: [
    ['linktype', 113],
    ['linktype', LINKTYPE_SLL2],
  ],
  dissect(p, at, out) {
    if (p.context.interface.linkType === LINKTYPE_SLL2) {
      if (out.detail) out.title('Linux cooked capture v2');
      version2(p, at, out);
    } else {
      if (out.detail) out.title('Linux cooked capture v1');
      version1(p, at, out);
    }
  },
  column: 'SLL',
  summary: (p, layer) => {
    const v2 = p.context.interface.linkType === LINKTYPE_SLL2;
    if (layer.end - layer.at < (v2 ? wire.HEADER2_LEN : wire.HEADER_LEN)) return 'SLL';
    const type = v2 ? wire.packetType2(p.bytes, layer.at) : wire.packetType(p.bytes, layer.at);
    return PACKET_TYPES[type] ?? `Unknown (${type})`;
  },
};
