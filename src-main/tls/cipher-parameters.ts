// What a cipher suite does to records, read from its name (IANA "TLS Cipher Suites"): which cipher with keys how long, which MAC, and the hash that keys
// are derived with. RFC 5246 section 6.2.3 and appendix C, RFC 5288 (GCM), RFC 6655 (CCM), RFC 7905 (ChaCha20), RFC 8446 appendix B.4.
import { cipherSuiteName } from '../dissect/protocols/tls/cipher-suites';
import type { BlockCipher, Hash } from './primitives';

/** `null`: nothing is encrypted, records carry a MAC alone. */
export type Sealing = 'gcm' | 'ccm' | 'chacha' | 'cbc' | 'null';

export interface CipherParameters {
  readonly sealing: Sealing;
  /** of `cbc` */
  readonly block: BlockCipher;
  /** bytes of the key */
  readonly keyLength: number;
  /** bytes of the tag of an AEAD, 0 for the others */
  readonly tagLength: number;
  /** of `cbc` and `null`; of an AEAD null */
  readonly mac: Hash | null;
  /** for keys, in TLS 1.2 and 1.3 */
  readonly hash: Hash;
}

const CIPHERS: readonly (readonly [RegExp, Sealing, BlockCipher, keyLength: number, tagLength: number])[] = [
  [/^AES_128_GCM$/, 'gcm', 'aes', 16, 16],
  [/^AES_256_GCM$/, 'gcm', 'aes', 32, 16],
  [/^AES_128_CCM$/, 'ccm', 'aes', 16, 16],
  [/^AES_256_CCM$/, 'ccm', 'aes', 32, 16],
  [/^AES_128_CCM_8$/, 'ccm', 'aes', 16, 8],
  [/^AES_256_CCM_8$/, 'ccm', 'aes', 32, 8],
  [/^CHACHA20_POLY1305$/, 'chacha', 'aes', 32, 16],
  [/^AES_128_CBC$/, 'cbc', 'aes', 16, 0],
  [/^AES_256_CBC$/, 'cbc', 'aes', 32, 0],
  [/^3DES_EDE_CBC$/, 'cbc', '3des', 24, 0],
  [/^NULL$/, 'null', 'aes', 0, 0],
];
const HASHES: Readonly<Record<string, Hash>> = { MD5: 'md5', SHA: 'sha1', SHA256: 'sha256', SHA384: 'sha384' };

/** Null: the suite is not known, or of a cipher that is not read here (RC4, DES, Camellia, ARIA, SM4 …), or it is none (signalling values). */
export function cipherParameters(suite: number): CipherParameters | null {
  const known = KNOWN.get(suite);
  if (known !== undefined) return known;
  const found = read(cipherSuiteName(suite) ?? '');
  KNOWN.set(suite, found);
  return found;
}
/** at most 65,536 of them */
const KNOWN = new Map<number, CipherParameters | null>();

function read(name: string): CipherParameters | null {
  // TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, TLS_RSA_WITH_AES_128_CCM_8, TLS_AES_128_GCM_SHA256
  const split = /^TLS_(?:\w+_WITH_)?(\w+?)(?:_(MD5|SHA|SHA256|SHA384))?$/.exec(name);
  if (split === null) return null;
  const found = CIPHERS.find(([cipher]) => cipher.test(split[1]));
  if (found === undefined) return null;
  const [, sealing, block, keyLength, tagLength] = found;
  // RFC 6655: CCM without a hash in its name is SHA-256
  const named = split[2] === undefined ? (sealing === 'ccm' ? 'sha256' : null) : HASHES[split[2]];
  if (named === null) return null;
  const mac = sealing === 'cbc' || sealing === 'null' ? named : null;
  // RFC 5246 section 5: older suites use SHA-256, too
  const hash = named === 'sha384' ? 'sha384' : 'sha256';
  return { sealing, block, keyLength, tagLength, mac, hash };
}
