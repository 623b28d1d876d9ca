// Ethernet II and IEEE 802.3 header. Offsets in bytes from the start of the frame.
// Callers check once that HEADER_LEN bytes are there; after that no accessor can fail.
import { u16 } from './read';

export const HEADER_LEN = 14;
export const DST = 0;
export const SRC = 6;
/** EtherType from 0x0600 on, length up to 1500 (IEEE 802.3 clause 3.2.6); between them: undefined. */
export const typeOrLength = (b: Uint8Array, at: number): number => u16(b, at + 12);
export const MAX_LENGTH = 1500;
export const MIN_TYPE = 0x0600;

/** Group bit: the address is multicast or broadcast. */
export const isGroup = (b: Uint8Array, addressAt: number): boolean => (b[addressAt] & 1) !== 0;
/** Locally administered bit. */
export const isLocal = (b: Uint8Array, addressAt: number): boolean => (b[addressAt] & 2) !== 0;

// EtherTypes, IANA registry "IEEE 802 numbers"
export const TYPE_IPV4 = 0x0800;
export const TYPE_ARP = 0x0806;
export const TYPE_TRANS_ETHER = 0x6558; // transparent Ethernet bridging, in GRE and Geneve
export const TYPE_VLAN = 0x8100; // 802.1Q
export const TYPE_QINQ = 0x88a8; // 802.1ad
export const TYPE_QINQ_OLD = 0x9100;
export const TYPE_IPV6 = 0x86dd;
export const TYPE_MPLS = 0x8847;
export const TYPE_PPP = 0x880b;
export const TYPE_PPPOE_DISCOVERY = 0x8863;
export const TYPE_PPPOE_SESSION = 0x8864;
