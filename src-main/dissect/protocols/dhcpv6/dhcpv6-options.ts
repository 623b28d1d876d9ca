// Options of DHCPv6, RFC 8415 section 21, and of the documents that came after it: the list of them. What single ones hold is read in
// dhcpv6-values.ts; those inside of others are a list again.
import * as wire from '../../../wire/dhcpv6';
import { hexText } from '../../../text/address';
import type { FieldSink, Packet } from '../../contract/protocol';
import { F } from './dhcpv6-fields';
import { OPTION_NAMES } from './dhcpv6-names';
import { INSIDE, VALUES } from './dhcpv6-values';

/** Dissects a message that stands in an option. */
export type Inside = (at: number, end: number) => boolean;

/** Lists in lists are looked into so far. */
const MOST_DEPTH = 8;

/** False: they contradict themselves, or are not all there; what follows is not read then. */
export function options(p: Packet, from: number, end: number, out: FieldSink, inside: Inside, depth = 0): boolean {
  for (let at = from; at < end;) {
    if (end < at + wire.OPTION_HEADER_LEN) {
      p.malformed(F['option.length'], at, end - at);
      return false;
    }
    if (!p.need(at, wire.OPTION_HEADER_LEN)) return false;
    const len = wire.optionLen(p.bytes, at);
    if (!option(p, at, Math.min(len, end - at - wire.OPTION_HEADER_LEN), out, inside, depth)) return false;
    at += wire.OPTION_HEADER_LEN + len;
    if (at > end) {
      p.malformed(F['option.length'], at - len - 2, 2);
      return false;
    }
  }
  return true;
}

/** One option, of whose value `len` bytes are its list's. */
function option(p: Packet, at: number, len: number, out: FieldSink, inside: Inside, depth: number): boolean {
  const code = wire.optionCode(p.bytes, at);
  const body = at + wire.OPTION_HEADER_LEN;
  const name = OPTION_NAMES[code] ?? `DHCP option ${code}`;
  out.string(F['option.type_str'], at, Math.min(wire.OPTION_HEADER_LEN + len, p.end - at), name);
  out.open();
  out.uint(F['option.type'], at, 2, code);
  out.uint(F['option.length'], at + 2, 2, wire.optionLen(p.bytes, at));
  const whole =
    p.need(body, len) && (len < wire.optionLen(p.bytes, at) || value(p, body, len, out, inside, { code, depth }));
  out.close();
  return whole;
}

function value(
  p: Packet,
  at: number,
  len: number,
  out: FieldSink,
  inside: Inside,
  { code, depth }: { code: number; depth: number },
): boolean {
  const isMessage = code === wire.RELAY_MESSAGE;
  if (isMessage && len > 0) return inside(at, at + len);
  if (!isMessage && !Object.hasOwn(VALUES, code)) {
    if (len > 0) out.line('Value', at, len);
    if (len > 0 && out.detail) out.display(hexText(p.bytes, at, len));
    return true;
  }
  if (isMessage || !VALUES[code](p, at, len, out)) {
    out.expert(F.malformed_option, at, len);
    return true;
  }
  const header = INSIDE[code];
  if (header === undefined || len <= header || depth >= MOST_DEPTH) return true;
  return options(p, at + header, at + len, out, inside, depth + 1);
}
