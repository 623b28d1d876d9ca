import { describe, expect, test } from 'vitest';
import type { TimelinePhase, TimelineSegment } from '../../../src-main/ipc/contracts/engine-contract';
import {
  fontSize,
  hueOf,
  lineKind,
  markOf,
  segmentLabel,
  stateLines,
  statesBefore,
  toneOf,
  type LabelWords,
} from '../../../src-main/draw/segment-look';
import { textWidth, titleAlong, titleLines } from '../../../src-main/draw/bracket-text';
import { troublesOf } from '../../../src-renderer/components/timeline/rows/fold-troubles';
import { bracketsInView, layoutFor, MIN_WIDTH, paperLayout } from '../../../src-main/draw/ladder';
import { openFoldOf } from '../../../src-renderer/state/list/open-folds';
import { flagNames } from '../../../src-main/text/tcp-flags';

const WORDS: LabelWords = { noFlags: '-', icmp: (report) => `ICMP: ${report}` };

const segment = (over: Partial<TimelineSegment>): TimelineSegment => ({
  kind: 'segment',
  row: 0,
  frame: 1,
  fromA: true,
  timeSec: 0,
  timeNano: 0,
  deltaNs: 0,
  flags: 0x10,
  seq: 1,
  seqRaw: 4_294_967_295,
  ack: 1,
  ackRaw: 229_919_304,
  window: 501,
  windowScaled: 64_128,
  len: 0,
  stateA: 'ESTABLISHED',
  stateB: 'ESTABLISHED',
  repeated: false,
  ignored: null,
  icmp: null,
  copyOf: null,
  opinions: [],
  phase: 'data',
  meaning: { key: 'x' },
  repeats: null,
  repeatedBy: null,
  acks: null,
  ackFrom: null,
  tls: [],
  sack: [],
  shutA: null,
  shutB: null,
  saidA: null,
  saidB: null,
  ...over,
});

const phase = (from: number, to: number): TimelinePhase => ({
  kind: 'data',
  from,
  to,
  firstFrame: 1,
  lastFrame: 2,
  segments: to - from + 1,
  durationNs: 0,
  bytesAB: 0,
  bytesBA: 0,
  title: { key: 'x' },
  notes: [],
});

describe('columns', () => {
  test.each([
    [300, 'narrow'],
    [420, 'narrow'],
    [779, 'narrow'],
    [780, 'medium'],
    [1139, 'medium'],
    [1140, 'wide'],
    [2560, 'wide'],
  ])('a pane of %d px', (width, mode) => {
    const layout = layoutFor(width);
    expect(layout.mode).toBe(mode);
    const side = layout.stateWidth + layout.tripWidth;
    const sum = 2 * layout.left + layout.bracketWidth + layout.timeWidth + 2 * side + layout.laneWidth;
    expect(Math.abs(sum - Math.max(width, MIN_WIDTH))).toBeLessThanOrEqual(1);
  });

  test.each([
    ['wide', 1140, 12],
    ['medium', 780, 12],
    ['narrow', 480, 11],
  ] as const)('%s: a label with ten digits in each number fits the lane at full size', (mode, width, size) => {
    const big = 4_000_000_000;
    const label = segmentLabel(
      segment({ seq: big, seqRaw: big, ack: big, ackRaw: big, len: 65_535 }),
      'tcp',
      mode,
      WORDS,
    );
    const room = layoutFor(width).laneWidth - (mode === 'narrow' ? 16 : 28);
    expect(fontSize(label.head, label.upper, room, size)).toBe(size);
    expect(fontSize('', label.lower, room, size)).toBe(size);
  });

  test('where it does not fit, it is set smaller, never cut', () => {
    const parts = [{ name: 'Seq' as const, value: '1234567890' }];
    expect(fontSize('PSH, ACK', parts, 100, 12)).toBeLessThan(8);
    expect(fontSize('PSH, ACK', parts, 100, 12)).toBeGreaterThan(6);
  });
});

test('the time column has room for its longest time', () => {
  expect(layoutFor(500, 8).timeWidth).toBe(78);
  const long = layoutFor(500, 14); // 1234.123456789
  expect(long.timeWidth).toBeGreaterThanOrEqual(14 * 6.65 + 20);
  expect(long.laneWidth).toBe(layoutFor(500, 8).laneWidth - (long.timeWidth - 78));
});

describe('brackets', () => {
  test('only phases in view; the text keeps to the part in view', () => {
    const phases = [phase(0, 2), phase(3, 99_999), phase(100_000, 100_003)];
    const [box, ...others] = bracketsInView(phases, 40, 4000, 600);
    expect(others).toEqual([]);
    expect(box).toMatchObject({ index: 1, textTop: 0, textHeight: 600 });
    expect(box.height).toBeLessThanOrEqual(680);
  });

  test('phases that touch do not overlap', () => {
    const [a, b] = bracketsInView([phase(0, 2), phase(3, 4)], 40, 0, 600);
    expect(a.top + a.height).toBeLessThan(b.top);
  });
});

describe('titles of brackets', () => {
  const title = 'data · 132 segments · 180 kB →';
  test.each([
    [500, title],
    [140, 'data · 132 segments'],
    [40, 'data'],
    [5, 'data'],
  ])('along %d px', (room, text) => expect(titleAlong(title, 'data', room)).toBe(text));
  test('a name that is too long along a bracket gives way to a short one, never to a part of itself', () => {
    expect(titleAlong('reset by the server', 'reset', 38)).toBe('reset');
    expect(titleAlong('reset by the server', 'reset', 200)).toBe('reset by the server');
    for (const word of ['open', 'data', 'close', 'reset', '握手', '数据', '挥手', '复位', '被拒'])
      expect(textWidth(word), word).toBeLessThanOrEqual(38); // a bracket of one row
  });
  test('Chinese takes more room', () => expect(titleAlong('三次握手 · 23.4 ms', '握手', 90)).toBe('三次握手'));
  const lines = (title: string, short: string, room: number, width: number): string[] =>
    titleLines(title, short, room, width).map(({ text }) => text);
  test.each([
    [60, 120, ['data', '132 segments', '180 kB →']],
    [31, 300, ['data', '132 segments · 180 kB →']],
    [31, 100, ['data', '132 segments']],
    [4, 120, ['data']],
  ])('in lines, %d px high, %d wide', (room, width, text) => expect(lines(title, 'data', room, width)).toEqual(text));
  test('a long name is wrapped where there is room, and short where there is none', () => {
    const long = 'data, start not captured · 9 segments';
    expect(lines(long, 'data', 60, 104)).toEqual(['data, start not', 'captured', '9 segments']);
    expect(lines(long, 'data', 31, 104)).toEqual(['data, start not', 'captured']);
    expect(lines('data · as long as two lines of it', 'data', 31, 104)).toEqual(['data']);
    expect(lines(long, 'data', 15, 104)).toEqual(['data']);
    expect(lines('数据（未捕获到开头）· 9 个报文段', '数据', 60, 104)).toEqual([
      '数据（未捕获到开',
      '头）',
      '9 个报文段',
    ]);
    for (const { text } of titleLines(long, 'data', 60, 104)) expect(textWidth(text)).toBeLessThanOrEqual(104);
  });
});

describe('arrows', () => {
  test.each([
    [0x02, 0, false, 'open'],
    [0x12, 0, false, 'open'],
    [0x10, 0, false, 'ack'],
    [0x18, 5, false, 'data'],
    [0x11, 0, false, 'close'],
    [0x19, 700, false, 'close'],
    [0x14, 0, false, 'reset'],
    [0x02, 0, true, 'trouble'],
    [0x14, 0, true, 'reset'],
  ])('flags %d, %d bytes, repeated %s: %s', (flags, len, repeated, tone) => {
    expect(toneOf(segment({ flags, len, repeated }))).toBe(tone);
  });

  test.each([
    [0x02, 'SYN'],
    [0x12, 'SYN, ACK'],
    [0x19, 'FIN, PSH, ACK'],
    [0x1c2, 'SYN, ECE, CWR, AE'],
    [0, '—'],
  ])('flags %d', (flags, text) => expect(flagNames(flags, '—')).toBe(text));

  test('acknowledgements take the colour of their phase, data keeps its own', () => {
    expect(hueOf(segment({ phase: 'handshake' }))).toBe('open');
    expect(hueOf(segment({ phase: 'teardown' }))).toBe('close');
    expect(hueOf(segment({ phase: 'data' }))).toBe('ack');
    expect(hueOf(segment({ phase: 'teardown', len: 10 }))).toBe('data');
  });

  test('labels by the room there is; no number is lost when it moves to the second line', () => {
    const data = segment({ flags: 0x18, len: 1448 });
    const names = (mode: 'wide' | 'medium' | 'narrow') => {
      const { upper, lower } = segmentLabel(data, 'tcp', mode, WORDS);
      return [
        upper.map((p) => p.name + (p.raw ? '*' : '')).join(' '),
        lower.map((p) => p.name + (p.raw ? '*' : '')).join(' '),
      ];
    };
    expect(names('wide')).toEqual(['Seq* Ack* Win Len', '']);
    expect(names('medium')).toEqual(['Seq Ack Win Len', 'Seq* Ack*']);
    expect(names('narrow')).toEqual(['Len Win', 'Seq Ack']);
  });

  test('datagrams and ICMP errors say what they are', () => {
    expect(segmentLabel(segment({ flags: 0, len: 40 }), 'udp', 'medium', WORDS)).toEqual({
      head: 'UDP',
      upper: [{ name: 'Len', value: '40' }],
      lower: [],
      lowerRaw: false,
    });
    const error = segment({ flags: 2, icmp: 'refused' });
    expect(segmentLabel(error, 'tcp', 'wide', WORDS).head).toBe('ICMP: refused');
    expect(toneOf(error)).toBe('reset');
  });

  test('no acknowledgement number without the ACK flag; the unscaled window where the scale is unknown', () => {
    const syn = segmentLabel(segment({ flags: 0x02, windowScaled: null }), 'tcp', 'wide', WORDS).upper;
    expect(syn.map((p) => p.name)).toEqual(['Seq', 'Win', 'Len']);
    expect(syn[1].value).toBe('501');
  });
});

describe('states', () => {
  test('before a SYN: closed and listening; before a refused one both closed; unknown in the middle', () => {
    expect(statesBefore(segment({ flags: 2, stateA: 'SYN-SENT', stateB: 'SYN-RECEIVED' }))).toEqual({
      a: 'CLOSED',
      b: 'LISTEN',
    });
    expect(statesBefore(segment({ flags: 2, stateA: 'SYN-SENT', stateB: 'CLOSED' }))).toEqual({
      a: 'CLOSED',
      b: 'CLOSED',
    });
    expect(statesBefore(segment({ flags: 2, fromA: false, stateA: 'SYN-RECEIVED', stateB: 'SYN-SENT' }))).toEqual({
      a: 'LISTEN',
      b: 'CLOSED',
    });
    expect(statesBefore(segment({ flags: 0x10 }))).toEqual({ a: 'UNKNOWN', b: 'UNKNOWN' });
    expect(statesBefore(undefined)).toEqual({ a: 'UNKNOWN', b: 'UNKNOWN' });
  });

  test('names are short or broken in a narrow pane, whole in a wide one', () => {
    expect(stateLines('ESTABLISHED', 'narrow')).toEqual(['ESTAB']);
    expect(stateLines('SYN-RECEIVED', 'narrow')).toEqual(['SYN-', 'RECEIVED']);
    expect(stateLines('FIN-WAIT-1', 'narrow')).toEqual(['FIN-', 'WAIT-1']);
    expect(stateLines('CLOSE-WAIT', 'narrow')).toEqual(['CLOSE-', 'WAIT']);
    expect(stateLines('SYN-RECEIVED', 'medium')).toEqual(['SYN-RECEIVED']);
    expect(stateLines('UNKNOWN', 'wide')).toEqual(['?']);
  });

  test('lifelines', () => {
    expect(lineKind('LISTEN')).toBe('waiting');
    expect(lineKind('ESTABLISHED')).toBe('up');
    expect(lineKind('CLOSE-WAIT')).toBe('closing');
    expect(lineKind('TIME-WAIT')).toBe('wait');
  });
});

describe('marks', () => {
  const ignored = { key: 'timeline.meaning.ignored.rst-outside' };
  test.each([
    [{}, null, 'data'],
    [{ repeated: true }, 'repeated', 'trouble'],
    [{ copyOf: 7, repeated: true }, 'copy', 'ack'],
    [{ ignored, copyOf: 7, repeated: true }, 'ignored', 'ack'],
    [{ ignored, flags: 4 }, 'ignored', 'ack'],
    [{ ignored: null, copyOf: null }, null, 'data'],
  ] as const)('%j: %s', (over, mark, hue) => {
    const one = segment({ len: 5, ...over });
    expect(markOf(one)).toBe(mark);
    expect(hueOf(one)).toBe(hue);
  });

  test('a lane too narrow for the window at full size does without it, in every row', () => {
    const names = (laneWidth: number): string[] =>
      segmentLabel(segment({}), 'tcp', 'narrow', WORDS, laneWidth).upper.map((part) => part.name);
    expect(names(layoutFor(380).laneWidth)).toEqual(['Len']);
    expect(names(layoutFor(480).laneWidth)).toEqual(['Len', 'Win']);
    const fin = segmentLabel(segment({ flags: 0x11 }), 'tcp', 'narrow', WORDS, 184);
    expect(fontSize(fin.head, fin.upper, 184 - 16, 11)).toBe(11);
  });

  test('a narrow label has room for the word of its mark', () => {
    const names = segmentLabel(segment({ ignored }), 'tcp', 'narrow', WORDS).upper.map((part) => part.name);
    expect(names).toEqual(['Len']);
  });

  test('a fold names what it hides, and nothing else', () => {
    const none = { repeated: 0, zeroWindows: 0, ignored: 0, copies: 0, gaps: 0 };
    expect(troublesOf(none)).toEqual([]);
    const some = troublesOf({ ...none, zeroWindows: 2, repeated: 3 });
    expect(some.map(({ kind, count }) => [kind, count])).toEqual([
      ['repeated', 3],
      ['zeroWindows', 2],
    ]);
  });
});

test('on paper the ladder leaves more than a third of the page for the words', () => {
  const { bracketWidth, timeWidth, stateWidth, laneWidth, left } = paperLayout(14); // 1234.123456789
  const A4 = ((210 - 28) / 25.4) * 96;
  expect(left + bracketWidth + timeWidth + 2 * stateWidth + laneWidth).toBeLessThan((A4 * 2) / 3);
});

describe('folds', () => {
  test('a frame finds the fold it came out of', () => {
    const open = [
      { id: 1, firstFrame: 10, lastFrame: 20, segments: 11 },
      { id: 5, firstFrame: 40, lastFrame: 90, segments: 40 },
    ];
    expect(openFoldOf(open, 20)?.id).toBe(1);
    expect(openFoldOf(open, 21)).toBeUndefined();
    expect(openFoldOf(open, 40)?.id).toBe(5);
    const nested = [...open, { id: 41, firstFrame: 50, lastFrame: 60, segments: 10 }];
    expect(openFoldOf(nested, 55)?.id).toBe(41);
    expect(openFoldOf(nested.reverse(), 55)?.id).toBe(41);
    expect(openFoldOf(nested, 61)?.id).toBe(5);
  });
});
