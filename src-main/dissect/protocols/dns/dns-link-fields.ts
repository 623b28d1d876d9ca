// What links a DNS message to others of its conversation: the query of a response, the response of a query, what was sent again. It comes
// from all the frames of the capture (flow/messages/dns-links.ts).
import * as wire from '../../../wire/dns';
import { fieldGroup, type FieldSink, type Packet } from '../../contract/protocol';
import { addSince } from '../../values/time-since';
import { F } from './dns-fields';

/** It is asked for only where one of these is wanted. */
const OF_LINKS = fieldGroup([
  F.response_in,
  F.response_to,
  F.time,
  F.unsolicited,
  F.retransmission,
  F.retransmit_request_in,
  F.retransmit_response_in,
  F.retransmit_request,
  F.retransmit_response,
]);

/** At the end of a message that was read to its end. `at`: where it begins. */
export function links(p: Packet, at: number, flags: number, out: FieldSink): void {
  const isResponse = wire.isResponse(flags);
  // what an error quotes is looked at alone
  if (p.quoted && isResponse) out.generated(F.unsolicited, 0, 0, 1);
  const link = out.wantsAny(OF_LINKS) && !p.quoted ? p.context.dns(wire.identity(p.bytes, at)) : null;
  if (link === null) return;
  if (link.again) {
    out.generated(isResponse ? F.retransmit_response_in : F.retransmit_request_in, 0, 0, link.other);
    out.generated(F.retransmission, 0, 0, 1);
    out.expert(isResponse ? F.retransmit_response : F.retransmit_request, 0, 0);
  } else if (!isResponse) {
    if (link.other > 0) out.generated(F.response_in, 0, 0, link.other);
  } else if (link.other === 0) out.generated(F.unsolicited, 0, 0, 1);
  else {
    out.generated(F.response_to, 0, 0, link.other);
    if (p.context.hasTime && link.time !== null) addSince(out, F.time, p, link.time.sec, link.time.nano);
  }
}
