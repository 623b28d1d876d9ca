// IPv6, RFC 8200. Extension headers: ipv6-extensions.ts.
import { TYPE_IPV6 } from '../../../wire/ethernet';
import { NLPID_IPV6 } from '../../../wire/frame-relay';
import { PROTO_HOPOPT, PROTO_IPV6, PROTO_NONE } from '../../../wire/ipv4';
import * as wire from '../../../wire/ipv6';
import { ARCNET_IPV6 } from '../../../wire/old-links';
import { PROTO_IPV6 as PPP_IPV6 } from '../../../wire/ppp';
import { ipv6Text } from '../../../text/address';
import { DSCP_NAMES, DSCP_SHORT, ECN_NAMES, ECN_SHORT } from '../../values/diffserv';
import { ipProtocolName } from '../../values/number-names';
import { defineFields, type FieldSink, type Packet, type Protocol } from '../../contract/protocol';
import { IP_VERSION } from '../ipv4/ipv4';
import { EXTENSION_HEADERS, FRAGMENTS, walkHeaders } from './ipv6-extensions';

const F = defineFields('ipv6', {
  version: ['Version', 'uint8', 'dec', { mask: 0xf0 }],
  tclass: ['Traffic Class', 'uint32', 'hex', { mask: 0x0ff00000 }],
  'tclass.dscp': ['Differentiated Services Codepoint', 'uint32', 'dec', { mask: 0x0fc00000, values: DSCP_NAMES }],
  'tclass.ecn': ['Explicit Congestion Notification', 'uint32', 'dec', { mask: 0x00300000, values: ECN_NAMES }],
  flow: ['Flow Label', 'uint24', 'hex', { mask: 0x0fffff }],
  plen: ['Payload Length', 'uint16', 'dec'],
  nxt: ['Next Header', 'uint8', 'dec', { values: ipProtocolName }],
  hlim: ['Hop Limit', 'uint8', 'dec'],
  src: ['Source Address', 'ipv6'],
  dst: ['Destination Address', 'ipv6'],
  addr: ['Source or Destination Address', 'ipv6', 'none', { popularity: 21, paired: true }],
  src_host: ['Source Host', 'string', 'none', { says: { of: 'src' } }],
  dst_host: ['Destination Host', 'string', 'none', { says: { of: 'dst' } }],
  host: ['Source or Destination Host', 'string', 'none', { paired: true, says: { of: 'addr' } }],
  bogus_ipv6_version: ['Bogus IP version', 'none', 'none', { expert: 'error', group: 'malformed' }],
  invalid_header: [
    'Invalid IPv6 header',
    'none',
    'none',
    { expert: 'error', group: 'malformed', message: 'tree.ip.header40' },
  ],
  plen_exceeds_framing: [
    'IPv6 payload length does not match expected framing length',
    'none',
    'none',
    { expert: 'warn', group: 'protocol' },
  ],
  plen_zero: ['IPv6 payload length equals 0', 'none', 'none', { expert: 'note', group: 'protocol' }],
});

function dissect(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  out.length(Math.min(wire.HEADER_LEN, p.end - at));
  if (!p.need(at, 1)) return;
  const version = wire.version(b, at);
  out.uint(F.version, at, 1, version);
  out.hidden(IP_VERSION, at, 1, version);
  if (version !== 6) return out.expert(F.bogus_ipv6_version, at, 1);
  if (p.declaredEnd - at < wire.HEADER_LEN && !p.quoted) out.expert(F.invalid_header, at, p.declaredEnd - at);
  if (!p.need(at, wire.HEADER_LEN)) return stump(p, at, out);

  p.ipHeader(6, at + wire.SRC, at + wire.DST);
  p.addresses('ipv6', at + wire.SRC, at + wire.DST);
  if (out.detail) {
    out.head('Src', ipv6Text(b, at + wire.SRC));
    out.head('Dst', ipv6Text(b, at + wire.DST));
  }
  firstWord(p, at, out);

  const declared = wire.payloadLen(b, at);
  const next = wire.nextHeader(b, at);
  const body = at + wire.HEADER_LEN;
  const room = p.declaredEnd - body;
  out.uint(F.plen, at + 4, 2, declared);
  // 0: a jumbogram (RFC 2675), or the network card was to cut the segment up (TSO); the rest of the frame is meant
  if (declared === 0 && next !== PROTO_NONE) {
    if (out.detail && next !== PROTO_HOPOPT) out.note({ key: 'tree.ip.lengthZero', args: { length: room } });
    if (next !== PROTO_HOPOPT) out.expert(F.plen_zero, at + 4, 2);
  } else {
    if (declared > room && !p.quoted) out.expert(F.plen_exceeds_framing, at + 4, 2);
    p.trim(body + declared);
  }
  out.uint(F.nxt, at + 6, 1, next);
  out.uint(F.hlim, at + 7, 1, wire.hopLimit(b, at));
  out.bytes(F.src, at + wire.SRC, 16);
  out.hiddenBytes(F.addr, at + wire.SRC, 16);
  out.bytes(F.dst, at + wire.DST, 16);
  out.hiddenBytes(F.addr, at + wire.DST, 16);
  walkHeaders(p, next, body, out);
}

function firstWord(p: Packet, at: number, out: FieldSink): void {
  const tclass = wire.trafficClass(p.bytes, at);
  out.uint(F.tclass, at, 4, tclass);
  if (out.detail) {
    const text = `0x${tclass.toString(16).padStart(2, '0')}`;
    out.display(`${text} (DSCP: ${DSCP_SHORT[tclass >> 2] ?? 'Unknown'}, ECN: ${ECN_SHORT[tclass & 3]})`);
  }
  out.open();
  out.uint(F['tclass.dscp'], at, 4, tclass >> 2);
  out.uint(F['tclass.ecn'], at, 4, tclass & 3);
  out.close();
  out.uint(F.flow, at + 1, 3, wire.flowLabel(p.bytes, at));
}

/** What can be read of a header that was cut short. */
function stump(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  if (p.has(at, 4)) firstWord(p, at, out);
  if (p.has(at, 6)) out.uint(F.plen, at + 4, 2, wire.payloadLen(b, at));
  if (p.has(at, 7)) out.uint(F.nxt, at + 6, 1, wire.nextHeader(b, at));
  if (p.has(at, 8)) out.uint(F.hlim, at + 7, 1, wire.hopLimit(b, at));
  if (p.has(at, 24)) {
    out.bytes(F.src, at + wire.SRC, 16);
    out.hiddenBytes(F.addr, at + wire.SRC, 16);
  }
}

export const ipv6: Protocol = {
  abbrev: 'ipv6',
  name: 'Internet Protocol Version 6',
  fields: { ...F, ...FRAGMENTS },
  where: 'ipv6',
  line: { popularity: 4 },
  parts: EXTENSION_HEADERS,
  borrows: [IP_VERSION],
  under: [
    ['ethertype', TYPE_IPV6],
    ['ip.proto', PROTO_IPV6],
    ['linktype', 229],
    ['null.type', 10],
    ['null.type', 23],
    ['null.type', 24],
    ['null.type', 28],
    ['null.type', 30],
    ['ppp.protocol', PPP_IPV6],
    ['gre.proto', TYPE_IPV6],
    ['nsh.next_proto', 2],
    ['fr.nlpid', NLPID_IPV6],
    ['arcnet.protocol_id', ARCNET_IPV6],
  ],
  dissect,
  column: 'IPv6',
  summary: (p, layer) => {
    const { bytes } = p;
    if (layer.end - layer.at < 1 || wire.version(bytes, layer.at) !== 6) return 'Bogus IPv6 version';
    if (layer.end - layer.at < wire.HEADER_LEN) return 'IPv6';
    const walk = wire.newWalk();
    wire.walkExtensions(bytes, layer.at + wire.HEADER_LEN, layer.end, wire.nextHeader(bytes, layer.at), walk);
    const { fragmentAt } = walk;
    if (walk.fragmentOffset !== 0 || (walk.fragmented && p.datagram(layer, fragmentAt + 8))) {
      const more = wire.fragmentMore(bytes, fragmentAt) ? 'y' : 'n';
      const ident = wire.fragmentId(bytes, fragmentAt).toString(16).padStart(8, '0');
      const next = wire.extensionNext(bytes, fragmentAt);
      return `IPv6 fragment (off=${wire.fragmentOffset(bytes, fragmentAt)} more=${more} ident=0x${ident} nxt=${next})`;
    }
    if (walk.protocol === PROTO_NONE) return 'IPv6 no next header';
    return `${ipProtocolName(walk.protocol) ?? 'Unknown IP protocol'} (${walk.protocol})`;
  },
};
