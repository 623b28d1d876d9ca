// Orders, slices, searches and arithmetic beside slow versions of themselves that are easily seen to be right.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldValue } from '../../../../src-main/dissect/contract/fields';
import { arithmeticReader, MAX_RESULTS } from '../../../../src-main/filter/run/arithmetic';
import { createEvaluation } from '../../../../src-main/filter/run/evaluate';
import { finderOf } from '../../../../src-main/filter/pattern/find-bytes';
import { inLayers } from '../../../../src-main/filter/run/layers';
import { sliceOf } from '../../../../src-main/filter/run/slice';
import {
  isLinkLocal,
  isMulticast,
  isRfc1918,
  isUla,
  specialBlock,
} from '../../../../src-main/filter/run/special-addresses';
import type { ArithmeticOperator, Relation, Test } from '../../../../src-main/filter/language/tree';
import { listOf } from '../../../../src-main/filter/run/value-list';
import { orderOfAddresses, orderOfBytes, orderOfNumbers, orderOfStrings } from '../../../../src-main/filter/run/values';
import { utf8, utf8Length } from '../../../../src-main/text/utf8';
import { ipv4Bytes, ipv6Bytes } from '../../../fixtures/make-packet';
import { compare, constant, f, join, n, not } from '../checked';

const sign = (order: number): number => Math.sign(order);
const RUNS = { numRuns: 2000 };
const someBytes = fc.uint8Array({ maxLength: 6, max: 3 });

describe('order', () => {
  test('of bytes is by length, then memcmp', () => {
    const slow = (a: Uint8Array, b: Uint8Array): number => {
      const hex = (bytes: Uint8Array): string => `${bytes.length} ${Buffer.from(bytes).toString('hex')}`;
      return hex(a) < hex(b) ? -1 : hex(a) > hex(b) ? 1 : 0;
    };
    fc.assert(
      fc.property(someBytes, someBytes, (a, b) => {
        expect(sign(orderOfBytes(a, b))).toBe(slow(a, b));
      }),
      RUNS,
    );
  });
  test('of strings is that of their UTF-8', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', 'é', '\ud7ff', '\ue000', '\uffee', '😀', '𝒳'),
      maxLength: 4,
    });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(sign(orderOfStrings(a, b))).toBe(sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
        expect(utf8Length(a)).toBe(utf8(a).length);
      }),
      RUNS,
    );
  });
  test('of addresses looks at the bits of the network', () => {
    const address = fc.uint8Array({ minLength: 4, maxLength: 4 });
    const bits = (bytes: Uint8Array, prefix: number): string =>
      Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0'))
        .join('')
        .slice(0, prefix);
    fc.assert(
      fc.property(address, address, fc.integer({ min: 0, max: 32 }), (a, b, prefix) => {
        b.set(a.subarray(0, prefix % 4)); // often the same beginning
        const [x, y] = [bits(a, prefix), bits(b, prefix)];
        expect(sign(orderOfAddresses(prefix)(a, b))).toBe(x < y ? -1 : x > y ? 1 : 0);
      }),
      RUNS,
    );
  });
  test('of numbers takes big ones beside small ones', () => {
    expect(sign(orderOfNumbers(1, 2n ** 63n))).toBe(-1);
    expect(orderOfNumbers(5n, 5)).toBe(0);
    expect(sign(orderOfNumbers(-1, -(2n ** 62n)))).toBe(1);
  });
});

test('a slice is what can be cut out of the whole', () => {
  const part = fc.tuple(fc.integer({ min: -8, max: 8 }), fc.option(fc.integer({ min: 1, max: 8 }), { nil: null }));
  /** null: not wholly inside */
  const one = (text: string, [start, length]: [number, number | null]): string | null => {
    const characters = [...text];
    const from = start < 0 ? characters.length + start : start;
    if (from < 0 || from >= characters.length) return null;
    const to = length === null ? characters.length : from + length;
    return to > characters.length ? null : characters.slice(from, to).join('');
  };
  const slow = (text: string, parts: [number, number | null][]): string => {
    const cut = parts.map((each) => one(text, each));
    return (cut.includes(null) ? cut.slice(0, cut.indexOf(null)) : cut).join('');
  };
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é', '😀'), maxLength: 6 });
  fc.assert(
    fc.property(text, fc.array(part, { minLength: 1, maxLength: 3 }), (whole, parts) => {
      const ranges = parts.map(([start, length]) => ({ start, length }));
      expect(sliceOf(whole, ranges)).toBe(slow(whole, parts));
      const ascii = whole.replaceAll('é', 'x').replaceAll('😀', 'y');
      expect(sliceOf(utf8(ascii), ranges)).toEqual(utf8(slow(ascii, parts)));
    }),
    RUNS,
  );
});

test('bytes are found where they are first', () => {
  const letters = (maxLength: number): fc.Arbitrary<string> =>
    fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'B', '[', '{'), maxLength });
  fc.assert(
    fc.property(letters(40), letters(4), fc.nat(5), fc.nat(50), (text, part, from, to) => {
      const haystack = utf8(text);
      const inside = text.slice(0, Math.min(to, text.length));
      const start = Math.min(from, inside.length);
      expect(finderOf(utf8(part))(haystack, start, to)).toBe(inside.indexOf(part, start));
      const lower = inside.toLowerCase();
      expect(finderOf(utf8(part), true)(haystack, start, to)).toBe(lower.indexOf(part.toLowerCase(), start));
    }),
    RUNS,
  );
});

describe('arithmetic', () => {
  const read = (a: FieldValue, operator: ArithmeticOperator, b: FieldValue): FieldValue | undefined => {
    const { values, count } = arithmeticReader(
      operator,
      'integer',
      () => listOf([a]),
      () => listOf([b]),
    )();
    return count > 0 ? values[0] : undefined;
  };
  const slow = (a: bigint, operator: ArithmeticOperator, b: bigint): bigint | undefined => {
    if ((operator === '/' || operator === '%') && b === 0n) return undefined;
    const by = { '+': a + b, '-': a - b, '*': a * b, '&': a & b };
    const result = operator === '/' ? a / b : operator === '%' ? a % b : by[operator];
    return result >= -(2n ** 63n) && result < 2n ** 64n ? result : undefined;
  };
  const integer = fc.oneof(
    fc.bigInt({ min: -5n, max: 5n }),
    fc.bigInt({ min: -(2n ** 33n), max: 2n ** 33n }),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }),
  );
  const value = (of: bigint): number | bigint => (Number.isSafeInteger(Number(of)) ? Number(of) : of);
  test('is exact in 64 bits', () => {
    const operator = fc.constantFrom<ArithmeticOperator>('+', '-', '*', '/', '%', '&');
    fc.assert(
      fc.property(integer, operator, integer, (a, by, b) => {
        const right = slow(a, by, b);
        expect(read(value(a), by, value(b))).toBe(right === undefined ? undefined : value(right));
      }),
      { numRuns: 5000 },
    );
  });
  test('has an end where values multiply', () => {
    const many = (): ReturnType<typeof listOf> => listOf(Array.from({ length: 100 }, (_, i) => i));
    let sum = many;
    for (let i = 0; i < 20; i++) sum = arithmeticReader('+', 'integer', sum, many);
    expect(sum().count).toBe(MAX_RESULTS);
  });
});

test('layers count from either end', () => {
  const rows: [from: number, to: number | null, of: number, inside: number[]][] = [
    [1, null, 3, [1]],
    [0, null, 3, []],
    [2, 3, 4, [2, 3]],
    [2, Infinity, 4, [2, 3, 4]],
    [-1, null, 3, [3]],
    [-2, -1, 3, [2, 3]],
    [1, -2, 4, [1, 2, 3]],
    [-9, null, 3, []],
  ];
  for (const [from, to, last, inside] of rows) {
    const found = Array.from({ length: last }, (_, i) => i + 1).filter((layer) =>
      inLayers([{ from, to }], layer, last),
    );
    expect(found).toEqual(inside);
  }
});

describe('addresses with a special purpose', () => {
  const bytes = (text: string): Uint8Array => Uint8Array.from(text.includes(':') ? ipv6Bytes(text) : ipv4Bytes(text));
  test.each<[address: string, name: string | undefined, mask?: number]>([
    ['0.0.0.0', '"This host on this network"', 17],
    ['0.1.2.3', '"This network"', 17],
    ['10.255.255.255', 'Private-Use', 28],
    ['11.0.0.0', undefined],
    ['100.127.255.255', 'Shared Address Space', 28],
    ['100.128.0.0', undefined],
    ['127.0.0.1', 'Loopback', 1],
    ['172.31.0.1', 'Private-Use', 28],
    ['172.32.0.1', undefined],
    ['192.0.0.1', 'IPv4 Service Continuity Prefix', 28],
    ['192.0.0.9', 'Port Control Protocol Anycast', 30],
    ['192.0.0.200', 'IETF Protocol Assignments', 0],
    ['198.19.255.255', 'Benchmarking', 28],
    ['255.255.255.255', 'Limited Broadcast', 9],
    ['250.0.0.1', 'Reserved', 1],
    ['8.8.8.8', undefined],
    ['::1', 'Loopback Address', 1],
    ['::', 'Unspecified Address', 17],
    ['::2', undefined],
    ['::ffff:0a00:0001', 'IPv4-mapped Address', 1],
    ['2001:db8::1', 'Documentation', 0],
    ['2001:0:1::', 'TEREDO', 28],
    ['2001:1::3', 'DNS-SD Service Registration Protocol Anycast Address', 30],
    ['2001:5::', 'IETF Protocol Assignments', 0],
    ['2002::1', '6to4', 28],
    ['3fff:fff::', 'Documentation', 0],
    ['3fff:1000::', undefined],
    ['fdff::1', 'Unique-Local', 28],
    ['fe80::1', 'Link-Local Unicast', 25],
    ['2606:4700::', undefined],
  ])('%s', (address, name, mask) => {
    const block = specialBlock(bytes(address));
    expect([block?.name, block?.mask]).toEqual([name, mask]);
  });
  test.each<[string, (address: Uint8Array) => boolean, string[], string[]]>([
    ['link-local', isLinkLocal, ['169.254.3.4', 'fe80::1', 'febf::'], ['169.255.0.1', 'fec0::', '10.0.0.1']],
    ['multicast', isMulticast, ['224.0.0.1', '239.9.9.9', 'ff02::1'], ['240.0.0.1', 'fe80::1']],
    ['RFC 1918', isRfc1918, ['10.0.0.1', '172.16.0.1', '192.168.9.9'], ['172.15.0.1', '192.169.0.1', 'fd00::']],
    ['unique local', isUla, ['fc00::', 'fdff::1'], ['fe00::', '10.0.0.1']],
  ])('%s', (_, is, yes, no) => {
    expect(yes.filter((address) => !is(bytes(address)))).toEqual([]);
    expect(no.filter((address) => is(bytes(address)))).toEqual([]);
  });
});

test('comparisons look at all pairs', () => {
  const relations: Record<Exclude<Relation, 'contains' | 'matches'>, (a: number, b: number) => boolean> = {
    eq: (a, b) => a === b,
    ne: (a, b) => a !== b,
    gt: (a, b) => a > b,
    ge: (a, b) => a >= b,
    lt: (a, b) => a < b,
    le: (a, b) => a <= b,
  };
  const numbers = fc.array(fc.integer({ min: -2, max: 2 }), { maxLength: 3 });
  const relation = fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le' as const);
  fc.assert(
    fc.property(numbers, relation, numbers, fc.constantFrom('any' as const, 'all' as const), (a, by, b, quantifier) => {
      const results = a.flatMap((x) => b.map((y) => relations[by](x, y)));
      const expected = results.length > 0 && (quantifier === 'all' ? results.every(Boolean) : results.some(Boolean));
      expect(createEvaluation({ test: compare(n(...a), by, n(...b), quantifier) }).matches()).toBe(expected);
      // the short way of a field with one constant
      if (b.length !== 1) return;
      const field = f('tcp.window_size_scalefactor');
      const { sink, matches } = createEvaluation({ test: compare(field, by, n(...b), quantifier) });
      sink.begin(new Uint8Array(0));
      for (const x of a) sink.uint(field.field, 0, 0, x);
      expect(matches()).toBe(expected);
    }),
    RUNS,
  );
});

test('integers of 64 bits', () => {
  const rows: [Test, boolean][] = [
    [compare(constant('uint64', [2n ** 63n]), 'eq', constant('uint64', [2n ** 63n])), true],
    [compare(constant('uint64', [5n]), 'eq', n(5)), true],
    [compare(constant('int64', [-5n]), 'lt', n(-4)), true],
    [compare(constant('uint64', [2n ** 64n - 1n]), 'gt', n(2 ** 53)), true],
  ];
  for (const [check, expected] of rows) expect(createEvaluation({ test: check }).matches()).toBe(expected);
});

test('thousands of terms do not nest', () => {
  let chain: Test = compare(n(0), 'eq', n(1));
  for (let i = 0; i < 50_000; i++) chain = join(chain, 'or', compare(n(i), 'eq', n(49_999)));
  expect(createEvaluation({ test: chain }).matches()).toBe(true);
  expect(createEvaluation({ test: not(chain) }).matches()).toBe(false);
  expect(createEvaluation({ test: null }).matches()).toBe(true);
});
