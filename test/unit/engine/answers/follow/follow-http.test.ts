// Following HTTP: messages in order with unpacked content, one side, found, saved; saving that is ended.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { FollowAnswers } from '../../../../../src-main/engine/answers/follow/follow';
import { CaptureDocument } from '../../../../../src-main/engine/document/document';
import { findMessages } from '../../../../../src-main/engine/document/messages/message-finder';
import type { FollowLine, FollowSave, FollowView } from '../../../../../src-main/ipc/contracts/follow-contract';
import { talk } from '../../../../fixtures/make-talk';
import { tempFolder } from '../../../../fixtures/temp-folder';
import { save } from '../../captures';

const packed = gzipSync('first line\nsecond line');
const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const chunks = `${(20).toString(16)}\r\n${latin(packed.subarray(0, 20))}\r\n${(packed.length - 20).toString(16)}\r\n${latin(packed.subarray(20))}\r\n0\r\n\r\n`;
const SAID = [
  '>GET /a HTTP/1.1\r\nHost: h\r\n\r\n',
  `<HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n${chunks.slice(0, 30)}`,
  `<${chunks.slice(30)}`,
  '>POST /b HTTP/1.1\r\nContent-Length: 6\r\n\r\nNeedle',
  '<HTTP/1.1 204 No Content\r\n\r\n',
];

async function followed(said: readonly string[], port = 80): Promise<FollowAnswers> {
  const opened = await CaptureDocument.open(save(talk(said, port)));
  if (!opened.ok) throw new Error(opened.problem.kind);
  const { document } = opened;
  onTestFinished(() => document.close());
  await document.read({ progress: () => undefined, stopped: () => false });
  await findMessages(document);
  return new FollowAnswers(document);
}
const view = (change: Partial<FollowView> = {}): FollowView => ({
  flow: 0,
  layer: 'http',
  stream: -1,
  side: 'both',
  form: 'text',
  encoding: 'utf-8',
  ...change,
});
const { signal } = new AbortController();
const linesOf = (follow: FollowAnswers, of = view()): Promise<FollowLine[]> => follow.rows(of, 0, 1000, signal);
const texts = (lines: readonly FollowLine[]): string[] =>
  lines.map(({ fromA, frame, begins, text }) => `${begins ? `#${frame}` : ''}${fromA ? '>' : '<'}${text}`);

test('messages in order, with their content unpacked', async () => {
  const follow = await followed(SAID);
  const lines = await linesOf(follow);
  expect(texts(lines)).toEqual([
    '#3>GET /a HTTP/1.1',
    '>Host: h',
    '>',
    '#5<HTTP/1.1 200 OK',
    '<Content-Encoding: gzip',
    '<Transfer-Encoding: chunked',
    '<',
    '<first line',
    '<second line',
    '#6>POST /b HTTP/1.1',
    '>Content-Length: 6',
    '>',
    '>Needle',
    '#7<HTTP/1.1 204 No Content',
    '<',
  ]);
  expect(follow.summary(view())).toMatchObject({ lines: 15, complete: true });
  for (let from = 0; from < lines.length; from++)
    expect(await follow.rows(view(), from, 4, signal)).toEqual(lines.slice(from, from + 4));
  expect(texts(await linesOf(follow, view({ side: 'a' }))).filter((text) => text.includes('#'))).toEqual([
    '#3>GET /a HTTP/1.1',
    '#6>POST /b HTTP/1.1',
  ]);
});

test('what is no HTTP has no lines', async () => {
  const follow = await followed(['>hello\r\n', '<there\r\n'], 12345);
  expect(await linesOf(follow)).toEqual([]);
});

test('is searched in what is shown', async () => {
  const follow = await followed(SAID);
  const lines = await linesOf(follow);
  const find = (text: string, from: number, backward = false) =>
    follow.find({ view: view(), what: { by: 'text', text }, from, backward }, signal);
  expect((await find('SECOND', 0)).hit).toMatchObject({ line: 8, frame: 5, length: 6 });
  expect((await find('needle', 0)).hit).toMatchObject({ line: 12, frame: 6 });
  expect((await find('http/1.1', lines[9].place + 20)).hit).toMatchObject({ line: 13 });
  expect((await find('http/1.1', lines[9].place, true)).hit).toMatchObject({ line: 3 });
  expect((await find('nowhere', 0)).hit).toBeNull();
});

test('is saved as it is shown; told of meanwhile; what is ended leaves nothing', async () => {
  const follow = await followed(SAID);
  const folder = tempFolder();
  const path = join(folder, 'messages.txt');
  const { flow, layer, stream, encoding } = view();
  const wanted: FollowSave = {
    type: 'saveFollowed',
    id: 1,
    path,
    flow,
    layer,
    stream,
    side: 'b',
    as: 'text',
    encoding,
  };
  const told: (string | null)[] = [];
  follow.onSaving = (now) => told.push(now && `${now.done}/${now.total}`);
  expect(await follow.save(wanted)).toBeNull();
  const expected =
    'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\nfirst line\nsecond line\nHTTP/1.1 204 No Content\r\n\r\n';
  expect(readFileSync(path, 'utf8')).toBe(expected);
  expect(told.slice(-2)).toEqual([`${expected.length}/${expected.length}`, null]);

  follow.onSaving = () => follow.cancelSave();
  const ended = await follow.save({ ...wanted, path: join(folder, 'ended') });
  expect(ended).toBeNull();
  expect(readdirSync(folder)).toEqual(['messages.txt']);
});
