// `matches`: what a pattern means, which are refused and where, and the literal that a match must contain. Where the answers of PCRE2 and
// of JavaScript's own expressions agree, random patterns are compared with the latter.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPattern, compilePattern, requiredLiteral } from '../../../../src-main/filter/pattern/pattern';
import { en } from '../../../../src-main/i18n/catalogue';
import { bytesOf } from '../../../fixtures/make-packet';

const matches = (pattern: string, subject: string | Uint8Array): boolean => {
  const bytes = typeof subject === 'string' ? bytesOf(subject) : subject;
  return compilePattern(pattern)(bytes, 0, bytes.length);
};

describe('a pattern', () => {
  test.each<[pattern: string, yes: (string | number[])[], no: (string | number[])[]]>([
    ['', ['', 'x'], []],
    ['host:', ['Host: a', 'xHOST:'], ['host', 'h ost:']],
    ['(?-i)Host', ['Host'], ['host', 'HOST']],
    ['(?-i:H)ost', ['HOST', 'Host'], ['host']],
    ['(a(?-i)b|C)d', ['Abd', 'ABd'.toLowerCase(), 'Cd', 'CD'], ['aBd', 'cd']],
    ['a.c', ['abc', 'a\tc'], ['a\nc', 'ac']],
    ['(?s)a.c', ['a\nc'], []],
    ['^b', ['b'], ['a\nb']],
    ['(?m)^b', ['a\nb'], ['ab']],
    ['a$', ['a', 'a\n', 'ba'], ['a\n\n', 'a\nb']],
    ['(?m)a$', ['a\nb'], ['ab']],
    ['\\Aa\\z', ['a'], ['a\n', 'ba']],
    ['a\\Z', ['a\n'], ['a\n\n']],
    ['\\bget\\b', ['a get b', 'GET'], ['target', 'gets']],
    ['a\\Bb', ['ab'], ['a b']],
    ['colou?r', ['color', 'colour'], ['colouur']],
    ['a{2,3}b', ['aab', 'xaaab', 'aaaab'], ['ab']],
    ['^a{2,3}b', ['aab'], ['aaaab']],
    ['^a{,3}$', ['a{,3}'], ['aa']],
    ['x{', ['x{'], ['x']],
    ['a+?b*?', ['a'], ['b']],
    ['[0-9a-f]{2}:', ['7F:'], ['7g:']],
    ['[^a]b', ['cb', '\nb'], ['ab', 'Ab', 'b']],
    ['[]x-]y', [']y', '-y', 'xy'], ['zy']],
    ['[a\\]b]c', [']c'], ['\\c']],
    ['[\\d-z]', ['-', 'z', '5'], ['y']],
    ['[[:digit:][:upper:]]x', ['5x', 'Ax', 'ax'], ['_x']],
    ['(?-i)[[:^alpha:]]x', ['1x'], ['ax']],
    ['[\\b]', ['\b'], ['b']],
    ['[a-\\x7a]q', ['mq'], ['5q']],
    ['\\d\\D\\w\\W\\s\\S', ['1a_- x'], ['11_- x']],
    ['\\h\\v\\H\\V', ['\t\nab'], ['a\nab']],
    ['\\x41\\x{42}\\103\\cJ\\e\\t', ['ABC\n\x1b\t'], []],
    ['\\Qa.b*\\E+', ['a.b**'], ['aXb']],
    ['(?i)\\Qa.b', ['A.B'], ['axb']],
    ['\\.\\/\\-', ['./-'], ['x/-']],
    ['(?x) a b # comment\n c', ['abc'], ['a b c']],
    ['a(?#note)b', ['ab'], []],
    ["(?<name>a)(?P<other>b)(?'third'c)(?:d)(?|e|f)", ['abcdf'], []],
    ['(?^)A', ['A'], ['a']],
    ['a|b|', ['', 'x'], []],
    ['(a|bc)+d', ['abcad'], ['bd']],
    ['\\p{Lu}x\\P{L}', ['ax1', 'Ax1'], ['1x1']],
    ['(?-i)\\p{Lu}', ['A', [0xc9]], ['a', '1']],
    ['\\p{^L}\\p{Latin}', ['1a'], ['aa']],
    ['x\\Ky', ['xy'], ['y']],
    ['\\N\\C', ['a\n'], ['\n']],
    // bytes: whatever they are, they mean themselves
    ['\\xff\\xfe', [[0xff, 0xfe]], [[0xfe, 0xff]]],
    ['^.$', [[0xff], [0x80]], [[0xc3, 0xa9]]],
    ['^..$', ['é', [0xc3, 0xa9]], []],
    ['é', ['é'], [[0xe9], 'É']],
    ['^é{2}$', [[0xc3, 0xa9, 0xa9]], ['éé']],
    ['\\xe9', [[0xe9]], [[0xc9], 'é']],
    ['[^\\x00-\\x7f]', [[0x80], 'ü'], ['plain']],
    ['K', ['k'], ['\u212a']],
    ['$', ['', 'a\n'], []],
  ])('%s', (pattern, yes, no) => {
    const asBytes = (subject: string | number[]): string | Uint8Array =>
      typeof subject === 'string' ? subject : Uint8Array.from(subject);
    expect(checkPattern(pattern)).toEqual({ ok: true });
    expect(yes.filter((subject) => !matches(pattern, asBytes(subject)))).toEqual([]);
    expect(no.filter((subject) => matches(pattern, asBytes(subject)))).toEqual([]);
  });

  test.each<[pattern: string, at: number, len: number, key: string]>([
    ['ab(', 2, 1, 'opening'],
    ['a(b|(c)', 1, 6, 'opening'],
    ['a(?', 1, 2, 'opening'],
    ['a(?#b', 1, 4, 'opening'],
    ['ab)c', 2, 1, 'closing'],
    ['x[a-', 1, 3, 'bracket'],
    ['x[]', 1, 2, 'bracket'],
    ['[z-a]', 1, 3, 'rangeOrder'],
    ['a{3,2}', 1, 5, 'rangeOrder'],
    ['a{1001}', 1, 6, 'repeat'],
    ['*a', 0, 1, 'nothingToRepeat'],
    ['a|+', 2, 1, 'nothingToRepeat'],
    ['a**', 2, 1, 'nothingToRepeat'],
    ['({2})', 1, 3, 'nothingToRepeat'],
    ['(?i)*', 4, 1, 'nothingToRepeat'],
    ['a\\', 1, 1, 'endsInBackslash'],
    ['\\y', 0, 2, 'escape'],
    ['[\\q]', 1, 2, 'escape'],
    ['\\x{100}', 0, 7, 'notAByte'],
    ['\\o{777}', 0, 7, 'notAByte'],
    ['\\p{Nonsense}', 0, 12, 'property'],
    ['[[:nonsense:]]', 1, 12, 'posix'],
    ['(a)\\1', 3, 2, 'backReference'],
    ['(?<n>a)\\k<n>', 7, 3, 'backReference'],
    ['x(?=a)', 1, 3, 'unsupported'],
    ['(?<!a)b', 0, 4, 'unsupported'],
    ['(?>a)', 0, 3, 'unsupported'],
    ['a(?R)', 1, 3, 'unsupported'],
    ['(*UTF)a', 0, 2, 'unsupported'],
    ['xa++', 1, 3, 'unsupported'],
    ['\\R', 0, 2, 'unsupported'],
    ['(?y)', 0, 2, 'group'],
    ['('.repeat(101) + ')'.repeat(101), 100, 1, 'tooDeep'],
    ['(a{100}){100}', 0, 13, 'tooLarge'],
    ['((a{20}){20}){9}', 0, 16, 'tooLarge'],
  ])('%s is refused', (pattern, at, len, key) => {
    const verdict = checkPattern(pattern);
    expect(verdict).toMatchObject({ ok: false, at, len, message: { key: `pattern.${key}` } });
    expect(Object.keys(en)).toContain(`pattern.${key}`);
  });

  test.each<[pattern: string, literal: string | null, caseless?: boolean]>([
    ['Host:', 'host:', true],
    ['(?-i)Host:', 'Host:', false],
    ['47\\.45', '47.45', false],
    ['get .*http/1', 'http/1', true],
    ['\\bhost\\b', 'host', true],
    ['a(bc)d', 'abcd', true],
    ['(abc)+x', 'abc', true],
    ['(abc)*x', 'x', true],
    ['abc|abd', null],
    ['[ab]c?', null],
    ['', null],
    ['.*', null],
    ['(?-i)a(?i)b', 'ab', true],
  ])('%s: what a match must contain', (pattern, literal, caseless = false) => {
    const found = requiredLiteral(pattern);
    expect(found && { text: String.fromCharCode(...found.bytes), caseless: found.caseless }).toEqual(
      literal === null ? null : { text: literal, caseless },
    );
  });

  test('catastrophic patterns take no longer than others', () => {
    const subject = new Uint8Array(60_000).fill(0x61);
    for (const pattern of ['(a+)+b', '(a|a)*b', '(a|aa)+$b', '(.*)(.*)(.*)(.*)[bc]x', '(?:a?){200}a{200}b'])
      expect(matches(pattern, subject)).toBe(false);
  });

  test('random patterns mean what they mean in JavaScript', () => {
    const atom = fc.constantFrom('a', 'b', '[ab]', '[^a]', '.', '\\d', '\\w', '1', '\\b', '^', '(?:ab|b)', '(a|1)');
    const part = fc
      .tuple(atom, fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,2}', '*?'))
      .filter(([what, count]) => count === '' || !/^(\\b|\^)$/.test(what))
      .map((parts) => parts.join(''));
    const alternative = fc.array(part, { maxLength: 5 }).map((parts) => parts.join(''));
    const pattern = fc.array(alternative, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('|'));
    const subject = fc.array(fc.constantFrom('a', 'B', '1', '_', ' ', 'x'), { maxLength: 12 }).map((s) => s.join(''));
    fc.assert(
      fc.property(pattern, subject, (source, text) => {
        expect(matches(source, text)).toBe(new RegExp(source, 'i').test(text));
      }),
      { numRuns: 3000 },
    );
  });

  test('nothing that is typed does anything but match or be refused', () => {
    const piece = fc.constantFrom(
      ...'()[]{}|*+?.^$\\-:=!<>#,01aZé\n'.split(''),
      '(?',
      '\\Q',
      '\\E',
      '\\x{',
      '[[:',
      '\\p{',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const source = pieces.join('');
        const verdict = checkPattern(source);
        if (verdict.ok) return void matches(source, 'aZ01-é\n');
        expect(verdict.at).toBeGreaterThanOrEqual(0);
        expect(verdict.len).toBeGreaterThan(0);
        expect(verdict.at + verdict.len).toBeLessThanOrEqual(source.length);
      }),
      { numRuns: 5000 },
    );
  });
});
