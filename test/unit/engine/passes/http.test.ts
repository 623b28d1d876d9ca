// HTTP through the whole engine: streams cut at every byte, what answers what, unpacked content, and what would break it.
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { FieldReader } from '../../../../src-main/engine/answers/field-reader';
import { packetDetail } from '../../../../src-main/engine/answers/packet-detail';
import { packetRows } from '../../../../src-main/engine/answers/packet-rows';
import { DEFAULT_OPTIONS } from '../../../../src-main/engine/answers/row-options';
import { MOST_UNPACKED, unpack } from '../../../../src-main/engine/base/unpack';
import { CaptureDocument } from '../../../../src-main/engine/document/document';
import { FrameView } from '../../../../src-main/engine/document/frame-view';
import { findMessages } from '../../../../src-main/engine/document/messages/message-finder';
import { nothingShared } from '../../../../src-main/flow/capture-index';
import { AnalysisView } from '../../../../src-main/flow/capture-index-view';
import { ChainSource } from '../../../../src-main/formats/chain-source';
import { registry } from '../../../../src-main/dissect/protocols/registry';
import { fieldOf } from '../../../fixtures/dissect-frame';
import { talk } from '../../../fixtures/make-talk';
import { save } from '../captures';

async function opened(path: string): Promise<CaptureDocument> {
  const result = await CaptureDocument.open(path);
  if (!result.ok) throw new Error(result.problem.kind);
  onTestFinished(() => result.document.close());
  await result.document.read({ progress: () => undefined, stopped: () => false });
  await findMessages(result.document);
  return result.document;
}

/** Values of fields by row, rows without any left out. */
function valuesOf(document: CaptureDocument, names: readonly string[]): Record<number, string[]> {
  const reader = new FieldReader(document, names.map(fieldOf), DEFAULT_OPTIONS);
  const out: Record<number, string[]> = {};
  for (let row = 0; row < document.frames; row++) {
    const values = reader.row(row).map((texts) => texts.join(','));
    if (values.some((text) => text !== '')) out[row + 1] = values;
  }
  return out;
}
const seen = async (said: readonly string[], names: readonly string[], port = 80): Promise<Record<number, string[]>> =>
  valuesOf(await opened(save(talk(said, port))), names);

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const GET = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: h\r\n\r\n`;
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n';

describe('a stream that is cut at any byte', () => {
  const said = `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nT: v\r\n\r\n${OK}xyz`;
  test('has the same messages', async () => {
    for (let cut = 1; cut < said.length; cut++) {
      const rows = await seen(
        [`<${said.slice(0, cut)}`, `<${said.slice(cut)}`],
        ['http.response.code', 'http.file_data'],
      );
      const flat = Object.values(rows);
      expect(flat.map(([codes]) => codes).join(), `cut at ${cut}`).toBe('200,200');
      expect(flat.map(([, data]) => data).join(), `cut at ${cut}`).toBe('abcde,xyz');
    }
  });
});

describe('what answers what', () => {
  const LINKS = ['http.request_number', 'http.response_number', 'http.request_in', 'http.response_in'];
  test('requests that wait are answered in order', async () => {
    expect(await seen([`>${GET('/a')}`, `>${GET('/b')}${GET('/c')}`, `<${OK}abc${OK}def`, `<${OK}xyz`], LINKS)).toEqual(
      {
        3: ['1', '', '', '5'],
        4: ['2,3', '', '', '5,6'],
        5: ['', '1,2', '3,4', ''],
        6: ['', '3', '4', ''],
      },
    );
  });
  test('an interim response does not end the exchange', async () => {
    const said = [`>${GET('/a')}`, '<HTTP/1.1 100 Continue\r\n\r\n', `<${OK}abc`];
    expect(await seen(said, [...LINKS, 'http.time'])).toEqual({
      3: ['1', '', '', '5', ''],
      4: ['', '1', '3', '', '1.000000000'],
      5: ['', '1', '3', '', '2.000000000'],
    });
  });
  test('the length of a response to HEAD says nothing, in whatever segment it comes', async () => {
    const said = [`>HEAD /a HTTP/1.1\r\n\r\n${GET('/b')}`, `<${OK}${OK}abc`];
    expect(await seen(said, ['http.response.code', 'http.file_data'])).toEqual({ 4: ['200,200', 'abc'] });
  });
  test('behind CONNECT and an upgrade the stream is HTTP no more', async () => {
    for (const [asked, answer] of [
      ['CONNECT x:443', '200 OK'],
      ['GET /a', '101 Switching Protocols'],
    ])
      expect(
        await seen(
          [`>${asked} HTTP/1.1\r\n\r\n`, `<HTTP/1.1 ${answer}\r\n\r\n`, `>${GET('/b')}`],
          ['http.request.uri'],
        ),
      ).toEqual({ 3: [asked.split(' ')[1]] });
  });
  test('a stream on any port is known by its first line', async () => {
    expect(await seen([`>${GET('/a')}`, `<${OK}a`, '<bc'], ['http.request.uri', 'http.file_data'], 12345)).toEqual({
      3: ['/a', ''],
      5: ['', 'abc'],
    });
    expect(await seen(['>hello\r\n', '<there\r\n'], ['http.request.uri'], 12345)).toEqual({});
  });
});

describe('content', () => {
  const text = 'the same words again and again, '.repeat(50);
  test.each([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)],
  ])('packed with %s has unpacked bytes of its own', async (coding, packed) => {
    const head = `HTTP/1.1 200 OK\r\nContent-Encoding: ${coding}\r\nContent-Length: ${packed.length}\r\n\r\n`;
    const document = await opened(save(talk([`<${head}${latin(packed)}`])));
    expect(valuesOf(document, ['http.file_data'])).toEqual({ 3: [text] });
    const detail = packetDetail(document, 3);
    expect(detail.sources.map(({ name, bytes }) => [name.key, bytes.length])).toEqual([
      ['packets.hex.frame', document.bytes(2).length],
      ['packets.hex.content', text.length],
    ]);
  });
  test('in packed chunks has both steps', async () => {
    const packed = latin(gzipSync(text));
    const chunks = `5\r\n${packed.slice(0, 5)}\r\n${(packed.length - 5).toString(16)}\r\n${packed.slice(5)}\r\n0\r\n\r\n`;
    const head = 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n';
    const document = await opened(save(talk([`<${head}`, `<${chunks}`])));
    const detail = packetDetail(document, 4);
    expect(detail.sources.map(({ name, bytes }) => [name.key, bytes.length])).toEqual([
      ['packets.hex.frame', document.bytes(3).length],
      ['packets.hex.message', head.length + chunks.length],
      ['packets.hex.chunks', packed.length],
      ['packets.hex.content', text.length],
    ]);
  });
  test('that is damaged says so, and stays as it is', async () => {
    const head = 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\n';
    expect(await seen([`<${head}abc`], ['http.decompression_failed', 'http.file_data'])).toEqual({ 3: ['1', 'abc'] });
  });
  test('that would unpack to more than 16 MiB is not unpacked', () => {
    expect(unpack('gzip', gzipSync(new Uint8Array(MOST_UNPACKED)))).toHaveLength(MOST_UNPACKED);
    expect(unpack('gzip', gzipSync(new Uint8Array(MOST_UNPACKED + 1)))).toBeNull();
    expect(unpack('br', brotliCompressSync(new Uint8Array(MOST_UNPACKED + 1)))).toBeNull();
  });
  test('that was cut off is unpacked as far as it goes', () => {
    const packed = gzipSync(Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919) % 251)));
    const some = unpack('gzip', packed.subarray(0, packed.length - 20));
    expect(some?.length).toBeGreaterThan(0);
    expect(some?.length).toBeLessThan(4000);
  });
});

test('a worker says the same', async () => {
  const said = [
    `>HEAD /a HTTP/1.1\r\n\r\n`,
    `<${OK}`,
    `>${GET('/b')}`,
    `<${OK}a`,
    '<bc',
    '>CONNECT x:1 HTTP/1.1\r\n\r\n',
  ];
  const document = await opened(save(talk([...said, '<HTTP/1.1 200 OK\r\n\r\n', `>${GET('/c')}`], 12345)));
  const view = new AnalysisView();
  view.take(structuredClone(document.analysis.share(nothingShared())));
  const loan = document.lend();
  onTestFinished(() => loan.giveBack());
  const other = new FrameView(view, ChainSource.borrow(loan.parts), document.interfaces);
  other.firstTimedRow = document.firstTimedRow;
  const fields = [...registry.fields()].filter(({ abbrev }) => abbrev.startsWith('http'));
  const mine = new FieldReader(document, fields, DEFAULT_OPTIONS);
  const theirs = new FieldReader({ frameView: other }, fields, DEFAULT_OPTIONS);
  const rows = Array.from({ length: document.frames }, (_, row) => row);
  expect(rows.map((row) => structuredClone(theirs.row(row)))).toEqual(
    rows.map((row) => structuredClone(mine.row(row))),
  );
  expect(packetRows(document, 0, document.frames).protocol.filter((name) => name === 'HTTP')).toHaveLength(6);
});

test('very many requests in a row are found, and linked', { timeout: 60_000 }, async () => {
  const one = 'GET / HTTP/1.1\n\n';
  const each = 4000;
  const said = Array.from({ length: 25 }, () => `>${one.repeat(each)}`);
  const document = await opened(save(talk(said)));
  expect(document.analysis.exchanges.exchanges).toBe(100_000);
  const { info } = packetRows(document, 26, 1);
  expect(info[0]).toBe(Array.from({ length: 16 }, () => 'GET / HTTP/1.1').join(' '));
  expect(valuesOf(document, ['http.request_number'])[27][0].split(',').at(-1)).toBe('100000');
});
