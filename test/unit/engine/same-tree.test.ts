// The same comes out for a frame whether it is dissected in order, at random, or on a worker thread; and whether the capture is saved, or grows
// meanwhile.
import { appendFileSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { CaptureDocument } from '../../../src-main/engine/document/document';
import { KeyLogFile } from '../../../src-main/engine/document/tls/key-log-file';
import { findMessages, MessageFinder } from '../../../src-main/engine/document/messages/message-finder';
import { nothingShared } from '../../../src-main/flow/capture-index';
import { ChainSource } from '../../../src-main/formats/chain-source';
import { random } from '../../bench/random';
import { captureFiles, corpusFolder, named } from '../../fixtures/corpus';
import { pcapFile } from '../../fixtures/make-capture';
import { tornStreams } from '../../fixtures/make-stream';
import { smallCorpus } from '../../fixtures/small-corpus';
import { tempFolder } from '../../fixtures/temp-folder';
import { save } from './captures';
import { pictures, type Pictures } from './frame-picture';
import type { PictureTask } from './picture-worker';

/** Bytes that a capture has before anything is made of it. */
const HEADER = 28;
/** How often one that grows is looked at before it ends. */
const STOPS = 2;
/** Formats of captures that programs write while we read. */
const GROWS = /^pcap(ng| \(ns\))?$/;
/** Of the corpus every n-th file of so many bytes at most, and rows of each. */
const SAMPLE = { every: 25, bytes: 100_000, rows: 40 };

/** Beside the small corpus: names in pieces, messages with a loss, header blocks that build on each other, TLS that is opened. */
const OTHERS = [
  ...['recorded/dns-fragments.pcap', 'recorded/dns-tcp.pcap', 'recorded/download-loss.pcap'],
  ...['http2/prior-knowledge.pcap', 'tls-keys/tls12-gcm.pcap', 'tls-keys/tls13-key-update.pcap'],
];

const never = (): boolean => false;
const nothing = (): void => undefined;

function anyOrder(rows: readonly number[], seed: number): number[] {
  const dice = random(seed);
  const keys = new Map(rows.map((row) => [row, dice()]));
  return rows.toSorted((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
}

/** At most so many rows of a capture: those that depend on other frames, and some of all. */
function someRows(document: CaptureDocument, most: number): number[] {
  const all = [...Array(document.frames).keys()];
  if (all.length <= most) return all;
  const joined = all.filter((row) => document.frameView.hasSources(row));
  const step = Math.ceil(all.length / most);
  return [...new Set([...joined.slice(0, most), ...all.filter((row) => row % step === 0)])].sort((a, b) => a - b);
}

let thread: Worker;
beforeAll(() => {
  thread = new Worker(new URL('./picture-worker.mjs', import.meta.url));
});
afterAll(() => thread.terminate());

/** Asks the thread about a capture, as often as one likes while that grows. */
function worker(document: CaptureDocument): (rows: readonly number[]) => Promise<Pictures> {
  const shared = nothingShared();
  let begins = true;
  return (rows) =>
    new Promise((resolve, reject) => {
      const loan = document.lend();
      const capture = {
        analysis: document.analysis.share(shared),
        parts: loan.parts,
        interfaces: document.interfaces.map(({ name, description, linkType }) => ({ name, description, linkType })),
        firstTimedRow: document.firstTimedRow,
        decodeAs: [],
        timeShift: document.timeShift,
      };
      thread.removeAllListeners();
      thread.on('error', reject).on('message', (answer: Pictures) => {
        loan.giveBack();
        resolve(answer);
      });
      thread.postMessage({ begins, capture, rows } satisfies PictureTask);
      begins = false;
    });
}

function addKeys(path: string, document: CaptureDocument): void {
  const keys = path.replace(/\.pcap$/, '.keys');
  if (keys !== path && existsSync(keys)) new KeyLogFile(keys, document.keys).read(true);
}

async function saved(path: string): Promise<CaptureDocument | null> {
  const opened = await CaptureDocument.open(path);
  if (!opened.ok) return null;
  const { document } = opened;
  onTestFinished(() => document.close());
  await document.read({ progress: nothing, stopped: never });
  addKeys(path, document);
  await findMessages(document);
  document.releaseBuffers();
  return document;
}

/** Reads it while it grows, with stops anywhere, also inside of packets: there all frames are dissected, here and by the thread. */
async function grown(path: string, wanted: readonly number[]): Promise<Pictures[]> {
  const bytes = readFileSync(path);
  const dice = random(bytes.length);
  const growing = join(tempFolder(), 'growing');
  let there = 0;
  const growTo = (end: number): void => {
    appendFileSync(growing, bytes.subarray(there, end));
    there = end;
  };
  const stops = Array.from({ length: STOPS }, () => HEADER + Math.floor(dice() * (bytes.length - HEADER)));
  stops.sort((a, b) => a - b).push(bytes.length);
  growTo(stops.shift() ?? 0);
  const opened = await CaptureDocument.openChain(ChainSource.open(growing), 'growing', true);
  if (!opened.ok) throw new Error(opened.problem.kind);
  const { document } = opened;
  onTestFinished(() => document.close());
  addKeys(path, document);
  const finder = new MessageFinder(document);
  const ask = worker(document);
  const look = async (): Promise<Pictures[]> => {
    await finder.look(never, nothing);
    const rows = anyOrder(
      wanted.filter((row) => row < document.frames),
      7,
    );
    return [pictures(document.frameView, rows), await ask(rows)];
  };
  const more = async (): Promise<boolean> => {
    await look();
    const end = stops.shift();
    if (end === undefined) return false;
    growTo(end);
    return true;
  };
  await document.read({ progress: nothing, stopped: never, more });
  document.releaseBuffers();
  return look();
}

/** How many frames there were to compare, and how many of them in a capture that grew. */
interface Compared {
  frames: number;
  live: number;
}
async function expectSame(path: string, compared: Compared, most = Infinity): Promise<void> {
  const document = await saved(path);
  if (document === null) return;
  const rows = someRows(document, most);
  const inOrder = pictures(document.frameView, rows);
  const expectAll = (found: Pictures, how: string): void => {
    const apart = rows.filter((row) => found.get(row) !== inOrder.get(row));
    for (const row of apart.slice(0, 1))
      expect(found.get(row), `${path}, packet ${row + 1}, ${how}`).toBe(inOrder.get(row));
  };
  expectAll(pictures(document.frameView, anyOrder(rows, 5)), 'at random, after all others');
  expectAll(await worker(document)(anyOrder(rows, 6)), 'on a worker');
  compared.frames += rows.length;
  if (!GROWS.test(document.format)) return;
  const [here, there] = await grown(path, rows);
  expectAll(here, 'when it grew');
  expectAll(there, 'on a worker, when it grew');
  compared.live += rows.length;
}

describe('the same comes out for a frame in order, at random, on a worker, of a capture that is saved or grows', () => {
  const compared: Compared = { frames: 0, live: 0 };

  test.each([1, 2])('streams cut at random, seed %i', async (seed) => {
    await expectSame(save(pcapFile(tornStreams(seed))), compared);
  });

  test('a small corpus', { timeout: 240_000 }, async () => {
    const { folder, files } = smallCorpus();
    for (const name of files) await expectSame(join(folder, name), compared);
    for (const name of OTHERS) await expectSame(join(import.meta.dirname, '../../fixtures', name), compared, 60);
    expect(compared.frames).toBeGreaterThan(800);
    expect(compared.live).toBeGreaterThan(700);
  });

  const corpus = corpusFolder();
  const lacks = corpus === null ? 'no corpus beside the checkout' : null;
  test.skipIf(lacks !== null)(named('a sample of the corpus', lacks), { timeout: 240_000 }, async () => {
    const small = captureFiles(corpus ?? '').filter((path) => statSync(join(corpus ?? '', path)).size <= SAMPLE.bytes);
    const sample = small.filter((_, i) => i % SAMPLE.every === 0);
    const some: Compared = { frames: 0, live: 0 };
    for (const path of [...sample, 'ja4/tls3.pcapng', 'mercury/emix.pcap'])
      await expectSame(join(corpus ?? '', path), some, SAMPLE.rows);
    expect(some.frames).toBeGreaterThan(200);
  });
});
