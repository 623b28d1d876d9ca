// Linux cooked capture, version 1 (LINKTYPE_LINUX_SLL, 113) and 2 (LINKTYPE_LINUX_SLL2, 276); layouts: tcpdump.org/linktypes.
// Callers check once that HEADER_LEN (HEADER2_LEN) bytes are there; after that no accessor can fail.
import { u16, u32 } from './read';

export const HEADER_LEN = 16;
export const packetType = (b: Uint8Array, at: number): number => u16(b, at);
/** ARPHRD_ number of the device */
export const hardwareType = (b: Uint8Array, at: number): number => u16(b, at + 2);
/** may be more than the 8 bytes that the header holds */
export const addressLen = (b: Uint8Array, at: number): number => u16(b, at + 4);
export const ADDRESS = 6;
export const ADDRESS_SPACE = 8;
/** EtherType, or a LINUX_SLL_P_ number below 0x0600; for some hardware types something else */
export const protocol = (b: Uint8Array, at: number): number => u16(b, at + 14);

export const HEADER2_LEN = 20;
export const protocol2 = (b: Uint8Array, at: number): number => u16(b, at);
export const interfaceIndex2 = (b: Uint8Array, at: number): number => u32(b, at + 4);
export const hardwareType2 = (b: Uint8Array, at: number): number => u16(b, at + 8);
export const packetType2 = (b: Uint8Array, at: number): number => b[at + 10];
export const addressLen2 = (b: Uint8Array, at: number): number => b[at + 11];
export const ADDRESS2 = 12;

// Values of the protocol field that are no EtherTypes
export const P_802_2 = 0x0004; // an LLC header follows
export const P_PPP_HDLC = 0x0007;
// Hardware types (ARPHRD_) for which the protocol field is not an EtherType
export const HW_IPGRE = 778; // protocol: the GRE protocol type
