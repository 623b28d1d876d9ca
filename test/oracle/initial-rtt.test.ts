// The initial round trip of every TCP stream, against `tcp.analysis.initial_rtt`.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CaptureDocument } from '../../src-main/engine/document/document';
import { generateCapture } from '../bench/generate';
import { corpusFolder, corpusLacks, named } from '../fixtures/corpus';
import { tempFolder } from '../fixtures/temp-folder';
import { tshark, tsharkVersion } from './tshark';

const folder = corpusFolder();
const version = tsharkVersion();

/** By stream, in seconds with nine digits. */
async function theirs(path: string, of: string): Promise<Map<number, string>> {
  const fields = ['-e', 'tcp.stream', '-e', 'tcp.analysis.initial_rtt'];
  const { stdout } = await tshark(path, of, ['-2', '-n', '-Y', 'tcp', '-T', 'fields', ...fields]);
  const found = new Map<number, string>();
  for (const line of stdout.split('\n')) {
    const [stream, rtt] = line.split('\t');
    if (rtt && !stream.includes(',')) found.set(Number(stream), rtt);
  }
  return found;
}

/** The same of ours; without those of 0, which tshark takes for not measured (DIFFERENCES.md). */
async function ours(path: string): Promise<{ measured: Map<number, string>; zero: number[] }> {
  const opened = await CaptureDocument.open(path);
  if (!opened.ok) throw new Error(`${path} does not open`);
  const { document } = opened;
  try {
    await document.read({ progress: () => undefined, stopped: () => false });
    const { flows } = document.analysis;
    const measured = new Map<number, string>();
    const zero: number[] = [];
    for (let stream = 0; stream < flows.tcpCount; stream++) {
      const { initialRttNs } = flows.row(flows.ofStream('tcp', stream));
      if (initialRttNs === 0) zero.push(stream);
      else if (initialRttNs !== null) measured.set(stream, (initialRttNs / 1e9).toFixed(9));
    }
    return { measured, zero };
  } finally {
    document.close();
  }
}

async function compare(path: string, of: string): Promise<number> {
  const [mine, other] = await Promise.all([ours(path), theirs(path, of)]);
  for (const stream of mine.zero) other.delete(stream);
  expect([...mine.measured].sort()).toEqual([...other].sort());
  return mine.measured.size;
}

const missing = version === null ? 'no tshark' : null;
test.skipIf(missing !== null)(
  named('of a generated capture with refused, unanswered and repeated SYNs', missing),
  { timeout: 300_000 },
  async () => {
    const path = join(tempFolder(), 'many.pcap');
    generateCapture(path, { packets: 20_000, connections: 800, bytes: 6_000_000, seed: 7 });
    expect(await compare(path, version ?? '')).toBeGreaterThan(500);
  },
);

// Retried SYNs, reused ports, clocks of few digits, one-sided streams, tunnels.
const FILES = [
  'PcapPlusPlus/many-protocols.pcap',
  'PcapPlusPlus/tls2.pcap',
  'filesamples/simple_http_sll2.pcap',
  'ja4/http2-with-cookies.pcapng',
  'mercury/capture2.pcap',
  'mercury/surfshark.pcap',
  'packetlife/packet-c.cap',
  'tcptrace/dsack.dmp.gz',
  'tcptrace/hardware_dups.dmp.gz',
  'tcptrace/zwnd.dmp.gz',
  'wireshark-notes/all_dump.pcapng',
];
const lacks = corpusLacks(folder, version);
describe.skipIf(lacks !== null)(named('of the corpus', lacks), () => {
  test.each(FILES)('%s', { timeout: 300_000 }, async (file) => {
    await compare(join(folder ?? '', file), version ?? '');
  });
});
