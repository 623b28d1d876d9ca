// Files as they lie on a disk: sparse ones beyond 4 GiB, growing ones, and what is no capture at all.
import { appendFileSync, chmodSync, closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createBatch } from '../../../src-main/formats/batch';
import { openCapture } from '../../../src-main/formats/detect';
import { readFrame } from '../../../src-main/formats/read-frame';
import { translateMessage } from '../../../src-main/i18n/translate';
import { bytesOf, concat, pcapFile, pcapng, tempFolder } from '../../fixtures/make-capture';
import { drain } from './read-all';

const folder = tempFolder();
afterAll(folder.remove);

describe('a sparse file beyond 4 GiB', () => {
  it('is read to its end, at right offsets', async () => {
    // Unknown blocks of 64 MiB, mostly holes, carry the packets behind the 4 GiB line.
    const ng = pcapng();
    const path = join(folder.path, 'large.pcapng');
    const fd = openSync(path, 'w');
    const head = concat(ng.section(), ng.interface(), ng.enhanced({ bytes: bytesOf('near') }));
    let at = writeSync(fd, head, 0, head.length, 0);
    const hole = 64 * 1024 * 1024;
    for (let i = 0; i < 66; i++) {
      const edge = concat(ng.u32(77), ng.u32(hole));
      writeSync(fd, edge, 0, 8, at);
      writeSync(fd, edge, 4, 4, at + hole - 4);
      at += hole;
    }
    const far = ng.enhanced({ bytes: bytesOf('far away') });
    writeSync(fd, far, 0, far.length, at);
    closeSync(fd);

    const opened = await openCapture(path);
    if (!opened.ok) throw new Error(opened.problem.kind);
    const { rows, problem } = drain(opened.reader);
    expect(problem).toBeNull();
    expect(rows.map((row) => row.offset)).toEqual([head.length - 8, at + 28]);
    expect(rows[1].offset).toBeGreaterThan(4 * 1024 ** 3);
    expect(readFrame(opened.source, rows[1].offset, 8, new Uint8Array(8))).toEqual(bytesOf('far away'));
    expect(opened.reader.position()).toBe(at + far.length);
    opened.source.close();
  });
});

describe('a growing file', () => {
  it('is followed: what is not there yet is no damage', async () => {
    const whole = pcapFile([bytesOf('one'), bytesOf('two'), bytesOf('three')]);
    const path = folder.file('growing.pcap', whole.subarray(0, 24));
    const opened = await openCapture(path, { follow: true });
    if (!opened.ok) throw new Error(opened.problem.kind);
    const { reader, source } = opened;
    const texts: string[] = [];
    const batch = createBatch();
    for (let at = 24; at < whole.length; at++) {
      appendFileSync(path, whole.subarray(at, at + 1));
      let result = reader.next(batch);
      for (; result.kind === 'frames'; result = reader.next(batch))
        for (let i = 0; i < batch.count; i++)
          texts.push(
            Buffer.from(batch.bytes.subarray(batch.start[i], batch.start[i] + batch.capturedLen[i])).toString(),
          );
      expect(result.kind).toBe('end');
      expect(source.size()).toBe(at + 1);
    }
    expect(texts).toEqual(['one', 'two', 'three']);
    appendFileSync(path, bytesOf(1, 2, 3));
    expect(drain(reader).problem).toBeNull();
    reader.follow = false; // the writer is gone: now it is damage
    expect(drain(reader).problem?.kind).toBe('formats.damage.cutShort');
    source.close();
  });
});

describe('what is no capture', () => {
  const sparse = (): string => {
    const path = join(folder.path, 'zeros.bin');
    const fd = openSync(path, 'w');
    ftruncateSync(fd, 5 * 1024 ** 3);
    closeSync(fd);
    return path;
  };
  it.each<[string, () => string, string, RegExp]>([
    ['a missing file', () => join(folder.path, 'nothing.pcap'), 'notFound', /nothing\.pcap was not found/],
    ['a file as a folder', () => join(folder.file('f', bytesOf('x')), 'y.pcap'), 'notFound', /y\.pcap was not found/],
    ['a folder', () => folder.path, 'folder', /is a folder/],
    ['a device', () => '/dev/null', 'notAFile', /device or a pipe/],
    ['an empty file', () => folder.file('empty.pcap', new Uint8Array(0)), 'empty', /empty\.pcap is empty/],
    ['one byte', () => folder.file('one', bytesOf(0xd4)), 'unknown', /starts with d4/],
    ['a text', () => folder.file('notes.pcap', bytesOf('12:00 SYN\r\n12:01 ACK\t…\n')), 'text', /text file/],
    ['a text in UTF-16', () => folder.file('utf16', bytesOf(0xff, 0xfe, 65, 0)), 'text', /text file/],
    ['a Sniffer file', () => folder.file('a.cap', bytesOf('XCP\0', 0, 2)), 'unsupported', /Sniffer \(Windows\)/],
    ['xz', () => folder.file('a.xz', bytesOf(0xfd, '7zXZ', 0, 1)), 'compressed', /compressed with xz/],
    ['a zip', () => folder.file('a.zip', bytesOf('PK', 3, 4)), 'compressed', /zip/],
    ['zeros', sparse, 'unknown', /starts with 00 00/],
    [
      'half a pcapng header',
      () => folder.file('h', pcapng().section().subarray(0, 20)),
      'headerCut',
      /has 20 bytes, but 28/,
    ],
  ])('%s', async (_name, make, kind, sentence) => {
    const opened = await openCapture(make());
    if (opened.ok) throw new Error('opened');
    expect(opened.problem.kind).toBe(`formats.${kind}`);
    expect(translateMessage('en', opened.problem.message)).toMatch(sentence);
    const chinese = translateMessage('zh-CN', opened.problem.message);
    expect(chinese).toMatch(/[\u4e00-\u9fff]/);
    expect(chinese).not.toContain('formats.');
  });

  it.skipIf(process.getuid?.() === 0)('a file that may not be read', async () => {
    const path = folder.file('secret.pcap', pcapFile([]));
    chmodSync(path, 0);
    const opened = await openCapture(path);
    expect(opened.ok ? '' : opened.problem.kind).toBe('formats.notAllowed');
  });
});
