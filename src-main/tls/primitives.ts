// What the cryptography of TLS is made of. The engine hands it in (engine/base/crypto.ts), so that this room runs in a worker, a test or a fuzzer
// just the same.

export type Hash = 'md5' | 'sha1' | 'sha256' | 'sha384';
export type BlockCipher = 'aes' | '3des';

export interface Primitives {
  /** HMAC, RFC 2104, over all parts one behind the other. */
  hmac(hash: Hash, key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array;
  /**
   * AES-GCM (NIST SP 800-38D) with a nonce of 12 bytes; `sealed` ends with the tag of 16.
   * Null: the tag says that key, nonce, `beside` or bytes are not those that were sealed.
   */
  openGcm(key: Uint8Array, nonce: Uint8Array, beside: Uint8Array, sealed: Uint8Array): Uint8Array | null;
  /** AES-CCM (RFC 3610) with a nonce of 12 bytes and a tag of `tagLength` (8 or 16) at the end; null as above. */
  openCcm(
    key: Uint8Array,
    nonce: Uint8Array,
    beside: Uint8Array,
    sealed: Uint8Array,
    tagLength: number,
  ): Uint8Array | null;
  /** ChaCha20-Poly1305 (RFC 8439) with a tag of 16 bytes at the end; null as above. */
  openChaCha(key: Uint8Array, nonce: Uint8Array, beside: Uint8Array, sealed: Uint8Array): Uint8Array | null;
  /** CBC without any padding taken off. Null: not whole blocks. */
  openCbc(cipher: BlockCipher, key: Uint8Array, iv: Uint8Array, sealed: Uint8Array): Uint8Array | null;
}

/** Bytes of what a hash yields. */
export const HASH_LENGTH: Readonly<Record<Hash, number>> = { md5: 16, sha1: 20, sha256: 32, sha384: 48 };
