// Cisco MetaData: a security group tag between the Ethernet header and the payload.
import * as wire from '../../wire/cisco-metadata';
import { etherTypeName } from '../values/number-names';
import { defineFields, type Protocol } from '../contract/protocol';

const F = defineFields('cmd', {
  version: ['Version', 'uint8', 'dec'],
  length: ['Length', 'uint8', 'dec'],
  options: ['Options', 'uint16', 'hex'],
  sgt: ['SGT', 'uint16', 'dec'],
  type: ['Type', 'uint16', 'hex', { values: etherTypeName }],
});

export const ciscoMetadata: Protocol = {
  abbrev: 'cmd',
  name: 'Cisco MetaData',
  fields: F,
  where: 'anywhere',
  under: [
    ['ethertype', 0x8909],
    ['gre.proto', 0x8909],
  ],
  dissect(p, at, out) {
    if (!p.need(at, wire.HEADER_LEN)) return;
    const b = p.bytes;
    out.length(wire.HEADER_LEN - 2); // the EtherType belongs to what follows
    out.uint(F.version, at, 1, wire.version(b, at));
    out.uint(F.length, at + 1, 1, wire.length(b, at));
    out.uint(F.options, at + 2, 2, wire.options(b, at));
    out.uint(F.sgt, at + 4, 2, wire.tag(b, at));
    out.uint(F.type, at + 6, 2, wire.etherType(b, at));
    const body = at + wire.HEADER_LEN;
    p.etherType(wire.etherType(b, at), body, p.declaredEnd - body);
  },
  column: 'CMD',
  summary: (p, layer) => (layer.end - layer.at < 6 ? 'CMD' : `SGT ${wire.tag(p.bytes, layer.at)}`),
};
