// Names out of registers, and the texts that they are looked for in.
import { describe, expect, test } from 'vitest';
import { ouiName, serviceName, vendorName } from '../../../../src-main/dissect/values/registered-names';
import { Register, registerText, serviceText, vendorText } from '../../../../src-main/dissect/values/registers';
import { hex } from '../../../fixtures/make-packet';

describe('a register', () => {
  const keys = ['A', 'AA', 'AAB', 'B0', 'B', '00', 'ZZ'];
  const register = new Register(registerText(keys.map((key) => [key, `name of ${key}`])));
  test('has each of its entries, and no other', () => {
    for (const key of keys) expect(register.of(key)).toBe(`name of ${key}`);
    for (const key of ['', '0', 'AAA', 'C', 'ZZZ', '~', 'name of A']) expect(register.of(key)).toBeUndefined();
  });
  test('gives names back as they were', () => {
    const names = ['100 % sûr', '公司\twith a tab', '%41'];
    const odd = new Register(registerText(names.map((name, i) => [String(i), name])));
    expect(names.map((_, i) => odd.of(String(i)))).toEqual(names);
  });
  test('can be empty', () => expect(new Register('').of('A')).toBeUndefined());
});

test('of a maker the first line is its name', () => {
  expect(vendorText({ '00000C': 'Cisco\tSystems, Inc \nSan Jose\nUnited States', '000001': 'Xerox' })).toBe(
    '000001\tXerox\n00000C\tCisco Systems, Inc\n',
  );
});

test('ports without a name, and of other protocols, are left out', () => {
  expect(serviceText({ '443/tcp': ['https', 'x'], '0/tcp': ['', 'Reserved'], '9/sctp': ['discard', ''] })).toBe(
    '443/tcp\thttps\n',
  );
});

test.each([
  ['00000c010203', 'Cisco Systems, Inc'],
  ['001bc5000122', 'Converging Systems Inc.'], // 36 bits
  ['0055da010203', 'Shinko Technos co.,ltd.'], // 28 bits
  ['020000000001', undefined],
  ['ffffffffffff', undefined],
])('%s belongs to %s', (address, name) => expect(vendorName(hex(address), 0)).toBe(name));

test('a prefix alone', () => {
  expect(ouiName(0x00000c)).toBe('Cisco Systems, Inc');
  expect(ouiName(0xffffff)).toBeUndefined();
});

test.each([
  ['tcp', 443, 'https'],
  ['udp', 53, 'domain'],
  ['tcp', 22, 'ssh'],
  ['udp', 5353, 'mdns'],
  ['tcp', 0, undefined],
  ['tcp', 65535, undefined],
] as const)('%s port %i is %s', (protocol, port, name) => expect(serviceName(protocol, port)).toBe(name));
