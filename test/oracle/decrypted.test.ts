// Captures with their key logs, in the application: fields of what is inside of TLS, and rows, against `tshark -o tls.keylog_file:…`.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FieldReader } from '../../src-main/engine/answers/field-reader';
import { packetRows } from '../../src-main/engine/answers/packet-rows';
import { DEFAULT_OPTIONS } from '../../src-main/engine/answers/row-options';
import { CaptureDocument } from '../../src-main/engine/document/document';
import { KeyLogFile } from '../../src-main/engine/document/tls/key-log-file';
import { findMessages } from '../../src-main/engine/document/messages/message-finder';
import { corpusFolder, corpusLacks, named } from '../fixtures/corpus';
import { fieldOf } from '../fixtures/dissect-frame';
import { tsharkFields, tsharkVersion } from './tshark';

const version = tsharkVersion();
const corpus = corpusFolder();
const lacks = corpusLacks(corpus, version);
const own = fileURLToPath(new URL('../fixtures/tls-keys', import.meta.url));

const FIELDS = [
  ...['http.request.uri', 'http.request.method', 'http.response.code', 'http.host', 'http.content_length'],
  ...['http.request_in', 'http.response_in', 'http.request_number'],
  ...['http2.type', 'http2.streamid', 'http2.headers.path', 'http2.header.name', 'http2.header.value'],
  ...['tls.record.content_type', 'tls.record.opaque_type', 'tls.alert_message.desc', 'tls.app_data_proto'],
  ...['tls.handshake.type', 'tls.handshake.length', 'tls.handshake.certificate_length'],
  ...['tls.handshake.extensions_alpn_str', 'tls.handshake.reassembled_in'],
  ...['tls.segment.data', 'tls.reassembled_in', 'tls.segment', 'tls.segment.count', 'tls.reassembled.length'],
];
type Meant = 'until the end' | 'hole' | null;
const BESIDE = ['frame.protocols', '_ws.col.Protocol', '_ws.col.Info'];

/** Differences that are meant: DIFFERENCES.md, "Decrypted TLS". */
function isExplained(field: string, ours: string, theirs: string, protocols: string, meant: Meant): boolean {
  if (protocols.includes(':quic')) return true;
  // a response that ends with the stream: Wireshark does not dissect it
  if (meant === 'until the end' && /^(?:http\.re|tls\.(?:segment|reassembled))/.test(field)) return theirs === '';
  // segments are missing: what is said to be whole then, nobody dissects
  if (meant === 'hole' && field === 'tls.reassembled_in') return ours === '';
  if (field === 'tls.reassembled_in' && theirs === '') return ours !== '';
  // where a record ends a message and begins another, Wireshark's part goes on to its end
  if (field === 'tls.segment.data') {
    const parts = theirs.split(',');
    return ours.split(',').every((part, i) => (parts[i] ?? '').startsWith(part));
  }
  return false;
}

/** Differences, and how many values both have. */
async function compared(
  file: string,
  log: string | null,
  meant: Meant = null,
): Promise<{ found: string[]; values: number; rows: number }> {
  const keys = log === null ? [] : [`tls.keylog_file:${log}`];

  const theirs = await tsharkFields(file, version ?? '', [...FIELDS, ...BESIDE], keys);

  const result = await CaptureDocument.open(file);
  if (!result.ok) throw new Error(result.problem.kind);
  const { document } = result;
  onTestFinished(() => document.close());
  await document.read({ progress: () => undefined, stopped: () => false });
  if (log !== null) new KeyLogFile(log, document.keys).read(true);
  await findMessages(document);
  const reader = new FieldReader(document, FIELDS.map(fieldOf), DEFAULT_OPTIONS);
  const shown = packetRows(document, 0, document.frames);
  const found: string[] = [];
  let values = 0;
  let rows = 0;
  for (let row = 0; row < document.frames; row++) {
    const mine = reader.row(row).map((of) => of.join(','));
    const their = theirs.rows[row];
    const protocols = their[FIELDS.length] ?? '';
    FIELDS.forEach((field, k) => {
      const value = their[k] ?? '';
      if (mine[k] === value) values += value === '' ? 0 : 1;
      else if (!isExplained(field, mine[k], value, protocols, meant))
        found.push(`${row + 1} ${field}: ${mine[k].slice(0, 150)} / ${value.slice(0, 150)}`);
    });
    const [protocol, info] = their.slice(FIELDS.length + 1);
    // of messages that span records, and of several layers of TLS, Wireshark's row has not all; of QUIC and parts of content it has more
    if (!/:tls\b/.test(protocols) || /:quic|tls.*:tls|http.*:(?:json|png)/.test(protocols) || meant !== null) continue;
    if (info.includes('[TLS segment') || mine[FIELDS.indexOf('tls.segment')] !== '') continue;
    // a ClientHello alone says another version; what the content is, its own dissectors say
    const bare = (text: string): string => text.replace(/ \([\w/+-]+\)/g, '').trim();
    const ourInfo = bare(shown.info[row]);
    const isHello = /^TLSv/.test(protocol) && info.includes('Client Hello');
    if (bare(info) === ourInfo && (isHello || protocol === shown.protocol[row])) rows++;
    else found.push(`${row + 1} row: ${shown.protocol[row]} ${ourInfo} / ${protocol} ${bare(info)}`);
  }
  return { found, values, rows };
}

describe.skipIf(version === null)(named('our own connections', version === null ? 'no tshark' : null), () => {
  const names = ['tls10-cbc', 'tls12-cbc-etm', 'tls12-chacha', 'tls12-renegotiated', 'tls13-ccm-8', 'tls13-early'];
  it.each([...names, 'tls13-key-update', 'tls13-mutual', 'tls13-retry'])('%s', { timeout: 120_000 }, async (name) => {
    const { found, values, rows } = await compared(join(own, `${name}.pcap`), join(own, `${name}.keys`));
    expect(found).toEqual([]);
    expect(values).toBeGreaterThan(20);
    expect(rows).toBeGreaterThan(5);
  });
});

const CAPTURES: [file: string, log: string | null, meant?: Meant][] = [
  ['hotplace/http2.pcapng', 'hotplace/http_sslkeylog.txt'],
  ['illustrated-tls13/capture.pcap', 'illustrated-tls13/keylog.txt'],
  ['ja4/http2-with-cookies.pcapng', null],
  ['pcapsql/tls12-dsb.pcapng', null],
  ['scapy/tls_nss_example.pcap', 'scapy/tls_nss_example.keys.txt', 'until the end'],
  ['ja4/chrome-cloudflare-quic-with-secrets.pcapng', null],
  ['gopacket/test301.pcapng', null, 'hole'],
];
describe.skipIf(lacks !== null)(named('and in the corpus', lacks), () => {
  it.each(CAPTURES)('%s', { timeout: 300_000 }, async (file, log, meant) => {
    const folder = corpus ?? '';
    const { found, values } = await compared(join(folder, file), log === null ? null : join(folder, log), meant);
    expect(found).toEqual([]);
    expect(values).toBeGreaterThan(20);
  });
});
