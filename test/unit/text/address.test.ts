// Addresses as text. Where an IPv4 address is written inside an IPv6 address, tshark 4.0.17 was asked.
import { expect, it, test } from 'vitest';
import { etherText, hexText, ipv4Text, ipv6Text } from '../../../src-main/text/address';
import { concat, ipv6Bytes, pcapng } from '../../fixtures/make-capture';
import { readAll } from '../formats/read-all';

it.each([
  ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ['0:0:0:0:0:0:0:0', '::'],
  ['0:0:0:0:0:0:0:1', '::1'],
  ['0:0:0:0:0:0:0:ffff', '::ffff'],
  ['fe80:0:0:0:0:0:0:0', 'fe80::'],
  ['1:0:0:2:0:0:0:0', '1:0:0:2::'],
  ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
  ['2001:db8:0:0:ffff:0:0:1', '2001:db8::ffff:0:0:1'],
  // IPv4-mapped, IPv4-compatible
  ['0:0:0:0:0:ffff:102:304', '::ffff:1.2.3.4'],
  ['0:0:0:0:0:ffff:0:1', '::ffff:0.0.0.1'],
  ['0:0:0:0:0:ffff:0:0', '::ffff:0.0.0.0'],
  ['0:0:0:0:0:0:102:304', '::1.2.3.4'],
  ['0:0:0:0:0:0:2:3', '::0.2.0.3'],
  // nearly, but not
  ['0:0:0:0:0:fffe:102:304', '::fffe:102:304'],
  ['0:0:0:0:ffff:0:102:304', '::ffff:0:102:304'],
  ['64:ff9b:0:0:0:0:102:304', '64:ff9b::102:304'],
])('%s is written %s', (groups, text) => {
  expect(ipv6Text(Uint8Array.from(ipv6Bytes(groups)), 0)).toBe(text);
});

test('at an offset', () => {
  const bytes = Uint8Array.from([9, 192, 0, 2, 1, 0x0a, 0xff]);
  expect(ipv4Text(bytes, 1)).toBe('192.0.2.1');
  expect(etherText(bytes, 1)).toBe('c0:00:02:01:0a:ff');
  expect(hexText(bytes, 4, 3)).toBe('010aff');
});

test('names of a capture are kept under the same text', async () => {
  const ng = pcapng();
  const mapped = Uint8Array.from(ipv6Bytes('0:0:0:0:0:ffff:102:304'));
  const { reader } = await readAll(
    concat(ng.section(), ng.names([[2, concat(mapped, new TextEncoder().encode('host\0'))]])),
  );
  expect([...(reader?.extras.names.entries() ?? [])]).toEqual([['::ffff:1.2.3.4', 'host']]);
});
