// EtherIP, RFC 3378: Ethernet in IP behind two bytes.
import { u16 } from '../../wire/read';
import { defineFields, type Protocol } from '../contract/protocol';

const F = defineFields('etherip', {
  ver: ['Version', 'uint16', 'dec', { mask: 0xf000 }],
  'ver.not3': ['Version must be 3', 'none', 'none', { expert: 'warn', group: 'protocol' }],
  reserved: ['Reserved', 'uint16', 'hex', { mask: 0x0fff }],
  'reserved.not0': ['Reserved field must be 0', 'none', 'none', { expert: 'warn', group: 'protocol' }],
});

const HEADER_LEN = 2;

export const etherip: Protocol = {
  abbrev: 'etherip',
  name: 'Ethernet over IP',
  fields: F,
  where: 'over-ip',
  under: [['ip.proto', 97]],
  dissect(p, at, out) {
    if (!p.need(at, HEADER_LEN)) return;
    const header = u16(p.bytes, at);
    out.length(HEADER_LEN);
    out.uint(F.ver, at, 2, header >> 12);
    if (header >> 12 !== 3) out.expert(F['ver.not3'], at, 2);
    out.uint(F.reserved, at, 2, header & 0xfff);
    if ((header & 0xfff) !== 0) out.expert(F['reserved.not0'], at, 2);
    p.call('eth', at + HEADER_LEN, p.declaredEnd - at - HEADER_LEN);
  },
  column: 'EtherIP',
  summary: () => 'EtherIP',
};
