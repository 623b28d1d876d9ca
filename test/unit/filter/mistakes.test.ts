// Filters that are refused: what is wrong, where (marked by the part of the text), and the filter put right.
// The places are tshark's carets, except where a longer part explains more.
import { describe, expect, test } from 'vitest';
import { translateMessage } from '../../../src-main/i18n/translate';
import type { MistakeKind } from '../../../src-main/filter/mistake';
import { compileFilter } from '../../../src-main/filter/compile';
import { MAX_FILTER_TEXT } from '../../../src-main/ipc/filter-contract';
import { ENVIRONMENT, mistakeIn, NO_FRAME } from './language';

/** `at`: the text that is marked; ' @N' behind it: its offset where it is not the first one. */
type Row = [text: string, kind: MistakeKind, at: string | number, suggestion: string | null];

const WRONG: Row[] = [
  // operators
  ['tcp.port = 80', 'operator', '=', 'tcp.port == 80'],
  ['tcp.port => 80', 'operator', '=>', 'tcp.port >= 80'],
  ['tcp.port =< 80', 'operator', '=<', 'tcp.port <= 80'],
  ['tcp.port <> 80', 'operator', '<>', 'tcp.port != 80'],
  ['tcp.flags.str =~ "a"', 'operator', '=~', 'tcp.flags.str ~ "a"'],
  ['tcp | ip', 'operator', '|', 'tcp || ip'],
  ['tcp ^ ip', 'operator', '^', 'tcp ^^ ip'],
  ['tcp & ip', 'type', 'tcp', 'tcp && ip'],
  ['frame.number == 1;', 'operator', ';', 'frame.number == 1'],
  ['tcp.port = 80 and ip.src = 10.0.0.1', 'operator', '=', 'tcp.port == 80 and ip.src == 10.0.0.1'],
  ['tcp.port is 80', 'unexpected', 'is', 'tcp.port == 80'],
  ['tcp.port equals 80', 'unexpected', 'equals', 'tcp.port == 80'],
  ['tcp.port not 80', 'unexpected', 'not', 'tcp.port != 80'],
  ['tcp.port 80', 'unexpected', '80', 'tcp.port == 80'],
  ['tcp.flags.str not contains "a"', 'unexpected', 'not', 'not tcp.flags.str contains "a"'],
  ['tcp ip', 'unexpected', 'ip', 'tcp and ip'],
  ['tcp (ip)', 'unknown-function', 'tcp', null],
  ['tcp.port == == 80', 'unexpected', 12, 'tcp.port == 80'],
  ['tcp and and ip', 'unexpected', 8, 'tcp and ip'],
  ['tcp or and ip', 'unexpected', 'and', 'tcp or ip'],
  ['and tcp', 'unexpected', 'and', 'tcp'],
  ['tcp.flags.str contains "a" contains "b"', 'unexpected', 27, null],
  ['tcp.port == 80 in {1}', 'unexpected', 'in', null],
  ['all tcp', 'incomplete', 7, null],
  ['all (tcp.len == 1)', 'bracket', '(', 'all tcp.len == 1'],
  // the end is missing
  ['tcp and', 'incomplete', 7, 'tcp'],
  ['tcp.port ==', 'incomplete', 11, 'tcp.port'],
  ['tcp.port == 80 or not', 'incomplete', 21, 'tcp.port == 80'],
  ['not', 'incomplete', 3, null],
  // brackets and quotes
  ['(tcp', 'bracket', 4, '(tcp)'],
  ['tcp)', 'bracket', ')', 'tcp'],
  ['tcp and (ip or udp', 'bracket', 18, 'tcp and (ip or udp)'],
  ['len(tcp', 'bracket', 7, 'len(tcp)'],
  ['tcp.payload[0', 'bracket', '[0', 'tcp.payload[0]'],
  ['tcp.port in {80, 443', 'bracket', 20, 'tcp.port in {80, 443}'],
  ['tcp.port in {80]', 'bracket', ']', 'tcp.port in {80}'],
  ['()', 'unexpected', ')', null],
  ['(tcp.len) == 4', 'bracket', '(', '{tcp.len} == 4'],
  ['tcp.len == (4 - 1)', 'bracket', '(', 'tcp.len == {4 - 1}'],
  ['tcp.port == 4 * (tcp.len + 1)', 'bracket', '(', 'tcp.port == 4 * {tcp.len + 1}'],
  ['tcp.flags.str == "abc', 'quote', '"abc', 'tcp.flags.str == "abc"'],
  ["tcp.port == 'a", 'quote', "'a", "tcp.port == 'a'"],
  ['tcp.flags.str == "abc”', 'quote', '"abc”', 'tcp.flags.str == "abc"'],
  // other characters
  ['tcp.flags.str == “abc”', 'character', '“', 'tcp.flags.str == "abc"'],
  ['tcp.port＝80', 'character', '＝', 'tcp.port==80'],
  ['（tcp or udp） and ip', 'character', '（', '(tcp or udp) and ip'],
  ['tcp.port in {80，443}', 'character', '，', 'tcp.port in {80,443}'],
  ['！tcp', 'character', '！', '!tcp'],
  ['tcp.flags.str == "（"　and tcp', 'character', '\u3000', 'tcp.flags.str == "（" and tcp'],
  ['tcp.flags.str == 中文', 'character', '中', null],
  ['frame.number == 1\\', 'character', '\\', 'frame.number == 1'],
  ['tcp.port == 80.', 'character', 14, 'tcp.port == 80'],
  // sets
  ['tcp.port in {80 81}', 'set', '81', 'tcp.port in {80, 81}'],
  ['tcp.port in {80 81 82 83 84 85 86 87 88 89}', 'set', '81', 'tcp.port in {80, 81, 82, 83, 84, 85, 86, 87, 88, 89}'],
  ['tcp.port in {80; 81}', 'set', ';', 'tcp.port in {80, 81}'],
  ['tcp.port in {80-90}', 'set', '80-90', 'tcp.port in {80..90}'],
  ['tcp.port in {80,}', 'set', '}', 'tcp.port in {80}'],
  ['tcp.port in {,80}', 'set', ',', 'tcp.port in {80}'],
  ['tcp.port in {}', 'set', '}', null],
  ['tcp.port in 80', 'set', '80', 'tcp.port in {80}'],
  ['tcp.port in 80, 443', 'set', '80', 'tcp.port in {80, 443}'],
  ['tcp.port in (80, 443)', 'set', '(', 'tcp.port in {80, 443}'],
  ['tcp.port in [80, 443]', 'set', '[80, 443]', 'tcp.port in {80, 443}'],
  ['tcp.port == {80, 443}', 'set', '==', 'tcp.port in {80, 443}'],
  ['tcp.port != {80, 443}', 'set', '!=', 'tcp.port not in {80, 443}'],
  ['tcp.port == 80, 443', 'unexpected', ',', 'tcp.port in {80, 443}'],
  ['tcp.port == 80 443', 'unexpected', '443', 'tcp.port in {80, 443}'],
  ['tcp.port == 80..90', 'unexpected', '..', 'tcp.port in {80..90}'],
  ['5 in {tcp.len}', 'constant', '5', null],
  // values without their field
  ['tcp.port == 80 or 443', 'bare-value', '443', 'tcp.port in {80, 443}'],
  ['ip and tcp.port == 80 || 443 || 8080', 'bare-value', '443', 'ip and tcp.port in {80, 443, 8080}'],
  ['tcp.port != 80 and 443', 'bare-value', '443', 'tcp.port not in {80, 443}'],
  ['tcp.len > 80 and 90', 'bare-value', '90', 'tcp.len > 80 and tcp.len > 90'],
  ['80 or tcp', 'bare-value', '80', null],
  ['80', 'constant', '80', null],
  ['"tcp"', 'constant', '"tcp"', 'tcp'],
  ['1 + 1 == 2', 'constant', '1 + 1 == 2', null],
  ['${frame.number}', 'constant', '${frame.number}', null],
  // names
  ['TCP', 'unknown-field', 'TCP', 'tcp'],
  ['tcp.Port == 80', 'unknown-field', 'tcp.Port', 'tcp.port == 80'],
  ['tcp.prot == 80', 'unknown-field', 'tcp.prot', 'tcp.port == 80'],
  ['ip.sorce == 10.0.0.1', 'unknown-field', 'ip.sorce', 'ip.src == 10.0.0.1'],
];

describe('refused', () => {
  test.each(WRONG)('%s', (text, kind, at, suggestion) => {
    const mistake = mistakeIn(text);
    const [marked, offset] =
      typeof at === 'number' ? ['', at] : at.includes(' @') ? at.split(' @') : [at, text.indexOf(at)];
    expect({ kind: mistake.kind, at: mistake.at }).toEqual({ kind, at: Number(offset) });
    if (typeof at === 'string') expect(text.slice(mistake.at, mistake.at + mistake.len)).toBe(marked);
    expect(mistake.suggestion).toBe(suggestion);
    if (mistake.suggestion !== null) expect(compileFilter(mistake.suggestion, ENVIRONMENT).ok).toBe(true);
    for (const language of ['en', 'zh-CN'] as const)
      for (const message of mistake.hint ? [mistake.message, mistake.hint] : [mistake.message]) {
        const said = translateMessage(language, message);
        expect(said).not.toMatch(/^filter\.|, select,|, plural,|undefined/);
      }
  });
});

test('a field reference without a selected frame', () => {
  expect(mistakeIn('frame.number < ${frame.number}', NO_FRAME)).toMatchObject({ kind: 'no-frame', at: 15, len: 15 });
});

test('a filter that is too long', () => {
  const text = `tcp${' '.repeat(MAX_FILTER_TEXT)}`;
  expect(mistakeIn(text)).toMatchObject({ kind: 'too-long', at: MAX_FILTER_TEXT, suggestion: null });
});

/** Nested in every way that the grammar has: refused as too deep, and quickly. */
const DEEP: [string, string][] = [
  ['brackets', `${'('.repeat(8000)}tcp${')'.repeat(8000)}`],
  ['braces', `${'{'.repeat(8000)}tcp.len${'}'.repeat(8000)} == 1`],
  ['not', 'not '.repeat(4000) + 'tcp'],
  ['signs', `tcp.len == ${'-'.repeat(16_000)}1`],
  ['calls', `${'abs('.repeat(4000)}tcp.len`],
  ['slices', `tcp.payload${'[0]'.repeat(5000)}`],
  ['sums', `tcp.len${' + 1'.repeat(4000)} == 1`],
  ['sums in sums', `${'{1 + '.repeat(3000)}tcp.len`],
  [
    'sums left of sums',
    `${'{'.repeat(90)}tcp.len${` + ${Array.from({ length: 50 }, () => '1').join(' + ')}}`.repeat(75)}`,
  ],
];
test.each(DEEP)('deep %s', (_name, text) => {
  const began = performance.now();
  expect(text.length).toBeLessThanOrEqual(MAX_FILTER_TEXT);
  expect(mistakeIn(text).kind).toBe('too-deep');
  expect(performance.now() - began).toBeLessThan(500);
});

/** As long as may be: fine, and quick. */
const LONG: [string, string][] = [
  ['or', Array.from({ length: 2700 }, () => 'ip').join(' or ')],
  [
    'and and or',
    Array.from({ length: 900 }, () => 'tcp or ip and udp')
      .join(' or ')
      .slice(0, MAX_FILTER_TEXT - 3)
      .replace(/ \w*$/, '')
      .replace(/ (?:or|and)$/, ''),
  ],
  ['chain', Array.from({ length: 1400 }, () => 'tcp.len').join(' < ')],
  ['set', `tcp.port in {${Array.from({ length: 3000 }, (_, i) => i).join(',')}}`],
  ['string', `tcp.flags.str == "${'x'.repeat(16_000)}"`],
  ['macros', '${web} or '.repeat(900) + 'tcp'],
];
test.each(LONG)('long %s', (_name, text) => {
  const began = performance.now();
  const result = compileFilter(text, ENVIRONMENT);
  expect(result.ok ? '' : result.mistake.message.key).toBe('');
  expect(performance.now() - began).toBeLessThan(500);
});
