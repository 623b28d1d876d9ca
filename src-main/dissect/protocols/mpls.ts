// MPLS label stack, RFC 3032, and Ethernet in a pseudo wire behind it, RFC 4448.
import * as ethernet from '../../wire/ethernet';
import * as wire from '../../wire/mpls';
import { u16 } from '../../wire/read';
import { etherTypeName } from '../values/number-names';
import { defineFields, type FieldSink, type Packet, type Protocol } from '../contract/protocol';

const LABELS: Record<number, string> = {
  0: 'IPv4 Explicit-Null',
  1: 'Router Alert',
  2: 'IPv6 Explicit-Null',
  3: 'Implicit-Null',
  7: 'Entropy Label Indicator',
  13: 'Generic Associated Channel Label',
  14: 'OAM Alert',
};

const F = defineFields('mpls', {
  label: ['MPLS Label', 'uint32', 'dec_hex', { mask: 0xfffff000 }],
  exp: ['MPLS Experimental Bits', 'uint32', 'dec', { mask: 0x00000e00 }],
  bottom: ['MPLS Bottom Of Label Stack', 'uint32', 'dec', { mask: 0x00000100 }],
  ttl: ['MPLS TTL', 'uint32', 'dec', { mask: 0x000000ff }],
});
const W = defineFields('pweth', {
  'cw.sequence_number': ['PW sequence number (ethernet)', 'uint16', 'dec'],
});

function entry(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  const label = wire.label(b, at);
  out.uint(F.label, at, 4, label);
  if (out.detail && LABELS[label] !== undefined) out.display(`${LABELS[label]} (${label})`);
  out.uint(F.exp, at, 4, wire.trafficClass(b, at));
  out.uint(F.bottom, at, 4, wire.isBottom(b, at) ? 1 : 0);
  out.uint(F.ttl, at, 4, wire.ttl(b, at));
  if (out.detail) {
    out.head('Label', label.toString());
    out.head('Exp', wire.trafficClass(b, at).toString());
    out.head('S', wire.isBottom(b, at) ? '1' : '0');
    out.head('TTL', wire.ttl(b, at).toString());
  }
}

/** Whether Ethernet could start at `at`: a known EtherType, or a length that fits. */
function looksLikeEthernet(p: Packet, at: number): boolean {
  if (!p.has(at, ethernet.HEADER_LEN)) return false;
  const type = u16(p.bytes, at + 12);
  return type >= ethernet.MIN_TYPE
    ? etherTypeName(type) !== undefined
    : type <= p.declaredEnd - at - ethernet.HEADER_LEN;
}

function dissect(p: Packet, from: number, out: FieldSink): void {
  let at = from;
  for (;;) {
    if (!p.need(at, wire.ENTRY_LEN)) return;
    entry(p, at, out);
    const bottom = wire.isBottom(p.bytes, at);
    at += wire.ENTRY_LEN;
    if (bottom) break;
  }
  out.length(at - from);
  const room = p.declaredEnd - at;
  if (!p.has(at, 1)) return;
  const first = p.bytes[at] >> 4;
  if (first === 4 || first === 6) {
    p.call(first === 4 ? 'ip' : 'ipv6', at, room);
    p.trim(p.childEnd);
  } else if (first === 0 && looksLikeEthernet(p, at + wire.CONTROL_WORD_LEN)) p.call('pwethheuristic', at, room);
  else p.payload(at, room);
}

export const mpls: Protocol = {
  abbrev: 'mpls',
  name: 'MultiProtocol Label Switching Header',
  fields: F,
  where: 'anywhere',
  under: [
    ['ethertype', ethernet.TYPE_MPLS],
    ['ethertype', 0x8848],
    ['ppp.protocol', 0x0281],
    ['ppp.protocol', 0x0283],
    ['gre.proto', ethernet.TYPE_MPLS],
    ['gre.proto', 0x8848],
    ['nsh.next_proto', 5],
    ['chdlc.protocol', ethernet.TYPE_MPLS],
    ['chdlc.protocol', 0x8848],
    ['ip.proto', 137],
  ],
  dissect,
  column: 'MPLS',
  summary: (p, layer) =>
    layer.end - layer.at < wire.ENTRY_LEN
      ? 'MPLS'
      : `MPLS Label Switched Packet, label ${wire.label(p.bytes, layer.at)}`,
};

/** The guess that Ethernet stands behind a control word; has no bytes of its own. */
export const pwHeuristic: Protocol = {
  abbrev: 'pwethheuristic',
  name: 'Ethernet PW (CW heuristic)',
  fields: {},
  where: 'anywhere',
  dissect(p, at, out) {
    out.length(0);
    p.call('pwethcw', at, p.declaredEnd - at);
  },
};

export const pwControlWord: Protocol = {
  abbrev: 'pwethcw',
  name: 'PW Ethernet Control Word',
  fields: W,
  where: 'anywhere',
  dissect(p, at, out) {
    if (!p.need(at, wire.CONTROL_WORD_LEN)) return;
    out.length(wire.CONTROL_WORD_LEN);
    out.uint(W['cw.sequence_number'], at + 2, 2, u16(p.bytes, at + 2));
    p.call('eth', at + wire.CONTROL_WORD_LEN, p.declaredEnd - at - wire.CONTROL_WORD_LEN);
  },
};
