// DHCPv6 messages, RFC 8415 sections 8 and 9. Offsets in bytes from the start of the message.
// Callers check that the bytes are there; after that no accessor can fail.
import { u16, u24 } from './read';

export const CLIENT_PORT = 546;
export const SERVER_PORT = 547;

export const messageType = (b: Uint8Array, at: number): number => b[at];
export const RELAY_FORWARD = 12;
export const RELAY_REPLY = 13;
export const isRelayed = (b: Uint8Array, at: number): boolean =>
  messageType(b, at) === RELAY_FORWARD || messageType(b, at) === RELAY_REPLY;

// Between client and server
export const HEADER_LEN = 4;
export const transaction = (b: Uint8Array, at: number): number => u24(b, at + 1);

// Between relay agent and server
export const RELAY_HEADER_LEN = 34;
export const LINK_AT = 2;
export const PEER_AT = 18;

// Options, RFC 8415 section 21.1
export const OPTION_HEADER_LEN = 4;
export const optionCode = (b: Uint8Array, at: number): number => u16(b, at);
export const optionLen = (b: Uint8Array, at: number): number => u16(b, at + 2);
export const CLIENT_ID = 1;
export const RELAY_MESSAGE = 9;
