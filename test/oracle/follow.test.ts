// What one follows of every TCP and UDP conversation, against `tshark -z follow,…,raw`: which bytes, of whom, in which order, with which gaps.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CaptureDocument } from '../../src-main/engine/document/document';
import { FollowedFlow } from '../../src-main/engine/document/followed/followed-flow';
import type { FlowKind } from '../../src-main/ipc/contracts/engine-contract';
import { endpointText } from '../../src-main/text/endpoint';
import { captureFiles, corpusFolder, corpusLacks, named } from '../fixtures/corpus';
import { smallCorpus } from '../fixtures/small-corpus';
import { explainFollow } from './explain-follow';
import { fileType, tshark, tsharkFields, tsharkVersion } from './tshark';

const version = tsharkVersion();
const missing = version === null ? 'no tshark' : null;
const corpus = corpusFolder();
const lacks = corpusLacks(corpus, version);

/** SYNSCOPE_FOLLOW=all: every capture of the corpus, which takes a quarter of an hour. Without it every sixth one, and less of each. */
const ALL = process.env.SYNSCOPE_FOLLOW === 'all';
const EVERY = ALL ? 1 : 6;
/** Conversations of a kind that are compared of one file: tshark asks its filter of each of them about every packet. */
const MOST = ALL ? 400 : 40;
/**
 * What is inside these is not dissected, and takes numbers of conversations, hides segments, or turns the sides around
 * (DIFFERENCES.md).
 */
const WITHOUT = ['socks', 'lisp', 'openflow', 'vjc'].flatMap((protocol) => ['--disable-protocol', protocol]);
/** … in one run of tshark */
const AT_ONCE = 50;

/** One conversation: `>` from a, `<` from b, and bytes in hex, gaps in words. */
interface Followed {
  stream: number;
  /** address and port of the side a */
  a: string;
  runs: string[];
  /** of each run the row */
  rows: number[];
  /** address and port of the other one */
  b: string;
}

/** What tshark says of packets beside: streams of which some hold several UDP headers, rows of which it does not see the inside. */
async function inside(path: string): Promise<{ tunnels: ReadonlySet<number>; hidden: ReadonlySet<number> }> {
  const { rows } = await tsharkFields(path, version ?? '', ['udp.stream', 'frame.protocols'], []);
  const several = rows.map(([streams = '']) => streams.split(',')).filter((all) => all.length > 1);
  const hidden = rows.flatMap(([, protocols = ''], row) => (protocols.endsWith('erspan:data') ? [row] : []));
  return { tunnels: new Set(several.flat().map(Number)), hidden: new Set(hidden) };
}

const gapText = (bytes: number): string => Buffer.from(`[${bytes} bytes missing in capture file]\0`).toString('hex');

async function ours(path: string, kind: FlowKind): Promise<Followed[] | null> {
  const opened = await CaptureDocument.open(path);
  if (!opened.ok) return null;
  const { document } = opened;
  try {
    await document.read({ progress: () => undefined, stopped: () => false });
    const { flows } = document.analysis;
    const found: Followed[] = [];
    for (let id = 0; id < flows.count && found.length < MOST; id++) {
      const row = flows.row(id);
      if (row.kind !== kind) continue;
      const followed = new FollowedFlow(document, row);
      followed.grow(() => true);
      const { pieces } = followed;
      const runs: string[] = [];
      const rows: number[] = [];
      for (let i = 0; i < pieces.count; i++) {
        const at = pieces.at(i);
        const length = pieces.length(i);
        const bytes = pieces.isGap(i) ? null : followed.payload(pieces.row(i))!.subarray(at, at + length);
        expect(bytes?.length ?? length).toBe(length);
        const text = bytes === null ? gapText(length) : Buffer.from(bytes).toString('hex');
        rows.push(pieces.row(i));
        runs.push((pieces.fromA(i) ? '>' : '<') + text);
      }
      found.push({
        stream: row.stream,
        a: endpointText(row.addressA, row.portA),
        b: endpointText(row.addressB, row.portB),
        runs,
        rows,
      });
    }
    return found;
  } finally {
    document.close();
  }
}

/** `known`: the sides are those of the conversation */
interface Theirs {
  runs: string[];
  known: boolean;
}

async function theirs(path: string, kind: FlowKind, own: Followed[]): Promise<Map<number, Theirs>> {
  const found = new Map<number, Theirs>();
  const streams = own.map(({ stream }) => stream);
  const ends = new Map(own.map((one) => [one.stream, one]));
  for (let i = 0; i < streams.length; i += AT_ONCE) {
    const args = streams.slice(i, i + AT_ONCE).flatMap((stream) => ['-z', `follow,${kind},raw,${stream}`]);
    const { stdout } = await tshark(path, version ?? '', ['-2', '-n', '-q', ...WITHOUT, ...args]);
    let now: Theirs = { runs: [], known: true };
    let stream = -1;
    let firstIsA = true;
    for (const line of stdout.split('\n')) {
      const begins = /^Filter: \w+\.stream eq (\d+)$/.exec(line);
      if (begins) found.set((stream = Number(begins[1])), (now = { runs: [], known: true }));
      else if (line.startsWith('Node 0: ')) {
        const { a, b } = ends.get(stream)!;
        firstIsA = line.slice(8) === a;
        now.known = firstIsA || line.slice(8) === b;
      } else if (/^\t?[0-9a-f]+$/.test(line))
        now.runs.push(((line[0] !== '\t') === firstIsA ? '>' : '<') + line.trim());
    }
  }
  return found;
}

const hash = (runs: readonly string[]): string => createHash('sha256').update(runs.join('\n')).digest('hex');

/** Conversations that differ, in words; how many were compared, and how many have bytes. */
async function compared(path: string, kind: FlowKind): Promise<{ wrong: string[]; count: number; full: number }> {
  const own = await ours(path, kind);
  // another record layout (DIFFERENCES.md): other packets
  if (own === null || /^(?:nokia|rh6_1|suse6_3|mod)pcap$/.test(fileType(path))) return { wrong: [], count: 0, full: 0 };
  const their = await theirs(path, kind, own);
  const wrong: string[] = [];
  const { tunnels, hidden } = await inside(path);
  for (const { stream, runs: all, rows } of own) {
    // a mirrored IP packet (DIFFERENCES.md) is data to tshark
    const runs = all.filter((_, i) => !hidden.has(rows[i]));
    const { runs: other, known } = their.get(stream) ?? { runs: [], known: false };
    if (
      hash(runs) === hash(other) ||
      explainFollow({ ours: runs, theirs: other, known, tunnelled: kind === 'udp' && tunnels.has(stream) })
    )
      continue;
    const k = runs.findIndex((run, i) => run !== other[i]);
    const at = k < 0 ? runs.length : k;
    wrong.push(
      `${kind} ${stream}: ${runs.length}/${other.length} runs, at ${at}: ` +
        `${runs[at]?.slice(0, 80)} (${runs[at]?.length}) / ${other[at]?.slice(0, 80)} (${other[at]?.length})`,
    );
  }
  return { wrong, count: own.length, full: own.filter(({ runs }) => runs.length > 0).length };
}

describe.skipIf(missing !== null)(named("what one follows equals tshark's", missing), () => {
  test('of small captures', { timeout: 600_000 }, async () => {
    const { folder, files } = smallCorpus();
    let full = 0;
    for (const file of files)
      for (const kind of ['tcp', 'udp'] as const) {
        const result = await compared(join(folder, file), kind);
        expect({ file, wrong: result.wrong }).toEqual({ file, wrong: [] });
        full += result.full;
      }
    expect(full).toBeGreaterThan(5);
  });
});

describe.skipIf(lacks !== null)(named("what one follows equals tshark's", lacks), () => {
  test(`of ${ALL ? 'every capture' : 'every sixth capture'} of the corpus`, { timeout: 1_800_000 }, async () => {
    if (corpus === null) throw new Error('unreachable');
    const wrong: string[] = [];
    let count = 0;
    for (const file of captureFiles(corpus).filter((_, i) => i % EVERY === 0))
      for (const kind of ['tcp', 'udp'] as const) {
        const result = await compared(join(corpus, file), kind);
        wrong.push(...result.wrong.map((text) => `${file} ${text}`));
        count += result.full;
      }
    console.log(`follow: ${count} conversations with payload`);
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(ALL ? 500 : 50);
  });
});
