// Teredo, RFC 4380 section 5.1.1: IPv6 in UDP, with an authentication and an origin indication header before it where they are there.
import { u16 } from './read';

export const PORT = 3544;
export const AUTHENTICATION = 0x0001;
export const ORIGIN = 0x0000;
export const ORIGIN_LEN = 8;
export const indicator = (b: Uint8Array, at: number): number => u16(b, at);
/** Bytes of the authentication header; needs 4. */
export const authenticationLen = (b: Uint8Array, at: number): number => 13 + b[at + 2] + b[at + 3];
