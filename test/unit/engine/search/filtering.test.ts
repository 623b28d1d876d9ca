// The displayed list: set, counted, cancelled, kept up while a capture grows; workers that die.
import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import type * as Os from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { Session } from '../../../../src-main/engine/session';
import type { FilterSource, FilterStatus } from '../../../../src-main/ipc/contracts/filter-contract';
import { pcapFile } from '../../../fixtures/make-capture';
import { connectionFile } from '../../../fixtures/make-connection';
import { tempFolder } from '../../../fixtures/temp-folder';
import { SITUATIONS } from '../../flow/opinion/situations';
import { blocks, connection, connections, datagram, repeated, save } from '../captures';
import { ask, askLater, loaded, newSession, until, WORKERS } from '../open-session';

/** How many threads there are to be: 0 for as many as the machine has processors. */
const threads = vi.hoisted(() => ({ count: 0 }));
vi.mock('node:os', async (original) => {
  const os = await original<typeof Os>();
  return { ...os, availableParallelism: () => threads.count || os.availableParallelism() };
});

const source = (text: string, frame = 0): FilterSource => ({ text, macros: [], frame });
const status = (session: Session): FilterStatus => ask(session, 'filterStatus', {});
const frames = (session: Session): number[] => [...ask(session, 'packetRows', { from: 0, count: 2000 }).frame];

/** Sets a filter and waits for its end. */
async function filter(session: Session, text: string, frame = 0): Promise<FilterStatus> {
  expect(ask(session, 'setFilter', { source: source(text, frame) })).toMatchObject({ ok: true });
  await until(`the end of ${text}`, () => status(session).running === null);
  return status(session);
}

test('second opinions are found by the workers', async () => {
  const session = await loaded(save(connectionFile(SITUATIONS[0].segments)));
  for (const [text, expected] of [
    ['synscope.analysis.opinion', [6]],
    ['synscope.analysis.reordered && tcp.analysis.retransmission', [6]],
    ['synscope.analysis.evidence == 5', [6]],
    ['synscope.analysis.captured_twice', []],
    ['!synscope.analysis.opinion', [1, 2, 3, 4, 5, 7]],
  ] as const) {
    await filter(session, text);
    expect(frames(session), text).toEqual(expected);
  }
});

describe('a filter', () => {
  const file = pcapFile([...connections(3), datagram(1)]);
  test.each([
    // from columns
    ['tcp.flags.syn == 1', [1, 2, 7, 8, 13, 14]],
    ['ip.src == 10.0.0.1 and tcp.len > 0', [10]],
    ['tcp.stream == 2 or udp', [13, 14, 15, 16, 17, 18, 19]],
    ['frame.number > 17', [18, 19]],
    ['not tcp', [19]],
    // looked for in the bytes
    ['frame contains 00:00:00:00:00:00:00:00:00:00', [4, 5, 10, 11, 16, 17, 19]],
    // dissected
    ['tcp.checksum', Array.from({ length: 18 }, (_, i) => i + 1)],
    ['udp.length == 28', [19]],
    ['tcp.time_delta > 0.0005', [2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 14, 15, 16, 17, 18]],
    ['tcp.seq == 11 and tcp.checksum', [6, 12, 18]],
    ['tcp.port == 70', []],
  ])('%s', async (text, expected) => {
    const session = await loaded(save(file));
    const done = await filter(session, text);
    expect(frames(session)).toEqual(expected);
    expect(done).toMatchObject({
      shown: text,
      matched: expected.length,
      running: null,
      scanned: 19,
      total: 19,
      partial: false,
      problem: null,
    });
    expect(await askLater(session, 'countMatches', { sources: [source(text), source('tcp.'), source('')] })).toEqual([
      expected.length,
      null,
      19,
    ]);
  });

  test('with a mistake changes nothing', async () => {
    const session = await loaded(save(file));
    await filter(session, 'udp');
    const before = status(session);
    const verdict = ask(session, 'setFilter', { source: source('tcp.port == ') });
    expect(verdict.ok).toBe(false);
    expect(ask(session, 'checkFilter', { source: source('tcp.port == ') })).toEqual(verdict);
    expect(ask(session, 'checkFilter', { source: source('tcp.port == 1') }).ok).toBe(true);
    expect(status(session)).toEqual(before);
    expect(frames(session)).toEqual([19]);
  });

  test('that is set already is no work, an empty one shows all', async () => {
    const session = await loaded(save(file));
    const { list } = await filter(session, 'udp');
    expect(list).toBe(2);
    expect(ask(session, 'packetRows', { from: 0, count: 1 }).list).toBe(2);
    expect((await filter(session, 'udp')).list).toBe(2);
    expect(await filter(session, '')).toMatchObject({ list: 3, shown: '', matched: 19, partial: false });
    expect(ask(session, 'packetRows', { from: 0, count: 1 })).toMatchObject({ list: 3, total: 19 });
  });

  test('takes references from the selected frame', async () => {
    const session = await loaded(save(file));
    await filter(session, 'ip.addr == ${ip.src} and tcp.checksum', 8);
    expect(frames(session)).toHaveLength(18); // the server takes part in all of them
    await filter(session, 'ip.addr == ${ip.src} and tcp.checksum', 7);
    expect(frames(session)).toEqual([7, 8, 9, 10, 11, 12]);
    expect(ask(session, 'setFilter', { source: source('ip.addr == ${ip.src}') }).ok).toBe(false);
  });

  test('rows of the list: before, since, position', async () => {
    const session = await loaded(save(file));
    await filter(session, 'tcp.flags.fin == 1');
    const rows = ask(session, 'packetRows', { from: 1, count: 5 });
    expect([...rows.frame]).toEqual([12, 18]);
    expect([...rows.prevSec]).toEqual([1_700_000_000, 1_700_000_001]);
    const rowOf = (frame: number, nearest: boolean): number => ask(session, 'rowOfFrame', { frame, nearest });
    expect([rowOf(12, false), rowOf(13, false), rowOf(13, true), rowOf(19, true)]).toEqual([1, -1, 1, 2]);
  });

  test('frameAtTime looks in the list', async () => {
    const session = await loaded(save(file));
    const at = (sec: number, nano: number): number => ask(session, 'frameAtTime', { sec, nano });
    expect([at(0, 0), at(1_700_000_001, 2_400_000), at(1_700_000_001, 2_600_000)]).toEqual([1, 9, 10]);
    await filter(session, 'tcp.flags.fin == 1');
    expect([at(0, 0), at(1_700_000_001, 2_000_000), at(4e9, 0)]).toEqual([6, 12, 18]);
    await filter(session, 'arp');
    expect(at(0, 0)).toBe(0);
  });
});

describe('a long one', () => {
  const large = repeated(connections(1000), 50);

  test('shows matches in order, the first of them early, and keeps the list before until then', async () => {
    const session = await loaded(save(large.bytes));
    await filter(session, 'tcp.flags.syn == 1 and tcp.flags.ack == 0');
    expect(status(session).matched).toBe(50_000);
    ask(session, 'setFilter', { source: source('tcp.checksum and tcp.flags.fin == 1') });
    expect(status(session)).toMatchObject({ list: 2, matched: 50_000, running: 'tcp.checksum and tcp.flags.fin == 1' });
    await until('the first matches', () => status(session).list === 3);
    expect(status(session)).toMatchObject({ partial: true, shown: 'tcp.checksum and tcp.flags.fin == 1' });
    expect(status(session).scanned).toBeLessThan(large.frames);
    expect(frames(session).slice(0, 5)).toEqual([6, 12, 18, 24, 30]);
    await until('the end', () => status(session).running === null);
    expect(status(session)).toMatchObject({ list: 3, matched: 50_000, partial: false });
    const page = ask(session, 'packetRows', { from: 49_990, count: 20 });
    expect([...page.frame]).toEqual(Array.from({ length: 10 }, (_, i) => large.frames - 54 + 6 * i));
  });

  test('cancelled: what was found stays, and says that it is a part; set again it goes on to the end', async () => {
    const session = await loaded(save(large.bytes));
    ask(session, 'setFilter', { source: source('tcp.checksum') });
    await until('the first matches', () => status(session).list === 2);
    ask(session, 'cancelFilter', {});
    const stopped = status(session);
    expect(stopped).toMatchObject({ running: null, partial: true });
    expect(stopped.matched).toBeGreaterThan(0);
    expect(stopped.matched).toBeLessThan(large.frames);
    await sleep(100);
    expect(status(session)).toMatchObject({ matched: stopped.matched, elapsedMs: stopped.elapsedMs });
    expect(await filter(session, 'tcp.checksum')).toMatchObject({ matched: large.frames, partial: false });
  });

  test('given up before there was anything to show leaves the list as it was', async () => {
    const session = await loaded(save(large.bytes));
    await filter(session, 'udp');
    ask(session, 'setFilter', { source: source('tcp.checksum == 1 and tcp.len == 12345 or tcp.urgent_pointer == 7') });
    ask(session, 'cancelFilter', {});
    expect(status(session)).toMatchObject({ shown: 'udp', matched: 0, partial: false, running: null });
  });

  test('another one takes its place at once', async () => {
    const session = await loaded(save(large.bytes));
    ask(session, 'setFilter', { source: source('tcp.checksum') });
    await filter(session, 'tcp.stream == 5');
    expect(status(session)).toMatchObject({ shown: 'tcp.stream == 5', partial: false });
    expect(new Set(ask(session, 'packetRows', { from: 0, count: 100 }).stream)).toEqual(new Set([5]));
  });

  test('counting can be given up', async () => {
    const session = await loaded(save(large.bytes));
    const controller = new AbortController();
    const counted = askLater(session, 'countMatches', { sources: [source('tcp.checksum')] }, controller.signal);
    setTimeout(() => controller.abort(), 20);
    const [count] = await counted;
    expect(count).toBeLessThan(large.frames);
  });
});

describe('a capture that grows', () => {
  interface Following {
    session: Session;
    path: string;
    append: (bytes: Uint8Array) => void;
    reading: Promise<void>;
  }
  function following(): Following {
    const path = join(tempFolder(), 'live.pcapng');
    writeFileSync(path, blocks([]));
    const session = new Session({
      path,
      cacheDir: tempFolder(),
      follow: true,
      workers: WORKERS,
      storeWorker: null,
    });
    onTestFinished(() => session.close());
    return { session, path, append: (bytes) => appendFileSync(path, bytes), reading: session.start() };
  }

  test.each(['tcp.flags.fin == 1', 'tcp.checksum and tcp.flags.fin == 1'])(
    '%s: new packets as they come',
    async (text) => {
      const { session, append, reading } = following();
      append(blocks(connection(1, 1_700_000_000), false));
      await until('6 packets', () => session.frames === 6);
      await filter(session, text);
      expect(frames(session)).toEqual([6]);
      const { list } = status(session);
      for (let n = 2; n < 6; n++) append(blocks(connection(n, 1_700_000_000 + n), false));
      await until('5 matches', () => status(session).matched === 5);
      expect(frames(session)).toEqual([6, 12, 18, 24, 30]);
      expect(status(session).list).toBe(list);
      session.ended();
      await reading;
      expect(status(session)).toMatchObject({ list, matched: 5, partial: false, running: null });
    },
  );

  test('goes on in the next file of a ring', async () => {
    const { session, append, reading } = following();
    append(blocks(connection(1, 1_700_000_000), false));
    await until('6 packets', () => session.frames === 6);
    await filter(session, 'tcp.checksum and tcp.flags.fin == 1');
    const second = join(tempFolder(), '2.pcapng');
    writeFileSync(second, blocks(connection(2, 1_700_000_010)));
    session.continueIn(second);
    await until('the second file', () => status(session).matched === 2);
    expect(frames(session)).toEqual([6, 12]);
    session.ended();
    await reading;
  });

  test('a file that the ring deletes while threads read it is let go behind them', async () => {
    const { session, path, append, reading } = following();
    append(blocks(connections(5000), false));
    await until('30,000 packets', () => session.frames === 30_000);
    ask(session, 'setFilter', { source: source('tcp.checksum') });
    expect(status(session)).toMatchObject({ running: 'tcp.checksum', scanned: 0 });
    rmSync(path);
    const second = join(tempFolder(), '2.pcapng');
    writeFileSync(second, blocks(connection(7000, 1_700_000_010)));
    session.continueIn(second);
    const lastRows = (count: number): number[] => {
      const { matched } = status(session);
      return [...ask(session, 'packetRows', { from: Math.max(0, matched - count), count }).frame];
    };
    await until('the second file', () => status(session).shown !== '' && lastRows(1)[0] === 30_006);
    expect(lastRows(6)).toEqual([30_001, 30_002, 30_003, 30_004, 30_005, 30_006]);
    // what a thread has begun with stays open to it
    expect(status(session).problem).toBeNull();
    expect(status(session).matched).toBeGreaterThan(2000);
    await until('the first file is let go', () =>
      session.status().remarks.some(({ key }) => key === 'remark.ringDeleted'),
    );
    // the files of this ring hold the same frames, so their times begin anew
    const remarks = session.status().remarks.filter(({ key }) => key !== 'remark.disorder');
    expect(remarks).toEqual([{ key: 'remark.ringDeleted', args: { count: 30_000 } }]);
    // what is gone matches nothing that its bytes would have to say; what is known of it without them stays
    expect(await filter(session, 'tcp.checksum and tcp')).toMatchObject({ matched: 6, problem: null });
    expect(frames(session)).toEqual([30_001, 30_002, 30_003, 30_004, 30_005, 30_006]);
    expect(await filter(session, 'tcp.flags.fin == 1')).toMatchObject({ matched: 5001, problem: null });
    session.ended();
    await reading;
  });

  test('what was answered before all was known is asked again at the end', async () => {
    const { session, append, reading } = following();
    const [syn, ...rest] = connection(1, 1_700_000_000);
    append(blocks([syn], false));
    await until('the SYN', () => session.frames === 1);
    await filter(session, 'tcp.completeness >= 7');
    expect(frames(session)).toEqual([]);
    append(blocks(rest, false));
    await until('the rest', () => session.frames === 6);
    session.ended();
    await reading;
    await until('all of the connection', () => status(session).matched === 6);
    expect(frames(session)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

test('while a capture is loaded its filter keeps up', async () => {
  const large = repeated(connections(1000), 30);
  const session = newSession(save(large.bytes));
  const reading = session.start();
  await until('some packets', () => session.frames > 0);
  ask(session, 'setFilter', { source: source('tcp.flags.fin == 1') });
  await reading;
  await until('all matches', () => status(session).matched === 30_000);
  expect(status(session)).toMatchObject({ partial: false, running: null });
});

test('a worker that dies is said; the engine lives on, and the next filter gets a new one', async () => {
  const large = repeated(connections(1000), 50);
  const path = save(large.bytes);
  const broken = join(tempFolder(), 'broken.mjs');
  writeFileSync(broken, 'process.exit(3);');
  const session = new Session({
    path,
    cacheDir: tempFolder(),
    workers: new URL(`file://${broken}`),
  });
  onTestFinished(() => session.close());
  await session.start();
  const failed = await filter(session, 'tcp.checksum');
  expect(failed.problem).toMatchObject({
    kind: 'filter.worker',
    detail: expect.stringContaining('exit code 3') as string,
  });
  expect(failed).toMatchObject({ shown: '', matched: large.frames, running: null });
  // from columns alone
  expect(await filter(session, 'tcp.flags.fin == 1')).toMatchObject({ matched: 50_000, problem: null, partial: false });
  expect(await filter(session, 'tcp.checksum')).toMatchObject({ shown: 'tcp.flags.fin == 1', matched: 50_000 });
});

// One thread looks once at the beginning of a block and then every 32 rows; the first block has 2,048 rows, the second one 4,096.
test.each([
  ['its first block', 30, { shown: '', matched: 50_000 * 6, partial: false }],
  ['its second block', 100, { shown: 'tcp.checksum', matched: 2048, scanned: 2048, partial: true }],
])(
  'a worker that dies in %s: what was found before is right; asked again, all is found',
  async (_block, look, left) => {
    const large = repeated(connections(1000), 50);
    threads.count = 1;
    vi.stubEnv('SYNSCOPE_TEST_FOLDER', `file://${tempFolder()}/`);
    vi.stubEnv('SYNSCOPE_TEST_LOOK', String(look));
    onTestFinished(() => {
      threads.count = 0;
      vi.unstubAllEnvs();
    });
    const session = new Session({
      path: save(large.bytes),
      cacheDir: tempFolder(),
      workers: new URL('./filter-worker-dying.mjs', import.meta.url),
      storeWorker: null,
      passes: false, // the worker is to die of the filter's block
    });
    onTestFinished(() => session.close());
    await session.start();
    const failed = await filter(session, 'tcp.checksum');
    expect(failed).toMatchObject({
      problem: { kind: 'filter.worker', detail: expect.stringContaining('exit code 4') as string },
      running: null,
      ...left,
    });
    expect(failed.scanned).toBeLessThan(large.frames);
    expect(await filter(session, 'tcp.checksum')).toMatchObject({
      problem: null,
      matched: large.frames,
      partial: false,
    });
  },
);
