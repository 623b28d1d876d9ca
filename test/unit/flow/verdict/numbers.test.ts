// A connection in numbers: round trips, what was sent again, pauses, how long the server thinks, and what Zeek would call it.
import { describe, expect, test } from 'vitest';
import { translateMessage } from '../../../../src-main/i18n/translate';
import { nearestRank } from '../../../../src-main/flow/timing/rank';
import { verdictOf } from './said';

const numbersOf = (lines: string[]): string[] =>
  verdictOf(lines).numbers.map(({ message, frames }) => `${translateMessage('en', message)} [${frames.join(' ')}]`);
const zeekOf = (lines: string[]): string => {
  const args = verdictOf(lines).numbers.at(-1)?.message.args;
  return `${args?.state} ${args?.history}`;
};

test('percentiles are values that were measured, by the nearest rank', () => {
  const values = Float64Array.from({ length: 20 }, (_, i) => 20 - i);
  expect([0, 0.5, 0.95, 1].map((share) => nearestRank(values, 20, share))).toEqual([1, 10, 19, 20]);
  expect(nearestRank(Float64Array.of(7), 1, 0.5)).toBe(7);
});

test('all of them, with the packets they come from', () => {
  expect(
    numbersOf([
      '> S at=0',
      '< SA at=20',
      '> A at=21',
      '> PA +100 at=30',
      '< A at=50',
      '< PA +500 at=130',
      '> A at=131',
      '> PA +100 at=3131',
      '> PA +100 seq=101 at=3400',
      '< PA +500 ack=201 at=3420',
      '> A at=3421',
    ]),
  ).toEqual([
    'Round trips of what the client sent, from here to the ACK: 2 measured, at least 20 ms, median 20 ms, 95 % within 20 ms, at most 20 ms. [1 2]',
    'Round trips of what the server sent, from here to the ACK: 3 measured, at least 1 ms, median 1 ms, 95 % within 1 ms, at most 1 ms. [2 3]',
    'Of 3 segments with data of the client 1 was sent again (33.3 %). [9]',
    'Of 2 segments with data of the server none was sent again (0.0 %). []',
    'One pause of a second or more, the longest 3 s. [7 8]',
    'The server answered 2 times: median 100 ms, at most 289 ms after the last data of the client. [8 10]',
    'In Zeek’s words: S1, history ShADadT. []',
  ]);
});

describe('in Zeek’s words', () => {
  const OPEN = ['> S', '< SA', '> A'];
  test.each([
    ['S0 S', ['> S', '> S']],
    ['S1 ShADa', [...OPEN, '> PA +10', '< A']],
    ['SF ShAFfa', [...OPEN, '> FA', '< FA', '> A', '< A']],
    ['REJ Sr', ['> S', '< RA']],
    ['S2 ShAFa', [...OPEN, '> FA', '< A']],
    ['S3 ShAf', [...OPEN, '< FA', '> A']],
    ['RSTO ShAR', [...OPEN, '> R']],
    ['RSTR ShAr', [...OPEN, '< RA']],
    ['RSTOS0 SR', ['> S', '> R seq=1']],
    ['SH SF', ['> S', '> F']],
    ['RSTRH hr', ['< SA', '< RA']],
    ['SHR hf', ['< SA', '< FA']],
    // again with another number, and with the same one
    ['S2 ShAFaDF', [...OPEN, '> FA', '< A', '> FA seq=1', '> PA +5 seq=1', '> FA seq=6']],
    ['OTH DA', ['> PA +10', '> A']],
  ])('%s', (expected, lines) => {
    expect(zeekOf(lines)).toBe(expected);
  });
});
