// Keys of records out of secrets. TLS 1.0 and 1.1: RFC 2246 and 4346 sections 5 and 6.3; TLS 1.2: RFC 5246, the same sections; extended master secret:
// RFC 7627; TLS 1.3: RFC 8446 section 7 and 4.6.3 (key update).
import type { CipherParameters } from './cipher-parameters';
import { HASH_LENGTH, type Hash, type Primitives } from './primitives';

export const TLS10 = 0x0301;
export const TLS12 = 0x0303;

/** Of one direction. What a cipher does not need is empty. */
export interface RecordKeys {
  readonly key: Uint8Array;
  /** TLS 1.3 and ChaCha20: 12 bytes that the number of the record is added to; GCM and CCM of TLS 1.2: its first 4; CBC of TLS 1.0: the first one */
  readonly iv: Uint8Array;
  readonly mac: Uint8Array;
}

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** P_hash, RFC 5246 section 5. */
function expand(p: Primitives, hash: Hash, secret: Uint8Array, seed: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(length);
  let a = seed;
  for (let at = 0; at < length; at += HASH_LENGTH[hash]) {
    a = p.hmac(hash, secret, a);
    out.set(p.hmac(hash, secret, a, seed).subarray(0, length - at), at);
  }
  return out;
}

/** The pseudorandom function of a version up to TLS 1.2; `hash` counts in TLS 1.2 alone. */
export function prf(
  p: Primitives,
  version: number,
  hash: Hash,
  secret: Uint8Array,
  label: string,
  seed: Uint8Array,
  length: number,
): Uint8Array {
  const labelled = joined(ascii(label), seed);
  if (version >= TLS12) return expand(p, hash, secret, labelled, length);
  // RFC 2246 section 5: the two halves share the byte in the middle
  const half = Math.ceil(secret.length / 2);
  const md5 = expand(p, 'md5', secret.subarray(0, half), labelled, length);
  const sha1 = expand(p, 'sha1', secret.subarray(secret.length - half), labelled, length);
  return md5.map((byte, i) => byte ^ sha1[i]);
}

export const MASTER_LENGTH = 48;

/** RFC 5246 section 8.1. */
export const masterSecret = (
  p: Primitives,
  version: number,
  hash: Hash,
  preMaster: Uint8Array,
  clientRandom: Uint8Array,
  serverRandom: Uint8Array,
): Uint8Array => prf(p, version, hash, preMaster, 'master secret', joined(clientRandom, serverRandom), MASTER_LENGTH);

/** Keys of both directions, RFC 5246 section 6.3. */
export function keyBlock(
  p: Primitives,
  version: number,
  cipher: CipherParameters,
  master: Uint8Array,
  clientRandom: Uint8Array,
  serverRandom: Uint8Array,
): { client: RecordKeys; server: RecordKeys } {
  const macLength = cipher.mac === null ? 0 : HASH_LENGTH[cipher.mac];
  const ivLength = fixedIvLength(cipher, version);
  const length = 2 * (macLength + cipher.keyLength + ivLength);
  const block = prf(p, version, cipher.hash, master, 'key expansion', joined(serverRandom, clientRandom), length);
  let at = 0;
  const next = (bytes: number): Uint8Array => block.subarray(at, (at += bytes));
  const [clientMac, serverMac] = [next(macLength), next(macLength)];
  const [clientKey, serverKey] = [next(cipher.keyLength), next(cipher.keyLength)];
  const [clientIv, serverIv] = [next(ivLength), next(ivLength)];
  return {
    client: { key: clientKey, iv: clientIv, mac: clientMac },
    server: { key: serverKey, iv: serverIv, mac: serverMac },
  };
}

function fixedIvLength({ sealing, block }: CipherParameters, version: number): number {
  if (sealing === 'gcm' || sealing === 'ccm') return 4;
  if (sealing === 'chacha') return 12;
  // from TLS 1.1 on each record brings its own
  return sealing === 'cbc' && version <= TLS10 ? (block === 'aes' ? 16 : 8) : 0;
}

/** HKDF-Expand-Label of RFC 8446 section 7.1, without context: what records need is 48 bytes at most. */
export function expandLabel(p: Primitives, hash: Hash, secret: Uint8Array, label: string, length: number): Uint8Array {
  const name = ascii(`tls13 ${label}`);
  const info = joined(Uint8Array.of(length >> 8, length & 255, name.length), name, Uint8Array.of(0));
  // RFC 5869 section 2.3
  const out = new Uint8Array(length);
  let block: Uint8Array = new Uint8Array(0);
  for (let at = 0, n = 1; at < length; at += block.length, n++) {
    block = p.hmac(hash, secret, block, info, Uint8Array.of(n));
    out.set(block.subarray(0, length - at), at);
  }
  return out;
}

/** RFC 8446 section 7.3. */
export const trafficKeys = (p: Primitives, { hash, keyLength }: CipherParameters, secret: Uint8Array): RecordKeys => ({
  key: expandLabel(p, hash, secret, 'key', keyLength),
  iv: expandLabel(p, hash, secret, 'iv', 12),
  mac: new Uint8Array(0),
});

/** The secret behind a KeyUpdate, RFC 8446 section 7.2. */
export const nextSecret = (p: Primitives, { hash }: CipherParameters, secret: Uint8Array): Uint8Array =>
  expandLabel(p, hash, secret, 'traffic upd', HASH_LENGTH[hash]);
