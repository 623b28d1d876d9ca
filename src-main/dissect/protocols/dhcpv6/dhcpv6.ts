// DHCPv6, RFC 8415: messages of clients and servers, and those that relay agents put around them.
import { hexText, ipv6Text } from '../../../text/address';
import * as wire from '../../../wire/dhcpv6';
import type { FieldSink, Layer, Packet, Protocol } from '../../contract/protocol';
import { F } from './dhcpv6-fields';
import { MESSAGES } from './dhcpv6-names';
import { options } from './dhcpv6-options';

/** RFC 8415 section 7.6: a message passes so many relay agents at most. */
const MOST_RELAYS = 8;

/** The message between `at` and `end`, which may be another's option. False: it is not all there. */
function message(p: Packet, at: number, end: number, depth: number, out: FieldSink): boolean {
  const b = p.bytes;
  if (!p.need(at, 1)) return false;
  out.uint(F.msgtype, at, 1, wire.messageType(b, at));
  const inside = (from: number, to: number): boolean => depth >= MOST_RELAYS || message(p, from, to, depth + 1, out);
  const isRelayed = wire.isRelayed(b, at);
  const body = at + (isRelayed ? wire.RELAY_HEADER_LEN : wire.HEADER_LEN);
  if (body > end) {
    if (p.need(at, body - at)) p.malformed(F.msgtype, at, 1);
    return false;
  }
  if (!isRelayed) {
    if (!p.need(at, wire.HEADER_LEN)) return false;
    out.uint(F.xid, at + 1, 3, wire.transaction(b, at));
    return options(p, body, end, out, inside);
  }
  if (!p.need(at, 2)) return false;
  out.uint(F.hopcount, at + 1, 1, b[at + 1]);
  if (!p.need(at + wire.LINK_AT, 16)) return false;
  out.bytes(F.linkaddr, at + wire.LINK_AT, 16);
  if (!p.need(at + wire.PEER_AT, 16)) return false;
  out.bytes(F.peeraddr, at + wire.PEER_AT, 16);
  return options(p, body, end, out, inside);
}

/** `Solicit XID: 0xfc24ab CID: 00030001cc050e880000` */
function summary({ bytes: b }: Packet, { at: from, end }: Layer): string {
  const parts: string[] = [];
  let at = from;
  let limit = end;
  for (let depth = 0; depth <= MOST_RELAYS && at < limit; depth++) {
    parts.push(MESSAGES[wire.messageType(b, at)] ?? `Message Type ${wire.messageType(b, at)}`);
    if (!wire.isRelayed(b, at)) {
      if (limit >= at + wire.HEADER_LEN) parts.push(`XID: 0x${wire.transaction(b, at).toString(16).padStart(6, '0')}`);
      parts.push(...said(b, at + wire.HEADER_LEN, limit, 0));
      break;
    }
    if (limit < at + wire.RELAY_HEADER_LEN) break;
    parts.push(`L: ${ipv6Text(b, at + wire.LINK_AT)}`);
    const relayed = find(b, at + wire.RELAY_HEADER_LEN, limit, wire.RELAY_MESSAGE);
    if (relayed < 0) break;
    at = relayed + wire.OPTION_HEADER_LEN;
    limit = Math.min(limit, at + wire.optionLen(b, relayed));
  }
  return parts.join(' ');
}

function find(b: Uint8Array, from: number, end: number, code: number): number {
  for (let at = from; at + wire.OPTION_HEADER_LEN <= end; at += wire.OPTION_HEADER_LEN + wire.optionLen(b, at))
    if (wire.optionCode(b, at) === code) return at;
  return -1;
}

const IA_NA = 3;
const IA_ADDRESS = 5;
/** Addresses that are said. */
const MOST_ADDRESSES = 32;

/** Who asks, and what addresses are given, in their order. */
function said(b: Uint8Array, from: number, end: number, depth: number): string[] {
  const parts: string[] = [];
  for (let at = from; at + wire.OPTION_HEADER_LEN <= end && parts.length < MOST_ADDRESSES;) {
    const len = wire.optionLen(b, at);
    const body = at + wire.OPTION_HEADER_LEN;
    if (body + len > end) break;
    const code = wire.optionCode(b, at);
    if (code === wire.CLIENT_ID && depth === 0 && len > 0) parts.push(`CID: ${hexText(b, body, len)}`);
    else if (code === IA_NA && depth === 0 && len >= 12) parts.push(...said(b, body + 12, body + len, 1));
    else if (code === IA_ADDRESS && len >= 24) parts.push(`IAA: ${ipv6Text(b, body)}`);
    at = body + len;
  }
  return parts;
}

export const dhcpv6: Protocol = {
  abbrev: 'dhcpv6',
  name: 'DHCPv6',
  fields: F,
  where: 'udp',
  under: [
    ['udp.port', wire.CLIENT_PORT],
    ['udp.port', wire.SERVER_PORT],
  ],
  inside: [],
  inQuotes: true,
  dissect: (p, at, out) => void message(p, at, p.declaredEnd, 0, out),
  column: 'DHCPv6',
  summary,
};
