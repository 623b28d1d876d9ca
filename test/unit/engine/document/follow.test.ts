// A capture that grows while it is read: pieces that end anywhere, several files, files that a ring has deleted.
import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { Session } from '../../../../src-main/engine/session';
import type { SessionOptions } from '../../../../src-main/engine/session-options';
import { tempFolder } from '../../../fixtures/temp-folder';
import { blocks, connection } from '../captures';
import { ask, askLater, until } from '../open-session';

function following(path: string, options: Partial<SessionOptions> = {}): Session {
  const session = new Session({ path, cacheDir: tempFolder(), follow: true, storeWorker: null, ...options });
  onTestFinished(() => session.close());
  return session;
}

test('pieces cut anywhere become the same packets, each as soon as it is whole', async () => {
  const path = join(tempFolder(), 'live.pcapng');
  const bytes = blocks([...connection(1, 1_700_000_000), ...connection(2, 1_700_000_001)]);
  writeFileSync(path, '');
  const session = following(path);
  const reading = session.start();
  for (let at = 0; at < bytes.length; at += 333) {
    appendFileSync(path, bytes.subarray(at, at + 333));
    await sleep(15);
  }
  await until('12 packets', () => session.frames === 12);
  expect(session.status()).toMatchObject({ phase: 'loading', live: true, frames: 12, tcpFlows: 2, problem: null });
  expect(ask(session, 'packetRows', { from: 11, count: 5 }).info[0]).toContain('[FIN, ACK]');
  await until('2 connections', () => page(session).total === 2);
  session.cancel(); // is no way to stop a capture
  expect(session.status().live).toBe(true);
  session.ended();
  await reading;
  expect(session.status()).toMatchObject({ phase: 'ready', live: false, frames: 12, readBytes: bytes.length });
});

const page = (session: Session) =>
  ask(session, 'flows', { kind: 'tcp', sort: 'stream', descending: false, from: 0, count: 10 });

test('what the reader had put on it is there as soon as the packets are, and stays with those that come', async () => {
  const path = join(tempFolder(), 'live.pcapng');
  const bytes = blocks([...connection(1, 1_700_000_000), ...connection(2, 1_700_000_001)]);
  writeFileSync(path, bytes);
  const first = following(path);
  const reading = first.start();
  await until('12 packets', () => first.frames === 12);
  for (const frame of [2, 11])
    ask(first, 'mark', { what: 'marked', packets: { by: 'frames', ranges: [[frame, frame]] }, on: true });
  ask(first, 'setComments', { frame: 12, comments: ['the end'] });
  const carried = first.carried();
  first.ended();
  await reading;

  // read again while it is still written, as far as it goes by then
  const half = join(tempFolder(), 'again.pcapng');
  writeFileSync(half, bytes.subarray(0, bytes.length / 2));
  const again = following(half, { carried });
  const readingAgain = again.start();
  await until('some packets', () => again.frames > 2 && again.frames < 11);
  expect(again.status().marks.marked).toBe(1);
  expect(again.carried()).toEqual(carried);
  appendFileSync(half, bytes.subarray(bytes.length / 2));
  await until('12 packets', () => again.frames === 12);
  expect(again.status().marks.marked).toBe(2);
  expect(ask(again, 'packetRows', { from: 11, count: 1 }).comment).toEqual(['the end']);
  expect(again.carried()).toEqual(carried);
  again.ended();
  await readingAgain;
});

test('what arrived before the end is read, and a block that was cut off is damage', async () => {
  const path = join(tempFolder(), 'live.pcapng');
  const bytes = blocks(connection(1, 1_700_000_000));
  writeFileSync(path, bytes.subarray(0, 200));
  const session = following(path);
  const reading = session.start();
  await until('the first packet', () => session.frames === 1);
  appendFileSync(path, bytes.subarray(200, bytes.length - 7));
  session.ended();
  await reading;
  expect(session.status()).toMatchObject({ phase: 'damaged', live: false, frames: 5 });
  expect(page(session).total).toBe(1);
});

test('a capture that ends before it has begun is an empty file', async () => {
  const path = join(tempFolder(), 'live.pcapng');
  writeFileSync(path, '');
  const session = following(path);
  const reading = session.start();
  session.ended();
  await reading;
  expect(session.status()).toMatchObject({ phase: 'failed', live: false, problem: { kind: 'formats.empty' } });
});

test('goes on in the next file, and knows what a ring has deleted', async () => {
  const folder = tempFolder();
  const files = [1, 2, 3].map((n) => join(folder, `${n}.pcapng`));
  writeFileSync(files[0], blocks(connection(1, 1_700_000_000)));
  const session = following(files[0]);
  const reading = session.start();
  await until('the first file', () => session.frames === 6);
  writeFileSync(files[1], blocks(connection(2, 1_700_000_010)));
  session.continueIn(files[1]);
  await until('the second file', () => session.frames === 12);
  writeFileSync(files[2], blocks(connection(3, 1_700_000_020)));
  rmSync(files[0]);
  session.continueIn(join(folder, 'deleted-before-it-was-read.pcapng'));
  session.continueIn(files[2]);
  await until('the third file', () => session.frames === 18);
  await until('the deleted file', () => session.status().remarks.length === 2);
  expect(session.status().remarks).toEqual([
    { key: 'remark.ringDeleted', args: { count: 6 } },
    { key: 'remark.ringUnread', args: { count: 1 } },
  ]);
  const rows = ask(session, 'packetRows', { from: 0, count: 18 });
  expect(rows.length.every((length) => length >= 54)).toBe(true); // a row stays a row
  expect(rows.info[6]).toContain('[SYN]'); // first of the second file
  expect(rows.info[17]).toContain('[FIN, ACK]');
  session.ended();
  await reading;
  expect(session.status()).toMatchObject({ phase: 'ready', frames: 18, tcpFlows: 3 });
});

test('opens several files that are complete as one', async () => {
  const folder = tempFolder();
  const files = [1, 2].map((n) => join(folder, `${n}.pcapng`));
  for (const [n, file] of files.entries()) writeFileSync(file, blocks(connection(n, 1_700_000_000 + n)));
  const session = following(files[0], { follow: false, more: [files[1]] });
  await session.start();
  expect(session.status()).toMatchObject({ phase: 'ready', live: false, frames: 12, tcpFlows: 2, problem: null });
});

test('closing ends the reading', async () => {
  const path = join(tempFolder(), 'live.pcapng');
  writeFileSync(path, blocks(connection(1, 1_700_000_000)));
  const session = following(path);
  const reading = session.start();
  await until('the packets', () => session.frames === 6);
  session.close();
  await reading;
});

test('a file that is not there is said so', async () => {
  const session = following(join(tempFolder(), 'no.pcapng'));
  await session.start();
  expect(session.status()).toMatchObject({ phase: 'failed', problem: { kind: 'engine.liveFile' } });
});

test('a capture that was not saved is not read again in another order, and says so', async () => {
  const path = join(tempFolder(), 'live.pcapng');
  writeFileSync(path, blocks([...connection(2, 1_700_000_001), ...connection(1, 1_700_000_000)]));
  const saidOf = async (follow: boolean): Promise<unknown> => {
    const session = following(path, { follow });
    const reading = session.start();
    session.ended();
    await reading;
    return session.status().remarks.find(({ key }) => key === 'remark.disorder')?.args;
  };
  expect(await saidOf(true)).toEqual({ count: 6, frame: 7, saved: 'no' });
  expect(await saidOf(false)).toEqual({ count: 6, frame: 7, saved: 'yes' });
});

test('the clock of the computer is set while it captures: to yesterday, by years ahead, to 1970 and back', async () => {
  const path = join(tempFolder(), 'live.pcapng');
  const now = 1_700_000_000;
  const set = [0, 0, -86_400, 10 * 365 * 86_400, -now, 1];
  const frames = connection(1, now).map((frame, i) => ({ ...frame, sec: now + set[i] }));
  writeFileSync(path, blocks(frames.slice(0, 2)));
  const session = following(path);
  const reading = session.start();
  for (const [i, frame] of frames.entries()) {
    if (i >= 2) appendFileSync(path, blocks([frame], false));
    await until(`packet ${i + 1}`, () => session.frames >= Math.max(2, i + 1));
  }
  session.ended();
  await reading;

  // packets keep their order and their times, and what is said of the connection does not hang on the clock
  expect(session.status()).toMatchObject({ phase: 'ready', frames: 6, problem: null });
  expect(session.status().remarks).toEqual([{ key: 'remark.disorder', args: { count: 3, frame: 3, saved: 'no' } }]);
  expect([...ask(session, 'packetRows', { from: 0, count: 6 }).timeSec]).toEqual(set.map((by) => now + by));
  const [row] = page(session).rows;
  expect(row).toMatchObject({ packetsAB: 4, packetsBA: 2, handshake: 'complete', ending: 'fin-one-side' });
  expect(row.durationNs).toBeGreaterThanOrEqual(0);
  expect(ask(session, 'timeline', { flow: row.id, unfolded: [] }).rows).toBeGreaterThan(0);
  // counted by the millisecond, the years between would be 10¹⁵ intervals
  const filters = [{ text: '', macros: [], frame: 0 }];
  const query = { filters, displayed: false, intervalNs: 1e6, fromNs: null, toNs: null };
  const { intervals, lines } = await askLater(session, 'ioGraph', { query });
  expect(intervals).toBeLessThan(1e6);
  expect(lines[0].packets?.reduce((sum, count) => sum + count, 0)).toBe(6);
});
