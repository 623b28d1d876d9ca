// Following what is inside: of TLS that keys opened, of HTTP in it, of streams of HTTP/2; closed records are gaps; without keys there is nothing.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { FollowAnswers } from '../../../../../src-main/engine/answers/follow/follow';
import { CaptureDocument } from '../../../../../src-main/engine/document/document';
import { KeyLogFile } from '../../../../../src-main/engine/document/tls/key-log-file';
import { findMessages } from '../../../../../src-main/engine/document/messages/message-finder';
import type { FollowLine, FollowSave, FollowView } from '../../../../../src-main/ipc/contracts/follow-contract';
import { talk } from '../../../../fixtures/make-talk';
import { tempFolder } from '../../../../fixtures/temp-folder';
import { tlsRecords } from '../../../../fixtures/tls-records';
import { save } from '../../captures';

const at = (path: string): string => fileURLToPath(new URL(`../../../../../${path}`, import.meta.url));
const HTTPS = at('resources/samples/https.pcapng');
const CHACHA = at('test/fixtures/tls-keys/tls13-chacha.pcap');
const KEYS = readFileSync(at('test/fixtures/tls-keys/tls13-chacha.keys'), 'utf8').split('\n');
const HTTP2 = at('test/fixtures/http2/prior-knowledge.pcap');

/** @param keys lines of a key log; null: none */
async function open(file: string, keys: readonly string[] | null): Promise<CaptureDocument> {
  const opened = await CaptureDocument.open(file);
  if (!opened.ok) throw new Error(opened.problem.kind);
  const { document } = opened;
  onTestFinished(() => document.close());
  await document.read({ progress: () => undefined, stopped: () => false });
  if (keys !== null) takeKeys(document, keys);
  await findMessages(document);
  return document;
}
function takeKeys(document: CaptureDocument, keys: readonly string[]): void {
  const log = join(tempFolder(), 'keys.log');
  writeFileSync(log, keys.join('\n'));
  new KeyLogFile(log, document.keys).read(true);
}

const view = (change: Partial<FollowView>): FollowView => ({
  flow: 0,
  layer: 'tls',
  stream: -1,
  side: 'both',
  form: 'text',
  encoding: 'utf-8',
  ...change,
});
const { signal } = new AbortController();
const linesOf = (follow: FollowAnswers, of: FollowView): Promise<FollowLine[]> => follow.rows(of, 0, 1000, signal);
const texts = (lines: readonly FollowLine[]): string[] =>
  lines.map(({ fromA, frame, gap, text }) => `#${frame}${fromA ? '>' : '<'}${gap > 0 ? `?${gap}` : text}`);
const SAID = ['#12>hello from the client', '#13<tneilc eht morf olleh', '#15>and again', '#16<niaga dna'];

async function saved(follow: FollowAnswers, change: Partial<FollowView>, as: FollowSave['as']): Promise<string> {
  const path = join(tempFolder(), 'saved');
  const { flow, layer, stream, side, encoding } = view(change);
  const wanted: FollowSave = { type: 'saveFollowed', id: 1, path, flow, layer, stream, side, encoding, as };
  const problem = await follow.save(wanted);
  expect(problem).toBeNull();
  return readFileSync(path, 'utf8');
}

test('records that keys opened, of both sides or one, found and saved', async () => {
  const follow = new FollowAnswers(await open(CHACHA, KEYS));
  expect(texts(await linesOf(follow, view({})))).toEqual(SAID);
  expect(follow.summary(view({}))).toMatchObject({ tls: 'opened', bytesAB: 32, bytesBA: 32, turns: 4, gaps: 0 });
  expect(texts(await linesOf(follow, view({ side: 'b' })))).toEqual([SAID[1], SAID[3]]);
  expect(texts(await linesOf(follow, view({ form: 'raw', side: 'a' })))).toEqual([
    `#12>${Buffer.from('hello from the client\n').toString('hex')}`,
    `#15>${Buffer.from('and again\n').toString('hex')}`,
  ]);
  const what = { by: 'text', text: 'AGAIN' } as const;
  const { hit } = await follow.find({ view: view({}), what, from: 0, backward: false }, signal);
  expect(hit).toMatchObject({ line: 2, frame: 15, length: 5 });
  expect(await saved(follow, { side: 'b' }, 'raw')).toBe('tneilc eht morf olleh\nniaga dna\n');
});

test('a record that stayed closed is a gap as long as what it holds', async () => {
  const log = KEYS.filter((line) => !line.startsWith('CLIENT_TRAFFIC_SECRET_0'));
  const follow = new FollowAnswers(await open(CHACHA, log));
  const lines = await linesOf(follow, view({}));
  expect(new Set(lines.filter(({ gap }) => gap > 0).map(({ gapBy }) => gapBy))).toEqual(new Set(['closed']));
  // content, its type and a tag of 16 bytes
  expect(texts(lines).filter((line) => !line.startsWith('#18'))).toEqual([
    `#12>?${22 + 17}`,
    SAID[1],
    `#15>?${10 + 17}`,
    SAID[3],
  ]);
  expect(await saved(follow, { side: 'a' }, 'text')).toContain('\n[39 bytes stayed encrypted]\n');
});

test('without keys it is closed, until some come; what is no TLS is none', async () => {
  const document = await open(CHACHA, null);
  const follow = new FollowAnswers(document);
  expect(await linesOf(follow, view({}))).toEqual([]);
  expect(follow.summary(view({}))).toMatchObject({ tls: 'closed', lines: 0, gaps: 0, complete: true });
  takeKeys(document, KEYS);
  await findMessages(document);
  expect(texts(await linesOf(follow, view({})))).toEqual(SAID);
  const clear = new FollowAnswers(await open(HTTP2, null));
  expect(await linesOf(clear, view({}))).toEqual([]);
  expect(clear.summary(view({}))).toMatchObject({ tls: 'none', lines: 0, complete: true });
});

test('HTTP inside of TLS stands among the messages', async () => {
  const follow = new FollowAnswers(await open(HTTPS, null));
  const lines = texts(await linesOf(follow, view({ layer: 'http' })));
  expect(lines.filter((line) => line.includes('HTTP/1.1'))).toHaveLength(2);
  expect(lines[0]).toMatch(/^#\d+>GET \//);
});

test('HTTP before TLS and inside of it, in order; the bytes that carry it are not told of', async () => {
  const { streams, keyLogs } = await tlsRecords(HTTPS);
  const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
  const records = (streams.get(0) ?? []).map(({ fromClient, bytes }) => `${fromClient ? '>' : '<'}${latin(bytes)}`);
  const file = save(talk(['>CONNECT h:443 HTTP/1.1\r\n\r\n', '<HTTP/1.1 200 ', '<OK\r\n\r\n', ...records], 8080));
  const connect = ['#3>CONNECT h:443 HTTP/1.1', '#5<HTTP/1.1 200 OK'];
  const heads = async (keys: readonly string[] | null): Promise<string[]> => {
    const lines = await linesOf(new FollowAnswers(await open(file, keys)), view({ layer: 'http' }));
    return texts(lines).filter((line) => /HTTP\/1|[<>]\?/.test(line));
  };
  expect(await heads(keyLogs.map(latin))).toEqual([...connect, '#15>GET / HTTP/1.1', '#18<HTTP/1.1 200 OK']);
  const lengthOf = (side: string): number =>
    records.filter((one) => one.startsWith(side)).reduce((sum, one) => sum + one.length - 1, 0);
  expect(await heads(null)).toEqual([...connect, `#6>?${lengthOf('>')}`, `#7<?${lengthOf('<')}`]);
});

test('streams of HTTP/2: header fields as lines, and content', async () => {
  const follow = new FollowAnswers(await open(HTTP2, null));
  const lines = texts(await linesOf(follow, view({ layer: 'http2', stream: 13 })));
  expect(lines.slice(0, 3)).toEqual(['#4>:method: GET', '#4>:path: /index.html', '#4>:scheme: http']);
  expect(lines.slice(-3)).toEqual(['#8<<html>hello</html>', '#8<x-sum: 12', '#8<']);
  const { streams } = follow.summary(view({ layer: 'http2', stream: 13 }));
  expect(streams?.near.map(({ stream, asks }) => `${stream} ${asks}`)).toEqual([
    ...[
      '13 GET /index.html',
      '15 GET /index.html',
      '17 GET /big.txt',
      '19 GET /big.txt',
      '21 GET /none',
      '23 GET /none',
    ],
  ]);
  // the first one, where none is named
  expect(texts(await linesOf(follow, view({ layer: 'http2' })))).toEqual(lines);
  expect(follow.summary(view({ layer: 'http2' })).streams?.shown).toBe(13);
  expect([1, 4, 34].map((frame) => follow.http2StreamOf(frame))).toEqual([-1, 3, 1]);
  expect(await linesOf(follow, view({ layer: 'http2', stream: 99 }))).toEqual([]);
});
