// What a report says of TLS handshakes against tshark: messages, what was offered and chosen, certificates, fingerprints.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { named } from '../fixtures/corpus';
import { type ReportCapture } from '../fixtures/report-captures';
import { captureOf, reportOf } from '../fixtures/write-report';
import { factsOf, numbersIn, reportTables, tablesOf } from '../fixtures/report-tables';
import { tshark, tsharkFields, tsharkVersion } from './tshark';

const version = tsharkVersion();
const missing = version === null ? 'there is no tshark' : null;
const IDS: readonly ReportCapture[] = ['https', 'expired'];

const FIELDS = [
  ...['frame.number', 'tls.handshake.type', 'tls.handshake.length', 'tls.handshake.certificate'],
  ...['x509af.utcTime', 'x509ce.dNSName', 'tls.handshake.ja3', 'tls.handshake.ja3s'],
];
/** RFC 8446 section 4 and RFC 5246 section 7.4, in Wireshark's words. */
const TYPES: Readonly<Record<string, string>> = {
  1: 'Client Hello',
  2: 'Server Hello',
  4: 'New Session Ticket',
  8: 'Encrypted Extensions',
  11: 'Certificate',
  12: 'Server Key Exchange',
  13: 'Certificate Request',
  14: 'Server Hello Done',
  15: 'Certificate Verify',
  16: 'Client Key Exchange',
  20: 'Finished',
};
/** Line of our table -> what tshark writes in front of each name. */
const OFFERED: Readonly<Record<string, string>> = {
  'Server name': 'Server Name',
  Version: 'Supported Version',
  'Cipher suite': 'Cipher Suite',
  Group: 'Supported Group',
  'Signature algorithms': 'Signature Algorithm',
  ALPN: 'ALPN Next Protocol',
};

describe.skipIf(missing !== null).each(IDS)(named("%s: what a report says of TLS equals tshark's", missing), (id) => {
  test('messages, offers, certificates, fingerprints', async () => {
    const tables = reportTables(await reportOf(id, 'html', '--sections', 'tls'));
    const file = captureOf(id);
    const { rows: frames } = await tsharkFields(file, version ?? '', FIELDS, []);
    const values = (row: readonly string[], name: string): string[] =>
      (row[FIELDS.indexOf(name)] ?? '').split(',').filter(Boolean);
    const all = (name: string): string[] => frames.flatMap((row) => values(row, name));

    const theirs = frames.flatMap((row) => {
      const lengths = values(row, 'tls.handshake.length');
      return values(row, 'tls.handshake.type').map((type, i) => [Number(row[0]), TYPES[type], Number(lengths[i])]);
    });
    const [messages] = tablesOf(tables, 'tlsMessages');
    const own = messages.rows.flatMap(([frame, , text, bytes]) => {
      const name = Object.values(TYPES).findLast((one) => text === one || text.startsWith(`${one} `));
      return name === undefined ? [] : [[numbersIn(frame)[0], name, numbersIn(bytes)[0]]];
    });
    expect(own).toEqual(theirs);
    expect(own.length).toBeGreaterThan(4);

    // names, as tshark writes them in the tree of the hello
    const { stdout } = await tshark(file, version ?? '', [
      '-2',
      '-n',
      '-V',
      '-O',
      'tls',
      '-Y',
      'tls.handshake.type in {1,2}',
    ]);
    const [hello, answer] = stdout.split(/^Frame /m).slice(1);
    const named = (tree: string, name: string): string[] =>
      [...tree.matchAll(new RegExp(`^ +${name}: (.*?)(?: \\(0x[0-9a-f]+\\))?$`, 'gm'))].map(([, one]) => one);
    const [choice] = tablesOf(tables, 'tlsChoice');
    for (const [name, offered, chosen] of choice.rows) {
      expect([name, offered]).toEqual([name, named(hello, OFFERED[name]).join(', ') || '–']);
      if (name === 'Cipher suite') expect([chosen]).toEqual(named(answer, 'Cipher Suite'));
      // of the key that was agreed on: in the hello of TLS 1.3, else in a message of its own
      if (name === 'Version')
        expect(chosen).toBe(named(answer, 'Supported Version').at(0) ?? named(answer, 'Version').at(-1));
    }

    const certificates = tablesOf(tables, 'certificate').map(factsOf);
    const digests = all('tls.handshake.certificate').map((hex) =>
      createHash('sha256').update(Buffer.from(hex, 'hex')).digest('hex'),
    );
    expect(certificates.map((of) => of.get('SHA-256'))).toEqual(digests);
    const times = certificates.flatMap((of) => of.get('Valid')?.replaceAll(' UTC', '').split(' – ') ?? []);
    expect(times).toEqual(all('x509af.utcTime').map((time) => time.replace(' (UTC)', '')));
    const names = certificates.flatMap(
      (of) =>
        of
          .get('Names')
          ?.split(', ')
          .filter((one) => one.startsWith('DNS:')) ?? [],
    );
    expect(names.map((one) => one.slice('DNS:'.length))).toEqual(all('x509ce.dNSName'));

    const prints = factsOf(tablesOf(tables, 'fingerprints')[0]);
    expect([[prints.get('JA3')], [prints.get('JA3S')]]).toEqual([all('tls.handshake.ja3'), all('tls.handshake.ja3s')]);
  });
});
