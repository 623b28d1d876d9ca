// Blocks of addresses for special purposes: the IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890, RFC 8190 and the RFCs
// that each block names) without the blocks given up since, and what the functions ip_… of a display filter ask about an address.
import { u16, u32 } from '../../wire/read';

/** Bits of `ip_special_mask`. */
export const RESERVED = 1;
export const GLOBAL = 2;
export const FORWARDABLE = 4;
export const DESTINATION = 8;
export const SOURCE = 16;

/** Flags as the registries have them: source, destination, forwardable, globally reachable, reserved by protocol. N/A counts as no. */
type Flags = `${'S' | '-'}${'D' | '-'}${'F' | '-'}${'G' | '-'}${'R' | '-'}`;
type Block = readonly [start: string, prefix: number, name: string, flags: Flags];

// The longest prefix wins.
const IPV4: readonly Block[] = [
  ['0.0.0.0', 8, '"This network"', 'S---R'],
  ['0.0.0.0', 32, '"This host on this network"', 'S---R'],
  ['10.0.0.0', 8, 'Private-Use', 'SDF--'],
  ['100.64.0.0', 10, 'Shared Address Space', 'SDF--'],
  ['127.0.0.0', 8, 'Loopback', '----R'],
  ['169.254.0.0', 16, 'Link Local', 'SD--R'],
  ['172.16.0.0', 12, 'Private-Use', 'SDF--'],
  ['192.0.0.0', 24, 'IETF Protocol Assignments', '-----'],
  ['192.0.0.0', 29, 'IPv4 Service Continuity Prefix', 'SDF--'],
  ['192.0.0.8', 32, 'IPv4 dummy address', 'S----'],
  ['192.0.0.9', 32, 'Port Control Protocol Anycast', 'SDFG-'],
  ['192.0.0.10', 32, 'Traversal Using Relays around NAT Anycast', 'SDFG-'],
  ['192.0.0.170', 32, 'NAT64/DNS64 Discovery', '----R'],
  ['192.0.0.171', 32, 'NAT64/DNS64 Discovery', '----R'],
  ['192.0.2.0', 24, 'Documentation (TEST-NET-1)', '-----'],
  ['192.31.196.0', 24, 'AS112-v4', 'SDFG-'],
  ['192.52.193.0', 24, 'AMT', 'SDFG-'],
  ['192.168.0.0', 16, 'Private-Use', 'SDF--'],
  ['192.175.48.0', 24, 'Direct Delegation AS112 Service', 'SDFG-'],
  ['198.18.0.0', 15, 'Benchmarking', 'SDF--'],
  ['198.51.100.0', 24, 'Documentation (TEST-NET-2)', '-----'],
  ['203.0.113.0', 24, 'Documentation (TEST-NET-3)', '-----'],
  ['240.0.0.0', 4, 'Reserved', '----R'],
  ['255.255.255.255', 32, 'Limited Broadcast', '-D--R'],
];
const IPV6: readonly Block[] = [
  ['::1', 128, 'Loopback Address', '----R'],
  ['::', 128, 'Unspecified Address', 'S---R'],
  ['::ffff:0:0', 96, 'IPv4-mapped Address', '----R'],
  ['64:ff9b::', 96, 'IPv4-IPv6 Translat.', 'SDFG-'],
  ['64:ff9b:1::', 48, 'IPv4-IPv6 Translat.', 'SDF--'],
  ['100::', 64, 'Discard-Only Address Block', 'SDF--'],
  ['100:0:0:1::', 64, 'Dummy IPv6 Prefix', 'S----'],
  ['2001::', 23, 'IETF Protocol Assignments', '-----'],
  ['2001::', 32, 'TEREDO', 'SDF--'],
  ['2001:1::1', 128, 'Port Control Protocol Anycast', 'SDFG-'],
  ['2001:1::2', 128, 'Traversal Using Relays around NAT Anycast', 'SDFG-'],
  ['2001:1::3', 128, 'DNS-SD Service Registration Protocol Anycast Address', 'SDFG-'],
  ['2001:2::', 48, 'Benchmarking', 'SDF--'],
  ['2001:3::', 32, 'AMT', 'SDFG-'],
  ['2001:4:112::', 48, 'AS112-v6', 'SDFG-'],
  ['2001:20::', 28, 'ORCHIDv2', 'SDFG-'],
  ['2001:30::', 28, 'Drone Remote ID Protocol Entity Tags (DETs) Prefix', 'SDFG-'],
  ['2001:db8::', 32, 'Documentation', '-----'],
  ['2002::', 16, '6to4', 'SDF--'],
  ['2620:4f:8000::', 48, 'Direct Delegation AS112 Service', 'SDFG-'],
  ['3fff::', 20, 'Documentation', '-----'],
  ['5f00::', 16, 'Segment Routing (SRv6) SIDs', 'SDF--'],
  ['fc00::', 7, 'Unique-Local', 'SDF--'],
  ['fe80::', 10, 'Link-Local Unicast', 'SD--R'],
];

/** Words of 16 bits: IPv4 2, IPv6 8. */
function wordsOf(text: string): number[] {
  if (!text.includes(':')) {
    const [a, b, c, d] = text.split('.').map(Number);
    return [a * 256 + b, c * 256 + d];
  }
  const [before, after = ''] = text.split('::');
  const groups = (part: string): number[] => (part === '' ? [] : part.split(':').map((word) => parseInt(word, 16)));
  const head = groups(before);
  const tail = groups(after);
  return [...head, ...new Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

interface Special {
  words: readonly number[];
  prefix: number;
  name: string;
  mask: number;
}
const BITS: Readonly<Record<string, number>> = { S: SOURCE, D: DESTINATION, F: FORWARDABLE, G: GLOBAL, R: RESERVED };
const table = (blocks: readonly Block[]): Special[] =>
  blocks
    .map(([start, prefix, name, flags]) => ({
      words: wordsOf(start),
      prefix,
      name,
      mask: Array.from(flags).reduce((mask, letter) => mask | (BITS[letter] ?? 0), 0),
    }))
    .sort((a, b) => b.prefix - a.prefix);
const BY_LENGTH: Readonly<Record<number, readonly Special[]>> = { 4: table(IPV4), 16: table(IPV6) };

function inside(address: Uint8Array, { words, prefix }: Special): boolean {
  for (let i = 0; i * 16 < prefix; i++) {
    const bits = Math.min(16, prefix - i * 16);
    if ((u16(address, 2 * i) ^ words[i]) >> (16 - bits) !== 0) return false;
  }
  return true;
}

/** The block that an IPv4 (4 bytes) or IPv6 address (16 bytes) belongs to; undefined: an ordinary address. */
export function specialBlock(address: Uint8Array): Readonly<{ name: string; mask: number }> | undefined {
  return BY_LENGTH[address.length]?.find((block) => inside(address, block));
}

/** 169.254.0.0/16 (RFC 3927), fe80::/10 (RFC 4291). */
export function isLinkLocal(address: Uint8Array): boolean {
  if (address.length === 4) return address[0] === 169 && address[1] === 254;
  return address.length === 16 && address[0] === 0xfe && (address[1] & 0xc0) === 0x80;
}
/** 224.0.0.0/4 (RFC 5771), ff00::/8 (RFC 4291). */
export function isMulticast(address: Uint8Array): boolean {
  return address.length === 4 ? (address[0] & 0xf0) === 0xe0 : address.length === 16 && address[0] === 0xff;
}
/** 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16. */
export function isRfc1918(address: Uint8Array): boolean {
  if (address.length !== 4) return false;
  const value = u32(address, 0);
  return value >>> 24 === 10 || value >>> 20 === 0xac1 || value >>> 16 === 0xc0a8;
}
/** fc00::/7 (RFC 4193). */
export function isUla(address: Uint8Array): boolean {
  return address.length === 16 && (address[0] & 0xfe) === 0xfc;
}
