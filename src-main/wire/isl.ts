// Cisco's inter-switch link: 26 bytes in front of a whole Ethernet frame with its check sequence, known by the destination address.
//
//     0         5 6        12     14                17        20      22      24
//     | dst (5) |t/u|  src  | len | dsap ssap ctl   | src high| vlan/b| index | reserved |
//
// Described in Cisco's "InterSwitch Link and IEEE 802.1Q Frame Format". Callers check once that HEADER_LEN bytes are there.
import { u16, u24 } from './read';

export const HEADER_LEN = 26;
/** what `length` does not count: everything up to itself */
export const UNCOUNTED = 14;
export const SRC = 6;
/** of the frame inside: 0 Ethernet, 1 token ring, 2 FDDI, 3 ATM */
export const type = (b: Uint8Array, at: number): number => b[at + 5] >> 4;
export const user = (b: Uint8Array, at: number): number => b[at + 5] & 15;
export const length = (b: Uint8Array, at: number): number => u16(b, at + 12);
export const sourceHigh = (b: Uint8Array, at: number): number => u24(b, at + 17);
export const vlanAndFlag = (b: Uint8Array, at: number): number => u16(b, at + 20);
export const index = (b: Uint8Array, at: number): number => u16(b, at + 22);
export const reserved = (b: Uint8Array, at: number): number => u16(b, at + 24);

export const TYPE_ETHERNET = 0;
export const TYPE_TOKEN_RING = 1;

/** Whether a frame with a length in its Ethernet header is ISL: sent to 01-00-0c-00-00 or 0c-00-0c-00-00. Needs 5 bytes. */
export const isIsl = (b: Uint8Array, at: number): boolean =>
  (b[at] === 0x01 || b[at] === 0x0c) && b[at + 1] === 0 && b[at + 2] === 0x0c && b[at + 3] === 0 && b[at + 4] === 0;
