// HTTP/1.x against tshark with its defaults: every field of every message of the captures at hand, and of connections that are made here.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FieldReader } from '../../src-main/engine/answers/field-reader';
import { packetRows } from '../../src-main/engine/answers/packet-rows';
import { DEFAULT_OPTIONS } from '../../src-main/engine/answers/row-options';
import { CaptureDocument } from '../../src-main/engine/document/document';
import { findMessages } from '../../src-main/engine/document/messages/message-finder';
import { corpusFolder, corpusLacks, named } from '../fixtures/corpus';
import { fieldOf } from '../fixtures/dissect-frame';
import { talk } from '../fixtures/make-talk';
import { tempFolder } from '../fixtures/temp-folder';
import { explainHttp, HTTP_RULES, linkedOtherwise, type HttpCell, type HttpFacts } from './explain-http';
import { tsharkFields, tsharkVersion } from './tshark';

const version = tsharkVersion();
const missing = version === null ? 'no tshark' : null;
const corpus = corpusFolder();
const lacks = corpusLacks(corpus, version);

const names = (text: string, prefix = 'http.'): string[] => text.split(' ').map((name) => `${prefix}${name}`);
const FIELDS = [
  ...names('reassembled_in segment_data reassembled.length', 'tcp.'),
  ...names('request response notification request.method request.uri request.version request.full_uri'),
  ...names('request.uri.path request.uri.query request.uri.query.parameter response.version response.code'),
  ...names('response.code.desc response.phrase request.line response.line host user_agent cookie cookie_pair'),
  ...names('content_type content_length content_length_header content_encoding transfer_encoding connection server'),
  ...names('date location referer set_cookie accept accept_language accept_encoding cache_control last_modified'),
  ...names('authorization authbasic upgrade x_forwarded_for chunk_size chunk_data chunk_boundary chunked_trailer_part'),
  ...names('request_in response_in prev_request_in next_request_in prev_response_in next_response_in'),
  ...names('request_number response_number time file_data chat'),
];
/** What tshark says of the frame beside them. */
const BESIDE = [
  ...['frame.protocols', 'tcp.stream', '_ws.short', '_ws.malformed', 'tcp.flags.fin', 'tcp.analysis.flags'],
  ...['_ws.col.Protocol', '_ws.col.Info'],
];

async function opened(file: string): Promise<CaptureDocument> {
  const result = await CaptureDocument.open(file);
  if (!result.ok) throw new Error(result.problem.kind);
  onTestFinished(() => result.document.close());
  await result.document.read({ progress: () => undefined, stopped: () => false });
  await findMessages(result.document);
  return result.document;
}

const escaped = (text: string): string => text.replace(/[\b\t\n\f\r]/g, (c) => `\\${'btnfr'['\b\t\n\f\r'.indexOf(c)]}`);

/** Rules that were of use. */
const used = new Set<string>();
function isExplained(cell: HttpCell, facts: HttpFacts): boolean {
  const reason = explainHttp(cell, facts);
  if (reason !== null) used.add(reason);
  return reason !== null;
}

/** Cells that differ, and how many messages there were. */
async function compared(file: string): Promise<{ found: string[]; messages: number }> {
  const theirs = await tsharkFields(file, version ?? '', [...FIELDS, ...BESIDE], []);
  const document = await opened(file);
  const reader = new FieldReader(document, FIELDS.map(fieldOf), DEFAULT_OPTIONS);
  const rows = packetRows(document, 0, document.frames);
  const at = (name: string): number => [...FIELDS, ...BESIDE].indexOf(name);
  const otherwise = linkedOtherwise(
    theirs.rows.map((row) => ({
      stream: row[at('tcp.stream')] ?? '',
      methods: row[at('http.request.method')] ?? '',
      codes: row[at('http.response.code')] ?? '',
    })),
  );
  const found: string[] = [];
  let messages = 0;
  for (let row = 0; row < document.frames; row++) {
    const their = theirs.rows[row];
    const protocols = their[at('frame.protocols')] ?? '';
    const mine = reader.row(row).map((values) => escaped(values.join(',')));
    const [method, code] = [mine[at('http.request.method')], mine[at('http.response.code')]];
    if (method !== '' || code !== '') messages++;
    // over TLS or UDP it is no HTTP of ours
    if (/:(?:tls|ssdp|quic)\b/.test(protocols)) continue;
    if (!protocols.includes(':http') && rows.protocol[row].startsWith('HTTP') === false) continue;
    const theirInfo = their[at('_ws.col.Info')] ?? '';
    const begins = (their[at('http.request.method')] ?? '') !== '' || (their[at('http.response.code')] ?? '') !== '';
    const facts = {
      protocols,
      begins,
      repeated: (their[at('tcp.analysis.flags')] ?? '') !== '',
      cut: their[at('_ws.short')] !== '',
      malformed: their[at('_ws.malformed')] !== '',
      fin: their[at('tcp.flags.fin')] === '1',
      goesOn: begins && theirInfo.endsWith('Continuation'),
      givenUp: theirInfo.includes('[Reassembly error'),
      linkedOtherwise: otherwise.has(row),
    };
    FIELDS.forEach((field, k) => {
      const cell = { field, ours: mine[k], theirs: their[k] ?? '' };
      if (cell.ours === cell.theirs || isExplained(cell, facts)) return;
      found.push(`${row + 1} ${field}: ${cell.ours.slice(0, 80)} / ${cell.theirs.slice(0, 80)}`);
    });
    const info = { field: 'info', ours: `${rows.protocol[row]} ${rows.info[row]}`.trim(), theirs: '' };
    info.theirs = `${their[at('_ws.col.Protocol')]} ${their[at('_ws.col.Info')] ?? ''}`.trim();
    if (info.ours !== info.theirs && !isExplained(info, facts))
      found.push(`${row + 1} row: ${info.ours} / ${info.theirs}`);
  }
  return { found, messages };
}

const GET = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: h\r\n\r\n`;
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n';
const CHUNKED = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';

/** `>` the client says, `<` the server, `F` behind it: and closes. */
const TALKS: Record<string, string[]> = {
  'one after the other': [`>${GET('/a')}`, `<${OK}abc`, `>${GET('/b')}`, `<${OK}abc`],
  'several in a segment': [`>${GET('/a')}${GET('/b')}`, `<${OK}abc`, `<${OK}abc`],
  'several responses in a segment': [
    `>${GET('/a')}`,
    `>${GET('/b')}`,
    `<${OK}abc${OK}def`,
    `>${GET('/c')}`,
    `<${OK}abc`,
  ],
  'HEAD and what follows': [`>HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n`, `<${OK}`, `>${GET('/b')}`, `<${OK}abc`],
  'cut in its lines': [
    '>GE',
    '>T /a HT',
    '>TP/1.1\r\nHost: h\r\n',
    '>\r\n',
    '<HTT',
    '<P/1.1 200 OK\r\nContent-Le',
    '<ngth: 3\r\n\r\na',
    '<bc',
  ],
  'responses without content': [
    `>${GET('/a')}`,
    '<HTTP/1.1 204 No\r\n\r\n',
    `>${GET('/b')}`,
    '<HTTP/1.1 304 NM\r\nContent-Length: 4\r\n\r\n',
  ],
  'an interim response': [`>${GET('/a')}`, '<HTTP/1.1 100 Continue\r\n\r\n', `<${OK}abc`],
  'until the server closes': [`>${GET('/a')}`, '<HTTP/1.1 200 OK\r\n\r\nabc', '<def', '<Fghi'],
  'until an empty FIN': [`>${GET('/a')}`, '<HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nabc', '<def', '<F'],
  'chunks with a trailer': [
    `>${GET('/a')}`,
    `<${CHUNKED}3\r\nabc\r\n`,
    '<2;x=y\r\nde\r\n0\r\nT: v\r\n\r\n',
    `>${GET('/b')}`,
  ],
  'chunks cut at their sizes': [`>${GET('/a')}`, `<${CHUNKED}1`, '<0\r\n0123456789abcdef', '<\r', '<\n0\r\n\r\n'],
  'a chunk of 2^63 bytes': [`>${GET('/a')}`, `<${CHUNKED}8000000000000000\r\nabc\r\n`, '<2\r\nde\r\n0\r\n\r\n'],
  'a tunnel': ['>CONNECT x:443 HTTP/1.1\r\nHost: h\r\n\r\n', '<HTTP/1.1 200 OK\r\n\r\n', '>hello', `<${GET('/x')}`],
  'bare line feeds': ['>GET /a HTTP/1.1\nHost: h\n\n', '<HTTP/1.0 200\n\nabc', '<F'],
  'content that goes on': [
    '>POST /a HTTP/1.1\r\nContent-Length: 5\r\nContent-Type: Text/Plain; q=1\r\n\r\nab',
    `>cde${GET('/b')}`,
  ],
  'a query and cookies': [
    '>GET /?a=b&c=d#f HTTP/1.1\r\nHost: h\r\nCookie: a=b; c=d\r\nX-Y: z\r\nAuthorization: Basic dTpw\r\n\r\n',
  ],
  'empty lines before': [`>\r\n${GET('/a')}`, `<${OK}abc\r\n${OK}xyz`],
  'both lengths': ['>POST /a HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n'],
  'what is no HTTP': ['>hello world\r\n', '<\u0000\u0001\u0002', `>${GET('/a')}`, `<${OK}abc`],
};

describe.skipIf(missing !== null)(named("HTTP equals tshark's", missing), () => {
  it.each(Object.entries(TALKS))('%s', async (_, said) => {
    for (const port of [80, 8080, 9999]) {
      const file = join(tempFolder(), 'talk.pcap');
      writeFileSync(file, talk(said, port));
      const { found, messages } = await compared(file);
      expect(found, `port ${port}`).toEqual([]);
      // on another port a first line in several segments is not known as one
      if (port !== 9999) expect(messages, `port ${port}`).toBeGreaterThan(0);
    }
  });

  const CAPTURES: [file: string, messages: number][] = [
    ['PcapPlusPlus/unidirectional_tcp_stream_with_missing_packet.pcap', 1],
    ['packetlife/TCP_SACK.cap', 1],
    ['tcpdump/ipv4_tcp_http_xml_tso.pcap', 1],
    ['PcapPlusPlus/nanosecs_big_endian.pcap', 2],
    ['ja4/http-empty-useragent.pcap', 2],
    ['ja4/latest.pcapng', 2],
    ['ja4/tls3.pcapng', 2],
    ['packetlife/HTTP.cap', 2],
    ['packetlife/packet-c.cap', 2],
    ['pcapsql/http-chunked-gzip.pcap', 2],
    ['pcapsql/tcp-ecn-sample.pcap', 2],
    ['scapy/http2_h2c.pcap', 2],
    ['scapy/http_tcp_psh.pcap.gz', 2],
    ['tcpflow/test2.pcap', 2],
    ['tcptrace/ppp_over_eth.dmp.gz', 2],
    ['scapy/http_chunk.pcap.gz', 2],
    ['tcpflow/bug6.pcap', 3],
    ['PcapPlusPlus/one_tcp_stream.pcap', 4],
    ['PcapPlusPlus/one_tcp_stream_max_seq.pcap', 4],
    ['filesamples/simple_http.pcap', 4],
    ['filesamples/simple_http_sll2.pcap', 4],
    ['ja4/ssh2.pcapng', 4],
    ['mercury/quic_reordered_frames.pcap', 4],
    ['ja4/CVE-2018-6794.pcap', 5],
    ['tcptrace/rawip.dmp.gz', 2],
    ['mercury/pppoe_double_vlan_tagging.pcap', 6],
    ['ja4/https-connect.pcap', 2],
    ['ja4/single-packets.pcap', 9],
    ['mercury/surfshark.pcap', 8],
    ['mercury/emix.pcap', 10],
    ['tcptrace/single_byte_rexmit.dmp.gz', 6],
    ['tcptrace/first_seg_ooo.dmp.gz', 10],
    ['packetlife/Open_Network_Connection.pcapng.cap', 14],
    ['tcpflow/bug8.pcap', 18],
    ['tcpreplay/test.pcap', 18],
    ['PcapPlusPlus/tcp-reassembly.pcap', 28],
    ['tcpflow/jpegs.cap', 29],
    ['mercury/capture2.pcap', 98],
    ['ja4/http1.pcapng', 112],
    ['tcptrace/http.dmp.gz', 209],
    ['PcapPlusPlus/many-protocols.pcap', 306],
  ];
  it.skipIf(lacks !== null).each(CAPTURES)('%s', { timeout: 120_000 }, async (file, messages) => {
    const seen = await compared(join(corpus ?? '', file));
    expect(seen.found).toEqual([]);
    expect(seen.messages).toBe(messages);
  });
  it.skipIf(lacks !== null)('each rule was of use', () => {
    expect(HTTP_RULES.filter((reason) => !used.has(reason))).toEqual([]);
  });
});
