// LISP data packets, RFC 9300 section 5: an IP packet between two sites' routers, in UDP.
import * as wire from '../../wire/lisp';
import { defineFields, type FieldSink, type Packet, type Protocol } from '../contract/protocol';

const SET = ['Set', 'Not set'] as const;

const F = defineFields('lisp-data', {
  flags: ['Flags', 'uint8', 'hex'],
  'flags.nonce': ['N bit (Nonce present)', 'bool', 8, { mask: 0x80, words: SET }],
  'flags.lsb': ['L bit (Locator-Status-Bits field enabled)', 'bool', 8, { mask: 0x40, words: SET }],
  'flags.enr': ['E bit (Echo-Nonce-Request)', 'bool', 8, { mask: 0x20, words: SET }],
  'flags.mv': ['V bit (Map-Version present)', 'bool', 8, { mask: 0x10, words: SET }],
  'flags.iid': ['I bit (Instance ID present)', 'bool', 8, { mask: 0x08, words: SET }],
  'flags.res': ['Reserved', 'uint8', 'hex', { mask: 0x07 }],
  'flags.en_invalid': [
    'Invalid flag combination: if E is set, N MUST be set',
    'none',
    'none',
    { expert: 'warn', group: 'protocol' },
  ],
  'flags.nv_invalid': [
    "Invalid flag combination: N and V can't be set both",
    'none',
    'none',
    { expert: 'warn', group: 'protocol' },
  ],
  nonce: ['Nonce', 'uint24', 'dec_hex'],
  mapver: ['Map-Version', 'uint24', 'hex'],
  srcmapver: ['Source Map-Version', 'uint24', 'dec', { mask: 0xfff000 }],
  dstmapver: ['Destination Map-Version', 'uint24', 'dec', { mask: 0x000fff }],
  iid: ['Instance ID', 'uint24', 'dec'],
  lsb: ['Locator-Status-Bits', 'uint32', 'hex', { mask: 0xffffffff }],
  lsb8: ['Locator-Status-Bits', 'uint8', 'hex', { mask: 0xff }],
});

function flags(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  const value = wire.flags(b, at);
  out.uint(F.flags, at, 1, value);
  out.open();
  out.uint(F['flags.nonce'], at, 1, value >> 7);
  out.uint(F['flags.lsb'], at, 1, (value >> 6) & 1);
  out.uint(F['flags.enr'], at, 1, (value >> 5) & 1);
  out.uint(F['flags.mv'], at, 1, (value >> 4) & 1);
  out.uint(F['flags.iid'], at, 1, (value >> 3) & 1);
  out.uint(F['flags.res'], at, 1, value & 7);
  out.close();
  if (wire.asksForEcho(b, at) && !wire.hasNonce(b, at)) out.expert(F['flags.en_invalid'], at, 1);
  if (wire.hasNonce(b, at) && wire.hasMapVersion(b, at)) out.expert(F['flags.nv_invalid'], at, 1);
}

function dissect(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  if (!p.need(at, 1)) return;
  flags(p, at, out);
  if (!p.need(at, wire.HEADER_LEN)) return;
  out.length(wire.HEADER_LEN);
  const word = wire.nonceOrVersions(b, at);
  if (wire.hasNonce(b, at)) out.uint(F.nonce, at + 1, 3, word);
  else if (wire.hasMapVersion(b, at)) {
    out.uint(F.mapver, at + 1, 3, word);
    out.open();
    out.uint(F.srcmapver, at + 1, 3, word >> 12);
    out.uint(F.dstmapver, at + 1, 3, word & 0xfff);
    out.close();
  }
  if (wire.hasInstance(b, at)) {
    out.uint(F.iid, at + 4, 3, wire.instance(b, at));
    if (wire.hasLocatorBits(b, at)) out.uint(F.lsb8, at + 7, 1, b[at + 7]);
  } else if (wire.hasLocatorBits(b, at)) out.uint(F.lsb, at + 4, 4, wire.locatorBits(b, at));

  const body = at + wire.HEADER_LEN;
  if (!p.need(body, 1)) return;
  const version = b[body] >> 4;
  if (version === 4 || version === 6) p.call(version === 4 ? 'ip' : 'ipv6', body, p.declaredEnd - body);
  else out.line('Payload', body, p.end - body); // the header is only for IP
}

export const lispData: Protocol = {
  abbrev: 'lisp-data',
  name: 'Locator/ID Separation Protocol (Data)',
  fields: F,
  where: 'over-udp',
  under: [['udp.port', wire.PORT]],
  accepts: (_p, _at, len) => len >= wire.HEADER_LEN,
  dissect,
  column: 'LISP',
  summary: () => 'LISP data',
};
