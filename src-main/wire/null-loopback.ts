// BSD loopback: LINKTYPE_NULL (0, family in the byte order of the machine that captured) and LINKTYPE_LOOP (108, network order).
// Callers check once that HEADER_LEN bytes are there; after that no accessor can fail.
import { u32, u32LE } from './read';

export const HEADER_LEN = 4;

/**
 * The family, whichever order it was written in: families are small, so the half that is 0 tells the order.
 * A number that fits neither comes back in little-endian order.
 */
export function family(b: Uint8Array, at: number): number {
  return b[at] === 0 && b[at + 1] === 0 ? u32(b, at) : u32LE(b, at);
}
/** True where `family` takes the bytes in network order. */
export const isBigEndian = (b: Uint8Array, at: number): boolean => b[at] === 0 && b[at + 1] === 0;

export const AF_INET = 2;
export const isIpv4 = (af: number): boolean => af === AF_INET;
/** AF_INET6 has another number on each system: NetBSD and OpenBSD 24, FreeBSD 28, macOS 30, Linux 10, Windows 23. */
export const isIpv6 = (af: number): boolean => af === 24 || af === 28 || af === 30 || af === 10 || af === 23;
/** Some captures carry an EtherType instead of a family. */
export const isEtherType = (af: number): boolean => af >= 0x0600 && af <= 0xffff;
