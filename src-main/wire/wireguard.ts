// WireGuard, www.wireguard.com/protocol: four messages of known lengths. Little-endian.
// Callers check that a message has the length of its type; after that no accessor can fail.
import { u32LE } from './read';

export const INITIATION = 1;
export const RESPONSE = 2;
export const COOKIE = 3;
export const TRANSPORT = 4;
export const HEADER_LEN = 4;
/** of a transport message: type, receiver, counter, check value of an empty packet */
export const TRANSPORT_LEN = 32;
export const CHECK_LEN = 16;
export const type = (b: Uint8Array, at: number): number => b[at];
export const index = (b: Uint8Array, at: number): number => u32LE(b, at);

const LENGTHS: Readonly<Record<number, number>> = { [INITIATION]: 148, [RESPONSE]: 92, [COOKIE]: 64 };

/** Whether `len` bytes, of which the first four are there, are a message: they have no more to be known by. */
export const isMessage = (b: Uint8Array, at: number, len: number): boolean =>
  (b[at + 1] | b[at + 2] | b[at + 3]) === 0 && (b[at] === TRANSPORT ? len >= TRANSPORT_LEN : LENGTHS[b[at]] === len);
