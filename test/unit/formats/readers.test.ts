// A format is declared once. Whoever adds one is told here what else it needs: its name for people, and a small file of it, which the tests of
// every cut, the fuzzers and the oracle then take.
import { expect, test } from 'vitest';
import { CAPTURE_FORMATS } from '../../../src-main/i18n/capture-formats';
import { READERS } from '../../../src-main/formats/readers';
import { smallCaptures } from '../../fixtures/small-captures';

test.each(READERS)('$format has a small capture, which no other reader takes', ({ format, is }) => {
  const taken = smallCaptures.filter(([, bytes]) => is(bytes));
  expect(taken).not.toEqual([]);
  for (const [name, bytes] of taken) {
    expect(name.startsWith(format)).toBe(true);
    expect(READERS.filter((reader) => reader.is(bytes))).toHaveLength(1);
  }
});

test('each format by name has a small capture', () => {
  for (const { name } of CAPTURE_FORMATS) expect(smallCaptures.some(([file]) => file.startsWith(name))).toBe(true);
});
