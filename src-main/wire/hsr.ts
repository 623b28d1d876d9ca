// High-availability seamless redundancy tag, IEC 62439-3 clause 5. Callers check once that HEADER_LEN bytes are there.
import { u16 } from './read';

export const ETHER_TYPE = 0x892f;
/** with the EtherType of what follows */
export const HEADER_LEN = 6;
/** path and size of what is sent twice */
export const pathAndSize = (b: Uint8Array, at: number): number => u16(b, at);
export const sequence = (b: Uint8Array, at: number): number => u16(b, at + 2);
export const etherType = (b: Uint8Array, at: number): number => u16(b, at + 4);
