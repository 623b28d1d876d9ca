// The cryptography: published vectors of what Node does not have in Electron, and the same answers in the runtime of the engine as in Node.
import { execFileSync } from 'node:child_process';
import { createCipheriv } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { nodePrimitives as p } from '../../../src-main/engine/base/crypto';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const bytes = (length: number, first = 0): Uint8Array => Uint8Array.from({ length }, (_, i) => (first + 7 * i) & 255);

describe('what is sealed by OpenSSL', () => {
  const LENGTHS = [0, 1, 15, 16, 17, 300];
  it.each([
    ['aes-128-ccm', 16, 16],
    ['aes-256-ccm', 32, 16],
    ['aes-128-ccm', 16, 8],
    ['aes-256-ccm', 32, 8],
  ] as const)('%s, key of %i, tag of %i bytes', (name, keyLength, authTagLength) => {
    const [key, nonce] = [bytes(keyLength), bytes(12, 3)];
    for (const length of LENGTHS)
      for (const besideLength of [0, 5, 13, 40]) {
        const [text, beside] = [bytes(length, 9), bytes(besideLength, 1)];
        const cipher = createCipheriv(name, key, nonce, { authTagLength });
        cipher.setAAD(beside, { plaintextLength: length });
        const sealed = Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
        expect(Buffer.from(p.openCcm(key, nonce, beside, sealed, authTagLength) ?? [1, 2, 3])).toEqual(
          Buffer.from(text),
        );
        sealed[sealed.length - 1] ^= 1;
        expect(p.openCcm(key, nonce, beside, sealed, authTagLength)).toBeNull();
      }
    expect(p.openCcm(key, nonce, bytes(5), bytes(authTagLength - 1), authTagLength)).toBeNull();
  });

  it.each([
    ['aes-128-gcm', 16],
    ['aes-256-gcm', 32],
    ['chacha20-poly1305', 32],
  ] as const)('%s', (name, keyLength) => {
    const open: typeof p.openGcm = (...args) =>
      name === 'chacha20-poly1305' ? p.openChaCha(...args) : p.openGcm(...args);
    const [key, nonce, beside] = [bytes(keyLength), bytes(12, 3), bytes(13)];
    for (const length of LENGTHS) {
      const cipher = createCipheriv(name as 'aes-128-gcm', key, nonce, { authTagLength: 16 });
      cipher.setAAD(beside, { plaintextLength: length });
      const sealed = Buffer.concat([cipher.update(bytes(length)), cipher.final(), cipher.getAuthTag()]);
      expect(Buffer.from(open(key, nonce, beside, sealed) ?? [1, 2, 3])).toEqual(Buffer.from(bytes(length)));
      sealed[0] ^= 1;
      expect(open(key, nonce, beside, sealed)).toBeNull();
    }
    expect(open(key, nonce, beside, bytes(15))).toBeNull();
  });

  it('CBC takes whole blocks only', () => {
    for (const length of [0, 1, 15, 17]) expect(p.openCbc('aes', bytes(16), bytes(16), bytes(length))).toBeNull();
    expect(p.openCbc('3des', bytes(24), bytes(8), bytes(24))).toHaveLength(24);
  });
});

const electron = at('../../../node_modules/electron/dist/electron');
describe.skipIf(!existsSync(electron))('in the runtime of the engine', () => {
  it('the same records open', { timeout: 120_000 }, () => {
    const run = (program: string): { electron: string | null; digests: Record<string, string> } => {
      const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
      const args = ['--import', 'tsx', at('./opened-digest.mjs')];
      return JSON.parse(execFileSync(program, args, { env, encoding: 'utf8' })) as ReturnType<typeof run>;
    };
    const engine = run(electron);
    expect(engine.electron).not.toBeNull();
    expect(engine.digests).toEqual(run(process.execPath).digests);
    expect(Object.keys(engine.digests).length).toBeGreaterThan(20);
  });
});
