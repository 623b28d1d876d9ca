// A handshake that nobody refused in words: an end reset the connection, closed it, or was not heard of any more.
import { CERTIFICATE, SERVER_HELLO_DONE } from '../wire/tls';
import { durationShort } from '../text/duration';
import type { HandshakeFacts } from './look-facts';
import { certificateSentences } from './outcome-certificate';
import { say, type Judged, type TcpHints, type Known } from './outcome-part';

/** Behind so much silence nobody was going to answer: ns. */
const TIMEOUT_NS = 3e9;

export function leftOutcome(known: Known): Judged {
  const { facts, tcp } = known;
  const leaving = leaver(tcp);
  const last = facts.messages
    .filter((message) => leaving === null || tcp.at(message.row) <= tcp.at(leaving.row))
    .at(-1);
  const lastRow = last?.row ?? facts.helloRow;
  const stage = stageOf(facts);
  const after = leaving ? durationShort(tcp.at(leaving.row) - tcp.at(lastRow)) : '';
  if (!leaving) return silent(facts, tcp, lastRow, stage);
  const { row, by, how } = leaving;
  const args = { who: by, how, after, stage };
  const sentences = [say('tls.say.left', args, [lastRow, row])];
  // the client has seen the certificate, and goes without a word
  if (by === 'client' && last && !last.fromClient && (stage === 'certificate' || stage === 'hidden')) {
    sentences.push(say('tls.say.leftCertificate', {}, []), ...certificateSentences(known.certificate, true));
    return { outcome: 'certificateRejected', sentences, checks: [say('tls.check.trust', {}, [])] };
  }
  // the client waited, and gave up
  if (by === 'client' && last?.fromClient && tcp.at(row) - tcp.at(lastRow) >= TIMEOUT_NS)
    return { outcome: 'timeout', sentences, checks: [say('tls.check.timeout', { stage }, [])] };
  const checks = [];
  if (by === 'server' && stage === 'hello') {
    const name = facts.clientHello?.serverName ?? '';
    if (how === 'rst') {
      sentences.push(...middle(facts, tcp, row));
      checks.push(say('tls.check.resetHello', { name, sent: name === '' ? 'no' : 'yes' }, []));
    } else checks.push(say('tls.check.closedHello', { name, sent: name === '' ? 'no' : 'yes' }, []));
  } else checks.push(say('tls.check.left', { who: by }, []));
  return { outcome: how === 'rst' ? 'reset' : 'closed', sentences, checks };
}

type Stage = 'hello' | 'certificate' | 'hidden' | 'keys' | 'other';

function stageOf(facts: HandshakeFacts): Stage {
  if (facts.serverHelloRow < 0 && facts.retryRow < 0) return 'hello';
  if (facts.keyExchangeRow >= 0) return 'keys';
  const { messages } = facts;
  if (messages.some(({ type, fromClient }) => !fromClient && (type === CERTIFICATE || type === SERVER_HELLO_DONE)))
    return 'certificate';
  return facts.server.encryptedCount > 0 ? 'hidden' : 'other';
}

interface Leaving {
  row: number;
  by: 'client' | 'server';
  how: 'fin' | 'rst';
}

/** Who left first. */
function leaver(tcp: TcpHints): Leaving | null {
  const all: Leaving[] = [
    { row: tcp.finClient, by: 'client', how: 'fin' },
    { row: tcp.rstClient, by: 'client', how: 'rst' },
    { row: tcp.finServer, by: 'server', how: 'fin' },
    { row: tcp.rstServer, by: 'server', how: 'rst' },
  ];
  const left = all.filter(({ row }) => row >= 0).sort((x, y) => tcp.at(x.row) - tcp.at(y.row));
  return left[0] ?? null;
}

function silent(facts: HandshakeFacts, tcp: TcpHints, lastRow: number, stage: Stage): Judged {
  const waited = tcp.at(tcp.lastRow) - tcp.at(lastRow) + tcp.silenceNs;
  const last = facts.messages.at(-1);
  const waiting = last?.fromClient === false ? 'client' : 'server';
  const isTimeout = waited >= TIMEOUT_NS && tcp.isOpened;
  return {
    outcome: isTimeout ? 'timeout' : 'incomplete',
    sentences: [
      say(
        isTimeout ? 'tls.say.timeout' : 'tls.say.incomplete',
        { who: waiting, waited: durationShort(waited), stage },
        [lastRow],
      ),
    ],
    checks: isTimeout ? [say('tls.check.timeout', { stage }, [])] : [],
  };
}

/** Something on the way: its RST comes from another distance, or sooner than the server could have answered. */
function middle(facts: HandshakeFacts, tcp: TcpHints, row: number): Judged['sentences'] {
  const { foreign, rttNs } = tcp;
  if (foreign)
    return [say('tls.say.foreignReset', { ttl: foreign.ttl, otherTtl: foreign.otherTtl }, [row, foreign.otherRow])];
  const took = tcp.at(row) - tcp.at(facts.secondHelloRow >= 0 ? facts.secondHelloRow : facts.helloRow);
  if (rttNs !== null && rttNs > 1e6 && took < rttNs / 2)
    return [say('tls.say.quickReset', { took: durationShort(took), rtt: durationShort(rttNs) }, [row])];
  return [say('tls.say.ownReset', {}, [])];
}
