// What the reader has put on packets, taken to the next reading of the same file: in its order, in the order of time, and with other times.
import { expect, onTestFinished, test } from 'vitest';
import * as v from 'valibot';
import type { Carried } from '../../../../src-main/ipc/contracts/carried-contract';
import { CARRIED } from '../../../../src-main/ipc/carried-rule';
import type { SessionOptions } from '../../../../src-main/engine/session-options';
import { Session } from '../../../../src-main/engine/session';
import { concat, ethernet, ipv4, NG_COMMENT, pcapFile, pcapng, tcp, type Frame } from '../../../fixtures/make-capture';
import { tempFolder } from '../../../fixtures/temp-folder';
import { save } from '../captures';
import { ask, until, WORKERS } from '../open-session';

/** One frame a second, of another length each, where they stand in the file: the fourth is the first in time. */
const ORDER = [30, 10, 40, 0, 20];
const frameAt = (second: number): Frame => ({
  bytes: ethernet({}, ipv4({}, tcp({}, new Uint8Array(second)))),
  sec: 1_700_000_000 + second,
  nano: 500_000_000,
});
const shuffled = (order = ORDER): string => save(pcapFile(order.map(frameAt)));

function opened(path: string, options: Partial<SessionOptions> = {}): Session {
  const session = new Session({ path, cacheDir: tempFolder(), workers: WORKERS, storeWorker: null, ...options });
  onTestFinished(() => session.close());
  return session;
}
async function read(path: string, options: Partial<SessionOptions> = {}): Promise<Session> {
  const session = opened(path, options);
  await session.start();
  return session;
}
/** As it comes to the next engine. */
function carriedFrom(session: Session): Carried | null {
  const carried = structuredClone(session.carried());
  if (carried !== null) expect(v.is(CARRIED, carried)).toBe(true);
  return carried;
}
const put = (session: Session, what: 'marked' | 'ignored' | 'reference', frame: number): unknown =>
  ask(session, 'mark', { what, packets: { by: 'frames', ranges: [[frame, frame]] }, on: true });
/** By the second that a packet was captured in: what is on it. */
function on(session: Session): Record<number, [bits: number, comment: string]> {
  const { marks, comment, timeSec } = ask(session, 'packetRows', { from: 0, count: 9 });
  const { sec } = session.timeShift;
  const found = [...marks].map((bits, i) => [timeSec[i] - 1_700_000_000 - sec, [bits, comment[i]] as const] as const);
  return Object.fromEntries(found.filter(([, [bits, text]]) => bits !== 0 || text !== '')) as never;
}
const shown = async (session: Session): Promise<number[]> => {
  await until('the filter', () => session.filtering?.isRunning === false);
  return [...ask(session, 'packetRows', { from: 0, count: 9 }).frame];
};

async function withMarks(path: string): Promise<Session> {
  const session = await read(path);
  put(session, 'marked', 1);
  put(session, 'ignored', 1);
  put(session, 'reference', 2);
  put(session, 'marked', 4);
  ask(session, 'setComments', { frame: 3, comments: ['the last one', 'and more'] });
  ask(session, 'setComments', { frame: null, comments: ['on all of it'] });
  return session;
}
const PUT = { 30: [3, ''], 10: [4, ''], 0: [1, ''], 40: [0, 'the last one'] };

test('nothing was put on it: there is nothing to be carried', async () => {
  const session = await read(shuffled());
  expect(carriedFrom(session)).toBeNull();
  put(session, 'marked', 1);
  expect(carriedFrom(session)).not.toBeNull();
  ask(session, 'mark', { what: 'marked', packets: { by: 'all' }, on: false });
  expect(carriedFrom(session)).toBeNull();
});

test('it is there again, and where the packets are numbered otherwise on the same ones', async () => {
  const path = shuffled();
  const first = await withMarks(path);
  expect(on(first)).toEqual(PUT);
  const again = await read(path, { carried: carriedFrom(first) });
  expect(on(again)).toEqual(PUT);
  expect(again.status().marks).toMatchObject({ marked: 2, ignored: 1, references: 1 });
  expect(ask(again, 'comments', { frame: null })).toEqual(['on all of it']);
  expect(ask(again, 'comments', { frame: 3 })).toEqual(['the last one', 'and more']);

  const sorted = await read(path, { sorted: true, carried: carriedFrom(again) });
  expect(on(sorted)).toEqual(PUT);
  expect([...ask(sorted, 'packetRows', { from: 0, count: 9 }).marks]).toEqual([1, 4, 0, 3, 0]);
  put(sorted, 'marked', 3);
  // … and back
  const back = await read(path, { carried: carriedFrom(sorted) });
  expect(on(back)).toEqual({ ...PUT, 20: [1, ''] });
  expect(ask(back, 'comments', { frame: 3 })).toEqual(['the last one', 'and more']);
});

test.each([
  ['in the order of the file', false],
  ['in the order of time', true],
])('a filter that asks for it sees it, %s', async (_, sorted) => {
  const path = shuffled();
  const session = opened(path, { sorted, carried: carriedFrom(await withMarks(path)) });
  const started = session.start();
  await until('the capture', () => session.filtering !== null);
  ask(session, 'setFilter', { source: { text: 'frame.marked == 1 or frame.comment', macros: [], frame: 0 } });
  await started;
  expect(await shown(session)).toEqual(sorted ? [1, 4, 5] : [1, 3, 4]);
});

test('with other times, the packets are the same', async () => {
  const path = shuffled();
  const timeShift = { sec: -2, nano: 600_000_000 };
  const shifted = await read(path, { timeShift, carried: carriedFrom(await withMarks(path)) });
  // half a second and 0.6 s make one more
  expect(on(shifted)).toEqual(
    Object.fromEntries(Object.entries(PUT).map(([second, what]) => [Number(second) + 1, what])),
  );
  const sorted = await read(path, { timeShift, sorted: true, carried: carriedFrom(shifted) });
  expect([...ask(sorted, 'packetRows', { from: 0, count: 9 }).marks]).toEqual([1, 4, 0, 3, 0]);
  expect(on(await read(path, { carried: carriedFrom(sorted) }))).toEqual(PUT);
});

test('what the file has no more is dropped', async () => {
  const carried = carriedFrom(await withMarks(shuffled()));
  // the fourth is another packet, the fifth is gone
  const other = await read(shuffled([30, 10, 40, 5]), { carried });
  expect(on(other)).toEqual({ 30: [3, ''], 10: [4, ''], 40: [0, 'the last one'] });
  expect(on(await read(shuffled([5]), { carried }))).toEqual({});
});

test.each([false, true])('what was not taken yet is not lost (in the order of time: %s)', async (sorted) => {
  const path = shuffled();
  const carried = carriedFrom(await withMarks(path));
  const never = opened(path, { sorted, carried });
  expect(carriedFrom(never)).toEqual(carried);
  // opened, but nothing of it is read
  const begun = opened(path, { sorted, carried });
  let seen: Carried | null | undefined;
  begun.onChange = () => {
    if (seen === undefined && begun.filtering) seen = carriedFrom(begun);
  };
  await begun.start();
  expect(seen).toEqual(carried);
  expect(carriedFrom(begun)).toEqual(carried);
});

test('a comment that the file has by now is not the reader’s any more', async () => {
  const ng = pcapng();
  const { bytes } = frameAt(1);
  const bare = concat(ng.section(), ng.interface(), ng.enhanced({ bytes }), ng.enhanced({ bytes }));
  const session = await read(save(bare, 'a.pcapng'));
  ask(session, 'setComments', { frame: 1, comments: ['mine'] });
  ask(session, 'setComments', { frame: 2, comments: ['mine, too'] });
  const saved = ng.enhanced({ bytes, options: [[NG_COMMENT, 'mine']] });
  const path = save(concat(ng.section(), ng.interface(), saved, ng.enhanced({ bytes })), 'b.pcapng');
  const again = await read(path, { carried: carriedFrom(session) });
  expect(ask(again, 'packetRows', { from: 0, count: 9 }).comment).toEqual(['mine', 'mine, too']);
  expect(again.usableDocument.analysis.readerComments.count).toBe(1);
});
