// High-availability seamless redundancy, IEC 62439-3 clause 5: a tag by which a ring tells the two copies of a frame apart.
import * as wire from '../../wire/hsr';
import { etherTypeName } from '../values/number-names';
import { defineFields, type Protocol } from '../contract/protocol';

const F = defineFields('hsr', {
  path: ['Path', 'uint16', 'dec', { mask: 0xf000 }],
  netid: ['Network id', 'uint16', 'dec', { mask: 0xe000 }],
  laneid: ['Lane id', 'uint16', 'dec', { mask: 0x1000, values: { 0: 'Lane A', 1: 'Lane B' } }],
  lsdu_size: ['LSDU size', 'uint16', 'dec', { mask: 0x0fff }],
  sequence_nr: ['Sequence number', 'uint16', 'dec'],
  type: ['Type', 'uint16', 'hex', { values: etherTypeName }],
});

export const hsr: Protocol = {
  abbrev: 'hsr',
  name: 'High-availability Seamless Redundancy (IEC62439 Part 3 Chapter 5)',
  fields: F,
  where: 'anywhere',
  under: [['ethertype', wire.ETHER_TYPE]],
  dissect(p, at, out) {
    const b = p.bytes;
    if (!p.need(at, 2)) return;
    out.length(Math.min(wire.HEADER_LEN - 2, p.end - at)); // the EtherType belongs to what follows
    const word = wire.pathAndSize(b, at);
    out.uint(F.path, at, 2, word >> 12);
    out.uint(F.netid, at, 2, word >> 13);
    out.uint(F.laneid, at, 2, (word >> 12) & 1);
    out.uint(F.lsdu_size, at, 2, word & 0xfff);
    if (!p.need(at, 4)) return;
    out.uint(F.sequence_nr, at + 2, 2, wire.sequence(b, at));
    if (!p.need(at, wire.HEADER_LEN)) return;
    const type = wire.etherType(b, at);
    out.uint(F.type, at + 4, 2, type);
    p.next('ethertype', type, at + wire.HEADER_LEN, p.declaredEnd - at - wire.HEADER_LEN);
  },
  column: 'HSR',
  summary: (p, { at, end }) => (end - at < 4 ? 'HSR' : `Sequence number ${wire.sequence(p.bytes, at)}`),
};
