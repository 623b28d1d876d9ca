import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lengthAt, lengthIsWrong, leastLength } from '../../../src-main/wire/tcp-options';

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

test.each<[string, number[], number, number, boolean]>([
  ['a length of 0', [2, 0, 5, 180], 4, 4, true],
  ['a length past the header', [2, 9, 5, 180], 4, 4, true],
  ['a length past what was captured, but not past the header', [2, 4], 2, 4, false],
  ['a length past both', [2, 9], 2, 4, true],
  ['no length byte in the header', [2], 1, 1, true],
  ['no length byte captured', [2], 1, 4, false],
])('%s', (_name, bytes, end, declaredEnd, wrong) => {
  expect(lengthAt(Uint8Array.from(bytes), 0, end)).toBe(0);
  expect(lengthIsWrong(Uint8Array.from(bytes), 0, end, declaredEnd)).toBe(wrong);
});

test.each<[string, number[], number]>([
  ['SACK holds a block', [5, 2], 10],
  ['SCPS capabilities are pairs', [20, 5], 6],
  ['MPTCP has flags', [30, 2], 4],
  ['a data sequence signal without numbers', [30, 4, 0x20, 0x00], 4],
  ['with a data acknowledgement', [30, 4, 0x20, 0x01], 8],
  ['with all of them, eight bytes each', [30, 4, 0x20, 0x0f], 26],
  ['MP_FAIL', [30, 4, 0x60, 0], 12],
  ['others are judged by their length alone', [2, 4, 5, 180], 0],
])('least length: %s', (_name, bytes, least) => {
  expect(leastLength(Uint8Array.from(bytes), 0)).toBe(least);
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
