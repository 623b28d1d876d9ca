// The timeline follows the selection: folds are opened for a packet that is in them and closed behind it; what the reader opened stays.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FlowRow, Timeline, TimelineRow } from '../../../../../src-main/ipc/contracts/engine-contract';
import { TimelineState } from '../../../../../src-renderer/state/views/timeline.svelte';
import { fakeEngine, fakeSession, settled } from '../fakes';

/** Frames 10…19 lie in fold 1, 20…29 in fold 2, all others stand alone; one row a frame, one a closed fold. */
const FOLDS = [
  { id: 1, first: 10, last: 19 },
  { id: 2, first: 20, last: 29 },
];
const LAST = 35;

function layout(unfolded: readonly number[]): TimelineRow[] {
  const rows: object[] = [];
  for (let frame = 1; frame <= LAST; frame++) {
    const fold = FOLDS.find(({ first, last }) => first <= frame && frame <= last);
    if (!fold || unfolded.includes(fold.id)) rows.push({ kind: 'segment', row: rows.length, frame });
    else if (frame === fold.first)
      rows.push({
        kind: 'fold',
        row: rows.length,
        id: fold.id,
        segments: 10,
        firstFrame: fold.first,
        lastFrame: fold.last,
      });
  }
  return rows as TimelineRow[];
}
function placeOf(unfolded: readonly number[], frame: number): { row: number; fold: number | null } {
  const rows = layout(unfolded);
  const row = rows.findIndex((one) =>
    one.kind === 'segment'
      ? one.frame === frame
      : one.kind === 'fold' && one.firstFrame <= frame && frame <= one.lastFrame,
  );
  const found = rows[row] as TimelineRow | undefined;
  return { row, fold: found?.kind === 'fold' ? found.id : null };
}

function make() {
  let lastFrame = LAST;
  const flowOf = (id: number) => ({ id, kind: 'tcp', lastFrame }) as unknown as FlowRow;
  const engine = fakeEngine({
    timeline: ({ flow, unfolded }) => {
      const rows = layout(unfolded);
      const folds = rows.filter(({ kind }) => kind === 'fold').length;
      return { flow: flowOf(flow), rows: rows.length, folds } as unknown as Timeline;
    },
    timelineRows: ({ unfolded, from, count }) => layout(unfolded).slice(from, from + count),
    timelineRowOfFrame: ({ unfolded, frame }) => placeOf(unfolded, frame),
    flow: ({ id }) => ({ ...flowOf(id), nameA: null, nameB: null, serviceA: null, serviceB: null, tunnels: '' }),
  });
  const session = fakeSession();
  const timelines = new TimelineState({ engine, session });
  const ids = (): number[] => timelines.open.map(({ id }) => id);
  return { engine, session, timelines, ids, grow: () => void (lastFrame += 5) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a connection is shown with the place of the packet in it', async () => {
  const { timelines, ids } = make();
  timelines.show(3, 5);
  await settled();
  expect([timelines.flow?.id, timelines.selectedRow, timelines.focus.row, ids()]).toEqual([3, 4, 4, []]);
  expect(timelines.first).toMatchObject({ frame: 1 });
});

test('the fold of a packet opens, and closes when another one is selected', async () => {
  const { timelines, ids } = make();
  timelines.show(3, 15);
  await settled();
  expect([ids(), timelines.selectedRow]).toEqual([[1], 14]);
  timelines.show(3, 25);
  await settled();
  expect([ids(), timelines.selectedRow]).toEqual([[2], 15]);
  timelines.show(3, 30);
  await settled();
  expect([ids(), timelines.selectedRow]).toEqual([[], 11]);
});

test('what the reader has opened stays open, also when coming back', async () => {
  const { timelines, ids } = make();
  timelines.show(3, 5);
  await settled();
  const fold = (await timelines.rows(9, 1, new AbortController().signal))[0];
  if (fold.kind !== 'fold') throw new Error('there is no fold');
  timelines.unfold(fold);
  await settled();
  expect([ids(), timelines.timeline?.rows, timelines.focus.row]).toEqual([[1], 26, 9]);
  timelines.show(3, 30);
  await settled();
  expect(ids()).toEqual([1]);
  timelines.show(4, 0);
  await settled();
  expect(ids()).toEqual([]);
  timelines.show(3, 0);
  await settled();
  expect(ids()).toEqual([1]);
  expect([timelines.foldAt(12), timelines.foldAt(12)]).toEqual([true, false]);
  await settled();
  expect([ids(), timelines.timeline?.rows]).toEqual([[], 17]);
});

test('everything unfolds, and folds', async () => {
  const { timelines, ids } = make();
  timelines.show(3, 0);
  await settled();
  timelines.unfoldAll();
  await settled();
  expect([ids().sort(), timelines.timeline?.rows]).toEqual([[1, 2], LAST]);
  timelines.foldAll();
  await settled();
  expect([ids(), timelines.timeline?.rows]).toEqual([[], 17]);
});

test('another capture begins without the folds of the one before', async () => {
  const { timelines, session, ids } = make();
  timelines.show(3, 0);
  await settled();
  timelines.unfoldAll();
  await settled();
  session.generation++;
  timelines.show(3, 0);
  await settled();
  expect(ids()).toEqual([]);
});

test('a capture that grows is looked at again, a moment later and once', async () => {
  const { engine, timelines, grow } = make();
  timelines.listen();
  timelines.show(3, 0);
  await settled();
  engine.asked.length = 0;
  for (let i = 0; i < 5; i++) engine.tell('status', {});
  expect(engine.asked).toEqual([]);
  await vi.runAllTimersAsync();
  expect(engine.namesAsked()).toEqual(['flow']); // it has not grown
  grow();
  const { version } = timelines;
  engine.tell('status', {});
  await vi.runAllTimersAsync();
  expect(timelines.version).toBe(version + 1);
});

test('without a connection nothing is shown and nothing asked', async () => {
  const { engine, timelines } = make();
  timelines.show(3, 5);
  await settled();
  engine.asked.length = 0;
  timelines.show(-1, 0);
  await settled();
  expect([timelines.timeline, timelines.selectedRow, engine.asked]).toEqual([null, -1, []]);
});
