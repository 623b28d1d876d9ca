// Cisco HDLC (LINKTYPE_C_HDLC, 104): address, control, EtherType.
// Callers check once that HEADER_LEN bytes are there; after that no accessor can fail.
import { u16 } from './read';

export const HEADER_LEN = 4;
export const address = (b: Uint8Array, at: number): number => b[at];
export const control = (b: Uint8Array, at: number): number => b[at + 1];
export const protocol = (b: Uint8Array, at: number): number => u16(b, at + 2);
