// ICMPv6, RFC 4443; neighbour discovery RFC 4861; multicast listener discovery RFC 2710.
// Callers check once that HEADER_LEN bytes are there (and 8 for identifier and sequence); after that no accessor can fail.
import { u16 } from './read';

export const HEADER_LEN = 4;
export const type = (b: Uint8Array, at: number): number => b[at];
export const code = (b: Uint8Array, at: number): number => b[at + 1];
export const checksum = (b: Uint8Array, at: number): number => u16(b, at + 2);
export const identifier = (b: Uint8Array, at: number): number => u16(b, at + 4);
export const sequence = (b: Uint8Array, at: number): number => u16(b, at + 6);

export const UNREACHABLE = 1;
export const TOO_BIG = 2;
export const TIME_EXCEEDED = 3;
export const PARAMETER_PROBLEM = 4;
/** Error messages quote the packet that they are about, from byte 8 on. */
export const quotes = (t: number): boolean => t >= UNREACHABLE && t <= PARAMETER_PROBLEM;
