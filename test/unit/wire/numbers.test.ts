// Sequence numbers and the Internet checksum against their definitions, worked out the slow way.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as checksum from '../../../src-main/wire/checksum';
import * as seq from '../../../src-main/wire/seq';

const MOD = 2n ** 32n;
const u32 = fc.integer({ min: 0, max: 0xffffffff });

describe('sequence numbers', () => {
  test.each([
    [0, 0, false],
    [0, 1, true],
    [0xffffffff, 0, true],
    [0, 0xffffffff, false],
    [0x7fffffff, 0xfffffffe, true],
    [5, 0x80000004, true],
  ])('%i before %i: %s', (a, b, before) => {
    expect(seq.seqLess(a, b)).toBe(before);
  });

  test('sums and differences are those of integers modulo 2^32', () => {
    fc.assert(
      fc.property(u32, fc.integer({ min: -0x7fffffff, max: 0x7fffffff }), (a, n) => {
        expect(BigInt(seq.seqAdd(a, n))).toBe((((BigInt(a) + BigInt(n)) % MOD) + MOD) % MOD);
        expect(seq.seqDiff(seq.seqAdd(a, n), a)).toBe(n);
        expect(seq.seqSub(seq.seqAdd(a, n), a)).toBe(n < 0 ? n + 2 ** 32 : n);
        expect(seq.seqLess(a, seq.seqAdd(a, n))).toBe(n > 0);
        expect(seq.seqLessEq(a, seq.seqAdd(a, n))).toBe(n >= 0);
        expect(seq.seqMax(a, seq.seqAdd(a, n))).toBe(n > 0 ? seq.seqAdd(a, n) : a);
      }),
    );
  });
});

describe('checksum', () => {
  test("RFC 1071's example", () => {
    const bytes = Uint8Array.from([0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7]);
    expect(checksum.fold16(checksum.sum16(bytes, 0, bytes.length))).toBe(0xddf2);
  });

  test('an odd last byte is the high half of a word', () => {
    expect(checksum.sum16(Uint8Array.from([1, 2, 3]), 0, 3)).toBe(0x0102 + 0x0300);
    expect(checksum.sum16(Uint8Array.from([9, 1, 2, 3]), 1, 4)).toBe(0x0102 + 0x0300);
  });

  test('what should stand in the field makes the sum come out right, whatever stands there', () => {
    const even = fc.uint8Array({ minLength: 4, maxLength: 64 });
    fc.assert(
      fc.property(even, (bytes) => {
        const field = (bytes[2] << 8) | bytes[3];
        const right = checksum.expected(checksum.sum16(bytes, 0, bytes.length), field);
        bytes[2] = right >> 8;
        bytes[3] = right & 0xff;
        // all zeros but for the field: both 0 and 0xffff are right, and 0xffff is what comes out
        expect(checksum.isValid(checksum.sum16(bytes, 0, bytes.length))).toBe(true);
      }),
    );
  });

  test('the pseudo header counts addresses, protocol and a length of 32 bits', () => {
    const bytes = Uint8Array.from([0, 10, 0, 0, 1, 10, 0, 0, 2]);
    const words = 0x0a00 + 0x0001 + 0x0a00 + 0x0002;
    expect(checksum.pseudoHeader(bytes, 1, 4, 6, 20)).toBe(words + 6 + 20);
    expect(checksum.pseudoHeader(bytes, 1, 4, 6, 0x30005)).toBe(words + 6 + 3 + 5);
  });
});
