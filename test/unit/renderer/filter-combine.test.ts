import { expect, test } from 'vitest';
import { joined, negated, type Joint } from '../../../src-renderer/format/filter-combine';

test.each<[string, string, Joint, string]>([
  ['', 'tcp.port == 443', 'selected', 'tcp.port == 443'],
  ['udp', 'tcp.port == 443', 'selected', 'tcp.port == 443'],
  ['udp', 'tcp.port == 443', 'not', '!(tcp.port == 443)'],
  ['udp', 'tcp', 'not', '!tcp'],
  ['', 'tcp', 'and', 'tcp'],
  ['  ', 'tcp', 'or', 'tcp'],
  ['', 'ip.ttl == 64', 'andNot', '!(ip.ttl == 64)'],
  ['ip.ttl == 64', 'tcp', 'and', 'ip.ttl == 64 && tcp'],
  ['ip.ttl == 64', 'tcp', 'or', 'ip.ttl == 64 || tcp'],
  ['ip.ttl == 64', 'tcp', 'andNot', 'ip.ttl == 64 && !tcp'],
  ['ip.ttl == 64', 'tcp', 'orNot', 'ip.ttl == 64 || !tcp'],
  // `and` binds tighter than `xor`, that tighter than `or`
  ['tcp || udp', 'ip', 'and', '(tcp || udp) && ip'],
  ['tcp or udp', 'ip', 'and', '(tcp or udp) && ip'],
  ['tcp OR udp', 'ip', 'and', '(tcp OR udp) && ip'],
  ['tcp ^^ udp', 'ip', 'and', '(tcp ^^ udp) && ip'],
  ['tcp && udp', 'ip', 'and', 'tcp && udp && ip'],
  ['tcp && udp', 'ip', 'or', 'tcp && udp || ip'],
  ['tcp || udp', 'ip', 'or', 'tcp || udp || ip'],
  ['!tcp', 'ip', 'and', '!tcp && ip'],
  ['tcp', 'ip.addr == 10.0.0.1 && tcp.stream == 3', 'and', 'tcp && ip.addr == 10.0.0.1 && tcp.stream == 3'],
  ['tcp', 'ip.addr == 10.0.0.1 && tcp.stream == 3', 'andNot', 'tcp && !(ip.addr == 10.0.0.1 && tcp.stream == 3)'],
  // what stands in brackets or strings joins nothing
  ['(tcp || udp)', 'ip', 'and', '(tcp || udp) && ip'],
  ['(tcp || udp) || arp', 'ip', 'and', '((tcp || udp) || arp) && ip'],
  ['frame contains "a or b"', 'ip', 'and', 'frame contains "a or b" && ip'],
  [String.raw`frame contains "a\" || b"`, 'ip', 'and', String.raw`frame contains "a\" || b" && ip`],
  [String.raw`frame contains r"a\" || udp`, 'ip', 'and', String.raw`(frame contains r"a\" || udp) && ip`],
  ['tcp.port in {80, 443}', 'ip', 'and', 'tcp.port in {80, 443} && ip'],
  ['tcp.port not in {80}', 'ip', 'and', 'tcp.port not in {80} && ip'],
  // a field's name may hold the word
  ['foo.or == 1', 'ip', 'and', 'foo.or == 1 && ip'],
  ['tcp != 1', 'ip', 'and', 'tcp != 1 && ip'],
  // a macro may hold anything, as may a filter that is not whole
  ['${web}', 'ip', 'and', '(${web}) && ip'],
  ['$web(1)', 'ip', 'and', '($web(1)) && ip'],
  ['(tcp', 'ip', 'and', '((tcp) && ip'],
])('%s joined with %s by %s', (now, value, how, expected) => {
  expect(joined(now, value, how)).toBe(expected);
});

test('a comparison is negated in brackets, a name without', () => {
  expect(negated('tcp.flags.syn')).toBe('!tcp.flags.syn');
  expect(negated('tcp.flags.syn == 1')).toBe('!(tcp.flags.syn == 1)');
});
