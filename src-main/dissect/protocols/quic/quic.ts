// QUIC, RFC 9000 and 9369: headers of its packets, and what Initial packets carry, which is hidden from nobody (RFC 9001 section 5.2). Known by the long
// headers of its versions; packets with a short one by the connection that they belong to.
import * as wire from '../../../wire/quic';
import type { FieldSink, Packet, Protocol } from '../../contract/protocol';
import { F } from './quic-fields';
import { CRYPTO_TABLE } from './quic-frames';
import { longHeader } from './quic-long';
import { connectionNumber, stateOf, type State } from './quic-state';
import { quicSummary } from './quic-summary';

const accepts = (p: Packet, at: number, len: number): boolean => {
  if (p.quoted || p.end <= at) return false;
  if (wire.looksLikeQuic(p.bytes, at, p.end, len)) return true;
  return !wire.isLong(p.bytes, at) && wire.hasFixedBit(p.bytes, at) && p.context.quic() !== null;
};

function dissect(p: Packet, from: number, out: FieldSink): void {
  const state = stateOf(p, p);
  connectionNumber(state, out);
  for (let at = from; at < p.declaredEnd && !p.stopped;) {
    if (!p.need(at, 1)) return;
    // RFC 9000 section 12.2 has no bytes behind the last packet, and some senders fill their datagrams with zeros
    if (at > from && p.bytes[at] === 0) {
      out.expert(F.coalesced_padding_data, at, p.end - at);
      return;
    }
    if (wire.isLong(p.bytes, at)) at = longHeader(p, at, state, out);
    else {
      shortHeader(p, at, state, out);
      return;
    }
  }
}

/** RFC 9000 section 17.3: all that follows is protected, and only the connection tells how long its ID is. */
function shortHeader(p: Packet, at: number, { view }: State, out: FieldSink): void {
  const b = p.bytes;
  const length = Math.max(0, view?.shortCidLen ?? 0);
  out.generated(F.packet_length, at, p.end - at, p.declaredEnd - at);
  out.none(F.short, at, Math.min(1 + length, p.end - at));
  if (out.detail) out.display('');
  out.open();
  out.uint(F.header_form, at, 1, 0);
  out.uint(F.fixed_bit, at, 1, (b[at] >> 6) & 1);
  out.uint(F.spin_bit, at, 1, (b[at] >> 5) & 1);
  const isWhole = length === 0 || p.need(at + 1, length);
  if (isWhole && length > 0) out.bytes(F.dcid, at + 1, length);
  out.close();
  const rest = at + 1 + length;
  if (isWhole && rest < p.declaredEnd && p.need(rest, p.declaredEnd - rest))
    out.bytes(F.remaining_payload, rest, p.declaredEnd - rest);
}

export const quic: Protocol = {
  abbrev: 'quic',
  name: 'QUIC IETF',
  fields: F,
  where: 'udp',
  line: { pass: 'messages' },
  // asked where no dissector of a port takes the datagram
  under: [['udp.port', -2]],
  accepts,
  inside: [CRYPTO_TABLE],
  dissect,
  column: 'QUIC',
  summary: quicSummary,
};
