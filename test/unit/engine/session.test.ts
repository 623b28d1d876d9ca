import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { SessionStatus } from '../../../src-main/ipc/contracts/engine-contract';
import { pcapFile } from '../../fixtures/make-capture';
import { tempFolder } from '../../fixtures/temp-folder';
import { connections, datagram, repeated, save } from './captures';
import { ask, loaded, newSession, problemOf } from './open-session';

const large = repeated(connections(2000), 12);

describe('while a large file is read', () => {
  test('rows are there at once, counts grow, and at the end all is there', async () => {
    const session = newSession(save(large.bytes));
    const seen: SessionStatus[] = [];
    let firstRows = 0;
    session.onChange = () => {
      const status = session.status();
      seen.push(status);
      if (status.phase !== 'loading' || status.frames === 0) return;
      const rows = ask(session, 'packetRows', { from: status.frames - 10, count: 50 });
      expect(rows.total).toBe(status.frames);
      expect(rows.frame).toHaveLength(10);
      expect(rows.frame[9]).toBe(status.frames);
      firstRows ||= status.frames;
    };
    await session.start();
    expect(firstRows).toBeGreaterThan(0);
    expect(firstRows).toBeLessThan(large.frames);
    const frames = seen.map((status) => status.frames);
    expect(frames).toEqual(frames.toSorted((a, b) => a - b));
    const last = seen[seen.length - 1];
    expect(last).toMatchObject({
      phase: 'ready',
      format: 'pcap',
      frames: large.frames,
      fileBytes: large.bytes.length,
      readBytes: large.bytes.length,
      tcpFlows: 2000,
      udpFlows: 0,
      problem: null,
      firstTimeSec: 1_700_000_000,
    });
    expect(last.interfaces).toMatchObject([{ linkType: 1, linkName: 'Ethernet', frames: large.frames }]);
    // passes go on; else nothing moves any more, not even the clock
    const { passes, notes } = last;
    expect({ ...session.status(), passes, notes }).toEqual(last);
  });

  test('other work gets its turn', async () => {
    const session = newSession(save(large.bytes));
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await session.start();
    clearInterval(timer);
    expect(turns).toBeGreaterThan(1);
  });

  test('cancel keeps what was read', async () => {
    const session = newSession(save(large.bytes));
    session.onChange = () => {
      if (session.frames > 0) ask(session, 'cancelLoad', {});
    };
    await session.start();
    const status = ask(session, 'status', {});
    expect(status.phase).toBe('cancelled');
    expect(status.problem).toBeNull();
    expect(status.frames).toBeGreaterThan(0);
    expect(status.frames).toBeLessThan(large.frames);
    expect(ask(session, 'packetRows', { from: 0, count: 3 }).protocol).toHaveLength(3);
    const flows = ask(session, 'flows', { kind: 'tcp', sort: 'stream', descending: false, from: 0, count: 2000 });
    expect(flows.total).toBe(status.tcpFlows);
    expect(flows.rows).toHaveLength(flows.total);
  });
});

test('damage in the middle keeps what was before, and says where', async () => {
  const good = pcapFile(connections(3));
  const bad = new Uint8Array(good.length + 200);
  bad.set(good);
  bad.fill(0xff, good.length);
  const session = await loaded(save(bad));
  const status = session.status();
  expect(status.phase).toBe('damaged');
  expect(status.frames).toBe(18);
  expect(status.problem?.kind).toMatch(/^formats\.damage\./);
  expect(status.problem?.message.args).toMatchObject({ offset: good.length });
  expect(ask(session, 'packetRows', { from: 0, count: 100 }).frame).toHaveLength(18);
  expect(ask(session, 'flows', { kind: 'tcp', sort: 'stream', descending: false, from: 0, count: 9 }).total).toBe(3);
});

test('a file cut in its last frame shows the frames before the cut', async () => {
  const whole = pcapFile(connections(2));
  const session = await loaded(save(whole.subarray(0, whole.length - 5)));
  expect(session.status()).toMatchObject({ phase: 'damaged', frames: 11 });
});

test('what cannot be opened says why, and requests are answered with problems', async () => {
  const session = await loaded(join(tempFolder(), 'none.pcap'));
  const status = ask(session, 'status', {});
  expect(status).toMatchObject({ phase: 'failed', frames: 0, name: 'none.pcap' });
  expect(status.problem?.kind).toBe('formats.notFound');
  expect(problemOf(session, 'packetRows', { from: 0, count: 1 }).kind).toBe('engine.noCapture');
  expect(problemOf(session, 'flows', { kind: 'tcp', sort: 'id', descending: false, from: 0, count: 1 }).kind).toBe(
    'engine.noCapture',
  );
  expect(ask(session, 'rowOfFrame', { frame: 1, nearest: false })).toBe(-1);
});

describe('while a gzipped file is unpacked', () => {
  const packed = gzipSync(large.bytes, { level: 0 });

  test('its first rows are there before the rest is unpacked', async () => {
    const session = newSession(save(packed, 'early.pcap.gz'));
    let firstRead = 0;
    session.onChange = () => {
      const { frames, readBytes } = session.status();
      if (frames > 0) firstRead ||= readBytes;
    };
    await session.start();
    expect(firstRead).toBeGreaterThan(0);
    expect(firstRead).toBeLessThan(packed.length / 2);
    expect(session.status()).toMatchObject({
      phase: 'ready',
      frames: large.frames,
      readBytes: packed.length,
      fileBytes: packed.length,
      problem: null,
    });
  });

  test('cancel keeps what was unpacked and read', async () => {
    const session = newSession(save(packed, 'cancelled.pcap.gz'));
    session.onChange = () => {
      if (session.frames > 0) ask(session, 'cancelLoad', {});
    };
    await session.start();
    const { phase, frames } = session.status();
    expect(phase).toBe('cancelled');
    expect(frames).toBeGreaterThan(0);
    expect(frames).toBeLessThan(large.frames);
    expect(ask(session, 'packetRows', { from: 0, count: 3 }).protocol).toHaveLength(3);
  });

  test('a cut one shows what was there, and says that it is cut', async () => {
    const session = await loaded(save(packed.subarray(0, packed.length >> 1), 'cut.pcap.gz'));
    const { phase, frames, problem } = session.status();
    expect(phase).toBe('damaged');
    expect(problem?.kind).toBe('formats.gzipCut');
    expect(frames).toBeGreaterThan(large.frames / 4);
    expect(frames).toBeLessThan(large.frames);
  });
});

test('a gzipped file is unpacked and read', async () => {
  const session = await loaded(save(gzipSync(pcapFile(connections(2))), 'a.pcap.gz'));
  expect(session.status()).toMatchObject({ phase: 'ready', format: 'pcap, gzip', frames: 12, tcpFlows: 2 });
  expect(session.status().readBytes).toBe(session.status().fileBytes);
});

test('closing in the middle of reading ends it quietly', async () => {
  const session = newSession(save(large.bytes));
  session.onChange = () => session.close();
  await session.start();
  expect(session.frames).toBeLessThan(large.frames);
});

describe('packets', () => {
  test('rows carry what the list shows', async () => {
    const session = await loaded(save(pcapFile([...connections(1), datagram(0)])));
    const rows = ask(session, 'packetRows', { from: 1, count: 100 });
    expect(rows.total).toBe(7);
    expect([...rows.frame]).toEqual([2, 3, 4, 5, 6, 7]);
    expect(rows.source[0]).toBe('192.168.0.1');
    expect(rows.destination[0]).toBe('10.0.0.0');
    expect([...rows.stream]).toEqual([0, 0, 0, 0, 0, 0]);
    expect(rows.timeNano[0]).toBe(1_000_000);
    expect(rows.prevNano[0]).toBe(0);
    expect(rows.length[0]).toBe(54);
    expect(ask(session, 'packetRows', { from: 7, count: 5 }).frame).toHaveLength(0);
    expect(ask(session, 'packetRows', { from: 4e9, count: 5 }).from).toBe(7);
    expect(ask(session, 'packetRows', { from: 0, count: 0 }).total).toBe(7);
    expect(ask(session, 'rowOfFrame', { frame: 7, nearest: false })).toBe(6);
    expect(ask(session, 'rowOfFrame', { frame: 8, nearest: false })).toBe(-1);
  });

  test('the detail has the tree, the bytes and the flow', async () => {
    const frames = connections(2);
    const session = await loaded(save(pcapFile(frames)));
    const detail = ask(session, 'packetDetail', { frame: 8 });
    expect(detail.sources[0].bytes).toEqual(frames[7].bytes);
    expect(detail.tree.map((node) => node.abbrev)).toEqual(expect.arrayContaining(['frame', 'eth', 'ip']));
    expect(ask(session, 'flow', { id: detail.flow })?.stream).toBe(1);
    expect(problemOf(session, 'packetDetail', { frame: 13 }).kind).toBe('engine.noFrame');
  });

  test('a frame larger than what is read ahead comes back whole', async () => {
    const bytes = Uint8Array.from({ length: 200_000 }, (_, i) => i);
    const session = await loaded(save(pcapFile([datagram(0), { bytes }, { bytes: bytes.slice(1) }, datagram(1)])));
    const same = (frame: number, wanted: Uint8Array): boolean =>
      Buffer.compare(ask(session, 'packetDetail', { frame }).sources[0].bytes, wanted) === 0;
    expect(same(2, bytes)).toBe(true);
    expect(same(3, bytes.slice(1))).toBe(true);
    expect(same(1, datagram(0).bytes)).toBe(true);
  });

  test('a file that was cut after it was read is noticed', async () => {
    const path = save(large.bytes);
    const session = await loaded(path);
    truncateSync(path, 10_000);
    expect(problemOf(session, 'packetDetail', { frame: large.frames }).kind).toBe('engine.fileChanged');
    expect(ask(session, 'packetRows', { from: large.frames - 5, count: 5 }).frame).toHaveLength(5);
  });
});
