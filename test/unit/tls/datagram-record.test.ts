// Records of DTLS with keys: what does not fit stays closed, whatever the bytes are; keys hold for their epoch from their row on.
import { expect, test } from 'vitest';
import { nodePrimitives } from '../../../src-main/engine/base/crypto';
import { DtlsKeys } from '../../../src-main/reassembly/dtls-keys';
import { cipherParameters } from '../../../src-main/tls/cipher-parameters';
import { likeTls, openDatagramRecord, withoutCookie } from '../../../src-main/tls/datagram-record';
import { readClientHello } from '../../../src-main/tls/handshake-reader';
import { keyBlock } from '../../../src-main/tls/key-schedule';
import type { Protection } from '../../../src-main/tls/record-cipher';
import * as wire from '../../../src-main/wire/dtls';
import { dtlsClientHello, dtlsRecord } from '../../fixtures/dtls-messages';

const bytes = (length: number, fill: number): Uint8Array => new Uint8Array(length).fill(fill);

/** Keys of a suite, of secrets that nobody has used. */
function keysOf(suite: number, version: number): Protection {
  const cipher = cipherParameters(suite);
  if (cipher === null) throw new Error('no such cipher');
  const like = likeTls(version);
  const { client } = keyBlock(nodePrimitives, like, cipher, bytes(48, 1), bytes(32, 2), bytes(32, 3));
  return { version: like, cipher, keys: client, encryptThenMac: false };
}

test.each([
  ['AES-GCM', 0xc02b, wire.DTLS12],
  ['ChaCha20', 0xcca9, wire.DTLS12],
  ['CCM of 8', 0xc0ae, wire.DTLS12],
  ['CBC', 0xc009, wire.DTLS12],
  ['CBC of DTLS 1.0', 0xc009, wire.DTLS10],
])('records of any length and epoch that these keys have not sealed: %s', (_name, suite, version) => {
  const keys = keysOf(suite, version);
  for (let length = 0; length < 100; length++)
    for (const epoch of [1, 31, 32, 0xffff])
      for (const type of [22, 25]) {
        const record = dtlsRecord(type, bytes(length, 7), { epoch, number: 0xffffffff, version });
        for (const end of [0, 5, 12, 13, record.length])
          expect(openDatagramRecord(nodePrimitives, keys, record.subarray(0, end)).ok).toBe(false);
      }
});

test('a hello with its cookie taken out, cut anywhere', () => {
  // behind the header of the message
  const hello = dtlsClientHello(bytes(20, 0xcc)).subarray(4);
  const whole = withoutCookie(hello);
  expect(whole?.length).toBe(hello.length - 21);
  expect(readClientHello(whole ?? bytes(0, 0))?.suites.length).toBeGreaterThan(0);
  for (let end = 0; end < hello.length; end++) {
    const like = withoutCookie(hello.subarray(0, end));
    if (like !== null) readClientHello(like);
  }
  expect(withoutCookie(hello.subarray(0, 40))).toBeNull();
});

test('the keys of an epoch are the latest that hold in a row; workers find the same', () => {
  const keys = new DtlsKeys();
  keys.add(2, 1, 10, bytes(3, 1));
  keys.add(3, 1, 10, bytes(3, 2));
  keys.add(2, 1, 50, bytes(3, 3));
  keys.add(2, 2, 50, bytes(3, 4));
  const worker = new DtlsKeys();
  worker.take(keys.share());
  for (const one of [keys, worker]) {
    const found = (direction: number, epoch: number, row: number): number =>
      one.find(direction, epoch, row) === 0 ? 0 : one.bytesOf(one.find(direction, epoch, row))[0];
    expect([found(2, 1, 9), found(2, 1, 10), found(2, 1, 49), found(2, 1, 50), found(2, 2, 60)]).toEqual([
      0, 1, 1, 3, 4,
    ]);
    expect([found(3, 1, 60), found(3, 2, 60), found(4, 1, 60)]).toEqual([2, 0, 0]);
  }
  const { data } = keys.share().bytes;
  keys.reset();
  expect([...data.subarray(0, 12)]).toEqual(new Array(12).fill(0));
  worker.take(keys.share());
  expect([worker.count, worker.find(2, 1, 60)]).toEqual([0, 0]);
});
