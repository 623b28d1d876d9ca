// What is kept of TLS handshakes: as it was put in, also in a worker, and no text twice.
import { expect, test } from 'vitest';
import { HandshakeTable, NO_HANDSHAKE, type HandshakeFrames } from '../../../../src-main/flow/table/handshake-table';
import { random } from '../../store/flow-rows';

const NONE: HandshakeFrames = { hello: 0, answer: 0, complete: 0 };

test('any values come back, also in a worker, and the newest stand', () => {
  const next = random(7);
  const table = new HandshakeTable();
  const put = new Map<number, [typeof NO_HANDSHAKE, HandshakeFrames]>();
  for (let i = 0; i < 30_000; i++) {
    const flow = next() % 200_000;
    const some = (text: string): string | null => (next() % 3 === 0 ? null : text);
    const row = {
      tlsVersion: some('TLS 1.3'),
      tlsServerName: some(`host-${next() % 5000}.example.org`),
      tlsAlpn: some('h2'),
      tlsCipher: some('TLS_AES_128_GCM_SHA256'),
      tlsGroup: some('x25519'),
      tlsResumed: ([null, 'yes', 'no', 'unknown'] as const)[next() % 4],
      tlsAlert: some('Handshake Failure'),
      tlsDaysLeft: next() % 4 === 0 ? null : (next() % 4000) - 2000,
      tlsJa4: some(`t13d${next()}`),
    };
    const frames = { hello: next() % 1000, answer: next() % 2 ** 31, complete: next() % 3 };
    put.set(flow, [row, frames]);
    table.set(flow, row, frames);
  }
  const worker = new HandshakeTable();
  worker.take(table.share());
  for (const one of [table, worker]) {
    for (const [flow, [row, frames]] of put) {
      expect(one.of(flow)).toEqual(row);
      expect(one.framesOf(flow)).toEqual(frames);
    }
    expect([one.has(200_001), one.of(200_001), one.framesOf(200_001)]).toEqual([false, NO_HANDSHAKE, null]);
  }
});

test('texts are kept once; long ones end at 255 bytes, and do not grow with each look', () => {
  const table = new HandshakeTable();
  for (let flow = 0; flow < 4096; flow++) table.set(flow, { ...NO_HANDSHAKE, tlsVersion: 'TLS 1.3' }, NONE);
  const { byteLength } = table;
  for (let n = 0; n < 2000; n++)
    table.set(1, { ...NO_HANDSHAKE, tlsServerName: 'x'.repeat(4000), tlsAlpn: '名'.repeat(80) }, NONE);
  expect(table.of(1).tlsServerName).toBe('x'.repeat(255));
  expect(table.of(1).tlsAlpn).toBe('名'.repeat(80));
  expect(table.byteLength).toBe(byteLength);
});
