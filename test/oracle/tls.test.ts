// Fields of TLS and of certificates against tshark's, every occurrence, over the corpus' captures of it, records that span segments too.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { registry } from '../../src-main/dissect/protocols/registry';
import { corpusFolder, corpusLacks, named } from '../fixtures/corpus';
import { tempFolder } from '../fixtures/temp-folder';
import { TLS_CAPTURES, tlsCaptureFolder } from '../fixtures/tls-captures';
import { line, sayings, talkOf } from '../fixtures/tls-talk';
import { explainTls } from './explain-tls';
import { ourFields } from './ours';
import { tsharkFields, tsharkVersion } from './tshark';

const folder = corpusFolder();
const version = tsharkVersion();

const FILES = [
  'illustrated-tls12/capture.pcap',
  'illustrated-tls13/archive_capture.pcap',
  'illustrated-tls13/capture.pcap',
  'ja4/badcurveball.pcap',
  'ja4/browsers-x509.pcapng',
  'ja4/chrome-cloudflare-quic-with-secrets.pcapng',
  'ja4/ipv6.pcapng',
  'ja4/latest.pcapng',
  'ja4/macos_tcp_flags.pcap',
  'ja4/socks-https-example.pcap',
  'ja4/ssh2.pcapng',
  'ja4/tls-handshake.pcapng',
  'ja4/tls-non-ascii-alpn.pcapng',
  'ja4/tls-sni.pcapng',
  'ja4/tls12.pcap',
  'ja4/tls3.pcapng',
  'hotplace/http2_trial.pcapng',
  'hotplace/tls12renogotiation.pcapng',
  'hotplace/tls13_TLS_AES_128_CCM_SHA256_X25519MLKEM768.pcapng',
  'hotplace/tls13_TLS_AES_256_GCM_SHA384_SecP384r1MLKEM1024.pcapng',
  'mercury/corner-cases.pcap',
  'mercury/faketls_potatovpn.pcap',
  'mercury/multi_record_cert.pcap',
  'mercury/server_hello_tlsv1.pcap',
  'mercury/tls_cnsa2_psk_short_binder.pcap',
  'mercury/tlsv1_3.pcap',
  'mercury/top_100_fingerprints.pcap',
  'pcap-parser/err-buffertoosmall.pcapng',
  'packetlife/packet-c.cap',
  'pcapsql/tls12-dsb.pcapng',
  'PcapPlusPlus/SSL-AlertClear.pcap',
  'PcapPlusPlus/SSL-AlertEnc.pcap',
  'PcapPlusPlus/SSL-MultipleRecords1.pcap',
  'PcapPlusPlus/SSL-MultipleRecords3.pcap',
  'PcapPlusPlus/SSL-MultipleRecords4.pcap',
  'PcapPlusPlus/SSL-PartialCertificate1.pcap',
  'PcapPlusPlus/tls.pcap',
  'PcapPlusPlus/tls1_3.pcap',
  'PcapPlusPlus/tls2.pcap',
  'scapy/tls_nss_example.pcap',
  'wireshark-notes/imap-ssl.pcapng',
  'wireshark-notes/ldap-ssl.pcapng',
  'wireshark-notes/mysql-ssl-larger.pcapng',
  'wireshark-notes/pgsql-ssl.pcapng',
  'wireshark-notes/smtp-ssl.pcapng',
  'wireshark-notes/ssl3_dump.pcapng',
  'wireshark-notes/tls-null.pcapng',
  'wireshark-notes/tls_works_dump.pcapng',
];

/** Of Wireshark 4.2 and later, or our own. */
const NOT_IN_40 = /^tls\.(?:ech\.|handshake\.ech_outer|handshake\.ja4)/;
const FIELDS = [...registry.fields()]
  .filter(({ type, abbrev }) => type !== 'protocol' && /^(?:tls|x509\w+)\./.test(abbrev) && !NOT_IN_40.test(abbrev))
  .map(({ abbrev }) => abbrev);
const BESIDE = ['frame.protocols', '_ws.malformed', '_ws.unreassembled', 'tcp.stream', 'tcp.analysis.retransmission'];
const MESSAGES = FIELDS.indexOf('tls.handshake.type');
const CIPHERS = FIELDS.indexOf('tls.handshake.ciphersuite');
const TOO_SMALL = FIELDS.indexOf('tls.malformed.buffer_too_small');
const TIMESTAMPS = FIELDS.indexOf('tls.sct.sct_version');
/** A server's choice, and no encryption: TLS_RSA_WITH_NULL_MD5, _SHA, _SHA256 */
const isWithoutEncryption = (suites: string): boolean => /^0x00(?:01|02|3b)$/.test(suites);
/** Certificate, ServerKeyExchange, ServerHelloDone, ClientKeyExchange */
const OF_FULL = /\b(?:11|12|14|16)\b/;
const count = (cell = ''): number => (cell === '' ? 0 : cell.split(',').length);

async function differences(path: string, tshark: string): Promise<{ unexplained: string[]; filled: number }> {
  const { rows } = await tsharkFields(path, tshark, [...BESIDE, ...FIELDS], []);
  const ours = await ourFields(path, [...BESIDE, ...FIELDS], []);
  expect(ours.rows.length).toBe(rows.length);
  const unexplained: string[] = [];
  const full = new Set(rows.filter((row) => OF_FULL.test(row[BESIDE.length + MESSAGES] ?? '')).map((row) => row[3]));
  const clear = new Set(
    rows.filter((row) => isWithoutEncryption(row[BESIDE.length + CIPHERS] ?? '')).map((row) => row[3]),
  );
  let filled = 0;
  rows.forEach((their, row) => {
    const mine = ours.rows[row];
    FIELDS.forEach((field, i) => {
      const cell = their[BESIDE.length + i] ?? '';
      if (cell !== '') filled++;
      if (cell === mine[BESIDE.length + i]) return;
      const reason = explainTls({
        field,
        ours: mine[BESIDE.length + i],
        theirs: cell,
        ourProtocols: mine[0],
        theirProtocols: their[0],
        isFull: full.has(their[3]),
        isRepeated: their[4] !== '',
        isClear: clear.has(their[3]),
        timestamps: count(their[BESIDE.length + TIMESTAMPS]) - count(mine[BESIDE.length + TIMESTAMPS]),
        damaged: their[1] !== '' || their[2] !== '' || mine[BESIDE.length + TOO_SMALL] !== '',
      });
      if (reason === null)
        unexplained.push(`${row + 1} [${their[0]}] ${field}: ours ${mine[BESIDE.length + i]}, tshark ${cell}`);
    });
  });
  return { unexplained, filled };
}

const missing = corpusLacks(folder, version);
describe.skipIf(missing !== null)(named("fields of TLS equal tshark's", missing), () => {
  test.each(FILES)('in %s', { timeout: 300_000 }, async (file) => {
    if (!folder || !version) throw new Error('unreachable');
    const { unexplained, filled } = await differences(join(folder, file), version);
    expect(unexplained).toEqual([]);
    expect(filled).toBeGreaterThan(2);
  });
});

const captures = tlsCaptureFolder();
describe.skipIf(version === null)(named('and in our own handshakes', version === null ? 'no tshark' : null), () => {
  test.each(TLS_CAPTURES)('%s', { timeout: 300_000 }, async (name) => {
    if (!version) throw new Error('unreachable');
    const { unexplained, filled } = await differences(join(captures, name), version);
    expect(unexplained).toEqual([]);
    expect(filled).toBeGreaterThan(20);
  });
});

const CONNECT = [line(false, 'CONNECT www.example.org:443 HTTP/1.1\r\n\r\n'), line(true, 'HTTP/1.1 200 OK\r\n\r\n')];
describe.skipIf(version === null)(named('and in other segments', version === null ? 'no tshark' : null), () => {
  test.each([
    { of: 'tls12-fragments.pcap', most: 1, port: 443, before: [], without: [] },
    { of: 'tls12-fragments.pcap', most: 300, port: 4433, before: [], without: [] },
    { of: 'tls12-fragments.pcap', most: 300, port: 8080, before: CONNECT, without: [] },
    { of: 'tls12.pcap', most: 300, port: 443, before: [], without: [3] },
    { of: 'tls13.pcap', most: 100, port: 443, before: [], without: [] },
  ])('$of, of $most bytes at port $port', { timeout: 300_000 }, async ({ of, most, port, before, without }) => {
    if (!version) throw new Error('unreachable');
    const path = join(tempFolder(), 'talk.pcap');
    writeFileSync(path, talkOf([...before, ...(await sayings(of))], most, port, without));
    const { unexplained, filled } = await differences(path, version);
    expect(unexplained).toEqual([]);
    expect(filled).toBeGreaterThan(20);
  });
});
