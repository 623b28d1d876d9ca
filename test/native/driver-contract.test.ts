// One contract, two drivers: what must hold for any way of capturing.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { capDriver } from '../../src-main/capture/cap/cap-driver';
import type { CaptureDriver, CaptureEvent, CaptureOptions, RunningCapture } from '../../src-main/capture/driver';
import { helperDriver } from '../../src-main/capture/helper-driver';
import { en } from '../../src-main/i18n/catalogue';
import { translateMessage } from '../../src-main/i18n/translate';
import type { Problem } from '../../src-main/ipc/message';
import {
  builtCap,
  builtHelper,
  cannotCapture,
  capFork,
  loopbackPort,
  TestFolder,
  textOf,
  tsharkFrames,
  until,
} from './staging';

const capFrom = cannotCapture ? null : builtCap();
const drivers: [name: string, make: () => CaptureDriver, skip: boolean][] = [
  ['helper', () => helperDriver(builtHelper()), cannotCapture !== null],
  ['helper, sanitized', () => helperDriver(builtHelper('sanitized')), cannotCapture !== null],
  ['cap', () => capDriver(capFork(capFrom)), capFrom === null],
];

describe.each(drivers)('driver: %s', (_name, make, skip) => {
  describe.skipIf(skip)('contract', () => {
    let driver: CaptureDriver;
    let folder: TestFolder;
    let udp: Awaited<ReturnType<typeof loopbackPort>>;
    let running: RunningCapture | null = null;
    beforeAll(() => {
      driver = make();
    });
    beforeEach(async () => {
      folder = new TestFolder();
      udp = await loopbackPort();
    });
    afterEach(async () => {
      await running?.stop();
      running = null;
      udp.close();
      folder.remove();
    });

    const filter = (): string => `udp and dst port ${udp.port}`;
    async function start(options: Partial<CaptureOptions> = {}, events: CaptureEvent[] = []): Promise<RunningCapture> {
      const whole = { devices: ['lo'], file: folder.file('a.pcapng'), filter: filter(), ...options };
      const started = await driver.start(whole, (event) => events.push(event));
      if (!started.ok) throw new Error(`${started.problem.kind}: ${started.problem.detail}`);
      return (running = started.value);
    }
    async function refused(options: Partial<CaptureOptions>): Promise<Problem> {
      const whole = { devices: ['lo'], file: folder.file('a.pcapng'), filter: filter(), ...options };
      const started = await driver.start(whole);
      if (started.ok) throw new Error('it started');
      expect(started.problem.message.key in en, started.problem.message.key).toBe(true);
      const sentence = translateMessage('en', started.problem.message);
      expect(sentence).not.toContain('{');
      return started.problem;
    }

    it('lists the loopback adapter with its address', async () => {
      const listed = await driver.list();
      const lo = listed.ok ? listed.value.find((adapter) => adapter.name === 'lo') : undefined;
      expect(lo).toMatchObject({ loopback: true, network: true });
      expect(lo?.addresses).toContainEqual({ address: '127.0.0.1', prefix: 8 });
      for (const { address, prefix } of lo?.addresses ?? []) if (address === '::1') expect(prefix).toBe(128);
    });

    it('says what it cannot do in texts that exist', () => {
      for (const limit of driver.limits) expect(limit.key in en, limit.key).toBe(true);
    });

    it('captures everything between start and stop, in order, into a file that tshark reads', async () => {
      const capture = await start();
      await udp.send(200);
      const outcome = await capture.stop();
      expect(outcome).toMatchObject({ end: 'stopped', problem: null, files: [folder.file('a.pcapng')] });
      expect(outcome.progress.frames).toBe(200);
      expect(outcome.progress.fileBytes).toBe(statSync(folder.file('a.pcapng')).size);
      const frames = tsharkFrames(folder.file('a.pcapng'));
      expect(frames.map(textOf)).toEqual(
        Array.from({ length: 200 }, (_, i) => `datagram ${String(i).padStart(6, '0')}`),
      );
      expect(new Set(frames.map((frame) => frame.adapter))).toEqual(new Set(['lo']));
      expect(frames.every((frame) => frame.length === 14 + 20 + 8 + 15)).toBe(true);
    });

    it('tells its progress, and never more than the file holds', async () => {
      const events: CaptureEvent[] = [];
      const sizes: [told: number, there: number][] = [];
      const started = await driver.start(
        { devices: ['lo'], file: folder.file('a.pcapng'), filter: filter() },
        (event) => {
          events.push(event);
          if (event.kind === 'progress') sizes.push([event.progress.fileBytes, statSync(event.progress.file).size]);
        },
      );
      if (!started.ok) throw new Error(started.problem.kind);
      running = started.value;
      expect(events[0]).toEqual({ kind: 'file', path: folder.file('a.pcapng'), number: 1 });
      await udp.send(50);
      await until('50 frames', () => running?.progress().frames === 50);
      expect(sizes.every(([told, there]) => told > 0 && told <= there)).toBe(true);
      expect(running.progress().bytes).toBe(50 * 57);
      // the file is whole while it grows
      expect(tsharkFrames(folder.file('a.pcapng'))).toHaveLength(50);
    });

    it('stops by itself after so many packets', async () => {
      const capture = await start({ stopAfter: { packets: 7 } });
      await udp.send(30);
      const outcome = await capture.outcome;
      expect(outcome).toMatchObject({ end: 'packets', problem: null });
      expect(tsharkFrames(folder.file('a.pcapng'))).toHaveLength(7);
    });

    it('stops by itself after some seconds', async () => {
      const capture = await start({ stopAfter: { seconds: 1 } });
      await udp.send(3);
      expect(await capture.outcome).toMatchObject({ end: 'seconds', problem: null });
      expect(tsharkFrames(folder.file('a.pcapng'))).toHaveLength(3);
    });

    it('stops by itself after so many bytes', async () => {
      const capture = await start({ stopAfter: { bytes: 20_000 } });
      await udp.send(400);
      expect(await capture.outcome).toMatchObject({ end: 'bytes', problem: null });
      const frames = tsharkFrames(folder.file('a.pcapng')).length;
      expect(frames).toBeGreaterThan(150);
      expect(frames).toBeLessThan(400);
    });

    it('keeps so many bytes of a packet', async () => {
      const capture = await start({ snaplen: 46 });
      await udp.send(2);
      await capture.stop();
      expect(tsharkFrames(folder.file('a.pcapng')).map((frame) => frame.captured)).toEqual([46, 46]);
      expect(capture.devices).toMatchObject([{ name: 'lo', snaplen: 46, linkType: 1, linkName: 'Ethernet' }]);
    });

    it('starts again after a stop', async () => {
      for (const name of ['1.pcapng', '2.pcapng']) {
        const capture = await start({ file: folder.file(name) });
        await udp.send(2);
        await capture.stop();
        expect(tsharkFrames(folder.file(name))).toHaveLength(2);
      }
    });

    it('stops only once', async () => {
      const capture = await start();
      const [first, second] = await Promise.all([capture.stop(), capture.stop()]);
      expect(second).toEqual(first);
      expect(await capture.outcome).toEqual(first);
    });

    it('refuses an adapter that is not there', async () => {
      const problem = await refused({ devices: ['nosuch0'] });
      expect(problem).toMatchObject({ kind: 'capture.no-such-device', message: { args: { device: 'nosuch0' } } });
      expect(existsSync(folder.file('a.pcapng'))).toBe(false);
    });

    it('refuses a wrong filter with the words of libpcap', async () => {
      const problem = await refused({ filter: 'tcp prot 80' });
      expect(problem.kind).toBe('capture.filter');
      expect(problem.detail).toContain('syntax error');
      expect(existsSync(folder.file('a.pcapng'))).toBe(false);
    });

    it('never writes over a file', async () => {
      writeFileSync(folder.file('a.pcapng'), 'precious');
      expect((await refused({})).kind).toBe('capture.output-exists');
      expect(readFileSync(folder.file('a.pcapng'), 'utf8')).toBe('precious');
    });

    it('says that a folder is missing', async () => {
      expect((await refused({ file: folder.file('no/such/a.pcapng') })).kind).toBe('capture.output-unwritable');
    });

    it('makes a file that only its owner may read', async () => {
      await start();
      expect(statSync(folder.file('a.pcapng')).mode & 0o777).toBe(0o600);
    });
  });
});
