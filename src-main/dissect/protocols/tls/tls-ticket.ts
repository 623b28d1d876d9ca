// NewSessionTicket, in the form of RFC 5077 section 3.3 and of RFC 8446 section 4.6.1: the first is a ticket and nothing else.
import { u16 } from '../../../wire/read';
import * as wire from '../../../wire/tls';
import type { FieldSink, Packet } from '../../contract/protocol';
import { extensions } from './extensions/tls-extensions';
import { F } from './tls-fields';
import type { Known } from './tls-known';
import { number, opaque, there, vector } from './tls-part';

export function newSessionTicket(p: Packet, at: number, end: number, known: Known, out: FieldSink): void {
  out.line('TLS Session Ticket', at, there(p, at, end - at));
  out.open();
  const next = number(p, out, F['handshake.session_ticket_lifetime_hint'], at, 4, end);
  if (next >= 0) {
    const looksOld = p.has(next, 2) && next + 2 + u16(p.bytes, next) === end;
    const isOld = known.version === 0 ? looksOld : !wire.isTls13(known.version);
    if (isOld) opaque(p, out, F['handshake.session_ticket_length'], F['handshake.session_ticket'], next, 2, end);
    else ticketOf13(p, next, end, out);
  }
  out.close();
}

function ticketOf13(p: Packet, at: number, end: number, out: FieldSink): void {
  let next = number(p, out, F['handshake.session_ticket_age_add'], at, 4, end);
  if (next < 0) return;
  const nonce = F['handshake.session_ticket_nonce_length'];
  next = opaque(p, out, nonce, F['handshake.session_ticket_nonce'], next, 1, end);
  if (next < 0) return;
  next = opaque(p, out, F['handshake.session_ticket_length'], F['handshake.session_ticket'], next, 2, end, 1);
  if (next < 0) return;
  const to = vector(p, out, F['handshake.extensions_length'], next, 2, end);
  if (to >= 0) extensions(p, next + 2, to, wire.NEW_SESSION_TICKET, out);
}
