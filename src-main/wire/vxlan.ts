// VXLAN, RFC 7348; generic protocol extension (next protocol): draft-ietf-nvo3-vxlan-gpe.
// Callers check once that HEADER_LEN bytes are there; after that no accessor can fail.
import { u16, u24 } from './read';

export const HEADER_LEN = 8;
export const PORT = 4789;
/** of the generic protocol extension */
export const GPE_PORT = 4790;
export const flags = (b: Uint8Array, at: number): number => u16(b, at);
export const vni = (b: Uint8Array, at: number): number => u24(b, at + 4);
/** generic protocol extension */
export const gpeFlags = (b: Uint8Array, at: number): number => b[at];
export const gpeNextProtocol = (b: Uint8Array, at: number): number => b[at + 3];
