// ARP, RFC 826, and the protocols that share its packet: RARP (RFC 903), InARP (RFC 2390).
import { u32 } from '../../wire/read';
import * as wire from '../../wire/arp';
import { TYPE_ARP, TYPE_IPV4 } from '../../wire/ethernet';
import { ARCNET_ARP, ARCNET_ARP_1051 } from '../../wire/old-links';
import { etherText, hexText, ipv4Text } from '../../text/address';
import { HARDWARE_TYPES, etherTypeName } from '../values/number-names';
import { defineFields, type Field, type FieldSink, type Layer, type Packet, type Protocol } from '../contract/protocol';

// IANA "Operation Codes"
const OPCODES: Record<number, string> = {
  0: 'reserved',
  1: 'request',
  2: 'reply',
  3: 'reverse request',
  4: 'reverse reply',
  5: 'drarp request',
  6: 'drarp reply',
  7: 'drarp error',
  8: 'inverse request',
  9: 'inverse reply',
  10: 'arp nak',
  24: 'experimental 1',
  25: 'experimental 2',
};

const F = defineFields('arp', {
  'hw.type': ['Hardware type', 'uint16', 'dec', { values: HARDWARE_TYPES }],
  'proto.type': ['Protocol type', 'uint16', 'hex', { values: etherTypeName }],
  'hw.size': ['Hardware size', 'uint8', 'dec'],
  'proto.size': ['Protocol size', 'uint8', 'dec'],
  opcode: ['Opcode', 'uint16', 'dec', { values: OPCODES, popularity: 31 }],
  isgratuitous: ['Is gratuitous', 'bool', 0],
  isprobe: ['Is probe', 'bool', 0],
  isannouncement: ['Is announcement', 'bool', 0],
  'src.hw': ['Sender hardware address', 'bytes'],
  'src.hw_mac': ['Sender MAC address', 'ether'],
  'src.proto': ['Sender protocol address', 'bytes'],
  'src.proto_ipv4': ['Sender IP address', 'ipv4'],
  'dst.hw': ['Target hardware address', 'bytes'],
  'dst.hw_mac': ['Target MAC address', 'ether'],
  'dst.proto': ['Target protocol address', 'bytes'],
  'dst.proto_ipv4': ['Target IP address', 'ipv4'],
});

interface Kind {
  /** hardware addresses are MAC addresses, protocol addresses IPv4's */
  mac: boolean;
  ipv4: boolean;
}
function kindOf(b: Uint8Array, at: number): Kind {
  const hardware = wire.hardwareType(b, at);
  return {
    mac: (hardware === wire.HW_ETHERNET || hardware === 6) && wire.hardwareLen(b, at) === 6,
    ipv4: wire.protocolType(b, at) === TYPE_IPV4 && wire.protocolLen(b, at) === 4,
  };
}

const isZero = (b: Uint8Array, at: number, len: number): boolean =>
  b.subarray(at, at + len).every((byte) => byte === 0);

type Special = 'none' | 'gratuitous' | 'probe' | 'announcement';
/** RFC 5227: a probe has no sender address; an announcement is a request for the sender's own address, its target hardware address unset. */
function special(b: Uint8Array, at: number): Special {
  const opcode = wire.opcode(b, at);
  if (!kindOf(b, at).ipv4 || (opcode !== wire.OP_REQUEST && opcode !== wire.OP_REPLY)) return 'none';
  const sender = u32(b, wire.senderProtocol(b, at));
  if (sender === u32(b, wire.targetProtocol(b, at))) {
    const unset = isZero(b, wire.targetHardware(b, at), wire.hardwareLen(b, at));
    return opcode === wire.OP_REQUEST && unset ? 'announcement' : 'gratuitous';
  }
  return opcode === wire.OP_REQUEST && sender === 0 ? 'probe' : 'none';
}

function add(out: FieldSink, at: number, len: number, good: boolean, known: Field, other: Field): void {
  if (len > 0) out.bytes(good ? known : other, at, len);
}

function dissect(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  if (!p.need(at, wire.HEADER_LEN)) return;
  const opcode = wire.opcode(b, at);
  const total = wire.packetLen(b, at);
  p.trim(at + total);
  out.length(Math.min(total, p.end - at));
  if (out.detail) {
    if (opcode === 3 || opcode === 4) out.title('Reverse Address Resolution Protocol');
    out.head('', OPCODES[opcode] ?? `unknown opcode ${opcode}`);
  }
  out.uint(F['hw.type'], at, 2, wire.hardwareType(b, at));
  out.uint(F['proto.type'], at + 2, 2, wire.protocolType(b, at));
  out.uint(F['hw.size'], at + 4, 1, wire.hardwareLen(b, at));
  out.uint(F['proto.size'], at + 5, 1, wire.protocolLen(b, at));
  out.uint(F.opcode, at + 6, 2, opcode);
  if (!p.need(at, total)) return;
  const what = special(b, at);
  if (what === 'gratuitous' || what === 'announcement') out.generated(F.isgratuitous, 0, 0, 1);
  if (what === 'probe') out.generated(F.isprobe, 0, 0, 1);
  if (what === 'announcement') out.generated(F.isannouncement, 0, 0, 1);
  const { mac, ipv4 } = kindOf(b, at);
  const hardwareLen = wire.hardwareLen(b, at);
  const protocolLen = wire.protocolLen(b, at);
  add(out, wire.senderHardware(b, at), hardwareLen, mac, F['src.hw_mac'], F['src.hw']);
  add(out, wire.senderProtocol(b, at), protocolLen, ipv4, F['src.proto_ipv4'], F['src.proto']);
  add(out, wire.targetHardware(b, at), hardwareLen, mac, F['dst.hw_mac'], F['dst.hw']);
  add(out, wire.targetProtocol(b, at), protocolLen, ipv4, F['dst.proto_ipv4'], F['dst.proto']);
}

function summary(p: Packet, layer: Layer): string {
  const b = p.bytes;
  const at = layer.at;
  if (layer.end - at < wire.HEADER_LEN || layer.end - at < wire.packetLen(b, at)) return 'ARP';
  const { mac, ipv4 } = kindOf(b, at);
  const hardware = (a: number): string => (mac ? etherText(b, a) : hexText(b, a, wire.hardwareLen(b, at)));
  const address = (a: number): string => (ipv4 ? ipv4Text(b, a) : hexText(b, a, wire.protocolLen(b, at)));
  const sender = address(wire.senderProtocol(b, at));
  const target = address(wire.targetProtocol(b, at));
  const opcode = wire.opcode(b, at);
  switch (special(b, at)) {
    case 'announcement':
      return `ARP Announcement for ${target}`;
    case 'gratuitous':
      return `Gratuitous ARP for ${target} (${opcode === wire.OP_REQUEST ? 'Request' : 'Reply'})`;
    case 'probe':
      return `Who has ${target}? (ARP Probe)`;
    case 'none':
      break;
  }
  switch (opcode) {
    case 1:
      return `Who has ${target}? Tell ${sender}`;
    case 2:
      return `${sender} is at ${hardware(wire.senderHardware(b, at))}`;
    case 3:
      return `Who is ${hardware(wire.targetHardware(b, at))}? Tell ${hardware(wire.senderHardware(b, at))}`;
    case 4:
      return `${hardware(wire.targetHardware(b, at))} is at ${target}`;
    case 8:
      return `Who is ${hardware(wire.targetHardware(b, at))}? Tell ${hardware(wire.senderHardware(b, at))}`;
    case 9:
      return `${hardware(wire.senderHardware(b, at))} is at ${sender}`;
    default:
      return OPCODES[opcode] ?? `Unknown ARP opcode 0x${opcode.toString(16).padStart(4, '0')}`;
  }
}

export const arp: Protocol = {
  abbrev: 'arp',
  name: 'Address Resolution Protocol',
  fields: F,
  where: 'not-in-plain',
  line: { popularity: 5 },
  under: [
    ['ethertype', TYPE_ARP],
    ['ethertype', 0x8035],
    ['gre.proto', TYPE_ARP],
    ['arcnet.protocol_id', ARCNET_ARP],
    ['arcnet.protocol_id', ARCNET_ARP_1051],
  ],
  dissect,
  column: (p, layer) => {
    const opcode = layer.end - layer.at < wire.HEADER_LEN ? 0 : wire.opcode(p.bytes, layer.at);
    return opcode === 3 || opcode === 4 ? 'RARP' : opcode === 8 || opcode === 9 ? 'Inverse ARP' : 'ARP';
  },
  summary,
  kind: () => 'arp',
};
