// Teredo, RFC 4380: IPv6 in UDP through address translators.
import * as wire from '../../wire/teredo';
import { u16 } from '../../wire/read';
import { ipv4Text } from '../../text/address';
import { defineFields, type Protocol } from '../contract/protocol';

const F = defineFields('teredo', {
  auth: ['Teredo Authentication header', 'none'],
  'auth.idlen': ['Client identifier length', 'uint8', 'dec'],
  'auth.aulen': ['Authentication value length', 'uint8', 'dec'],
  'auth.id': ['Client identifier', 'bytes'],
  'auth.value': ['Authentication value', 'bytes'],
  'auth.nonce': ['Nonce value', 'bytes'],
  'auth.conf': ['Confirmation byte', 'bytes'],
  orig: ['Teredo Origin Indication header', 'none'],
  'orig.port': ['Origin UDP port', 'uint16', 'dec'],
  'orig.addr': ['Origin IPv4 address', 'ipv4'],
});

export const teredo: Protocol = {
  abbrev: 'teredo',
  name: 'Teredo IPv6 over UDP tunneling',
  fields: F,
  where: 'over-udp',
  withPayload: true,
  under: [['udp.port', wire.PORT]],
  dissect(p, from, out) {
    const b = p.bytes;
    let at = from;
    if (!p.need(at, 4)) return;
    if (wire.indicator(b, at) === wire.AUTHENTICATION) {
      const len = wire.authenticationLen(b, at);
      if (!p.need(at, len)) return;
      const [idLen, valueLen] = [b[at + 2], b[at + 3]];
      out.none(F.auth, at, len);
      out.open();
      out.uint(F['auth.idlen'], at + 2, 1, idLen);
      out.uint(F['auth.aulen'], at + 3, 1, valueLen);
      if (idLen > 0) out.bytes(F['auth.id'], at + 4, idLen);
      if (valueLen > 0) out.bytes(F['auth.value'], at + 4 + idLen, valueLen);
      out.bytes(F['auth.nonce'], at + len - 9, 8);
      out.bytes(F['auth.conf'], at + len - 1, 1);
      out.close();
      at += len;
    }
    if (!p.need(at, 2)) return;
    if (wire.indicator(b, at) === wire.ORIGIN) {
      if (!p.need(at, wire.ORIGIN_LEN)) return;
      out.none(F.orig, at, wire.ORIGIN_LEN);
      out.open();
      // both stand with every bit turned over, so that address translators leave them alone
      out.uint(F['orig.port'], at + 2, 2, ~u16(b, at + 2) & 0xffff);
      out.string(
        F['orig.addr'],
        at + 4,
        4,
        ipv4Text(
          b.slice(at + 4, at + 8).map((byte) => ~byte),
          0,
        ),
      );
      out.close();
      at += wire.ORIGIN_LEN;
    }
    out.length(at - from);
    if (p.has(at, 1) && b[at] >> 4 === 6) p.call('ipv6', at, p.declaredEnd - at);
    else p.payload(at, p.declaredEnd - at);
  },
  column: 'Teredo',
  summary: () => 'Teredo',
};
