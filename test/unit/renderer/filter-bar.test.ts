import { describe, expect, test } from 'vitest';
import type { FilterAdvice, FilterVerdict } from '../../../src-main/ipc/contracts/filter-contract';
import { markedParts, suggestionOf } from '../../../src-renderer/components/filter/bar-look';
import { macroFault } from '../../../src-renderer/components/filter/macro-fault';
import { ratioText } from '../../../src-main/text/ratio';

const says = { key: 'x' };
const advice = (kind: string, at: number, len: number, text: string | null): FilterAdvice => ({
  kind,
  at,
  len,
  message: says,
  alternative: text === null ? null : { text, label: says },
});
const wrong = (at: number, len: number, suggestion: string | null, ...all: FilterAdvice[]): FilterVerdict => ({
  ok: false,
  mistake: { kind: 'syntax', at, len, message: says, hint: null, suggestion },
  advice: all,
});
const right = (...all: FilterAdvice[]): FilterVerdict => ({ ok: true, advice: all });

describe('what is underlined', () => {
  test.each<[string, FilterVerdict | null, string[]]>([
    ['tcp.port', null, ['tcp.port', '', '']],
    ['tcp.port', right(), ['tcp.port', '', '']],
    ['tcp.port == 443x && ip', wrong(12, 4, null), ['tcp.port == ', '443x', ' && ip']],
    // a place at the end: the last character; a length of nothing: one
    ['tcp.port ==', wrong(11, 0, null), ['tcp.port =', '=', '']],
    ['tcp prt', wrong(4, 99, null), ['tcp ', 'prt', '']],
    ['ip and tcp.flags.syn', right(advice('exists-flag', 7, 13, null)), ['ip and ', 'tcp.flags.syn', '']],
    ['tcp port 80', wrong(4, 4, null, advice('capture-filter', 0, 11, 'tcp.port == 80')), ['', 'tcp port 80', '']],
    ['a or b and c', right(advice('and-or', 0, 0, null)), ['a or b and c', '', '']],
  ])('%s', (text, verdict, parts) => {
    expect(markedParts(text, verdict)).toEqual(parts);
  });
});

describe('what Alt+Enter writes', () => {
  test.each<[FilterVerdict | null, string | null]>([
    [null, null],
    [right(), null],
    [right(advice('not-equal', 0, 1, null), advice('exists-flag', 0, 1, 'flag == 1')), 'flag == 1'],
    [wrong(0, 1, null), null],
    [wrong(0, 1, 'put right'), 'put right'],
    [wrong(0, 1, 'put right', advice('capture-filter', 0, 1, 'translated')), 'translated'],
  ])('%#', (verdict, text) => {
    expect(suggestionOf(verdict)).toBe(text);
  });
});

test.each([
  [0, 0, '0%'],
  [0, 98_004, '0%'],
  [1, 98_004, '<0.1%'],
  [3120, 98_004, '3.2%'],
  [98_003, 98_004, '>99.9%'],
  [98_004, 98_004, '100%'],
  [98_005, 98_004, '100%'],
])('%i of %i', (part, whole, text) => {
  expect(ratioText(part, whole, 'en')).toBe(text);
});

test.each([
  [{ name: 'web', text: 'tcp' }, null],
  [{ name: '', text: 'tcp' }, 'badName'],
  [{ name: '9x', text: 'tcp' }, 'badName'],
  [{ name: 'a-b', text: 'tcp' }, 'badName'],
  [{ name: 'first', text: 'tcp' }, 'twice'],
  [{ name: 'web', text: '  ' }, 'noText'],
])('macro %j', (macro, fault) => {
  expect(macroFault([{ name: 'first', text: 'ip' }, macro], 1)).toBe(fault);
});
