// MACsec, IEEE 802.1AE: protected Ethernet frames. What is only authenticated can be read, what is encrypted is data.
import * as wire from '../../wire/macsec';
import { u16 } from '../../wire/read';
import { etherTypeName } from '../values/number-names';
import { defineFields, type FieldSink, type Packet, type Protocol } from '../contract/protocol';

const SET = ['Set', 'Not set'] as const;

const F = defineFields('macsec', {
  TCI: ['TCI', 'uint8', 'hex', { mask: 0xfc }],
  'TCI.V': ['VER', 'uint8', 'hex', { mask: 0x80 }],
  'TCI.ES': ['ES', 'bool', 8, { mask: 0x40, words: SET }],
  'TCI.SC': ['SC', 'bool', 8, { mask: 0x20, words: SET }],
  'TCI.SCB': ['SCB', 'bool', 8, { mask: 0x10, words: SET }],
  'TCI.E': ['E', 'bool', 8, { mask: 0x08, words: SET }],
  'TCI.C': ['C', 'bool', 8, { mask: 0x04, words: SET }],
  AN: ['AN', 'uint8', 'hex', { mask: 0x03 }],
  SL: ['Short length', 'uint8', 'dec'],
  PN: ['Packet number', 'uint32', 'dec'],
  'SCI.system_identifier': ['System Identifier', 'ether'],
  'SCI.port_identifier': ['Port Identifier', 'uint16', 'dec'],
  etype: ['Ethertype', 'uint16', 'hex', { values: etherTypeName }],
  ICV: ['ICV', 'bytes'],
});

function tag(p: Packet, at: number, out: FieldSink): boolean {
  const b = p.bytes;
  if (!p.need(at, 1)) return false;
  const flags = wire.flags(b, at);
  out.uint(F.TCI, at, 1, flags >> 2);
  out.open();
  out.uint(F['TCI.V'], at, 1, flags >> 7);
  out.uint(F['TCI.ES'], at, 1, (flags >> 6) & 1);
  out.uint(F['TCI.SC'], at, 1, (flags >> 5) & 1);
  out.uint(F['TCI.SCB'], at, 1, (flags >> 4) & 1);
  out.uint(F['TCI.E'], at, 1, (flags >> 3) & 1);
  out.uint(F['TCI.C'], at, 1, (flags >> 2) & 1);
  out.close();
  out.uint(F.AN, at, 1, flags & 3);
  if (!p.need(at, wire.SHORT_LEN)) return false;
  out.uint(F.SL, at + 1, 1, wire.shortLength(b, at));
  out.uint(F.PN, at + 2, 4, wire.packetNumber(b, at));
  if (!wire.hasChannel(b, at)) return true;
  if (!p.need(at, wire.tagLen(b, at))) return false;
  out.bytes(F['SCI.system_identifier'], at + wire.SYSTEM, 6);
  out.uint(F['SCI.port_identifier'], at + 12, 2, wire.port(b, at));
  return true;
}

function dissect(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  out.length(Math.min(wire.SHORT_LEN, p.end - at));
  if (!tag(p, at, out)) return;
  let body = at + wire.tagLen(b, at);
  out.length(body - at);
  if (wire.isChanged(b, at)) {
    const icv = p.declaredEnd - wire.ICV_LEN;
    p.payload(body, icv - body);
    if (p.has(icv, wire.ICV_LEN)) out.bytes(F.ICV, icv, wire.ICV_LEN);
    return;
  }
  if (!p.need(body, 2)) return;
  const type = u16(b, body);
  out.uint(F.etype, body, 2, type);
  body += 2;
  out.length(body - at);
  // where the payload ends only it knows: the rest is the check value, with padding that a short frame got
  p.etherType(type, body, p.declaredEnd - body);
  if (p.childEnd < p.end) out.bytes(F.ICV, p.childEnd, p.end - p.childEnd);
}

export const macsec: Protocol = {
  abbrev: 'macsec',
  name: '802.1AE Security tag',
  fields: F,
  where: 'anywhere',
  under: [['ethertype', wire.ETHER_TYPE]],
  accepts: (p, at, len) => wire.isMacsec(p.bytes, at, Math.min(p.end, at + len), at + len),
  dissect,
  column: 'MACSEC',
  summary: (p, { at, end }) =>
    end - at < wire.SHORT_LEN ? 'MACsec' : `Packet number ${wire.packetNumber(p.bytes, at)}`,
};
