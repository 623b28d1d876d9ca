import { describe, expect, it } from 'vitest';
import { ascii, bitMasks, bits, hex, hexDump, hexString, offsetDigits } from '../../../src-main/text/bytes';
import { absolute, clock, dayOfYear, digitsOf, epoch, since } from '../../../src-main/text/time';

const at = (sec: number, nano: number) => ({ sec, nano });

describe('time', () => {
  it.each([
    [at(10, 13_201_000), at(10, 0), 6, '0.013201'],
    [at(10, 13_201_789), at(10, 0), 9, '0.013201789'],
    [at(10, 13_201_789), at(10, 0), 6, '0.013201'], // cut, not rounded
    [at(11, 100), at(10, 200), 9, '0.999999900'],
    [at(10, 0), at(10, 1), 9, '-0.000000001'],
    [at(10, 0), at(11, 500_000_000), 3, '-1.500'],
    [at(10, 0), at(10, 1), 3, '0.000'], // no minus on a zero
    [at(3_000_000_000, 999_999_999), at(0, 0), 9, '3000000000.999999999'],
    [at(12, 0), at(10, 0), 0, '2'],
  ] as const)('since %o', (a, b, digits, text) => {
    expect(since(a, b, digits)).toBe(text);
  });

  it('writes the epoch, also before 1970', () => {
    expect(epoch(at(1_722_470_400, 13_201_000), 6)).toBe('1722470400.013201');
    expect(epoch(at(-1, 500_000_000), 3)).toBe('-0.500');
  });

  it('writes the calendar, and what no calendar holds as seconds', () => {
    expect(absolute(at(1_722_470_400, 13_201_000), 6, 'utc')).toBe('2024-08-01 00:00:00.013201');
    expect(clock(at(1_722_470_400, 13_201_000), 3, 'utc')).toBe('00:00:00.013');
    expect(dayOfYear(at(1_722_470_400, 13_201_000), 0, 'utc')).toBe('2024/214 00:00:00'); // a leap year
    expect(dayOfYear(at(1_735_689_599, 0), 0, 'utc')).toBe('2024/366 23:59:59');
    expect(absolute(at(-1, 1), 9, 'utc')).toBe('1969-12-31 23:59:59.000000001');
    expect(absolute(at(1e15, 0), 3, 'utc')).toBe('1000000000000000.000');
  });

  it.each([
    [[], [], 6],
    [[0, 3, 6], [1000, 2000], 6],
    [[6, 9], [1000, 2000], 9], // whatever the digits of a row happen to be
    [[7], [], 9],
    [[4], [1000, 976_562], 9], // a clock of binary fractions: no digit is lost
  ])('clocks of %j digits, nanoseconds %j: %i digits', (interfaces, nanos, digits) => {
    const clocks = interfaces.map((timeDigits) => ({ timeDigits }));
    expect(digitsOf(clocks, nanos)).toBe(digits);
  });
});

describe('bytes', () => {
  const bytes = Uint8Array.from({ length: 20 }, (_, i) => i * 13);

  it('writes single bytes', () => {
    expect([hex(0), hex(255), bits(5), ascii(0x41), ascii(0x1f), ascii(0x7f), ascii(0xe9)]).toEqual([
      '00',
      'ff',
      '00000101',
      'A',
      '.',
      '.',
      '.',
    ]);
  });

  it('cuts ranges to what is there', () => {
    expect(hexString(bytes, 18, 10)).toBe('ea f7');
    expect(hexString(bytes, 0, 3, '')).toBe('000d1a');
    expect(hexString(bytes, 30, 3)).toBe('');
  });

  it('dumps sixteen bytes a line, characters lined up', () => {
    expect(hexDump(bytes, 0, 20)).toBe(
      [
        "0000  00 0d 1a 27 34 41 4e 5b 68 75 82 8f 9c a9 b6 c3  ...'4AN[hu......",
        '0010  d0 dd ea f7                                      ....',
      ].join('\n'),
    );
  });

  it('gives offsets as many digits as the last one needs', () => {
    expect([0, 1, 65_536, 65_537].map(offsetDigits)).toEqual([4, 4, 4, 5]);
  });

  it('reads which bits a drawing names', () => {
    expect(bitMasks('.... ..1.', 1)).toEqual([0b10]);
    expect(bitMasks('.... .... ..10 ....', 2)).toEqual([0, 0b110000]);
    expect(bitMasks('0100 ....', 1)).toEqual([0xf0]);
    expect(bitMasks('.... .... ..1.', 2)).toEqual([0, 0b10]); // the highest four are left out
    expect(bitMasks('.... ...0 ....', 1)).toBeNull();
  });
});
