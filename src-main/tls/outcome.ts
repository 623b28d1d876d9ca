// How the TLS handshake of a connection went, out of what its records tell and of how TCP ended: sentences with the packets that prove them, the
// cause where both ends' words tell it, `probably` where it is inferred. Keys of i18n/<language>/tls-look.ts.
import { alertOutcome } from './outcome-alert';
import { certificateSentences } from './outcome-certificate';
import { complete } from './outcome-complete';
import { plainOutcome } from './outcome-plain';
import { leftOutcome } from './outcome-left';
import { fatalAlert, say, type Judged, type Known, type TcpHints } from './outcome-part';
import { alertLength, clientAlerts, clientCertificate } from './look-encrypted';
import type { AlertFact } from './look-facts';
import { isTls13 } from '../wire/tls';

/** Null: nothing of it is TLS, nor should it be. */
export function outcomeOf(known: Known): Judged | null {
  const { facts } = known;
  const judged = judge(known);
  if (judged === null) return null;
  if (facts.cutShort) judged.sentences.push(say('tls.say.cutShort', {}, []));
  return judged;
}

function judge(known: Known): Judged | null {
  const { facts, tcp } = known;
  const plain = plainOutcome(facts, tcp);
  if (plain) return plain;
  if (!facts.client.isTls && !facts.server.isTls) return null;
  if (facts.helloRow < 0)
    return { outcome: 'partial', sentences: [say('tls.say.partial', {}, [facts.firstRow])], checks: [] };
  const alert = fatalAlert(facts);
  if (alert && (facts.completeRow < 0 || !laterThan(tcp, alert.row, facts.completeRow) || isVerdict(known, alert)))
    return isReply(known, alert) ? leftOutcome(known) : alertOutcome(known, alert);
  return hidden(known) ?? (facts.completeRow >= 0 ? complete(known) : leftOutcome(known));
}

/** TLS 1.3: the server says what it thinks of the client's certificate behind the client's Finished, and has sent no data before. */
const isVerdict = ({ facts }: Known, { fromClient }: AlertFact): boolean =>
  !fromClient && isTls13(facts.version) && facts.certificateRequestRow >= 0 && facts.server.dataRow < 0;

/** Some programs send an alert about a connection that the other end has just closed: that end is who broke it off. */
function isReply({ tcp }: Known, { fromClient, row }: AlertFact): boolean {
  const left = fromClient ? [tcp.finServer, tcp.rstServer] : [tcp.finClient, tcp.rstClient];
  return left.some((at) => at >= 0 && laterThan(tcp, row, at));
}

const laterThan = (tcp: TcpHints, row: number, other: number): boolean => tcp.at(row) > tcp.at(other);

/** TLS 1.3 hides alerts of both ends behind the ServerHello: their size and place is what there is. */
function hidden(known: Known): Judged | null {
  const { facts, tcp, certificate } = known;
  if (!isTls13(facts.version) || facts.serverHelloRow < 0) return null;
  const refused = clientAlerts(facts);
  if (refused && facts.client.encryptedCount === 1)
    return {
      outcome: 'certificateRejected',
      sentences: [
        say('tls.say.rejectedHidden', { bytes: refused.length }, [facts.serverHelloRow, refused.row]),
        ...certificateSentences(certificate, true),
      ],
      checks: [say('tls.check.trust', {}, [])],
    };
  const sent = clientCertificate(facts);
  const { last } = facts.server;
  const ended = last !== null && last.length === alertLength(facts) && tcp.at(last.row) >= tcp.at(facts.completeRow);
  const answers = facts.server.encrypted.filter(
    ({ row }) => facts.completeRow >= 0 && tcp.at(row) > tcp.at(facts.completeRow),
  );
  if (sent === 'none' || facts.completeRow < 0 || !ended || answers.length !== 1) return null;
  return {
    outcome: 'clientCertificate',
    sentences: [
      say('tls.say.clientCertificate', { sure: 'probably', sent }, [facts.client.encrypted[0].row, last.row]),
    ],
    checks: [say('tls.check.clientCertificate', { sent }, [])],
  };
}
