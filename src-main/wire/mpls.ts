// MPLS label stack entry, RFC 3032; what follows the bottom of the stack is told by its first four bits (RFC 4928).
// Callers check once that ENTRY_LEN bytes are there; after that no accessor can fail.
import { u24 } from './read';

export const ENTRY_LEN = 4;
export const label = (b: Uint8Array, at: number): number => u24(b, at) >> 4;
export const trafficClass = (b: Uint8Array, at: number): number => (b[at + 2] >> 1) & 7;
export const isBottom = (b: Uint8Array, at: number): boolean => (b[at + 2] & 1) !== 0;
export const ttl = (b: Uint8Array, at: number): number => b[at + 3];

/** A pseudo wire control word (RFC 4385 section 3) begins with four zero bits; Ethernet may follow it (RFC 4448). */
export const CONTROL_WORD_LEN = 4;
