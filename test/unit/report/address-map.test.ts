// Anonymised addresses: none becomes another one's, prefixes stay together, and what an address is for stays what it is.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AddressMap, type AddressKind } from '../../../src-main/report/anonymise/address-map';

const KEY = Uint8Array.from({ length: 32 }, (_, i) => i * 7 + 3);
const LENGTH = { ipv4: 4, ipv6: 16, ether: 6 };
const replaced = (map: AddressMap, kind: AddressKind, address: ArrayLike<number>): Uint8Array => {
  const bytes = Uint8Array.from(address);
  map.replace(kind, bytes, 0);
  return bytes;
};
const commonBits = (a: Uint8Array, b: Uint8Array): number => {
  for (let i = 0; i < a.length * 8; i++) if (((a[i >> 3] ^ b[i >> 3]) & (0x80 >> (i & 7))) !== 0) return i;
  return a.length * 8;
};
const addresses = (kind: AddressKind) => fc.uint8Array({ minLength: LENGTH[kind], maxLength: LENGTH[kind] });

describe('anonymised addresses', () => {
  it.each(['ipv4', 'ipv6'] as const)('%s: two that share n bits share n bits', (kind) => {
    const map = new AddressMap(KEY);
    // zeros and all ones stay themselves, and the one that would have become these goes elsewhere
    const special = (a: Uint8Array): boolean => a.every((byte) => byte === 0) || a.every((byte) => byte === 0xff);
    fc.assert(
      fc.property(addresses(kind), fc.nat({ max: LENGTH[kind] * 8 - 1 }), (a, bit) => {
        const b = Uint8Array.from(a);
        b[bit >> 3] ^= 0x80 >> (bit & 7);
        fc.pre(!special(a) && !special(b));
        expect(commonBits(replaced(map, kind, a), replaced(map, kind, b))).toBe(bit);
      }),
      { numRuns: 300 },
    );
  });

  it('none becomes what another one becomes', () => {
    const map = new AddressMap(KEY);
    for (const kind of ['ipv4', 'ether'] as const) {
      const seen = new Set<string>();
      // all of a /16 with the first and the last address of all beside it
      for (let i = 0; i < 20_000; i++) {
        const address = new Uint8Array(LENGTH[kind]);
        address.set([i >> 8, i & 0xff], address.length - 2);
        seen.add(replaced(map, kind, address).toString());
      }
      seen.add(replaced(map, kind, new Uint8Array(LENGTH[kind]).fill(0xff)).toString());
      expect(seen.size).toBe(20_001);
    }
  });

  it.each<[AddressKind, string, (a: Uint8Array) => boolean, number[]]>([
    ['ipv4', 'unspecified', (a) => a.every((byte) => byte === 0), [0, 0, 0, 0]],
    ['ipv4', 'broadcast', (a) => a.every((byte) => byte === 0xff), [255, 255, 255, 255]],
    ['ipv4', 'multicast', (a) => a[0] >> 4 === 14, [224, 0, 0, 251]],
    ['ipv6', 'unspecified', (a) => a.every((byte) => byte === 0), new Array<number>(16).fill(0)],
    [
      'ipv6',
      'link-local',
      (a) => a[0] === 0xfe && a[1] >> 6 === 2,
      [0xfe, 0x80, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8],
    ],
    [
      'ipv6',
      'multicast of a scope',
      (a) => a[0] === 0xff && a[1] === 2,
      [0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
    ],
    ['ipv6', 'global', (a) => a[0] >> 5 === 1, [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]],
    ['ether', 'broadcast', (a) => a.every((byte) => byte === 0xff), [255, 255, 255, 255, 255, 255]],
    ['ether', 'bridges', (a) => a[0] === 1 && a[1] === 0x80 && a[5] === 14, [1, 0x80, 0xc2, 0, 0, 14]],
    ['ether', 'IPv4 multicast', (a) => a[0] === 1 && a[1] === 0 && a[2] === 0x5e, [1, 0, 0x5e, 0, 0, 0xfb]],
    ['ether', 'IPv6 multicast', (a) => a[0] === 0x33 && a[1] === 0x33, [0x33, 0x33, 0xff, 1, 2, 3]],
    ['ether', 'one station', (a) => (a[0] & 3) === 0, [0, 0x1b, 0x21, 1, 2, 3]],
    ['ether', 'local', (a) => (a[0] & 3) === 2, [2, 0x42, 0xac, 0x11, 0, 2]],
  ])('%s stays %s, whatever the key', (kind, _, holds, address) => {
    for (let i = 0; i < 40; i++)
      expect(holds(replaced(new AddressMap(KEY.map((byte) => byte ^ i)), kind, address))).toBe(true);
  });

  it('the same key gives the same, another one something else', () => {
    const address = [192, 168, 1, 20];
    const first = replaced(new AddressMap(KEY), 'ipv4', address);
    expect(replaced(new AddressMap(KEY), 'ipv4', address)).toEqual(first);
    expect(replaced(new AddressMap(KEY.map((byte) => byte ^ 1)), 'ipv4', address)).not.toEqual(first);
  });
});
