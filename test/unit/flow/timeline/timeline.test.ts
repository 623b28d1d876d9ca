// Rows, folds, breaks, phases and sentences of one connection.
import { describe, expect, test } from 'vitest';
import { FlowTimeline } from '../../../../src-main/flow/timeline/timeline';
import { BIG, PART } from '../../../../src-main/flow/timeline/timeline-layout';
import { translateMessage } from '../../../../src-main/i18n/translate';
import type { TimelineRow, TimelineSegment } from '../../../../src-main/ipc/contracts/engine-contract';
import { analyseLines } from '../analyse';

const OPEN = ['> S', '< SA', '> A'];
const CLOSE = ['> FA', '< A', '< FA', '> A'];
const exchange = (n: number): string[] => Array.from({ length: n }, (_, i) => (i % 2 === 0 ? '> PA +10' : '< PA +20'));

const timelineOf = (lines: string[]): FlowTimeline => new FlowTimeline(analyseLines(lines), 0);
const rowsOf = (t: FlowTimeline, unfolded: number[] = []): TimelineRow[] => t.rows(unfolded, 0, 1e6);
const segmentsOf = (lines: string[]): TimelineSegment[] =>
  rowsOf(timelineOf(lines)).filter((row) => row.kind === 'segment');
const meanings = (lines: string[]): string[] =>
  segmentsOf(lines).map((row) => row.meaning.key.replace('timeline.meaning.', ''));

describe('folds', () => {
  const t = timelineOf([...OPEN, ...exchange(20), ...CLOSE]);

  test('a long stretch of data is one row', () => {
    expect(rowsOf(t).map((row) => row.kind)).toEqual([
      ...['segment', 'segment', 'segment'],
      'fold',
      ...['segment', 'segment', 'segment', 'segment'],
    ]);
    expect(rowsOf(t)[3]).toMatchObject({
      segments: 20,
      bytesAB: 100,
      bytesBA: 200,
      firstFrame: 4,
      lastFrame: 23,
      durationNs: 19e6,
      stateA: 'ESTABLISHED',
      stateB: 'ESTABLISHED',
    });
  });

  test('a fold tells what is hidden in it', () => {
    const lines = [...OPEN, '> PA +10', '> PA +10 seq=1', '< A', '< A win=0', '> PA +10', '< A win=0', '< A', '> A'];
    const [fold] = rowsOf(timelineOf(lines)).filter((row) => row.kind === 'fold');
    expect(fold).toMatchObject({
      segments: 8,
      troubles: { repeated: 1, zeroWindows: 2, ignored: 0, copies: 0, gaps: 0 },
    });
    const plain = rowsOf(t)[3];
    expect(plain).toMatchObject({ troubles: { repeated: 0, zeroWindows: 0, ignored: 0, copies: 0, gaps: 0 } });
  });

  test('it opens by its id, and unknown ids mean nothing', () => {
    const fold = rowsOf(t)[3];
    if (fold.kind !== 'fold') throw new Error('no fold');
    expect(rowsOf(t, [fold.id, 12345]).map((row) => row.kind)).toEqual(new Array(27).fill('segment'));
    expect(t.timeline([fold.id]).rows).toBe(27);
    expect(t.timeline([])).toMatchObject({ rows: 8, folds: 1 });
    expect(t.timeline([fold.id]).folds).toBe(0);
  });

  test('a short stretch stays open', () => {
    expect(rowsOf(timelineOf([...OPEN, ...exchange(4), ...CLOSE])).every((row) => row.kind === 'segment')).toBe(true);
  });

  test('frames are found: in the fold that hides them, or in their own row', () => {
    expect(t.rowOfFrame([], 1)).toEqual({ row: 0, fold: null });
    expect(t.rowOfFrame([], 10)).toEqual({ row: 3, fold: 6 });
    expect(t.rowOfFrame([6], 10)).toEqual({ row: 9, fold: null });
    expect(t.rowOfFrame([], 24)).toEqual({ row: 4, fold: null });
    expect(t.rowOfFrame([], 99)).toEqual({ row: -1, fold: null });
  });
});

test('a very long stretch opens into parts, and each part into its segments', () => {
  const n = BIG + 500;
  const t = timelineOf([...OPEN, ...exchange(n), ...CLOSE]);
  const top = rowsOf(t)[3];
  if (top.kind !== 'fold') throw new Error('no fold');
  const parts = rowsOf(t, [top.id]).filter((row) => row.kind === 'fold');
  expect(parts.map((part) => part.segments)).toEqual([PART, PART, 500]);
  expect(new Set(parts.map((part) => part.id)).size).toBe(3);
  const open = rowsOf(t, [top.id, parts[1].id]);
  expect(open.length).toBe(3 + 1 + PART + 1 + 4);
  expect(open.map((row) => row.row)).toEqual(open.map((_, i) => i));
  const frame = 3 + PART + 5;
  expect(t.rowOfFrame([top.id, parts[1].id], frame)).toEqual({ row: 3 + 1 + 4, fold: null });
});

test('a page of rows is that part of all rows', () => {
  const t = timelineOf([...OPEN, ...exchange(40), ...CLOSE]);
  expect(t.rows([6], 5, 7)).toEqual(rowsOf(t, [6]).slice(5, 12));
  expect(t.rows([6], 45, 100)).toEqual(rowsOf(t, [6]).slice(45));
  expect(t.rows([6], 1000, 10)).toEqual([]);
});

test('a pause more than ten times the usual is a row of its own', () => {
  const rows = rowsOf(
    timelineOf(['> S at=0', '< SA at=10', '> A at=20', '> PA +10 at=30', '< A at=40', '> PA +10 at=5000']),
  );
  expect(rows.map((row) => row.kind)).toEqual([
    'segment',
    'segment',
    'segment',
    'segment',
    'segment',
    'break',
    'segment',
  ]);
  expect(rows[5]).toMatchObject({ durationNs: 4960e6, row: 5 });
});

describe('phases', () => {
  test('set-up, data, teardown; their rows in the layout', () => {
    const { phases, isnA, isnB } = timelineOf([...OPEN, ...exchange(20), ...CLOSE]).timeline([]);
    expect(phases.map((p) => [p.kind, p.from, p.to, p.segments, p.firstFrame, p.lastFrame])).toEqual([
      ['handshake', 0, 2, 3, 1, 3],
      ['data', 3, 3, 20, 4, 23],
      ['teardown', 4, 7, 4, 24, 27],
    ]);
    expect(phases.map((p) => translateMessage('en', p.title))).toEqual([
      'TCP handshake',
      'data · 20 segments',
      'four-way teardown · 4 segments · client first',
    ]);
    expect([isnA, isnB]).toEqual([1000, 5000]);
  });

  const titles = (lines: string[], language: 'en' | 'zh-CN' = 'en'): string[] =>
    timelineOf(lines)
      .timeline([])
      .phases.map((p) => translateMessage(language, p.title));

  test('a title names the pattern and counts the arrows', () => {
    // the ACK behind the close belongs to no pattern, but it is an arrow
    const stray = [...OPEN, ...CLOSE, '< A'];
    expect(titles(stray)).toEqual(['TCP handshake', 'four-way teardown · 5 segments · client first']);
    expect(titles(stray, 'zh-CN')).toEqual(['TCP 三次握手', '四次挥手 · 5 个报文段 · 客户端先关闭']);
    const again = ['> S', '> S seq=0', '< SA', '> A', '> FA', '> FA seq=1', '< FA', '> A'];
    expect(titles(again)).toEqual([
      'three-way handshake · 4 segments · 1 repeated',
      'three-way teardown · 4 segments · 1 repeated · client first',
    ]);
    expect(titles(again, 'zh-CN')).toEqual([
      'TCP 三次握手 · 4 个报文段 · 1 个重复',
      '三次挥手 · 4 个报文段 · 1 个重复 · 客户端先关闭',
    ]);
  });

  test.each([
    ['> S', '> S seq=0', '> S seq=0'],
    ['> S', '< SA', '< SA seq=0'],
    ['> S', '< RA seq=-5000 ack=1', '> S seq=0', '< RA seq=-5000 ack=1'],
    [...OPEN, '> PA +5', '< RA', '> RA'],
    [...OPEN, '> FA', '< A', '> FA seq=1'],
    [...OPEN, '> FA', '< FA', '> FA seq=1'],
    [...OPEN, ...exchange(9), '> FA', '< R', '> R'],
    ['> PA +5 seq=9 ack=9', '< A', '> PA +5 seq=9 ack=9'],
    ['> S', '< S', '> SA seq=0', '< SA seq=0', '< SA seq=0'],
  ])('every title tells how many arrows stand under it: %j %j %j', (...lines) => {
    const { phases } = timelineOf(lines).timeline([]);
    expect(phases.reduce((sum, p) => sum + p.segments, 0)).toBe(lines.length);
    for (const phase of phases) {
      // a handshake of three segments and a single reset need no number
      if (phase.segments === (phase.kind === 'reset' ? 1 : 3) && phase.kind !== 'teardown') continue;
      for (const language of ['en', 'zh-CN'] as const)
        expect(translateMessage(language, phase.title)).toMatch(new RegExp(`\\b${phase.segments}\\b`));
    }
  });

  test.each([
    ['refused', ['> S', '< RA seq=-5000 ack=1'], ['refused']],
    ['aborted', [...OPEN, '> PA +5', '< RA'], ['handshake', 'data', 'reset']],
    ['FIN, then RST', [...OPEN, '> FA', '< R'], ['handshake', 'teardown', 'reset']],
    ['RST behind the close', [...OPEN, '> FA', '< FA', '> A', '< R'], ['handshake', 'teardown']],
    ['begins in the middle', ['> PA +5 seq=9 ack=9', '< A'], ['middle']],
    ['no answer', ['> S', '> S seq=0'], ['handshake']],
  ])('%s', (_name, lines, kinds) => {
    expect(
      timelineOf(lines)
        .timeline([])
        .phases.map((p) => p.kind),
    ).toEqual(kinds);
  });

  test('numbers are unknown where no SYN told them', () => {
    const { isnA, isnB, scaleA } = timelineOf(['> PA +5 seq=9 ack=9', '< A']).timeline([]);
    expect([isnA, isnB, scaleA]).toEqual([-1, -1, -1]);
  });
});

describe('segments', () => {
  test('numbers relative and raw, scaled windows, direction, time', () => {
    const rows = segmentsOf(['> S ws=7 win=1000', '< SA ws=2', '> PA +10 win=10 at=4']);
    expect(rows[2]).toMatchObject({
      frame: 3,
      fromA: true,
      seq: 1,
      seqRaw: 1001,
      ack: 1,
      ackRaw: 5001,
      len: 10,
      window: 10,
      windowScaled: 1280,
      deltaNs: 3e6,
      repeated: false,
    });
    expect(rows[0].windowScaled).toBe(1000);
  });

  test('sent before: repeated; late but new: not', () => {
    const rows = segmentsOf([...OPEN, '> PA +10', '> PA +10 seq=21', '> PA +10 seq=11', '> PA +10 seq=21', '< A']);
    expect(rows.slice(3).map((row) => row.repeated)).toEqual([false, false, false, true, false]);
  });

  test.each([
    [
      'open and close',
      [...OPEN, '> PA +10', '< A', ...CLOSE],
      ['syn', 'synAck', 'established', 'data', 'ack', 'fin', 'finAcked', 'finSecond', 'lastAck'],
    ],
    [
      'three segments',
      [...OPEN, '> FA', '< FA', '> A'],
      ['syn', 'synAck', 'established', 'fin', 'finAnswer', 'lastAck'],
    ],
    [
      'crossing FINs',
      [...OPEN, '> FA', '< FA ack=1', '> A', '< A'],
      ['syn', 'synAck', 'established', 'fin', 'finCrossing', 'closingAck', 'closingAck'],
    ],
    ['refused', ['> S', '< RA seq=-5000 ack=1'], ['syn', 'refused']],
    ['probe', ['> S', '< SA', '> R seq=1'], ['syn', 'synAck', 'probeReset']],
    [
      'repeated SYNs',
      ['> S', '> S seq=0', '< SA', '< SA seq=0', '> A'],
      ['syn', 'synAgain', 'synAck', 'synAckAgain', 'established'],
    ],
    ['both open', ['> S', '< S'], ['syn', 'synCrossing']],
    ['ICMP', ['> S', 'icmp > S seq=0'], ['syn', 'icmp.refused']],
    [
      'keep-alives, before the window is shut and after it is open again',
      [...OPEN, '> PA +10', '> A seq=10', '< A win=0', '< A', '> A seq=10', '> FA'],
      ['syn', 'synAck', 'established', 'data', 'keepAlive', 'zeroWindow', 'ack', 'keepAlive', 'fin'],
    ],
    [
      'window 0 and probes of either kind',
      [...OPEN, '> PA +10', '< A win=0', '> A seq=10', '> A +1', '< FA'],
      ['syn', 'synAck', 'established', 'data', 'zeroWindow', 'windowProbe', 'windowProbe', 'fin'],
    ],
    [
      'FIN with data, again',
      [...OPEN, '> PA +10', '> FA +5', '> FA +5 seq=11'],
      ['syn', 'synAck', 'established', 'data', 'finData', 'finAgain'],
    ],
    ['resets', [...OPEN, '> FA', '< R', '< R'], ['syn', 'synAck', 'established', 'fin', 'resetAfterFin', 'resetAgain']],
  ])('%s', (_name, lines, keys) => {
    expect(meanings(lines)).toEqual(keys);
  });

  test('the sentence names the numbers, in both languages', () => {
    const [syn, synAck] = segmentsOf(OPEN);
    expect(translateMessage('en', syn.meaning)).toBe(
      'SYN: the client asks to open a connection. Its initial sequence number is 1000.',
    );
    expect(translateMessage('zh-CN', synAck.meaning)).toBe(
      'SYN, ACK：服务器同意建立连接，确认对方的 SYN（期望收到的下一序号为 1），自己的初始序号为 5000。',
    );
  });

  test('an ICMP error points against what it quotes', () => {
    expect(segmentsOf(['> S', 'icmp > S seq=0']).map((row) => row.fromA)).toEqual([true, false]);
  });
});

test('100,000 segments: every row once, in order', () => {
  const t = timelineOf([...OPEN, ...exchange(100_000), ...CLOSE]);
  expect(t.timeline([]).rows).toBe(8);
  const parts = Array.from({ length: 100 }, (_, i) => 2 * (3 + i * PART) + 1);
  const all = [6, ...parts];
  expect(t.timeline(all).rows).toBe(100_007);
  expect(t.rows(all, 50_000, 3).map((row) => row.kind === 'segment' && row.frame)).toEqual([50_001, 50_002, 50_003]);
});
