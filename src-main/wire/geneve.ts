// Geneve, RFC 8926. Callers check once that HEADER_LEN bytes are there; after that no accessor can fail.
import { u16, u24 } from './read';

/** without options */
export const HEADER_LEN = 8;
export const PORT = 6081;
export const version = (b: Uint8Array, at: number): number => b[at] >> 6;
/** bytes */
export const optionsLen = (b: Uint8Array, at: number): number => (b[at] & 63) * 4;
export const flags = (b: Uint8Array, at: number): number => b[at + 1];
/** EtherType of the payload */
export const protocolType = (b: Uint8Array, at: number): number => u16(b, at + 2);
export const vni = (b: Uint8Array, at: number): number => u24(b, at + 4);

/** option class, type, length */
export const OPTION_HEADER_LEN = 4;
/** bytes of data behind the option's header */
export const optionDataLen = (b: Uint8Array, at: number): number => (b[at + 3] & 31) * 4;
