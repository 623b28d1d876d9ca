// `synscope compare`: what is printed for people and for programs, in both languages, and what is wrong usage.
import { describe, expect, test } from 'vitest';
import { pcapFile, type Frame } from '../../fixtures/make-capture';
import { handshake, twoPoints, type Sent } from '../../fixtures/two-points';
import { save } from '../engine/captures';
import { cli } from './run-cli';

const MS = 1e6;
const SENT: Sent[] = [
  ...handshake(10 * MS),
  { fromClient: true, at: 100 * MS, seq: 1, ack: 1, flags: 'PA', len: 200, delay: null },
  { fromClient: true, at: 300 * MS, seq: 1, ack: 1, flags: 'PA', len: 200, delay: 12 * MS },
  { fromClient: false, at: 320 * MS, seq: 1, ack: 201, flags: 'A', len: 0, delay: 11 * MS },
];
const file = (frames: Frame[]): string => save(pcapFile(frames, { nanoseconds: true }));
const { client, server } = twoPoints(SENT, { offset: 2_500_000_000, clampedMss: 1400 });

describe('for people', () => {
  test('clocks, pairs, and what became of each connection', async () => {
    const { code, out } = await cli('compare', file(client), file(server));
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      'Clocks: that of the second capture is 2.500000 s ahead, ± 10 ms.',
      'The exact difference lies within that range; times below are as if both ways were equally long at their shortest.',
      '1 connection is in both captures.',
      'In the first capture alone: 0; in the second alone: 0.',
      '',
      '1st  2nd  client          server           paired by        client at  in both  lost →  lost ←  missed  inserted        time → (median)        time ← (median)  written anew',
      '  0    0  10.0.0.7:40007  203.0.113.9:443  initial numbers  1st              5       1       0       0         0  10 ms … 12 ms (10 ms)  10 ms … 11 ms (10 ms)  tcp.options.mss_val: 1460 → 1400',
      '',
      'lost: passed one point and not the other · missed: acknowledged there, so it came, but the capture has it not · inserted: the point before has it not',
      '',
    ]);
  });

  test('the segments of one connection, in Chinese', async () => {
    const { code, out } = await cli('compare', '--lang', 'zh-CN', '--stream', '0', file(client), file(server));
    expect(code).toBe(0);
    const lines = out.trimEnd().split('\n');
    expect(lines).toHaveLength(7);
    expect(lines[0].split(/ {2,}/)).toContain('途中用时');
    expect(lines[4]).toMatch(/^ *#4 +0\.100000 +→ +PSH, ACK +1 +1 +200 +丢失$/);
    expect(lines[5]).toMatch(/^ *#5 +#4 +0\.300000 +0\.312000 +12 ms +→ +PSH, ACK +1 +1 +200$/);
  });
});

test('for programs', async () => {
  const { code, out } = await cli('compare', '--json', file(client), file(server));
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    clocks: { offset: 2_500_000_000, within: 10 * MS },
    alone: { a: 0, b: 0 },
    connections: [
      { a: { stream: 0, addressA: '10.0.0.7' }, pairedBy: 'numbers', nearClient: 'a', both: 5, lostToServer: 1 },
    ],
  });
  const segments = await cli('compare', '--json', '-s', '0', file(client), file(server));
  const fates = (JSON.parse(segments.out) as { fate: string }[]).map(({ fate }) => fate);
  expect(fates).toEqual(['both', 'both', 'both', 'lost', 'both', 'both']);
});

test('captures with nothing in common, a stream in no pair, standard input twice', async () => {
  const other = twoPoints(SENT, { renumbered: 5, translated: { address: '192.0.2.7', port: 7 } }).server.slice(2);
  const nothing = await cli('compare', file(client), file(other));
  expect([nothing.code, nothing.out.split('\n')[1]]).toEqual([0, 'No connection is in both captures.']);
  expect(nothing.out).toContain('a proxy between the points');
  const none = await cli('compare', '--stream', '7', file(client), file(server));
  expect([none.code, none.err]).toEqual([2, 'synscope: TCP stream 7 of the first capture is in no pair.\n']);
  expect((await cli('compare', '-', '-')).code).toBe(2);
});
