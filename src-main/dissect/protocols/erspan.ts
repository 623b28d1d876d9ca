// ERSPAN, draft-foschiano-erspan-03: frames that a switch mirrors, in GRE. Types I, II and III; fields as Wireshark names them.
import { u32, u64 } from '../../wire/read';
import * as gre from '../../wire/gre';
import * as wire from '../../wire/erspan';
import { maskShift } from '../contract/fields';
import { defineFields, type Field, type FieldSink, type Layer, type Packet, type Protocol } from '../contract/protocol';

const NAME = 'Encapsulated Remote Switch Packet ANalysis';
const TYPES: Readonly<Record<number, string>> = { [wire.TYPE_II]: 'Type II', [wire.TYPE_III]: 'Type III' };
const ENCAPSULATIONS = {
  0: 'Originally without VLAN tag',
  1: 'Originally ISL encapsulated',
  2: 'Originally 802.1Q encapsulated',
  3: 'VLAN tag preserved in frame',
};
const INTEGRITY = {
  0: 'Good or unknown integrity',
  1: 'Short frame',
  2: 'Oversized frame',
  3: 'CRC or alignment error',
};
const FRAME_TYPES = { [wire.FRAME_ETHERNET]: 'Ethernet', [wire.FRAME_IP]: 'IP' };
const GRANULARITIES = { 0: '100 microseconds', 1: '100 nanoseconds', 2: 'IEEE 1588', 3: 'Custom granularity' };

const F = defineFields('erspan', {
  version: ['Version', 'uint16', 'dec', { mask: 0xf000, values: TYPES }],
  'version.unknown': [
    'Unknown version, please report or test to use fake ERSPAN preference',
    'none',
    'none',
    { expert: 'warn', group: 'undecoded', message: 'tree.erspan.version' },
  ],
  vlan: ['Vlan', 'uint16', 'dec', { mask: 0x0fff }],
  cos: ['COS', 'uint16', 'dec', { mask: 0xe000 }],
  encap: ['Encap', 'uint16', 'dec', { mask: 0x1800, values: ENCAPSULATIONS }],
  bso: ['Bad/Short/Oversized', 'uint16', 'dec', { mask: 0x1800, values: INTEGRITY }],
  truncated: ['Truncated', 'uint16', 'dec', { mask: 0x0400, values: { 0: 'Not truncated', 1: 'Truncated' } }],
  spanid: ['SpanID', 'uint16', 'dec', { mask: 0x03ff }],
  reserved: ['Reserved', 'uint32', 'dec', { mask: 0xfff00000 }],
  index: ['Index', 'uint32', 'dec', { mask: 0x000fffff }],
  timestamp: ['Timestamp', 'uint32', 'dec', { mask: 0xffffffff }],
  sgt: ['Security Group Tag', 'uint16', 'dec', { mask: 0xffff }],
  p: ['Has Ethernet PDU', 'uint16', 'dec', { mask: 0x8000 }],
  ft: ['Frame Type', 'uint16', 'dec', { mask: 0x7c00, values: FRAME_TYPES }],
  hw: ['Hardware ID', 'uint16', 'dec', { mask: 0x03f0 }],
  direction: ['Direction', 'bool', 16, { mask: 0x0008, words: ['Egress', 'Ingress'] }],
  gra: ['Timestamp granularity', 'uint16', 'dec', { mask: 0x0006, values: GRANULARITIES }],
  o: ['Optional Sub headers', 'uint16', 'dec', { mask: 0x0001 }],
  platid: ['Platform ID', 'uint32', 'dec', { mask: 0xfc000000 }],
  'pid1.rsvd1': ['Reserved', 'uint32', 'dec', { mask: 0x03fff000 }],
  'pid1.vsmid': ['VSM Domain ID', 'uint32', 'dec', { mask: 0x00000fff }],
  'pid1.port_index': ['Port ID/Index', 'uint32', 'dec', { mask: 0xffffffff }],
  'pid3.rsvd1': ['Reserved', 'uint32', 'dec', { mask: 0x03ffc000 }],
  'pid3.port_index': ['Port ID/Index', 'uint32', 'dec', { mask: 0x00003fff }],
  'pid3.timestamp': ['Upper 32-bit Timestamp', 'uint32', 'dec', { mask: 0xffffffff }],
  'pid4.rsvd1': ['Reserved', 'uint32', 'dec', { mask: 0x03ffc000 }],
  'pid4.rsvd2': ['Reserved', 'uint32', 'dec', { mask: 0x00003fff }],
  'pid4.rsvd3': ['Reserved', 'uint32', 'dec', { mask: 0xffffffff }],
  'pid5.switchid': ['Switch ID', 'uint32', 'dec', { mask: 0x03ff0000 }],
  'pid5.port_index': ['Port ID/Index', 'uint32', 'dec', { mask: 0x0000ffff }],
  'pid5.timestamp': ['Timestamp (seconds)', 'uint32', 'dec', { mask: 0xffffffff }],
  'pid7.rsvd1': ['Reserved', 'uint32', 'dec', { mask: 0x03f00000 }],
  'pid7.source_index': ['Source Index', 'uint32', 'dec', { mask: 0x000fffff }],
  'pid7.timestamp': ['Upper 32-bit Timestamp', 'uint32', 'dec', { mask: 0xffffffff }],
  // Wireshark takes the lowest 26 of these 58 bits
  'pid.rsvd': ['Reserved', 'uint64', 'dec', { mask: 0x03ffffff }],
});

/** Platform identifier -> fields of the subheader's first word behind it, and the one of its second word. */
const PLATFORM_5 = [F['pid5.switchid'], F['pid5.port_index'], F['pid5.timestamp']];
const PLATFORM_7 = [F['pid7.rsvd1'], F['pid7.source_index'], F['pid7.timestamp']];
const PLATFORMS: Readonly<Record<number, readonly Field[]>> = {
  0: PLATFORM_7,
  1: [F['pid1.rsvd1'], F['pid1.vsmid'], F['pid1.port_index']],
  3: [F['pid3.rsvd1'], F['pid3.port_index'], F['pid3.timestamp']],
  4: [F['pid4.rsvd1'], F['pid4.rsvd2'], F['pid4.rsvd3']],
  5: PLATFORM_5,
  6: PLATFORM_5,
  7: PLATFORM_7,
};

const masked = (word: number, { mask }: Field): number => (word & mask) >>> maskShift(mask);

/** Whether the GRE header around layer `i` has no sequence number: then no ERSPAN header follows it (section 4.1). */
function isTypeI(p: Packet, i: number): boolean {
  if (i < 1 || p.layer(i).key !== wire.GRE_TYPE) return false;
  const { protocol, at } = p.layer(i - 1);
  return protocol.abbrev === 'gre' && !gre.hasSequence(p.bytes, at);
}

/** What types II and III begin with; false where its bytes are not there. */
function common(p: Packet, at: number, integrity: Field, out: FieldSink): boolean {
  const b = p.bytes;
  out.uint(F.vlan, at, 2, wire.vlan(b, at));
  if (!p.need(at + 2, 2)) return false;
  out.uint(F.cos, at + 2, 2, wire.cos(b, at));
  out.uint(integrity, at + 2, 2, wire.encapsulation(b, at));
  out.uint(F.truncated, at + 2, 2, wire.truncated(b, at));
  out.uint(F.spanid, at + 2, 2, wire.sessionId(b, at));
  return p.need(at + 4, 4);
}

function typeII(p: Packet, at: number, out: FieldSink): void {
  out.length(Math.min(wire.HEADER_LEN, p.end - at));
  if (!common(p, at, F.encap, out)) return;
  out.uint(F.reserved, at + 4, 4, wire.reserved(p.bytes, at));
  out.uint(F.index, at + 4, 4, wire.index(p.bytes, at));
  const body = at + wire.HEADER_LEN;
  p.call('eth', body, p.declaredEnd - body);
}

function typeIII(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  out.length(Math.min(wire.HEADER3_LEN, p.end - at));
  if (!common(p, at, F.bso, out)) return;
  out.uint(F.timestamp, at + 4, 4, wire.timestamp(b, at));
  if (!p.need(at + 8, 2)) return;
  out.uint(F.sgt, at + 8, 2, wire.groupTag(b, at));
  if (!p.need(at + 10, 2)) return;
  const flags = wire.flags(b, at);
  for (const field of [F.p, F.ft, F.hw, F.direction, F.gra, F.o]) out.uint(field, at + 10, 2, masked(flags, field));
  if (wire.hasSubheader(b, at) && !subheader(p, at + wire.HEADER3_LEN, out)) return;
  const body = at + wire.header3Len(b, at);
  out.length(body - at);
  const type = wire.frameType(b, at);
  const len = p.declaredEnd - body;
  if (type === wire.FRAME_ETHERNET) p.call('eth', body, len);
  else if (type === wire.FRAME_IP && p.has(body, 1)) p.call(b[body] >> 4 === 6 ? 'ipv6' : 'ip', body, len);
  else p.payload(body, len);
}

function subheader(p: Packet, at: number, out: FieldSink): boolean {
  const b = p.bytes;
  out.length(at + Math.min(wire.SUBHEADER_LEN, p.end - at) - (at - wire.HEADER3_LEN));
  if (!p.need(at, 4)) return false;
  const platform = wire.platform(b, at);
  out.uint(F.platid, at, 4, platform);
  if (!Object.hasOwn(PLATFORMS, platform)) {
    if (!p.need(at, wire.SUBHEADER_LEN)) return false;
    out.uint64(F['pid.rsvd'], at, wire.SUBHEADER_LEN, u64(b, at) & 0x3ffffffn);
    return true;
  }
  const [first, second, last] = PLATFORMS[platform];
  out.uint(first, at, 4, masked(u32(b, at), first));
  out.uint(second, at, 4, masked(u32(b, at), second));
  if (!p.need(at + 4, 4)) return false;
  out.uint(last, at + 4, 4, u32(b, at + 4));
  return true;
}

export const erspan: Protocol = {
  abbrev: 'erspan',
  name: NAME,
  fields: F,
  where: 'anywhere',
  withPayload: true,
  under: [
    ['gre.proto', wire.GRE_TYPE],
    ['gre.proto', wire.GRE_TYPE_III],
  ],
  dissect(p, at, out) {
    if (isTypeI(p, p.layerCount - 1)) {
      out.length(0);
      if (out.detail) out.title(`${NAME} Type I`);
      return void p.call('eth', at, p.declaredEnd - at);
    }
    if (!p.need(at, wire.VERSION_LEN)) return;
    const version = wire.version(p.bytes, at);
    out.length(wire.VERSION_LEN);
    out.uint(F.version, at, 2, version);
    if (out.detail) out.title(`${NAME} ${TYPES[version] ?? 'Unknown'}`);
    if (version === wire.TYPE_II) return typeII(p, at, out);
    if (version === wire.TYPE_III) return typeIII(p, at, out);
    out.hidden(F.version, at, 2, version); // as Wireshark: once more, for the note
    out.expert(F['version.unknown'], at, 2);
    p.payload(at + 2, p.declaredEnd - at - 2);
  },
  column: 'ERSPAN',
  summary(p: Packet, layer: Layer) {
    let i = p.layerCount - 1;
    while (i > 0 && p.layer(i) !== layer) i--;
    return isTypeI(p, i) || layer.end - layer.at < 4 ? 'ERSPAN' : `Session ${wire.sessionId(p.bytes, layer.at)}`;
  },
};
