// Facts of a handshake as the window shows them: names in place of numbers, certificates read, judged in sentences.
import type { FlowRow } from '../../../ipc/contracts/engine-contract';
import type { TlsCertificate, TlsChain, TlsChoice, TlsLook, TlsOffer } from '../../../ipc/contracts/tls-contract';
import { ja3, ja3s, ja4, md5Text } from '../../../dissect/protocols/tls/tls-fingerprints';
import { messageName } from '../../../tls/look-handshake';
import type { HandshakeFacts } from '../../../tls/look-facts';
import { cipherText, groupText, known, offeredVersions, signatureText, versionText } from '../../../tls/look-messages';
import { closeNotifyOf, resumedOf, roundTrips } from '../../../tls/look-told';
import { outcomeOf } from '../../../tls/outcome';
import type { CertificateView, TcpHints } from '../../../tls/outcome-part';
import { chainOf } from './certificates';

const DAY = 86_400;

/**
 * Null: nothing of the connection is TLS, nor should it be.
 * @param second when a row was captured: whole seconds since 1970
 */
export function tlsLook(
  flow: FlowRow,
  facts: HandshakeFacts,
  tcp: TcpHints,
  second: (row: number) => number,
): TlsLook | null {
  const asked = facts.clientHello?.serverName ?? '';
  const chains = facts.chains.map((chain) => chainOf(chain, second(chain.row), chain.fromClient ? '' : asked));
  const { view, daysLeft } = serverChain(facts, second, chains);
  const judged = outcomeOf({ facts, tcp, certificate: view });
  if (judged === null) return null;
  const { client, server } = closing(facts, tcp);
  return {
    flow: flow.id,
    ...judged,
    clientIsA: facts.clientIsA,
    messages: facts.messages.map((message) => ({
      frame: message.row + 1,
      fromClient: message.fromClient,
      atNs: tcp.at(message.row) - tcp.at(facts.firstRow),
      name: messageName(message, facts),
      says: message.says,
      encrypted: message.encrypted,
      opened: message.opened,
      length: message.length,
      probably: message.probably,
    })),
    more: facts.moreMessages,
    serverName: asked,
    offered: offerOf(facts),
    chosen: choiceOf(facts),
    opened: facts.isOpened,
    resumed: resumedOf(facts).resumed,
    retried: facts.retryRow >= 0,
    earlyData: facts.earlyRecords > 0 ? 'sent' : facts.firstHello?.hasEarlyData ? 'offered' : 'no',
    roundTrips: roundTrips(facts),
    handshakeNs:
      facts.completeRow >= 0 && facts.helloRow >= 0 ? tcp.at(facts.completeRow) - tcp.at(facts.helloRow) : null,
    flights: facts.flights.map(({ fromClient, bytes, records, row }) => ({
      fromClient,
      bytes,
      records,
      frame: row + 1,
    })),
    closeNotify: { client, server },
    ja3: facts.firstHello ? md5Text(ja3(facts.firstHello.hello)) : '',
    ja3s: facts.serverHello ? md5Text(ja3s(facts.serverHello.hello)) : '',
    ja4: facts.firstHello ? ja4(facts.firstHello.hello, 't').hashed : '',
    chains,
    daysLeft,
  };
}

const closing = (facts: HandshakeFacts, tcp: TcpHints): TlsLook['closeNotify'] => ({
  client: closeNotifyOf(facts, true, tcp.finClient >= 0 || tcp.rstClient >= 0),
  server: closeNotifyOf(facts, false, tcp.finServer >= 0 || tcp.rstServer >= 0),
});

function offerOf({ clientHello }: HandshakeFacts): TlsOffer | null {
  if (clientHello === null) return null;
  const { hello } = clientHello;
  return {
    versions: offeredVersions(clientHello).map(versionText),
    ciphers: known(hello.ciphers).map(cipherText),
    groups: known(hello.groups).map(groupText),
    keyShares: known(clientHello.shares).map(groupText),
    signatures: known(hello.signatures).map(signatureText),
    alpn: clientHello.alpn,
  };
}

const choiceOf = (facts: HandshakeFacts): TlsChoice => ({
  ...chosenOf(facts),
  signature: facts.signature > 0 ? signatureText(facts.signature) : '',
});
/** The same as the list has it. */
export const chosenOf = ({
  serverHello,
  version,
  group,
  dhBits,
  alpn,
}: HandshakeFacts): Omit<TlsChoice, 'signature'> => ({
  version: version > 0 ? versionText(version) : '',
  cipher: serverHello ? cipherText(serverHello.hello.ciphers[0]) : '',
  group: group > 0 ? groupText(group) : dhBits > 0 ? `DH ${dhBits}` : '',
  alpn: serverHello?.alpn[0] ?? alpn,
});

/**
 * The chain of the server at the time that it was sent.
 * @param chains all that were sent, where they have been read already
 */
export function serverChain(
  facts: HandshakeFacts,
  second: (row: number) => number,
  chains?: readonly TlsChain[],
): { chain: TlsChain | undefined; view: CertificateView | null; daysLeft: number | null } {
  const asked = facts.clientHello?.serverName ?? '';
  const sent = facts.chains.findIndex(({ fromClient }) => !fromClient);
  if (sent < 0) return { chain: undefined, view: null, daysLeft: null };
  const now = second(facts.chains[sent].row);
  const chain = chains ? chains[sent] : chainOf(facts.chains[sent], now, asked);
  const [own] = chain.certificates as [TlsCertificate | undefined];
  return { chain, view: viewOf(chain, asked, now), daysLeft: own ? days(own.notAfter, now) : null };
}

const days = (until: number, now: number): number => (Number.isNaN(until) ? 0 : Math.floor((until - now) / DAY));

/** What is wrong anywhere in a chain. */
function viewOf(chain: TlsChain, asked: string, now: number): CertificateView {
  const faults = chain.certificates.flatMap(({ problems, subject, names, key, signature, notBefore, notAfter }) => {
    const past = Math.max(0, -1 - days(notAfter, now));
    return problems.map((problem) => {
      const counted = problem === 'expired' ? past : problem === 'notYetValid' ? Math.max(0, days(notBefore, now)) : 0;
      return { problem, subject, names, key, signature, days: counted };
    });
  });
  return { row: chain.frame - 1, asked, faults };
}
