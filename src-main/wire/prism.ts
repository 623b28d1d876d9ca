// Headers of old Wi-Fi drivers: Prism (LINKTYPE_IEEE802_11_PRISM, 119), and AVS, which came after it (LINKTYPE_IEEE802_11_AVS, 163, and
// also under the number of Prism); layouts: the Linux drivers wlan-ng and hostap.
// Prism, in the byte order of the machine: message code 4 | length 4 | device 16 | ten values of 12: ID 4, status 2, length 2, value 4
// AVS, big-endian: magic and version 4 | length 4 | MAC time 8 | host time 8 | PHY 4 | channel 4 | rate 4 | antenna 4 | priority 4 |
//   kind of signal 4 | signal 4 | noise 4 | preamble 4 | encoding 4; version 2: sequence 4 | drops 4 | receiver 6 | padding 2
// Callers check once that HEADER_LEN (AVS: MIN_LEN, then the length) bytes are there; after that no accessor can fail.
import { u32, u32LE } from './read';

export const HEADER_LEN = 144;
export const VALUES = 24;
export const VALUE_LEN = 12;
const isCode = (code: number): boolean => code === 0x41 || code === 0x44;
export const isPrism = (b: Uint8Array, at: number): boolean => isCode(u32LE(b, at)) || isCode(u32(b, at));
/** Whether its numbers are little-endian. */
export const isLittleEndian = (b: Uint8Array, at: number): boolean => isCode(u32LE(b, at));

export const AVS_MIN_LEN = 8;
export const isAvs = (b: Uint8Array, at: number): boolean => u32(b, at) >>> 12 === 0x80211;
export const avsVersion = (b: Uint8Array, at: number): number => b[at + 3] & 15;
/** bytes up to the frame */
export const avsLen = (b: Uint8Array, at: number): number => u32(b, at + 4);
