// A capture whose times are shifted: what is shown, filtered, stored and written of it, read in one thread, by two, and in the order of time.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { SessionOptions } from '../../../../src-main/engine/session-options';
import { Session } from '../../../../src-main/engine/session';
import { addShift, type TimeShift } from '../../../../src-main/ipc/time-shift';
import { epoch } from '../../../../src-main/text/time';
import { nodesOf } from '../../../fixtures/dissect-frame';
import { concat, ethernet, ipv4, pcapFile, pcapng, tcp } from '../../../fixtures/make-capture';
import { tempFolder } from '../../../fixtures/temp-folder';
import { connections, repeated, save } from '../captures';
import { ask, until, WORKERS } from '../open-session';

const FRONT = new URL('../front/front-worker.mjs', import.meta.url);

async function read(path: string, options: Partial<SessionOptions> = {}): Promise<Session> {
  const session = new Session({ path, cacheDir: tempFolder(), workers: WORKERS, storeWorker: null, ...options });
  onTestFinished(() => session.close());
  await session.start();
  await until('the passes', () => session.status().passes.every(({ state }) => state !== 'running'));
  return session;
}
const rows = (session: Session, count = 2000) => ask(session, 'packetRows', { from: 0, count });
const instants = (session: Session): TimeShift[] => {
  const { timeSec, timeNano } = rows(session);
  return [...timeSec].map((sec, i) => ({ sec, nano: timeNano[i] }));
};
const flows = (session: Session): Record<string, unknown>[] =>
  ask(session, 'flows', { kind: 'tcp', sort: 'stream', descending: false, from: 0, count: 2000 }).rows as never;

test.each<[string, TimeShift]>([
  ['later', { sec: 3600, nano: 0 }],
  ['earlier, by a fraction', { sec: -2, nano: 999_999_999 }],
  ['before 1970', { sec: -1_800_000_000, nano: 1 }],
])('all times are %s by as much', async (_, timeShift) => {
  const path = save(pcapFile(connections(20)));
  const plain = await read(path);
  const shifted = await read(path, { timeShift });
  expect(instants(shifted)).toEqual(instants(plain).map((at) => addShift(at, timeShift)));
  const start = flows(plain).map(({ startSec, startNano }) => ({ sec: startSec, nano: startNano }) as TimeShift);
  expect(flows(shifted).map(({ startSec, startNano }) => ({ sec: startSec, nano: startNano }))).toEqual(
    start.map((at) => addShift(at, timeShift)),
  );
  // what is no time of the clock is the same
  const without = (of: Record<string, unknown>[]): unknown => of.map((row) => ({ ...row, startSec: 0, startNano: 0 }));
  expect(without(flows(shifted))).toEqual(without(flows(plain)));
  expect(rows(shifted).info).toEqual(rows(plain).info);
  const tree = [...nodesOf(ask(shifted, 'packetDetail', { frame: 2 }).tree)];
  const value = (name: string): unknown => tree.find(({ abbrev }) => abbrev === name)?.value;
  expect(value('frame.offset_shift')).toBe(`${epoch(timeShift, 9)} seconds`);
  expect(value('frame.time_epoch')).toContain(epoch(instants(shifted)[1], 9));
  expect(shifted.status()).toMatchObject({ timeShift, phase: 'ready' });
  expect(plain.status().timeShift).toBeNull();
});

test('two threads read what one does', async () => {
  const path = save(repeated(connections(150), 4).bytes);
  const timeShift = { sec: 86_400, nano: 250_000_000 };
  const one = await read(path, { timeShift, frontWorker: null });
  const two = await read(path, { timeShift, frontWorker: FRONT, frontFrom: 0 });
  expect(rows(two)).toEqual(rows(one));
  expect(flows(two)).toEqual(flows(one));
  expect(ask(two, 'packetDetail', { frame: 901 })).toEqual(ask(one, 'packetDetail', { frame: 901 }));
});

test('in the order of time, times are shifted once', async () => {
  const path = save(pcapFile([...connections(20)].reverse()));
  const timeShift = { sec: 10, nano: 1 };
  const shifted = await read(path, { timeShift, sorted: true });
  expect(instants(shifted)).toEqual(instants(await read(path, { sorted: true })).map((at) => addShift(at, timeShift)));
  expect(shifted.status().remarks.map(({ key }) => key)).toEqual(['remark.shifted', 'remark.sorted']);
});

test('filters ask for the times that are shown', async () => {
  const path = save(pcapFile(connections(1)));
  const session = await read(path, { timeShift: { sec: -100, nano: 0 } });
  const [{ sec, nano }] = instants(session);
  const matching = async (text: string): Promise<number> => {
    ask(session, 'setFilter', { source: { text, macros: [], frame: 0 } });
    await until('the filter', () => session.filtering?.isRunning === false);
    return rows(session).frame.length;
  };
  expect(await matching(`frame.time_epoch == ${sec}.${String(nano).padStart(9, '0')}`)).toBeGreaterThan(0);
  expect(await matching('frame.offset_shift == -100')).toBe(session.frames);
  expect(await matching('frame.offset_shift == 0')).toBe(0);
  const since = `"${new Date((sec + 50) * 1000).toISOString().replace('T', ' ').slice(0, 19)}Z"`;
  expect(await matching(`frame.time >= ${since}`)).toBe(0);
});

test('a packet without a time has none; digits are as many as the shift needs', async () => {
  const ng = pcapng();
  const bytes = ethernet({}, ipv4({}, tcp({})));
  const path = save(concat(ng.section(), ng.interface(), ng.simple(bytes), ng.enhanced({ bytes })), 'a.pcapng');
  const session = await read(path, { timeShift: { sec: 0, nano: 1 } });
  expect([...rows(session).hasTime]).toEqual([0, 1]);
  expect(session.status().interfaces[0].timeDigits).toBe(9);
  expect((await read(path, { timeShift: { sec: 0, nano: 1000 } })).status().interfaces[0].timeDigits).toBe(6);
});

test('a capture that is kept for the next time never has other times than its own', async () => {
  const path = save(repeated(connections(50), 2).bytes);
  const cacheDir = tempFolder();
  const worker = new URL('../kept/kept-worker.mjs', import.meta.url);
  const kept = { from: 0, worker };
  const folder = join(cacheDir, 'kept');
  const timeShift = { sec: 5, nano: 0 };
  const shifted = await read(path, { cacheDir, kept, timeShift });
  const times = instants(shifted);
  shifted.close();
  const plain = await read(path, { cacheDir, kept });
  expect(plain.isRestored).toBe(false);
  expect(instants(plain).map((at) => addShift(at, timeShift))).toEqual(times);
  const names = (): string[] =>
    existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.kept')) : [];
  await until('it to be kept', () => names().length === 1);
  plain.close();
  const again = await read(path, { cacheDir, kept });
  expect(again.isRestored).toBe(true);
  const shiftedAgain = await read(path, { cacheDir, kept, timeShift });
  expect(shiftedAgain.isRestored).toBe(false);
  expect(instants(shiftedAgain)).toEqual(times);
  expect(names()).toHaveLength(1);
});
