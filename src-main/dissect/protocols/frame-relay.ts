// Frame Relay: address (Q.922 annex A), then an NLPID (RFC 2427) or an EtherType (Cisco).
import { u16 } from '../../wire/read';
import * as wire from '../../wire/frame-relay';
import * as llc from '../../wire/llc';
import { etherTypeName } from '../values/number-names';
import { defineFields, type FieldSink, type Layer, type Packet, type Protocol } from '../contract/protocol';

const LINKTYPE_FRELAY_WITH_DIR = 206;

const NLPIDS = {
  0x08: 'Q.933',
  0x09: 'LMI',
  0x80: 'SNAP',
  0x81: 'CLNP',
  0x82: 'ESIS',
  0x83: 'ISIS',
  0x8e: 'IPv6',
  0xcc: 'IP',
  0xcf: 'PPP',
};

const F = defineFields('fr', {
  first_addr_octet: ['First address octet', 'uint8', 'hex'],
  upper_dlci: ['Upper DLCI', 'uint8', 'hex', { mask: 0xfc }],
  cr: ['CR', 'bool', 8, { mask: 0x02, words: ['Command', 'Response'] }],
  ea: ['EA', 'bool', 8, { mask: 0x01, words: ['Last Octet', 'More Follows'] }],
  second_addr_octet: ['Second address octet', 'uint8', 'hex'],
  second_dlci: ['Second DLCI', 'uint8', 'hex', { mask: 0xf0 }],
  fecn: ['FECN', 'bool', 8, { mask: 0x08 }],
  becn: ['BECN', 'bool', 8, { mask: 0x04 }],
  de: ['DE', 'bool', 8, { mask: 0x02 }],
  dlci: ['DLCI', 'uint32', 'dec'],
  control: ['Control Field', 'uint8', 'hex'],
  nlpid: ['NLPID', 'uint8', 'hex', { values: NLPIDS }],
  'snap.oui': ['Organization Code', 'uint24', 'oui'],
  'snap.pid': ['Protocol ID', 'uint16', 'hex'],
  snaptype: ['Type', 'uint16', 'hex', { values: etherTypeName }],
  chdlctype: ['Type', 'uint16', 'hex', { values: etherTypeName }],
});

function address(p: Packet, at: number, len: number, out: FieldSink): void {
  const b = p.bytes;
  out.uint(F.first_addr_octet, at, 1, b[at]);
  out.open();
  out.uint(F.upper_dlci, at, 1, b[at] >> 2);
  out.uint(F.cr, at, 1, (b[at] >> 1) & 1);
  out.uint(F.ea, at, 1, b[at] & 1);
  out.close();
  if (len < 2) return;
  out.uint(F.second_addr_octet, at + 1, 1, b[at + 1]);
  out.open();
  out.uint(F.second_dlci, at + 1, 1, b[at + 1] >> 4);
  out.uint(F.fecn, at + 1, 1, (b[at + 1] >> 3) & 1);
  out.uint(F.becn, at + 1, 1, (b[at + 1] >> 2) & 1);
  out.uint(F.de, at + 1, 1, (b[at + 1] >> 1) & 1);
  out.uint(F.ea, at + 1, 1, b[at + 1] & 1);
  out.close();
  if (len === 2) out.generated(F.dlci, at, 2, wire.dlci2(b, at));
}

/** Behind the byte of the direction, where the link type says that there is one. */
const headerAt = ({ at, table, key }: Layer): number =>
  table === 'linktype' && key === LINKTYPE_FRELAY_WITH_DIR ? at + 1 : at;

function dissect(p: Packet, start: number, out: FieldSink): void {
  const b = p.bytes;
  const at = headerAt(p.layer(p.layerCount - 1));
  if (!p.need(at, 2)) return;
  const len = wire.addressLen(b, at, p.end);
  if (len < 2) return p.payload(at, p.declaredEnd - at);
  address(p, at, len, out);
  let pos = at + len;
  if (!p.need(pos, 2)) return;
  if (b[pos] !== wire.CONTROL_UI) {
    // Cisco's encapsulation: an EtherType where the control byte would be
    const type = u16(b, pos);
    out.uint(F.chdlctype, pos, 2, type);
    out.length(pos + 2 - start);
    p.next('ethertype', type, pos + 2, p.declaredEnd - pos - 2);
    return;
  }
  out.uint(F.control, pos, 1, b[pos]);
  pos++;
  if (b[pos] === 0) {
    out.uint(F.nlpid, pos, 1, 0); // padding
    pos++;
  }
  if (!p.need(pos, 1)) return;
  const nlpid = b[pos];
  out.uint(F.nlpid, pos, 1, nlpid);
  pos++;
  out.length(pos - start);
  if (nlpid !== wire.NLPID_SNAP) {
    p.next('fr.nlpid', nlpid, pos, p.declaredEnd - pos);
    return;
  }
  if (!p.need(pos, llc.SNAP_LEN)) return;
  const oui = llc.snapOui(b, pos);
  const pid = llc.snapPid(b, pos);
  out.uint(F['snap.oui'], pos, 3, oui);
  const isType = llc.snapIsEtherType(oui);
  out.uint(isType ? F.snaptype : F['snap.pid'], pos + 3, 2, pid);
  pos += llc.SNAP_LEN;
  out.length(pos - start);
  p.next(isType ? 'ethertype' : 'llc.pid', pid, pos, p.declaredEnd - pos);
}

export const frameRelay: Protocol = {
  abbrev: 'fr',
  name: 'Frame Relay',
  fields: F,
  where: 'anywhere',
  withPayload: true,
  under: [
    ['linktype', 107],
    ['linktype', LINKTYPE_FRELAY_WITH_DIR],
    ['gre.proto', 0x6559],
  ],
  dissect,
  column: 'FR',
  summary: (p, layer) =>
    layer.end - headerAt(layer) < 2 ? 'Frame Relay' : `DLCI ${wire.dlci2(p.bytes, headerAt(layer))}`,
};
