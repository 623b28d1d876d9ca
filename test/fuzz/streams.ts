// Fuzz target: segments of a stream with any numbers and any bytes, through what finds the messages in them and through its slow twin.
// An input is a list of segments: two bytes of place in the stream, what the segment is, how many bytes it has, and these.
import { strict as assert } from 'node:assert';

import { fast, twin, type Segment } from '../fixtures/stream-twin';
import { fuzzTarget } from './target';

export const name = 'streams';
export const iterations = 100_000;

/** Bytes that the protocol of the twin reads something into, and some others. */
const LETTERS = [...'LHCE0123\n'].map((letter) => letter.charCodeAt(0)).concat(0, 1, 2, 3, 9, 255);
const MOST_SEGMENTS = 40;

function make(chance: () => number): Uint8Array {
  const below = (n: number): number => Math.floor(chance() * n);
  const out: number[] = [];
  for (let count = 1 + below(MOST_SEGMENTS), at = 0; count > 0; count--) {
    const length = below(12);
    const place = Math.max(0, at + (below(3) === 0 ? below(30) - 20 : 0));
    out.push(place >> 8, place & 255, below(6) === 0 ? below(16) : 0, length);
    for (let i = 0; i < length; i++) out.push(LETTERS[below(LETTERS.length)]);
    at = place + length;
  }
  return Uint8Array.from(out);
}

function check(input: Uint8Array): void {
  const segments: Segment[] = [];
  for (let at = 0; at + 4 <= input.length && segments.length < MOST_SEGMENTS; at += 4 + input[at + 3]) {
    const bytes = input.slice(at + 4, at + 4 + input[at + 3]);
    segments.push({ from: input[at] * 256 + input[at + 1], what: input[at + 2] & 15, bytes });
  }
  // overlapping bytes may differ: which of them count is decided where a message is looked at, so the twin sees the first that came, too
  const stream = new Map<number, number>();
  for (const { from, bytes } of segments)
    bytes.forEach((byte, i) => {
      const known = stream.get(from + i);
      if (known === undefined) stream.set(from + i, byte);
      else bytes[i] = known;
    });
  const found = fast(segments, 0xfffffff0);
  assert.deepEqual(found, twin(segments));
  const rows = segments.length;
  for (const { length, last } of found.messages) assert.ok(length >= 1 && last < rows);
}

export const { run, replay } = fuzzTarget(make, check);
