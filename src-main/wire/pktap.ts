// Apple's PKTAP (LINKTYPE_PKTAP, 258; DLT_PKTAP is 149 on macOS): what the kernel knew of a packet, then the packet itself.
// Layout: bsd/net/pktap.h of xnu, version 1; all numbers little-endian.
//   length 4 | record type 4 | DLT_ 4 | interface 24 | flags 4 | protocol family 4 | link header 4 | link trailer 4 | process 4 |
//   its name 20 | service class 4 | interface type 2 | unit 2 | effective process 4 | its name 20
// Callers check once that HEADER_LEN bytes are there; after that no accessor can fail.
import { u32LE } from './read';

/** the least that `headerLen` can be */
export const HEADER_LEN = 108;
/** bytes up to the packet */
export const headerLen = (b: Uint8Array, at: number): number => u32LE(b, at);
export const recordType = (b: Uint8Array, at: number): number => u32LE(b, at + 4);
/** the only record type that holds a packet */
export const RECORD_PACKET = 1;
/** DLT_ number of the packet */
export const linkType = (b: Uint8Array, at: number): number => u32LE(b, at + 8);
/** a bit of the flags each */
export const INCOMING = 1;
export const OUTGOING = 2;
