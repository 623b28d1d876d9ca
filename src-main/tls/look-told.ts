// What follows from the facts of a handshake: whether it was resumed, how many round trips it took, whether an end said goodbye.
import * as wire from '../wire/tls';
import type { TlsSurety } from '../ipc/contracts/tls-contract';
import { alertLength } from './look-encrypted';
import type { HandshakeFacts } from './look-facts';

export type ResumedBy = 'psk' | 'ticket' | 'id' | '';

const isEqual = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

/**
 * Up to TLS 1.2: the server takes the session id over and sends no certificate before its ChangeCipherSpec (RFC 5246 section 7.3; of a ticket
 * RFC 5077 section 3.4). TLS 1.3: it takes a pre-shared key (RFC 8446 section 2.2), which nearly always is a ticket.
 */
export function resumedOf(facts: HandshakeFacts): { resumed: TlsSurety; by: ResumedBy } {
  const { clientHello, serverHello, server } = facts;
  if (!serverHello || !clientHello) return { resumed: 'unknown', by: '' };
  if (wire.isTls13(facts.version))
    return serverHello.hasPsk ? { resumed: 'yes', by: 'psk' } : { resumed: 'no', by: '' };
  const certificate = facts.messages.some(
    ({ type, fromClient, row }) =>
      !fromClient &&
      (type === wire.CERTIFICATE || type === wire.SERVER_HELLO_DONE) &&
      // behind it another handshake may be told of by keys
      (server.changedRow < 0 || row <= server.changedRow),
  );
  if (certificate) return { resumed: 'no', by: '' };
  if (server.changedRow < 0) return { resumed: 'unknown', by: '' };
  if (clientHello.hasTicket) return { resumed: 'yes', by: 'ticket' };
  const same = serverHello.sessionId.length > 0 && isEqual(serverHello.sessionId, clientHello.sessionId);
  return same ? { resumed: 'yes', by: 'id' } : { resumed: 'unknown', by: '' };
}

/** How often the client waited for the server until both were ready; null: they never were. */
export function roundTrips({ completeRow, flights }: HandshakeFacts): number | null {
  if (completeRow < 0) return null;
  return flights.filter((flight, i) => !flight.fromClient && i > 0).length;
}

/**
 * Whether an end said that it sends no more (RFC 8446 section 6.1). `probably`: its last record was an encrypted alert, or has the size of one.
 * @param hasEnded it closed or reset the connection
 */
export function closeNotifyOf(facts: HandshakeFacts, fromClient: boolean, hasEnded: boolean): TlsSurety {
  const said = facts.alerts.some((alert) => alert.fromClient === fromClient && alert.description === 0);
  if (said) return 'yes';
  const { last } = fromClient ? facts.client : facts.server;
  if (facts.cutShort || facts.incomplete) return 'unknown';
  if (last?.isEncrypted) {
    if (last.type === wire.ALERT) return 'probably';
    if (wire.isTls13(facts.version) && last.length === alertLength(facts)) return 'probably';
  }
  return hasEnded ? 'no' : 'unknown';
}
