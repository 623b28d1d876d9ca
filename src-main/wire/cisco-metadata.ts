// Cisco MetaData (EtherType 0x8909): carries a security group tag in front of the payload's EtherType.
// Callers check once that HEADER_LEN bytes are there; after that no accessor can fail.
import { u16 } from './read';

export const HEADER_LEN = 8;
export const version = (b: Uint8Array, at: number): number => b[at];
export const length = (b: Uint8Array, at: number): number => b[at + 1];
export const options = (b: Uint8Array, at: number): number => u16(b, at + 2);
export const tag = (b: Uint8Array, at: number): number => u16(b, at + 4);
export const etherType = (b: Uint8Array, at: number): number => u16(b, at + 6);
