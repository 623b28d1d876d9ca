// Per-Packet Information: fields about a packet in front of it, and the link type of the packet. See wire/ppi.ts. Only the common field
// of 802.11 is taken apart.
import * as wire from '../../../wire/ppi';
import { u16LE, u32LE } from '../../../wire/read';
import { RADIO_FCS } from '../../../wire/wlan';
import { defineFields, type Field, type FieldSink, type Packet, type Protocol } from '../../contract/protocol';

const TYPES = { 2: '802.11-Common', 3: '802.11n MAC Extensions', 4: '802.11n MAC+PHY Extensions' };
const F = defineFields('ppi', {
  version: ['Version', 'uint8', 'dec'],
  flags: ['Flags', 'uint8', 'hex'],
  'flags.alignment': ['Alignment', 'bool', 8, { mask: 0x01, words: ['32-bit aligned', 'Not aligned'] }],
  'flags.reserved': ['Reserved', 'uint8', 'hex', { mask: 0xfe }],
  length: ['Header length', 'uint16', 'dec'],
  dlt: ['DLT', 'uint32', 'dec'],
  field_type: ['Field type', 'uint16', 'dec', { values: TYPES }],
  field_len: ['Field length', 'uint16', 'dec'],
  '80211-common.tsft': ['TSFT', 'uint64', 'dec'],
  '80211-common.flags': ['Flags', 'uint16', 'hex'],
  '80211-common.flags.fcs': ['FCS present flag', 'bool', 16, { mask: 0x0001, words: ['Present', 'Absent'] }],
  '80211-common.flags.tsft': ['TSFT flag', 'bool', 16, { mask: 0x0002, words: ['milliseconds', 'microseconds'] }],
  '80211-common.flags.fcs-invalid': ['FCS validity', 'bool', 16, { mask: 0x0004, words: ['Invalid', 'Valid'] }],
  '80211-common.flags.phy-err': ['PHY error flag', 'bool', 16, { mask: 0x0008, words: ['PHY error', 'No errors'] }],
  '80211-common.rate': ['Data rate', 'uint16', 'dec', { unit: ' kb/s' }],
  '80211-common.chan.freq': ['Channel frequency', 'uint16', 'dec', { unit: ' MHz' }],
  '80211-common.chan.flags': ['Channel flags', 'uint16', 'hex'],
  '80211-common.fhss.hopset': ['FHSS hopset', 'uint8', 'hex'],
  '80211-common.fhss.pattern': ['FHSS pattern', 'uint8', 'hex'],
  '80211-common.dbm.antsignal': ['dBm antenna signal', 'int8', 'dec'],
  '80211-common.dbm.antnoise': ['dBm antenna noise', 'int8', 'dec'],
  'spectrum-map': ['Radio spectrum map', 'bytes'],
  'proc-info': ['Process information', 'bytes'],
  'cap-info': ['Capture information', 'bytes'],
  reserved: ['Reserved', 'bytes'],
});
/** By type of the field: those that are shown as they are, header and value. */
const OPAQUE: Readonly<Record<number, Field | undefined>> = {
  5: F['spectrum-map'],
  6: F['proc-info'],
  7: F['cap-info'],
};

function common(b: Uint8Array, at: number, out: FieldSink): void {
  const flags = u16LE(b, at + 8);
  out.uint64(F['80211-common.tsft'], at, 8, (BigInt(u32LE(b, at + 4)) << 32n) | BigInt(u32LE(b, at)));
  out.uint(F['80211-common.flags'], at + 8, 2, flags);
  out.open();
  out.uint(F['80211-common.flags.fcs'], at + 8, 2, flags & 1);
  out.uint(F['80211-common.flags.tsft'], at + 8, 2, (flags >> 1) & 1);
  out.uint(F['80211-common.flags.fcs-invalid'], at + 8, 2, (flags >> 2) & 1);
  out.uint(F['80211-common.flags.phy-err'], at + 8, 2, (flags >> 3) & 1);
  out.close();
  out.uint(F['80211-common.rate'], at + 10, 2, u16LE(b, at + 10) * 500);
  out.uint(F['80211-common.chan.freq'], at + 12, 2, u16LE(b, at + 12));
  out.uint(F['80211-common.chan.flags'], at + 14, 2, u16LE(b, at + 14));
  out.uint(F['80211-common.fhss.hopset'], at + 16, 1, b[at + 16]);
  out.uint(F['80211-common.fhss.pattern'], at + 17, 1, b[at + 17]);
  out.uint(F['80211-common.dbm.antsignal'], at + 18, 1, (b[at + 18] << 24) >> 24);
  out.uint(F['80211-common.dbm.antnoise'], at + 19, 1, (b[at + 19] << 24) >> 24);
}

/** Only fields that are whole: `end` is the end of the header. */
function fields(b: Uint8Array, at: number, end: number, out: FieldSink): void {
  for (let pos = at + wire.HEADER_LEN; pos + wire.FIELD_HEADER_LEN <= end; pos += wire.advance(b, at, pos)) {
    const type = wire.fieldType(b, pos);
    const len = wire.fieldLen(b, pos);
    const value = pos + wire.FIELD_HEADER_LEN;
    if (!Object.hasOwn(TYPES, type)) {
      out.bytes(OPAQUE[type] ?? F.reserved, pos, Math.min(wire.FIELD_HEADER_LEN + len, end - pos));
      continue;
    }
    out.uint(F.field_type, pos, 2, type);
    out.uint(F.field_len, pos + 2, 2, len);
    if (type === wire.COMMON && len === wire.COMMON_LEN && value + len <= end) common(b, value, out);
  }
}

function dissect(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  if (!p.need(at, wire.HEADER_LEN)) return;
  const len = wire.headerLen(b, at);
  out.length(Math.min(len, p.end - at));
  out.uint(F.version, at, 1, b[at]);
  out.uint(F.flags, at + 1, 1, wire.flags(b, at));
  out.open();
  out.uint(F['flags.alignment'], at + 1, 1, wire.flags(b, at) & 1);
  out.uint(F['flags.reserved'], at + 1, 1, wire.flags(b, at) >> 1);
  out.close();
  out.uint(F.length, at + 2, 2, len);
  out.uint(F.dlt, at + 4, 4, wire.linkType(b, at));
  if (len < wire.HEADER_LEN) return p.malformed(F.length, at + 2, 2);
  if (!p.need(at, len)) return;
  fields(b, at, at + len, out);
  const body = at + len;
  const room = p.declaredEnd - body;
  const linkType = wire.linkType(b, at);
  if (linkType === wire.LINK_WLAN) p.next('wlan.radio', wire.hasFcs(b, at) ? RADIO_FCS : 0, body, room);
  else p.linkType(linkType, body, room);
}

export const ppi: Protocol = {
  abbrev: 'ppi',
  name: 'PPI Packet Header',
  fields: F,
  where: 'anywhere',
  inside: ['wlan.radio', 'linktype'],
  under: [['linktype', 192]],
  dissect,
  column: 'PPI',
  summary: (p, { at, end }) =>
    end - at < wire.HEADER_LEN ? 'PPI' : `PPI version ${p.bytes[at]}, ${wire.headerLen(p.bytes, at)} bytes`,
};
