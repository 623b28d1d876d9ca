// Find: what is looked for, where, in which direction; in the displayed list, over its ends, given up.
import { describe, expect, test } from 'vitest';
import type { Session } from '../../../../src-main/engine/session';
import { bytesOf } from '../../../../src-main/engine/search/find-test';
import type { FindHit, FindStatus, FindWhat } from '../../../../src-main/ipc/contracts/filter-contract';
import { pcapFile } from '../../../fixtures/make-capture';
import { connections, datagram, repeated, save } from '../captures';
import { ask, askLater, loaded, until } from '../open-session';

const file = pcapFile([...connections(3), datagram(1)]);

async function find(
  session: Session,
  what: FindWhat,
  from = 0,
  backward = false,
  wrap = true,
): Promise<FindHit | null> {
  const answer = await askLater(session, 'find', { what, from, backward, wrap });
  if (!answer.ok) throw new Error(answer.mistake.message.key);
  return answer.hit;
}
const filter = (text: string): FindWhat => ({ by: 'filter', source: { text, macros: [], frame: 0 } });
const text = (
  place: 'list' | 'details' | 'bytes',
  wanted: string,
  caseSensitive = false,
  language: 'en' | 'zh-CN' = 'en',
): FindWhat => ({
  by: 'text',
  place,
  text: wanted,
  caseSensitive,
  language,
});
const regex = (place: 'list' | 'details' | 'bytes', pattern: string, caseSensitive = false): FindWhat => ({
  by: 'regex',
  place,
  pattern,
  caseSensitive,
  language: 'en',
});

describe('what', () => {
  // from the first frame on, forward, without going over the end
  const cases: [string, FindWhat, number | null][] = [
    ['a filter over columns', filter('tcp.flags.fin == 1'), 6],
    ['a filter that dissects', filter('tcp.checksum and udp or udp.length == 28'), 19],
    ['a text in Info', text('list', '[fin, ack]'), 6],
    ['in its own case', text('list', '[fin, ack]', true), null],
    ['an address in another column', text('list', '10.0.0.2'), 13],
    ['a protocol', text('list', 'DNS', true), 19],
    ['a line of the tree', text('details', 'Next Sequence Number: 12 (relative sequence number)'), 6],
    ['a line of the tree in Chinese', text('details', '用户数据报协议', false, 'zh-CN'), 19],
    ['a line that is read in another language', text('details', '用户数据报协议'), null],
    ['a text in the bytes', text('bytes', '\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000'), 4],
    ['bytes', { by: 'hex', hex: '0a:01:00:01 0a 01 00 02' }, 19],
    ['an expression in Info', regex('list', 'len=1[0-9]\\b'), 4],
    ['in its own case', regex('list', 'len=1[0-9]\\b', true), null],
    ['an expression in the tree', regex('details', '^source port: 500[0-9]$'), 19],
    ['an expression in the bytes', regex('bytes', '\\x0a\\x01\\x00[\\x01]'), 19],
    ['nothing that is there', text('bytes', 'no such thing'), null],
  ];
  test.each(cases)('%s', async (_name, what, frame) => {
    const session = await loaded(save(file));
    expect((await find(session, what, 1, false, false))?.frame ?? null).toBe(frame);
  });

  test('bytes tell their place in the frame', async () => {
    const session = await loaded(save(file));
    expect(await find(session, { by: 'hex', hex: '0a010001' })).toEqual({
      frame: 19,
      wrapped: false,
      bytes: { at: 26, len: 4 },
    });
    expect((await find(session, text('list', 'dns')))?.bytes).toBeNull();
    expect((await find(session, regex('bytes', '\\x01\\x00.\\x0a')))?.bytes).toEqual({ at: 27, len: 4 });
    // where a match ends cannot be told from a part of the frame
    expect(await find(session, regex('bytes', '\\x0a\\x01\\x00\\x01\\B'))).toMatchObject({ frame: 19, bytes: null });
  });

  test('wide characters, as Windows writes them', async () => {
    const bytes = new Uint8Array(60);
    bytes.set([0x48, 0, 0x69, 0], 40);
    const session = await loaded(save(pcapFile([new Uint8Array(60), bytes])));
    expect(await find(session, text('bytes', 'hi'))).toEqual({ frame: 2, wrapped: false, bytes: { at: 40, len: 4 } });
    expect(await find(session, text('bytes', 'hi', true))).toBeNull();
  });
});

describe('where', () => {
  const fins = filter('tcp.flags.fin == 1'); // 6, 12, 18
  test.each<[from: number, backward: boolean, wrap: boolean, hit: number | null, wrapped?: boolean]>([
    [0, false, true, 6],
    [0, true, true, 18],
    [6, false, true, 12],
    [7, false, true, 12],
    [18, false, false, null],
    [18, false, true, 6, true],
    [19, false, true, 6, true],
    [6, true, false, null],
    [6, true, true, 18, true],
    [12, true, true, 6],
    [99, false, true, 6, true],
    [99, true, true, 18],
  ])('from %i, backward %s, wrap %s: %s', async (from, backward, wrap, hit, wrapped = false) => {
    const session = await loaded(save(file));
    const found = await find(session, fins, from, backward, wrap);
    expect(found && [found.frame, found.wrapped]).toEqual(hit === null ? null : [hit, wrapped]);
  });

  test('the only hit is found again from itself', async () => {
    const session = await loaded(save(file));
    expect(await find(session, filter('udp'), 19)).toMatchObject({ frame: 19, wrapped: true });
    expect(await find(session, filter('udp'), 19, true)).toMatchObject({ frame: 19, wrapped: true });
  });

  test('in the displayed list', async () => {
    const session = await loaded(save(file));
    ask(session, 'setFilter', { source: { text: 'tcp.stream == 1', macros: [], frame: 0 } });
    await until('the filter', () => ask(session, 'filterStatus', {}).running === null);
    expect(await find(session, fins)).toMatchObject({ frame: 12, wrapped: false });
    expect(await find(session, text('list', '[FIN, ACK]'), 12)).toMatchObject({ frame: 12, wrapped: true });
    expect(await find(session, text('list', 'UDP'))).toBeNull();
    expect(await find(session, text('list', '[SYN]'), 9, true)).toMatchObject({ frame: 7, wrapped: false });
  });
});

test('what makes no sense is said', async () => {
  const session = await loaded(save(file));
  for (const [what, kind] of [
    [{ by: 'hex', hex: '4' }, 'bytes'],
    [{ by: 'hex', hex: 'GET' }, 'bytes'],
    [text('bytes', ''), 'empty'],
    [filter(''), 'empty'],
    [filter('tcp.port == '), 'incomplete'],
    [regex('list', '(('), 'pattern'],
  ] as [FindWhat, string][]) {
    const answer = await askLater(session, 'find', { what, from: 0, backward: false, wrap: true });
    expect(answer).toMatchObject({ ok: false, mistake: { kind } });
  }
});

test.each([
  ['47 45 54', '47 45 54'],
  ['47:45:54', '47 45 54'],
  ['0x474554', '47 45 54'],
  ['4 7', '47'],
  ['', null],
  ['474', null],
  ['xy', null],
])('bytes written as %s', (hex, expected) => {
  const bytes = bytesOf(hex);
  expect(bytes && [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')).toBe(expected);
});

test('a long search says how far it is, and can be given up', async () => {
  const large = repeated(connections(1000), 50);
  const session = await loaded(save(large.bytes));
  const heard: FindStatus[] = [];
  session.onFind = (status) => heard.push(status);
  expect(await find(session, text('bytes', 'no such thing'))).toBeNull();
  const scanned = heard.map((status) => status.scanned);
  expect(scanned.slice(0, -1)).toEqual(scanned.slice(0, -1).sort((a, b) => a - b));
  expect(heard.at(-2)).toEqual({ running: true, scanned: large.frames, total: large.frames });
  expect(heard.at(-1)?.running).toBe(false);

  const controller = new AbortController();
  const args = { what: text('details', 'no such thing'), from: 0, backward: false, wrap: true };
  const given = askLater(session, 'find', args, controller.signal);
  setTimeout(() => controller.abort(), 50);
  expect(await given).toEqual({ ok: true, hit: null });
});
