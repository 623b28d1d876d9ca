// Fuzz target: key logs with any damage, cut into any pieces. What they hold does not depend on the pieces, and is what a slow reading of the lines finds.
// An input is a byte for the size of the pieces, and the log.
import { strict as assert } from 'node:assert';
import { KeyLog } from '../../src-main/tls/key-log';
import { parseSecret } from '../../src-main/tls/key-log-line';
import { mutate } from './mutate';
import { fuzzTarget } from './target';

export const name = 'key-logs';
export const iterations = 40_000;

const RANDOM = '00112233445566778899aabbccddeeff'.repeat(2);
const LINES = [
  `CLIENT_RANDOM ${RANDOM} ${'ab'.repeat(48)}`,
  `CLIENT_TRAFFIC_SECRET_0 ${RANDOM} ${'5C'.repeat(32)}`,
  `SERVER_HANDSHAKE_TRAFFIC_SECRET ${RANDOM} ${'01'.repeat(48)}`,
  `PMS_CLIENT_RANDOM ${RANDOM} ${'02'.repeat(48)}`,
  `RSA 0102030405060708 ${'03'.repeat(48)}`,
  `RSA Session-ID:0a0b Master-Key:${'04'.repeat(48)}`,
  `EXPORTER_SECRET ${RANDOM} ${'05'.repeat(32)}`,
  '# comment',
  '',
];
const ENDS = ['\n', '\r', '\r\n'];

function make(chance: () => number): Uint8Array {
  const below = (n: number): number => Math.floor(chance() * n);
  let text = '';
  for (let n = below(12); n >= 0; n--) text += LINES[below(LINES.length)] + ENDS[below(ENDS.length)];
  return Uint8Array.from([below(256), ...mutate(Buffer.from(text, 'latin1'), chance, 4096)]);
}

function check(input: Uint8Array): void {
  if (input.length === 0) return;
  const bytes = input.subarray(1);
  const log = new KeyLog();
  for (let at = 0; at < bytes.length; at += input[0] + 1) log.take(bytes.subarray(at, at + input[0] + 1));
  log.end();
  const { lines, secrets, repeated, letGo, skipped } = log.counts;
  const skips = Object.values(skipped).reduce((sum, count) => sum + count, 0);
  assert.equal(lines, secrets + repeated + letGo + skips);

  const found = new Map<string, { secret: Uint8Array; of: Parameters<KeyLog['find']> }>();
  const text = Buffer.from(bytes).toString('latin1');
  for (const line of (text.startsWith('\xef\xbb\xbf') ? text.slice(3) : text).split(/[\r\n]/)) {
    if (line.length > 500) return;
    const said = parseSecret(Buffer.from(line, 'latin1'));
    if (typeof said === 'string') continue;
    found.set(`${said.kind} ${said.key.join()}`, { secret: said.secret, of: [said.kind, said.key] });
  }
  assert.equal(secrets, found.size);
  for (const { secret, of } of found.values()) assert.deepEqual(log.find(...of), secret);
}

export const { run, replay } = fuzzTarget(make, check);
