// Checked trees back to text: with no bracket too many, and what is printed compiles to the same plan.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { registry } from '../../../../src-main/dissect/protocols/registry';
import { printFilter } from '../../../../src-main/filter/language/print';
import { planLines } from '../../../../src-main/filter/help/plan-text';
import { compiled, planOf } from '../language';
import { anyFilter } from '../random-filter';

function printed(text: string): string {
  const { test: whole } = compiled(text);
  return whole ? printFilter(whole) : '';
}

/** [written, printed] */
const PRINTED: [string, string][] = [
  ['', ''],
  ['((tcp)&&(ip))||!udp', 'tcp and ip or not udp'],
  ['tcp and (ip or udp)', 'tcp and (ip or udp)'],
  ['(tcp xor ip) and udp', '(tcp xor ip) and udp'],
  ['not (tcp and ip)', 'not (tcp and ip)'],
  ['not (not tcp)', 'not not tcp'],
  ['tcp and (ip and udp)', 'tcp and ip and udp'],
  ['tcp.port eq 0x50', 'tcp.port == 0x50'],
  ['all tcp.port == 80', 'tcp.port === 80'],
  ['any tcp.port != 80', 'tcp.port !== 80'],
  ['all tcp.port gt 80', 'all tcp.port > 80'],
  ['!(tcp.port in {80,443..445})', 'tcp.port not in {80, 443..445}'],
  ['all tcp.port not in {80}', 'all tcp.port not in {80}'],
  ['ip.addr in {1.1.1.1..2.2.2.2}', 'ip.addr in {1.1.1.1 .. 2.2.2.2}'],
  ['{{tcp.len+1}}*2==4', '{tcp.len + 1} * 2 == 4'],
  ['{tcp.len * 1} + 2 == 4', 'tcp.len * 1 + 2 == 4'],
  ['tcp.len - {1 - 2} == 4', 'tcp.len - {1 - 2} == 4'],
  ['{tcp.flags & 2} == 2', 'tcp.flags & 2 == 2'],
  ['tcp.flags & {tcp.len & 2}', 'tcp.flags & {tcp.len & 2}'],
  ['-{tcp.len + 1} == - 1', '-{tcp.len + 1} == -1'],
  ['1 < tcp.len < 10', '1 < tcp.len and tcp.len < 10'],
  ['tcp.payload[0-3,5,-2:]', 'tcp.payload[0:4,5,-2:]'],
  ['ip.addr#[1] and ip.addr#[2:3,-1]', 'ip.addr#1 and ip.addr#[2-4,-1]'],
  ['ip.addr#[2:]', 'ip.addr#[2:]'],
  ['@ip.src#2[0]==0a:', '@ip.src#2[0] == 0a:'],
  ['frame contains :fc', 'frame contains :fc'],
  ['tcp.flags.str~"\\\\d\\x22"', 'tcp.flags.str matches "\\\\d\\""'],
  ['tcp.flags.str~"\\\\d"', 'tcp.flags.str matches r"\\d"'],
  ['max(tcp.port,5)==5', 'max(tcp.port, 5) == 5'],
  ['ip.proto=="tcp"', 'ip.proto == "tcp"'],
  ['frame.number < $frame.number', 'frame.number < ${frame.number}'],
  ['ip.src == $@ip.src#[1-2]', 'ip.src == ${@ip.src#[1-2]}'].map((text) => text.replace('ip.src ==', '@ip.src ==')) as [
    string,
    string,
  ],
  ['$between(ip.ttl, 1, 9)', 'ip.ttl >= 1 and ip.ttl <= 9'],
];
test.each(PRINTED)('%s', (text, expected) => {
  expect(printed(text)).toBe(expected);
  expect(planOf(expected)).toBe(planOf(text));
});

describe('random filters', () => {
  test('printed and compiled again they have the same plan', () => {
    fc.assert(
      fc.property(anyFilter, (text) => {
        const { test: whole } = compiled(text);
        if (!whole) throw new Error('not empty');
        const again = printFilter(whole);
        expect(planLines(compiled(again).test)).toEqual(planLines(whole));
        // and nothing more to take away
        expect(printed(again)).toBe(again);
      }),
      { numRuns: 2000 },
    );
  });
});

test('every field stands alone and is read back', () => {
  for (const { abbrev } of registry.fields()) expect(printed(`( .${abbrev} )`), abbrev).toBe(abbrev);
});
