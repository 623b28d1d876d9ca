// ICMP, RFC 792; time stamps RFC 792, extensions of error messages RFC 4884.
// Callers check once that HEADER_LEN bytes are there; after that no accessor can fail.
import { u16 } from './read';

export const HEADER_LEN = 8;
export const type = (b: Uint8Array, at: number): number => b[at];
export const code = (b: Uint8Array, at: number): number => b[at + 1];
export const checksum = (b: Uint8Array, at: number): number => u16(b, at + 2);
export const identifier = (b: Uint8Array, at: number): number => u16(b, at + 4);
export const sequence = (b: Uint8Array, at: number): number => u16(b, at + 6);
/** of "fragmentation needed", RFC 1191 */
export const nextHopMtu = (b: Uint8Array, at: number): number => u16(b, at + 6);

export const ECHO_REPLY = 0;
export const UNREACHABLE = 3;
export const SOURCE_QUENCH = 4;
export const REDIRECT = 5;
export const ECHO_REQUEST = 8;
export const TIME_EXCEEDED = 11;
export const PARAMETER_PROBLEM = 12;
/** Whether the message quotes the packet that it is about, from byte 8 on. */
export const quotes = (t: number): boolean =>
  t === UNREACHABLE || t === SOURCE_QUENCH || t === REDIRECT || t === TIME_EXCEEDED || t === PARAMETER_PROBLEM;
