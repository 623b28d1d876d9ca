// Opens protected records, each for itself: what it takes beside the keys is the number of the record and, in TLS 1.0, the end of the one before.
// RFC 5246 section 6.2.3, RFC 7366 (encrypt-then-MAC), RFC 5288, 6655 and 7905 (AEAD in TLS 1.2), RFC 8446 section 5.2 to 5.4.
import { RECORD_HEADER_LEN } from '../wire/tls';
import type { CipherParameters } from './cipher-parameters';
import { TLS10, type RecordKeys } from './key-schedule';
import { HASH_LENGTH, type BlockCipher, type Primitives } from './primitives';

/** How the records of one direction are protected, from one change of keys to the next. */
export interface Protection {
  /** negotiated: 0x0301 … 0x0304 */
  readonly version: number;
  readonly cipher: CipherParameters;
  readonly keys: RecordKeys;
  /** RFC 7366 was negotiated; counts for CBC alone */
  readonly encryptThenMac: boolean;
}

/**
 * `short`: fewer bytes than such a record has at least; `tag`: tag or MAC is not that of these bytes with these keys; `padding`: it is none that the
 * version allows; `before`: the record before is needed (TLS 1.0), and is not there.
 */
export type NotOpened = 'short' | 'tag' | 'padding' | 'before';

export type OpenedRecord =
  | {
      readonly ok: true;
      /** of what is inside: in TLS 1.3 another than the header's */
      readonly type: number;
      readonly content: Uint8Array;
    }
  | { readonly ok: false; readonly why: NotOpened };

const no = (why: NotOpened): OpenedRecord => ({ ok: false, why });

/**
 * Opens one record.
 * @param record   its bytes, header included
 * @param number   records that were sent with these keys before: 0 for the first; exact up to 2^53
 * @param before   the record before it in its direction, header included; asked in TLS 1.0 with CBC only, where it is not the first one. Null: not there
 */
export function openRecord(
  p: Primitives,
  how: Protection,
  record: Uint8Array,
  number: number,
  before: Uint8Array | null,
): OpenedRecord {
  const body = record.subarray(RECORD_HEADER_LEN);
  if (how.version >= 0x0304) return openTls13(p, how, record, body, number);
  if (how.cipher.sealing === 'cbc') return openCbc(p, how, record, body, number, before);
  if (how.cipher.sealing === 'null') return openNull(p, how, record, body, number);
  return openAead(p, how, record, body, number);
}

/** RFC 8446 section 5.2: the type stands behind the content, zeros follow. */
function openTls13(p: Primitives, how: Protection, record: Uint8Array, body: Uint8Array, number: number): OpenedRecord {
  if (body.length <= how.cipher.tagLength) return no('short');
  const text = openSealed(p, how, nonceOf(how.keys.iv, number), record.subarray(0, RECORD_HEADER_LEN), body);
  if (text === null) return no('tag');
  let end = text.length;
  while (end > 0 && text[end - 1] === 0) end--;
  return end === 0 ? no('padding') : { ok: true, type: text[end - 1], content: text.subarray(0, end - 1) };
}

/** GCM and CCM send the last 8 bytes of the nonce before the text; ChaCha20 makes it out of the number of the record. */
function openAead(p: Primitives, how: Protection, record: Uint8Array, body: Uint8Array, number: number): OpenedRecord {
  const { sealing, tagLength } = how.cipher;
  const explicit = sealing === 'chacha' ? 0 : 8;
  const length = body.length - explicit - tagLength;
  if (length < 0) return no('short');
  let nonce = nonceOf(how.keys.iv, number);
  if (explicit > 0) {
    nonce = new Uint8Array(12);
    nonce.set(how.keys.iv);
    nonce.set(body.subarray(0, explicit), 4);
  }
  const text = openSealed(p, how, nonce, pseudoHeader(record, number, length), body.subarray(explicit));
  return text === null ? no('tag') : { ok: true, type: record[0], content: text };
}

function openSealed(
  p: Primitives,
  { cipher, keys }: Protection,
  nonce: Uint8Array,
  beside: Uint8Array,
  sealed: Uint8Array,
): Uint8Array | null {
  if (cipher.sealing === 'gcm') return p.openGcm(keys.key, nonce, beside, sealed);
  if (cipher.sealing === 'ccm') return p.openCcm(keys.key, nonce, beside, sealed, cipher.tagLength);
  return p.openChaCha(keys.key, nonce, beside, sealed);
}

function openCbc(
  p: Primitives,
  how: Protection,
  record: Uint8Array,
  body: Uint8Array,
  number: number,
  before: Uint8Array | null,
): OpenedRecord {
  const { block, mac } = how.cipher;
  if (mac === null) return no('short');
  const size = BLOCK[block];
  let sealed = body;
  if (how.encryptThenMac) {
    const length = body.length - HASH_LENGTH[mac];
    if (length < size) return no('short');
    sealed = body.subarray(0, length);
    if (!isMac(p, how, pseudoHeader(record, number, length), sealed, body.subarray(length))) return no('tag');
  }
  let iv = how.keys.iv;
  if (how.version > TLS10) {
    iv = sealed.subarray(0, size);
    sealed = sealed.subarray(size);
  } else if (number > 0) {
    const ends = how.encryptThenMac ? HASH_LENGTH[mac] : 0;
    if (before === null || before.length < RECORD_HEADER_LEN + size + ends) return no('before');
    iv = before.subarray(before.length - ends - size, before.length - ends);
  }
  if (sealed.length < size) return no('short');
  const text = p.openCbc(block, how.keys.key, iv, sealed);
  if (text === null) return no('padding');
  const padded = text.length - 1 - text[text.length - 1];
  if (padded < 0) return no('padding');
  // every byte of it says how long it is
  for (let i = padded; i < text.length; i++) if (text[i] !== text[text.length - 1]) return no('padding');
  if (how.encryptThenMac) return { ok: true, type: record[0], content: text.subarray(0, padded) };
  return checked(p, how, record, text.subarray(0, padded), number);
}

function openNull(p: Primitives, how: Protection, record: Uint8Array, body: Uint8Array, number: number): OpenedRecord {
  return checked(p, how, record, body, number);
}

/** What is left of a text with its MAC behind it. */
function checked(p: Primitives, how: Protection, record: Uint8Array, text: Uint8Array, number: number): OpenedRecord {
  const { mac } = how.cipher;
  const length = text.length - (mac === null ? 0 : HASH_LENGTH[mac]);
  if (length < 0) return no('short');
  const content = text.subarray(0, length);
  return isMac(p, how, pseudoHeader(record, number, length), content, text.subarray(length))
    ? { ok: true, type: record[0], content }
    : no('tag');
}

function isMac(p: Primitives, how: Protection, head: Uint8Array, text: Uint8Array, mac: Uint8Array): boolean {
  if (how.cipher.mac === null) return mac.length === 0;
  const right = p.hmac(how.cipher.mac, how.keys.mac, head, text);
  return right.length === mac.length && right.every((byte, i) => byte === mac[i]);
}

/** Number of the record, type and version of its header, and a length: RFC 5246 section 6.2.3.1 and 6.2.3.3. */
function pseudoHeader(record: Uint8Array, number: number, length: number): Uint8Array {
  const head = new Uint8Array(13);
  putNumber(head, 0, number);
  head.set(record.subarray(0, 3), 8);
  head[11] = length >> 8;
  head[12] = length & 255;
  return head;
}

/** The number of the record, in the last 8 of 12 bytes, xor the IV: RFC 8446 section 5.3, RFC 7905 section 2. */
function nonceOf(iv: Uint8Array, number: number): Uint8Array {
  const nonce = new Uint8Array(12);
  putNumber(nonce, 4, number);
  for (let i = 0; i < Math.min(12, iv.length); i++) nonce[i] ^= iv[i];
  return nonce;
}

function putNumber(into: Uint8Array, at: number, number: number): void {
  for (let i = 7, left = number; i >= 0; i--, left = Math.floor(left / 256)) into[at + i] = left % 256;
}

const BLOCK: Readonly<Record<BlockCipher, number>> = { aes: 16, '3des': 8 };
