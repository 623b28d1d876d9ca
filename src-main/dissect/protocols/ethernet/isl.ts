// Cisco's inter-switch link (ISL): an Ethernet frame, whole with its check sequence, in another header.
import * as wire from '../../../wire/isl';
import { u16 } from '../../../wire/read';
import { defineFields, type FieldSink, type Packet, type Protocol } from '../../contract/protocol';

const TYPES = { 0: 'Ethernet', 1: 'Token-Ring', 2: 'FDDI', 3: 'ATM' };
const PRIORITIES = { 0: 'Normal Priority', 1: 'Priority 1', 2: 'Priority 2', 3: 'Highest Priority' };

const F = defineFields('isl', {
  dst: ['Destination', 'ether'],
  type: ['Type', 'uint8', 'dec', { mask: 0xf0, values: TYPES }],
  user_eth: ['User', 'uint8', 'dec', { mask: 0x03, values: PRIORITIES }],
  user: ['User', 'uint8', 'hex', { mask: 0x0f }],
  src: ['Source', 'ether'],
  addr: ['Source or Destination Address', 'ether'],
  len: ['Length', 'uint16', 'dec'],
  dsap: ['DSAP', 'uint8', 'hex'],
  ssap: ['SSAP', 'uint8', 'hex'],
  control: ['Control', 'uint8', 'hex'],
  hsa: ['HSA', 'uint24', 'hex'],
  vlan_id: ['VLAN ID', 'uint16', 'dec', { mask: 0xfffe }],
  bpdu: ['BPDU/CDP/VTP', 'bool', 16, { mask: 0x0001, words: ['Yes', 'No'] }],
  index: ['Index', 'uint16', 'dec'],
  reserved: ['Reserved', 'uint16', 'hex'],
  src_vlan_id: ['Source VLAN ID', 'uint16', 'dec', { mask: 0xfffe }],
  explorer: ['Explorer', 'bool', 16, { mask: 0x0001, words: ['Explorer frame', 'Data frame'] }],
  dst_route_desc: ['Destination route descriptor', 'uint16', 'hex'],
  src_route_desc: ['Source-route descriptor', 'uint16', 'hex'],
  esize: ['Esize', 'uint8', 'dec', { mask: 0x3f }],
  trailer: ['Trailer', 'bytes'],
});

function addresses(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  p.addresses('ether', at + wire.SRC, at);
  out.bytes(F.dst, at, 6);
  out.open();
  out.uint(F.type, at + 5, 1, wire.type(b, at));
  if (wire.type(b, at) === wire.TYPE_ETHERNET) out.uint(F.user_eth, at + 5, 1, wire.user(b, at) & 3);
  else out.uint(F.user, at + 5, 1, wire.user(b, at));
  out.close();
  out.hiddenBytes(F.addr, at, 6);
  out.bytes(F.src, at + wire.SRC, 6);
  out.hiddenBytes(F.addr, at + wire.SRC, 6);
}

/** What is not reserved in front of a token ring frame; bytes of it. */
function tokenRing(p: Packet, at: number, out: FieldSink): number {
  const b = p.bytes;
  if (!p.need(at, 7)) return -1;
  out.uint(F.src_vlan_id, at, 2, u16(b, at) >> 1);
  out.uint(F.explorer, at, 2, u16(b, at) & 1);
  out.uint(F.dst_route_desc, at + 2, 2, u16(b, at + 2));
  out.uint(F.src_route_desc, at + 4, 2, u16(b, at + 4));
  out.uint(F.esize, at + 6, 1, b[at + 6] & 63);
  return 7;
}

function dissect(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  out.length(Math.min(wire.HEADER_LEN, p.end - at));
  if (!p.need(at, wire.UNCOUNTED)) return;
  addresses(p, at, out);
  out.uint(F.len, at + 12, 2, wire.length(b, at));
  p.trim(at + wire.UNCOUNTED + wire.length(b, at));
  if (!p.need(at, 24)) return;
  out.uint(F.dsap, at + 14, 1, b[at + 14]);
  out.uint(F.ssap, at + 15, 1, b[at + 15]);
  out.uint(F.control, at + 16, 1, b[at + 16]);
  out.uint(F.hsa, at + 17, 3, wire.sourceHigh(b, at));
  out.uint(F.vlan_id, at + 20, 2, wire.vlanAndFlag(b, at) >> 1);
  out.uint(F.bpdu, at + 20, 2, wire.vlanAndFlag(b, at) & 1);
  out.uint(F.index, at + 22, 2, wire.index(b, at));
  if (!p.need(at, wire.HEADER_LEN)) return;
  out.uint(F.reserved, at + 24, 2, wire.reserved(b, at));
  if (wire.type(b, at) === wire.TYPE_TOKEN_RING) {
    const len = tokenRing(p, at + 24, out);
    if (len > 0) p.payload(at + 24 + len, p.declaredEnd - at - 24 - len);
    return;
  }
  const body = at + wire.HEADER_LEN;
  if (wire.type(b, at) === wire.TYPE_ETHERNET) p.call('eth', body, p.declaredEnd - body);
  else p.payload(body, p.declaredEnd - body);
}

export const ISL_TRAILER = F.trailer;

export const isl: Protocol = {
  abbrev: 'isl',
  name: 'Cisco ISL',
  fields: F,
  where: 'anywhere',
  isNamed: () => false, // as Wireshark: it is Ethernet, with another header
  dissect,
  column: 'ISL',
  summary: (p, { at, end }) => (end - at < wire.HEADER_LEN ? 'ISL' : `VLAN ID: ${wire.vlanAndFlag(p.bytes, at) >> 1}`),
};
