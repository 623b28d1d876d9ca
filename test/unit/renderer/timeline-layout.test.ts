import { describe, expect, test } from 'vitest';
import type { TimelinePhase, TimelineSegment } from '../../../src-main/ipc/engine-contract';
import {
  lineKind,
  segmentLabel,
  stateName,
  statesBefore,
  toneOf,
} from '../../../src-renderer/components/timeline/segment-look';
import {
  bracketsInView,
  layoutFor,
  MAX_SCROLL,
  MIN_WIDTH,
  openFoldOf,
  rowWindow,
  scrollSpace,
  scrollToShow,
} from '../../../src-renderer/components/timeline/timeline-layout';
import { flagNames } from '../../../src-renderer/format/tcp-flags';

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
  phase: 'data',
  meaning: { key: 'x' },
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
    const sum = layout.bracketWidth + layout.timeWidth + 2 * layout.stateWidth + layout.laneWidth;
    expect(sum).toBe(Math.max(width, MIN_WIDTH));
  });

  // 7.25 px a character at 12 px, 6.65 at 11 px: the longest labels with ten digits in each number
  test.each([
    ['wide', 1140, 91 * 7.25],
    ['medium', 780, 60 * 7.25],
    ['narrow', 420, 29 * 6.65],
  ])('%s: the longest label fits the lane', (_, width, needed) => {
    expect(layoutFor(width).laneWidth).toBeGreaterThanOrEqual(needed);
  });
});

describe('scrolling', () => {
  test('one px is one px while the content fits a browser', () => {
    const space = scrollSpace(100_000, 48, 600);
    expect(space).toEqual({ height: 4_800_000, content: 4_800_000, scale: 1 });
  });

  test('ten million rows: both ends can be reached', () => {
    const space = scrollSpace(10_000_000, 48, 600);
    expect(space.height).toBe(MAX_SCROLL);
    expect(rowWindow(space, 0, 48, 600, 10_000_000, 0)).toEqual({ from: 0, to: 13, top: 0 });
    const end = rowWindow(space, MAX_SCROLL - 600, 48, 600, 10_000_000, 0);
    expect(end.to).toBe(10_000_000);
    expect(end.top).toBeCloseTo(480_000_000 - 600, 3);
  });

  test('a window never leaves the rows, whatever the scroll position', () => {
    const space = scrollSpace(3, 48, 600);
    expect(rowWindow(space, 5000, 48, 600, 3)).toEqual({ from: 0, to: 3, top: 0 });
    expect(rowWindow(scrollSpace(0, 48, 600), 0, 48, 600, 0)).toEqual({ from: 0, to: 0, top: 0 });
    const shrunk = rowWindow(scrollSpace(20, 48, 600), 90_000, 48, 600, 20);
    expect(shrunk.to).toBe(20);
    expect(shrunk.from).toBeLessThan(20);
  });

  test('showing a row moves as little as needed, and not at all when it is in view', () => {
    const space = scrollSpace(1000, 50, 500);
    expect(scrollToShow(space, 0, 3, 50, 500)).toBe(0);
    expect(scrollToShow(space, 0, 20, 50, 500)).toBe(21 * 50 + 50 - 500);
    expect(scrollToShow(space, 5000, 20, 50, 500)).toBe(950);
    expect(scrollToShow(space, 5000, 0, 50, 500)).toBe(0);
    expect(scrollToShow(space, 0, 999, 50, 500)).toBe(49_500);
  });

  test('showing a row of a scaled list brings it into the window', () => {
    const rows = 5_000_000;
    const space = scrollSpace(rows, 48, 600);
    for (const row of [0, 1, 1_234_567, rows - 1]) {
      const { from, to } = rowWindow(space, scrollToShow(space, 7_000_000, row, 48, 600), 48, 600, rows, 0);
      expect(from <= row && row < to, `row ${row} in ${from}…${to}`).toBe(true);
    }
  });
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
    expect(toneOf({ flags, len, repeated })).toBe(tone);
  });

  test.each([
    [0x02, 'SYN'],
    [0x12, 'SYN, ACK'],
    [0x19, 'FIN, PSH, ACK'],
    [0x1c2, 'SYN, ECE, CWR, AE'],
    [0, '—'],
  ])('flags %d', (flags, text) => expect(flagNames(flags, '—')).toBe(text));

  test('labels by the room there is; no number is lost when it moves to the second line', () => {
    const data = segment({ flags: 0x18, len: 1448 });
    const names = (mode: 'wide' | 'medium' | 'narrow') => {
      const { upper, lower } = segmentLabel(data, mode);
      return [
        upper.map((p) => p.name + (p.raw ? '*' : '')).join(' '),
        lower.map((p) => p.name + (p.raw ? '*' : '')).join(' '),
      ];
    };
    expect(names('wide')).toEqual(['Seq* Ack* Win Len', '']);
    expect(names('medium')).toEqual(['Seq Ack Win Len', 'Seq* Ack*']);
    expect(names('narrow')).toEqual(['Len Win', 'Seq Ack']);
  });

  test('no acknowledgement number without the ACK flag; the unscaled window where the scale is unknown', () => {
    const syn = segmentLabel(segment({ flags: 0x02, windowScaled: null }), 'wide').upper;
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

  test('names fit a narrow pane', () => {
    expect(stateName('ESTABLISHED', 'narrow')).toBe('ESTAB');
    expect(stateName('ESTABLISHED', 'medium')).toBe('ESTABLISHED');
    expect(stateName('UNKNOWN', 'wide')).toBe('?');
    for (const s of ['SYN-RECEIVED', 'CLOSE-WAIT', 'FIN-WAIT-1', 'TIME-WAIT'] as const)
      expect(stateName(s, 'narrow').length).toBeLessThanOrEqual(10);
  });

  test('lifelines', () => {
    expect(lineKind('LISTEN')).toBe('waiting');
    expect(lineKind('ESTABLISHED')).toBe('up');
    expect(lineKind('CLOSE-WAIT')).toBe('closing');
    expect(lineKind('TIME-WAIT')).toBe('wait');
  });
});

describe('folds', () => {
  test('a frame finds the fold it came out of', () => {
    const open = [
      { id: 1, firstFrame: 10, lastFrame: 20 },
      { id: 5, firstFrame: 40, lastFrame: 90 },
    ];
    expect(openFoldOf(open, 20)?.id).toBe(1);
    expect(openFoldOf(open, 21)).toBeUndefined();
    expect(openFoldOf(open, 40)?.id).toBe(5);
  });
});
