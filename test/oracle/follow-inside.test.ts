// What one follows of TLS that keys opened, and of each stream of HTTP/2, against `tshark -z follow,tls,raw` and `follow,http2,raw`: whose bytes, in which order.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CaptureDocument } from '../../src-main/engine/document/document';
import type { Followed } from '../../src-main/engine/document/followed/followed';
import { FollowedHttp2, Http2Frames } from '../../src-main/engine/document/followed/followed-http2';
import { FollowedTls } from '../../src-main/engine/document/followed/followed-tls';
import { KeyLogFile } from '../../src-main/engine/document/tls/key-log-file';
import { findMessages } from '../../src-main/engine/document/messages/message-finder';
import { corpusFolder, corpusLacks, named } from '../fixtures/corpus';
import { tshark, tsharkVersion } from './tshark';

const version = tsharkVersion();
const missing = version === null ? 'no tshark' : null;
const corpus = corpusFolder();
const lacks = corpusLacks(corpus, version);
const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
/** follows that one run of tshark is asked for */
const AT_ONCE = 40;
const FRAME_HEADER = 9;
const DATA = 0;
const PADDED = 8;

async function open(file: string, log: string | null): Promise<CaptureDocument> {
  const opened = await CaptureDocument.open(file);
  if (!opened.ok) throw new Error(opened.problem.kind);
  const { document } = opened;
  onTestFinished(() => document.close());
  await document.read({ progress: () => undefined, stopped: () => false });
  if (log !== null) new KeyLogFile(log, document.keys).read(true);
  await findMessages(document);
  return document;
}

interface Run {
  fromA: boolean;
  bytes: Buffer;
}

function runsOf(followed: Followed): Run[] {
  followed.grow(() => true);
  const { pieces } = followed;
  const runs: Run[] = [];
  for (let i = 0; i < pieces.count; i++) {
    if (pieces.isGap(i)) continue;
    const bytes = followed.payload(pieces.row(i));
    expect(bytes?.length).toBe(pieces.length(i));
    runs.push({ fromA: pieces.fromA(i), bytes: Buffer.from(bytes ?? []) });
  }
  return runs;
}

/** By follow (`tls,raw,3`): what tshark shows, `fromA` of the node that it calls 0. */
async function theirs(file: string, log: string | null, follows: readonly string[]): Promise<Map<string, Run[]>> {
  const found = new Map<string, Run[]>();
  const keys = log === null ? [] : ['-o', `tls.keylog_file:${log}`];
  // port 9000 is TLS here
  const like = ['-2', '-d', 'tcp.port==9000,tls'];
  for (let i = 0; i < follows.length; i += AT_ONCE) {
    const asked = follows.slice(i, i + AT_ONCE);
    const args = asked.flatMap((follow) => ['-z', `follow,${follow}`]);
    const { stdout } = await tshark(file, version ?? '', [...keys, ...like, '-n', '-q', ...args]);
    let runs: Run[] = [];
    for (const line of stdout.split('\n')) {
      const begins = /^Filter: tcp\.stream eq (\d+)(?: and http2\.streamid eq (\d+))?$/.exec(line);
      if (begins) {
        const [, tcp, http2] = begins;
        found.set(http2 === undefined ? `tls,raw,${tcp}` : `http2,raw,${tcp},${http2}`, (runs = []));
      } else if (/^\t?[0-9a-f]+$/.test(line))
        runs.push({ fromA: !line.startsWith('\t'), bytes: Buffer.from(line.trim(), 'hex') });
    }
  }
  return found;
}

/** Its first side is the one that it heard first. */
function turned(runs: readonly Run[], ours: readonly Run[]): string[] {
  const isSame = runs.length === 0 || ours.length === 0 || runs[0].fromA === ours[0].fromA;
  return runs.map(({ fromA, bytes }) => (fromA === isSame ? '>' : '<') + bytes.toString('hex'));
}
const plain = (runs: readonly Run[]): string[] =>
  runs.map(({ fromA, bytes }) => (fromA ? '>' : '<') + bytes.toString('hex'));

/** Header fields as tshark hands them on: length 4, name, length 4, value. Null: these are none. */
function fieldLines(b: Buffer): Buffer | null {
  const lines: Buffer[] = [];
  for (let at = 0; at < b.length;) {
    const texts: Buffer[] = [];
    for (let k = 0; k < 2; k++) {
      if (at + 4 > b.length) return null;
      const length = b.readUInt32BE(at);
      if (at + 4 + length > b.length) return null;
      texts.push(b.subarray(at + 4, at + 4 + length));
      at += 4 + length;
    }
    lines.push(Buffer.concat([texts[0], Buffer.from(': '), texts[1], Buffer.from('\n')]));
  }
  return Buffer.concat([...lines, Buffer.from('\n')]);
}

/** What of it we show: of a frame only the content of DATA (DIFFERENCES.md). */
function shown(runs: readonly Run[]): Run[] {
  return runs.flatMap(({ fromA, bytes }) => {
    const isFrame = bytes.length >= FRAME_HEADER && bytes.readUIntBE(0, 3) + FRAME_HEADER === bytes.length;
    const lines = isFrame ? null : fieldLines(bytes);
    if (lines !== null) return [{ fromA, bytes: lines }];
    if (!isFrame || bytes[3] !== DATA) return [];
    const padding = bytes[4] & PADDED ? bytes[FRAME_HEADER] : -1;
    const content = padding < 0 ? bytes.subarray(9) : bytes.subarray(10, bytes.length - padding);
    return content.length === 0 ? [] : [{ fromA, bytes: content }];
  });
}

async function compared(file: string, log: string | null): Promise<{ wrong: string[]; tls: number; http2: number }> {
  const document = await open(file, log);
  const { flows } = document.analysis;
  const ours = new Map<string, Run[]>();
  for (let id = 0; id < flows.count; id++) {
    const row = flows.row(id);
    if (row.kind !== 'tcp') continue;
    if (document.analysis.tls.of(id) > 0) ours.set(`tls,raw,${row.stream}`, runsOf(new FollowedTls(document, row)));
    const frames = new Http2Frames(document, row);
    frames.grow(() => true);
    for (const stream of frames.streams.keys())
      ours.set(`http2,raw,${row.stream},${stream}`, runsOf(new FollowedHttp2(frames, stream)));
  }
  const wrong: string[] = [];
  const count = { tls: 0, http2: 0 };
  const their = await theirs(file, log, [...ours.keys()]);
  for (const [follow, runs] of ours) {
    const raw = their.get(follow) ?? [];
    const isHttp2 = follow.startsWith('http2');
    const mine = plain(runs);
    const other = turned(isHttp2 ? shown(raw) : raw, runs);
    count[isHttp2 ? 'http2' : 'tls'] += mine.length;
    const k = mine.findIndex((run, i) => run !== other[i]);
    if (k >= 0 || mine.length !== other.length)
      wrong.push(
        `${follow}: ${mine.length}/${other.length}, ${mine.at(k)?.slice(0, 80)} / ${other.at(k)?.slice(0, 80)}`,
      );
  }
  return { wrong, ...count };
}

describe.skipIf(missing !== null)(named("what one follows inside of TLS and HTTP/2 equals tshark's", missing), () => {
  // the ones where keys change, or records hang on those before
  const own = ['tls10-cbc', 'tls12-renegotiated', 'tls13-early', 'tls13-early-refused', 'tls13-key-update'];
  it.each(own)('of %s', { timeout: 120_000 }, async (name) => {
    const { wrong, tls } = await compared(fixture(`tls-keys/${name}.pcap`), fixture(`tls-keys/${name}.keys`));
    expect(wrong).toEqual([]);
    expect(tls).toBeGreaterThan(1);
  });
  it('of HTTP/2 in the clear', async () => {
    const { wrong, http2 } = await compared(fixture('http2/prior-knowledge.pcap'), null);
    expect(wrong).toEqual([]);
    expect(http2).toBeGreaterThan(30);
  });
});

const CAPTURES: [file: string, log: string | null, tls: number, http2: number][] = [
  ['hotplace/http2.pcapng', 'hotplace/http_sslkeylog.txt', 19, 15],
  ['ja4/http2-with-cookies.pcapng', null, 938, 187],
  ['pcapsql/tls12-dsb.pcapng', null, 4, 0],
  // records behind a hole stay closed to both
  ['gopacket/test301.pcapng', null, 51, 0],
];
describe.skipIf(lacks !== null)(named('and in the corpus', lacks), () => {
  it.each(CAPTURES)('%s', { timeout: 300_000 }, async (file, log, tls, http2) => {
    const folder = corpus ?? '';
    expect(await compared(join(folder, file), log === null ? null : join(folder, log))).toEqual({
      wrong: [],
      tls,
      http2,
    });
  });
});
