// A handshake that an alert ended (RFC 8446 section 6): in words, and with the cause as far as what both ends offered tells it.
import { CLIENT_HELLO } from '../wire/tls';
import { ALERTS } from '../dissect/values/tls-alerts';
import type { VerdictSentence } from '../ipc/contracts/verdict-contract';
import type { AlertFact, HandshakeFacts } from './look-facts';
import {
  chosenVersion,
  cipherText,
  groupText,
  known as real,
  offeredVersions,
  signatureText,
  versionText,
} from './look-messages';
import { certificateSentences } from './outcome-certificate';
import { say, who, type Judged, type Known } from './outcome-part';

/** bad_certificate … unknown_ca, access_denied, bad_certificate_status_response, certificate_required */
const ABOUT_CERTIFICATES = new Set([41, 42, 43, 44, 45, 46, 48, 49, 113, 116]);
const HANDSHAKE_FAILURE = 40;
const PROTOCOL_VERSION = 70;
const INSUFFICIENT = 71;
const FALLBACK = 86;
const UNRECOGNIZED_NAME = 112;
const CERTIFICATE_REQUIRED = 116;
const NO_APPLICATION_PROTOCOL = 120;
/** OpenSSL and others say this when a name, or a shared value, is missing */
const INTERNAL_ERROR = 80;

type Alert = AlertFact & { description: number };

export function alertOutcome(known: Known, alert: Alert): Judged {
  const { facts } = known;
  const { description, fromClient, row } = alert;
  const name = ALERTS[description] ?? String(description);
  const to = stage(facts, alert);
  const isNamed = description in ALERTS;
  const sentences = [
    say('tls.say.alert', { who: who(fromClient), name, number: description, to }, [answered(facts, alert), row]),
  ];
  const checks = isNamed ? [say(`tls.check.alert.${description}`, {}, [])] : [say('tls.check.alert.other', {}, [])];
  if (ABOUT_CERTIFICATES.has(description)) {
    if (fromClient) {
      sentences.push(say(`tls.alert.${description}`, {}, []));
      sentences.push(...certificateSentences(known.certificate, true));
      return { outcome: 'certificateRejected', sentences, checks };
    }
    const sent = facts.chains.find((chain) => chain.fromClient);
    const missing = description === CERTIFICATE_REQUIRED || sent === undefined || sent.certificates.length === 0;
    const certificate = missing ? 'empty' : 'sent';
    sentences.push(
      say('tls.say.clientCertificate', { sure: 'yes', sent: certificate }, [
        facts.certificateRequestRow,
        sent?.row ?? -1,
      ]),
    );
    return {
      outcome: 'clientCertificate',
      sentences,
      checks: [say('tls.check.clientCertificate', { sent: certificate }, [])],
    };
  }
  const empty = facts.chains.find((chain) => chain.fromClient && chain.certificates.length === 0);
  if (!fromClient && empty && facts.certificateRequestRow >= 0 && description === HANDSHAKE_FAILURE) {
    sentences.push(
      say('tls.say.clientCertificate', { sure: 'yes', sent: 'empty' }, [facts.certificateRequestRow, empty.row]),
    );
    return {
      outcome: 'clientCertificate',
      sentences,
      checks: [say('tls.check.clientCertificate', { sent: 'empty' }, [])],
    };
  }
  const causes = fromClient ? causesOfClient(facts, alert) : to === 'hello' ? causesOfServer(facts, alert) : [];
  if (causes.length === 0 && isNamed) sentences.push(say(`tls.alert.${description}`, {}, []));
  return { outcome: 'alert', sentences: [...sentences, ...causes], checks };
}

/** What the alert answered: the ClientHello, the server's hello and what came with it, or later messages. */
function stage(facts: HandshakeFacts, { fromClient }: Alert): 'hello' | 'server' | 'later' {
  if (!fromClient) return facts.serverHelloRow < 0 ? 'hello' : 'later';
  return facts.serverHelloRow >= 0 || facts.retryRow >= 0 ? 'server' : 'later';
}
function answered(facts: HandshakeFacts, { fromClient }: Alert): number {
  if (fromClient) return facts.serverHelloRow;
  const last = facts.messages.filter((message) => message.fromClient && message.type >= CLIENT_HELLO).at(-1);
  return last?.row ?? facts.helloRow;
}

function causesOfClient(facts: HandshakeFacts, { description }: Alert): VerdictSentence[] {
  const { clientHello, serverHello } = facts;
  if (!serverHello || !clientHello) return [];
  const version = chosenVersion(serverHello);
  if (description === PROTOCOL_VERSION)
    return [
      say(
        'tls.say.versionChosen',
        { chosen: versionText(version), offered: offeredVersions(clientHello).map(versionText).join(', ') },
        [facts.helloRow, facts.serverHelloRow],
      ),
    ];
  return [];
}

function causesOfServer(facts: HandshakeFacts, { description }: Alert): VerdictSentence[] {
  const { clientHello } = facts;
  if (!clientHello) return [];
  const rows = [facts.secondHelloRow >= 0 ? facts.secondHelloRow : facts.helloRow];
  switch (description) {
    case PROTOCOL_VERSION:
    case FALLBACK:
      return [say('tls.say.noVersion', { offered: offeredVersions(clientHello).map(versionText).join(', ') }, rows)];
    case HANDSHAKE_FAILURE:
    case INSUFFICIENT:
      return suspects(facts, rows);
    case UNRECOGNIZED_NAME:
      return [
        say(
          'tls.say.noName',
          { name: clientHello.serverName, sent: clientHello.serverName === '' ? 'no' : 'yes' },
          rows,
        ),
      ];
    case NO_APPLICATION_PROTOCOL:
      return [say('tls.say.noAlpn', { offered: clientHello.alpn.join(', ') }, rows)];
    case INTERNAL_ERROR:
      return [
        say(
          'tls.say.internal',
          { name: clientHello.serverName, sent: clientHello.serverName === '' ? 'no' : 'yes' },
          rows,
        ),
      ];
    default:
      return [];
  }
}

// What nearly every server speaks: RFC 8446 section 9.1 (mandatory to implement), RFC 9325 section 4.2 (recommended for TLS 1.2).
const USUAL_NEW_CIPHERS = [0x1301, 0x1302, 0x1303];
const USUAL_OLD_CIPHERS = [0xc02b, 0xc02c, 0xc02f, 0xc030, 0xcca8, 0xcca9];
const USUAL_GROUPS = [29, 23, 24, 4588];
/** For certificates with keys of RSA, and of EC: a server has the one or the other. */
const USUAL_RSA = [0x0804, 0x0805, 0x0401, 0x0501];
const USUAL_ECDSA = [0x0403, 0x0503];
const TLS13 = 0x0304;
/** No suites but signals: RFC 5746 section 3.3, RFC 7507 */
const SIGNALS = new Set([0x00ff, 0x5600]);
/** names in a sentence */
const MOST_NAMES = 4;

const names = (values: readonly number[], text: (value: number) => string): string =>
  values.slice(0, MOST_NAMES).map(text).join(', ') + (values.length > MOST_NAMES ? ' …' : '');
const hasOne = (values: readonly number[], usual: readonly number[]): boolean =>
  usual.some((value) => values.includes(value));

/** The server found nothing in common in one of the lists: the lists without anything usual are suspect. */
function suspects(facts: HandshakeFacts, rows: number[]): VerdictSentence[] {
  const { clientHello } = facts;
  if (!clientHello) return [];
  const { hello } = clientHello;
  const versions = offeredVersions(clientHello);
  const ciphers = real(hello.ciphers).filter((suite) => !SIGNALS.has(suite));
  const groups = real(hello.groups);
  const signatures = real(hello.signatures);
  const isNew = versions.includes(TLS13);
  const usualCiphers = [
    ...(isNew ? USUAL_NEW_CIPHERS : []),
    ...(versions.some((v) => v < TLS13) ? USUAL_OLD_CIPHERS : []),
  ];
  const found: VerdictSentence[] = [];
  const suspect = (what: string, values: readonly number[], text: (value: number) => string): void => {
    found.push(say('tls.say.suspect', { what, count: values.length, names: names(values, text) }, rows));
  };
  if (!hasOne(ciphers, usualCiphers)) suspect('cipher', ciphers, cipherText);
  if (groups.length > 0 && !hasOne(groups, USUAL_GROUPS)) suspect('group', groups, groupText);
  // with one kind of key alone, a server with the other kind has nothing to sign with
  if (signatures.length > 0 && !(hasOne(signatures, USUAL_RSA) && hasOne(signatures, USUAL_ECDSA)))
    suspect('signature', signatures, signatureText);
  if (found.length > 0) return found;
  const counts = { ciphers: ciphers.length, groups: groups.length, signatures: signatures.length };
  return [say('tls.say.suspectNone', counts, rows)];
}
