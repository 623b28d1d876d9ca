// The part of a report about a TLS handshake: messages, offered and chosen, certificates, fingerprints; what is encrypted is said to be.
import type { ReportBlock, ReportText } from '../../ipc/report-contract';
import type { ConnectionFacts } from '../model';
import type { TlsFacts } from '../tls-facts';
import { factTable, heading, mono, paragraph, proved, quiet, type Words } from './words';

export function tlsBlocks({ tls }: ConnectionFacts, words: Words): ReportBlock[] {
  if (tls === null) return [];
  const side = (fromA: boolean): string => words.say(fromA ? 'timeline.client' : 'timeline.server');
  const blocks: ReportBlock[] = [
    heading(3, words.say('report.section.tls')),
    {
      kind: 'table',
      caption: words.say('report.tls.messages'),
      head: [
        words.say('report.packet'),
        words.say('report.tls.sender'),
        words.say('report.tls.message'),
        words.say('report.tls.length'),
      ],
      rows: tls.messages.map(({ frame, fromA, name, length }) => [
        [{ frame }],
        side(fromA),
        [mono(name)],
        words.count(length),
      ]),
    },
  ];
  if (tls.more) blocks.push(quiet(words.say('report.tls.more', { count: tls.messages.length })));
  blocks.push(...chosenBlocks(tls, words));
  for (const [i, certificate] of tls.certificates.entries())
    blocks.push(
      factTable(words.say('report.tls.certificate', { number: i + 1 }), words, [
        [words.say('report.packet'), [{ frame: certificate.frame }]],
        [words.say('report.tls.subject'), certificate.subject],
        [words.say('report.tls.issuer'), certificate.issuer],
        [words.say('report.tls.validity'), `${certificate.notBefore} – ${certificate.notAfter}`],
        [words.say('report.tls.names'), certificate.names.join(', ')],
      ]),
    );
  if (tls.certificates.length === 0 && tls.serverHello > 0)
    blocks.push(paragraph(words.say('report.tls.noCertificate')));
  if (tls.alerts.length > 0)
    blocks.push({
      kind: 'list',
      items: tls.alerts.map(({ frame, fromA, text }) =>
        proved(words.say('report.tls.alert', { who: side(fromA), text }), [frame]),
      ),
    });
  if (tls.fingerprints.length > 0)
    blocks.push(
      factTable(
        words.say('report.tls.fingerprints'),
        words,
        tls.fingerprints.map(([name, value]): [string, ReportText] => [name, [mono(value)]]),
      ),
    );
  return blocks;
}

function chosenBlocks(
  { offered, chosen, serverName, clientHello, serverHello, retried }: TlsFacts,
  words: Words,
): ReportBlock[] {
  const list = (values: readonly string[]): string => values.join(', ');
  const seen = (frame: number): ReportText => (frame > 0 ? [{ frame }] : words.say('report.facts.notSeen'));
  const dash = (value: string): string => value || '–';
  return [
    {
      kind: 'table',
      caption: words.say('report.tls.choice'),
      head: [words.say('report.fact'), words.say('report.tls.offered'), words.say('report.tls.chosen')],
      rows: [
        [words.say('report.packet'), seen(clientHello), seen(serverHello)],
        [words.say('report.tls.serverName'), dash(serverName), '–'],
        [words.say('report.tls.version'), dash(list(offered.versions)), dash(chosen.version)],
        [words.say('report.tls.suite'), dash(list(offered.suites)), dash(chosen.suite)],
        [words.say('report.tls.group'), dash(list(offered.groups)), dash(chosen.group)],
        [words.say('report.tls.signature'), dash(list(offered.signatures)), '–'],
        ['ALPN', dash(list(offered.alpn)), dash(chosen.alpn)],
      ],
    },
    ...(retried ? [paragraph(words.say('report.tls.retried'))] : []),
  ];
}
