// Each small file cut at each byte, and each with random changes: never a throw, always an end, nothing beyond the file.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, concat, ethernet, ipv4, pcapFile, pcapng, tcp } from '../../fixtures/make-capture';
import { readFrameComments } from '../../../src-main/formats/pcapng-options';
import { type Read, readAll } from './read-all';

const segment = ethernet({}, ipv4({}, tcp({ flags: 'S' })));
const ngFile = (bigEndian: boolean): Uint8Array => {
  const ng = pcapng(bigEndian);
  return concat(
    ng.section([[1, 'a section']]),
    ng.interface({
      snapLen: 100,
      options: [
        [2, 'eth0'],
        [9, bytesOf(9)],
        [1, 'x'],
      ],
    }),
    ng.enhanced({
      bytes: segment,
      options: [
        [1, 'a comment'],
        [2, bytesOf(1, 0, 0, 0)],
      ],
    }),
    ng.simple(segment.slice(0, 21)),
    ng.obsolete({ bytes: segment }),
    ng.names([[1, bytesOf(10, 0, 0, 1, 'a\0')]]),
    ng.statistics(0, [[4, new Uint8Array(8)]]),
    ng.secrets(0x544c534b, bytesOf('key')),
    ng.custom(32_473, bytesOf('what')),
    ng.block(9, bytesOf('__REALTIME_TIMESTAMP=1600000000123456\n')),
    ng.block(99, bytesOf('?')),
    ng.section(),
    ng.interface(),
    ng.enhanced({ bytes: segment }),
  );
};
const FIXTURES: [string, Uint8Array][] = [
  ['pcap', pcapFile([segment, segment.slice(0, 7), segment])],
  ['pcap, ns, big endian', pcapFile([segment, segment], { nanoseconds: true, bigEndian: true })],
  ['pcap, patched', pcapFile([segment, segment], { magic: 0xa1b2cd34, recordExtra: new Uint8Array(8) })],
  ['pcap, Nokia', pcapFile([segment, segment], { recordExtra: bytesOf(0x01, 0xb6, 0xbf, 0x9f) })],
  ['pcapng', ngFile(false)],
  ['pcapng, big endian', ngFile(true)],
];

function check(read: Read, size: number): void {
  for (const row of read.rows) {
    expect(row.offset + row.bytes.length).toBeLessThanOrEqual(size);
    expect(row.time).toMatch(/^-?\d+\.\d{9}$/);
    if (read.source) readFrameComments(read.source, row.offset, row.bytes.length);
  }
  if (read.problem) expect(read.problem.message.key).toMatch(/^formats\./);
}

describe.each(FIXTURES)('%s', (name, file) => {
  it('cut at every byte', async () => {
    let before = 0;
    for (let length = 1; length <= file.length; length++) {
      const read = await readAll(file.slice(0, length));
      check(read, length);
      // where the record layout is guessed, too little to guess by may give another one
      if (!name.includes('Nokia')) expect(read.rows.length).toBeGreaterThanOrEqual(before);
      before = read.rows.length;
    }
    expect(before).toBe((await readAll(file)).rows.length);
    expect((await readAll(file)).problem).toBeNull();
  });

  it('with bytes changed', async () => {
    const change = fc.record({ at: fc.nat(file.length - 1), byte: fc.integer({ min: 0, max: 255 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        const bad = Uint8Array.from(file);
        for (const { at, byte } of changes) bad[at] = byte;
        check(await readAll(bad), bad.length);
      }),
      { numRuns: 300, seed: 42 },
    );
  });
});
