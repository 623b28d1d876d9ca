// A handshake that was complete: what holds for the connection, and what is worth a word all the same.
import { ALERTS } from '../dissect/values/tls-alerts';
import type { VerdictSentence } from '../ipc/contracts/verdict-contract';
import { durationShort } from '../text/duration';
import { isTls13 } from '../wire/tls';
import type { HandshakeFacts } from './look-facts';
import { cipherText, groupText, versionText } from './look-messages';
import { closeNotifyOf, resumedOf, roundTrips } from './look-told';
import { certificateSentences } from './outcome-certificate';
import { fatalAlert, say, who, type Judged, type TcpHints, type Known } from './outcome-part';

/** RFC 8996: TLS 1.0 and 1.1 must not be used; RFC 7568: nor SSL 3.0. */
const OLDEST_GOOD = 0x0303;

export function complete(known: Known): Judged {
  const { facts, tcp, certificate } = known;
  const sentences = [held(facts, tcp), ...how(facts)];
  const checks: VerdictSentence[] = [];
  if (facts.version < OLDEST_GOOD) {
    sentences.push(say('tls.say.oldVersion', { version: versionText(facts.version) }, [facts.serverHelloRow]));
    checks.push(say('tls.check.oldVersion', {}, []));
  }
  sentences.push(...certificateSentences(certificate, false));
  const alert = fatalAlert(facts);
  if (alert) {
    const name = ALERTS[alert.description] ?? String(alert.description);
    sentences.push(
      say('tls.say.laterAlert', { who: who(alert.fromClient), name, number: alert.description }, [alert.row]),
    );
    checks.push(
      say(alert.description in ALERTS ? `tls.check.alert.${alert.description}` : 'tls.check.alert.other', {}, []),
    );
  }
  sentences.push(...goodbye(facts, tcp));
  return { outcome: 'complete', sentences, checks };
}

function held(facts: HandshakeFacts, tcp: TcpHints): VerdictSentence {
  const isNew = isTls13(facts.version);
  const trips = roundTrips(facts) ?? 0;
  const { client, server } = facts;
  // data went both ways under the new keys: the sizes alone would be a guess
  const went = (end: typeof client): boolean => end.last !== null && tcp.at(end.last.row) >= tcp.at(facts.completeRow);
  // … or both were opened
  const isSeen = client.finishedRow >= 0 && server.finishedRow >= 0;
  const sure = !isNew || isSeen || (went(client) && went(server)) ? 'yes' : 'probably';
  const args = {
    sure,
    version: versionText(facts.version),
    cipher: cipherText(facts.serverHello?.hello.ciphers[0] ?? 0),
    group: facts.group > 0 ? groupText(facts.group) : facts.dhBits > 0 ? `DH ${facts.dhBits}` : '',
    hasGroup: facts.group > 0 || facts.dhBits > 0 ? 'yes' : 'no',
    trips,
    took: durationShort(tcp.at(facts.completeRow) - tcp.at(facts.helloRow)),
  };
  return say('tls.say.complete', args, [facts.helloRow, facts.serverHelloRow, facts.completeRow]);
}

function how(facts: HandshakeFacts): VerdictSentence[] {
  const sentences: VerdictSentence[] = [];
  const { resumed, by } = resumedOf(facts);
  if (resumed === 'yes') sentences.push(say('tls.say.resumed', { by }, [facts.helloRow, facts.serverHelloRow]));
  if (facts.retryRow >= 0) {
    const offered = facts.clientHello?.shares[0];
    const group = offered === undefined ? '' : groupText(offered);
    sentences.push(
      say('tls.say.retry', { group, known: group === '' ? 'no' : 'yes' }, [facts.retryRow, facts.secondHelloRow]),
    );
  }
  if (facts.clientHello?.hasEarlyData || facts.earlyRecords > 0)
    sentences.push(
      say(
        'tls.say.early',
        {
          sent: facts.earlyRecords > 0 ? 'yes' : 'no',
          records: facts.earlyRecords,
          taken: facts.isOpened ? (facts.tookEarly ? 'yes' : 'no') : 'hidden',
        },
        [facts.helloRow],
      ),
    );
  return sentences;
}

/** First of the rows that there are, in time; -1: none. */
const closes = (tcp: TcpHints, rows: number[]): number =>
  rows.filter((row) => row >= 0).sort((x, y) => tcp.at(x) - tcp.at(y))[0] ?? -1;

/**
 * Whether the end that closed first had said so: where it had not, somebody on the way could have cut off what was to come (RFC 8446 section 6.1). The
 * other one has nothing more to lose.
 */
function goodbye(facts: HandshakeFacts, tcp: TcpHints): VerdictSentence[] {
  const ended = {
    client: closes(tcp, [tcp.finClient, tcp.rstClient]),
    server: closes(tcp, [tcp.finServer, tcp.rstServer]),
  };
  const said = {
    client: closeNotifyOf(facts, true, ended.client >= 0),
    server: closeNotifyOf(facts, false, ended.server >= 0),
  };
  const goodbyes = (['client', 'server'] as const).filter((end) => said[end] === 'yes' || said[end] === 'probably');
  const sentences: VerdictSentence[] = [];
  if (goodbyes.length > 0) {
    const rows = goodbyes.map((end) => facts[end].last?.row ?? -1);
    const sure = goodbyes.every((end) => said[end] === 'yes') ? 'yes' : 'probably';
    sentences.push(say('tls.say.closeNotify', { who: goodbyes.length === 2 ? 'both' : goodbyes[0], sure }, rows));
  }
  const first = closes(tcp, [ended.client, ended.server]);
  const end = first === ended.client ? 'client' : 'server';
  if (first >= 0 && said[end] === 'no') sentences.push(say('tls.say.truncated', { who: end }, [first]));
  return sentences;
}
