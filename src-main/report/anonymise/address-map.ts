// Other addresses for those of a capture: the same one always becomes the same one, different ones stay different, and two that share their
// first n bits share the first n bits afterwards (Crypto-PAn: J. Xu et al., "Prefix-Preserving IP Address Anonymization", 2002). Without the
// key nobody can tell which was which.
//
// Bit i of an address is flipped by a bit that AES makes of the i bits before it. Bits that tell what sort of address it is are left as they
// are: multicast and link-local ones stay what they are. Unspecified, all-zero and broadcast addresses stay themselves.
import { type Cipher, createCipheriv, randomBytes } from 'node:crypto';

/** Bytes of a key: one half for AES, the other for what addresses are filled up with. */
export const KEY_LENGTH = 32;
export const newKey = (): Uint8Array => randomBytes(KEY_LENGTH);

export type AddressKind = 'ipv4' | 'ipv6' | 'ether';
const LENGTH = { ipv4: 4, ipv6: 16, ether: 6 } as const;
const BLOCK = 16;
/** Addresses whose answer is kept; more of them are worked out again. */
const MOST_KEPT = 262_144;

export class AddressMap {
  readonly #cipher: Cipher;
  /** what stands behind the bits of the address in a block, by kind: it differs, so that kinds say nothing of each other */
  readonly #pad: Record<AddressKind, Uint8Array>;
  readonly #kept = new Map<string, Uint8Array>();

  /** `key`: KEY_LENGTH bytes */
  constructor(key: Uint8Array) {
    this.#cipher = createCipheriv('aes-128-ecb', key.subarray(0, BLOCK), null);
    this.#cipher.setAutoPadding(false);
    const padOf = (sort: number): Uint8Array => {
      const block = Uint8Array.from(key.subarray(BLOCK, 2 * BLOCK));
      block[BLOCK - 1] ^= sort;
      return Uint8Array.from(this.#cipher.update(block));
    };
    this.#pad = { ipv4: padOf(0), ipv6: padOf(1), ether: padOf(2) };
  }

  /** Puts another address in the place of the one at `at`. */
  replace(kind: AddressKind, bytes: Uint8Array, at: number): void {
    const length = LENGTH[kind];
    let name: string = kind;
    for (let i = 0; i < length; i++) name += String.fromCharCode(bytes[at + i]);
    let other = this.#kept.get(name);
    if (other === undefined) {
      other = this.#other(kind, bytes.slice(at, at + length));
      if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
      this.#kept.set(name, other);
    }
    bytes.set(other, at);
  }

  #other(kind: AddressKind, address: Uint8Array): Uint8Array {
    if (staysItself(kind, address)) return address;
    // The few that stay themselves are taken: who would become one goes on to what that one would have become.
    let other = this.#flipped(kind, address);
    while (staysItself(kind, other)) other = this.#flipped(kind, other);
    return other;
  }

  #flipped(kind: AddressKind, address: Uint8Array): Uint8Array {
    const bits = address.length * 8;
    const fixed = fixedBits(kind, address);
    const blocks = new Uint8Array(bits * BLOCK);
    for (let i = 0; i < bits; i++) {
      const at = i * BLOCK;
      blocks.set(this.#pad[kind], at);
      for (let bit = 0; bit < i; bit++) {
        const mask = 0x80 >> (bit & 7);
        const byte = at + (bit >> 3);
        blocks[byte] = (blocks[byte] & ~mask) | (address[bit >> 3] & mask);
      }
    }
    const sealed = this.#cipher.update(blocks);
    const other = Uint8Array.from(address);
    for (let i = 0; i < bits; i++) if (!fixed(i) && sealed[i * BLOCK] & 0x80) other[i >> 3] ^= 0x80 >> (i & 7);
    return other;
  }
}

const isAll = (address: Uint8Array, value: number): boolean => address.every((byte) => byte === value);

function staysItself(kind: AddressKind, address: Uint8Array): boolean {
  if (isAll(address, 0)) return true;
  if (kind !== 'ipv6') return isAll(address, 0xff) || (kind === 'ether' && isReserved(address));
  return false;
}

/** IEEE 802.1D: what bridges speak with each other (01:80:c2:00:00:…). */
const isReserved = (a: Uint8Array): boolean =>
  a[0] === 0x01 && a[1] === 0x80 && a[2] === 0xc2 && a[3] === 0 && a[4] === 0;

/**
 * Which bits are never flipped. Whether bit i is, may depend on the bits before it alone, or on bits that are never flipped, or two addresses
 * could become the same.
 * - IPv4: the first four of 224.0.0.0/3 (RFC 5771), so the first bit of all.
 * - IPv6: the first three (RFC 4291 section 2.4: 2000::/3); sixteen of ff00::/8, where flags and scope stand; ten of fe80::/10.
 * - MAC: the two that say "group" and "local" (IEEE 802); of groups the first three bytes, which say for what, or two of 33:33 (RFC 2464).
 */
function fixedBits(kind: AddressKind, a: Uint8Array): (bit: number) => boolean {
  if (kind === 'ipv4') {
    const most = (a[0] & 0x80) === 0 ? 1 : (a[0] & 0x40) === 0 ? 2 : (a[0] & 0x20) === 0 ? 3 : 4;
    return (bit) => bit < most;
  }
  if (kind === 'ether') {
    // what says "group" is never flipped, so all bits may depend on it
    if ((a[0] & 1) === 0) return (bit) => bit === 6 || bit === 7;
    const kept = a[0] === 0x33 && a[1] === 0x33 ? 16 : 24;
    return (bit) => bit < kept;
  }
  // the run of ones from the first bit on, and the zero behind it
  let ones = 0;
  while (ones < 8 && (a[0] & (0x80 >> ones)) !== 0) ones++;
  const most = ones === 8 ? 16 : ones === 7 ? ((a[1] & 0x80) !== 0 ? 10 : 9) : Math.max(3, ones + 1);
  return (bit) => bit < most;
}
