// Round trips of every connection: the shortest and the longest are those of `tcp.analysis.ack_rtt`, without segments that were sent again
// before the ACK (RFC 6298 section 3).
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CaptureDocument } from '../../src-main/engine/document/document';
import { findTimings } from '../../src-main/engine/passes/timing-pass';
import type { TimingRow } from '../../src-main/ipc/timing-facts';
import { corpusFolder, corpusLacks, named } from '../fixtures/corpus';
import { situationFile } from '../fixtures/situations';
import { SITUATIONS } from '../network/situations/situations.mjs';
import { tsharkFields, tsharkVersion } from './tshark';

const version = tsharkVersion();
const FIELDS = [
  'frame.number',
  'tcp.seq_raw',
  'tcp.analysis.acks_frame',
  'tcp.analysis.ack_rtt',
  'tcp.analysis.retransmission',
];

/** Whole nanoseconds of a printed time. */
const ns = (text: string): number => Number(text.replace('.', ''));

/** Compares the streams of one attempt; gives how many values were equal. */
async function compare(path: string): Promise<number> {
  const { rows } = await tsharkFields(path, version ?? '', FIELDS, []);
  const opened = await CaptureDocument.open(path);
  if (!opened.ok) return 0;
  const { document } = opened;
  await document.read({ progress: () => undefined, stopped: () => false });
  const { analysis, columns } = document;
  findTimings(document);
  const found = new Map<string, number[]>();
  const again = new Map<string, Set<string>>();
  for (const [number, seq, acks, rtt, repeated] of rows) {
    const row = Number(number) - 1;
    if (columns.streamKind(row) !== 'tcp' || !analysis.counts(row) || seq.includes(',')) continue;
    const side = (at: number): string => `${columns.stream(at)} ${columns.fromA(at) ? 'Client' : 'Server'}`;
    if (repeated !== '') again.set(side(row), (again.get(side(row)) ?? new Set()).add(seq));
    const from = Number(acks) - 1;
    // a time of 0 is none to tshark
    if (acks === '' || rtt.startsWith('-') || !analysis.counts(from)) continue;
    if (again.get(side(from))?.has(String(columns.seq(from)))) continue;
    found.set(side(from), [...(found.get(side(from)) ?? []), rtt === '' ? 0 : ns(rtt)]);
  }
  let equal = 0;
  for (let stream = 0; stream < analysis.flows.tcpCount; stream++) {
    const flow = analysis.flows.ofStream('tcp', stream);
    if (analysis.shownOf(flow).attempts > 1) continue;
    const row = analysis.flows.row(flow);
    for (const side of ['Client', 'Server'] as const) {
      const all = found.get(`${stream} ${side}`) ?? [];
      const least = row[`rtt${side}MinNs` satisfies keyof TimingRow];
      const most = row[`rtt${side}MaxNs` satisfies keyof TimingRow];
      const theirs = all.length === 0 ? [null, null] : [Math.min(...all), Math.max(...all)];
      expect([least, most], `${path}, stream ${stream}, ${side}`).toEqual(theirs);
      equal += all.length > 0 ? 2 : 0;
    }
  }
  document.close();
  return equal;
}

const missing = version === null ? 'no tshark' : null;
test.skipIf(missing !== null)(named('of some situations', missing), { timeout: 120_000 }, async () => {
  let equal = 0;
  for (const { id } of SITUATIONS.filter((_, i) => i % 8 === 0)) equal += await compare(situationFile(id));
  expect(equal).toBeGreaterThan(10);
});

const folder = corpusFolder();
const lacks = corpusLacks(folder, version);
/** Captures with losses, and of many connections. */
const FILES = [
  'tcptrace/urgent.dmp.gz',
  'tcptrace/discard.solaris.dmp.gz',
  'mercury/tls_sgt.pcap',
  'tcptrace/http.dmp.gz',
];
describe.skipIf(lacks !== null)(named('of the corpus', lacks), () => {
  test.each(FILES)('%s', { timeout: 120_000 }, async (file) => {
    expect(await compare(join(folder ?? '', file))).toBeGreaterThan(0);
  });
});
