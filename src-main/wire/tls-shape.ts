// Whether bytes are TLS, and how long a record is, by the bytes alone: TLS is met on any port. RFC 8446 section 5.1, and the hello of SSL 2,
// RFC 5246 appendix E.2.
import { u16 } from './read';
import * as wire from './tls';

/** Ports of protocols inside TLS, IANA: HTTPS, SMTPS, LDAPS, DNS over TLS, IMAPS, POP3S, SIPS, AMQPS, MQTT … */
export const TLS_PORTS = [
  443, 324, 465, 636, 802, 853, 993, 995, 1300, 2221, 2443, 3249, 3250, 3251, 3252, 3496, 5061, 5671, 5684, 5868, 8883,
  11207, 19999, 27017,
];

/** Type, version and length that a record can have. TLCP (GB/T 38636) has version 0101. */
export const isRecordHeader = (b: Uint8Array, at: number): boolean =>
  b[at] >= wire.CHANGE_CIPHER_SPEC &&
  b[at] <= wire.HEARTBEAT &&
  ((b[at + 1] === 3 && b[at + 2] <= 4) || u16(b, at + 1) === 0x0101) &&
  u16(b, at + 3) <= wire.LONGEST_RECORD;

/** Types of handshake messages that exist, as bits of a number each: 0 to 25. */
const KNOWN_TYPES = [0, 1, 2, 3, 4, 5, 6, 8, 11, 12, 13, 14, 15, 16, 20, 21, 22, 23, 24, 25].reduce(
  (bits, type) => bits | (1 << type),
  0,
);
export const isMessageType = (type: number): boolean => type <= 25 && (KNOWN_TYPES & (1 << type)) !== 0;

/** No message needs more; a certificate chain has some kB. */
export const LONGEST_MESSAGE = 0x40000;

/**
 * Whether the `len` bytes of a handshake record are in the clear: what is encrypted looks like a message of a known type that fits into
 * its record, or fills it and goes on, once in millions. A lone Hello Request has no body, RFC 5246 section 7.4.1.1: the explicit nonce of
 * AES-GCM often begins with the same four bytes, so it has to be all there is. `changed`: behind a ChangeCipherSpec only a hello is in the
 * clear: in TLS 1.3 that record means nothing, RFC 8446 section 5.
 */
export function isPlainHandshake(b: Uint8Array, at: number, len: number, end: number, changed: boolean): boolean {
  if (len < wire.MESSAGE_HEADER_LEN || end - at < wire.MESSAGE_HEADER_LEN) return false;
  const type = wire.messageType(b, at);
  const length = wire.messageLength(b, at);
  if (!isMessageType(type)) return false;
  if (changed && type !== wire.CLIENT_HELLO && type !== wire.SERVER_HELLO) return false;
  if (type === wire.HELLO_REQUEST) return length === 0 && len === wire.MESSAGE_HEADER_LEN;
  if (type === wire.SERVER_HELLO_DONE) return length === 0;
  return length + wire.MESSAGE_HEADER_LEN <= len || (length <= LONGEST_MESSAGE && len >= 256);
}

/** Of SSL 2: a message of two bytes of length, the first bit of which is set. */
export const SSL2_HEADER_LEN = 2;
export const ssl2Length = (b: Uint8Array, at: number): number => u16(b, at) & 0x7fff;
/** A client's hello in the form of SSL 2, whatever version it offers: its three lengths add up to its own. */
export const isSsl2Hello = (b: Uint8Array, at: number, end: number): boolean =>
  end - at >= 11 &&
  b[at] >= 0x80 &&
  b[at + 2] === wire.CLIENT_HELLO &&
  (u16(b, at + 3) === 2 || (b[at + 3] === 3 && b[at + 4] <= 4)) &&
  u16(b, at + 5) % 3 === 0 &&
  u16(b, at + 5) > 0 &&
  9 + u16(b, at + 5) + u16(b, at + 7) + u16(b, at + 9) === ssl2Length(b, at);
/** A server's: type, session id hit, certificate type, version, three lengths. */
export const isSsl2ServerHello = (b: Uint8Array, at: number, end: number): boolean =>
  end - at >= 13 &&
  b[at] >= 0x80 &&
  b[at + 2] === 4 &&
  b[at + 3] <= 1 &&
  u16(b, at + 5) === 2 &&
  11 + u16(b, at + 7) + u16(b, at + 9) + u16(b, at + 11) === ssl2Length(b, at);

/** Whether a record, or a hello of SSL 2, begins at `at`. Without five bytes nobody knows: no. */
export function looksLikeTls(b: Uint8Array, at: number, end: number): boolean {
  if (end - at < wire.RECORD_HEADER_LEN) return false;
  if (!isRecordHeader(b, at)) return isSsl2Hello(b, at, end) || isSsl2ServerHello(b, at, end);
  // an empty record says nothing of itself; of a handshake the first message does
  if (b[at] !== wire.HANDSHAKE || end - at <= wire.RECORD_HEADER_LEN) return wire.recordLength(b, at) > 0;
  return true;
}

/**
 * Length in bytes of the record (or hello of SSL 2) that begins at `at`, its header included; 0: more bytes are needed to tell, -1: none
 * begins there.
 */
export function recordLengthAt(b: Uint8Array, at: number, end: number): number {
  const there = end - at;
  if (there > 0 && b[at] >= wire.CHANGE_CIPHER_SPEC && b[at] <= wire.HEARTBEAT) {
    if (there < wire.RECORD_HEADER_LEN) return 0;
    return isRecordHeader(b, at) ? wire.RECORD_HEADER_LEN + wire.recordLength(b, at) : -1;
  }
  if (there > 0 && b[at] < 0x80) return -1;
  // a client's hello, or a server's
  if (there > 2 && b[at + 2] !== wire.CLIENT_HELLO && b[at + 2] !== 4) return -1;
  if (there < 13) return 0;
  if (isSsl2Hello(b, at, end) || isSsl2ServerHello(b, at, end)) return SSL2_HEADER_LEN + ssl2Length(b, at);
  return -1;
}

/**
 * Where the record (or hello of SSL 2) that begins at `at` ends; -1: none begins there the header of which was captured, and that is whole
 * before `declaredEnd`.
 * @param end where the captured bytes end
 */
export function recordEnd(b: Uint8Array, at: number, end: number, declaredEnd: number): number {
  const isOld = isSsl2Hello(b, at, end) || isSsl2ServerHello(b, at, end);
  if (!isOld && (at + wire.RECORD_HEADER_LEN > end || !isRecordHeader(b, at))) return -1;
  const to = at + (isOld ? SSL2_HEADER_LEN + ssl2Length(b, at) : wire.RECORD_HEADER_LEN + wire.recordLength(b, at));
  return to <= declaredEnd ? to : -1;
}

/**
 * Whether a stream is TLS that has such bytes at the beginning of a segment, on whatever port: a handshake or application data, a version that
 * is in use, a length that can be. Wireshark looks at the same.
 */
export const beginsTls = (b: Uint8Array): boolean =>
  b.length >= wire.RECORD_HEADER_LEN &&
  (b[0] === wire.HANDSHAKE || b[0] === wire.APPLICATION_DATA) &&
  b[1] === 3 &&
  b[2] <= 3 &&
  wire.recordLength(b, 0) > 0 &&
  wire.recordLength(b, 0) <= wire.LONGEST_RECORD;
