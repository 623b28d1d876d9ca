// Following a conversation, as the engine answers: lines of each form, places found, files saved.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FollowLine, FollowView } from '../../../../../src-main/ipc/contracts/follow-contract';
import type { Session } from '../../../../../src-main/engine/session';
import { concat, ethernet, ipv4, pcapFile, tcp, udp, type Frame } from '../../../../fixtures/make-capture';
import { tempFolder } from '../../../../fixtures/temp-folder';
import { save } from '../../captures';
import { askLater, ask, loaded, problemOf, until } from '../../open-session';

const A = { address: '10.0.0.1', port: 40000 };
const B = { address: '10.0.0.2', port: 80 };
const bytesOf = (text: string | Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> =>
  typeof text === 'string' ? new TextEncoder().encode(text) : text;

/** A connection: what each side says, in turn; `>` from a, `<` from b, a number: bytes that were not captured. */
function talk(parts: readonly (readonly ['>' | '<', string | Uint8Array<ArrayBuffer> | number])[]): Frame[] {
  const next = { '>': 2 ** 32 - 20, '<': 500 };
  const frame = (side: '>' | '<', flags: string, payload = new Uint8Array(0)): Frame => {
    const [from, to] = side === '>' ? [A, B] : [B, A];
    const header = {
      srcPort: from.port,
      dstPort: to.port,
      flags,
      seq: next[side],
      ack: next[side === '>' ? '<' : '>'],
    };
    return { bytes: ethernet({}, ipv4({ src: from.address, dst: to.address }, tcp(header, payload))) };
  };
  const frames = [frame('>', 'A'), frame('<', 'A')];
  for (const [side, what] of parts) {
    if (typeof what === 'number') {
      next[side] = (next[side] + what) % 2 ** 32;
      continue;
    }
    const payload = bytesOf(what);
    frames.push(frame(side, 'PA', payload));
    next[side] = (next[side] + payload.length) % 2 ** 32;
    frames.push(frame(side === '>' ? '<' : '>', 'A'));
  }
  return frames.map((one, i) => ({ ...one, sec: 1_700_000_000 + i }));
}
/** `pcapFile` of more frames than it takes at once. */
function fileOf(frames: readonly Frame[]): Uint8Array {
  const files = [];
  for (let at = 0; at === 0 || at < frames.length; at += 10_000) {
    const file = pcapFile(frames.slice(at, at + 10_000));
    files.push(at === 0 ? file : file.subarray(24));
  }
  return concat(...files);
}
const session = (...parts: Parameters<typeof talk>): Promise<Session> => loaded(save(fileOf(talk(...parts))));
const view = (change: Partial<FollowView> = {}): FollowView => ({
  flow: 0,
  layer: 'payload',
  stream: -1,
  side: 'both',
  form: 'text',
  encoding: 'utf-8',
  ...change,
});
const linesOf = (of: Session, change: Partial<FollowView> = {}, from = 0, count = 2000): Promise<FollowLine[]> =>
  askLater(of, 'followRows', { view: view(change), from, count });
const said = (lines: readonly FollowLine[]): string[] =>
  lines.map(({ fromA, gap, text }) => (fromA ? '>' : '<') + (gap > 0 ? `?${gap}` : text));

const HTTP = [
  ['>', 'GET / HTTP/1.1\r\nHost: '],
  ['>', 'example.org\r\n\r\n'],
  ['<', 'HTTP/1.1 200 OK\r\n'],
  ['<', 5],
  ['<', 'body'],
  ['>', 'GET /2\n'],
] as const;

describe('of a made connection', () => {
  test('lines of text go on over segments and end with their side; a gap is a line', async () => {
    const of = await session(HTTP);
    const lines = await linesOf(of);
    expect(said(lines)).toEqual([
      ...['>GET / HTTP/1.1', '>Host: example.org', '>', '<HTTP/1.1 200 OK', '<?5', '<body', '>GET /2'],
    ]);
    expect(lines.map(({ begins }) => begins)).toEqual([true, false, false, true, true, true, true]);
    expect(lines.map(({ frame }) => frame)).toEqual([3, 3, 5, 7, 10, 9, 11]);
    expect(lines.map(({ place }) => place)).toEqual([0, 16, 35, 37, 54, 54, 58]);
    expect(lines[5].offset).toBe(22);
    await until('all lines', () => ask(of, 'followSummary', { view: view() }).complete);
    expect(ask(of, 'followSummary', { view: view() })).toMatchObject({
      ...{ bytesAB: 44, bytesBA: 21, turns: 3, gaps: 1, missing: 5, lines: 7, guess: 'utf-8' },
    });
  });

  test('one side alone is one text', async () => {
    const of = await session(HTTP);
    expect(said(await linesOf(of, { side: 'b' }))).toEqual(['<HTTP/1.1 200 OK', '<?5', '<body']);
    expect(said(await linesOf(of, { side: 'a' }))).toEqual([
      ...['>GET / HTTP/1.1', '>Host: example.org', '>', '>GET /2'],
    ]);
  });

  test('hex, raw, C arrays', async () => {
    const of = await session([
      ['>', 'abcdefghijklmnopq'],
      ['<', Uint8Array.of(0, 255)],
    ]);
    expect(said(await linesOf(of, { form: 'hex' }))).toEqual([
      '>61 62 63 64 65 66 67 68  69 6a 6b 6c 6d 6e 6f 70   abcdefghijklmnop',
      `>71${' '.repeat(49)}q`,
      `<00 ff${' '.repeat(46)}..`,
    ]);
    expect(said(await linesOf(of, { form: 'raw' }))).toEqual(['>6162636465666768696a6b6c6d6e6f7071', '<00ff']);
    expect(said(await linesOf(of, { form: 'carray' }))).toEqual([
      ...['>unsigned char peer0_3_0[] = { /* #3 */', '>0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68,'],
      ...['>0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f, 0x70,', '>0x71', '>};'],
      ...['<unsigned char peer1_5_0[] = { /* #5 */', '<0x00, 0xff', '<};'],
    ]);
    for (const form of ['hex', 'raw', 'carray', 'text'] as const) {
      const all = await linesOf(of, { form });
      for (let from = 0; from < all.length; from++) expect(await linesOf(of, { form }, from, 1)).toEqual([all[from]]);
    }
  });

  test('what is not seen is a point; nothing turns the text around', async () => {
    const of = await session([['>', 'a\u0007\u202eb\u200bc\td\u2028e\x1b[31m\r\n']]);
    expect(said(await linesOf(of))).toEqual(['>a..b.c\td.e.[31m']);
  });
});

const LONG = '汉字测试，'.repeat(400);
/** GB 18030 of the characters above */
const GB: Record<string, number[]> = {
  汉: [0xba, 0xba],
  字: [0xd7, 0xd6],
  测: [0xb2, 0xe2],
  试: [0xca, 0xd4],
  '，': [0xa3, 0xac],
};
const gbOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from([...text].flatMap((one) => GB[one]));

describe.each([
  ['utf-8', bytesOf(LONG)],
  ['gb18030', gbOf(LONG)],
] as const)('text in %s', (encoding, bytes) => {
  test.each([1, 7, 1460])('cut into segments of %d bytes has no broken character', async (size) => {
    const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
      bytes.slice(i * size, (i + 1) * size),
    );
    const of = await session(parts.map((part) => ['>', part] as const));
    const lines = await linesOf(of, { encoding });
    expect(lines.map(({ text }) => text).join('')).toBe(LONG);
    expect(lines.length).toBeGreaterThan(10);
    // from any line on it is the same
    for (const from of [1, 5, lines.length - 1])
      expect(await linesOf(of, { encoding }, from, 3)).toEqual(lines.slice(from, from + 3));
    expect(ask(of, 'followSummary', { view: view() }).guess).toBe(encoding);
    const found = await askLater(of, 'followFind', {
      view: view({ encoding }),
      what: { by: 'text', text: '试，汉' },
      from: 1,
      backward: false,
    });
    expect(found.hit?.place).toBe(encoding === 'utf-8' ? 9 : 6);
  });
});

describe('find', () => {
  const find = async (of: Session, text: string, from: number, backward = false, change: Partial<FollowView> = {}) => {
    const args = { view: view(change), what: { by: 'text', text }, from, backward } as const;
    const { hit } = await askLater(of, 'followFind', args);
    return hit && [hit.place, hit.line, hit.frame];
  };

  test('forward and backward, over segments, whatever the case; not over sides and gaps', async () => {
    const of = await session(HTTP);
    expect(await find(of, 'get', 0)).toEqual([0, 0, 3]);
    expect(await find(of, 'get', 1)).toEqual([58, 6, 11]);
    expect(await find(of, 'get', 59)).toBeNull();
    expect(await find(of, 'get', 58, true)).toEqual([0, 0, 3]);
    expect(await find(of, 'get', 1e9, true)).toEqual([58, 6, 11]);
    expect(await find(of, 'get', 0, true)).toBeNull();
    expect(await find(of, 't: example', 0)).toEqual([19, 1, 3]);
    expect(await find(of, 'OK\r\nbody', 0)).toBeNull();
    expect(await find(of, '\r\n\r\nHTTP', 0)).toBeNull();
    expect(await find(of, 'example', 0, false, { form: 'hex' })).toEqual([22, 2, 5]);
  });

  test('bytes; and what is nothing to look for', async () => {
    const of = await session(HTTP);
    const hex = (text: string) =>
      askLater(of, 'followFind', { view: view(), what: { by: 'hex', hex: text }, from: 0, backward: false });
    expect((await hex('0d 0a 0d 0a')).hit?.place).toBe(33);
    expect(await hex('0d0')).toEqual({ hit: null, mistake: true });
    const args = { what: { by: 'text', text: '汉' }, from: 0, backward: false } as const;
    expect((await askLater(of, 'followFind', { view: view({ encoding: 'latin-1' }), ...args })).mistake).toBe(true);
  });

  test('a hit on the border of two windows, either way', async () => {
    const size = 200_000;
    const bytes = new Uint8Array(size).fill(0x61);
    const at = [65_533, 131_070, 199_997];
    for (const one of at) bytes.set(bytesOf('xyz'), one);
    const parts = Array.from({ length: size / 1000 }, (_, i) => ['>', bytes.slice(i * 1000, i * 1000 + 1000)] as const);
    const of = await session(parts);
    let from = 0;
    for (const one of at) {
      expect((await find(of, 'XYZ', from))?.[0]).toBe(one);
      from = one + 1;
    }
    expect(await find(of, 'xyz', from)).toBeNull();
    for (const one of [...at].reverse()) expect((await find(of, 'xyz', (from = one + 1), true))?.[0]).toBe(one);
    expect(from).toBe(at[0] + 1);
  });
});

const SAVED = { type: 'saveFollowed', id: 1, flow: 0, layer: 'payload', stream: -1 } as const;

describe('saved', () => {
  test('bytes of both or one, text with gaps in words', async () => {
    const { follow } = (await session(HTTP)).answers;
    const folder = tempFolder();
    const path = join(folder, 'stream');
    const wanted = { ...SAVED, path, encoding: 'utf-8' } as const;
    expect(await follow.save({ ...wanted, side: 'both', as: 'raw' })).toBeNull();
    expect(readFileSync(path, 'latin1')).toBe(HTTP.map(([, what]) => (typeof what === 'number' ? '' : what)).join(''));
    expect(await follow.save({ ...wanted, side: 'b', as: 'raw' })).toBeNull();
    expect(readFileSync(path, 'latin1')).toBe('HTTP/1.1 200 OK\r\nbody');
    expect(await follow.save({ ...wanted, side: 'b', as: 'text' })).toBeNull();
    expect(readFileSync(path, 'utf8')).toBe('HTTP/1.1 200 OK\r\n\n[5 bytes missing in capture file]\nbody');
    expect(readdirSync(folder)).toEqual(['stream']);
    const failed = await follow.save({ ...wanted, path: join(folder, 'no', 'where'), side: 'b', as: 'raw' });
    expect(failed?.kind).toBe('export.refused');
    expect(await follow.save({ ...wanted, flow: 9, side: 'b', as: 'raw' })).toMatchObject({
      kind: 'engine.noFlow',
    });
  });

  test('text in GB 18030 becomes UTF-8, also where a window cuts a character', async () => {
    const text = LONG.repeat(20);
    const bytes = gbOf(text);
    const parts = [['>', 'x'] as const];
    for (let at = 0; at < bytes.length; at += 1401) parts.push(['>', bytes.slice(at, at + 1401)] as never);
    const { follow } = (await session(parts)).answers;
    const path = join(tempFolder(), 'text');
    const wanted = { ...SAVED, path, side: 'a', as: 'text', encoding: 'gb18030' } as const;
    expect(await follow.save(wanted)).toBeNull();
    expect(readFileSync(path, 'utf8')).toBe(`x${text}`);
  });
});

test('datagrams, each by itself in the dump', async () => {
  const datagram = (text: string): Frame => ({
    bytes: ethernet(
      {},
      ipv4({ src: A.address, dst: B.address, protocol: 17 }, udp({ srcPort: 1, dstPort: 2 }, bytesOf(text))),
    ),
  });
  const of = await loaded(save(pcapFile([datagram('one'), datagram('two')])));
  expect(said(await linesOf(of, { form: 'raw' }))).toEqual(['>6f6e65', '>74776f']);
  expect(said(await linesOf(of))).toEqual(['>onetwo']);
});

test('a hundred thousand segments of one byte', { timeout: 120_000 }, async () => {
  const of = await session(Array.from({ length: 100_000 }, (_, i) => ['>', i % 50 === 49 ? '\n' : 'a'] as const));
  await until('all lines', () => ask(of, 'followSummary', { view: view() }).complete);
  expect(ask(of, 'followSummary', { view: view() }).lines).toBe(2000);
  expect(said(await linesOf(of, {}, 1999, 10))).toEqual([`>${'a'.repeat(49)}`]);
  const find = { view: view(), what: { by: 'hex', hex: '0a'.padEnd(100, '61') } } as const;
  expect((await askLater(of, 'followFind', { ...find, from: 49_900, backward: false })).hit?.place).toBe(49_949);
  expect((await askLater(of, 'followFind', { ...find, from: 49_949, backward: true })).hit?.place).toBe(49_899);
  const none = { view: view(), what: { by: 'text', text: 'none'.repeat(200) } } as const;
  for (const backward of [true, false])
    expect((await askLater(of, 'followFind', { ...none, from: backward ? 1e6 : 0, backward })).hit).toBeNull();
  expect((await linesOf(of, { form: 'raw' }, 99_999, 10)).length).toBe(1);
});

test('arguments are checked', async () => {
  const of = await session(HTTP);
  expect(problemOf(of, 'followSummary', { view: view({ flow: 7 }) }).kind).toBe('engine.noFlow');
  expect(problemOf(of, 'followSummary', { view: { ...view(), form: 'x' } }).kind).toBe('engine.badRequest');
  expect(problemOf(of, 'followRows', { view: view(), from: 0, count: 5000 }).kind).toBe('engine.badRequest');
  expect(problemOf(of, 'followFind', { view: view(), what: { by: 'regex' }, from: 0, backward: false }).kind).toBe(
    'engine.badRequest',
  );
});
