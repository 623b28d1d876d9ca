// Cisco HDLC: the link layer of Cisco's serial lines.
import { TYPE_IPV4, TYPE_IPV6, TYPE_MPLS } from '../../wire/ethernet';
import * as wire from '../../wire/chdlc';
import { etherTypeName } from '../values/number-names';
import { defineFields, type Layer, type Protocol } from '../contract/protocol';

const LINKTYPE_C_HDLC_WITH_DIR = 205;

const ADDRESSES = { 0x0f: 'Unicast', 0x8f: 'Multicast' };
const protocolName = (type: number): string | undefined =>
  type === 0x8035 ? 'SLARP' : type === TYPE_IPV4 ? 'IP' : type === TYPE_MPLS ? 'MPLS unicast' : etherTypeName(type);

const F = defineFields('chdlc', {
  address: ['Address', 'uint8', 'hex', { values: ADDRESSES }],
  control: ['Control', 'uint8', 'hex'],
  protocol: ['Protocol', 'uint16', 'hex', { values: protocolName }],
});

/** Behind the byte of the direction, where the link type says that there is one. */
const headerAt = ({ at, table, key }: Layer): number =>
  table === 'linktype' && key === LINKTYPE_C_HDLC_WITH_DIR ? at + 1 : at;

export const chdlc: Protocol = {
  abbrev: 'chdlc',
  name: 'Cisco HDLC',
  fields: F,
  where: 'anywhere',
  under: [
    ['linktype', 104],
    ['linktype', LINKTYPE_C_HDLC_WITH_DIR],
  ],
  dissect(p, start, out) {
    const at = headerAt(p.layer(p.layerCount - 1));
    if (!p.need(at, wire.HEADER_LEN)) return;
    out.length(at + wire.HEADER_LEN - start);
    const type = wire.protocol(p.bytes, at);
    out.uint(F.address, at, 1, wire.address(p.bytes, at));
    out.uint(F.control, at + 1, 1, wire.control(p.bytes, at));
    out.uint(F.protocol, at + 2, 2, type);
    const body = at + wire.HEADER_LEN;
    if (type === TYPE_IPV4) p.call('ip', body, p.declaredEnd - body);
    else if (type === TYPE_IPV6) p.call('ipv6', body, p.declaredEnd - body);
    else p.next('chdlc.protocol', type, body, p.declaredEnd - body);
  },
  column: 'CHDLC',
  summary: (p, layer) =>
    layer.end - headerAt(layer) < wire.HEADER_LEN
      ? 'Cisco HDLC'
      : (protocolName(wire.protocol(p.bytes, headerAt(layer))) ?? 'Cisco HDLC'),
};
