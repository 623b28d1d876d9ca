// Step by step: a step is a segment or a fold; it plays to the end and stops there; steps by hand stop it.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Timeline, TimelineRow } from '../../../../../src-main/ipc/contracts/engine-contract';
import { Play } from '../../../../../src-renderer/state/views/play.svelte';
import { settled } from '../fakes';

const KINDS = ['segment', 'break', 'gap', 'segment', 'fold', 'break', 'segment'] as const;
const ROWS = KINDS.map((kind, row) => ({ kind, row, frame: 10 + row }) as unknown as TimelineRow);

function make(kinds: readonly TimelineRow[] = ROWS) {
  const selected: number[] = [];
  const timelines = {
    cursor: -1,
    failed: null as unknown,
    flowId: 7,
    timeline: { rows: kinds.length } as Timeline | null,
    rows: (from: number, count: number) => Promise.resolve(kinds.slice(from, from + count)),
    goTo: (row: number) => void (timelines.cursor = row),
  };
  const selection = { selectFlow: (_flow: number, frame = 0) => void selected.push(frame) };
  return { play: new Play({ selection, timelines }), timelines, selected };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('forwards and back over segments and folds, not over breaks and gaps', async () => {
  const { play, timelines, selected } = make();
  play.show();
  await settled();
  expect(timelines.cursor).toBe(0);
  const walked: number[] = [];
  for (const by of [1, 1, 1, 1, -1, -1, -1, -1] as const) {
    await play.step(by);
    walked.push(timelines.cursor);
  }
  expect(walked).toEqual([3, 4, 6, 6, 4, 3, 0, 0]);
  expect(selected).toEqual([10, 13, 16, 13, 10]); // a fold is gone to, but selects nothing
});

test('keys that come faster than the rows are carried out one after the other', async () => {
  const { play, timelines } = make();
  timelines.cursor = 0;
  await Promise.all([play.step(1), play.step(1), play.step(1)]);
  expect(timelines.cursor).toBe(6);
});

test('to the ends', async () => {
  const { play, timelines } = make();
  await play.last();
  expect([timelines.cursor, play.atEnd]).toEqual([6, true]);
  await play.first();
  expect([timelines.cursor, play.atEnd]).toEqual([0, false]);
});

test('plays a step a second to the end, and from the beginning where it is there already', async () => {
  const { play, timelines } = make();
  timelines.cursor = 0;
  play.toggle();
  expect([play.open, play.playing]).toEqual([true, true]);
  await vi.advanceTimersByTimeAsync(999);
  expect(timelines.cursor).toBe(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(timelines.cursor).toBe(3);
  await vi.advanceTimersByTimeAsync(2000);
  expect([timelines.cursor, play.playing]).toEqual([6, false]);
  play.toggle();
  await settled();
  expect([timelines.cursor, play.playing]).toEqual([0, true]);
});

test('another speed counts at once; a pause, a step by hand and leaving stop it', async () => {
  const { play, timelines } = make();
  timelines.cursor = 0;
  play.toggle();
  play.setSpeed(4);
  await vi.advanceTimersByTimeAsync(250);
  expect(timelines.cursor).toBe(3);
  play.toggle();
  await vi.advanceTimersByTimeAsync(5000);
  expect([timelines.cursor, play.playing]).toEqual([3, false]);
  play.toggle();
  await play.step(-1);
  expect([timelines.cursor, play.playing]).toEqual([0, false]);
  play.toggle();
  play.close();
  await vi.advanceTimersByTimeAsync(5000);
  expect([timelines.cursor, play.playing, play.open]).toEqual([0, false, false]);
});

test('without a connection nothing begins; a failure is told and stops it', async () => {
  const { play, timelines } = make();
  timelines.timeline = null;
  play.toggle();
  expect([play.open, play.playing]).toEqual([false, false]);
  timelines.timeline = { rows: 7 } as Timeline;
  timelines.cursor = 0;
  const gone = new Error('gone');
  timelines.rows = () => Promise.reject(gone);
  play.toggle();
  await vi.advanceTimersByTimeAsync(1000);
  expect([play.playing, timelines.failed]).toEqual([false, gone]);
});
