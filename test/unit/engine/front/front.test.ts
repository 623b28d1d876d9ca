// Whether a capture is read by the engine's own thread or by one that reads ahead, the same comes out: rows, conversations, what is known
// beside them, and how the reading ends.
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { beforeAll, describe, expect, test } from 'vitest';
import { remarksOf } from '../../../../src-main/engine/answers/remarks';
import type { LoadEnd } from '../../../../src-main/engine/base/ending';
import { CaptureDocument, type ReadingOptions } from '../../../../src-main/engine/document/document';
import { Session } from '../../../../src-main/engine/session';
import { nothingShared } from '../../../../src-main/flow/capture-index';
import { captureFiles, corpusFolder, named } from '../../../fixtures/corpus';
import { concat, ethernet, ipv4, pcapFile, tcp, udp } from '../../../fixtures/make-capture';
import { smallCaptures } from '../../../fixtures/small-captures';
import { smallCorpus } from '../../../fixtures/small-corpus';
import { tempFolder } from '../../../fixtures/temp-folder';

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

const bothWays = async (path: string): Promise<void> => {
  const own = await read(path, { frontWorker: null });
  expect(await read(path, { frontWorker: worker }), path).toEqual(own);
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
    await expect.poll(() => session.frames).toBeGreaterThan(0);
    session.close();
    await reading;
    expect(session.frames).toBeLessThan(12_000);
  });
});
