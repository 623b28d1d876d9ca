// Flow graphs against tshark's (`-z flow,any,network`, `flow,tcp,network`): hosts in their order, of each packet its time, who sends to
// whom from which port to which, and of TCP what stands on the arrow and beside it. What Info says is compared by columns.test.ts.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CaptureDocument } from '../../src-main/engine/document/document';
import { AllRows } from '../../src-main/engine/document/shown-rows';
import { HostsTest } from '../../src-main/engine/search/hosts-test';
import { decideBlock } from '../../src-main/engine/search/row-decider';
import { Counting } from '../../src-main/engine/statistics/counting';
import { FlowCounter } from '../../src-main/engine/statistics/flow-counter';
import { corpusFolder, corpusLacks, named } from '../fixtures/corpus';
import { smallCorpus } from '../fixtures/small-corpus';
import { tshark, tsharkVersion } from './tshark';

const version = tsharkVersion();
const folder = corpusFolder();
const KINDS = { all: 'any', tcp: 'tcp' } as const;
type Kind = keyof typeof KINDS;

interface Graph {
  hosts: string[];
  /** time, arrow, ports, and of TCP the texts */
  lines: string[];
}

/** Characters between two lifelines, and in front of the first one. */
const APART = 20;
const MARGIN = 11;
/** The flags on an arrow; of the length behind them tshark writes what there is room for. */
const flagsOf = (label: string): string => label.split('|')[0].split(' - ')[0].trim();

const micros = (ns: number): string => (ns / 1e9).toFixed(6);

async function ourGraph(path: string, kind: Kind): Promise<Graph> {
  const opened = await CaptureDocument.open(path);
  if (!opened.ok) throw new Error(`cannot read ${path}`);
  const { document } = opened;
  try {
    await document.read({ progress: () => undefined, stopped: () => false });
    const counter = new FlowCounter(document, kind);
    const hosts = new HostsTest(document.frameView);
    const pool: ConstructorParameters<typeof Counting>[2] = {
      capacity: 1,
      forget: () => undefined,
      decide: (_, block) => {
        decideBlock(block, hosts);
        return Promise.resolve(hosts.found());
      },
    };
    await new Counting(new AllRows(document.columns), counter, pool).advance(Infinity, () => undefined);
    const listing = counter.listing();
    const names = counter.hosts().hosts;
    const lines = Array.from({ length: listing.count }, (_, i) => {
      const { cells, kind: about } = listing.row(i);
      const [, time, source, sourcePort, destination, destinationPort, label, comment] = cells;
      const [from, to] = [names.indexOf(String(source)), names.indexOf(String(destination))];
      // tshark prints the ports that an ICMP error quotes, which are those of another packet
      const ports = about === 'icmp-error' ? 'error' : `${sourcePort ?? 0} ${destinationPort ?? 0}`;
      const texts = kind === 'tcp' ? ` ${flagsOf(String(label))} ${comment}` : '';
      return `${micros(Number(time))} ${from} ${to} ${ports}${texts}`;
    });
    return { hosts: names, lines };
  } finally {
    document.close();
  }
}

const ARROW = /\((\d+)\)\s+(<?)(-+)(>?)\s+\((\d+)\)/;

function tsharkLine(texts: string, arrow: string, kind: Kind): string {
  const found = ARROW.exec(arrow);
  if (!found) throw new Error(`no arrow: ${arrow}`);
  const [, left, back, dashes, , right] = found;
  const low = Math.round((found.index - MARGIN) / APART);
  const high = low + (dashes.length + 2) / APART;
  const ends = back === '' ? `${low} ${high}` : `${high} ${low}`;
  const ports = / unreachable|Time-to-live exceeded/i.test(texts)
    ? 'error'
    : back === ''
      ? `${left} ${right}`
      : `${right} ${left}`;
  const time = Number(texts.slice(1, texts.indexOf('|', 1))).toFixed(6);
  const from = MARGIN + APART * low + 9;
  const said = kind === 'tcp' ? ` ${flagsOf(texts.slice(from))} ${texts.slice(texts.lastIndexOf('|') + 1)}` : '';
  return `${time} ${ends} ${ports}${said}`;
}

async function tsharkGraph(path: string, kind: Kind): Promise<Graph> {
  const { stdout } = await tshark(path, version ?? '', ['-2', '-n', '-q', '-z', `flow,${KINDS[kind]},network`]);
  const [even, odd, ...rest] = stdout.split('\n').filter((line) => line.startsWith('|'));
  const names = (line = ''): string[] => line.split('|').slice(2).map((name) => name.trim()).filter((name) => name !== ''); // prettier-ignore
  const [first, second] = [names(even), names(odd)];
  const hosts = first.flatMap((name, i) => (second[i] === undefined ? [name] : [name, second[i]]));
  const lines: string[] = [];
  for (let i = 0; i + 1 < rest.length; i += 2) lines.push(tsharkLine(rest[i], rest[i + 1], kind));
  return { hosts, lines };
}

async function expectEqual(path: string): Promise<void> {
  for (const kind of ['all', 'tcp'] as const)
    expect(await ourGraph(path, kind), kind).toEqual(await tsharkGraph(path, kind));
}

const MADE = ['crossing.pcapng', 'https.pcapng', 'prohibited.pcapng'];
/** Retransmissions, tunnels with TCP inside, cooked and raw links, many hosts. */
const FILES = [
  'PcapPlusPlus/linktype_ipv6.pcap',
  'filesamples/simple_http_tzsp.pcapng',
  'mercury/sll_tls.pcap',
  'packetlife/TCP_SACK.cap',
  'tcptrace/dlt_null.dmp.gz',
];

describe.skipIf(version === null)(named("flow graphs equal tshark's", version === null ? 'no tshark' : null), () => {
  test('of captures that are made here', async () => {
    const made = smallCorpus();
    for (const file of MADE) await expectEqual(join(made.folder, file));
  });
});

const missing = corpusLacks(folder, version);
describe.skipIf(missing !== null)(named("flow graphs of the corpus equal tshark's", missing), () => {
  // tshark leaves packets out where a value that it has not set happens to say so; these files are not among them
  test.each(FILES)('of %s', { timeout: 300_000 }, async (file) => expectEqual(join(folder ?? '', file)));
});
