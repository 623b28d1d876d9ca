// Checksums of headers in which bytes were changed: what was right stays right, what was wrong stays wrong, and the bytes that a checksum
// covers need not be there. RFC 1624, equation 3.
import * as gre from '../../wire/gre';
import * as ipv4 from '../../wire/ipv4';
import * as ipv6 from '../../wire/ipv6';

/** Where the checksum stands in a header, and whether the addresses of IP count as well. */
const CHECKSUMS: Record<string, { at: number; pseudo: boolean }> = {
  ip: { at: 10, pseudo: false },
  tcp: { at: 16, pseudo: true },
  udp: { at: 6, pseudo: true },
  icmp: { at: 2, pseudo: false },
  icmpv6: { at: 2, pseudo: true },
  gre: { at: 4, pseudo: false },
};

/** A header that was found in a frame: its protocol as Wireshark calls it, where it begins and where what belongs to it ends. */
export interface FoundHeader {
  readonly abbrev: string;
  readonly at: number;
  readonly end: number;
}

/** `before`, `after`: bytes of the same frame; `layers`: of it, the outermost first. Changes checksums in `after`. */
export function correctChecksums(before: Uint8Array, after: Uint8Array, layers: readonly FoundHeader[]): void {
  // the innermost first: a checksum that changes is a change for those around it
  for (let i = layers.length - 1; i >= 0; i--) {
    const { abbrev, at, end } = layers[i];
    const checksum = CHECKSUMS[abbrev] as (typeof CHECKSUMS)[string] | undefined;
    if (checksum === undefined || at + checksum.at + 2 > Math.min(end, after.length)) continue;
    if (abbrev === 'gre' && !gre.hasChecksum(before, at)) continue;
    const stored = (before[at + checksum.at] << 8) | before[at + checksum.at + 1];
    // RFC 768: 0 says that there is none
    if (abbrev === 'udp' && stored === 0) continue;
    const to = Math.min(abbrev === 'ip' ? at + ipv4.headerLen(before, at) : end, after.length);
    const pseudo = checksum.pseudo ? pseudoChange(before, after, layers, i) : 0;
    const change = pseudo + changeOf(before, after, at, to);
    if (change % 0xffff === 0) continue;
    let sum = (~stored & 0xffff) + mod(change);
    sum = (sum & 0xffff) + (sum >>> 16);
    let corrected = ~sum & 0xffff;
    if (corrected === 0 && abbrev === 'udp') corrected = 0xffff;
    after[at + checksum.at] = corrected >> 8;
    after[at + checksum.at + 1] = corrected & 0xff;
  }
}

const mod = (change: number): number => ((change % 0xffff) + 0xffff) % 0xffff;

/** What the sum of the words from `from` to `to` has become more. */
function changeOf(before: Uint8Array, after: Uint8Array, from: number, to: number): number {
  let change = 0;
  for (let i = from; i < to; i++)
    if (before[i] !== after[i]) change += (after[i] - before[i]) * (((i - from) & 1) === 0 ? 256 : 1);
  return change;
}

/** The change of the addresses that the checksum of layer `i` counts: those of the IP header before it. */
function pseudoChange(before: Uint8Array, after: Uint8Array, layers: readonly FoundHeader[], i: number): number {
  let destination = -1;
  for (let j = i - 1; j >= 0; j--) {
    const { abbrev, at } = layers[j];
    if (abbrev === 'ipv6.routing' && destination < 0) destination = finalDestination(before, at);
    if (abbrev === 'ip') return changeOf(before, after, at + ipv4.SRC, at + ipv4.HEADER_LEN);
    if (abbrev !== 'ipv6') continue;
    const to = destination >= 0 && destination + 16 <= after.length ? destination : at + ipv6.DST;
    return changeOf(before, after, at + ipv6.SRC, at + ipv6.DST) + changeOf(before, after, to, to + 16);
  }
  return 0;
}

const SEGMENT_ROUTING = 4;
/** RFC 8200 section 8.1: with a routing header, the destination is its last address; of RFC 8754 the first in the list. */
function finalDestination(b: Uint8Array, at: number): number {
  const type = ipv6.routingType(b, at);
  if (ipv6.routingSegmentsLeft(b, at) === 0) return -1;
  const addresses = b[at + 1] >> 1;
  if (addresses === 0 || (type !== 0 && type !== 2 && type !== SEGMENT_ROUTING)) return -1;
  return type === SEGMENT_ROUTING ? at + 8 : at + 8 + 16 * (addresses - 1);
}
