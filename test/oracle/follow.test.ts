// What one follows of every TCP and UDP conversation, against `tshark -z follow,…,raw`: which bytes, of whom, in which order, with which gaps.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CaptureDocument } from '../../src-main/engine/document/document';
import { FollowedFlow } from '../../src-main/engine/document/followed-flow';
import type { FlowKind, FlowRow } from '../../src-main/ipc/engine-contract';
import { endpointText } from '../../src-main/text/endpoint';
import { captureFiles, corpusFolder, corpusLacks, named } from '../fixtures/corpus';
import { smallCorpus } from '../fixtures/small-corpus';
import { explainFollow } from './explain-follow';
import { tshark, tsharkVersion } from './tshark';

const version = tsharkVersion();
const missing = version === null ? 'no tshark' : null;
const corpus = corpusFolder();
const lacks = corpusLacks(corpus, version);

/** Conversations of a kind that are compared of one file: tshark asks its filter of each of them about every packet. */
const MOST = 400;
/** It numbers conversations that have no packet (DIFFERENCES.md). */
const NOT_SOCKS = ['--disable-protocol', 'socks'];
/** … in one run of tshark */
const AT_ONCE = 50;

/** One conversation: `>` from a, `<` from b, and bytes in hex, gaps in words. */
interface Followed {
  stream: number;
  /** address and port of the side a */
  a: string;
  runs: string[];
  /** some of its packets hold several UDP headers */
  tunnelled: boolean;
}

function isTunnelled({ columns }: CaptureDocument, { kind, stream, firstFrame, lastFrame }: FlowRow): boolean {
  if (kind === 'tcp') return false;
  if (columns.nextOfTunnel(stream, firstFrame - 1, lastFrame) >= 0) return true;
  for (let row = firstFrame - 1; row >= 0; row = columns.nextOfStream(kind, stream, row + 1, lastFrame))
    if (columns.outerStream(row) >= 0) return true;
  return false;
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
      for (let i = 0; i < pieces.count; i++) {
        const at = pieces.at(i);
        const length = pieces.length(i);
        const bytes = pieces.isGap(i) ? null : followed.payload(pieces.row(i))!.subarray(at, at + length);
        expect(bytes?.length ?? length).toBe(length);
        const text = bytes === null ? gapText(length) : Buffer.from(bytes).toString('hex');
        runs.push((pieces.fromA(i) ? '>' : '<') + text);
      }
      found.push({
        stream: row.stream,
        a: endpointText(row.addressA, row.portA),
        runs,
        tunnelled: isTunnelled(document, row),
      });
    }
    return found;
  } finally {
    document.close();
  }
}

async function theirs(path: string, kind: FlowKind, own: Followed[]): Promise<Map<number, string[]>> {
  const found = new Map<number, string[]>();
  const streams = own.map(({ stream }) => stream);
  const a = new Map(own.map((one) => [one.stream, one.a]));
  for (let i = 0; i < streams.length; i += AT_ONCE) {
    const args = streams.slice(i, i + AT_ONCE).flatMap((stream) => ['-z', `follow,${kind},raw,${stream}`]);
    const { stdout } = await tshark(path, version ?? '', ['-2', '-n', '-q', ...NOT_SOCKS, ...args]);
    let runs: string[] = [];
    let stream = -1;
    let firstIsA = true;
    for (const line of stdout.split('\n')) {
      const begins = /^Filter: \w+\.stream eq (\d+)$/.exec(line);
      if (begins) found.set((stream = Number(begins[1])), (runs = []));
      else if (line.startsWith('Node 0: ')) firstIsA = line.slice(8) === a.get(stream);
      else if (/^\t?[0-9a-f]+$/.test(line)) runs.push(((line[0] !== '\t') === firstIsA ? '>' : '<') + line.trim());
    }
  }
  return found;
}

const hash = (runs: readonly string[]): string => createHash('sha256').update(runs.join('\n')).digest('hex');

/** Conversations that differ, in words; how many were compared, and how many have bytes. */
async function compared(path: string, kind: FlowKind): Promise<{ wrong: string[]; count: number; full: number }> {
  const own = await ours(path, kind);
  if (own === null) return { wrong: [], count: 0, full: 0 };
  const their = await theirs(path, kind, own);
  const wrong: string[] = [];
  for (const { stream, runs, tunnelled } of own) {
    const other = their.get(stream) ?? [];
    if (hash(runs) === hash(other) || explainFollow({ ours: runs, theirs: other, tunnelled })) continue;
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
  test('of small captures', { timeout: 120_000 }, async () => {
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
  test('of every capture of the corpus', { timeout: 900_000 }, async () => {
    if (corpus === null) throw new Error('unreachable');
    const wrong: string[] = [];
    let count = 0;
    for (const file of captureFiles(corpus))
      for (const kind of ['tcp', 'udp'] as const) {
        const result = await compared(join(corpus, file), kind);
        wrong.push(...result.wrong.map((text) => `${file} ${text}`));
        count += result.full;
      }
    console.log(`follow: ${count} conversations with payload`);
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(500);
  });
});
