// TCP header, RFC 9293 section 3.1. Offsets in bytes from the start of the header.
// Callers check once that HEADER_LEN bytes are there; after that no accessor can fail.
import { u16, u32 } from './read';

export const HEADER_LEN = 20;
export const srcPort = (b: Uint8Array, at: number): number => u16(b, at);
export const dstPort = (b: Uint8Array, at: number): number => u16(b, at + 2);
export const seq = (b: Uint8Array, at: number): number => u32(b, at + 4);
export const ack = (b: Uint8Array, at: number): number => u32(b, at + 8);
/** bytes, options included; less than HEADER_LEN is a lie of the sender */
export const headerLen = (b: Uint8Array, at: number): number => (b[at + 12] >> 4) * 4;
/** the 12 bits behind the data offset: three reserved ones, AE, CWR … FIN */
export const flags = (b: Uint8Array, at: number): number => u16(b, at + 12) & 0xfff;
export const window = (b: Uint8Array, at: number): number => u16(b, at + 14);
export const checksum = (b: Uint8Array, at: number): number => u16(b, at + 16);
export const urgent = (b: Uint8Array, at: number): number => u16(b, at + 18);

// Flags: IANA "TCP Header Flags"; AE is RFC 9768 (before: NS, RFC 3540).
export const FIN = 0x001;
export const SYN = 0x002;
export const RST = 0x004;
export const PSH = 0x008;
export const ACK = 0x010;
export const URG = 0x020;
export const ECE = 0x040;
export const CWR = 0x080;
export const AE = 0x100;

/** RFC 7323 section 2.3: a shift above 14 is used as 14. */
export const MAX_SHIFT = 14;
