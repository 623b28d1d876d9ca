// Each small file cut at each byte, and each with random changes: never a throw, always an end, nothing beyond the file.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { en } from '../../../src-main/i18n/catalogue';
import { translateMessage } from '../../../src-main/i18n/translate';
import { smallCaptures } from '../../fixtures/small-captures';
import { readFrameComments } from '../../../src-main/formats/pcapng-options';
import { type Read, readAll } from './read-all';

function check(read: Read, size: number): void {
  for (const row of read.rows) {
    expect(row.offset + row.bytes.length).toBeLessThanOrEqual(size);
    expect(row.time).toMatch(/^-?\d+\.\d{9}$/);
    if (read.source) readFrameComments(read.source, row.offset, row.bytes.length);
  }
  // a problem can be said: its text exists and has every value that it wants
  const { message } = read.problem ?? {};
  if (message) {
    expect(Object.keys(en)).toContain(message.key);
    expect(translateMessage('en', message)).not.toMatch(/[{}]/);
  }
}

describe.each(smallCaptures)('%s', (name, file) => {
  it('cut at every byte', async () => {
    let before = 0;
    let told = 0;
    for (let length = 1; length <= file.length; length++) {
      const read = await readAll(file.slice(0, length));
      check(read, length);
      // where the record layout is guessed, too little to guess by may give another one
      if (!name.includes('Nokia')) expect(read.rows.length).toBeGreaterThanOrEqual(before);
      before = read.rows.length;
      if (read.problem) told++;
    }
    // a cut is silent only where a record ends, and the shortest record has 12 bytes
    expect(told).toBeGreaterThanOrEqual(file.length - file.length / 12);
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
