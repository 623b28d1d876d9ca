// Each small file cut at each byte, and each with random changes: never a throw, always an end, nothing beyond the file.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallCaptures } from '../../fixtures/small-captures';
import { readFrameComments } from '../../../src-main/formats/pcapng-options';
import { type Read, readAll } from './read-all';

function check(read: Read, size: number): void {
  for (const row of read.rows) {
    expect(row.offset + row.bytes.length).toBeLessThanOrEqual(size);
    expect(row.time).toMatch(/^-?\d+\.\d{9}$/);
    if (read.source) readFrameComments(read.source, row.offset, row.bytes.length);
  }
  if (read.problem) expect(read.problem.message.key).toMatch(/^formats\./);
}

describe.each(smallCaptures)('%s', (name, file) => {
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
