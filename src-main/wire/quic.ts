// Headers of QUIC packets: what all versions have in common (RFC 8999), versions 1 and 2 (RFC 9000 section 17, RFC 9369 section 3.2), and the drafts
// of version 1. Several packets may stand in one datagram (RFC 9000 section 12.2).
import { u32 } from './read';
import { varint, varintLen } from './varint';

export const V1 = 1;
export const V2 = 0x6b3343cf;
/** A draft of version 2 that was deployed: draft-ietf-quic-v2-01. */
export const V2_DRAFT = 0x709a50c4;
/** Its versions negotiate: no packet of QUIC proper. */
export const NEGOTIATION = 0;

/** Kinds of packets, by the numbers that types have in version 1; 1 is 0-RTT, 2 is Handshake. */
export const INITIAL = 0;
export const RETRY = 3;

/** RFC 9000 section 17.2: of the versions that we know a connection ID has at most so many bytes. */
export const LONGEST_CID = 20;
/** First byte, version, and the length of the first connection ID. */
export const LONG_HEADER_LEN = 6;
/** RFC 9001 section 5.8 */
export const RETRY_TAG_LEN = 16;
/** RFC 9000 section 14.1: a datagram with an Initial packet that asks for an answer has at least so many bytes. */
export const LEAST_INITIAL_DATAGRAM = 1200;

/** HTTP/3, RFC 9114 section 3.2. */
export const HTTPS_PORT = 443;

export const isLong = (b: Uint8Array, at: number): boolean => b[at] >= 0x80;
export const hasFixedBit = (b: Uint8Array, at: number): boolean => (b[at] & 0x40) !== 0;
export const version = (b: Uint8Array, at: number): number => u32(b, at + 1);
export const typeBits = (b: Uint8Array, at: number): number => (b[at] >> 4) & 3;

export const isV2 = (which: number): boolean => which === V2 || which === V2_DRAFT;
/** Draft `n` of version 1, 0: it is none. */
export const draftOf = (which: number): number =>
  which >>> 8 === 0xff0000 && (which & 0xff) >= 23 && (which & 0xff) <= 34 ? which & 0xff : 0;
/** Versions whose packets have the form of version 1 or 2. */
export const isKnownVersion = (which: number): boolean => which === V1 || isV2(which) || draftOf(which) > 0;
/** RFC 9000 section 15: a version that asks for a negotiation. */
export const isGreaseVersion = (which: number): boolean => (which & 0x0f0f0f0f) >>> 0 === 0x0a0a0a0a;
/** RFC 9369 section 3.2: in version 2 types have other numbers. */
export const kindOf = (which: number, bits: number): number => (isV2(which) ? (bits + 3) & 3 : bits);

/** A number of variable size; more than 2^53 - 1 is Infinity. The bytes of it are there. */
export function varintNumber(b: Uint8Array, at: number): number {
  const value = varint(b, at);
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : Infinity;
}

/** A packet with a long header. */
export interface LongPacket {
  version: number;
  /** -1: its version is not known, or none */
  kind: number;
  at: number;
  dcidAt: number;
  dcidLen: number;
  scidAt: number;
  scidLen: number;
  /** where its number stands, protected; of a Retry or a negotiation what follows the connection IDs */
  numberAt: number;
  /** where it ends, by its length */
  end: number;
}

/** The packet at `at` with a long header, of which nothing behind `end` is there. Null: it is none, or its header is not whole. */
export function longPacket(b: Uint8Array, at: number, end: number): LongPacket | null {
  if (end - at < LONG_HEADER_LEN || !isLong(b, at)) return null;
  const which = version(b, at);
  const dcidAt = at + LONG_HEADER_LEN;
  const dcidLen = b[at + 5];
  const scidAt = dcidAt + dcidLen + 1;
  if (scidAt > end) return null;
  const scidLen = b[scidAt - 1];
  let next = scidAt + scidLen;
  if (next > end) return null;
  const isKnown = isKnownVersion(which);
  const kind = isKnown ? kindOf(which, typeBits(b, at)) : -1;
  const packet = { version: which, kind, at, dcidAt, dcidLen, scidAt, scidLen, numberAt: next, end };
  if (!isKnown) return packet;
  if (dcidLen > LONGEST_CID || scidLen > LONGEST_CID) return null;
  if (kind === RETRY) return packet;
  if (kind === INITIAL) {
    if (next >= end || next + varintLen(b, next) > end) return null;
    next += varintLen(b, next) + varintNumber(b, next);
  }
  if (next >= end || next + varintLen(b, next) > end) return null;
  packet.numberAt = next + varintLen(b, next);
  packet.end = packet.numberAt + varintNumber(b, next);
  return packet;
}

/**
 * Whether a datagram of `len` bytes, of which those before `end` are there, begins with a packet of QUIC that tells what it is: a long header of a
 * known version, or a negotiation of versions.
 */
export function looksLikeQuic(b: Uint8Array, at: number, end: number, len: number): boolean {
  if (end - at < LONG_HEADER_LEN || !isLong(b, at)) return false;
  const which = version(b, at);
  const dcidLen = b[at + 5];
  if (dcidLen > LONGEST_CID) return false;
  const scidAt = at + LONG_HEADER_LEN + dcidLen + 1;
  if (scidAt > end) return isKnownVersion(which) && hasFixedBit(b, at);
  const scidLen = b[scidAt - 1];
  if (scidLen > LONGEST_CID || scidAt + scidLen > at + len) return false;
  if (which !== NEGOTIATION) return hasFixedBit(b, at) && (isKnownVersion(which) || isGreaseVersion(which));
  const versions = at + len - (scidAt + scidLen);
  // nobody has connection IDs of no bytes on both sides and offers no version
  return versions > 0 && versions % 4 === 0 && dcidLen + scidLen > 0;
}
