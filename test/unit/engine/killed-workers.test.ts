// The threads of an open capture, each ended at a random moment of its work: the one that reads ahead, those that filter, the one that stores. The reading comes to
// an end, what went wrong is said, and what is asked afterwards is answered as if nothing had been.
// SYNSCOPE_KILLS, SYNSCOPE_KILL_SEED: how many of each, and which.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { translateMessage } from '../../../src-main/i18n/translate';
import { Session } from '../../../src-main/engine/session';
import type { Message } from '../../../src-main/ipc/message';
import { random } from '../../bench/random';
import { tempFolder } from '../../fixtures/temp-folder';
import { roughCapture } from './front/rough-capture';
import { STORE_WORKER, until, WORKERS } from './open-session';

const KILLS = Number(process.env.SYNSCOPE_KILLS ?? 1);
const SEED = Number(process.env.SYNSCOPE_KILL_SEED ?? 1);
const FRONT_WORKER = new URL('./front/front-worker.mjs', import.meta.url);
/** a filter for workers, that columns do not decide */
const FILTER = { text: 'tcp.checksum & 1', macros: [], frame: 0 };
const MOST_BYTES = 800_000;
/** within which a thread is ended, of its reading (with its start) and of its filtering */
const READING_MS = 1500;
const FILTERING_MS = 700;

/** Frames of the capture, and how many of them match. */
let whole: { path: string; frames: number; matched: number };

/** Threads as they are begun. */
async function withThreads<T>(work: (threads: Worker[]) => Promise<T>): Promise<T> {
  const threads: Worker[] = [];
  const noted = (thread: Worker): void => void threads.push(thread);
  process.on('worker', noted);
  try {
    return await work(threads);
  } finally {
    process.off('worker', noted);
  }
}

function open(path: string, front: boolean, store: boolean): Session {
  const session = new Session({
    ...{ path, cacheDir: tempFolder(), workers: WORKERS, passes: false },
    ...{ storeWorker: store ? STORE_WORKER : null, frontWorker: front ? FRONT_WORKER : null, frontFrom: 0 },
  });
  onTestFinished(() => session.close());
  return session;
}

async function filtered(session: Session): Promise<{ matched: number; problem: unknown }> {
  const { filtering } = session.usable;
  filtering.set(FILTER);
  await until('the filter', () => filtering.status().running === null);
  const { matched, problem } = filtering.status();
  return { matched, problem };
}

const inWords = (message: Message | undefined): void => {
  for (const language of ['en', 'zh-CN'] as const)
    expect(translateMessage(language, message ?? { key: '' })).not.toMatch(/^$|[{}]|^[a-z]+\.[a-zA-Z.]+$/);
};

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'synscope-test-'));
  const path = join(folder, 'rough.pcap');
  writeFileSync(path, wholeRecords(roughCapture(), MOST_BYTES));
  const session = new Session({ path, cacheDir: folder, workers: WORKERS, passes: false, storeWorker: null });
  await session.start();
  const { matched } = await filtered(session);
  whole = { path, frames: session.frames, matched };
  session.close();
  expect(matched).toBeGreaterThan(0);
  expect(matched).toBeLessThan(whole.frames);
  return () => rmSync(folder, { recursive: true, force: true });
}, 60_000);

/** The records of a pcap file that end before `most` bytes. */
function wholeRecords(file: Uint8Array, most: number): Uint8Array {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let at = 24;
  for (let next = at; next < most; next += 16 + view.getUint32(next + 8, true)) at = next;
  return file.subarray(0, at);
}

/** What the log of the app would get. */
const quiet = (): void => void vi.spyOn(console, 'error').mockImplementation(() => undefined);
const moments = (most: number): number[] => {
  const chance = random(SEED);
  return Array.from({ length: KILLS }, (_, i) => Math.floor(((i + chance()) / KILLS) * most));
};

test.each(moments(READING_MS))('the thread that reads ahead, after %i ms', { timeout: 60_000 }, async (ms) => {
  quiet();
  await withThreads(async (threads) => {
    const session = open(whole.path, true, false);
    const reading = session.start();
    await until('the thread', () => threads.length > 0);
    await sleep(ms);
    void threads[0].terminate();
    await reading;
    const { phase, problem } = session.status();
    // it was done already, or had not begun, and the engine has read all of it; or what was read is kept, and it is said
    if (phase === 'ready') expect(session.frames).toBe(whole.frames);
    else {
      expect(phase).toBe('damaged');
      expect(session.frames).toBeLessThanOrEqual(whole.frames);
      inWords(problem?.message);
    }
    expect(await filtered(session)).toMatchObject({ problem: null });
    // opened again, all of it is there
    const again = open(whole.path, true, false);
    await again.start();
    expect(again.frames).toBe(whole.frames);
  });
});

test.each(moments(FILTERING_MS))(
  'each thread that filters, one by one, from %i ms on',
  { timeout: 60_000 },
  async (ms) => {
    await withThreads(async (threads) => {
      const session = open(whole.path, false, false);
      await session.start();
      const { filtering } = session.usable;
      filtering.set(FILTER);
      await until('the threads', () => threads.length > 0);
      for (let n = 0; n < threads.length && n < 2; n++) {
        await sleep(ms);
        await threads[n].terminate();
      }
      await until('the filter', () => filtering.status().running === null);
      const { problem, matched } = filtering.status();
      if (problem === null) expect(matched).toBe(whole.matched);
      else {
        expect(problem.kind).toBe('filter.worker');
        inWords(problem.message);
      }
      expect(await filtered(session)).toEqual({ problem: null, matched: whole.matched });
    });
  },
);

test.each(moments(READING_MS))('the thread that stores, after %i ms', { timeout: 60_000 }, async (ms) => {
  quiet();
  await withThreads(async (threads) => {
    const session = open(whole.path, false, true);
    const reading = session.start();
    await until('the thread', () => threads.length > 0);
    await sleep(ms);
    void threads[0].terminate();
    await reading;
    const unusable = (): Message | undefined => session.status().remarks.find(({ key }) => key === 'store.unusable');
    await until('the end of the storing', () => session.stored || unusable() !== undefined);
    if (unusable()) inWords(unusable());
    expect(session.status().phase).toBe('ready');
    expect(await filtered(session)).toEqual({ problem: null, matched: whole.matched });
  });
});
