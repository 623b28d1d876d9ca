// AES-CCM, RFC 3610 and NIST SP 800-38C, for a nonce of 12 bytes as TLS has it (RFC 6655 section 3): the length of the text takes 3 bytes. Made of
// AES-CTR and AES-CBC, because the engine's crypto has no CCM.
import { cbc, ctr } from '@noble/ciphers/aes.js';

const BLOCK = 16;
/** Bytes of the length field, 15 less those of the nonce. */
const LENGTH_BYTES = 3;

/** Opens what was sealed, its tag at the end; null where the tag is not the one of these bytes. */
export function openCcm(
  key: Uint8Array,
  nonce: Uint8Array,
  beside: Uint8Array,
  sealed: Uint8Array,
  tagLength: number,
): Uint8Array | null {
  const length = sealed.length - tagLength;
  if (length < 0 || length >= 2 ** (8 * LENGTH_BYTES) || nonce.length !== 15 - LENGTH_BYTES) return null;
  // section 2.3: counter 0 hides the tag, the text begins with counter 1
  const counter = new Uint8Array(BLOCK);
  counter[0] = LENGTH_BYTES - 1;
  counter.set(nonce, 1);
  const hidden = new Uint8Array(BLOCK + length);
  hidden.set(sealed.subarray(length));
  hidden.set(sealed.subarray(0, length), BLOCK);
  const shown = ctr(key, counter).decrypt(hidden);
  const text = shown.slice(BLOCK);
  const tag = authenticator(key, nonce, beside, text, tagLength);
  let different = 0;
  for (let i = 0; i < tagLength; i++) different |= tag[i] ^ shown[i];
  return different === 0 ? text : null;
}

/** Section 2.2: the last block of a CBC over lengths, nonce, what stands beside the text, and the text. */
function authenticator(
  key: Uint8Array,
  nonce: Uint8Array,
  beside: Uint8Array,
  text: Uint8Array,
  tagLength: number,
): Uint8Array {
  const head = beside.length > 0 ? padded(2 + beside.length) : 0;
  const blocks = new Uint8Array(BLOCK + head + padded(text.length));
  blocks[0] = (beside.length > 0 ? 64 : 0) + ((tagLength - 2) / 2) * 8 + LENGTH_BYTES - 1;
  blocks.set(nonce, 1);
  for (let i = 0, left = text.length; i < LENGTH_BYTES; i++, left = Math.floor(left / 256)) blocks[15 - i] = left & 255;
  if (head > 0) {
    blocks[BLOCK] = beside.length >> 8;
    blocks[BLOCK + 1] = beside.length & 255;
    blocks.set(beside, BLOCK + 2);
  }
  blocks.set(text, BLOCK + head);
  const sealed = cbc(key, new Uint8Array(BLOCK), { disablePadding: true }).encrypt(blocks);
  return sealed.subarray(sealed.length - BLOCK);
}

const padded = (length: number): number => Math.ceil(length / BLOCK) * BLOCK;
