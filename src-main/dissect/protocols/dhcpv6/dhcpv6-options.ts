// Options of DHCPv6, RFC 8415 section 21, and of the documents that came after it: the list of them. What single ones hold is read in
// dhcpv6-values.ts; those inside of others are a list again.
import * as wire from '../../../wire/dhcpv6';
import { hexText } from '../../../text/address';
import type { FieldSink, Packet } from '../../contract/protocol';
import { F } from './dhcpv6-fields';
import { OPTION_NAMES } from './dhcpv6-names';
import { INSIDE, VALUES } from './dhcpv6-values';

/** Dissects a message that stands in an option. */
export type Inside = (at: number, end: number) => void;

/** Lists in lists are looked into so far. */
const MOST_DEPTH = 8;

export function options(p: Packet, from: number, end: number, out: FieldSink, inside: Inside, depth = 0): void {
  for (let at = from; at < end && !p.stopped;) {
    if (end < at + wire.OPTION_HEADER_LEN) return p.malformed(F['option.length'], at, end - at);
    if (!p.need(at, wire.OPTION_HEADER_LEN)) return;
    const len = wire.optionLen(p.bytes, at);
    if (end < at + wire.OPTION_HEADER_LEN + len)
      return option(p, at, 0, out, () => p.malformed(F['option.length'], at + 2, 2));
    option(p, at, len, out, (body) => value(p, wire.optionCode(p.bytes, at), body, len, out, inside, depth));
    at += wire.OPTION_HEADER_LEN + len;
  }
}

function option(p: Packet, at: number, len: number, out: FieldSink, body: (at: number) => void): void {
  const code = wire.optionCode(p.bytes, at);
  const name = OPTION_NAMES[code] ?? `DHCP option ${code}`;
  out.string(F['option.type_str'], at, Math.min(wire.OPTION_HEADER_LEN + len, p.end - at), name);
  out.open();
  out.uint(F['option.type'], at, 2, code);
  out.uint(F['option.length'], at + 2, 2, wire.optionLen(p.bytes, at));
  if (p.need(at + wire.OPTION_HEADER_LEN, len)) body(at + wire.OPTION_HEADER_LEN);
  out.close();
}

function value(p: Packet, code: number, at: number, len: number, out: FieldSink, inside: Inside, depth: number): void {
  if (code === wire.RELAY_MESSAGE) {
    if (len === 0) return out.expert(F.malformed_option, at, 0);
    return inside(at, at + len);
  }
  if (Object.hasOwn(VALUES, code)) {
    if (!VALUES[code](p, at, len, out)) return out.expert(F.malformed_option, at, len);
    const header = INSIDE[code];
    if (header !== undefined && len > header && depth < MOST_DEPTH)
      options(p, at + header, at + len, out, inside, depth + 1);
  } else if (len > 0) {
    out.line('Value', at, len);
    if (out.detail) out.display(hexText(p.bytes, at, len));
  }
}
