// A capture whose frames stand out of order, read in the order of time.
import { expect, onTestFinished, test } from 'vitest';
import { Session } from '../../../../src-main/engine/session';
import { pcapFile, type Frame } from '../../../fixtures/make-capture';
import { tempFolder } from '../../../fixtures/temp-folder';
import { connection, connections, save } from '../captures';
import { ask } from '../open-session';

async function opened(path: string, sorted: boolean): Promise<Session> {
  const session = new Session({ path, cacheDir: tempFolder(), storeWorker: null, sorted });
  onTestFinished(() => session.close());
  await session.start();
  return session;
}
const rowsOf = (session: Session): unknown => ask(session, 'packetRows', { from: 0, count: 2000 });
const remarks = (session: Session): string[] => session.status().remarks.map(({ key }) => key);

/** Some other order, the same each time. */
const shuffled = (frames: Frame[]): Frame[] =>
  frames
    .map((frame, i) => ({ frame, at: (i * 7919) % 1009 }))
    .sort((a, b) => a.at - b.at)
    .map(({ frame }) => frame);

test('rows, connections and fields are those of the sorted file', async () => {
  const frames = connections(150);
  const inOrder = await opened(save(pcapFile(frames)), false);
  const sorted = await opened(save(pcapFile(shuffled(frames))), true);
  expect(sorted.status()).toMatchObject({ phase: 'ready', problem: null, frames: 900 });
  expect(rowsOf(sorted)).toEqual(rowsOf(inOrder));
  // the pass that times connections ends in each of the two when it ends
  const timed = (session: Session): unknown => session.status().passes.find(({ id }) => id === 'timing')?.state;
  for (const session of [inOrder, sorted]) await expect.poll(() => timed(session)).toBe('done');
  const flows = (session: Session): unknown =>
    ask(session, 'flows', { kind: 'tcp', sort: 'stream', descending: false, from: 0, count: 2000 });
  expect(flows(sorted)).toEqual(flows(inOrder));
  expect(ask(sorted, 'packetDetail', { frame: 900 })).toEqual(ask(inOrder, 'packetDetail', { frame: 900 }));
  expect(remarks(sorted)).toEqual(['remark.sorted']);
});

test('frames of the same time keep their order', async () => {
  const [syn, synAck, ack] = connection(1, 5).map(({ bytes }) => ({ bytes, sec: 5, nano: 0 }));
  const path = save(pcapFile([{ ...ack, sec: 9 }, syn, synAck]));
  const info = (session: Session): string[] => ask(session, 'packetRows', { from: 0, count: 9 }).info;
  expect(info(await opened(path, true)).map((text) => /\[(.*?)\]/.exec(text)?.[1])).toEqual(['SYN', 'SYN, ACK', 'ACK']);
});

test('what stopped the first reading is said', async () => {
  const file = pcapFile(shuffled(connections(3)));
  const session = await opened(save(file.slice(0, -10)), true);
  expect(session.status()).toMatchObject({ phase: 'damaged', frames: 17 });
  expect(remarks(session)).toEqual(['remark.sorted']);
});
