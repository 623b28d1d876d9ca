// Protected records of DTLS 1.0 and 1.2, opened as those of TLS 1.1 and 1.2 that they are sealed like (RFC 4347 and 6347 section 4.1.2): the number of a record is its epoch
// and the number in it, which its header says. What differs is where these stand. Records with a connection ID (RFC 9146) and those of DTLS 1.3 stay closed.
import * as wire from '../wire/dtls';
import { RANDOM_LEN, RECORD_HEADER_LEN } from '../wire/tls';
import type { Primitives } from './primitives';
import { openRecord, type OpenedRecord, type Protection } from './record-cipher';

/** Epochs whose records have numbers that are exact: epoch and 48 bits in 53. */
export const LAST_EPOCH = 31;
const EPOCH = 2 ** 48;

/** The version of TLS that a version of DTLS is like; 0: there is none, or it is not read here. */
export const likeTls = (version: number): number =>
  version === wire.DTLS12 ? 0x0303 : version === wire.DTLS10 ? 0x0302 : 0;

/** Opens the plain record that `record` is, its header included; `how`: of the version that it is like. */
export function openDatagramRecord(p: Primitives, how: Protection, record: Uint8Array): OpenedRecord {
  const body = record.length - wire.RECORD_HEADER_LEN;
  if (body < 0) return { ok: false, why: 'short' };
  const epoch = wire.epoch(record, 0);
  if (wire.contentType(record, 0) === wire.TLS12_CID || epoch > LAST_EPOCH) return { ok: false, why: 'tag' };
  // type and version, then the length: what is authenticated beside the text is the same
  const like = new Uint8Array(RECORD_HEADER_LEN + body);
  like.set(record.subarray(0, 3));
  like[3] = body >> 8;
  like[4] = body & 255;
  like.set(record.subarray(wire.RECORD_HEADER_LEN), RECORD_HEADER_LEN);
  return openRecord(p, how, like, epoch * EPOCH + wire.sequenceNumber(record, 0), null);
}

/** The body of a ClientHello as TLS has it: RFC 6347 section 4.2.1 puts a cookie behind its session ID. Null: it is cut short. */
export function withoutCookie(b: Uint8Array): Uint8Array | null {
  const session = 2 + RANDOM_LEN;
  if (b.length < session + 1) return null;
  const cookie = session + 1 + b[session];
  if (cookie >= b.length || cookie + 1 + b[cookie] > b.length) return null;
  const hello = new Uint8Array(b.length - 1 - b[cookie]);
  hello.set(b.subarray(0, cookie));
  hello.set(b.subarray(cookie + 1 + b[cookie]), cookie);
  return hello;
}
