// The pass over the messages of TCP streams: what it finds makes every frame the same tree, in order, at random, on a worker; filters wait for it;
// it is stopped and goes on; a running capture.
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { FieldReader } from '../../../../src-main/cli/fields';
import { registry } from '../../../../src-main/dissect/protocols/registry';
import { DEFAULT_OPTIONS, packetRows } from '../../../../src-main/engine/answers/packet-rows';
import { packetDetail } from '../../../../src-main/engine/answers/packet-detail';
import { CaptureDocument } from '../../../../src-main/engine/document/document';
import { findMessages, MessageFinder } from '../../../../src-main/engine/document/message-finder';
import { FrameView } from '../../../../src-main/engine/document/frame-view';
import { MessagePass } from '../../../../src-main/engine/passes/message-pass';
import { FilterRun } from '../../../../src-main/engine/search/filter-run';
import { WorkerPool } from '../../../../src-main/engine/search/worker-pool';
import { Session } from '../../../../src-main/engine/session';
import { compileFilter } from '../../../../src-main/filter/compile';
import { nothingShared } from '../../../../src-main/flow/capture-index';
import { AnalysisView } from '../../../../src-main/flow/capture-index-view';
import { ChainSource } from '../../../../src-main/formats/chain-source';
import { random } from '../../../bench/random';
import { corpusFolder, named } from '../../../fixtures/corpus';
import { pcapFile } from '../../../fixtures/make-capture';
import { opening, queries, segment } from '../../../fixtures/make-stream';
import { fragment4 } from '../../../fixtures/make-fragments';
import { ethernet } from '../../../fixtures/make-packet';
import { tempFolder } from '../../../fixtures/temp-folder';
import { blocks, save } from '../captures';
import { ask, loaded, until, WORKERS } from '../open-session';

const ALL = queries(80);

/** Two connections cut at random, with segments lost, doubled and out of order; one segment comes in IP fragments. */
function frames(seed: number): Uint8Array[] {
  const dice = random(seed);
  const below = (n: number): number => Math.floor(dice() * n);
  const out: { place: number; bytes: Uint8Array }[] = [];
  for (const port of [40000, 40001]) {
    for (let at = 0, i = 0; at < ALL.length; i++) {
      const to = Math.min(ALL.length, at + 1 + below(90));
      const bytes = segment({ seq: 1001 + at, bytes: ALL.slice(at, to), port });
      if (below(15) > 0) out.push({ place: below(9) === 0 ? i + below(3) : i, bytes });
      if (below(12) === 0) out.push({ place: i + 1 + below(3), bytes });
      at = to;
    }
  }
  const sorted = out.sort((a, b) => a.place - b.place).map(({ bytes }) => bytes);
  const last = segment({ seq: 1001 + ALL.length, bytes: ALL.slice(0, 28) }).slice(34);
  const pieces = [
    fragment4({ id: 9, start: 0, more: true, protocol: 6 }, last.slice(0, 24)),
    fragment4({ id: 9, start: 24, more: false, protocol: 6 }, last.slice(24)),
  ].map((packet) => ethernet({}, packet));
  const rest = segment({ seq: 1001 + ALL.length + 28, bytes: ALL.slice(28, 60) });
  return [...opening(1000), ...opening(1000, 40001), ...sorted, ...pieces, rest];
}

async function opened(path: string): Promise<CaptureDocument> {
  const result = await CaptureDocument.open(path);
  if (!result.ok) throw new Error(result.problem.kind);
  onTestFinished(() => result.document.close());
  await result.document.read({ progress: () => undefined, stopped: () => false });
  return result.document;
}
const shared = (document: CaptureDocument): FrameView => {
  const view = new AnalysisView();
  view.take(structuredClone(document.analysis.share(nothingShared())));
  const loan = document.lend();
  onTestFinished(() => loan.giveBack());
  const frameView = new FrameView(view, ChainSource.borrow(loan.parts), document.interfaces);
  frameView.firstTimedRow = document.firstTimedRow;
  return frameView;
};

/** Trees, bytes and Info of all rows in some order. */
function seen(document: CaptureDocument, order: readonly number[]): string[] {
  const out: string[] = [];
  for (const row of order)
    out[row] = JSON.stringify(
      [packetDetail(document, row + 1), packetRows(document, row, 1).info],
      (_, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value),
    );
  return out;
}
const shuffled = (rows: readonly number[], seed: number): number[] => {
  const dice = random(seed);
  return rows
    .map((row) => ({ row, key: dice() }))
    .sort((a, b) => a.key - b.key)
    .map(({ row }) => row);
};

const STREAM_FIELDS = [...registry.fields()].filter(({ pass }) => pass === 'messages');

/** The same tree whatever came before, and the same fields for a worker. */
async function expectSame(path: string, mostly = false): Promise<number> {
  const document = await opened(path);
  await findMessages(document);
  const { messages } = document.analysis;
  const rows = Array.from({ length: document.frames }, (_, row) => row).filter(
    (row) => !mostly || messages.pieceOf(row) !== 0 || row % 50 === 0,
  );
  const inOrder = seen(document, rows);
  expect(seen(document, shuffled(rows, 5))).toEqual(inOrder);
  const again = await opened(path);
  await findMessages(again);
  expect(seen(again, shuffled(rows, 6))).toEqual(inOrder);
  const other = shared(document);
  const mine = new FieldReader(document, STREAM_FIELDS, DEFAULT_OPTIONS);
  const theirs = new FieldReader(other as unknown as CaptureDocument, STREAM_FIELDS, DEFAULT_OPTIONS);
  for (const row of shuffled(rows, 7)) expect(structuredClone(theirs.row(row)), `row ${row}`).toEqual(mine.row(row));
  return messages.messages;
}

describe('a frame has the same tree in order, at random, and from what a worker is given', () => {
  test.each([1, 2, 3, 4])('streams cut at random, seed %i', async (seed) => {
    expect(await expectSame(save(pcapFile(frames(seed))))).toBeGreaterThan(8);
  });

  const corpus = corpusFolder();
  const lacks = corpus === null ? 'no corpus beside the checkout' : null;
  test.skipIf(lacks !== null)(named('a capture of real queries', lacks), async () => {
    expect(await expectSame(join(corpus ?? '', 'mercury/emix.pcap'), true)).toBeGreaterThan(3);
  });
  test.skipIf(lacks !== null)(named('records of TLS', lacks), async () => {
    expect(await expectSame(join(corpus ?? '', 'ja4/tls3.pcapng'), true)).toBeGreaterThan(3);
  });
});

test('what several threads say to a filter is what the engine says', async () => {
  const document = await opened(save(pcapFile(frames(9))));
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
        segment({ seq: 1001, bytes: ALL.slice(0, 10) }),
        segment({ seq: 1011, bytes: ALL.slice(10, 40) }),
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
  expect(Buffer.from(detail.sources[1].bytes)).toEqual(Buffer.from(ALL.slice(0, 29)));
});

test('before it has gone over a frame, nothing is said of its messages', async () => {
  const document = await opened(save(pcapFile(frames(2))));
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
  const path = save(pcapFile([1, 2, 3, 4, 5, 6].flatMap((seed) => frames(seed))));
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
  expect(seen(document, shuffled(rows, 1))).toEqual(seen(whole, shuffled(rows, 2)));
  expect(document.analysis.messages.dropped).toBe(0);
});

test('a running capture: a message is whole when its last segment comes', async () => {
  const path = join(tempFolder(), 'live.pcapng');
  const some = [...opening(1000), segment({ seq: 1001, bytes: ALL.slice(0, 10) })].map((bytes) => ({ bytes }));
  const all = [...some, { bytes: segment({ seq: 1011, bytes: ALL.slice(10, 40) }) }];
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
