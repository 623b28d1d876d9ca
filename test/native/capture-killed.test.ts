// `kill -9` at any moment: what had been flushed is there, whole, and recovery makes a clean file of it.
import { copyFileSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { helperDriver } from '../../src-main/capture/helper-driver';
import { repairCapture } from '../../src-main/capture/repair';
import {
  builtHelper,
  cannotCapture,
  nsOf,
  TestFolder,
  TestNetwork,
  textOf,
  tsharkFrames,
  type SeenFrame,
} from './staging';

// a flood beside it makes every round slow: the full number is for a quiet machine
const TIMES = Number(process.env.SYNSCOPE_KILLS ?? 8);
/** holds all that can be sent in a round, so that the kernel drops nothing however little the helper gets to run */
const BUFFER_KIB = 131_072;

describe.skipIf(cannotCapture)('helper, killed', () => {
  it(`${TIMES} times at a random moment of a flood: whole up to the last flush, and the next capture starts`, async () => {
    const helper = builtHelper();
    const folder = new TestFolder();
    const net = new TestNetwork();
    const driver = helperDriver(net.place(folder, helper));
    let cut = 0;
    let checked = 0;
    try {
      // large frames and large writes, so that the kill falls into one now and then
      const flood = net.flood(10_000_000, 1400, 0);
      for (let i = 0; i < TIMES; i++) {
        const file = folder.file(`${i}.pcapng`);
        const started = await driver.start({ devices: ['va0'], file, filter: 'udp port 9', bufferKib: BUFFER_KIB });
        if (!started.ok) throw new Error(`${started.problem.kind}: ${started.problem.detail}`);
        const readyNs = BigInt(Date.now()) * 1_000_000n;
        const isLast = i === TIMES - 1;
        await sleep(isLast ? 250 : Math.random() * 200); // the last one outlasts a flush: it has packets to look at
        process.kill(started.value.pid, 'SIGKILL');
        const outcome = await started.value.outcome;
        expect(outcome).toMatchObject({ end: 'failed', problem: { kind: 'capture.helper-died' } });
        expect(statSync(file).size).toBeGreaterThanOrEqual(outcome.progress.fileBytes);
        copyFileSync(file, folder.file('copy'));
        const repaired = repairCapture(file);
        if (!repaired.ok) throw new Error(repaired.problem.detail);
        if (repaired.value.removedBytes > 0) cut++;
        expect(repaired.value.removedBytes).toBeLessThan(1500 + 32);
        // nothing whole was taken off
        expect(statSync(file).size).toBe(statSync(folder.file('copy')).size - repaired.value.removedBytes);
        expect(repaired.value.frames).toBeGreaterThanOrEqual(outcome.progress.frames);
        if (i % 10 === 0 || isLast) {
          const seen = tsharkFrames(file);
          expect(seen).toHaveLength(repaired.value.frames);
          // before it was ready, libpcap let nothing through for a moment, while it set the filter
          const numbers = seen.filter((frame) => nsOf(frame) >= readyNs).map(numberOf);
          expect(numbers).toEqual(numbers.map((_, at) => numbers[0] + at));
          checked += numbers.length;
        }
      }
      net.remove(); // ends the flood
      await flood.catch(() => {});
    } finally {
      net.remove();
      folder.remove();
    }
    expect(checked).toBeGreaterThan(0);
    console.info(`${cut} of ${TIMES} files ended inside a block`);
  }, 300_000);
});

/** Which datagram of the flood it is. */
const numberOf = (frame: SeenFrame): number => Number(textOf(frame).replaceAll('.', ''));
