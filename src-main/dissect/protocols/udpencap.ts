// IPsec in UDP, RFC 3948: ESP, keepalives, and IKE behind four zeros. IKE is not dissected.
import { u32 } from '../../wire/read';
import { defineFields, type Protocol } from '../contract/protocol';

const F = defineFields('udpencap', {
  nat_keepalive: ['NAT-keepalive packet', 'none'],
  non_esp_marker: ['Non-ESP Marker', 'none'],
});

const MARKER_LEN = 4;
const KEEPALIVE = 0xff;

export const udpencap: Protocol = {
  abbrev: 'udpencap',
  name: 'UDP Encapsulation of IPsec Packets',
  fields: F,
  where: 'over-udp',
  withPayload: true,
  under: [['udp.port', 4500]],
  dissect(p, at, out) {
    const len = p.declaredEnd - at;
    if (len === 1 && p.has(at, 1) && p.bytes[at] === KEEPALIVE) return out.none(F.nat_keepalive, at, 1);
    if (!p.need(at, MARKER_LEN)) return;
    // no security association has the index 0
    const isKeyExchange = u32(p.bytes, at) === 0;
    out.length(isKeyExchange ? MARKER_LEN : 0);
    if (!isKeyExchange) return void p.call('esp', at, len);
    out.none(F.non_esp_marker, at, MARKER_LEN);
    p.payload(at + MARKER_LEN, len - MARKER_LEN);
  },
  column: 'UDPENCAP',
  summary: (_p, { at, end, declaredEnd }) => {
    if (declaredEnd - at === 1) return 'NAT-keepalive';
    return end - at < MARKER_LEN ? 'UDPENCAP' : 'IKE';
  },
};
