// Ethernet II and IEEE 802.3 frames (IEEE 802.3 clause 3).
import { u24, u32 } from '../../../wire/read';
import * as wire from '../../../wire/ethernet';
import * as isl from '../../../wire/isl';
import { etherText } from '../../../text/address';
import { CHECKSUM_STATUS } from '../../values/checksum-field';
import { etherTypeName } from '../../values/number-names';
import { ouiName } from '../../values/registered-names';
import { addTrailer } from './ethernet-trailer';
import { ISL_TRAILER } from './isl';
import { defineFields, type FieldSink, type Packet, type Protocol } from '../../contract/protocol';

const LOCAL = ['Locally administered address', 'Globally unique address'] as const;
const GROUP = ['Group address (multicast/broadcast)', 'Individual address (unicast)'] as const;

const F = defineFields('eth', {
  dst: ['Destination', 'ether'],
  dst_resolved: ['Destination (resolved)', 'string', 'none', { says: { of: 'dst' } }],
  'dst.oui': ['Destination OUI', 'uint24', 'oui'],
  'dst.oui_resolved': ['Destination OUI (resolved)', 'string', 'none', { says: { of: 'dst.oui', text: ouiName } }],
  'dst.lg': ['LG bit', 'bool', 24, { mask: 0x020000, words: LOCAL }],
  'dst.ig': ['IG bit', 'bool', 24, { mask: 0x010000, words: GROUP }],
  src: ['Source', 'ether'],
  src_resolved: ['Source (resolved)', 'string', 'none', { says: { of: 'src' } }],
  'src.oui': ['Source OUI', 'uint24', 'oui'],
  'src.oui_resolved': ['Source OUI (resolved)', 'string', 'none', { says: { of: 'src.oui', text: ouiName } }],
  'src.lg': ['LG bit', 'bool', 24, { mask: 0x020000, words: LOCAL }],
  'src.ig': ['IG bit', 'bool', 24, { mask: 0x010000, words: GROUP }],
  addr: ['Address', 'ether', 'none', { popularity: 24, paired: true }],
  addr_resolved: ['Address (resolved)', 'string', 'none', { paired: true, says: { of: 'addr' } }],
  'addr.oui': ['Address OUI', 'uint24', 'oui', { paired: true }],
  'addr.oui_resolved': ['Address OUI (resolved)', 'string', 'none', { says: { of: 'addr.oui', text: ouiName } }],
  lg: ['LG bit', 'bool', 24, { mask: 0x020000, words: LOCAL, paired: true }],
  ig: ['IG bit', 'bool', 24, { mask: 0x010000, words: GROUP, paired: true }],
  type: ['Type', 'uint16', 'hex', { values: etherTypeName }],
  len: ['Length', 'uint16', 'dec'],
  'len.past_end': [
    'Length field value goes past the end of the payload',
    'none',
    'none',
    { expert: 'error', group: 'malformed' },
  ],
  invalid_lentype: ['Invalid length/type', 'uint16', 'hex_dec'],
  'invalid_lentype.expert': ['Invalid length/type', 'none', 'none', { expert: 'warn', group: 'protocol' }],
  src_not_group: ['Source MAC must not be a group address', 'none', 'none', { expert: 'warn', group: 'protocol' }],
  padding: ['Padding', 'bytes'],
  padding_bad: [
    'Padding identification may be inaccurate and impact trailer dissector',
    'none',
    'none',
    { expert: 'note', group: 'protocol' },
  ],
  trailer: ['Trailer', 'bytes'],
  fcs: ['Frame check sequence', 'uint32', 'hex'],
  'fcs.status': ['FCS Status', 'uint8', 'none', { values: CHECKSUM_STATUS }],
});
/** Fields of one of the two addresses. */
const DESTINATION = { address: F.dst, oui: F['dst.oui'], lg: F['dst.lg'], ig: F['dst.ig'] };
const SOURCE = { address: F.src, oui: F['src.oui'], lg: F['src.lg'], ig: F['src.ig'] };

function address(p: Packet, at: number, out: FieldSink, own: typeof DESTINATION): void {
  const local = wire.isLocal(p.bytes, at) ? 1 : 0;
  const group = wire.isGroup(p.bytes, at) ? 1 : 0;
  const oui = u24(p.bytes, at);
  out.bytes(own.address, at, 6);
  out.open();
  out.hidden(own.oui, at, 3, oui);
  out.bytes(F.addr, at, 6);
  out.hidden(F['addr.oui'], at, 3, oui);
  out.uint(own.lg, at, 3, local);
  out.hidden(F.lg, at, 3, local);
  out.uint(own.ig, at, 3, group);
  out.hidden(F.ig, at, 3, group);
  out.close();
  if (own === SOURCE && group === 1) out.expert(F.src_not_group, at, 6);
}

function dissect(p: Packet, at: number, out: FieldSink): void {
  if (p.has(at, wire.HEADER_LEN) && wire.typeOrLength(p.bytes, at) <= wire.MAX_LENGTH && isl.isIsl(p.bytes, at))
    return linkAround(p, at, out);
  const sealed = endsWithFcs(p);
  out.length(Math.min(wire.HEADER_LEN, p.end - at));
  if (!p.need(at, 12)) {
    if (p.has(at, 6)) address(p, at, out, DESTINATION);
    return;
  }
  p.addresses('ether', at + wire.SRC, at + wire.DST);
  if (out.detail) {
    out.head('Src', etherText(p.bytes, at + wire.SRC));
    out.head('Dst', etherText(p.bytes, at + wire.DST));
  }
  address(p, at + wire.DST, out, DESTINATION);
  address(p, at + wire.SRC, out, SOURCE);
  if (!p.need(at + 12, 2)) return;

  const value = wire.typeOrLength(p.bytes, at);
  const body = at + wire.HEADER_LEN;
  const room = p.declaredEnd - body;
  if (value >= wire.MIN_TYPE || value === 0) {
    if (out.detail) out.title('Ethernet II');
    out.uint(F.type, at + 12, 2, value);
    p.etherType(value, body, room);
    trailer(p, at, p.childEnd, out, sealed);
  } else if (value > wire.MAX_LENGTH) {
    // IEEE 802.3 clause 3.2.6: 1501…1535 mean nothing
    out.uint(F.invalid_lentype, at + 12, 2, value);
    out.expert(F['invalid_lentype.expert'], at + 12, 2);
    p.payload(body, room);
  } else {
    if (out.detail) out.title('IEEE 802.3 Ethernet');
    out.uint(F.len, at + 12, 2, value);
    if (value > room) out.expert(F['len.past_end'], at + 12, 2);
    const len = Math.min(value, room);
    // Novell's "raw 802.3": an IPX header, known by its unset checksum, stands where LLC should
    const raw = p.has(body, 2) && p.bytes[body] === 0xff && p.bytes[body + 1] === 0xff;
    p.call(raw ? 'ipx' : 'llc', body, len);
    trailer(p, at, body + len, out, sealed);
  }
}

const FCS_LEN = 4;
/** Least length of a frame with its check sequence. */
const MIN_WITH_FCS = 64;

/**
 * Padding, trailer, and the frame check sequence: most captures leave it out, so four bytes behind the payload are taken for one only
 * where the frame is long enough to have it. Not looked for in frames inside other frames, but those of which it is known (`sealed`).
 */
function trailer(p: Packet, at: number, from: number, out: FieldSink, sealed: boolean, fields = TRAILER): void {
  const likely = at === 0 && p.declaredEnd >= MIN_WITH_FCS && p.declaredEnd - fcsLimit(from) >= FCS_LEN;
  const hasFcs = likely || (sealed && p.declaredEnd - from >= FCS_LEN);
  const stop = hasFcs ? p.declaredEnd - FCS_LEN : p.declaredEnd;
  addTrailer(p, from, Math.min(stop, p.end), fields, out);
  if (!hasFcs || !p.has(stop, FCS_LEN)) return;
  out.uint(F.fcs, stop, FCS_LEN, u32(p.bytes, stop));
  if (out.detail) out.note({ key: 'tree.checksum.off' });
  out.generated(F['fcs.status'], stop, FCS_LEN, 2);
}
const islEnd = (p: Packet, at: number): number => at + isl.UNCOUNTED + isl.length(p.bytes, at);

/** ISL's header stands in the place of this one; behind its length the frame may have its own check sequence. */
function linkAround(p: Packet, at: number, out: FieldSink): void {
  out.length(0);
  if (isl.type(p.bytes, at) === isl.TYPE_ETHERNET)
    trailer(p, at, Math.min(p.declaredEnd, islEnd(p, at)), out, false, TRAILER_IN_ISL);
  p.call('isl', at, p.declaredEnd - at);
}
/** Whether the frame is one that ISL carries, all of it: that ends with a check sequence always. */
function endsWithFcs(p: Packet): boolean {
  const around = p.layerCount < 2 ? null : p.layer(p.layerCount - 2);
  if (around?.protocol.abbrev !== 'isl') return false;
  return islEnd(p, around.at) === p.declaredEnd;
}
/** Padding comes first: the check sequence cannot start before the least length of a frame. */
const fcsLimit = (from: number): number => Math.max(from, MIN_WITH_FCS - FCS_LEN);

export const ETH_PADDING = { padding: F.padding, bad: F.padding_bad };
const TRAILER = { ...ETH_PADDING, trailer: F.trailer };
const TRAILER_IN_ISL = { ...ETH_PADDING, trailer: ISL_TRAILER };

export const eth: Protocol = {
  abbrev: 'eth',
  name: 'Ethernet',
  fields: F,
  where: 'anywhere',
  line: { popularity: 8 },
  under: [
    ['linktype', 1],
    ['ethertype', wire.TYPE_TRANS_ETHER],
    ['gre.proto', wire.TYPE_TRANS_ETHER],
    ['ip.proto', 143], // RFC 8986
    ['nsh.next_proto', 3],
  ],
  borrows: [ISL_TRAILER],
  dissect,
  column: 'Ethernet',
  summary: (p, layer) => {
    const b = p.bytes;
    if (layer.end - layer.at < wire.HEADER_LEN) return 'Ethernet';
    const value = wire.typeOrLength(b, layer.at);
    return value >= wire.MIN_TYPE || value === 0 ? 'Ethernet II' : `IEEE 802.3 Ethernet, length ${value}`;
  },
};
