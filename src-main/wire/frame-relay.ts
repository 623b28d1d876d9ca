// Frame Relay with the encapsulation of RFC 2427 (LINKTYPE_FRELAY, 107), and Cisco's with an EtherType instead.
// Callers check before each read: the address has a length of its own.

/** Address bytes: the last one has its lowest bit set (Q.922 section 3.2). 0 where the first four have not. */
export function addressLen(b: Uint8Array, at: number, end: number): number {
  for (let i = 0; i < 4 && at + i < end; i++) if ((b[at + i] & 1) !== 0) return i + 1;
  return 0;
}
/** Data link connection identifier of a two-byte address. */
export const dlci2 = (b: Uint8Array, at: number): number => ((b[at] >> 2) << 4) | (b[at + 1] >> 4);

/** Unnumbered information: an NLPID follows, after a zero byte of padding or without it. */
export const CONTROL_UI = 0x03;
export const NLPID_SNAP = 0x80;
export const NLPID_IPV4 = 0xcc;
export const NLPID_IPV6 = 0x8e;
