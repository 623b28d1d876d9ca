// Key logs: every form, every line end, and whatever else somebody may take for one.
import { describe, expect, it } from 'vitest';
import { KeyLog } from '../../../src-main/tls/key-log';

const RANDOM = '0011223344556677889900aabbccddeeff0011223344556677889900aabbccdd';
const MASTER = 'AB'.repeat(48);
const SECRET = '5c'.repeat(32);
const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));
const text = (bytes: Uint8Array | null): string | null => (bytes === null ? null : Buffer.from(bytes).toString('hex'));

function read(content: string | Uint8Array, most?: number, at = 1 << 20): KeyLog {
  const log = new KeyLog(most);
  const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
  for (let from = 0; from < bytes.length; from += at) log.take(bytes.subarray(from, from + at));
  log.end();
  return log;
}

describe('a key log', () => {
  it.each([
    ['CLIENT_RANDOM', RANDOM, MASTER],
    ['CLIENT_EARLY_TRAFFIC_SECRET', RANDOM, SECRET],
    ['CLIENT_HANDSHAKE_TRAFFIC_SECRET', RANDOM, SECRET],
    ['SERVER_HANDSHAKE_TRAFFIC_SECRET', RANDOM, '5c'.repeat(48)],
    ['CLIENT_TRAFFIC_SECRET_0', RANDOM, SECRET],
    ['SERVER_TRAFFIC_SECRET_0', RANDOM, SECRET],
    ['PMS_CLIENT_RANDOM', RANDOM, '01'.repeat(48)],
    ['RSA', '0102030405060708', MASTER],
  ] as const)('%s', (kind, key, secret) => {
    const log = read(`${kind} ${key} ${secret}\n`);
    expect(text(log.find(kind, hex(key)))).toBe(secret.toLowerCase());
    expect(log.find(kind, hex('ff'.repeat(32)))).toBeNull();
    expect(log.counts).toMatchObject({ lines: 1, secrets: 1, firstSkipped: 0 });
  });

  it('the form with a session', () => {
    const log = read(`RSA Session-ID:0a0b Master-Key:${MASTER}`);
    expect(text(log.find('Session-ID', hex('0a0b')))).toBe(MASTER.toLowerCase());
  });

  const lines = [
    '# a comment',
    '',
    `CLIENT_RANDOM ${RANDOM} ${MASTER}`,
    ' ',
    `SERVER_TRAFFIC_SECRET_0 ${RANDOM} ${SECRET}`,
  ];
  it.each([
    ['LF', '\n'],
    ['CR', '\r'],
    ['CR LF', '\r\n'],
  ])('lines end in %s, and anywhere in a piece', (_, end) => {
    for (const at of [1, 2, 3, 7, 1000])
      for (const content of [lines.join(end), `\xef\xbb\xbf${lines.join(end)}${end}`]) {
        const log = read(content, undefined, at);
        expect(log.counts).toMatchObject({ lines: 2, secrets: 2, firstSkipped: 0 });
      }
  });

  it.each([
    ['label', `CLIENT ${RANDOM} ${MASTER}`],
    ['label', `Session-ID ${RANDOM} ${MASTER}`],
    ['unused', `EXPORTER_SECRET ${RANDOM} ${SECRET}`],
    ['unused', `ECH_CONFIG ${RANDOM} 00`],
    ['form', 'CLIENT_RANDOM'],
    ['form', `CLIENT_RANDOM ${RANDOM}`],
    ['form', `CLIENT_RANDOM ${RANDOM} ${MASTER} 00`],
    ['form', `RSA Session-ID:00 ${MASTER}`],
    ['hex', `CLIENT_RANDOM ${RANDOM} ${MASTER}0`],
    ['hex', `CLIENT_RANDOM ${RANDOM.replace('a', 'g')} ${MASTER}`],
    ['length', `CLIENT_RANDOM ${RANDOM} ${SECRET}`],
    ['length', `CLIENT_RANDOM 00 ${MASTER}`],
    ['length', `SERVER_TRAFFIC_SECRET_0 ${RANDOM} 00`],
    ['length', `RSA Session-ID: Master-Key:${MASTER}`],
    ['long', `CLIENT_RANDOM ${RANDOM} ${MASTER}${' '.repeat(600)}`],
    ['long', 'x'.repeat(100_000)],
  ] as const)('skips for its %s: %.60s', (why, line) => {
    const log = read(`#\n${line}\nCLIENT_RANDOM ${RANDOM} ${MASTER}\n`);
    expect(log.counts.skipped).toMatchObject({ [why]: 1 });
    expect(log.counts).toMatchObject({ lines: 2, secrets: 1, firstSkipped: why === 'unused' ? 0 : 2 });
  });

  it('the later line holds', () => {
    const log = read(`CLIENT_RANDOM ${RANDOM} ${MASTER}\nCLIENT_RANDOM ${RANDOM.toUpperCase()} ${'01'.repeat(48)}\n`);
    expect(text(log.find('CLIENT_RANDOM', hex(RANDOM)))).toBe('01'.repeat(48));
    expect(log.counts).toMatchObject({ lines: 2, secrets: 1, repeated: 1 });
  });

  it('of too many secrets the latest ones are kept', () => {
    const random = (i: number): string => i.toString(16).padStart(64, '0');
    const content = Array.from({ length: 1000 }, (_, i) => `CLIENT_TRAFFIC_SECRET_0 ${random(i)} ${random(i)}\n`).join(
      '',
    );
    const log = read(content, 64);
    expect(log.counts).toMatchObject({ lines: 1000, secrets: 64, letGo: 936 });
    for (let i = 0; i < 1000; i++) {
      const found = text(log.find('CLIENT_TRAFFIC_SECRET_0', hex(random(i))));
      expect(found).toBe(i < 936 ? null : random(i));
    }
  });

  it('two logs, the first without an end', () => {
    const log = new KeyLog();
    for (const part of [`CLIENT_RANDOM ${RANDOM} `, MASTER]) log.take(Buffer.from(part));
    log.end();
    log.take(Buffer.from(`\nx\nCLIENT_TRAFFIC_SECRET_0 ${RANDOM} ${SECRET}`));
    log.end();
    expect(log.counts).toMatchObject({ secrets: 2, firstSkipped: 2 });
  });

  it('bytes that are no text', () => {
    let state = 1;
    const bytes = Uint8Array.from({ length: 1 << 20 }, () => (state = (state * 48_271) % 0x7fffffff) & 255);
    const log = read(bytes);
    expect(log.counts.secrets).toBe(0);
    const { skipped, lines: seen } = log.counts;
    expect(Object.values(skipped).reduce((a, b) => a + b)).toBe(seen);
  });
});
