// ERSPAN in GRE, draft-foschiano-erspan-03: a mirrored frame behind a header of 8 bytes (type II, section 4.2) or of 12, perhaps with a
// subheader of 8 more (type III, section 4.3). Type I (section 4.1) has no header: the mirrored Ethernet frame follows GRE at once.
// The version stands in the first two bytes; callers check once that the bytes of that type's header are there.
import { u16, u32 } from './read';

/** GRE protocol types. With the first of them and no sequence number in the GRE header it is type I. */
export const GRE_TYPE = 0x88be;
export const GRE_TYPE_III = 0x22eb;

export const VERSION_LEN = 2;
export const version = (b: Uint8Array, at: number): number => b[at] >> 4;
export const TYPE_II = 1;
export const TYPE_III = 2;
export const vlan = (b: Uint8Array, at: number): number => u16(b, at) & 0xfff;
export const cos = (b: Uint8Array, at: number): number => b[at + 2] >> 5;
/** type II: how the frame was encapsulated; type III: what was wrong with it (bad, short, oversized) */
export const encapsulation = (b: Uint8Array, at: number): number => (b[at + 2] >> 3) & 3;
export const truncated = (b: Uint8Array, at: number): number => (b[at + 2] >> 2) & 1;
export const sessionId = (b: Uint8Array, at: number): number => u16(b, at + 2) & 0x3ff;

// Type II
export const HEADER_LEN = 8;
export const reserved = (b: Uint8Array, at: number): number => u16(b, at + 4) >> 4;
export const index = (b: Uint8Array, at: number): number => u32(b, at + 4) & 0xfffff;

// Type III
export const HEADER3_LEN = 12;
export const timestamp = (b: Uint8Array, at: number): number => u32(b, at + 4);
export const groupTag = (b: Uint8Array, at: number): number => u16(b, at + 8);
/** P 1 | frame type 5 | hardware 6 | direction 1 | granularity 2 | O 1 */
export const flags = (b: Uint8Array, at: number): number => u16(b, at + 10);
export const frameType = (b: Uint8Array, at: number): number => (b[at + 10] >> 2) & 31;
export const FRAME_ETHERNET = 0;
export const FRAME_IP = 2;
export const hasSubheader = (b: Uint8Array, at: number): boolean => (b[at + 11] & 1) !== 0;
export const SUBHEADER_LEN = 8;
/** header with its subheader */
export const header3Len = (b: Uint8Array, at: number): number =>
  HEADER3_LEN + (hasSubheader(b, at) ? SUBHEADER_LEN : 0);
/** of the subheader at `at` */
export const platform = (b: Uint8Array, at: number): number => b[at] >> 2;
