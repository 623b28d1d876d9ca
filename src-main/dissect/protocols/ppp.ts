// PPP, RFC 1661, in HDLC-like framing (RFC 1662) or inside PPPoE, GRE …. Control protocols are shown as data under their names.
import * as wire from '../../wire/ppp';
import { pppProtocolName, pppProtocolShort } from '../values/number-names';
import { defineFields, type FieldSink, type Layer, type Packet, type Protocol } from '../contract/protocol';

const LINKTYPE_PPP_WITH_DIR = 204;

const F = defineFields('ppp', {
  direction: ['Direction', 'uint8', 'dec', { values: { 0: 'DTE->DCE', 1: 'DCE->DTE' } }],
  address: ['Address', 'uint8', 'hex'],
  control: ['Control', 'uint8', 'hex'],
  protocol: ['Protocol', 'uint16', 'hex', { values: pppProtocolName }],
});

/** Behind the byte of the direction, where the link type says that there is one: 0 for received, anything else for sent. */
const headerAt = ({ at, table, key }: Layer): number =>
  table === 'linktype' && key === LINKTYPE_PPP_WITH_DIR ? at + 1 : at;

function dissect(p: Packet, at: number, out: FieldSink): void {
  if (!p.need(at, 1)) return;
  const start = headerAt(p.layer(p.layerCount - 1));
  let pos = start;
  if (pos > at) out.uint(F.direction, at, 1, p.bytes[at] === 0 ? 1 : 0);
  if (p.has(pos, 2) && wire.hasAddressControl(p.bytes, pos)) {
    out.uint(F.address, pos, 1, p.bytes[pos]);
    out.uint(F.control, pos + 1, 1, p.bytes[pos + 1]);
    pos += 2;
  }
  if (!p.need(pos, 1)) return;
  const len = wire.protocolLen(p.bytes, pos);
  if (!p.need(pos, len)) return;
  const protocol = wire.protocol(p.bytes, pos);
  out.uint(F.protocol, pos, len, protocol);
  pos += len;
  out.length(pos - at);
  p.next('ppp.protocol', protocol, pos, p.declaredEnd - pos);
}

export const ppp: Protocol = {
  abbrev: 'ppp',
  name: 'Point-to-Point Protocol',
  fields: F,
  where: 'anywhere',
  withPayload: true,
  under: [
    ['linktype', 9],
    ['linktype', 50],
    ['linktype', LINKTYPE_PPP_WITH_DIR],
    ['ethertype', 0x880b],
    ['gre.proto', 0x880b],
    ['sll.ltype', 0x0007],
  ],
  dissect,
  column: 'PPP',
  summary: (p, layer) => {
    let at = headerAt(layer);
    if (layer.end - at >= 2 && wire.hasAddressControl(p.bytes, at)) at += 2;
    if (layer.end - at < 2) return 'PPP';
    return pppProtocolShort(wire.protocol(p.bytes, at));
  },
};
