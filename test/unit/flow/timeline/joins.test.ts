// What joins the segments of a timeline: which one repeats which, what is missing, how long a window was shut, what an ACK answers.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FlowTimeline } from '../../../../src-main/flow/timeline/timeline';
import { lastNotAbove } from '../../../../src-main/flow/timeline/timeline-joins';
import type { TimelineGap, TimelineRow, TimelineSegment } from '../../../../src-main/ipc/contracts/engine-contract';
import { analyseLines } from '../analyse';

const OPEN = ['> S', '< SA', '> A'];

/** All rows with every fold open. */
function rowsOf(lines: string[]): TimelineRow[] {
  const t = new FlowTimeline(analyseLines(lines), 0);
  const folds = t.rows([], 0, 1e6).flatMap((row) => (row.kind === 'fold' ? [row.id] : []));
  return t.rows(folds, 0, 1e6);
}
const segment = (rows: TimelineRow[], frame: number): TimelineSegment => {
  const found = rows.find((row) => row.kind === 'segment' && row.frame === frame);
  if (found?.kind !== 'segment') throw new Error(`no segment ${frame}`);
  return found;
};
const gaps = (rows: TimelineRow[]): TimelineGap[] => rows.filter((row) => row.kind === 'gap');

describe('segments sent again', () => {
  test('are joined to the first that carried the same number', () => {
    const rows = rowsOf([...OPEN, '> PA +100', '> PA +100', '> PA +100 seq=1 at=300', '> PA +100 seq=1 at=900', '< A']);
    expect(segment(rows, 6).repeats).toMatchObject({ frame: 4, row: segment(rows, 4).row, ns: 297e6 });
    expect(segment(rows, 7).repeats).toMatchObject({ frame: 4 });
    expect(segment(rows, 4).repeatedBy).toMatchObject({ frame: 6 });
    expect(segment(rows, 5).repeatedBy).toBeNull();
    expect(segment(rows, 5).repeats).toBeNull();
  });

  test('SYN, SYN-ACK and FIN are, too', () => {
    const rows = rowsOf(['> S', '> S seq=0', '< SA', '< SA seq=0', '> A', '> FA', '> FA seq=1', '< A']);
    expect(segment(rows, 2).repeats).toMatchObject({ frame: 1 });
    expect(segment(rows, 4).repeats).toMatchObject({ frame: 3 });
    expect(segment(rows, 7).repeats).toMatchObject({ frame: 6 });
  });

  test('one that begins inside another is joined to that one', () => {
    const rows = rowsOf([...OPEN, '> PA +100', '> PA +300', '> PA +100 seq=201 at=300', '< A at=310']);
    expect(segment(rows, 6).repeats).toMatchObject({ frame: 5 });
  });

  test('a keep-alive and a probe of a shut window repeat nothing', () => {
    const rows = rowsOf([
      ...OPEN,
      '> PA +100',
      '< A',
      '> A seq=100 +1',
      '< A',
      '< A win=0',
      '> A +1',
      '< A win=0 ack=101',
    ]);
    for (const row of rows) if (row.kind === 'segment') expect(row.repeats, `${row.frame}`).toBeNull();
  });

  test('across the end of the number space', () => {
    // 1000 + 0xfffffc00 is 24 below 2^32
    const rows = rowsOf(['> A +40 seq=4294966272', '< A ack=0', '> A +40 seq=16', '> A +40 seq=4294966272', '< A']);
    expect(segment(rows, 4).repeats).toMatchObject({ frame: 1 });
  });

  test('a row says where the original is in this layout, folded or not', () => {
    const lines = [...OPEN, ...new Array<string>(20).fill('> PA +10'), '< R'];
    lines.splice(23, 0, '> FA', '> FA seq=201');
    const t = new FlowTimeline(analyseLines(lines), 0);
    const last = t.rows([], 0, 99).find((row) => row.kind === 'segment' && row.frame === 25);
    expect(last?.kind === 'segment' && last.repeats).toMatchObject({ frame: 24, row: 4 });
  });
});

describe('gaps', () => {
  test('a row says how many bytes are missing before a segment, and what brings them later', () => {
    const rows = rowsOf([...OPEN, '> PA +100', '> PA +100 seq=1101', '> PA +500 seq=101', '> PA +500 seq=601', '< A']);
    expect(gaps(rows)).toMatchObject([{ fromA: true, bytes: 1000, filledBy: { frame: 6 } }]);
    expect(rows[gaps(rows)[0].row + 1]).toMatchObject({ kind: 'segment', frame: 5 });
  });

  test('what comes late into a gap repeats nothing, what comes again does', () => {
    const rows = rowsOf([
      ...OPEN,
      ...['> PA +100', '> PA +100 seq=1101', '> PA +500 seq=101 at=500', '> PA +500 seq=101 at=900', '< A'],
    ]);
    expect(segment(rows, 6).repeats).toBeNull();
    expect(segment(rows, 7).repeats).toMatchObject({ frame: 6 });
  });

  test('one that nothing fills', () => {
    expect(gaps(rowsOf([...OPEN, '> PA +10', '> PA +10 seq=2000', '< A']))).toMatchObject([
      { bytes: 1989, filledBy: null },
    ]);
  });

  test('a fold counts them', () => {
    const lines = [...OPEN, ...new Array<string>(8).fill('> PA +10'), '> PA +10 seq=500', '< A'];
    const [fold] = new FlowTimeline(analyseLines(lines), 0).rows([], 0, 99).filter((row) => row.kind === 'fold');
    expect(fold).toMatchObject({ troubles: { gaps: 1 } });
  });

  test('every segment has one row, gaps or not', () => {
    const word = fc.constantFrom(
      '> PA +10',
      '< A',
      '< A win=0',
      '> PA +10 seq=1',
      '> PA +10 seq=900',
      '< PA +5',
      '> FA',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (lines) => {
        const t = new FlowTimeline(analyseLines([...OPEN, ...lines]), 0);
        const rows = rowsOf([...OPEN, ...lines]);
        const frames = rows.flatMap((row) => (row.kind === 'segment' ? [row.frame] : []));
        expect(frames).toEqual(Array.from({ length: lines.length + 3 }, (_, i) => i + 1));
        rows.forEach((row, i) => {
          expect(row.row).toBe(i);
          if (row.kind === 'segment' && row.repeats)
            expect(rows[row.repeats.row]).toMatchObject({ frame: row.repeats.frame });
        });
        for (const frame of frames) expect(t.rowOfFrame([], frame).row).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('shut windows', () => {
  const LINES = [
    ...OPEN,
    '> PA +100',
    '< A win=0 at=10',
    '> A +1 at=20',
    '< A win=0 at=21',
    '< A win=500 at=60',
    '> PA +9',
  ];

  test('last from the segment that says 0 to the next that does not', () => {
    const rows = rowsOf(LINES);
    expect(segment(rows, 4).shutB).toBeNull();
    const episode = { opened: true, durationNs: 50e6, firstFrame: 5, lastFrame: 8 };
    expect(segment(rows, 5).shutB).toEqual({ before: false, after: true, begins: true, ...episode });
    expect(segment(rows, 6).shutB).toEqual({ before: true, after: true, begins: false, ...episode });
    expect(segment(rows, 8).shutB).toEqual({ before: true, after: false, begins: false, ...episode });
    expect(segment(rows, 9).shutB).toBeNull();
    expect(rows.every((row) => row.shutA === null)).toBe(true);
  });

  test('go on across a break', () => {
    const rows = rowsOf([...OPEN, '> PA +100', '< A win=0 at=10', '< A win=500 at=9000']);
    const pause = rows.find((row) => row.kind === 'break');
    expect(pause?.shutB).toMatchObject({ before: true, after: true, begins: false });
  });

  test('one that is never opened ends with the capture', () => {
    const rows = rowsOf([...OPEN, '> PA +100', '< A win=0 at=10', '> A +1 at=400']);
    expect(segment(rows, 6).shutB).toMatchObject({ opened: false, after: true, durationNs: 390e6, lastFrame: 6 });
  });

  test('a reset ends it', () => {
    const rows = rowsOf([...OPEN, '> PA +100', '< A win=0 at=10', '> R at=30']);
    expect(segment(rows, 6).shutB).toMatchObject({ opened: true, after: false, durationNs: 20e6 });
  });

  test('a fold shows whether it was shut before and behind it', () => {
    const t = new FlowTimeline(
      analyseLines([...LINES.slice(0, -1), '< A at=61', '> PA +10 at=62', '< A win=0 at=63', '> A at=64']),
      0,
    );
    const [fold] = t.rows([], 0, 99).filter((row) => row.kind === 'fold');
    expect(fold.shutB).toMatchObject({ before: false, after: true, begins: true, opened: false });
  });
});

describe('round trips', () => {
  test('SYN, SYN-ACK, ACK; data and its ACK', () => {
    const rows = rowsOf(['> S', '< SA at=20', '> A at=21', '> PA +10 at=30', '< A at=55']);
    expect(segment(rows, 1).acks).toBeNull();
    expect(segment(rows, 2).acks).toEqual({ frame: 1, row: 0, ns: 20e6 });
    expect(segment(rows, 3).acks).toEqual({ frame: 2, row: 1, ns: 1e6 });
    expect(segment(rows, 5).acks).toMatchObject({ frame: 4, ns: 25e6 });
  });

  test('an ACK says from which byte on it is new', () => {
    const rows = rowsOf([...OPEN, '> PA +10', '< A', '< A', '> PA +10', '< A']);
    expect(segment(rows, 5)).toMatchObject({ ackFrom: 1, ack: 11 });
    expect(segment(rows, 6).ackFrom).toBeNull();
    expect(segment(rows, 8)).toMatchObject({ ackFrom: 11, ack: 21 });
  });
});

test('the last number that is not above another', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50)), fc.nat(60), (numbers, value) => {
      const ascending = [...numbers].sort((x, y) => x - y);
      expect(lastNotAbove(ascending, value)).toBe(ascending.findLastIndex((one) => one <= value));
    }),
  );
});
