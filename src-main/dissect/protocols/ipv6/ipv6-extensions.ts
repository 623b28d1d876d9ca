// Extension headers of IPv6: hop-by-hop and destination options, routing and fragment header (RFC 8200), authentication header
// (RFC 4302), segment routing (RFC 8754), home address (RFC 6275), RPL (RFC 6553, 6554).
import { u16, u32 } from '../../../wire/read';
import * as ip from '../../../wire/ipv4';
import * as wire from '../../../wire/ipv6';
import { ipProtocolName } from '../../values/number-names';
import { defineFields, type Field, type FieldSink, type Packet, type Protocol } from '../../contract/protocol';
import { dissectFragment, fragmentFields } from '../../values/fragments';
import { OPTION_FIELDS, dissectOptions } from './ipv6-options';

const H = defineFields('ipv6.hopopts', {
  nxt: ['Next Header', 'uint8', 'dec', { values: ipProtocolName }],
  len: ['Length', 'uint8', 'dec'],
  len_oct: ['Length', 'uint16', 'dec', { unit: ' bytes' }],
  not_first: [
    'IPv6 Hop-by-Hop extension header must appear immediately after IPv6 header',
    'none',
    'none',
    { expert: 'error', group: 'protocol' },
  ],
});
const D = defineFields('ipv6.dstopts', {
  nxt: ['Next Header', 'uint8', 'dec', { values: ipProtocolName }],
  len: ['Length', 'uint8', 'dec'],
  len_oct: ['Length', 'uint16', 'dec', { unit: ' bytes' }],
});
const ROUTING_TYPES = {
  0: 'Source Route',
  1: 'Nimrod',
  2: 'Type 2 Routing',
  3: 'RPL Source Route',
  4: 'Segment Routing',
  5: 'Compact Routing Header 16',
  6: 'Compact Routing Header 32',
  253: 'Experiment 1',
  254: 'Experiment 2',
};
const R = defineFields('ipv6.routing', {
  nxt: ['Next Header', 'uint8', 'dec', { values: ipProtocolName }],
  len: ['Length', 'uint8', 'dec'],
  len_oct: ['Length', 'uint16', 'dec', { unit: ' bytes' }],
  type: ['Type', 'uint8', 'dec', { values: ROUTING_TYPES }],
  segleft: ['Segments Left', 'uint8', 'dec'],
  'src.reserved': ['Reserved', 'bytes'],
  'src.addr': ['Address', 'ipv6'],
  'mipv6.reserved': ['Reserved', 'bytes'],
  'mipv6.home_address': ['Home Address', 'ipv6'],
  'srh.last_entry': ['Last Entry', 'uint8', 'dec'],
  'srh.flags': ['Flags', 'uint8', 'hex'],
  'srh.tag': ['Tag', 'bytes'],
  'srh.addr': ['Address', 'ipv6'],
  unknown_data: ['Type-Specific Data', 'bytes'],
  deprecated: ['Routing header type is deprecated', 'none', 'none', { expert: 'note', group: 'deprecated' }],
});
const G = defineFields('ipv6.fraghdr', {
  nxt: ['Next header', 'uint8', 'dec', { values: ipProtocolName }],
  reserved_octet: ['Reserved octet', 'uint8', 'hex'],
  offset: ['Offset', 'uint16', 'dec', { mask: 0xfff8 }],
  reserved_bits: ['Reserved bits', 'uint16', 'dec', { mask: 0x0006 }],
  more: ['More Fragments', 'bool', 16, { mask: 0x0001, words: ['Yes', 'No'] }],
  ident: ['Identification', 'uint32', 'hex'],
});
const A = defineFields('ah', {
  next_header: ['Next header', 'uint8', 'dec', { values: ipProtocolName }],
  length: ['Length', 'uint8', 'dec'],
  reserved: ['Reserved', 'bytes'],
  spi: ['AH SPI', 'uint32', 'hex'],
  sequence: ['AH Sequence', 'uint32', 'dec'],
  icv: ['AH ICV', 'bytes'],
});

/** Fields of the IPv6 header itself: they stand beside the fragment header. */
export const FRAGMENTS = fragmentFields('ipv6', 'IPv6', 'none', 'reassembled.in');

const none = (): void => undefined;
// Headers that stand inside IPv6's line: walkHeaders reads them, so they hang in no table.
export const hopByHop: Protocol = {
  abbrev: 'ipv6.hopopts',
  name: 'IPv6 Hop-by-Hop Option',
  fields: { ...H, ...OPTION_FIELDS },
  where: 'over-ip',
  dissect: none,
};
export const destinationOptions: Protocol = {
  abbrev: 'ipv6.dstopts',
  name: 'Destination Options for IPv6',
  fields: D,
  where: 'over-ip',
  dissect: none,
};
export const routing: Protocol = {
  abbrev: 'ipv6.routing',
  name: 'Routing Header for IPv6',
  fields: R,
  where: 'over-ip',
  dissect: none,
};
export const fragment: Protocol = {
  abbrev: 'ipv6.fraghdr',
  name: 'Fragment Header for IPv6',
  fields: G,
  where: 'over-ip',
  dissect: none,
};
export const EXTENSION_HEADERS: readonly Protocol[] = [hopByHop, destinationOptions, routing, fragment];

export const ah: Protocol = {
  abbrev: 'ah',
  name: 'Authentication Header',
  fields: A,
  where: 'over-ip',
  withPayload: true,
  parts: EXTENSION_HEADERS, // those that follow it
  under: [['ip.proto', ip.PROTO_AH]],
  dissect(p, at, out) {
    const next = authentication(p, at, out);
    if (next) walkHeaders(p, next.kind, next.at, out);
  },
  column: 'AH',
  summary: (p, layer) =>
    layer.end - layer.at < 12
      ? 'AH'
      : `AH (SPI=0x${u32(p.bytes, layer.at + 4)
          .toString(16)
          .padStart(8, '0')})`,
};

interface Next {
  kind: number;
  at: number;
}

/**
 * Dissects extension headers from the next header `first` at `at` on, and hands the payload behind them on. A header with a
 * fragment offset ends the walk: what follows is the middle of a payload.
 */
export function walkHeaders(p: Packet, first: number, from: number, out: FieldSink): void {
  let kind = first;
  let at = from;
  for (;;) {
    let next: Next | null;
    const fields = { at, kind };
    switch (kind) {
      case ip.PROTO_HOPOPT:
        next = optionsHeader(p, fields, hopByHop, H, out);
        if (at !== from) out.expert(H.not_first, at, 1);
        break;
      case ip.PROTO_DSTOPTS:
        next = optionsHeader(p, fields, destinationOptions, D, out);
        break;
      case ip.PROTO_ROUTING:
        next = routingHeader(p, at, out);
        break;
      case ip.PROTO_FRAGMENT: {
        next = fragmentHeader(p, at, out);
        const datagram = next && wire.isFragment(p.bytes, at) ? p.datagram(p, next.at) : null;
        if (next && datagram) {
          const { kind: inside } = next;
          dissectFragment(p, datagram, next.at, { fields: FRAGMENTS, here: FRAGMENTS['reassembled.in'], out }, () =>
            walkHeaders(p, inside, 0, out),
          );
          return;
        }
        if (next && wire.fragmentOffset(p.bytes, at) !== 0) {
          p.payload(next.at, p.declaredEnd - next.at);
          return;
        }
        break;
      }
      default:
        p.next('ip.proto', kind, at, p.declaredEnd - at);
        return;
    }
    if (!next) return;
    ({ kind, at } = next);
  }
}

/** Runs `body` in a line of its own if the whole header was captured; its length is the second byte's. */
function header(
  p: Packet,
  at: number,
  kind: number,
  protocol: Protocol,
  out: FieldSink,
  body: (len: number) => void,
): Next | null {
  let next: Next | null = null;
  const room = p.declaredEnd - at;
  const known = p.has(at, 2) ? wire.extensionLen(p.bytes, at, kind) : room;
  p.inner(protocol, at, Math.min(known, room), () => {
    if (!p.need(at, 2)) return;
    const len = wire.extensionLen(p.bytes, at, kind);
    if (!p.need(at, len)) return;
    out.length(len);
    body(len);
    next = { kind: wire.extensionNext(p.bytes, at), at: at + len };
  });
  return next;
}

function lengths(
  p: Packet,
  at: number,
  len: number,
  f: Record<'nxt' | 'len' | 'len_oct', Field>,
  out: FieldSink,
): void {
  out.uint(f.nxt, at, 1, p.bytes[at]);
  out.uint(f.len, at + 1, 1, p.bytes[at + 1]);
  if (out.detail) out.note({ key: 'tree.lengthBytes', args: { length: len } });
  out.generated(f.len_oct, at + 1, 1, len);
}

function optionsHeader(p: Packet, here: Next, protocol: Protocol, f: typeof D, out: FieldSink): Next | null {
  return header(p, here.at, here.kind, protocol, out, (len) => {
    lengths(p, here.at, len, f, out);
    dissectOptions(p, here.at + 2, here.at + len, out);
  });
}

function routingHeader(p: Packet, at: number, out: FieldSink): Next | null {
  const b = p.bytes;
  return header(p, at, ip.PROTO_ROUTING, routing, out, (len) => {
    lengths(p, at, len, R, out);
    const type = wire.routingType(b, at);
    const left = wire.routingSegmentsLeft(b, at);
    out.uint(R.type, at + 2, 1, type);
    if (type === 0) out.expert(R.deprecated, at + 2, 1); // RFC 5095
    out.uint(R.segleft, at + 3, 1, left);
    const end = at + len;
    if (type === 0) {
      out.bytes(R['src.reserved'], at + 4, 4);
      for (let a = at + 8; a + 16 <= end; a += 16) {
        out.bytes(R['src.addr'], a, 16);
        if (left > 0) p.finalDestination(a); // the last one is where the packet ends up
      }
    } else if (type === 2 && len >= 24) {
      out.bytes(R['mipv6.reserved'], at + 4, 4);
      out.bytes(R['mipv6.home_address'], at + 8, 16);
      if (left > 0) p.finalDestination(at + 8);
    } else if (type === 4) {
      out.uint(R['srh.last_entry'], at + 4, 1, b[at + 4]);
      out.uint(R['srh.flags'], at + 5, 1, b[at + 5]);
      out.bytes(R['srh.tag'], at + 6, 2);
      const count = Math.min(b[at + 4] + 1, Math.floor((len - 8) / 16));
      for (let i = 0; i < count; i++) out.bytes(R['srh.addr'], at + 8 + 16 * i, 16);
      if (left > 0 && count > 0) p.finalDestination(at + 8); // segment 0 is the last one (RFC 8754 section 2)
    } else if (len > 4) {
      out.bytes(R.unknown_data, at + 4, len - 4);
    }
  });
}

function fragmentHeader(p: Packet, at: number, out: FieldSink): Next | null {
  const b = p.bytes;
  const next = header(p, at, ip.PROTO_FRAGMENT, fragment, out, () => {
    out.uint(G.nxt, at, 1, b[at]);
    out.uint(G.reserved_octet, at + 1, 1, b[at + 1]);
    const offset = wire.fragmentOffset(b, at);
    out.uint(G.offset, at + 2, 2, offset >> 3);
    if (out.detail) out.display(`${offset >> 3} (${offset} bytes)`);
    out.uint(G.reserved_bits, at + 2, 2, (u16(b, at + 2) >> 1) & 3);
    out.uint(G.more, at + 2, 2, wire.fragmentMore(b, at) ? 1 : 0);
    out.uint(G.ident, at + 4, 4, wire.fragmentId(b, at));
  });
  if (next && (wire.fragmentOffset(b, at) !== 0 || wire.fragmentMore(b, at))) p.markFragment();
  return next;
}

/** The fields of an authentication header; where it ends, or null where it was cut off. */
function authentication(p: Packet, at: number, out: FieldSink): Next | null {
  const b = p.bytes;
  if (!p.need(at, 12)) return null;
  const len = Math.max(12, (b[at + 1] + 2) * 4);
  out.length(Math.min(len, p.end - at));
  out.uint(A.next_header, at, 1, b[at]);
  out.uint(A.length, at + 1, 1, b[at + 1]);
  if (out.detail) out.note({ key: 'tree.lengthBytes', args: { length: len } });
  out.bytes(A.reserved, at + 2, 2);
  out.uint(A.spi, at + 4, 4, u32(b, at + 4));
  out.uint(A.sequence, at + 8, 4, u32(b, at + 8));
  if (!p.need(at, len)) return null;
  if (len > 12) out.bytes(A.icv, at + 12, len - 12);
  return { kind: b[at], at: at + len };
}
