// Statistics of a capture, ours and those that tshark prints (`-q -z io,phs`, `endpoints`, `conv`, `plen,tree`, `io,stat`), as lines that
// can be compared.
import { registry } from '../../src-main/dissect/protocols/registry';
import { CaptureDocument } from '../../src-main/engine/document/document';
import { findMessages } from '../../src-main/engine/document/messages/message-finder';
import { AllRows } from '../../src-main/engine/document/shown-rows';
import { EndsTest } from '../../src-main/engine/search/ends-test';
import { PathTest } from '../../src-main/engine/search/path-test';
import { decideBlock } from '../../src-main/engine/search/row-decider';
import { WorkerPool } from '../../src-main/engine/search/worker-pool';
import { counterOf, createCounter } from '../../src-main/engine/statistics/counters';
import { Counting } from '../../src-main/engine/statistics/counting';
import { IoGraphs } from '../../src-main/engine/statistics/io-graphs';
import type { Listing } from '../../src-main/engine/statistics/listing';
import {
  END_LAYERS,
  type EndLayer,
  type StatisticsRow,
  type StatisticsTable,
} from '../../src-main/ipc/contracts/statistics-contract';
import { tshark } from './tshark';

/** What is compared of a file, by what tshark calls it. */
export type Figures = Record<string, string[]>;

const IO_NS = 1e9;
const nobodyCancels = new AbortController().signal;

/** tshark prints 12345 as `12 kB`: what is cut off cannot be compared. */
function bytesText(bytes: number): string {
  if (bytes < 10_000) return `${bytes} bytes`;
  if (bytes < 10_000_000) return `${Math.floor(bytes / 1000)} kB`;
  return `${Math.floor(bytes / 1_000_000)} MB`;
}

/** A look at each frame in this thread, by the same code as in a worker: to start one for every file takes longer than all the rest. */
const inThisThread = (document: CaptureDocument): Pick<WorkerPool, 'capacity' | 'decide' | 'forget'> => ({
  capacity: 1,
  forget: () => undefined,
  decide: (task, block) => {
    const test = task.what.kind === 'ends' ? new EndsTest(document.frameView) : new PathTest(document.frameView);
    decideBlock(block, test);
    return Promise.resolve(test.found());
  },
});

async function listingOf(document: CaptureDocument, table: StatisticsTable): Promise<Listing> {
  const counter = createCounter(document, counterOf(table));
  const counting = new Counting(new AllRows(document.columns), counter, inThisThread(document));
  await counting.advance(Infinity, () => undefined);
  return counter.listing(table);
}

const rowsOf = (listing: Listing): StatisticsRow[] => Array.from({ length: listing.count }, (_, i) => listing.row(i));

const seconds = (ns: unknown, digits: number): string => (Number(ns) / 1e9).toFixed(digits);

/** Ends in alphabetical order; of each way packets and bytes; start and duration. */
function conversationLine(a: string, b: string, ab: string, ba: string, start: string, duration: string): string {
  return a <= b
    ? `${a} ${b} | ${ab} | ${ba} | ${start} ${duration}`
    : `${b} ${a} | ${ba} | ${ab} | ${start} ${duration}`;
}

function endLines(listing: Listing, layer: EndLayer, of: 'endpoints' | 'conversations'): string[] {
  const ported = layer === 'tcp' || layer === 'udp';
  return rowsOf(listing)
    .map(({ cells }) => {
      if (of === 'endpoints') return cells.join(' ');
      const [a, b] = ported ? [`${cells[0]}:${cells[1]}`, `${cells[2]}:${cells[3]}`] : [`${cells[0]}`, `${cells[1]}`];
      const [, , packetsAB, bytesAB, packetsBA, bytesBA, start, duration] = cells.slice(ported ? 5 : 2);
      const [ab, ba] = [`${packetsAB} ${bytesText(Number(bytesAB))}`, `${packetsBA} ${bytesText(Number(bytesBA))}`];
      return conversationLine(a, b, ab, ba, seconds(start, 9), seconds(duration, 4));
    })
    .sort();
}

/** In tshark's trees but not in frame.protocols: what they stand in front of counts as if they were not there. */
const THROUGH: ReadonlySet<string> = new Set([
  'wlan_radio',
  'user_dlt',
  'tcp.segments',
  'ip.fragments',
  'ipv6.fragments',
]);
/** A node that is compared: a path of protocols that we dissect, down to where either side begins to guess (DIFFERENCES.md). */
const isKnown = (name: string): boolean => name !== 'data' && registry.protocol(name) !== undefined;

/** `path` from the outermost protocol on, the frame itself, which tshark leaves out, left out; null: it is not compared. */
function pathText(path: readonly string[]): string | null {
  const names = path.filter((name) => !THROUGH.has(name));
  return path.length > 0 && !THROUGH.has(path[path.length - 1]) && names.every(isKnown) ? names.join('/') : null;
}

/** Packets and bytes by path: what stood apart for a node that is not compared is one again. */
class Paths {
  readonly #sums = new Map<string, [packets: number, bytes: number]>();

  add(path: readonly string[], packets: number, bytes: number): void {
    const text = pathText(path);
    if (text === null) return;
    const [before, bytesBefore] = this.#sums.get(text) ?? [0, 0];
    this.#sums.set(text, [before + packets, bytesBefore + bytes]);
  }
  lines(): string[] {
    return Array.from(this.#sums, ([text, [packets, bytes]]) => `${text} ${packets} ${bytes}`).sort();
  }
}

function hierarchyLines(listing: Listing): string[] {
  const paths: string[][] = [];
  const sums = new Paths();
  for (let i = 0; i < listing.count; i++) {
    const { cells, filter } = listing.row(i);
    const parent = listing.parent?.(i) ?? -1;
    paths[i] = parent < 0 ? [] : [...paths[parent], filter];
    sums.add(paths[i], Number(cells[2]), Number(cells[4]));
  }
  return sums.lines();
}

/** As C prints it: what lies in the middle goes to the even digit. */
function printed(value: number, digits: number): string {
  const scaled = value * 10 ** digits;
  const even = Math.abs(scaled % 1) === 0.5 ? 2 * Math.round(scaled / 2) : scaled;
  return (even / 10 ** digits).toFixed(digits);
}

function lengthLines(listing: Listing): string[] {
  const fixed = (value: unknown, digits: number): string => (value === null ? '-' : printed(Number(value), digits));
  return rowsOf(listing).map(({ cells }, i) => {
    const [, packets, average, least, most, perMs, percent, burst, burstStart] = cells;
    const share = i === 0 ? '100%' : percent === null ? '-' : `${fixed(percent, 2)}%`;
    const start = burstStart === null ? '-' : seconds(burstStart, 3);
    // where no time passes tshark prints nothing for a rate
    const rate = perMs === null ? [] : [fixed(perMs, 4)];
    return [packets, fixed(average, 2), least ?? '-', most ?? '-', ...rate, share, fixed(burst, 4), start].join(' ');
  });
}

async function ioLines(document: CaptureDocument): Promise<string[]> {
  const query = {
    filters: [{ text: '', macros: [], frame: 0 }],
    displayed: false,
    intervalNs: IO_NS,
    fromNs: null,
    toNs: null,
  };
  const list = { list: 0, shown: new AllRows(document.columns), isFiltered: false };
  // no filter, so no worker
  const graph = await new IoGraphs(document, new WorkerPool(document)).graph(query, list, nobodyCancels);
  const [{ packets, bytes }] = graph.lines;
  // tshark prints no interval for packets at the very end, where that is a whole number of intervals
  const intervals = Math.ceil(graph.durationNs / IO_NS);
  const first = graph.fromNs / IO_NS;
  return Array.from(packets ?? [], (count, i) => `${first + i} ${count} ${bytes?.[i]}`)
    .filter((line, i) => !line.endsWith(' 0 0') && first + i < intervals)
    .sort();
}

/** Null: the file cannot be read. */
export async function ourStatistics(path: string): Promise<Figures | null> {
  const opened = await CaptureDocument.open(path);
  if (!opened.ok) return null;
  const { document } = opened;
  try {
    await document.read({ progress: () => undefined, stopped: () => false });
    await findMessages(document);
    const found: Figures = {
      phs: hierarchyLines(await listingOf(document, 'hierarchy')),
      plen: lengthLines(await listingOf(document, 'lengths')),
      io: await ioLines(document),
    };
    for (const layer of END_LAYERS)
      for (const of of ['endpoints', 'conversations'] as const)
        found[`${of} ${layer}`] = endLines(await listingOf(document, `${of}-${layer}`), layer, of);
    return found;
  } finally {
    document.close();
  }
}

const TITLES: Readonly<Record<string, EndLayer>> = {
  Ethernet: 'eth',
  IPv4: 'ip',
  IPv6: 'ipv6',
  TCP: 'tcp',
  UDP: 'udp',
};
const HEAD = /^(Ethernet|IPv4|IPv6|TCP|UDP) (Endpoints|Conversations)$/;
const CONVERSATION = /^(\S+)\s+<->\s+(\S+)\s+(\d+) (\d+ \w+)\s+(\d+) (\d+ \w+)\s+\d+ \d+ \w+\s+(-?[\d.]+)\s+([\d.]+)/;
const NODE = /^( *)(\S+)\s+frames:(\d+) bytes:(\d+)/;
const LENGTHS = /^(?:Packet Lengths| \d+-\d+| 5120 and greater)\s+(\d+)\s+(.*\S)\s*$/;
const INTERVAL = /^\|\s*(\d+)(?:\.0+)? <>\s*(?:[\d.]+|Dur)\s*\|\s*(\d+) \|\s*(\d+) \|$/;

export async function tsharkStatistics(file: string, version: string, preferences: string[]): Promise<Figures> {
  const asked = [
    'io,phs',
    'plen,tree',
    'io,stat,1',
    ...END_LAYERS.flatMap((one) => [`endpoints,${one}`, `conv,${one}`]),
  ];
  const args = ['-2', '-n', '-q', ...preferences.flatMap((p) => ['-o', p]), ...asked.flatMap((one) => ['-z', one])];
  const { stdout } = await tshark(file, version, args);
  const found: Figures = { phs: [], plen: [], io: [] };
  for (const layer of END_LAYERS) {
    found[`endpoints ${layer}`] = [];
    found[`conversations ${layer}`] = [];
  }
  let section = '';
  const path: string[] = [];
  const paths = new Paths();
  for (const line of stdout.split('\n')) {
    const head = HEAD.exec(line);
    if (head) section = `${head[2].toLowerCase()} ${TITLES[head[1]]}`;
    const node = NODE.exec(line);
    if (node) {
      path.length = node[1].length / 2;
      path.push(node[2]);
      paths.add(path, Number(node[3]), Number(node[4]));
      continue;
    }
    const lengths = LENGTHS.exec(line);
    if (lengths) {
      found.plen.push([lengths[1], ...lengths[2].split(/\s+/)].join(' '));
      continue;
    }
    const interval = INTERVAL.exec(line);
    if (interval) {
      if (interval[2] !== '0') found.io.push(`${interval[1]} ${interval[2]} ${interval[3]}`);
      continue;
    }
    const pair = CONVERSATION.exec(line);
    if (pair) {
      const [, a, b, back, backBytes, forth, forthBytes, start, duration] = pair;
      found[section].push(conversationLine(a, b, `${forth} ${forthBytes}`, `${back} ${backBytes}`, start, duration));
    } else if (section.startsWith('endpoints') && /^\S+(?:\s+\d+){6,7}\s*$/.test(line))
      found[section].push(line.trim().split(/\s+/).join(' '));
  }
  found.phs = paths.lines();
  for (const key of Object.keys(found)) if (key !== 'plen') found[key].sort();
  return found;
}
