import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lengthAt, readSynOptions, type SynOptions } from '../../../src-main/wire/tcp-options';

test.each([
  ['end of list', [0, 9, 9], 1],
  ['no operation', [1, 9, 9], 1],
  ['MSS', [2, 4, 5, 180], 4],
  ['fills the space', [8, 4, 0, 0], 4],
  ['length byte missing', [2], 0],
  ['length 0', [2, 0, 5, 180], 0],
  ['length 1', [2, 1, 5, 180], 0],
  ['longer than the space', [2, 5, 5, 180], 0],
])('%s', (_name, bytes, length) => {
  expect(lengthAt(Uint8Array.from(bytes), 0, bytes.length)).toBe(length);
});

const read = (bytes: number[]): SynOptions => {
  const out: SynOptions = { mss: 0, windowScale: 0 };
  readSynOptions(Uint8Array.from(bytes), 0, bytes.length, out);
  return out;
};

test.each([
  ['none', [], { mss: -1, windowScale: -1 }],
  ['both', [2, 4, 5, 180, 1, 3, 3, 7], { mss: 1460, windowScale: 7 }],
  ['behind unknown ones', [77, 4, 1, 1, 3, 3, 2], { mss: -1, windowScale: 2 }],
  ['nothing counts behind the end of the list', [0, 3, 3, 7], { mss: -1, windowScale: -1 }],
  ['nothing counts behind an option that is broken', [8, 0, 3, 3, 7], { mss: -1, windowScale: -1 }],
  ['a wrong length is no option', [3, 4, 7, 0, 2, 3, 5], { mss: -1, windowScale: -1 }],
])('%s', (_name, bytes, expected) => {
  expect(read(bytes)).toEqual(expected);
});

test('a walk always ends inside the space', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      let steps = 0;
      for (let at = 0; at < bytes.length; steps++) {
        const length = lengthAt(bytes, at, bytes.length);
        if (length === 0) break;
        at += length;
        expect(at).toBeLessThanOrEqual(bytes.length);
      }
      expect(steps).toBeLessThanOrEqual(bytes.length);
    }),
  );
});
