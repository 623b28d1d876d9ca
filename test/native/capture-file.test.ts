// What the helper writes, held against tcpdump beside it, in a network of its own. Both builds run everything.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CaptureEvent, CaptureOptions, RunningCapture } from '../../src-main/capture/driver';
import { helperDriver } from '../../src-main/capture/helper-driver';
import { openCapture } from '../../src-main/formats/detect';
import { drain } from '../unit/formats/read-all';
import { blocksOf, type Block } from './blocks';
import { HelperStage } from './helper-stage';
import { cannotCapture, ended, nsOf, type SeenFrame, tcpdump, textOf, tsharkFrames, until } from './staging';

describe.skipIf(cannotCapture).each(['release', 'sanitized'] as const)('helper, %s: the file', (build) => {
  const stage = new HelperStage(build);

  async function start(options: Partial<CaptureOptions> = {}, events: CaptureEvent[] = []): Promise<RunningCapture> {
    const whole = { devices: ['va0'], file: stage.folder.file('ours.pcapng'), filter: 'udp port 9', ...options };
    const started = await helperDriver(stage.net.place(stage.folder, stage.helper)).start(whole, (event) =>
      events.push(event),
    );
    if (!started.ok) throw new Error(`${started.problem.kind}: ${started.problem.detail}`);
    return (stage.running = started.value);
  }
  const numbers = (count: number): string[] => Array.from({ length: count }, (_, i) => String(i).padStart(100, '.'));

  it('has the frames, lengths and times of a tcpdump beside it', async () => {
    const theirs = await tcpdump(['-i', 'va0', 'udp port 9'], stage.folder.file('theirs.pcap'), [
      'ip',
      'netns',
      'exec',
      stage.net.name,
    ]);
    const capture = await start();
    await stage.net.flood(500);
    const outcome = await capture.stop();
    await theirs.stop(24 + 500 * (16 + 142));
    const a = tsharkFrames(stage.folder.file('ours.pcapng'));
    const b = tsharkFrames(stage.folder.file('theirs.pcap'));
    expect(outcome.progress.frames).toBe(500);
    expect(a.map(textOf)).toEqual(numbers(500));
    const line = ({ length, captured, payload }: SeenFrame): string => `${length} ${captured} ${payload}`;
    expect(a.findIndex((frame, i) => line(frame) !== line(b[i]))).toBe(-1);
    expect(b).toHaveLength(500);
    // the kernel stamps a frame once for everybody who listens
    const apart = a.map((frame, i) => Number(nsOf(frame) - nsOf(b[i])));
    expect(apart.filter((ns) => Math.abs(ns) > 20_000)).toEqual([]);
    expect(outcome.progress.devices).toEqual([{ frames: 500, seen: 500, droppedByKernel: 0, droppedByInterface: 0 }]);
  });

  it('says where it comes from, and counts at its end', async () => {
    const capture = await start({ snaplen: 60 });
    await stage.net.flood(3);
    await capture.stop();
    const [section, adapter, ...rest] = blocksOf(readFileSync(stage.folder.file('ours.pcapng')));
    const text = (block: Block, code: number): string => block.options.get(code)?.toString() ?? '';
    expect(text(section, 3)).toMatch(/^Linux \d/);
    expect(text(section, 4)).toMatch(/^Synscope \d+\.\d+\.\d+ \(capture helper, libpcap version/);
    expect(text(adapter, 2)).toBe('va0');
    expect(text(adapter, 11)).toBe('\0udp port 9');
    expect(text(adapter, 12)).toMatch(/^Linux/);
    expect(text(adapter, 15)).toBe('veth');
    expect(adapter.options.get(6)).toHaveLength(6);
    expect([...(adapter.options.get(9) ?? [])]).toEqual([9]);
    expect(adapter.body.readUInt16LE(0)).toBe(1);
    expect(adapter.body.readUInt32LE(4)).toBe(60);
    expect(rest.map((block) => block.type)).toEqual([6, 6, 6, 5]);
    const statistics = rest[3].options;
    expect([4, 5, 7, 8].map((code) => Number(statistics.get(code)?.readBigUInt64LE()))).toEqual([3, 0, 0, 3]);
    const [begin, end] = [2, 3].map((code) => statistics.get(code) ?? Buffer.alloc(8));
    const stamp = (value: Buffer): bigint => (BigInt(value.readUInt32LE(0)) << 32n) | BigInt(value.readUInt32LE(4));
    expect(stamp(begin) < stamp(end)).toBe(true);
  });

  it('is followed by our own reader while it grows', async () => {
    const capture = await start();
    const opened = await openCapture(stage.folder.file('ours.pcapng'), { follow: true });
    if (!opened.ok) throw new Error(opened.problem.kind);
    try {
      let read = 0;
      for (const count of [1, 50, 300]) {
        await stage.net.flood(count);
        await until('the frames in the file', () => (read += drain(opened.reader).rows.length) >= count);
        expect(read).toBe(count);
        read = 0;
      }
      await capture.stop();
      expect(drain(opened.reader)).toEqual({ rows: [], problem: null });
      expect(opened.reader.interfaces).toMatchObject([
        { name: 'va0', filter: 'udp port 9', hardware: 'veth', timeDigits: 9 },
      ]);
      expect(opened.reader.extras.statistics.get(0)).toEqual({ received: 351, dropped: 0 });
    } finally {
      opened.source.close();
    }
  });

  it('puts the frames of several adapters into one file, in the order of their time', async () => {
    stage.net.ip('link', 'set', 'lo', 'up');
    const capture = await start({ devices: ['va0', 'lo', 'any'], filter: 'udp' });
    const here = stage.net.run(process.execPath, '-e', LOOPBACK_FLOOD);
    await stage.net.flood(200, 100, 1);
    await ended(here);
    const outcome = await capture.stop();
    const frames = tsharkFrames(stage.folder.file('ours.pcapng'));
    const count = (adapter: string): number => frames.filter((frame) => frame.adapter === adapter).length;
    expect([count('va0'), count('lo')]).toEqual([200, 300]);
    expect(count('any')).toBeGreaterThanOrEqual(500);
    expect(outcome.progress.frames).toBe(frames.length);
    const times = frames.map(nsOf);
    expect(times.findIndex((time, i) => i > 0 && time < times[i - 1])).toBe(-1);
  });

  it('writes cooked frames with the link type of their file format', async () => {
    await start({ devices: ['any'] });
    await stage.net.flood(2);
    const outcome = await (stage.running as RunningCapture).stop();
    expect(stage.running?.devices).toMatchObject([{ name: 'any', dlt: 113, linkType: 113 }]);
    expect(outcome.progress.frames).toBe(2);
    expect(tsharkFrames(stage.folder.file('ours.pcapng')).map(textOf)).toEqual(numbers(2));
  });

  it('takes the link type it is told', async () => {
    const capture = await start({ devices: ['any'], linkType: 276 });
    expect(capture.devices).toMatchObject([{ linkType: 276 }]);
    await stage.net.flood(2);
    await capture.stop();
    expect(tsharkFrames(stage.folder.file('ours.pcapng')).map(textOf)).toEqual(numbers(2));
  });

  it('numbers raw IP as files do, not as libpcap does', async () => {
    stage.net.ip('tuntap', 'add', 'dev', 'tun0', 'mode', 'tun');
    stage.net.ip('link', 'set', 'tun0', 'up');
    const capture = await start({ devices: ['tun0'] });
    expect(capture.devices).toMatchObject([{ dlt: 12, linkType: 101 }]);
    await capture.stop();
    const [, adapter] = blocksOf(readFileSync(stage.folder.file('ours.pcapng')));
    expect(adapter.body.readUInt16LE(0)).toBe(101);
  });

  it('begins a new file by size and keeps the newest', async () => {
    const events: CaptureEvent[] = [];
    const capture = await start({ files: { bytes: 65_536, keep: 3 } }, events);
    await stage.net.flood(3000);
    const outcome = await capture.stop();
    const begun = events.filter((event) => event.kind === 'file').map((event) => event.path);
    const names = readdirSync(stage.folder.path).filter((name) => name.startsWith('ours'));
    expect(outcome.files).toEqual(begun);
    expect(begun.length).toBeGreaterThan(5);
    expect(names.map((name) => stage.folder.file(name)).sort()).toEqual(begun.slice(-3));
    expect(names[0]).toMatch(/^ours_0\d{4}_\d{14}\.pcapng$/);
    const frames = begun.slice(-3).flatMap(tsharkFrames).map(textOf);
    expect(frames).toEqual(numbers(3000).slice(-frames.length));
    for (const name of names) expect(statSync(stage.folder.file(name)).size).toBeLessThan(65_536 + 1024);
    expect(outcome.progress.frames).toBe(3000);
  });

  it('begins a new file by time', async () => {
    const capture = await start({ files: { seconds: 1 } });
    await until(
      'three files',
      () => readdirSync(stage.folder.path).filter((name) => name.startsWith('ours')).length >= 3,
    );
    await stage.net.flood(4);
    const outcome = await capture.stop();
    expect(outcome.files.flatMap(tsharkFrames)).toHaveLength(4);
  });

  it('deletes no file that it did not write', async () => {
    const events: CaptureEvent[] = [];
    const capture = await start({ files: { bytes: 65_536, keep: 1 } }, events);
    const { rename, writeFile } = await import('node:fs/promises');
    const [first] = events.filter((event) => event.kind === 'file').map((event) => event.path);
    await rename(first, stage.folder.file('moved.pcapng'));
    await writeFile(first, 'somebody else');
    await stage.net.flood(1000);
    await capture.stop();
    expect(readFileSync(first, 'utf8')).toBe('somebody else');
    expect(tsharkFrames(stage.folder.file('moved.pcapng')).length).toBeGreaterThan(100);
  });

  it('holds its limit of packets exactly under a flood, from several adapters too', async () => {
    const capture = await start({ devices: ['va0', 'any'], stopAfter: { packets: 777 } });
    await stage.net.flood(2000);
    const outcome = await capture.outcome;
    expect(outcome).toMatchObject({ end: 'packets', progress: { frames: 777 } });
    expect(tsharkFrames(stage.folder.file('ours.pcapng'))).toHaveLength(777);
  });
});

const LOOPBACK_FLOOD = `
const dgram = require('node:dgram');
const receiver = dgram.createSocket('udp4').bind(0, '127.0.0.1', async () => {
  const sender = dgram.createSocket('udp4');
  for (let i = 0; i < 300; i++) {
    await new Promise((next) => sender.send('x', receiver.address().port, '127.0.0.1', next));
    await new Promise((next) => setTimeout(next, 1));
  }
  sender.close();
  receiver.close();
});`;
