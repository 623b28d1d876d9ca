// Raw IP: LINKTYPE_RAW (101) and the numbers that it had as a DLT_ (12, 14). No header of its own: the first four bits tell IPv4 from IPv6.
import type { Protocol } from '../contract/protocol';

export const raw: Protocol = {
  abbrev: 'raw',
  name: 'Raw packet data',
  fields: {},
  where: 'anywhere',
  withPayload: true,
  under: [
    ['linktype', 12],
    ['linktype', 14],
    ['linktype', 101],
  ],
  dissect(p, at, out) {
    out.length(0);
    if (!p.need(at, 1)) return;
    const version = p.bytes[at] >> 4;
    if (version === 4 || version === 6) p.call(version === 4 ? 'ip' : 'ipv6', at, p.declaredEnd - at);
    else p.payload(at, p.declaredEnd - at);
  },
  column: 'Raw',
  summary: () => 'Raw packet data',
};
