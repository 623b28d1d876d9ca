// IPv4 header, RFC 791. Offsets in bytes from the start of the header.
// Callers check once that HEADER_LEN bytes are there; after that no accessor can fail.
import { u16, u32 } from './read';

/** without options */
export const HEADER_LEN = 20;
export const version = (b: Uint8Array, at: number): number => b[at] >> 4;
/** bytes, options included; below 20 the header is broken */
export const headerLen = (b: Uint8Array, at: number): number => (b[at] & 15) * 4;
export const tos = (b: Uint8Array, at: number): number => b[at + 1];
/** bytes, header included; 0 where the sender left segmentation to the network card */
export const totalLen = (b: Uint8Array, at: number): number => u16(b, at + 2);
export const id = (b: Uint8Array, at: number): number => u16(b, at + 4);
/** three bits: reserved, don't fragment, more fragments */
export const flags = (b: Uint8Array, at: number): number => b[at + 6] >> 5;
/** bytes */
export const moreFragments = (b: Uint8Array, at: number): boolean => (b[at + 6] & 0x20) !== 0;
export const fragmentOffset = (b: Uint8Array, at: number): number => (u16(b, at + 6) & 0x1fff) * 8;
export const isFragment = (b: Uint8Array, at: number): boolean => (u16(b, at + 6) & 0x3fff) !== 0;
export const ttl = (b: Uint8Array, at: number): number => b[at + 8];
export const protocol = (b: Uint8Array, at: number): number => b[at + 9];
export const checksum = (b: Uint8Array, at: number): number => u16(b, at + 10);
export const SRC = 12;
export const DST = 16;
export const src = (b: Uint8Array, at: number): number => u32(b, at + SRC);
export const dst = (b: Uint8Array, at: number): number => u32(b, at + DST);

// Protocol numbers (IANA), shared with IPv6's next header
export const PROTO_HOPOPT = 0;
export const PROTO_ICMP = 1;
export const PROTO_IPV4 = 4;
export const PROTO_TCP = 6;
export const PROTO_UDP = 17;
export const PROTO_IPV6 = 41;
export const PROTO_ROUTING = 43;
export const PROTO_FRAGMENT = 44;
export const PROTO_GRE = 47;
export const PROTO_ESP = 50;
export const PROTO_AH = 51;
export const PROTO_ICMPV6 = 58;
export const PROTO_NONE = 59;
export const PROTO_DSTOPTS = 60;

// Option kinds
export const OPTION_EOL = 0;
export const OPTION_NOP = 1;
/** Whether an option kind has no length byte. */
export const isSingleByteOption = (kind: number): boolean => kind === OPTION_EOL || kind === OPTION_NOP;

/** Bytes that options of a kind must have to be read at all; a shorter one makes the header malformed. Other kinds: 0. */
const OPTION_LEAST: Readonly<Record<number, number>> = {
  7: 3, // record route
  11: 4, // MTU probe and reply
  12: 4,
  25: 8, // quick-start
  68: 4, // time stamps
  82: 12, // traceroute
  130: 3, // security
  131: 3, // source routes
  133: 3, // extended security
  134: 6, // commercial security
  136: 4, // stream identifier
  137: 3,
  148: 4, // router alert
};
export const optionLeast = (kind: number): number => OPTION_LEAST[kind] ?? 0;

/** Whether no option in [at, end) is shorter than it must be. One without a length that can be is the last to be looked at. */
export function optionsReadable(b: Uint8Array, at: number, end: number): boolean {
  while (at < end && b[at] !== OPTION_EOL) {
    if (b[at] === OPTION_NOP) {
      at++;
      continue;
    }
    const len = b[at + 1];
    if (len < 2 || at + len > end) return true;
    if (len < optionLeast(b[at])) return false;
    at += len;
  }
  return true;
}
