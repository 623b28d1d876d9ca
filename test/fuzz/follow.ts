// Fuzz target: segments with any numbers and any bytes, put into the order of their stream, cut into lines in each encoding while they come, and read from any
// line on; and the same bytes as content of HTTP. An input is a byte for encoding and side, and a list of segments: two bytes of place, one for who sends it
// and what is acknowledged, how many bytes it has, and these.
import { strict as assert } from 'node:assert';
import { decoded, guessEncoding, latin1 } from '../../src-main/engine/answers/follow/follow-encoding';
import { dechunked, packingOf } from '../../src-main/engine/answers/follow/http-content';
import { unpack } from '../../src-main/engine/base/unpack';
import { FollowLayout } from '../../src-main/flow/follow/layout';
import { StreamOrder } from '../../src-main/flow/follow/stream-order';
import { LONGEST_LINE } from '../../src-main/flow/follow/text-cut';
import { TextLines } from '../../src-main/flow/follow/text-lines';
import { FOLLOW_ENCODINGS, FOLLOW_SIDES } from '../../src-main/ipc/contracts/follow-contract';
import { fuzzTarget } from './target';

export const name = 'follow';
export const iterations = 50_000;

/** Letters, ends of lines, beginnings and middles of characters of several bytes, chunks, a packed byte or two. */
const WORDS = [
  'a',
  '\n',
  '\r\n',
  'é',
  '字',
  '😀',
  '4\r\nabcd\r\n',
  '0\r\n\r\n',
  'HTTP/1.1 200 OK\r\n',
  'Content-Encoding: gzip\r\n\r\n',
];
const BYTES = [0x81, 0x30, 0xfe, 0x39, 0x80, 0xbf, 0xf0, 0xe4, 0xc3, 0x1f, 0x8b, 0x08, 0, 255];
/** By encoding, as in FOLLOW_ENCODINGS. */
const CHARACTERS: readonly (readonly (readonly number[])[])[] = [
  ['a', 'é', '字', '😀'].map((character) => [...Buffer.from(character)]),
  [[0x61], [0xd7, 0xd6], [0x81, 0x40], [0x81, 0x30, 0x81, 0x30], [0x90, 0x30, 0x81, 0x30]],
];
const MOST_SEGMENTS = 60;
/** of a line's place in what is kept: few, so that they are thinned out */
const KEPT = 4;

function make(chance: () => number): Uint8Array {
  const below = (n: number): number => Math.floor(chance() * n);
  return below(2) === 0 ? text(below) : wild(below);
}

/** Characters of one encoding, in segments that are cut anywhere. */
function text(below: (n: number) => number): Uint8Array {
  const encoding = below(2);
  const bytes: number[] = [];
  for (let n = below(1500); n > 0; n--)
    bytes.push(...(below(200) === 0 ? [10] : CHARACTERS[encoding][below(CHARACTERS[encoding].length)]));
  const out: number[] = [encoding];
  for (let at = 0; at < bytes.length;) {
    const part = bytes.slice(at, at + 1 + below(200));
    out.push(at >> 8, at & 255, 2 * below(100), part.length, ...part);
    at += part.length;
  }
  return Uint8Array.from(out);
}

function wild(below: (n: number) => number): Uint8Array {
  const out: number[] = [below(256)];
  for (let count = 1 + below(MOST_SEGMENTS), at = 0; count > 0; count--) {
    const bytes: number[] = [];
    for (let words = below(below(8) === 0 ? 120 : 12); words > 0; words--) {
      if (below(4) > 0) bytes.push(...Buffer.from(WORDS[below(WORDS.length)]));
      else bytes.push(BYTES[below(BYTES.length)]);
    }
    const length = Math.min(255, bytes.length);
    const place = Math.max(0, at + (below(4) === 0 ? below(200) - 120 : 0));
    out.push(place >> 8, place & 255, below(256), length, ...bytes.slice(0, length));
    if (below(5) > 0) at = place + length;
  }
  return Uint8Array.from(out);
}

function check(input: Uint8Array): void {
  if (input.length === 0) return;
  const encoding = FOLLOW_ENCODINGS[input[0] % FOLLOW_ENCODINGS.length];
  const order = new StreamOrder();
  const layout = new FollowLayout(order.pieces, FOLLOW_SIDES[(input[0] >> 4) % FOLLOW_SIDES.length]);
  const payloads: Uint8Array[] = [];
  const lines = new TextLines(layout, (row) => payloads[row], encoding, KEPT);
  const grow = (): void => {
    layout.grow(Infinity);
    while (!lines.grow(() => true));
  };
  for (let at = 1; at + 4 <= input.length && payloads.length < MOST_SEGMENTS; at += 4 + input[at + 3]) {
    const bytes = input.slice(at + 4, at + 4 + input[at + 3]);
    const how = input[at + 2];
    payloads.push(bytes);
    // numbers that wrap; of some segments the end was not captured
    const seq = (0xffffff00 + input[at] * 256 + input[at + 1]) % 2 ** 32;
    const captured = how % 16 === 3 ? bytes.length >> 1 : bytes.length;
    order.take(
      payloads.length - 1,
      how % 2 === 0,
      seq,
      how % 3 === 0 ? (seq + 2 * how) % 2 ** 32 : null,
      bytes.length,
      captured,
    );
    if (how % 5 === 0) grow();
  }
  grow();

  const all: { item: number; skip: number; bytes: Uint8Array }[] = [];
  lines.each(0, Infinity, (line) => all.push({ ...line, bytes: line.bytes.slice() }));
  assert.equal(all.length, lines.total);
  for (const { bytes } of all) assert.ok(bytes.length <= LONGEST_LINE);
  const whole = Buffer.concat(all.map(({ bytes }) => bytes));
  assert.equal(whole.length, layout.bytes);
  for (let from = 0; from < all.length; from += 1 + (input[0] % 7)) {
    const page: string[] = [];
    lines.each(from, 3, ({ bytes }) => page.push(latin1(bytes)));
    assert.deepEqual(
      page,
      all.slice(from, from + 3).map(({ bytes }) => latin1(bytes)),
    );
  }
  checkRuns(layout, all, encoding);
  guessEncoding(whole.subarray(0, 4096));
  for (const how of ['gzip', 'deflate', 'br'] as const) unpack(how, whole);
  packingOf(whole, 0, whole.length);
  assert.ok(dechunked(whole, 0, whole.length).length <= whole.length);
}

/** Each run is its lines, and where its bytes are text, no line ends inside of a character. */
function checkRuns(
  layout: FollowLayout,
  all: readonly { item: number; bytes: Uint8Array }[],
  encoding: (typeof FOLLOW_ENCODINGS)[number],
): void {
  let run: Uint8Array[] = [];
  const end = (): void => {
    const joined = Buffer.concat(run);
    for (const line of run) assert.equal(typeof decoded(line, encoding), 'string');
    if (encoding === 'latin-1' || !isText(joined, encoding)) return;
    for (const line of run)
      assert.ok(isText(line, encoding), `a character is cut: ${Buffer.from(line).toString('hex')}`);
  };
  let first = -1;
  for (const { item, bytes } of all) {
    if (layout.runStart(item) !== first) {
      end();
      run = [];
      first = layout.runStart(item);
    }
    run.push(bytes);
  }
  end();
}

function isText(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

export const { run, replay } = fuzzTarget(make, check);
