import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  abandonedCaptures,
  markerPath,
  newMarker,
  removeMarker,
  writeMarker,
} from '../../../src-main/capture/recovery';
import { repairCapture } from '../../../src-main/capture/repair';
import { PcapngWriter } from '../../../src-main/formats/pcapng-writer';
import { tempFolder } from '../../fixtures/make-capture';

let folder: ReturnType<typeof tempFolder>;
beforeEach(() => {
  folder = tempFolder();
});
afterEach(() => folder.remove());

describe('markers of running captures', () => {
  const marker = newMarker(['eth0'], 'tcp', ['/captures/a.pcapng']);
  /** a process id that nobody has any more */
  const gone = spawnSync(process.execPath, ['-e', '']).pid;

  it('of a living process are left alone', () => {
    writeMarker(markerPath(folder.path, 'a'), marker);
    expect(abandonedCaptures(folder.path)).toEqual([]);
  });

  it('of a dead process are captures to recover, oldest first', () => {
    const old = { ...marker, pid: gone, startedMs: 1 };
    writeMarker(markerPath(folder.path, 'b'), { ...marker, pid: gone, startedMs: 2 });
    writeMarker(markerPath(folder.path, 'c'), old);
    const found = abandonedCaptures(folder.path);
    expect(found.map((capture) => capture.marker.startedMs)).toEqual([1, 2]);
    expect(found[0]).toEqual({ path: markerPath(folder.path, 'c'), marker: old });
    removeMarker(found[0].path);
    expect(abandonedCaptures(folder.path)).toHaveLength(1);
  });

  it.runIf(existsSync('/proc/self/stat'))('of a process whose number somebody else has now are abandoned', () => {
    writeMarker(markerPath(folder.path, 'a'), { ...marker, processStart: 'another boot 1' });
    expect(abandonedCaptures(folder.path)).toHaveLength(1);
  });

  it.each(['', '{', '[]', '{"pid":"x"}', '{"pid":1}'])('that are broken are left out: %j', (text) => {
    writeFileSync(markerPath(folder.path, 'a'), text);
    expect(abandonedCaptures(folder.path)).toEqual([]);
  });

  it('need no folder', () => expect(abandonedCaptures(join(folder.path, 'none'))).toEqual([]));
});

describe('repair', () => {
  const HEAD = (() => {
    const w = new PcapngWriter();
    w.section();
    w.interface({ linkType: 1, snapLen: 0, timeDigits: 9 });
    return w.bytes().slice();
  })();
  const whole = (() => {
    const w = new PcapngWriter();
    w.section();
    w.interface({ linkType: 1, snapLen: 0, timeDigits: 9 });
    for (let i = 0; i < 3; i++) w.packet(0, i, 0, 9, new Uint8Array(60 + i), 60 + i);
    return w.bytes().slice();
  })();
  const PACKETS = [60, 61, 62].map((length) => 32 + length + ((4 - (length % 4)) % 4));

  it('leaves a whole file as it is', () => {
    const path = folder.file('a.pcapng', whole);
    expect(repairCapture(path)).toEqual({
      ok: true,
      value: { frames: 3, removedBytes: 0, message: { key: 'capture.recovered.whole', args: { frames: 3 } } },
    });
    expect(readFileSync(path)).toEqual(Buffer.from(whole));
  });

  it('cuts every cut file back to whole blocks', () => {
    const ends = [HEAD.length];
    for (const size of PACKETS) ends.push(ends[ends.length - 1] + size);
    for (let length = HEAD.length; length <= whole.length; length++) {
      const path = folder.file('a.pcapng', whole.subarray(0, length));
      const frames = ends.filter((end) => end <= length).length - 1;
      expect(repairCapture(path)).toMatchObject({ ok: true, value: { frames, removedBytes: length - ends[frames] } });
      expect(readFileSync(path)).toEqual(Buffer.from(whole.subarray(0, ends[frames])));
    }
  });

  it('takes zeros at the end for what they are', () => {
    const path = folder.file('a.pcapng', Buffer.concat([whole, Buffer.alloc(4096)]));
    expect(repairCapture(path)).toMatchObject({ ok: true, value: { frames: 3, removedBytes: 4096 } });
  });

  it('throws nothing away that is more than one write cut short', () => {
    const bytes = Buffer.concat([whole, Buffer.alloc(2 * 1024 * 1024, 1)]);
    const path = folder.file('a.pcapng', bytes);
    expect(repairCapture(path)).toMatchObject({ ok: true, value: { frames: 3, removedBytes: 0 } });
    expect(readFileSync(path)).toHaveLength(bytes.length);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a text', Buffer.from('precious text, not a capture')],
    ['a file in the other byte order', Buffer.from('0a0d0d0a0000001c1a2b3c4d', 'hex')],
  ])('does not touch %s', (_what, bytes) => {
    const path = folder.file('a.pcapng', bytes);
    expect(repairCapture(path).ok).toBe(false);
    expect(readFileSync(path)).toEqual(bytes);
  });

  it('says that a file is not there', () => expect(repairCapture(join(folder.path, 'none')).ok).toBe(false));

  it('reads files larger than its window', () => {
    const w = new PcapngWriter();
    w.section();
    w.interface({ linkType: 1, snapLen: 0, timeDigits: 9 });
    for (let i = 0; i < 40; i++) w.packet(0, i, 0, 9, new Uint8Array(200_003), 200_003);
    const path = folder.file('a.pcapng', Buffer.concat([w.bytes(), Buffer.alloc(17, 1)]));
    expect(repairCapture(path)).toMatchObject({ ok: true, value: { frames: 40, removedBytes: 17 } });
  });
});
