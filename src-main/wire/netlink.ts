// Linux netlink (LINKTYPE_NETLINK, 253): the header of a cooked capture with the family in the place of the protocol, big-endian; then
// messages in the byte order of the machine. Layouts: tcpdump.org/linktypes, RFC 3549 section 2.2.
// Callers check once that HEADER_LEN (MESSAGE_LEN) bytes are there; after that no accessor can fail.
import { u16, u32, u16LE, u32LE } from './read';

export const HEADER_LEN = 16;
export const hardwareType = (b: Uint8Array, at: number): number => u16(b, at + 2);
export const family = (b: Uint8Array, at: number): number => u16(b, at + 14);

/** length 4, header included | type 2 | flags 2 | sequence 4 | port 4 */
export const MESSAGE_LEN = 16;
/** Nothing tells the byte order: the one is taken in which the length of the first message fits. */
export const isLittleEndian = (b: Uint8Array, at: number, room: number): boolean =>
  fits(u32LE(b, at), room) || !fits(u32(b, at), room);
const fits = (len: number, room: number): boolean => len >= MESSAGE_LEN && len <= room;
export const read16 = (b: Uint8Array, at: number, little: boolean): number => (little ? u16LE(b, at) : u16(b, at));
export const read32 = (b: Uint8Array, at: number, little: boolean): number => (little ? u32LE(b, at) : u32(b, at));
/** messages start at multiples of 4; a length has 32 bits, so the sum may have one more */
export const padded = (len: number): number => Math.ceil(len / 4) * 4;
