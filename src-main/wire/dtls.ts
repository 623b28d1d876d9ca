// DTLS record and handshake headers: plain records of all versions (RFC 9147 section 4, RFC 6347 section 4.1, RFC 4347), those with a connection ID
// (RFC 9146), the unified header of protected ones in DTLS 1.3 (RFC 9147 section 4). Callers check once that a header is there; after that no accessor
// can fail.
import { u16, u24, u32 } from './read';
import { ALERT, APPLICATION_DATA, CHANGE_CIPHER_SPEC, HANDSHAKE, HEARTBEAT, LONGEST_RECORD } from './tls';

export const RECORD_HEADER_LEN = 13;
export const contentType = (b: Uint8Array, at: number): number => b[at];
export const recordVersion = (b: Uint8Array, at: number): number => u16(b, at + 1);
export const epoch = (b: Uint8Array, at: number): number => u16(b, at + 3);
export const sequenceNumber = (b: Uint8Array, at: number): number => u16(b, at + 5) * 0x100000000 + u32(b, at + 7); // 48 bits
/** Bytes behind the header; a connection ID stands in front of it. */
export const recordLength = (b: Uint8Array, at: number, cidLen = 0): number => u16(b, at + 11 + cidLen);

/** RFC 9146 section 4: a protected record with a connection ID; what it is stands inside. */
export const TLS12_CID = 25;

export const DTLS10 = 0xfeff;
export const DTLS12 = 0xfefd;
export const DTLS13 = 0xfefc;
/** of OpenSSL before 0.9.8f */
const DTLS_OLD = 0x0100;

export const MESSAGE_HEADER_LEN = 12;
export const messageType = (b: Uint8Array, at: number): number => b[at];
/** Of the whole message: bytes behind its header. */
export const messageLength = (b: Uint8Array, at: number): number => u24(b, at + 1);
export const messageSeq = (b: Uint8Array, at: number): number => u16(b, at + 4);
export const fragmentOffset = (b: Uint8Array, at: number): number => u24(b, at + 6);
export const fragmentLength = (b: Uint8Array, at: number): number => u24(b, at + 9);

export const HELLO_VERIFY_REQUEST = 3;

/** Types of messages that exist in DTLS, RFC 9147 section 5.2 and RFC 6347 section 4.3.2. */
const KNOWN_TYPES: ReadonlySet<number> = new Set([
  0, 1, 2, 3, 4, 5, 6, 8, 11, 12, 13, 14, 15, 16, 20, 21, 22, 23, 24, 25,
]);
export const isMessageType = (type: number): boolean => KNOWN_TYPES.has(type);

const isContentType = (type: number): boolean =>
  type === CHANGE_CIPHER_SPEC ||
  type === ALERT ||
  type === HANDSHAKE ||
  type === APPLICATION_DATA ||
  type === HEARTBEAT ||
  type === TLS12_CID;
const isVersion = (version: number): boolean => version === DTLS10 || version === DTLS12 || version === DTLS_OLD;

/** Type and version that a plain record can have; three bytes are enough to tell. */
export const isRecordHeader = (b: Uint8Array, at: number): boolean =>
  isContentType(b[at]) && isVersion(recordVersion(b, at));

/** RFC 9147 section 4: the first three bits are 001. */
export const isUnified = (first: number): boolean => (first & 0xe0) === 0x20;
export const hasCid = (first: number): boolean => (first & 0x10) !== 0;
/** Bytes of the record number, which is encrypted. */
export const numberLen = (first: number): 1 | 2 => (first & 0x08 ? 2 : 1);
export const hasLength = (first: number): boolean => (first & 0x04) !== 0;
export const epochBits = (first: number): number => first & 0x03;
/** Bytes of a unified header. */
export const unifiedLen = (first: number, cidLen: number): number =>
  1 + (hasCid(first) ? cidLen : 0) + numberLen(first) + (hasLength(first) ? 2 : 0);

/** Bytes of a record header at `at`, whichever form it has. */
export function headerLen(b: Uint8Array, at: number, cidLen: number): number {
  if (isUnified(b[at])) return unifiedLen(b[at], cidLen);
  return RECORD_HEADER_LEN + (b[at] === TLS12_CID ? cidLen : 0);
}

/**
 * Where the record that begins at `at` ends; -1: none begins there the header of which was captured, and that is whole before `declaredEnd`.
 * @param end    where the captured bytes end
 * @param cidLen bytes of the connection IDs in this direction
 */
export function recordEnd(b: Uint8Array, at: number, end: number, declaredEnd: number, cidLen: number): number {
  const header = at < end ? headerLen(b, at, cidLen) : 0;
  if (header === 0 || at + header > end) return -1;
  if (isUnified(b[at]) && !hasLength(b[at])) return declaredEnd;
  if (!isUnified(b[at]) && !isRecordHeader(b, at)) return -1;
  const length = u16(b, at + header - 2);
  const to = at + header + length;
  return length <= LONGEST_RECORD && to <= declaredEnd ? to : -1;
}

/**
 * Whether a datagram is one record behind the other, the first of them a plain one. Of one that was cut by the capture as far as it goes: three bytes
 * are enough.
 */
export function looksLikeDtls(b: Uint8Array, from: number, end: number, declaredEnd: number, cidLen: number): boolean {
  if (end - from < 3 || !isRecordHeader(b, from)) return false;
  for (let at = from; at < declaredEnd;) {
    if (at + headerLen(b, at, cidLen) > end) return end < declaredEnd && (at + 3 > end || isRecordHeader(b, at));
    const to = recordEnd(b, at, end, declaredEnd, cidLen);
    if (to < 0 || (to > end && end < declaredEnd)) return to > 0;
    at = to;
  }
  return true;
}

/** Versions of DTLS count down: what they are in TLS. Others as they are. */
export const inTls = (version: number): number =>
  version === DTLS10 || version === DTLS_OLD
    ? 0x0302
    : version === DTLS12
      ? 0x0303
      : version === DTLS13
        ? 0x0304
        : version;
