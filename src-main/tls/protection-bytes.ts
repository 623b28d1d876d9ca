// Keys of records in a form that shared memory can hold: what `openRecord` needs, in 12 bytes and the keys.
import type { CipherParameters, Sealing } from './cipher-parameters';
import type { BlockCipher, Hash } from './primitives';
import type { Protection } from './record-cipher';

const SEALINGS: readonly Sealing[] = ['gcm', 'ccm', 'chacha', 'cbc', 'null'];
const BLOCKS: readonly BlockCipher[] = ['aes', '3des'];
const HASHES: readonly Hash[] = ['md5', 'sha1', 'sha256', 'sha384'];
const HEAD = 12;

export function packProtection({ version, cipher, keys, encryptThenMac }: Protection): Uint8Array {
  const { key, iv, mac } = keys;
  const bytes = new Uint8Array(HEAD + key.length + iv.length + mac.length);
  bytes.set([version >> 8, version & 255, SEALINGS.indexOf(cipher.sealing), BLOCKS.indexOf(cipher.block)]);
  bytes.set([cipher.keyLength, cipher.tagLength], 4);
  bytes.set([cipher.mac === null ? 0 : 1 + HASHES.indexOf(cipher.mac), HASHES.indexOf(cipher.hash)], 6);
  bytes.set([encryptThenMac ? 1 : 0, key.length, iv.length, mac.length], 8);
  bytes.set(key, HEAD);
  bytes.set(iv, HEAD + key.length);
  bytes.set(mac, HEAD + key.length + iv.length);
  return bytes;
}

/** Of what `packProtection` made, and of nothing else. */
export function unpackProtection(b: Uint8Array): Protection {
  const cipher: CipherParameters = {
    sealing: SEALINGS[b[2]],
    block: BLOCKS[b[3]],
    keyLength: b[4],
    tagLength: b[5],
    mac: b[6] === 0 ? null : HASHES[b[6] - 1],
    hash: HASHES[b[7]],
  };
  const ivAt = HEAD + b[9];
  const macAt = ivAt + b[10];
  const keys = { key: b.slice(HEAD, ivAt), iv: b.slice(ivAt, macAt), mac: b.slice(macAt, macAt + b[11]) };
  return { version: (b[0] << 8) | b[1], cipher, keys, encryptThenMac: b[8] === 1 };
}
