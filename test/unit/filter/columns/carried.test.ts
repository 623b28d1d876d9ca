// Of what TCP and UDP carry only frames are dissected that can have it: by the ports, by what streams turned out to be, by the side that a message is of.
import { expect, onTestFinished, test } from 'vitest';
import { CaptureDocument } from '../../../../src-main/engine/document/document';
import { findMessages } from '../../../../src-main/engine/document/messages/message-finder';
import { DecodeRules } from '../../../../src-main/dissect/decode-as';
import { ColumnPlan } from '../../../../src-main/filter/columns/column-plan';
import { DISSECT, YES } from '../../../../src-main/filter/columns/column-verdict';
import { compileFilter } from '../../../../src-main/filter/compile';
import { CHUNK_ROWS } from '../../../../src-main/flow/columns/columns';
import { ethernet, ipv4, pcapFile, tcp, udp } from '../../../fixtures/make-capture';
import { dnsMessage, dnsName, dnsQuestion } from '../../../fixtures/sample-names';
import { save } from '../../engine/captures';

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
const datagram = (srcPort: number, dstPort: number, payload: Uint8Array): Uint8Array =>
  ethernet({}, ipv4({}, udp({ srcPort, dstPort }, payload)));

/** Segments of a connection to a port, one behind the other: `>` of the client, `<` of the server. */
function talk(client: number, server: number, ...said: string[]): Uint8Array[] {
  const next = [1000, 5000];
  return said.map((text) => {
    const side = text.startsWith('>') ? 0 : 1;
    const [srcPort, dstPort] = side === 0 ? [client, server] : [server, client];
    const payload = ascii(text.slice(1));
    const header = { srcPort, dstPort, flags: 'PA', seq: next[side], ack: next[1 - side] };
    next[side] += payload.length;
    return ethernet({}, ipv4({}, tcp(header, payload)));
  });
}

const query = dnsMessage({ id: 7, flags: 0x0100, questions: [dnsQuestion(dnsName('www.example'), 1)] });
const ASKED = '>GET / HTTP/1.1\r\nHost: a\r\n\r\n';
const HEAD = '<HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n';
const FRAMES = [
  datagram(40_000, 53, query), // 1
  datagram(40_001, 9999, ascii('nothing that is known')),
  ...talk(40_002, 80, ASKED, `${HEAD}abc`, '<def', '>'), // 3 request, 4 begins a response, 5 completes it, 6 nothing
  ...talk(40_003, 5555, ASKED, `${HEAD}abcdef`), // 7, 8: on a port that says nothing of it
  ...talk(40_004, 443, '>no record of TLS'), // 9
  ...talk(40_005, 53, `>${String.fromCharCode(0, query.length, ...query)}`), // 10
];

async function open(): Promise<CaptureDocument> {
  const opened = await CaptureDocument.open(save(pcapFile(FRAMES)));
  if (!opened.ok) throw new Error(opened.problem.kind);
  const { document } = opened;
  onTestFinished(() => document.close());
  await document.read({ progress: () => undefined, stopped: () => false });
  return document;
}

/** Numbers of the frames that are left to the dissection; nothing is found without it. */
function left(document: CaptureDocument, text: string): number[] {
  const compiled = compileFilter(text, { macros: [], reference: () => null });
  if (!compiled.ok || !compiled.filter.test) throw new Error(text);
  const verdicts = new Uint8Array(CHUNK_ROWS);
  new ColumnPlan(compiled.filter.test, document.frameView).evaluate(0, 0, document.frames, verdicts);
  const rows = verdicts.subarray(0, document.frames);
  expect(rows.includes(YES)).toBe(false);
  return [...rows.keys()].filter((row) => rows[row] === DISSECT).map((row) => row + 1);
}

test('before somebody has looked for messages, all segments are left', async () => {
  const document = await open();
  expect(left(document, 'http.request.method == "GET"')).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
  expect(left(document, 'dns.qry.name contains "a"')).toEqual([1, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test.each([
  ['dns.qry.name contains "a"', [1, 10]],
  ['mdns', []],
  ['dhcp', []],
  ['quic', [1, 2]],
  ['http.request.method == "GET"', [3, 7]],
  ['http.request.uri or http.request.line contains "x"', [3, 7]],
  ['http.response.code == 200', [5, 8]],
  ['http.host == "a"', [3, 5, 7, 8]],
  ['http.request_number == http.response_number', [3, 5, 7, 8]],
])('%s', async (text, frames) => {
  const document = await open();
  await findMessages(document);
  expect(left(document, text)).toEqual(frames);
});

test('rules of "decode as" may lead anywhere', async () => {
  const document = await open();
  document.frameView.decodeAs = new DecodeRules([{ table: 'udp.port', first: 9999, last: 9999, protocol: 'dns' }]);
  expect(left(document, 'mdns')).toEqual([1, 2]);
});
