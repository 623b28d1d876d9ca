// IEEE 802.2 logical link control header, and the SNAP extension (RFC 1042).
// Callers check once that MIN_LEN (or headerLen) bytes are there; after that no accessor can fail.
import { u16, u24 } from './read';

/** DSAP, SSAP and one byte of control */
export const MIN_LEN = 3;
export const SNAP_LEN = 5;
export const dsap = (b: Uint8Array, at: number): number => b[at];
/** Unnumbered frames have one byte of control, the others two. */
export const isUnnumbered = (b: Uint8Array, at: number): boolean => (b[at + 2] & 3) === 3;
export const controlLen = (b: Uint8Array, at: number): number => (isUnnumbered(b, at) ? 1 : 2);
export const headerLen = (b: Uint8Array, at: number): number => 2 + controlLen(b, at);

export const SAP_SNAP = 0xaa;
export const SAP_IP = 0x06;
export const isSnap = (b: Uint8Array, at: number): boolean =>
  b[at] === SAP_SNAP && b[at + 1] === SAP_SNAP && b[at + 2] === 0x03;
/** Organisation code and protocol number of the SNAP header that starts at `at`. */
export const snapOui = (b: Uint8Array, at: number): number => u24(b, at);
export const snapPid = (b: Uint8Array, at: number): number => u16(b, at + 3);
/** With these organisations the protocol number is an EtherType: encapsulated Ethernet, Cisco's 0x0000f8 (802.1H). */
export const snapIsEtherType = (oui: number): boolean => oui === 0x000000 || oui === 0x0000f8;
