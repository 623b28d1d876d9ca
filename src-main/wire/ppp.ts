// PPP in HDLC-like framing (RFC 1661, RFC 1662) and PPP over Ethernet (RFC 2516).
// PPP: callers check before each read, its header has optional parts. PPPoE: callers check PPPOE_HEADER_LEN bytes once.
import { u16 } from './read';

/** Whether the frame starts with the address and control bytes ff 03 (they may be left out, RFC 1661 section 6.6). Needs 2 bytes. */
export const hasAddressControl = (b: Uint8Array, at: number): boolean => b[at] === 0xff && b[at + 1] === 0x03;
/** The protocol field is one byte long when that byte is odd (protocol field compression, RFC 1661 section 6.5). */
export const protocolLen = (b: Uint8Array, at: number): number => ((b[at] & 1) !== 0 ? 1 : 2);
export const protocol = (b: Uint8Array, at: number): number => ((b[at] & 1) !== 0 ? b[at] : u16(b, at));

export const PROTO_IPV4 = 0x0021;
export const PROTO_IPV6 = 0x0057;
export const PROTO_MPLS = 0x0281;

export const PPPOE_HEADER_LEN = 6;
export const pppoeVersion = (b: Uint8Array, at: number): number => b[at] >> 4;
export const pppoeType = (b: Uint8Array, at: number): number => b[at] & 15;
/** 0 for session data */
export const pppoeCode = (b: Uint8Array, at: number): number => b[at + 1];
export const pppoeSessionId = (b: Uint8Array, at: number): number => u16(b, at + 2);
/** bytes behind this header */
export const pppoeLength = (b: Uint8Array, at: number): number => u16(b, at + 4);
export const PPPOE_TAG_HEADER_LEN = 4;
export const pppoeTagType = (b: Uint8Array, at: number): number => u16(b, at);
export const pppoeTagLength = (b: Uint8Array, at: number): number => u16(b, at + 2);
