// Names of values in QUIC: packets (RFC 9000 section 17, RFC 9369 section 3.2), frames (RFC 9000 section 19, and extensions), errors (section 20).
import { ALERTS } from '../../values/tls-alerts';

type Names = Readonly<Record<number, string>>;

export const FORMS: Names = { 0: 'Short Header', 1: 'Long Header' };
export const KINDS: Names = { 0: 'Initial', 1: '0-RTT', 2: 'Handshake', 3: 'Retry' };
export const KINDS_V2: Names = { 0: 'Retry', 1: 'Initial', 2: '0-RTT', 3: 'Handshake' };
export const NUMBER_LENGTHS: Names = { 0: '1 bytes', 1: '2 bytes', 2: '3 bytes', 3: '4 bytes' };

const FRAMES: Names = {
  0x00: 'PADDING',
  0x01: 'PING',
  0x02: 'ACK',
  0x03: 'ACK_ECN',
  0x04: 'RESET_STREAM',
  0x05: 'STOP_SENDING',
  0x06: 'CRYPTO',
  0x07: 'NEW_TOKEN',
  0x10: 'MAX_DATA',
  0x11: 'MAX_STREAM_DATA',
  0x12: 'MAX_STREAMS (BIDI)',
  0x13: 'MAX_STREAMS (UNI)',
  0x14: 'DATA_BLOCKED',
  0x15: 'STREAM_DATA_BLOCKED',
  0x16: 'STREAMS_BLOCKED (BIDI)',
  0x17: 'STREAMS_BLOCKED (UNI)',
  0x18: 'NEW_CONNECTION_ID',
  0x19: 'RETIRE_CONNECTION_ID',
  0x1a: 'PATH_CHALLENGE',
  0x1b: 'PATH_RESPONSE',
  0x1c: 'CONNECTION_CLOSE (Transport)',
  0x1d: 'CONNECTION_CLOSE (Application)',
  0x1e: 'HANDSHAKE_DONE',
  0x30: 'DATAGRAM',
  0x31: 'DATAGRAM',
};
/** A number of variable size may be larger than any that is known. */
export const frameName = (type: number): string | undefined => (type >= 0x08 && type <= 0x0f ? 'STREAM' : FRAMES[type]);

/** As the Info column has them. */
export const SHORT_FRAMES: Names = {
  0x00: 'PADDING',
  0x01: 'PING',
  0x02: 'ACK',
  0x03: 'ACK',
  0x06: 'CRYPTO',
  0x1c: 'CC',
};

const ERRORS: Names = {
  0x00: 'NO_ERROR',
  0x01: 'INTERNAL_ERROR',
  0x02: 'CONNECTION_REFUSED',
  0x03: 'FLOW_CONTROL_ERROR',
  0x04: 'STREAM_LIMIT_ERROR',
  0x05: 'STREAM_STATE_ERROR',
  0x06: 'FINAL_SIZE_ERROR',
  0x07: 'FRAME_ENCODING_ERROR',
  0x08: 'TRANSPORT_PARAMETER_ERROR',
  0x09: 'CONNECTION_ID_LIMIT_ERROR',
  0x0a: 'PROTOCOL_VIOLATION',
  0x0b: 'INVALID_TOKEN',
  0x0c: 'APPLICATION_ERROR',
  0x0d: 'CRYPTO_BUFFER_EXCEEDED',
  0x0e: 'KEY_UPDATE_ERROR',
  0x0f: 'AEAD_LIMIT_REACHED',
  0x10: 'NO_VIABLE_PATH',
  0x11: 'VERSION_NEGOTIATION_ERROR',
};
/** 0x0100 to 0x01ff carry an alert of TLS: RFC 9001 section 4.8. */
export const isCryptoError = (code: number): boolean => code >= 0x100 && code <= 0x1ff;
export const errorName = (code: number): string | undefined =>
  isCryptoError(code) ? `CRYPTO_ERROR${ALERTS[code & 0xff] ? ` (${ALERTS[code & 0xff]})` : ''}` : ERRORS[code];
