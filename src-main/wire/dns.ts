// DNS message header, RFC 1035 section 4.1.1. Offsets in bytes from the start of the message.
// Callers check once that HEADER_LEN bytes are there; after that no accessor can fail.
import { u16 } from './read';

export const PORT = 53;
/** RFC 6762 */
export const MDNS_PORT = 5353;
/** RFC 4795 */
export const LLMNR_PORT = 5355;

export const HEADER_LEN = 12;
export const id = (b: Uint8Array, at: number): number => u16(b, at);
/** What a message is known by among those of its conversation: its number and, in front of that, whether it is a response. */
export const identity = (b: Uint8Array, at: number): number => u16(b, at) + (b[at + 2] >> 7) * 0x10000;
export const idOf = (identity: number): number => identity & 0xffff;
export const flags = (b: Uint8Array, at: number): number => u16(b, at + 2);
export const questions = (b: Uint8Array, at: number): number => u16(b, at + 4);
export const answers = (b: Uint8Array, at: number): number => u16(b, at + 6);
export const authorities = (b: Uint8Array, at: number): number => u16(b, at + 8);
export const additionals = (b: Uint8Array, at: number): number => u16(b, at + 10);

// Of the flags
export const isResponse = (flags: number): boolean => (flags & 0x8000) !== 0;
export const opcode = (flags: number): number => (flags >> 11) & 15;
export const rcode = (flags: number): number => flags & 15;
/** RFC 2136: its sections have other names */
export const OPCODE_UPDATE = 5;
/** RFC 8490: TLVs stand in place of the sections */
export const OPCODE_DSO = 6;

/** Behind the name of a question: type, class. Behind that of a record: type, class, time to live, length of the data. */
export const QUESTION_LEN = 4;
export const RECORD_LEN = 10;
