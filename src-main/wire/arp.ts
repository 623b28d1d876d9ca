// ARP, RFC 826. The fixed part is followed by four addresses whose lengths it names.
// Callers check once that HEADER_LEN bytes are there, and once more that packetLen bytes are.
import { u16 } from './read';

export const HEADER_LEN = 8;
export const hardwareType = (b: Uint8Array, at: number): number => u16(b, at);
/** EtherType of the protocol */
export const protocolType = (b: Uint8Array, at: number): number => u16(b, at + 2);
export const hardwareLen = (b: Uint8Array, at: number): number => b[at + 4];
export const protocolLen = (b: Uint8Array, at: number): number => b[at + 5];
export const opcode = (b: Uint8Array, at: number): number => u16(b, at + 6);

export const senderHardware = (_b: Uint8Array, at: number): number => at + 8;
export const senderProtocol = (b: Uint8Array, at: number): number => at + 8 + b[at + 4];
export const targetHardware = (b: Uint8Array, at: number): number => at + 8 + b[at + 4] + b[at + 5];
export const targetProtocol = (b: Uint8Array, at: number): number => at + 8 + 2 * b[at + 4] + b[at + 5];
export const packetLen = (b: Uint8Array, at: number): number => 8 + 2 * (b[at + 4] + b[at + 5]);

export const HW_ETHERNET = 1;
export const OP_REQUEST = 1;
export const OP_REPLY = 2;
