// TLS record and handshake headers, RFC 9846 (sections are cited by the numbers of RFC 8446, which it replaced: 5.1 and 4; RFC 5246 and SSL 3, RFC 6101,
// have the same), and the fixed parts of the two hellos. Callers check once that a header is there; after that no accessor can fail.
import { u16, u24 } from './read';

export const RECORD_HEADER_LEN = 5;
export const contentType = (b: Uint8Array, at: number): number => b[at];
export const recordVersion = (b: Uint8Array, at: number): number => u16(b, at + 1);
export const recordLength = (b: Uint8Array, at: number): number => u16(b, at + 3); // bytes behind the header

export const CHANGE_CIPHER_SPEC = 20;
export const ALERT = 21;
export const HANDSHAKE = 22;
export const APPLICATION_DATA = 23;
export const HEARTBEAT = 24;

/** RFC 5246 section 6.2.3: a protected record has at most 2048 bytes more than the 16,384 of a plain one. */
export const LONGEST_RECORD = 16384 + 2048;

export const MESSAGE_HEADER_LEN = 4;
export const messageType = (b: Uint8Array, at: number): number => b[at];
export const messageLength = (b: Uint8Array, at: number): number => u24(b, at + 1);

export const HELLO_REQUEST = 0;
export const CLIENT_HELLO = 1;
export const SERVER_HELLO = 2;
export const NEW_SESSION_TICKET = 4;
export const HELLO_RETRY_REQUEST = 6;
export const ENCRYPTED_EXTENSIONS = 8;
export const CERTIFICATE = 11;
export const SERVER_KEY_EXCHANGE = 12;
export const CERTIFICATE_REQUEST = 13;
export const SERVER_HELLO_DONE = 14;
export const CERTIFICATE_VERIFY = 15;
export const CLIENT_KEY_EXCHANGE = 16;
export const FINISHED = 20;
export const CERTIFICATE_STATUS = 22;
export const KEY_UPDATE = 24;
export const COMPRESSED_CERTIFICATE = 25;

export const RANDOM_LEN = 32;

export const SSL30 = 0x0300;
export const TLS12 = 0x0303;
export const TLS13 = 0x0304;

/** RFC 8701: values that mean nothing, so that nobody gets used to knowing all of them: 0a0a, 1a1a … fafa. */
export const isGrease = (value: number): boolean => (value & 0x0f0f) === 0x0a0a && value >> 8 === (value & 0xff);

/** Versions of the drafts of TLS 1.3, and of Facebook's variant of them. */
export const isTls13 = (version: number): boolean =>
  version === TLS13 || (version >= 0x7f0e && version <= 0x7f1c) || version === 0xfb17 || version === 0xfb1a;

// RFC 8446 section 4.1.4: SHA-256 of "HelloRetryRequest", in the place of the server's random bytes.
const RETRY = [0xcf21ad74, 0xe59a6111, 0xbe1d8c02, 0x1e65b891, 0xc2a21116, 0x7abb8c5e, 0x079e09e2, 0xc8a8339c];
export const isRetryRandom = (b: Uint8Array, at: number): boolean =>
  RETRY.every((word, i) => ((u16(b, at + 4 * i) << 16) | u16(b, at + 4 * i + 2)) >>> 0 === word);
