// VLAN tags: IEEE 802.1Q (and the old QinQ EtherType) as `vlan`, IEEE 802.1ad provider tags as `ieee8021ad`.
import * as ethernet from '../../../wire/ethernet';
import * as wire from '../../../wire/vlan';
import { etherTypeName } from '../../values/number-names';
import { defineFields, type FieldSink, type Packet, type Protocol } from '../../contract/protocol';
import { ETH_PADDING } from './eth';
import { addTrailer } from './ethernet-trailer';

// IEEE 802.1Q annex I: traffic types
const PRIORITIES = {
  0: 'Best Effort (default)',
  1: 'Background',
  2: 'Excellent Effort',
  3: 'Critical Applications',
  4: 'Video, < 100ms latency and jitter',
  5: 'Voice, < 10ms latency and jitter',
  6: 'Internetwork Control',
  7: 'Network Control',
};

const Q = defineFields('vlan', {
  priority: ['Priority', 'uint16', 'dec', { mask: 0xe000, values: PRIORITIES }],
  dei: ['DEI', 'bool', 16, { mask: 0x1000, words: ['Eligible', 'Ineligible'] }],
  id: ['ID', 'uint16', 'dec', { mask: 0x0fff, popularity: 35 }],
  etype: ['Type', 'uint16', 'hex', { values: etherTypeName }],
  len: ['Length', 'uint16', 'dec'],
  'len.past_end': [
    'Length field value goes past the end of the payload',
    'none',
    'none',
    { expert: 'error', group: 'malformed' },
  ],
  trailer: ['Trailer', 'bytes'],
});
const AD = defineFields('ieee8021ad', {
  priority: ['Priority', 'uint16', 'dec', { mask: 0xe000 }],
  dei: ['DEI', 'uint16', 'dec', { mask: 0x1000 }],
  id: ['ID', 'uint16', 'dec', { mask: 0x0fff }],
});

/** The bits of a tag; `at` is behind the tag's own EtherType. */
function tag(
  p: Packet,
  at: number,
  out: FieldSink,
  fields: Record<'priority' | 'dei' | 'id', (typeof Q)['id']>,
): boolean {
  out.length(Math.min(wire.HEADER_LEN, p.end - at));
  if (!p.need(at, 2)) return false;
  const b = p.bytes;
  if (out.detail) {
    out.head('PRI', wire.priority(b, at).toString());
    out.head('DEI', wire.dei(b, at).toString());
    out.head('ID', wire.id(b, at).toString());
  }
  out.uint(fields.priority, at, 2, wire.priority(b, at));
  out.uint(fields.dei, at, 2, wire.dei(b, at));
  out.uint(fields.id, at, 2, wire.id(b, at));
  return p.need(at + 2, 2);
}

export const vlan: Protocol = {
  abbrev: 'vlan',
  name: '802.1Q Virtual LAN',
  fields: Q,
  where: 'anywhere',
  line: { popularity: 9 },
  borrows: [ETH_PADDING.padding, ETH_PADDING.bad],
  under: [
    ['ethertype', ethernet.TYPE_VLAN],
    ['ethertype', ethernet.TYPE_QINQ_OLD],
  ],
  dissect(p, at, out) {
    if (!tag(p, at, out, Q)) return;
    const type = wire.typeOrLength(p.bytes, at);
    const body = at + wire.HEADER_LEN;
    const room = p.declaredEnd - body;
    if (type > ethernet.MAX_LENGTH || type === 0) {
      out.uint(Q.etype, at + 2, 2, type);
      p.etherType(type, body, room);
      addTrailer(p, p.childEnd, p.end, { ...ETH_PADDING, trailer: Q.trailer }, out);
      return;
    }
    out.uint(Q.len, at + 2, 2, type);
    if (type > room) out.expert(Q['len.past_end'], at + 2, 2);
    const len = Math.min(type, room);
    p.call('llc', body, len);
    addTrailer(p, body + len, p.end, { ...ETH_PADDING, trailer: Q.trailer }, out);
  },
  column: 'VLAN',
  summary: (p, layer) =>
    layer.end - layer.at < 2
      ? 'VLAN'
      : `PRI: ${wire.priority(p.bytes, layer.at)}  DEI: ${wire.dei(p.bytes, layer.at)}  ID: ${wire.id(p.bytes, layer.at)}`,
};

export const ieee8021ad: Protocol = {
  abbrev: 'ieee8021ad',
  name: 'IEEE 802.1ad',
  fields: AD,
  where: 'anywhere',
  under: [['ethertype', ethernet.TYPE_QINQ]],
  dissect(p, at, out) {
    if (!tag(p, at, out, AD)) return;
    const body = at + wire.HEADER_LEN;
    p.etherType(wire.typeOrLength(p.bytes, at), body, p.declaredEnd - body);
  },
  column: '802.1ad',
  summary: (p, layer) => (layer.end - layer.at < 2 ? '802.1ad' : `ID: ${wire.id(p.bytes, layer.at)}`),
};
