// Messages of streams against a slow twin that keeps every byte of every message apart: 100,000 streams cut at random, with segments lost,
// doubled, overlapping, out of order, and numbers that wrap. Then what is bounded.
import { describe, expect, test } from 'vitest';
import { MessageTable } from '../../../src-main/reassembly/message-table';
import {
  HAD,
  LAST,
  LATE,
  REPEATED,
  StreamMessages,
  type StreamBytes,
} from '../../../src-main/reassembly/stream-messages';
import { random } from '../../bench/random';
import { C, E, fast, framing, H, L, LF, twin, type Segment } from '../../fixtures/stream-twin';

/** A stream of messages of every sort. */
function stream(below: (n: number) => number): Uint8Array {
  const out: number[] = [];
  const body = (n: number): number[] => Array.from({ length: n }, () => 97 + below(26));
  for (let i = 1 + below(5); i > 0; i--) {
    const sort = below(12);
    const n = below(14);
    if (sort < 5) out.push(L, n, ...body(n));
    else if (sort < 8) out.push(H, ...[...String(n)].map((c) => c.charCodeAt(0)), LF, ...body(n));
    else if (sort < 11) {
      out.push(C);
      for (let k = below(4); k > 0; k--) out.push(3, ...body(3));
      out.push(0);
    } else out.push(below(2) === 0 ? E : 120, ...body(n));
  }
  return Uint8Array.from(out);
}

function cutUp(all: Uint8Array, below: (n: number) => number): Segment[] {
  const segments: { place: number; segment: Segment }[] = [];
  const add = (place: number, from: number, to: number, what = 0): void =>
    void segments.push({ place, segment: { from, bytes: all.subarray(from, to), what } });
  const odd = below(3);
  let i = 0;
  for (let at = 0; at < all.length; i++) {
    const to = Math.min(all.length, at + 1 + below(1 + below(20)));
    if (odd === 0 || below(10) > 0)
      add(odd === 0 || below(5) > 0 ? i : i + below(5) - 0.5, at, to, odd === 2 && below(9) === 0 ? LATE : 0);
    if (odd > 0 && below(8) === 0) add(i + below(6), at, to, [0, REPEATED, HAD, LATE][below(4)]);
    if (odd > 0 && below(8) === 0) add(i + below(6), Math.max(0, at - below(9)), Math.min(all.length, to + below(9)));
    at = to;
  }
  if (below(3) === 0) add(i + 1, all.length, all.length, LAST);
  return segments.sort((a, b) => a.place - b.place).map(({ segment }) => segment);
}

describe('messages of streams equal the slow twin', () => {
  test.each(Array.from({ length: 10 }, (_, i) => i + 1))('10,000 streams, seed %i', { timeout: 120_000 }, (seed) => {
    const dice = random(seed);
    const below = (n: number): number => Math.floor(dice() * n);
    let whole = 0;
    for (let round = 0; round < 10_000; round++) {
      const segments = cutUp(stream(below), below);
      const isn = below(4) === 0 ? 0xffffffff - below(40) : below(2 ** 32);
      const found = fast(segments, isn);
      const slow = twin(segments);
      if (JSON.stringify(found) !== JSON.stringify(slow))
        expect(
          found,
          `round ${round}: ${JSON.stringify(segments.map(({ from, bytes, what }) => [from, String.fromCharCode(...bytes), what]))}`,
        ).toEqual(slow);
      whole += found.messages.filter(({ last }) => last >= 0).length;
    }
    expect(whole).toBeGreaterThan(5_000);
  });
});

test('of a stream that came whole and in order, messages begin and end where the framing of all of it says', () => {
  const dice = random(99);
  const below = (n: number): number => Math.floor(dice() * n);
  let compared = 0;
  for (let round = 0; round < 5_000; round++) {
    const all = stream(below);
    const ends = new Set([0]);
    let at = 0;
    for (let said = 1; at < all.length && said > 0; at += Math.max(0, said)) {
      said = framing.lengthAt(all, at, all.length);
      ends.add(at + said);
    }
    if (at < all.length) continue; // something in it is no message
    const segments: Segment[] = [];
    for (let from = 0; from < all.length; from += segments[segments.length - 1].bytes.length)
      segments.push({ from, bytes: all.subarray(from, from + 1 + below(9)), what: 0 });
    const { messages, repeated } = fast(segments, 7);
    expect(repeated).toEqual([]);
    for (const { pieces, length, last } of messages) {
      const [row, place] = pieces[0].split('@').map(Number);
      const begin = segments[row].from + place;
      expect(ends).toContain(begin);
      expect(ends).toContain(begin + length);
      expect(last).toBeGreaterThan(row);
      compared++;
    }
  }
  expect(compared).toBeGreaterThan(5_000);
});

describe('what waits is bounded', () => {
  const nothing: StreamBytes = { cost: 0, payload: () => Uint8Array.from([L, 255]), message: () => null };

  test('messages that wait: the oldest is given up', () => {
    const table = new MessageTable();
    const streams = new StreamMessages(table, nothing);
    for (let i = 0; i < 65_537; i++) streams.take(i, i, 1, 2, 0, framing);
    expect(table.dropped).toBe(1);
    // its stream goes on as if it were new, the others wait as before
    streams.take(0, 70_000, 3, 2, 0, framing);
    streams.take(2, 70_001, 3, 2, 0, framing);
    expect(table.messages).toBe(65_538);
  });

  test('pieces beyond a hole: with too many the message is given up', () => {
    const table = new MessageTable();
    const bytes: StreamBytes = { ...nothing, payload: () => Uint8Array.from([E, 0]) };
    const streams = new StreamMessages(table, bytes);
    streams.take(0, 0, 0, 2, 0, framing);
    for (let i = 1; i <= 1024; i++) streams.take(0, i, 4 * i, 2, 0, framing);
    expect(table.dropped).toBe(0);
    streams.take(0, 1025, 4 * 1025, 2, 0, framing);
    expect(table.dropped).toBe(1);
  });

  test('reading to find out how long a message is', () => {
    const table = new MessageTable();
    const bytes = {
      cost: 0,
      payload: () => Uint8Array.from([H]),
      message(_: number, length: number) {
        this.cost += 16 * 1024 * 1024;
        return new Uint8Array(length).fill(H);
      },
    };
    const streams = new StreamMessages(table, bytes);
    for (let i = 0; i < 100; i++) streams.take(0, i, i, 1, 0, framing);
    expect(table.last(1)).toBeGreaterThan(1);
    expect(table.last(1)).toBeLessThan(10);
  });
});
