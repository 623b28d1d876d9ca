// A capture that was open before is not read again: all that is told of it is the same then, and whatever happens to what was kept, nothing wrong is told.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { documentStatus } from '../../../../src-main/engine/answers/document-status';
import { remarksOf } from '../../../../src-main/engine/answers/remarks';
import { CaptureDocument } from '../../../../src-main/engine/document/document';
import { findMessages } from '../../../../src-main/engine/document/messages/message-finder';
import { KeptReader, writeKept } from '../../../../src-main/engine/kept/kept-capture';
import { KeptFolder } from '../../../../src-main/engine/kept/kept-folder';
import { findTimings } from '../../../../src-main/engine/passes/timing-pass';
import { Session } from '../../../../src-main/engine/session';
import type { SessionOptions } from '../../../../src-main/engine/session-options';
import { random } from '../../../bench/random';
import { smallCorpus } from '../../../fixtures/small-corpus';
import { tempFolder } from '../../../fixtures/temp-folder';
import { bundled } from '../../bundled';
import { pictures } from '../frame-picture';
import { until, WORKERS } from '../open-session';

const KEPT_WORKER = new URL('./kept-worker.mjs', import.meta.url);
const FIXTURES = resolve(import.meta.dirname, '../../../fixtures');
const SAMPLES = resolve(import.meta.dirname, '../../../../resources/samples');
/** Messages in pieces, header blocks, TLS without keys, DNS over TCP: what the pass over messages finds. */
const OTHERS = [
  ...['recorded/dns-tcp.pcap', 'recorded/dns-fragments.pcap', 'recorded/download-loss.pcap'],
  ...['http2/prior-knowledge.pcap', 'tls-keys/tls12-gcm.pcap'],
];
const OBSERVER = { progress: (): void => undefined, stopped: (): boolean => false };
const MOST = 2 ** 30;

async function opened(path: string): Promise<CaptureDocument> {
  const result = await CaptureDocument.open(path, { frontWorker: null });
  if (!result.ok) throw new Error(result.problem.kind);
  onTestFinished(() => result.document.close());
  return result.document;
}

/** A capture that was read, with what passes find, kept as a file. */
async function keptOf(path: string): Promise<{ document: CaptureDocument; file: string | null }> {
  const document = await opened(path);
  const end = await document.read(OBSERVER);
  await findMessages(document);
  findTimings(document);
  document.releaseBuffers();
  const kept = document.whole(end);
  const folder = tempFolder();
  const file = join(folder, 'a.kept');
  if (kept) writeKept(kept, join(folder, 'part'), file, MOST);
  return { document, file: kept && file };
}

async function restored(path: string, file: string): Promise<CaptureDocument> {
  const document = await opened(path);
  const kept = new KeptReader(file);
  try {
    expect((await document.restore(kept, OBSERVER)).phase).toMatch(/ready|damaged/);
  } finally {
    kept.close();
  }
  document.releaseBuffers();
  return document;
}

/** All that is told of a capture without a dissection on other threads. */
function told(document: CaptureDocument): unknown {
  const { analysis, interfaces, extras, interfaceFrames, frames, position } = document;
  const rows = [...Array(frames).keys()];
  const flows = Array.from({ length: analysis.flows.count }, (_, id) => analysis.flows.row(id));
  const stubs = flows.map(({ id }) => [
    ...(analysis.stubsOf(id)?.data.subarray(0, analysis.stubsOf(id)?.length) ?? []),
  ]);
  const known = { flows, stubs, interfaces, extras, interfaceFrames, position, late: analysis.lateFrames };
  return {
    ...known,
    status: documentStatus(document),
    remarks: remarksOf(document, true),
    looked: analysis.messages.looked,
    rows: [...pictures(document.frameView, rows)],
  };
}

test('all is told as before', async () => {
  const { folder, files } = smallCorpus();
  let kept = 0;
  for (const path of [...files.map((name) => join(folder, name)), ...OTHERS.map((name) => join(FIXTURES, name))]) {
    const { document, file } = await keptOf(path);
    // secrets are kept nowhere
    expect(file !== null, path).toBe(document.extras.keyLogs.length === 0);
    if (file === null) continue;
    const again = await restored(path, file);
    if (document.analysis.dtls.connections > 0) await findMessages(again);
    expect(told(again), path).toEqual(told(document));
    kept++;
  }
  expect(kept).toBeGreaterThan(30);
}, 120_000);

test('whatever is damaged: it is no kept capture, or what is told is right', async () => {
  const path = join(SAMPLES, 'window.pcapng');
  const { document, file } = await keptOf(path);
  const right = told(document);
  const whole = readFileSync(file!);
  const dice = random(20261127);
  for (let i = 0; i < 150; i++) {
    const at = i < 40 ? i : Math.floor(dice() * whole.length);
    const bytes = Buffer.from(whole);
    if (i % 3 > 0) bytes[at] ^= 1 << Math.floor(dice() * 8);
    writeFileSync(file!, i % 3 === 0 ? bytes.subarray(0, at) : bytes);
    const again = await restored(path, file!).catch(() => null);
    if (again) expect(told(again), `byte ${at}`).toEqual(right);
    expect(again === null || i % 3 > 0).toBe(true);
  }
}, 60_000);

async function open(path: string, cacheDir: string, options: Partial<SessionOptions> = {}): Promise<Session> {
  const session = new Session({
    ...{ path, cacheDir, workers: WORKERS, storeWorker: null, kept: { from: 1, worker: KEPT_WORKER } },
    ...options,
  });
  onTestFinished(() => session.close());
  await session.start();
  return session;
}
const keptIn = (cacheDir: string): string[] => {
  const folder = join(cacheDir, 'kept');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => name.endsWith('.kept')).map((name) => join(folder, name));
};

test('the same capture is taken over; with another time, size, setting or sum it is another one', async () => {
  const cacheDir = tempFolder();
  const path = join(tempFolder(), 'a.pcapng');
  copyFileSync(join(SAMPLES, 'window.pcapng'), path);
  const time = new Date(1_700_000_000_000);
  utimesSync(path, time, time);
  const first = await open(path, cacheDir);
  await until('it is kept', () => keptIn(cacheDir).length === 1);
  const right = told(first.usableDocument);
  first.close();
  const isUsed = async (options: Partial<SessionOptions> = {}): Promise<boolean> => {
    const session = await open(path, cacheDir, { passes: false, ...options });
    session.close();
    return session.isRestored;
  };
  const again = await open(path, cacheDir);
  expect(again.isRestored).toBe(true);
  expect(told(again.usableDocument)).toEqual(right);
  again.close();
  expect(await isUsed({ defragment: false })).toBe(false);
  const decodeAs = [{ table: 'tcp.port', first: 443, last: 443, protocol: 'http' }] as const;
  expect(await isUsed({ decodeAs })).toBe(false);
  expect(await isUsed({ kept: null })).toBe(false);
  const bytes = readFileSync(path);
  bytes[bytes.length - 9] ^= 1;
  writeFileSync(path, bytes);
  utimesSync(path, time, time);
  expect(await isUsed()).toBe(false);
  copyFileSync(join(SAMPLES, 'window.pcapng'), path);
  utimesSync(path, time, new Date(1_700_000_000_001));
  expect(await isUsed()).toBe(false);
  utimesSync(path, time, time);
  expect(await isUsed()).toBe(true);
  truncateSync(path, statSync(path).size - 4);
  expect(await isUsed()).toBe(false);
}, 60_000);

test('what was kept and is damaged is not used, and made anew', async () => {
  const cacheDir = tempFolder();
  const path = join(SAMPLES, 'window.pcapng');
  const first = await open(path, cacheDir);
  await until('it is kept', () => keptIn(cacheDir).length === 1);
  const right = told(first.usableDocument);
  first.close();
  const [file] = keptIn(cacheDir);
  const whole = readFileSync(file);
  const bytes = Buffer.from(whole);
  bytes[100] ^= 4; // in the columns, which are taken over last
  writeFileSync(file, bytes);
  const again = await open(path, cacheDir);
  expect(again.isRestored).toBe(false);
  await until('it is kept anew', () => keptIn(cacheDir).length === 1 && readFileSync(file).equals(whole));
  expect(told(again.usableDocument)).toEqual(right);
}, 60_000);

test('the folder has its limit: what was not used for longest goes', () => {
  const path = join(tempFolder(), 'kept');
  const folder = new KeptFolder(path, 1000);
  expect(folder.makeRoom(1001)).toBe(0);
  ['a', 'b', 'c'].forEach((name, i) => {
    writeFileSync(join(path, `${name}.kept`), Buffer.alloc(300));
    utimesSync(join(path, `${name}.kept`), i, i);
  });
  expect(folder.find('a.kept')).toBe(join(path, 'a.kept'));
  expect(folder.find('d.kept')).toBe(null);
  expect(folder.makeRoom(100)).toBe(100);
  expect(folder.makeRoom(400)).toBe(400);
  expect(readdirSync(path).sort()).toEqual(['a.kept', 'c.kept']);
});

/** How often the process that keeps a capture is killed. */
const KILLS = Number(process.env.SYNSCOPE_KILLS ?? 6);

test(
  `killed while it is written, ${KILLS} times: what has the name of a kept capture is one`,
  async () => {
    const path = join(SAMPLES, 'window.pcapng');
    const { document } = await keptOf(path);
    const right = told(document);
    const cacheDir = tempFolder();
    const dice = random(15);
    let whole = 0;
    let killed = 0;
    for (let i = 0; i < KILLS; i++) {
      const child: ChildProcess = spawn(process.execPath, [bundled('keep-again'), path, cacheDir], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(child.stdout!, 'data');
      await sleep(dice() * 300);
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      killed += Number(child.signalCode === 'SIGKILL');
      for (const file of keptIn(cacheDir)) {
        whole++;
        const again = await restored(path, file);
        expect(told(again)).toEqual(right);
      }
    }
    expect(killed).toBe(KILLS);
    expect(whole).toBeGreaterThan(0);
    // what the last ones left is taken away by the next
    new KeptFolder(join(cacheDir, 'kept')).makeRoom(1);
    expect(readdirSync(join(cacheDir, 'kept')).every((name) => name.endsWith('.kept'))).toBe(true);
  },
  60_000 + KILLS * 10_000,
);
