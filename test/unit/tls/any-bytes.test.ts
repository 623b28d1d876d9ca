// A look at a handshake takes any bytes, in any pieces: it never throws, it ends, and the same bytes tell the same however they were cut.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { certificateFacts } from '../../../src-main/tls/chain-certificate';
import { checkChain, coversName } from '../../../src-main/tls/chain-check';
import { HandshakeLook } from '../../../src-main/tls/look-handshake';
import { outcomeOf } from '../../../src-main/tls/outcome';
import type { TcpHints } from '../../../src-main/tls/outcome-part';
import { en, zhCN } from '../../../src-main/i18n/catalogue';
import { ALERTS } from '../../../src-main/dissect/values/tls-alerts';
import { CERTIFICATE_PROBLEMS, TLS_OUTCOMES } from '../../../src-main/ipc/contracts/tls-contract';
import { handshakeFile } from '../../fixtures/handshakes';
import { readLooks } from '../../fixtures/tls-look-facts';

const hasText = (key: string): boolean => Object.hasOwn(en, key) && Object.hasOwn(zhCN, key);

interface Part {
  fromA: boolean;
  bytes: Uint8Array;
}

/** Payloads of the TCP segments of a fixture, in order: they are Ethernet, IPv4 without options, and nothing was sent twice. */
function payloads(id: string): Part[] {
  const b = readFileSync(handshakeFile(id));
  const parts: Part[] = [];
  for (let at = 0; at < b.length; at += b.readUInt32LE(at + 4)) {
    if (b.readUInt32LE(at) !== 6) continue;
    const ip = at + 28 + 14;
    const tcp = ip + 20;
    const from = tcp + (b[tcp + 12] >> 4) * 4;
    const to = ip + b.readUInt16BE(ip + 2);
    if (to > from) parts.push({ fromA: b[ip + 12] === 192, bytes: Uint8Array.from(b.subarray(from, to)) });
  }
  return parts;
}

const QUIET: TcpHints = {
  ...{ at: (row: number) => row * 1e6, finClient: -1, finServer: -1, rstClient: -1, rstServer: -1 },
  ...{ isOpened: true, lastRow: 100, port: 443, foreign: null, rttNs: 1e6, silenceNs: 0 },
};

function look(parts: readonly Part[]): HandshakeLook {
  const handshake = new HandshakeLook();
  parts.forEach(({ fromA, bytes }, row) => {
    if (handshake.needs(fromA, bytes.length)) handshake.take(fromA, bytes, row);
    else handshake.skip(fromA, bytes.length, row);
  });
  return handshake;
}
const told = (parts: readonly Part[]): unknown => {
  const { facts } = look(parts);
  const { messages, version, group, alerts, chains, clientHello } = facts;
  const certificates = chains.map((chain) => chain.certificates.map((der) => Buffer.from(der).toString('hex')));
  const list = messages.map(({ row: _row, ...message }) => message);
  return { list, version, group, alerts: alerts.length, certificates, name: clientHello?.serverName };
};

describe.each(['tls12-chain', 'tls13', 'client-refused-12', 'no-cipher', 'starttls'])('%s', (id) => {
  const parts = payloads(id);

  test('cut anywhere, it is read as far as it goes', () => {
    for (let cut = 0; cut < parts.length; cut++) {
      const { bytes, fromA } = parts[cut];
      for (let end = 0; end <= bytes.length; end += bytes.length > 200 ? 7 : 1) {
        const { facts } = look([...parts.slice(0, cut), { fromA, bytes: bytes.subarray(0, end) }]);
        outcomeOf({ facts, tcp: QUIET, certificate: null });
      }
    }
  });

  test('in other pieces it tells the same', () => {
    if (id === 'starttls') return; // what is before TLS is told by where pieces begin
    const expected = told(parts);
    for (const size of [1, 3, 100]) {
      const small = parts.flatMap(({ fromA, bytes }) =>
        Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => ({
          fromA,
          bytes: bytes.subarray(i * size, (i + 1) * size),
        })),
      );
      expect(told(small)).toEqual(expected);
    }
  });

  test('changed anywhere, it does not throw', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 }), (changes) => {
        const changed = parts.map(({ fromA, bytes }) => ({ fromA, bytes: Uint8Array.from(bytes) }));
        for (const [part, at, value] of changes) {
          const { bytes } = changed[part % changed.length];
          bytes[at % bytes.length] = value;
        }
        const { facts } = look(changed);
        outcomeOf({ facts, tcp: QUIET, certificate: null });
        for (const chain of facts.chains) checkChain(chain.certificates.map(certificateFacts), 0, 'a', () => null);
      }),
      { numRuns: 300 },
    );
  });
});

test('a certificate cut or changed anywhere is read, or is none', async () => {
  const [seen] = await readLooks(handshakeFile('tls12-chain'));
  const der = seen?.chains[0].certificates[0].der ?? new Uint8Array(0);
  expect(certificateFacts(der)).toMatchObject({
    subject: 'CN=www.example.org, O=示例',
    keyAlgorithm: 'EC',
    keyCurve: 'P-256',
  });
  for (let end = 0; end < der.length; end++) expect(certificateFacts(der.subarray(0, end))).toBeNull();
  for (let at = 0; at < der.length; at++)
    for (const value of [0, 0x30, 0x84, 0xff]) certificateFacts(der.with(at, value));
});

test.each([
  ['example.org', 'example.org', true],
  ['EXAMPLE.org', 'example.org.', true],
  ['*.example.org', 'www.example.org', true],
  ['*.example.org', 'example.org', false],
  ['*.example.org', 'a.b.example.org', false],
  ['w*.example.org', 'www.example.org', false],
])('%s covers %s: %s', (name, asked, covers) => {
  expect(coversName({ names: [`DNS:${name}`], subject: `CN=${asked}` }, asked)).toBe(covers);
  expect(coversName({ names: [], subject: `CN=${name}, O=x` }, asked)).toBe(covers);
});

test('every alert, outcome and problem has its words', () => {
  for (const alert of Object.keys(ALERTS)) {
    expect(hasText(`tls.alert.${alert}`), alert).toBe(true);
    expect(hasText(`tls.check.alert.${alert}`), alert).toBe(true);
  }
  for (const outcome of TLS_OUTCOMES) expect(hasText(`tls.outcome.${outcome}`), outcome).toBe(true);
  for (const problem of CERTIFICATE_PROBLEMS)
    for (const key of [`tls.cert.${problem}`, `tls.certProblem.${problem}`]) expect(hasText(key), key).toBe(true);
});
