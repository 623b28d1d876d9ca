// An adapter as cap lists it, in the words that all drivers share.
import type { CapAdapter } from './cap-module';
import type { Adapter, AdapterAddress } from '../driver';
import { isAny } from '../known-adapters';

const MAX_ADDRESSES = 24;

/** What cap does not know is null, or unknown. */
export function adapterOf(found: CapAdapter): Adapter {
  const addresses = found.addresses.filter((entry) => entry.addr !== undefined).map(addressOf);
  return {
    name: found.name,
    description: found.description ?? '',
    addresses: addresses.slice(0, MAX_ADDRESSES),
    moreAddresses: Math.max(0, addresses.length - MAX_ADDRESSES),
    mac: null,
    hardware: '',
    network: !isAny(found.name),
    loopback: found.flags === 'PCAP_IF_LOOPBACK',
    up: null,
    running: null,
    wireless: null,
    connection: 'unknown',
    linkTypes: null,
    dlt: null,
    problem: null,
  };
}

function addressOf(entry: { addr?: string; netmask?: string }): AdapterAddress {
  return { address: entry.addr ?? '', prefix: entry.netmask ? prefixOf(entry.netmask) : null };
}

/** Ones at the beginning of a mask, `255.255.255.0` or `ffff:ffff::`; null when it has holes or is none. */
function prefixOf(mask: string): number | null {
  const bits = mask.includes(':') ? ipv6Bits(mask) : ipv4Bits(mask);
  return /^1*0*$/.test(bits) ? bits.replaceAll('0', '').length : null;
}
const ipv4Bits = (mask: string): string =>
  mask
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('');
function ipv6Bits(mask: string): string {
  const [head, tail = ''] = mask.split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const middle = mask.includes('::') ? new Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0') : [];
  return [...left, ...middle, ...right].map((part) => parseInt(part, 16).toString(2).padStart(16, '0')).join('');
}
