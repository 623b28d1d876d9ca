// A handshake as the TLS page lists it and as facts of its connection tell it: what a look at it (tls-look.ts) says, without what only the look itself shows.
import type { FlowRow } from '../../../ipc/flow-facts';
import type { TlsHandshake } from '../../../ipc/contracts/tls-contract';
import type { TlsRow } from '../../../ipc/tls-facts';
import { ALERTS } from '../../../dissect/values/tls-alerts';
import { ja4 } from '../../../dissect/protocols/tls/tls-fingerprints';
import { endpointText } from '../../../text/endpoint';
import type { HandshakeFacts } from '../../../tls/look-facts';
import { resumedOf, roundTrips } from '../../../tls/look-told';
import { outcomeOf } from '../../../tls/outcome';
import { fatalAlert, type TcpHints } from '../../../tls/outcome-part';
import { chosenOf, serverChain } from './tls-look';

/**
 * Null: nothing of the connection is TLS, nor should it be.
 * @param row of the connection, where no message was seen
 */
export function handshakeOf(
  flow: FlowRow,
  facts: HandshakeFacts,
  tcp: TcpHints,
  second: (row: number) => number,
  row: number,
): TlsHandshake | null {
  const { chain, daysLeft, view } = serverChain(facts, second);
  const judged = outcomeOf({ facts, tcp, certificate: view });
  if (judged === null) return null;
  const a = endpointText(flow.addressA, flow.portA);
  const b = endpointText(flow.addressB, flow.portB);
  const first = facts.helloRow >= 0 ? facts.helloRow : ((facts.messages[0] as { row: number } | undefined)?.row ?? row);
  return {
    flow: flow.id,
    stream: flow.stream,
    frame: first + 1,
    client: facts.clientIsA ? a : b,
    server: facts.clientIsA ? b : a,
    serverName: facts.clientHello?.serverName ?? '',
    ...chosenOf(facts),
    resumed: resumedOf(facts).resumed,
    outcome: judged.outcome,
    roundTrips: roundTrips(facts),
    daysLeft,
    ja4: facts.firstHello ? ja4(facts.firstHello.hello, 't').hashed : '',
    problems: [...new Set(chain?.certificates.flatMap((one) => one.problems) ?? [])],
  };
}

/** What of it are facts of the connection. */
export function tlsRowOf(handshake: TlsHandshake, facts: HandshakeFacts): TlsRow {
  const { version, serverName, alpn, cipher, group, resumed, daysLeft, ja4: client } = handshake;
  const alert = fatalAlert(facts);
  const text = (value: string): string | null => (value === '' ? null : value);
  return {
    tlsVersion: text(version),
    tlsServerName: text(serverName),
    tlsAlpn: text(alpn),
    tlsCipher: text(cipher),
    tlsGroup: text(group),
    tlsResumed: version === '' ? null : resumed,
    tlsAlert: alert === null ? null : (ALERTS[alert.description] ?? String(alert.description)),
    tlsDaysLeft: daysLeft,
    tlsJa4: text(client),
  };
}
