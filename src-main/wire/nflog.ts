// Linux netfilter log (LINKTYPE_NFLOG, 239): a header, then fields of type, length and value in the byte order of the machine that
// captured (taken as little-endian); layout: tcpdump.org/linktypes.
import { u16LE } from './read';

export const HEADER_LEN = 4;
/** address family of the packet */
export const family = (b: Uint8Array, at: number): number => b[at];
export const version = (b: Uint8Array, at: number): number => b[at + 1];
export const TLV_HEADER_LEN = 4;
/** bytes, header included */
export const tlvLength = (b: Uint8Array, at: number): number => u16LE(b, at);
export const tlvType = (b: Uint8Array, at: number): number => u16LE(b, at + 2) & 0x7fff;
/** fields start at multiples of 4 */
export const padded = (len: number): number => (len + 3) & ~3;
export const TYPE_PAYLOAD = 9;
