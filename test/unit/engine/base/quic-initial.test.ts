// Protection of Initial packets and the tag of Retry packets, against the samples of RFC 9001 appendix A and RFC 9369 appendix A.
import { describe, expect, it } from 'vitest';
import { quicCrypto } from '../../../../src-main/engine/base/quic-initial';
import { V1, V2, longPacket } from '../../../../src-main/wire/quic';
import { cryptoFrames } from '../../../../src-main/wire/quic-frames';

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replace(/\s/g, ''), 'hex'));
const CID = bytes('8394c8f03e515708');
/** RFC 9001 appendix A.3 */
const SERVER = bytes(`
  cf000000010008f067a5502a4262b5004075c0d95a482cd0991cd25b0aac406a5816b6394100f37a1c69797554780bb38cc5a99f5ede4cf73c3ec2493a1839b3dbcba3f6ea46c5b7684d
  f3548e7ddeb9c3bf9c73cc3f3bded74b562bfb19fb84022f8ef4cdd93795d77d06edbb7aaf2f58891850abbdca3d20398c276456cbc42158407dd074ee`);

describe('the sample of RFC 9001', () => {
  const packet = longPacket(SERVER, 0, SERVER.length);

  it('is opened with what the client sent its first packet to', () => {
    expect(packet).toMatchObject({ kind: 0, dcidLen: 0, scidLen: 8, end: SERVER.length });
    const opened = quicCrypto.openInitial(SERVER, packet!.numberAt, V1, CID, true);
    expect(opened).toMatchObject({ firstByte: 0xc1, number: 1, numberLen: 2 });
    expect(Buffer.from(opened!.bytes.subarray(0, 12)).toString('hex')).toBe('02000000000600405a020000');
    expect(cryptoFrames(opened!.bytes)).toMatchObject([{ place: 0, dataAt: 9, end: 99 }]);
  });
  it('and with nothing else', () => {
    const at = packet!.numberAt;
    expect(quicCrypto.openInitial(SERVER, at, V1, CID, false)).toBeNull();
    expect(quicCrypto.openInitial(SERVER, at, V2, CID, true)).toBeNull();
    expect(quicCrypto.openInitial(SERVER, at, V1, CID.subarray(1), true)).toBeNull();
    for (let i = 0; i < SERVER.length; i++) {
      const changed = SERVER.slice();
      changed[i] ^= 0x10;
      expect(quicCrypto.openInitial(changed, at, V1, CID, true)).toBeNull();
      expect(quicCrypto.openInitial(SERVER.subarray(0, i), at, V1, CID, true)).toBeNull();
    }
  });
});

it.each([
  ['version 1', V1, 'ff000000010008f067a5502a4262b5746f6b656e04a265ba2eff4d829058fb3f0f2496ba'],
  ['version 2', V2, 'cf6b3343cf0008f067a5502a4262b5746f6b656ec8646ce8bfe33952d955543665dcc7b6'],
  ['draft 29', 0xff00001d, 'ffff00001d0008f067a5502a4262b5746f6b656ed16926d81f6f9ca2953a8aa4575e1e49'],
])('the tag of a Retry packet of %s', (_name, version, text) => {
  const packet = bytes(text);
  expect(quicCrypto.isRetry(packet, version, CID)).toBe(true);
  expect(quicCrypto.isRetry(packet, version, CID.subarray(1))).toBe(false);
  expect(quicCrypto.isRetry(packet.subarray(0, 15), version, CID)).toBeNull();
  expect(quicCrypto.isRetry(packet, 0x12345678, CID)).toBeNull();
});
