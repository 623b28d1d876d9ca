import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindOf, mostPacked, packArray, unpackArray, type NumberArray } from '../../../src-main/memory/packed-array';

function packed(array: NumberArray): Uint8Array {
  const out = new Uint8Array(mostPacked(array));
  return out.subarray(0, packArray(array, out, 0));
}

function same(array: NumberArray): number {
  const bytes = packed(array);
  const again = new (array.constructor as new (length: number) => NumberArray)(array.length);
  expect(unpackArray(bytes, 0, again)).toBe(bytes.length);
  expect(again).toEqual(array);
  return bytes.length;
}

const KINDS = [Uint8Array, Int8Array, Uint16Array, Uint32Array, Int32Array, Float64Array] as const;

describe('arrays of numbers as few bytes', () => {
  it.each(KINDS)('%s: what was packed is unpacked, whatever the numbers', (Kind) => {
    const number = fc.oneof(
      fc.integer({ min: -3, max: 300 }),
      fc.integer({ min: -(2 ** 31), max: 2 ** 32 - 1 }),
      fc.constantFrom(0, -1, 255, 256, 65535, 65536, 2 ** 24, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, -(2 ** 31)),
    );
    fc.assert(
      fc.property(fc.array(number, { maxLength: 40 }), fc.nat(5000), (some, length) => {
        const array = new Kind(length);
        for (let i = 0; i < length && some.length > 0; i++) array[i] = some[(i * i) % some.length] + (i >> 3);
        same(array);
        same(Kind.from(some));
      }),
      { numRuns: 60 },
    );
  });

  it('floats with a fraction, signed zero, no number and beyond 32 bits stay what they are', () => {
    for (const value of [0.5, -0, NaN, Infinity, 2 ** 40, -(2 ** 31) - 1]) same(Float64Array.of(1, value, 3));
  });

  it('takes few bytes where numbers are alike', () => {
    expect(same(new Uint32Array(8192).fill(7))).toBe(2 * 5);
    // places of frames of one size
    expect(same(Uint32Array.from({ length: 8192 }, (_, i) => 3_000_000_000 + 1516 * i))).toBe(2 * 9);
    expect(same(Uint32Array.from({ length: 4096 }, (_, i) => 0xffff_fff0 + (i % 200)))).toBeLessThanOrEqual(
      5 + 4096 * 4,
    );
    expect(same(Uint32Array.from({ length: 4096 }, (_, i) => 70_000 + (i % 200)))).toBe(5 + 4096);
    expect(same(Uint16Array.from({ length: 4096 }, (_, i) => 40_000 + (i % 200)))).toBe(5 + 4096);
  });

  it('is told what is cut short, or nothing that was packed', () => {
    const bytes = packed(Uint32Array.from({ length: 100 }, (_, i) => i * i));
    for (let end = 0; end < bytes.length; end++)
      expect(() => unpackArray(bytes.subarray(0, end), 0, new Uint32Array(100))).toThrow(RangeError);
    for (const how of [9, 12, 255]) {
      bytes[0] = how;
      expect(() => unpackArray(bytes, 0, new Uint32Array(100))).toThrow(RangeError);
    }
  });

  it('knows kinds', () => {
    expect(KINDS.map((Kind) => kindOf(new Kind(1)))).toEqual(['u8', 'i8', 'u16', 'u32', 'i32', 'f64']);
  });
});
