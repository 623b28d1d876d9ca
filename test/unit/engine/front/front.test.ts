// Whether a capture is read by the engine's own thread or by one that reads ahead, the same comes out: rows, conversations, what is known
// beside them, and how the reading ends.
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { setImmediate as immediately } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { remarksOf } from '../../../../src-main/engine/answers/remarks';
import type { LoadEnd } from '../../../../src-main/engine/base/ending';
import { CaptureDocument, type ReadingOptions } from '../../../../src-main/engine/document/document';
import { ANALYSED } from '../../../../src-main/engine/front/front-memory';
import { Session } from '../../../../src-main/engine/session';
import { nothingShared } from '../../../../src-main/flow/capture-index';
import { captureFiles, corpusFolder, named } from '../../../fixtures/corpus';
import { concat, ethernet, ipv4, pcapFile, tcp, udp, vlanTag } from '../../../fixtures/make-capture';
import { opening } from '../../../fixtures/make-stream';
import { SAMPLE_TUNNELS } from '../../../fixtures/sample-tunnels';
import { smallCaptures } from '../../../fixtures/small-captures';
import { smallCorpus } from '../../../fixtures/small-corpus';
import { tempFolder } from '../../../fixtures/temp-folder';
import { roughCapture } from './rough-capture';

const MOST_BYTES = 2_000_000;
/** Of the corpus every eighth capture is enough for every day. */
const EVERY = Number(process.env.SYNSCOPE_EVERY ?? 8);
const QUIET = { progress: () => undefined, stopped: () => false };

let worker: URL;
beforeAll(async () => {
  const outDir = mkdtempSync(join(tmpdir(), 'synscope-test-'));
  const entry = resolve('src-main/engine/front/front-worker.ts');
  await build({
    configFile: false,
    logLevel: 'silent',
    build: { ssr: entry, outDir, target: 'node20', rolldownOptions: { output: { entryFileNames: 'front.mjs' } } },
  });
  worker = pathToFileURL(join(outDir, 'front.mjs'));
  return () => rmSync(outDir, { recursive: true, force: true });
});

/** All numbers in shared memory and beside it, in few characters. */
function digest(value: unknown): string {
  const hash = createHash('sha1');
  const add = (one: unknown): void => {
    if (ArrayBuffer.isView(one)) {
      const bytes = new Uint8Array(one.buffer, one.byteOffset, one.byteLength);
      hash.update(Uint8Array.from(bytes));
    } else if (one instanceof Map) for (const entry of one) add(entry);
    else if (one !== null && typeof one === 'object')
      for (const [key, inner] of Object.entries(one)) {
        hash.update(key);
        add(inner);
      }
    else hash.update(String(one));
  };
  add(value);
  return hash.digest('hex');
}

async function read(path: string, options: ReadingOptions): Promise<Record<string, unknown>> {
  const opened = await CaptureDocument.open(path, { frontFrom: 0, ...options });
  if (!opened.ok) return { problem: opened.problem };
  const { document } = opened;
  const end: LoadEnd = await document.read(QUIET);
  const { analysis, interfaces, extras, interfaceFrames, firstTimedRow, frames, position, readBytes } = document;
  const found = {
    end,
    frames,
    interfaces,
    extras: structuredClone(extras),
    beside: { interfaceFrames, firstTimedRow, position, readBytes, dropped: analysis.droppedDatagrams },
    late: [analysis.lateFrames, analysis.firstLateFrame, analysis.latestRow, analysis.earliestRow],
    remarks: remarksOf(document, true),
    digest: digest(analysis.share(nothingShared())),
  };
  document.close();
  return found;
}

const bothWays = async (path: string, options: ReadingOptions = {}): Promise<void> => {
  const own = await read(path, { ...options, frontWorker: null });
  expect(await read(path, { ...options, frontWorker: worker }), path).toEqual(own);
};

describe('read ahead by another thread', () => {
  test('every format, joined files, fragments, the samples', async () => {
    const folder = tempFolder();
    smallCaptures.forEach(([, bytes], i) => writeFileSync(join(folder, `${i}.cap`), bytes));
    for (const [, bytes] of smallCaptures.slice(0, 8)) writeFileSync(join(folder, 'cut.cap'), bytes.slice(0, -3));
    const small = smallCorpus();
    for (const name of readdirSync(folder)) await bothWays(join(folder, name));
    for (const name of small.files) await bothWays(join(small.folder, name));
  });

  test('connections told apart by their tunnels', async () => {
    const tagged = [7, 8].flatMap((id) =>
      opening(id).map((frame) => ethernet({ type: 0x8100 }, vlanTag({ id }, frame.subarray(14)))),
    );
    const tunnels = SAMPLE_TUNNELS.filter(({ linkType }) => linkType === 1).map(({ bytes }) => bytes);
    const path = join(tempFolder(), 'tunnels.pcap');
    writeFileSync(path, pcapFile([...tagged, ...tunnels]));
    await bothWays(path, { byTunnel: true });
    const [apart, together] = [
      await read(path, { byTunnel: true, frontWorker: worker }),
      await read(path, { frontWorker: worker }),
    ];
    expect(apart.digest).not.toBe(together.digest);
  });

  const corpus = corpusFolder();
  test.skipIf(corpus === null)(named('the corpus', corpus === null ? 'no corpus' : null), async () => {
    const small = captureFiles(corpus!).filter((path) => statSync(join(corpus!, path)).size < MOST_BYTES);
    for (let i = 0; i < small.length; i += EVERY) await bothWays(join(corpus!, small[i]));
  });

  test('more than the ring holds, frames larger than a buffer, many tunnels, damage at the end', async () => {
    const path = join(tempFolder(), 'long.pcap');
    const inner = ethernet({}, ipv4({}, tcp({}, new Uint8Array(1200))));
    const vxlan = ethernet(
      {},
      ipv4({ protocol: 17 }, udp({ dstPort: 4789 }, concat(new Uint8Array(8).fill(8, 0, 1), inner))),
    );
    const frames = Array.from({ length: 14_000 }, (_, i) => (i % 3 === 0 ? vxlan : inner));
    frames[5_000] = concat(inner, new Uint8Array(200_000));
    const file = pcapFile(frames);
    writeFileSync(path, concat(file, Uint8Array.of(1, 2, 3)));
    await bothWays(path);
  });

  describe('segments, analysed behind the tracker', () => {
    let path: string;
    beforeAll(() => {
      path = fileURLToPath(new URL('rough.pcap', worker));
      writeFileSync(path, roughCapture());
    });

    /** What the analysis says of a row. */
    const saidOf = ({ columns: c }: CaptureDocument, row: number): string =>
      [c.analysis(row), c.acksFrame(row), c.repeatsFrame(row), c.inFlight(row), c.pushed(row)].join();

    /** Reads with the front thread, and compares each row as it is seen. */
    async function readCompared(own: CaptureDocument, most: number): Promise<CaptureDocument> {
      const front = await openRough(worker);
      let seen = 0;
      const look = (): void => {
        for (; seen < front.frames; seen++) {
          const [said, expected] = [saidOf(front, seen), saidOf(own, seen)];
          if (said !== expected) throw new Error(`row ${seen}: ${said} in place of ${expected}`);
        }
      };
      try {
        await front.read({ progress: look, stopped: () => front.frames > most });
        look();
      } finally {
        front.close();
      }
      return front;
    }

    async function openRough(frontWorker: URL | null): Promise<CaptureDocument> {
      const opened = await CaptureDocument.open(path, { frontFrom: 0, frontWorker });
      if (!opened.ok) throw new Error(opened.problem.kind);
      return opened.document;
    }

    test('everything is as the engine alone finds it', () => bothWays(path));

    test('a row is seen when its analysis is there, also where the reading is stopped', async () => {
      const own = await openRough(null);
      await own.read(QUIET);
      const all = await readCompared(own, Infinity);
      const part = await readCompared(own, 30_000);
      own.close();
      expect(all.frames).toBe(own.frames);
      expect(part.frames).toBeLessThan(own.frames);
      expect(part.columns.rowsAdded).toBe(part.frames);
    });

    test('closed while it is read: what was tracked is seen, and the reading ends', async () => {
      const front = await openRough(worker);
      const stopped = (): boolean => {
        if (front.frames > 30_000) front.close();
        return front.frames > 30_000;
      };
      await front.read({ progress: () => undefined, stopped });
      expect(front.columns.rowsAdded).toBe(front.frames);
    });

    test('a thread that dies: what was tracked is seen', async () => {
      const dying = new URL('dying.mjs', worker);
      writeFileSync(
        dying,
        `const { store } = Atomics;
         let analysed = 0;
         Atomics.store = (words, at, value) => {
           if (at === ${ANALYSED} && ++analysed > 5) throw new Error('killed');
           return store(words, at, value);
         };
         await import('./front.mjs');`,
      );
      const front = await openRough(dying);
      await expect(front.read(QUIET)).rejects.toThrow('killed');
      expect(front.frames).toBeGreaterThan(0);
      expect(front.columns.rowsAdded).toBe(front.frames);
      front.close();
    });
  });

  test('a thread that cannot be had: the engine reads itself', async () => {
    const path = join(tempFolder(), 'one.pcap');
    writeFileSync(path, smallCaptures[0][1]);
    const missing = new URL('missing.mjs', worker);
    expect(await read(path, { frontWorker: missing })).toEqual(await read(path, { frontWorker: null }));
  });

  test('closing while it is read ends the thread and the reading', async () => {
    const path = join(tempFolder(), 'long.pcap');
    const frame = ethernet({}, ipv4({}, tcp({}, new Uint8Array(1400))));
    writeFileSync(path, pcapFile(Array.from({ length: 12_000 }, () => frame)));
    const session = new Session({ path, cacheDir: tempFolder(), storeWorker: null, frontWorker: worker, frontFrom: 0 });
    const reading = session.start();
    // all of it is read in less than a poll takes
    while (session.frames === 0) await immediately();
    session.close();
    await reading;
    expect(session.frames).toBeLessThan(12_000);
  });
});
