// Following HTTP where segments come late, again or not at all: what dissectors are not handed is shown all the same, and what is not shown is told of.
import { expect, onTestFinished, test } from 'vitest';
import { fileURLToPath } from 'node:url';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FieldReader } from '../../../../../src-main/engine/answers/field-reader';
import { FollowAnswers } from '../../../../../src-main/engine/answers/follow/follow';
import { DEFAULT_OPTIONS } from '../../../../../src-main/engine/answers/row-options';
import { packetDetail } from '../../../../../src-main/engine/answers/packet-detail';
import { CaptureDocument } from '../../../../../src-main/engine/document/document';
import { KeyLogFile } from '../../../../../src-main/engine/document/tls/key-log-file';
import { findMessages } from '../../../../../src-main/engine/document/messages/message-finder';
import type { FollowLine, FollowView } from '../../../../../src-main/ipc/contracts/follow-contract';
import { fieldOf, linesOf as linesOfTree } from '../../../../fixtures/dissect-frame';
import { pcapFile } from '../../../../fixtures/make-capture';
import { tlsRecords } from '../../../../fixtures/tls-records';
import { longTalk, talkFrames } from '../../../../fixtures/make-talk';
import { tempFolder } from '../../../../fixtures/temp-folder';
import { save } from '../../captures';

const GET = (path: string): string => `>GET ${path} HTTP/1.1\r\n\r\n`;
const OK = (length: number): string => `<HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n\r\n`;
/** Frames 1 and 2 open the connection; 3 to 9: */
const SAID = [GET('/a'), OK(6), '<abc', '<def', GET('/b'), `${OK(3)}ghi`, GET('/c')];
const FRAMES = talkFrames(SAID);
const BOTH: FollowView = { flow: 0, side: 'both', layer: 'http', stream: -1, form: 'text', encoding: 'utf-8' };

/** `order`: of frames, from 1; `apart`: ms between two. */
async function captured(
  order: readonly number[],
  frames = FRAMES,
  apart = 1,
  keys: readonly string[] = [],
): Promise<CaptureDocument> {
  const packets = order.map((frame, i) => ({ bytes: frames[frame - 1], sec: 1_700_000_000, nano: i * apart * 1e6 }));
  const opened = await CaptureDocument.open(save(pcapFile(packets)));
  if (!opened.ok) throw new Error(opened.problem.kind);
  const { document } = opened;
  onTestFinished(() => document.close());
  await document.read({ progress: () => undefined, stopped: () => false });
  if (keys.length > 0) {
    const log = join(tempFolder(), 'keys.log');
    writeFileSync(log, keys.join('\n'));
    new KeyLogFile(log, document.keys).read(true);
  }
  await findMessages(document);
  return document;
}
const followed = async (...args: Parameters<typeof captured>): Promise<FollowAnswers> =>
  new FollowAnswers(await captured(...args));
const { signal } = new AbortController();
const told = ({ fromA, frame, begins, text, gap, gapBy }: FollowLine): string =>
  gap > 0 ? `[${gap} ${gapBy}]` : `${begins ? `#${frame}` : ''}${fromA ? '>' : '<'}${text}`;
async function linesOf(follow: FollowAnswers, view = BOTH): Promise<string[]> {
  const lines = await follow.rows(view, 0, 100, signal);
  expect(follow.summary(view)).toMatchObject({ lines: lines.length, complete: true });
  for (let from = 0; from < lines.length; from++)
    expect(await follow.rows(view, from, 2, signal)).toEqual(lines.slice(from, from + 2));
  return lines.map(told).filter((line) => !/^[<>](?:Content-Length.*)?$/.test(line));
}
const WHOLE = ['<abcdef', '#7>GET /b HTTP/1.1', '#8<HTTP/1.1 200 OK', '<ghi', '#9>GET /c HTTP/1.1'];

test('in order, nothing is told of', async () => {
  expect(await linesOf(await followed([1, 2, 3, 4, 5, 6, 7, 8, 9]))).toEqual([
    '#3>GET /a HTTP/1.1',
    '#6<HTTP/1.1 200 OK',
    ...WHOLE,
  ]);
});

test('a response that a segment out of order completes', async () => {
  const lines = await linesOf(await followed([1, 2, 3, 4, 6, 5, 7, 8, 9]));
  expect(lines).toEqual(['#3>GET /a HTTP/1.1', '#6<HTTP/1.1 200 OK', ...WHOLE]);
});

test('a response that a retransmission completes, and one that is in it as a whole', async () => {
  // so late that it counts as sent again
  expect(await linesOf(await followed([1, 2, 3, 4, 6, 5, 7, 8, 9], FRAMES, 300))).toEqual([
    '#3>GET /a HTTP/1.1',
    '#6<HTTP/1.1 200 OK',
    ...WHOLE,
  ]);
  const frames = talkFrames([GET('/a'), `${OK(3)}abc`, `${OK(3)}def`, GET('/b')]);
  for (const apart of [1, 300])
    expect(await linesOf(await followed([1, 2, 3, 5, 4, 6], frames, apart))).toEqual([
      '#3>GET /a HTTP/1.1',
      '#4<HTTP/1.1 200 OK',
      '<def',
      '#5<HTTP/1.1 200 OK',
      '<abc',
      '#6>GET /b HTTP/1.1',
    ]);
});

test('one side alone, and what is saved', async () => {
  const follow = await followed([1, 2, 3, 4, 6, 5, 7, 8, 9]);
  expect(await linesOf(follow, { ...BOTH, side: 'b' })).toEqual([
    '#6<HTTP/1.1 200 OK',
    '<abcdef',
    '#8<HTTP/1.1 200 OK',
    '<ghi',
  ]);
  const path = join(tempFolder(), 'messages.txt');
  const wanted = {
    type: 'saveFollowed',
    id: 1,
    path,
    flow: 0,
    side: 'b',
    layer: 'http',
    stream: -1,
    as: 'text',
    encoding: 'utf-8',
  } as const;
  await follow.save(wanted);
  const ok = (length: number): string => OK(length).slice(1);
  expect(readFileSync(path, 'utf8')).toBe(`${ok(6)}abcdef\n${ok(3)}ghi\n`);
});

test('what was not captured, and a message that is not whole at the end', async () => {
  expect(await linesOf(await followed([1, 2, 3, 4, 6, 7, 8, 9]))).toEqual([
    '#3>GET /a HTTP/1.1',
    '#6>GET /b HTTP/1.1',
    '#4<HTTP/1.1 200 OK',
    '[3 missing]',
    '[3 part]',
    '#7<HTTP/1.1 200 OK',
    '<ghi',
    '#8>GET /c HTTP/1.1',
  ]);
  expect(await linesOf(await followed([1, 2, 3, 4, 5]))).toEqual(['#3>GET /a HTTP/1.1', `[${OK(6).length + 2} part]`]);
});

test('a response to HEAD that comes late has no content', async () => {
  const frames = talkFrames([
    `>HEAD /a HTTP/1.1\r\n\r\n`,
    OK(9).slice(0, 20),
    `<${OK(9).slice(20)}`,
    GET('/b'),
    `${OK(3)}abc`,
  ]);
  expect(await linesOf(await followed([1, 2, 3, 5, 4, 6, 7], frames))).toEqual([
    '#3>HEAD /a HTTP/1.1',
    '#6>GET /b HTTP/1.1',
    '#5<HTTP/1.1 200 OK',
    '#7<HTTP/1.1 200 OK',
    '<abc',
  ]);
});

test('a response that is longer than messages may be: its head, and how much is not shown, here and in the tree', async () => {
  const { frames, length, last } = longTalk();
  const all = [...frames.keys()].map((i) => i + 1);
  const document = await captured(all, frames);
  expect(await linesOf(new FollowAnswers(document))).toEqual([
    '#3>GET /a HTTP/1.1',
    `#${last}<HTTP/1.1 200 OK`,
    `[${length} long]`,
    `#${last + 1}>GET /b HTTP/1.1`,
    `#${last + 2}<HTTP/1.1 200 OK`,
    '<abc',
  ]);
  const whole = length + OK(length).length - 1;
  for (const [frame, lines] of [
    [last - 1, []],
    [last, [`Reassembled TCP length: ${whole} (not put together, and not dissected: more than 16 MiB)`]],
  ] as const)
    expect(
      linesOfTree(packetDetail(document, frame).tree).filter((line) => line.includes('Reassembled TCP length')),
    ).toEqual(lines.map((line) => expect.stringContaining(line) as string));
  const reader = new FieldReader(document, ['http.request_in', 'tcp.reassembled.length'].map(fieldOf), DEFAULT_OPTIONS);
  expect(reader.row(last + 1)).toEqual([[String(last + 1)], []]);
  expect(reader.row(last - 1)).toEqual([[], [String(whole)]]);
});

test('what comes behind such a response answers its own request, as in tshark', async () => {
  const head = talkFrames(['>HEAD /a HTTP/1.1\r\n\r\n', OK(9).slice(0, 20), `<${OK(9).slice(20)}`, GET('/b'), OK(0)]);
  const cases: [order: number[], frames: Uint8Array[], response: number, request: string][] = [
    [[1, 2, 3, 4, 6, 5, 7, 8, 9], FRAMES, 8, '7'],
    [[1, 2, 3, 4, 5, 7, 8], FRAMES, 7, '6'],
    [[1, 2, 3, 7, 8], FRAMES, 5, '4'],
    [[1, 2, 3, 5, 4, 6, 7], head, 7, '6'],
  ];
  for (const [order, frames, response, request] of cases) {
    const reader = new FieldReader(await captured(order, frames), [fieldOf('http.request_in')], DEFAULT_OPTIONS);
    expect(reader.row(response - 1), order.join()).toEqual([[request]]);
  }
});

/** What is not shown of a connection in TLS, in frames in this order: `records` of it, `parts` of the response's. */
async function notShown(
  parts: readonly number[],
  order: (frames: number[]) => number[],
  apart: number,
): Promise<{ http: string[]; tls: string[]; response: number }> {
  const { streams, keyLogs } = await tlsRecords(HTTPS);
  const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
  const said = (streams.get(0) ?? []).map(({ fromClient, bytes }) => `${fromClient ? '>' : '<'}${latin(bytes)}`);
  const response = said[RESPONSE - 3];
  const ends = [...parts, response.length];
  const cut = ends.map((end, i) => `<${response.slice(i === 0 ? 1 : ends[i - 1], end)}`);
  const frames = talkFrames([...said.slice(0, RESPONSE - 3), ...cut, ...said.slice(RESPONSE - 2)], 443);
  const ordered = order([...frames.keys()].map((i) => i + 1));
  const document = await captured(ordered, frames, apart, keyLogs.map(latin));
  const gaps = async (layer: 'http' | 'tls'): Promise<string[]> => {
    const follow = new FollowAnswers(document);
    const lines = await follow.rows({ ...BOTH, layer }, 0, 1000, signal);
    expect(follow.summary({ ...BOTH, layer })).toMatchObject({ lines: lines.length, complete: true });
    if (layer === 'http') expect(lines[0].text).toContain('GET / HTTP/1.1');
    return lines.filter(({ gap }) => gap > 0).map((line) => `#${line.frame}${line.fromA ? '>' : '<'}${told(line)}`);
  };
  return { http: await gaps('http'), tls: await gaps('tls'), response: response.length - 1 };
}
const HTTPS = fileURLToPath(new URL('../../../../../resources/samples/https.pcapng', import.meta.url));
/** Frame of the response, which is one record; behind two session tickets. */
const RESPONSE = 15;
const moved = (frames: number[], from: number, to: number): number[] =>
  frames.toSpliced(from - 1, 1).toSpliced(to - 1, 0, from);

test('inside of TLS, in order, nothing is told of', async () => {
  expect(await notShown([4000, 8000], (frames) => frames, 1)).toMatchObject({ http: [], tls: [] });
});

test.each([1, 300])('inside of TLS, a record that a segment completes which comes late: %i ms apart', async (apart) => {
  // its second part of three, and its first one of two
  for (const [parts, late] of [
    [[4000, 8000], 16],
    [[4000], 15],
  ] as const) {
    const { http, tls, response } = await notShown(parts, (frames) => moved(frames, late, late + 1), apart);
    expect({ http, tls }).toEqual({
      http: [`#${late + 1}<[${response} late]`],
      tls: [`#${late + 1}<[${response} late]`],
    });
  }
});

test('inside of TLS, records behind one that comes late stay closed, and that is told of', async () => {
  const { http, tls, response } = await notShown([], (frames) => moved(frames, 13, 14), 1);
  const [ticket, header] = [255, 5];
  expect(tls).toEqual([`#13<[${ticket - header} closed]`, `#14<[${ticket} late]`, `#15<[${response - header} closed]`]);
  expect(http).toEqual([`#13<[${ticket + response - 2 * header} closed]`, `#14<[${ticket} late]`]);
});
