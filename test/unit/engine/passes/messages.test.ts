// The pass over the messages of TCP streams: filters wait for it; it is stopped and goes on; a running capture.
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { FieldReader } from '../../../../src-main/engine/answers/field-reader';
import { registry } from '../../../../src-main/dissect/protocols/registry';
import { DEFAULT_OPTIONS } from '../../../../src-main/engine/answers/row-options';
import { CaptureDocument } from '../../../../src-main/engine/document/document';
import { findMessages, MessageFinder } from '../../../../src-main/engine/document/messages/message-finder';
import { MessagePass } from '../../../../src-main/engine/passes/message-pass';
import { FilterRun } from '../../../../src-main/engine/search/filter-run';
import { WorkerPool } from '../../../../src-main/engine/search/worker-pool';
import { Session } from '../../../../src-main/engine/session';
import { compileFilter } from '../../../../src-main/filter/compile';
import { pcapFile } from '../../../fixtures/make-capture';
import { opening, segment, STREAM, tornStreams } from '../../../fixtures/make-stream';
import { tempFolder } from '../../../fixtures/temp-folder';
import { blocks, save } from '../captures';
import { pictures } from '../frame-picture';
import { ask, loaded, until, WORKERS } from '../open-session';

async function opened(path: string): Promise<CaptureDocument> {
  const result = await CaptureDocument.open(path);
  if (!result.ok) throw new Error(result.problem.kind);
  onTestFinished(() => result.document.close());
  await result.document.read({ progress: () => undefined, stopped: () => false });
  return result.document;
}

test('what several threads say to a filter is what the engine says', async () => {
  const document = await opened(save(pcapFile(tornStreams(9))));
  await findMessages(document);
  const compiled = compileFilter('tcp.reassembled.length > 40 or tcp.segment_data contains 78:78:78', {
    macros: [],
    reference: () => null,
  });
  if (!compiled.ok || compiled.filter.test === null) throw new Error('no filter');
  const text = 'tcp.reassembled.length > 40 or tcp.segment_data contains 78:78:78';
  const pool = new WorkerPool(document, WORKERS, 2);
  onTestFinished(() => pool.close());
  const run = new FilterRun(document, pool, compiled.filter.test, { kind: 'filter', text, macros: [], references: [] });
  await run.advance(() => undefined);
  const found = Array.from({ length: run.rows.count }, (_, i) => run.rows.at(i));
  run.close();
  const reader = new FieldReader(
    document,
    ['tcp.reassembled.length', 'tcp.segment_data'].map((name) => registry.field(name)!),
    DEFAULT_OPTIONS,
  );
  const expected: number[] = [];
  for (let row = 0; row < document.frames; row++) {
    const [lengths, data] = reader.row(row);
    if (lengths.some((length) => Number(length) > 40) || data.some((bytes) => bytes.includes('787878')))
      expected.push(row);
  }
  expect(expected.length).toBeGreaterThan(10);
  expect(expected.length).toBeLessThan(document.frames);
  expect(found).toEqual(expected);
});

test('it runs with the capture, and the bytes of a message lie in a tab of their own', async () => {
  const session = await loaded(
    save(
      pcapFile([
        ...opening(1000),
        segment({ seq: 1001, bytes: STREAM.slice(0, 10) }),
        segment({ seq: 1011, bytes: STREAM.slice(10, 40) }),
      ]),
    ),
  );
  await until('the end of the passes', () => session.status().passes.every(({ state }) => state === 'done'));
  expect(session.status().passes).toMatchObject([
    { id: 'expert', done: 4 },
    { id: 'messages', state: 'done', done: 4, total: 4 },
    { id: 'names', state: 'done', done: 4, total: 4 },
    { id: 'timing', state: 'done', done: 4, total: 4 },
    { id: 'tls', state: 'done', done: 4, total: 4 },
  ]);
  const detail = ask(session, 'packetDetail', { frame: 4 });
  expect(detail.sources.map(({ name, bytes }) => [name.key, bytes.length])).toEqual([
    ['packets.hex.frame', 84],
    ['packets.hex.message', 29],
  ]);
  expect(Buffer.from(detail.sources[1].bytes)).toEqual(Buffer.from(STREAM.slice(0, 29)));
});

test('before it has gone over a frame, nothing is said of its messages', async () => {
  const document = await opened(save(pcapFile(tornStreams(2))));
  expect(document.context(4).segments()).toBeNull();
  const finder = new MessageFinder(document);
  await finder.look(
    () => true,
    () => undefined,
  );
  expect(finder.looked).toBe(0);
  await finder.look(
    () => finder.looked > 0,
    () => undefined,
  );
  expect(finder.looked).toBeGreaterThan(0);
  expect(document.context(4).segments()).not.toBeNull();
});

test('stopped and taken up again, it finds the same', async () => {
  const path = save(pcapFile([1, 2, 3, 4, 5, 6].flatMap((seed) => tornStreams(seed))));
  const whole = await opened(path);
  await findMessages(whole);
  const document = await opened(path);
  const pass = new MessagePass();
  const pool = new WorkerPool(document, WORKERS, 1);
  onTestFinished(() => pool.close());
  const work = {
    document,
    pool,
    rows: document.frames,
    growing: false,
    aside: () => Promise.resolve(),
    rest: () => Promise.resolve(),
    more: () => Promise.resolve(false),
  };
  for (let turns = 0; document.analysis.messages.looked < document.frames; turns++) {
    expect(turns).toBeLessThan(100);
    const stop = new AbortController();
    let polled = 0;
    const signal = {
      get aborted() {
        return polled++ > 0;
      },
    } as AbortSignal;
    await pass.run(work, signal, () => stop.abort());
  }
  expect(document.analysis.messages.messages).toBeGreaterThan(50);
  const rows = Array.from({ length: document.frames }, (_, row) => row);
  expect(pictures(document.frameView, rows.toReversed())).toEqual(pictures(whole.frameView, rows));
  expect(document.analysis.messages.dropped).toBe(0);
});

test('a running capture: a message is whole when its last segment comes', async () => {
  const path = join(tempFolder(), 'live.pcapng');
  const some = [...opening(1000), segment({ seq: 1001, bytes: STREAM.slice(0, 10) })].map((bytes) => ({ bytes }));
  const all = [...some, { bytes: segment({ seq: 1011, bytes: STREAM.slice(10, 40) }) }];
  const half = blocks(some).length;
  writeFileSync(path, blocks(all).subarray(0, half));
  const session = new Session({ path, cacheDir: tempFolder(), follow: true, storeWorker: null, workers: WORKERS });
  onTestFinished(() => session.close());
  const reading = session.start();
  const done = (): number => session.status().passes.find(({ id }) => id === 'messages')?.done ?? 0;
  const info = (): string => ask(session, 'packetRows', { from: 2, count: 1 }).info[0];
  await until('the first half', () => done() === 3);
  expect(info()).toContain('[TCP segment of a reassembled PDU]');
  const where = (): string => JSON.stringify(ask(session, 'packetDetail', { frame: 3 }).tree);
  expect(where()).not.toContain('tcp.reassembled_in');
  appendFileSync(path, blocks(all).subarray(half));
  await until('the rest', () => done() === 4);
  expect(where()).toContain('tcp.reassembled_in');
  session.ended();
  await reading;
});
