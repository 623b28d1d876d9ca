// How filters are answered: which parts the columns take, each value once where that will do, and which are left to bytes and dissection.
import { expect, test } from 'vitest';
import { changesWithMore, describePlan } from '../../../../src-main/filter/columns/column-plan';
import { compileFilter } from '../../../../src-main/filter/compile';
import type { Test } from '../../../../src-main/filter/language/tree';

function testOf(text: string): Test {
  const compiled = compileFilter(text, { macros: [], reference: () => null });
  if (!compiled.ok || !compiled.filter.test) throw new Error(text);
  return compiled.filter.test;
}

test.each<[string, string[]]>([
  ['tcp.port == 443 && ip.addr == 10.0.0.1', ['conversation: tcp.port == 443 and ip.addr == 10.0.0.1']],
  ['tcp.flags.syn == 1 && tcp.flags.ack == 0', ['flags: tcp.flags.syn == 1 and tcp.flags.ack == 0']],
  ['tcp.stream == 1234', ['conversation: tcp.stream == 1234']],
  ['ip.ttl < 64', ['ttl: ip.ttl < 64']],
  ['tcp', ['class: tcp']],
  ['not udp', ['not', '  class: udp']],
  ['icmp.type == 3', ['class: icmp.type == 3']],
  ['tcp.options.mss_val == 1460', ['row: tcp.options.mss_val == 1460']],
  ['frame.len > 1000', ['row: frame.len > 1000']],
  ['frame contains "GET"', ['bytes: frame contains "GET"']],
  ['tcp.payload matches "(?i)host:"', ['bytes, then dissection: tcp.payload matches "(?i)host:"']],
  ['eth.src == 02:00:00:00:00:01', ['dissection: eth.src == 02:00:00:00:00:01']],
  [
    'frame contains "x" and (tcp.port == 1 or ip.ttl == 2 or tcp.port == 3) and tcp.len > 0',
    [
      'and',
      '  or',
      '    conversation: tcp.port == 1 or tcp.port == 3',
      '    ttl: ip.ttl == 2',
      '  row: tcp.len > 0',
      '  bytes: frame contains "x"',
    ],
  ],
  ['tcp.port == 1 xor not ip.src == ip.dst', ['conversation: tcp.port == 1 xor not ip.src == ip.dst']],
])('%s', (text, lines) => {
  expect(describePlan(testOf(text))).toEqual(lines);
});

test.each([
  ['tcp.completeness == 31', true],
  ['tcp.seq == 1 or udp', true],
  ['synscope.ending == "rst"', true],
  ['tcp.options.sack_le > 1', true],
  ['tcp.seq_raw == 1', false],
  ['ip.addr == 10.0.0.1', false],
])('%s may have another answer later: %s', (text, changes) => {
  expect(changesWithMore(testOf(text))).toBe(changes);
});

test('thousands of terms are one question', () => {
  const many = Array.from({ length: 500 }, (_, i) => `ip.src == 10.0.${i >> 8}.${i & 255}`).join(' or ');
  expect(describePlan(testOf(many))).toHaveLength(1);
});
