// What is inside of TLS, with key logs, against what tshark follows: our own connections and those of the corpus.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { corpusFolder, corpusLacks, named } from '../fixtures/corpus';
import { keyLogOf, openAll, said, tlsRecords } from '../fixtures/tls-records';
import { tshark, tsharkVersion } from './tshark';

const version = tsharkVersion();
const corpus = corpusFolder();
const lacks = corpusLacks(corpus, version);
const own = fileURLToPath(new URL('../fixtures/tls-keys', import.meta.url));

/** What tshark shows of both sides of one connection. */
async function followed(file: string, log: string | null, stream: number): Promise<[string, string]> {
  const keys = log === null ? [] : ['-o', `tls.keylog_file:${log}`];
  // records in segments that came late count, and port 9000 is TLS here
  const like = ['-o', 'tcp.reassemble_out_of_order:TRUE', '-d', 'tcp.port==9000,tls'];
  const { stdout } = await tshark(file, version ?? '', [...keys, ...like, '-q', '-z', `follow,tls,raw,${stream}`]);
  const lines = stdout.split('\n').filter((line) => /^\t?[0-9a-f]+$/.test(line));
  const side = (server: boolean): string =>
    lines
      .filter((line) => line.startsWith('\t') === server)
      .map((line) => line.trim())
      .join('');
  return [side(false), side(true)];
}

/** How many bytes both agree on. */
async function compared(file: string, log: string | null): Promise<number> {
  const { streams, keyLogs } = await tlsRecords(file);
  const keys = keyLogOf(...keyLogs, ...(log === null ? [] : [readFileSync(log)]));
  let bytes = 0;
  for (const [stream, records] of streams) {
    if (records.length === 0) continue;
    const opened = openAll(records, keys);
    const ours = [said(opened, true).toString('hex'), said(opened, false).toString('hex')];
    // its first side is the one that it heard first
    expect(ours.sort(), `stream ${stream}`).toEqual((await followed(file, log, stream)).sort());
    bytes += (ours[0].length + ours[1].length) / 2;
  }
  return bytes;
}

describe.skipIf(version === null)(
  named("decrypted bytes equal tshark's", version === null ? 'no tshark' : null),
  () => {
    // what was said in them is known (test/unit/tls/decrypt.test.ts): these are the ones where keys change
    const names = ['tls10-cbc', 'tls12-renegotiated', 'tls12-session-id', 'tls13-early-refused', 'tls13-key-update'];
    it.each(names)('%s', { timeout: 120_000 }, async (name) => {
      expect(await compared(join(own, `${name}.pcap`), join(own, `${name}.keys`))).toBeGreaterThan(20);
    });
  },
);

const CAPTURES: [file: string, log: string | null, bytes: number][] = [
  ['hotplace/http2.pcapng', 'hotplace/http_sslkeylog.txt', 2049],
  ['hotplace/tls12mte_TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256.pcapng', 'hotplace/tls12_sslkeylog.txt', 6],
  ['hotplace/tls12renogotiation.pcapng', 'hotplace/tls12_sslkeylog.txt', 6],
  ['hotplace/tls13_TLS_AES_128_CCM_SHA256.pcapng', 'hotplace/tls13_sslkeylog.txt', 6],
  ['hotplace/tls13_TLS_CHACHA20_POLY1305_SHA256.pcapng', 'hotplace/tls13_sslkeylog.txt', 6],
  ['hotplace/tlsserver-mldsa.pcapng', 'hotplace/tlsserver_sslkeylog.txt', 24],
  ['illustrated-tls13/capture.pcap', 'illustrated-tls13/keylog.txt', 8],
  ['ja4/http2-with-cookies.pcapng', null, 1830597],
  ['pcapsql/tls12-dsb.pcapng', null, 828],
  ['scapy/tls_nss_example.pcap', 'scapy/tls_nss_example.keys.txt', 3618],
  ['ja4/chrome-cloudflare-quic-with-secrets.pcapng', null, 10867],
  ['gopacket/test301.pcapng', null, 858021],
];
describe.skipIf(lacks !== null)(named('and in the corpus', lacks), () => {
  it.each(CAPTURES)('%s', { timeout: 300_000 }, async (file, log, bytes) => {
    const folder = corpus ?? '';
    expect(await compared(join(folder, file), log === null ? null : join(folder, log))).toBe(bytes);
  });
});
