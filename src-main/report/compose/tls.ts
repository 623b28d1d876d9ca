// The part of a report about a TLS handshake: how it went, messages, offered and chosen, certificates, fingerprints.
import type { ReportBlock, ReportText } from '../../ipc/contracts/report-contract';
import type { TlsCertificate, TlsLook } from '../../ipc/contracts/tls-contract';
import { absolute } from '../../text/time';
import type { ConnectionFacts } from '../model';
import { factTable, heading, mono, paragraph, proved, quiet, type Words } from './words';

/** What the lists of a hello may hold in a report. */
const MOST_LISTED = 64;

export function tlsBlocks({ tls }: ConnectionFacts, words: Words): ReportBlock[] {
  if (tls === null) return [];
  const side = (fromClient: boolean): string => words.say(fromClient ? 'timeline.client' : 'timeline.server');
  const sentences = (list: TlsLook['sentences']): ReportBlock => ({
    kind: 'list',
    items: list.map(({ message, frames }) => proved(words.message(message), frames)),
  });
  const blocks: ReportBlock[] = [heading(3, words.say('report.section.tls')), sentences(tls.sentences)];
  if (tls.checks.length > 0) blocks.push(paragraph([{ bold: words.say('verdict.checks') }]), sentences(tls.checks));
  blocks.push({
    kind: 'table',
    caption: words.say('report.tls.messages'),
    head: [
      words.say('report.packet'),
      words.say('report.tls.sender'),
      words.say('report.tls.message'),
      words.say('report.tls.length'),
    ],
    rows: tls.messages.map(({ frame, fromClient, name, says, length, probably }) => [
      [{ frame }],
      words.say(fromClient ? 'report.client' : 'report.server'),
      [
        mono(name),
        says === '' ? '' : ` ${says}`,
        probably === '' ? '' : ` ${words.say('report.tls.probably', { message: probably })}`,
      ],
      words.count(length),
    ]),
  });
  if (tls.more > 0) blocks.push(quiet(words.say('report.tls.more', { count: tls.more })));
  blocks.push(choiceTable(tls, words));
  for (const { fromClient, frame, certificates, more } of tls.chains) {
    certificates.forEach((certificate, i) =>
      blocks.push(certificateTable(certificate, { frame, number: i + 1, who: side(fromClient) }, words)),
    );
    if (more > 0) blocks.push(quiet(words.say('report.tls.moreCertificates', { count: more })));
  }
  if (tls.chains.length === 0) blocks.push(paragraph(words.say('report.tls.noCertificate')));
  const fingerprints = fingerprintsOf(tls);
  if (fingerprints.length > 0)
    blocks.push(
      factTable(
        words.say('report.tls.fingerprints'),
        words,
        fingerprints.map(([name, , value]): [string, ReportText] => [name, [mono(value)]]),
      ),
    );
  return blocks;
}

/** Name, field and value of those that are known. */
export const fingerprintsOf = (tls: TlsLook | null): [name: string, field: string, value: string][] =>
  (
    [
      ['JA3', 'tls.handshake.ja3', tls?.ja3],
      ['JA3S', 'tls.handshake.ja3s', tls?.ja3s],
      ['JA4', 'tls.handshake.ja4', tls?.ja4],
    ] as const
  ).flatMap(([name, field, value]): [string, string, string][] => (value ? [[name, field, value]] : []));

function choiceTable({ offered, chosen, serverName }: TlsLook, words: Words): ReportBlock {
  const list = (values: readonly string[] | undefined): string =>
    values === undefined || values.length === 0 ? '–' : values.slice(0, MOST_LISTED).join(', ');
  return {
    kind: 'table',
    caption: words.say('report.tls.choice'),
    head: [words.say('report.fact'), words.say('report.tls.offered'), words.say('report.tls.chosen')],
    rows: [
      [words.say('report.tls.serverName'), serverName || '–', '–'],
      [words.say('report.tls.version'), list(offered?.versions), chosen.version || '–'],
      [words.say('report.tls.suite'), list(offered?.ciphers), chosen.cipher || '–'],
      [words.say('report.tls.group'), list(offered?.groups), chosen.group || '–'],
      [words.say('report.tls.signature'), list(offered?.signatures), chosen.signature || '–'],
      ['ALPN', list(offered?.alpn), chosen.alpn || '–'],
    ],
  };
}

/** A time of a certificate, which tells whole seconds; `?`: none that can be read. */
export const dayOf = (sec: number): string =>
  Number.isFinite(sec) ? `${absolute({ sec, nano: 0 }, 0, 'utc')} UTC` : '?';

function certificateTable(
  { subject, issuer, notBefore, notAfter, names, key, signature, fingerprint, problems }: TlsCertificate,
  { frame, number, who }: { frame: number; number: number; who: string },
  words: Words,
): ReportBlock {
  return factTable(words.say('report.tls.certificate', { number, who }), words, [
    [words.say('report.packet'), [{ frame }]],
    [words.say('report.tls.subject'), subject],
    [words.say('report.tls.issuer'), issuer],
    [words.say('report.tls.validity'), `${dayOf(notBefore)} – ${dayOf(notAfter)}`],
    [words.say('report.tls.names'), names.slice(0, MOST_LISTED).join(', ')],
    [words.say('report.tls.key'), key],
    [words.say('report.tls.certificateSignature'), signature],
    ['SHA-256', fingerprint === '' ? '' : [mono(fingerprint)]],
    [words.say('report.tls.problems'), problems.map((problem) => words.say(`tls.certProblem.${problem}`)).join(' · ')],
  ]);
}
