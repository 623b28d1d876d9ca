// Tracker and timeline take a segment by the same function: after each segment of a random connection, the tracker that has seen the
// capture so far and the timeline of the whole one must say the same of both ends.
import { expect, test } from 'vitest';
import { RST_INEXACT, SYN_SYNCHRONIZED } from '../../../../src-main/flow/columns/segment-mark';
import type { Analysis } from '../../../../src-main/flow/capture-index';
import { readSegments } from '../../../../src-main/flow/timeline/timeline-segments';
import * as S from '../../../../src-main/flow/tcp/tcp-state';
import { random } from '../../../bench/random';
import { analyseLines } from '../analyse';

const WORDS = [
  'S',
  'SA',
  'A',
  'PA +10',
  'PA +10',
  'FA',
  'FA ack=1',
  'FPA +20',
  'R',
  'RA',
  'S +30',
  'FSA',
  'P',
  'A win=0',
];

function linesOf(next: () => number, n: number): string[] {
  const pick = (most: number): number => Math.floor(next() * most);
  const made = Array.from({ length: 1 + (n % 16) }, () => {
    const seq = next() < 0.15 ? ` seq=${[0, 1, 11, 99_999_999][pick(4)]}` : '';
    return `${next() < 0.5 ? '>' : '<'} ${WORDS[pick(WORDS.length)]}${seq}`;
  });
  return n % 3 === 0 ? made : ['> S', '< SA', '> A', ...made];
}

const marksUpTo = (analysis: Analysis, rows: number): number[] =>
  Array.from({ length: rows }, (_, row) => analysis.columns.mark(row));

/** Whether a RST stands before frame `frames` that nobody was sure of and that did end the connection, as its silence showed. */
const endedInDoubt = (analysis: Analysis, frames: number): boolean =>
  marksUpTo(analysis, frames).some((mark, row) => mark === RST_INEXACT && analysis.ignoredOf(row) === null);

test('800 random connections, segment by segment', () => {
  const next = random(9293);
  const seen = new Set<number>();
  let compared = 0;
  let provedLater = 0;
  for (let n = 0; n < 800; n++) {
    const lines = linesOf(next, n);
    const whole = analyseLines(lines);
    const timelines = Array.from({ length: whole.flows.count }, (_, flow) =>
      readSegments(whole, whole.flows.row(flow)),
    );
    for (let frames = 1; frames <= lines.length; frames++) {
      const soFar = analyseLines(lines.slice(0, frames));
      // A segment that was taken for wrong, and that a later one (or that none came) proved right, counts in the timeline only.
      if (marksUpTo(soFar, frames).join() !== marksUpTo(whole, frames).join() || endedInDoubt(whole, frames)) {
        provedLater++;
        break;
      }
      const flow = timelines.findIndex(({ rows }) => rows.includes(frames - 1));
      const { rows, states } = timelines[flow];
      // The SYN of a connection that nobody took: its sender believes in it, and the timeline shows what became of it.
      if (whole.columns.mark(rows[0]) === SYN_SYNCHRONIZED) continue;
      const inTimeline = states[rows.indexOf(frames - 1)];
      const inTracker = soFar.table.tcp(flow).state.subarray(2 * flow, 2 * flow + 2);
      for (const side of [0, 1]) {
        // What an end was before it was heard of, only the timeline knows: it looks ahead.
        if (inTracker[side] === S.UNKNOWN) continue;
        const timelineSays = side === 0 ? S.senderOf(inTimeline) : S.receiverOf(inTimeline);
        expect(S.stateName(timelineSays), `${lines.join(', ')} after ${frames}`).toBe(S.stateName(inTracker[side]));
        seen.add(timelineSays);
        compared++;
      }
    }
  }
  expect(compared).toBeGreaterThan(8_000);
  expect(provedLater).toBeLessThan(200);
  const all = Array.from({ length: S.TIME_WAIT }, (_, i) => i + 1).filter((state) => state !== S.LISTEN);
  expect([...seen].sort((x, y) => x - y).map(S.stateName)).toEqual(all.map(S.stateName));
}, 60_000);
