// Response times against what tshark's fields say: dns.time by type and code, http.time by code, tcp.analysis.initial_rtt by stream, the first
// ClientHello and ServerHello of each stream; and the times of all DNS messages against its own table (`dns,tree`).
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CaptureDocument } from '../../src-main/engine/document/document';
import { findMessages } from '../../src-main/engine/document/messages/message-finder';
import { AllRows } from '../../src-main/engine/document/shown-rows';
import { findHandshakes } from '../../src-main/engine/passes/tls-pass';
import { ResponseTest } from '../../src-main/engine/search/response-test';
import { decideBlock } from '../../src-main/engine/search/row-decider';
import { Counting } from '../../src-main/engine/statistics/counting';
import { ResponseCounter } from '../../src-main/engine/statistics/response-counter';
import { measuredOf } from '../../src-main/ipc/contracts/statistics-contract';
import { corpusFolder, corpusLacks, named } from '../fixtures/corpus';
import { smallCorpus } from '../fixtures/small-corpus';
import { tshark, tsharkVersion } from './tshark';

const version = tsharkVersion();
const folder = corpusFolder();

/** By what they are of: how many, and the least, mean and most in whole ns. */
type Times = Record<string, [count: number, least: number, mean: number, most: number]>;

/** What tshark has a value for. */
const COMPARED = ['tcpRoundTrip', 'dns', 'dnsType', 'dnsCode', 'http', 'httpCode', 'tlsHello'];

async function ourTimes(path: string): Promise<Times> {
  const opened = await CaptureDocument.open(path);
  if (!opened.ok) throw new Error(`cannot read ${path}`);
  const { document } = opened;
  try {
    await document.read({ progress: () => undefined, stopped: () => false });
    await findMessages(document);
    findHandshakes(document);
    const looks = new ResponseTest(document.frameView);
    const pool: ConstructorParameters<typeof Counting>[2] = {
      capacity: 1,
      forget: () => undefined,
      decide: (_, block) => {
        decideBlock(block, looks);
        return Promise.resolve(looks.found());
      },
    };
    const counter = new ResponseCounter(document);
    await new Counting(new AllRows(document.columns), counter, pool).advance(Infinity, () => undefined);
    const listing = counter.listing();
    const found: Times = {};
    for (let i = 0; i < listing.count; i++) {
      const { cells, filter } = listing.row(i);
      const [cell, count, least, mean, , , most] = cells;
      const { kind } = measuredOf(String(cell));
      if (!COMPARED.includes(kind) || count === 0) continue;
      // the number that a type or a code is stands at the end of the filter
      const of = kind === 'dnsType' || kind === 'dnsCode' || kind === 'httpCode' ? ` ${/\d+$/.exec(filter)?.[0]}` : '';
      found[kind + of] = [Number(count), Number(least), Number(mean), Number(most)];
    }
    return found;
  } finally {
    document.close();
  }
}

/** `0.012345678` in ns. */
const nsOf = (text: string): number => Math.round(Number(text) * 1e9);
/** From one time since 1970 to another, in ns; no double holds either. */
const nsBetween = (from: string, to: string): number =>
  Number(BigInt(to.replace('.', '')) - BigInt(from.replace('.', '')));

class Sums {
  readonly #values = new Map<string, number[]>();
  add(of: string, ns: number): void {
    this.#values.set(of, [...(this.#values.get(of) ?? []), ns]);
  }
  times(): Times {
    const entries = Array.from(this.#values, ([of, values]): [string, Times[string]] => {
      const mean = Math.round(values.reduce((sum, ns) => sum + ns, 0) / values.length);
      return [of, [values.length, Math.min(...values), mean, Math.max(...values)]];
    });
    return Object.fromEntries(entries);
  }
}

/** Lines of fields, each with its values. */
async function fields(path: string, filter: string, names: string[]): Promise<string[][][]> {
  const asked = names.flatMap((name) => ['-e', name]);
  const { stdout } = await tshark(path, version ?? '', ['-2', '-n', '-Y', filter, '-T', 'fields', ...asked]);
  const lines = stdout.split('\n').filter((line) => line !== '');
  return lines.map((line) => line.split('\t').map((cell) => (cell === '' ? [] : cell.split(','))));
}

async function tsharkTimes(path: string): Promise<Times> {
  const sums = new Sums();
  for (const [times, types, codes] of await fields(path, 'dns && dns.time', [
    'dns.time',
    'dns.qry.type',
    'dns.flags.rcode',
  ]))
    // prettier-ignore
    times.forEach((time, i) => {
      sums.add('dns', nsOf(time));
      if (types.length > 0) sums.add(`dnsType ${types[Math.min(i, types.length - 1)]}`, nsOf(time));
      sums.add(`dnsCode ${codes[i]}`, nsOf(time));
    });
  for (const [times, codes] of await fields(path, 'http.time', ['http.time', 'http.response.code']))
    times.forEach((time, i) => {
      sums.add('http', nsOf(time));
      sums.add(`httpCode ${codes[i]}`, nsOf(time));
    });
  const streams = new Map<string, string>();
  for (const [[stream], [time]] of await fields(path, 'tcp.analysis.initial_rtt', [
    'tcp.stream',
    'tcp.analysis.initial_rtt',
  ]))
    // prettier-ignore
    streams.set(stream, time);
  for (const time of streams.values()) sums.add('tcpRoundTrip', nsOf(time));
  const hellos = new Map<string, { asked: string; answered: boolean }>();
  const filter = 'tcp && (tls.handshake.type == 1 || tls.handshake.type == 2)';
  for (const [[stream], types, [time]] of await fields(path, filter, [
    'tcp.stream',
    'tls.handshake.type',
    'frame.time_epoch',
  ])) {
    // prettier-ignore
    const known = hellos.get(stream);
    if (types.includes('1')) hellos.set(stream, known ?? { asked: time, answered: false });
    else if (known && !known.answered) {
      known.answered = true;
      sums.add('tlsHello', nsBetween(known.asked, time));
    }
  }
  return sums.times();
}

/** The line of all DNS times in `dns,tree`: how many, and their mean, least and most in ms; null: there are none. */
async function tsharkTree(path: string): Promise<string[] | null> {
  const { stdout } = await tshark(path, version ?? '', ['-2', '-n', '-q', '-z', 'dns,tree']);
  const line = /request-response time \((?:m?secs?)\)\s+(\d+)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)/.exec(stdout);
  return line && line[1] !== '0' ? line.slice(1, 5) : null;
}

async function expectEqual(path: string): Promise<Times> {
  const ours = await ourTimes(path);
  expect(ours).toEqual(await tsharkTimes(path));
  return ours;
}

describe.skipIf(version === null)(named("response times equal tshark's", version === null ? 'no tshark' : null), () => {
  test('of captures that are made here, and of recorded ones', { timeout: 120_000 }, async () => {
    const made = smallCorpus();
    for (const file of ['crossing.pcapng', 'https.pcapng']) await expectEqual(join(made.folder, file));
    const recorded = join(import.meta.dirname, '../fixtures/recorded');
    const found = await expectEqual(join(recorded, 'dns-tcp.pcap'));
    expect(found.dns[0]).toBeGreaterThan(0);
  });
});

/** Names asked for, pages, handshakes of several versions. */
const FILES = [
  'PcapPlusPlus/many-protocols.pcap',
  'PcapPlusPlus/many_interfaces-1.pcapng',
  'PcapPlusPlus/tcp-reassembly.pcap',
  'PcapPlusPlus/tls.pcap',
  'PcapPlusPlus/tls1_3.pcap',
  'PcapPlusPlus/tls2.pcap',
  'filesamples/simple_http_sll2.pcap',
];

const missing = corpusLacks(folder, version);
describe.skipIf(missing !== null)(named("response times of the corpus equal tshark's", missing), () => {
  test.each(FILES)('of %s', { timeout: 300_000 }, async (file) => {
    const path = join(folder ?? '', file);
    const ours = await expectEqual(path);
    const tree = await tsharkTree(path);
    if (tree === null) return;
    const [count, mean, least, most] = tree.map(Number);
    expect(ours.dns[0]).toBe(count);
    for (const [i, ms] of [least, mean, most].entries()) expect(ours.dns[1 + i] / 1e6).toBeCloseTo(ms, 1);
  });
});
