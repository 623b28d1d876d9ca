// Link layers seldom met today: FDDI (LINKTYPE_FDDI, 10), ARCNET as Linux captures it (129), Solaris' IPNET (226).
// Callers check before each read.
import { u32 } from './read';

/** frame control, two addresses, then LLC */
export const FDDI_LEN = 13;
/** LLC frames have the upper half of the frame control byte 0x5 (ISO 9314-2 section 7.3.3). */
export const fddiIsLlc = (b: Uint8Array, at: number): boolean => (b[at] & 0xf0) === 0x50;

/** source, destination, two bytes of offset, protocol; then for RFC 1201's protocols split flag and sequence number */
export const ARCNET_SHORT_LEN = 5;
export const ARCNET_LEN = 8;
export const arcnetProtocol = (b: Uint8Array, at: number): number => b[at + 4];
export const ARCNET_IPV4 = 0xd4;
export const ARCNET_ARP = 0xd5;
export const ARCNET_IPV6 = 0xc4;
/** RFC 1051's protocols have no split flag. */
export const ARCNET_IPV4_1051 = 0xf0;
export const ARCNET_ARP_1051 = 0xf1;

export const IPNET_LEN = 24;
export const ipnetFamily = (b: Uint8Array, at: number): number => b[at + 1];
export const ipnetDataLen = (b: Uint8Array, at: number): number => u32(b, at + 4);
export const IPNET_IPV4 = 2;
export const IPNET_IPV6 = 26;
