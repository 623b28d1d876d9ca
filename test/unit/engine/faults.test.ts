// What happens to files while a capture is open: they vanish, are replaced, grow, are cut, are written over; disks are full.
import {
  appendFileSync,
  closeSync,
  copyFileSync,
  openSync,
  renameSync,
  truncateSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Session } from '../../../src-main/engine/session';
import { translateMessage } from '../../../src-main/i18n/translate';
import { pcapFile } from '../../fixtures/make-capture';
import { MAY_MOUNT, smallDisk } from '../../fixtures/small-disk';
import { connections, save } from './captures';
import { ask, loaded, newSession, problemOf, STORE_WORKER, WORKERS } from './open-session';

const whole = pcapFile(connections(20));
/** Remarks of the capture, as a reader has them. */
const remarks = (session: Session): string[] =>
  session.status().remarks.map((remark) => translateMessage('en', remark));

/** Looks at a packet again and again, as a window does, until the change of the file is told. */
async function told(session: Session): Promise<string[]> {
  while (remarks(session).length === 0) {
    ask(session, 'packetRows', { from: 0, count: 5 });
    await sleep(50);
  }
  return remarks(session);
}

describe.skipIf(process.platform === 'win32')('the file of an open capture', () => {
  const bytesOf = (session: Session, frame: number): Uint8Array =>
    ask(session, 'packetDetail', { frame }).sources[0].bytes;

  test.each<[what: string, happens: (file: string) => void]>([
    ['vanishes', (file) => unlinkSync(file)],
    [
      'is replaced by another one',
      (file) => {
        copyFileSync(save(pcapFile(connections(1))), `${file}.new`);
        renameSync(`${file}.new`, file);
      },
    ],
  ])('that %s is read on', async (_what, happens) => {
    const file = save(whole);
    const session = await loaded(file);
    const before = bytesOf(session, 100);
    happens(file);
    expect(bytesOf(session, 100)).toEqual(before);
    expect(bytesOf(session, 1).length).toBeGreaterThan(0);
    expect(remarks(session)).toEqual([]);
  });

  test('that grows is told, and what was read stays', async () => {
    const file = save(whole);
    const session = await loaded(file);
    const before = bytesOf(session, 3);
    appendFileSync(file, whole.subarray(24));
    expect(await told(session)).toEqual([expect.stringContaining('has grown since it was read')]);
    expect(bytesOf(session, 3)).toEqual(before);
  });

  test('that is cut is told; packets behind the cut are refused, those before it stay', async () => {
    const file = save(whole);
    const session = await loaded(file);
    const last = session.frames;
    truncateSync(file, 2000);
    expect(await told(session)).toEqual([expect.stringContaining('has been changed since it was read')]);
    expect(problemOf(session, 'packetDetail', { frame: last }).kind).toBe('engine.fileChanged');
    expect(bytesOf(session, 1).length).toBeGreaterThan(0);
  });

  test('that is written over is told, and nothing breaks', async () => {
    const file = save(whole);
    const session = await loaded(file);
    const fd = openSync(file, 'r+');
    writeSync(fd, new Uint8Array(whole.length - 24).fill(0x5a), 0, whole.length - 24, 24);
    closeSync(fd);
    expect(await told(session)).toEqual([expect.stringContaining('has been changed since it was read')]);
    expect(ask(session, 'packetDetail', { frame: 50 }).tree.length).toBeGreaterThan(0);
  });
});

describe.skipIf(!MAY_MOUNT)('a full disk (needs root, to mount a small one)', () => {
  test('of the cache: packets and connections can be used without the database', async () => {
    const session = new Session({
      path: save(whole),
      cacheDir: smallDisk('8k'),
      workers: WORKERS,
      storeWorker: STORE_WORKER,
      passes: false,
    });
    onTestFinished(() => session.close());
    await session.start();
    while (remarks(session).length === 0) await sleep(20);
    expect(remarks(session)).toEqual([
      expect.stringMatching(/connections are not stored on the disk.*Free some disk space/),
    ]);
    expect(session.status().phase).toBe('ready');
    expect(session.status().tcpFlows).toBe(20);
  });

  test('of the cache: a packed capture says that there is no room to unpack it', async () => {
    const session = newSession(save(gzipSync(whole)), smallDisk('64k'));
    await session.start();
    const { phase, problem } = session.status();
    expect(phase).toMatch(/^(limited|failed)$/);
    expect(problem && translateMessage('en', problem.message)).toMatch(/Unpacking stopped at|is full/);
  });
});
