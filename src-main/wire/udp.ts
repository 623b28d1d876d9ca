// UDP header, RFC 768. Offsets in bytes from the start of the header.
// Callers check once that HEADER_LEN bytes are there; after that no accessor can fail.
import { u16 } from './read';

export const HEADER_LEN = 8;
export const srcPort = (b: Uint8Array, at: number): number => u16(b, at);
export const dstPort = (b: Uint8Array, at: number): number => u16(b, at + 2);
/** bytes, header included */
export const length = (b: Uint8Array, at: number): number => u16(b, at + 4);
export const checksum = (b: Uint8Array, at: number): number => u16(b, at + 6);
