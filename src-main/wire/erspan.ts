// ERSPAN type II (version 1): eight bytes in GRE before a mirrored Ethernet frame; draft-foschiano-erspan.
// Callers check once that HEADER_LEN bytes are there; after that no accessor can fail.
import { u16, u32 } from './read';

export const HEADER_LEN = 8;
/** GRE protocol type */
export const GRE_TYPE = 0x88be;
export const version = (b: Uint8Array, at: number): number => b[at] >> 4;
export const vlan = (b: Uint8Array, at: number): number => u16(b, at) & 0xfff;
export const cos = (b: Uint8Array, at: number): number => b[at + 2] >> 5;
export const encapsulation = (b: Uint8Array, at: number): number => (b[at + 2] >> 3) & 3;
export const truncated = (b: Uint8Array, at: number): number => (b[at + 2] >> 2) & 1;
export const sessionId = (b: Uint8Array, at: number): number => u16(b, at + 2) & 0x3ff;
export const index = (b: Uint8Array, at: number): number => u32(b, at + 4) & 0xfffff;
