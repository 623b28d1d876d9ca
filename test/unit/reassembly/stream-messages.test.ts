// Messages of streams against a slow twin that keeps every byte of every message apart: 100,000 streams cut at random, with segments lost,
// doubled, overlapping, out of order, and numbers that wrap. Then what is bounded.
import { describe, expect, test } from 'vitest';
import {
  atLeast,
  isOpen,
  NOT_MINE,
  ONE_MORE,
  UNTIL_END,
  type Framing,
} from '../../../src-main/dissect/contract/framing';
import { MessageTable } from '../../../src-main/reassembly/message-table';
import {
  HAD,
  LAST,
  LATE,
  REPEATED,
  StreamMessages,
  type StreamBytes,
} from '../../../src-main/reassembly/stream-messages';
import { seqAdd, seqDiff } from '../../../src-main/wire/seq';
import { random } from '../../bench/random';

// A protocol that has messages of every sort:
//   L n, then n bytes        H, digits up to a line feed, then as many bytes        C n, n bytes, n, n bytes … 0        E to the end
const [L, H, C, E, LF] = [...'LHCE\n'].map((c) => c.charCodeAt(0));
const framing: Framing = {
  under: [],
  lengthAt(b, at, end) {
    if (b[at] === E) return UNTIL_END;
    if (b[at] === L) return end - at < 2 ? ONE_MORE : 2 + b[at + 1];
    if (b[at] === C) {
      for (let i = at + 1; i < end; i += 1 + b[i]) {
        if (b[i] === 0) return i + 1 - at;
        if (i + 1 + b[i] > end) return atLeast(i + 1 + b[i] - at);
      }
      return ONE_MORE;
    }
    if (b[at] !== H) return NOT_MINE;
    for (let i = at + 1; i < end; i++)
      if (b[i] === LF) return i + 1 - at + Number(String.fromCharCode(...b.subarray(at + 1, i)));
    return ONE_MORE;
  },
};

interface Segment {
  /** bytes from the start of the stream */
  from: number;
  bytes: Uint8Array;
  what: number;
}

/** What is compared: the rows and places of each message's pieces, its length and the row that completes it (-1: none); what came again. */
interface Found {
  messages: { pieces: string[]; length: number; last: number }[];
  repeated: string[];
}

interface Slow {
  start: number;
  /** by place in the message; undefined: not there */
  bytes: (number | undefined)[];
  /** -1: takes what comes next, all of it; -2: to the end of the stream */
  wants: number;
  length: number;
  last: number;
  rows: number[];
  pieces: string[];
}

/** The same, slowly: every message has an array of its bytes, and is asked anew for each that comes. */
function twin(segments: readonly Segment[]): Found {
  const messages: Slow[] = [];
  const repeated: string[] = [];
  const bytesOf = (m: Slow, length: number): Uint8Array | null => {
    for (let i = 0; i < length; i++) if (m.bytes[i] === undefined) return null;
    return Uint8Array.from(m.bytes.slice(0, length) as number[]);
  };
  const there = (m: Slow): number => {
    let n = 0;
    while (m.bytes[n] !== undefined) n++;
    return n;
  };
  const wait = (m: Slow, said: number, inside: number, known: number): void => {
    m.wants = said === UNTIL_END ? -2 : said === ONE_MORE ? -1 : 0;
    m.length =
      said === UNTIL_END ? Infinity : said > 0 ? inside + said : inside + Math.max(known - inside + 1, -2 - said);
  };
  /** Where in the bytes that begins which is not whole, with what was said of it. */
  const cut = (b: Uint8Array): [number, number] | null => {
    for (let at = 0; at < b.length;) {
      const said = framing.lengthAt(b, at, b.length);
      if (isOpen(said, b.length - at)) return [at, said];
      if (said <= 0) return null;
      at += said;
    }
    return null;
  };
  const begin = (row: number, at: number, start: number, bytes: Uint8Array, said: number): void => {
    const m = { start, bytes: [...bytes], wants: 0, length: 0, last: -1, rows: [row], pieces: [`${row}@${at}`] };
    wait(m, said, 0, bytes.length);
    messages.push(m);
  };
  const data = (row: number, { from: first, bytes, what }: Segment): boolean => {
    let at = 0;
    while (at < bytes.length) {
      const from = first + at;
      const rest = bytes.subarray(at);
      let m: Slow | null = null;
      for (const one of messages) if (one.start <= from && (m === null || one.start >= m.start)) m = one;
      if ((m?.start === from && rest.length <= m.length && m.rows.at(-1) !== row) || what & REPEATED) {
        repeated.push(`${row}@${at}`);
        return false;
      }
      if (what & HAD) return false;
      if (m === null || m.start + m.length <= from) {
        if (what & LATE) return true;
        const open = cut(rest);
        if (open === null || (open[1] === UNTIL_END && what & LAST)) return true;
        begin(row, at + open[0], from + open[0], rest.subarray(open[0]), open[1]);
        return true;
      }
      if (m.last >= 0) {
        repeated.push(`${row}@${at}`);
        return true;
      }
      m.rows.push(row);
      m.pieces.push(`${row}@${at}`);
      const start = from - m.start;
      if (m.wants === -1) {
        m.length = start + rest.length;
        m.wants = 0;
      }
      for (;;) {
        const taken = Math.min(rest.length, m.length - start);
        for (let i = 0; i < taken; i++) m.bytes[start + i] ??= rest[i];
        if (there(m) < m.length) {
          at += taken;
          break;
        }
        const open = what & LATE ? null : cut(bytesOf(m, m.length) ?? new Uint8Array(0));
        if (open === null) {
          m.last = row;
          at += taken;
          break;
        }
        if (start + taken === m.length && open[0] > start) {
          const tail = (bytesOf(m, m.length) ?? rest).subarray(open[0]);
          m.length = open[0];
          m.last = row;
          begin(row, at + open[0] - start, m.start + open[0], tail, open[1]);
          return true;
        }
        wait(m, open[1], open[0], m.length);
        if (m.wants === -1 && start + rest.length >= m.length) {
          m.length = start + rest.length;
          m.wants = 0;
        }
      }
    }
    return true;
  };
  segments.forEach((segment, row) => {
    if (segment.bytes.length > 0 && !data(row, segment)) return;
    if ((segment.what & LAST) === 0) return;
    const end = segment.from + segment.bytes.length;
    let m: Slow | null = null;
    for (const one of messages) if (one.start <= end && (m === null || one.start >= m.start)) m = one;
    if (m === null || m.wants !== -2 || m.last >= 0 || there(m) !== end - m.start) return;
    m.length = end - m.start;
    if (segment.bytes.length === 0) m.pieces.push(`${row}@0`);
    m.last = row;
  });
  return { messages: messages.map(({ pieces, length, last }) => ({ pieces, length, last })), repeated };
}

/** Bytes out of memory. */
function memory(table: MessageTable, segments: readonly Segment[], isn: number): StreamBytes {
  return {
    cost: 0,
    payload: (row) => segments[row].bytes,
    message: (message, length) => {
      const bytes = new Uint8Array(length);
      for (let piece = table.firstPiece(message); piece !== 0; piece = table.nextPiece(piece)) {
        const { from, bytes: payload } = segments[table.row(piece)];
        const start = seqDiff(seqAdd(isn, from + table.at(piece)), table.seq(message));
        if (start < length) bytes.set(payload.subarray(table.at(piece), table.at(piece) + length - start), start);
      }
      return bytes;
    },
  };
}

function fast(segments: readonly Segment[], isn: number): Found {
  const table = new MessageTable();
  const streams = new StreamMessages(table, memory(table, segments, isn));
  segments.forEach(({ from, bytes, what }, row) =>
    streams.take(3, row, seqAdd(isn, from), bytes.length, what, framing),
  );
  const messages: Found['messages'] = [];
  for (let message = 1; message <= table.messages; message++) {
    const pieces: string[] = [];
    for (let piece = table.firstPiece(message); piece !== 0; piece = table.nextPiece(piece))
      pieces.push(`${table.row(piece)}@${table.at(piece)}`);
    const length = table.length(message) === 0x7fffffff ? Infinity : table.length(message);
    messages.push({ pieces, length, last: table.last(message) - 1 });
  }
  const repeated: string[] = [];
  for (let piece = 1; piece <= table.pieces; piece++)
    if (table.messageOf(piece) === 0) repeated.push(`${table.row(piece)}@${table.at(piece)}`);
  return { messages, repeated };
}

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
    expect(streams.dropped).toBe(1);
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
    expect(streams.dropped).toBe(0);
    streams.take(0, 1025, 4 * 1025, 2, 0, framing);
    expect(streams.dropped).toBe(1);
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
