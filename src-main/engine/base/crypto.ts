// The cryptography behind tls/: hashes, AES-GCM and CBC are Node's. Electron's is BoringSSL, which knows neither ChaCha20-Poly1305 nor CCM by name:
// these come from a library, so that the engine and plain Node say the same.
import { createDecipheriv, createHmac } from 'node:crypto';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import type { BlockCipher, Primitives } from '../../tls/primitives';
import { openCcm } from './ccm';

const GCM_TAG = 16;
const BLOCK: Readonly<Record<BlockCipher, number>> = { aes: 16, '3des': 8 };

export const nodePrimitives: Primitives = {
  hmac(hash, key, ...parts) {
    const hmac = createHmac(hash, key);
    for (const part of parts) hmac.update(part);
    return hmac.digest();
  },
  openGcm(key, nonce, beside, sealed) {
    const length = sealed.length - GCM_TAG;
    if (length < 0) return null;
    const cipher = createDecipheriv(key.length === 32 ? 'aes-256-gcm' : 'aes-128-gcm', key, nonce);
    cipher.setAAD(beside);
    cipher.setAuthTag(sealed.subarray(length));
    const text = cipher.update(sealed.subarray(0, length));
    return tried(() => {
      cipher.final();
      return text;
    });
  },
  openCcm,
  openChaCha: (key, nonce, beside, sealed) => tried(() => chacha20poly1305(key, nonce, beside).decrypt(sealed)),
  openCbc(cipher, key, iv, sealed) {
    if (sealed.length === 0 || sealed.length % BLOCK[cipher] !== 0) return null;
    const name = cipher === '3des' ? 'des-ede3-cbc' : key.length === 32 ? 'aes-256-cbc' : 'aes-128-cbc';
    return createDecipheriv(name, key, iv).setAutoPadding(false).update(sealed);
  },
};

/** Null where the tag is wrong: both libraries throw then. */
function tried(body: () => Uint8Array): Uint8Array | null {
  try {
    return body();
  } catch {
    return null;
  }
}
