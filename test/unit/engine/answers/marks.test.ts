// What the reader puts on packets: in the rows, in the fields, in filters that ask for it.
import { expect, test } from 'vitest';
import type { Session } from '../../../../src-main/engine/session';
import { MARK_BITS, type Marked, type MarkKind } from '../../../../src-main/ipc/contracts/mark-contract';
import { MOST_REFERENCES, REFERENCE, ReaderMarks } from '../../../../src-main/flow/columns/reader-marks';
import type { TreeNode } from '../../../../src-main/ipc/contracts/engine-contract';
import { pcapFile } from '../../../fixtures/make-capture';
import { nodesOf } from '../../../fixtures/dissect-frame';
import { connections, save } from '../captures';
import { ask, loaded, problemOf, until } from '../open-session';

const frames = (...ranges: [number, number][]): Marked => ({ by: 'frames', ranges });
const one = (frame: number): Marked => frames([frame, frame]);
const open = (): Promise<Session> => loaded(save(pcapFile(connections(3))));

async function filtered(session: Session, text: string): Promise<number[]> {
  ask(session, 'setFilter', { source: { text, macros: [], frame: 0 } });
  return settled(session);
}
async function settled(session: Session): Promise<number[]> {
  await until('the filter', () => session.filtering?.isRunning === false);
  return [...ask(session, 'packetRows', { from: 0, count: 100 }).frame];
}
const put = (session: Session, what: MarkKind, packets: Marked, on: boolean | null = null): number =>
  ask(session, 'mark', { what, packets, on });
const node = (session: Session, frame: number, abbrev: string): TreeNode | undefined =>
  [...nodesOf(ask(session, 'packetDetail', { frame }).tree)].find((found) => found.abbrev === abbrev);

test('a mark is toggled, counted, shown in the row and in the tree, and found by a filter that follows it', async () => {
  const session = await open();
  put(session, 'marked', frames([2, 2], [4, 5]));
  expect(session.status().marks).toMatchObject({ marked: 3, ignored: 0, references: 0 });
  expect([...ask(session, 'packetRows', { from: 0, count: 6 }).marks]).toEqual([0, 1, 0, 1, 1, 0]);
  expect(node(session, 4, 'frame.marked')?.value).toBe('True');
  expect(await filtered(session, 'frame.marked')).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18,
  ]);
  expect(await filtered(session, 'frame.marked == 1')).toEqual([2, 4, 5]);
  // some of a range have it: the others get it; then all lose it
  put(session, 'marked', frames([1, 5]), true);
  expect(await settled(session)).toEqual([2, 4, 5]); // of a range only what is displayed counts
  put(session, 'marked', one(1));
  expect(await settled(session)).toEqual([1, 2, 4, 5]);
  put(session, 'marked', { by: 'displayed' });
  expect(await settled(session)).toEqual([]);
  expect(session.status().marks.marked).toBe(0);
});

test('the next mark is looked for in what is displayed, and from the other end on', async () => {
  const session = await open();
  put(session, 'marked', frames([2, 2], [9, 9]));
  const next = (frame: number, by: 1 | -1): number => ask(session, 'nextMarked', { what: 'marked', frame, by });
  expect([next(1, 1), next(2, 1), next(9, 1), next(9, -1), next(2, -1), next(5, -1)]).toEqual([2, 9, 2, 2, 9, 2]);
  await filtered(session, 'frame.number > 6');
  expect([next(1, 1), next(9, 1), next(3, -1)]).toEqual([9, 9, 9]);
  expect(ask(session, 'nextMarked', { what: 'reference', frame: 1, by: 1 })).toBe(0);
});

test('times count from the last time reference', async () => {
  const session = await open();
  put(session, 'reference', frames([3, 3], [8, 8]));
  const rows = ask(session, 'packetRows', { from: 0, count: 12 });
  const since = Array.from(rows.frame, (_, i) =>
    Math.round((rows.timeSec[i] - rows.firstSec[i]) * 1000 + (rows.timeNano[i] - rows.firstNano[i]) / 1e6),
  );
  expect(since).toEqual([0, 1, 0, 1, 2, 3, 998, 0, 1, 2, 3, 4]);
  expect(rows.marks[2] & MARK_BITS.reference).toBeTruthy();
  expect(node(session, 5, 'frame.time_relative')?.value).toContain('0.002000000');
  expect(node(session, 3, 'frame.ref_time')).toBeDefined();
  expect(node(session, 4, 'frame.ref_time')).toBeUndefined();
  expect(await filtered(session, 'frame.ref_time')).toEqual([3, 8]);
  expect(await filtered(session, 'frame.time_relative == 0.002')).toEqual([5, 10]);
  put(session, 'reference', { by: 'all' }, false);
  expect(await settled(session)).toEqual([3]);
});

test('an ignored packet is not dissected, and its connection stays what it is', async () => {
  const session = await open();
  expect(await filtered(session, 'tcp.port == 443')).toHaveLength(18);
  put(session, 'ignored', one(4));
  expect(await settled(session)).not.toContain(4);
  expect(await filtered(session, 'frame.ignored == 1')).toEqual([4]);
  expect(await filtered(session, 'not tcp')).toEqual([4]);
  // workers know of it, too
  put(session, 'reference', one(3));
  expect(await filtered(session, 'frame.time_relative == 0.002 && frame.protocols contains "ip:tcp"')).toEqual([5]);
  await filtered(session, 'not tcp');
  const [info, protocol] = [ask(session, 'packetRows', { from: 0, count: 1 }).info[0], 'protocol'];
  expect(info, protocol).toBe('<Ignored>');
  expect(ask(session, 'packetDetail', { frame: 4 }).tree.map(({ abbrev }) => abbrev)).toEqual(['frame']);
  expect(ask(session, 'flow', { id: 0 })).toMatchObject({ packetsAB: 4 });
  put(session, 'ignored', { by: 'all' }, false);
  expect(await settled(session)).toEqual([]);
});

test('what makes no sense is refused', async () => {
  const session = await open();
  expect(put(session, 'marked', one(5000))).toBe(0);
  expect(session.status().marks.version).toBe(0);
  expect(problemOf(session, 'mark', { what: 'eaten', packets: one(1), on: null }).kind).toBe('engine.badRequest');
  const ranges = new Array(10_001).fill([1, 1]);
  expect(problemOf(session, 'mark', { what: 'marked', packets: { by: 'frames', ranges }, on: true }).kind).toBe(
    'engine.badRequest',
  );
});

test('of time references there are only so many', () => {
  const marks = new ReaderMarks();
  for (let row = 0; row < MOST_REFERENCES; row++) expect(marks.set(2 * row, REFERENCE, true)).toBe(true);
  expect(marks.set(1, REFERENCE, true)).toBe(false);
  expect([marks.referenceOf(0), marks.referenceOf(7), marks.referenceOf(1e6)]).toEqual([0, 6, 2 * MOST_REFERENCES - 2]);
  expect(marks.set(6, REFERENCE, false)).toBe(true);
  expect([marks.referenceOf(7), marks.set(1, REFERENCE, true)]).toEqual([4, true]);
});
