// Messages of TCP streams that span segments, against tshark: cut anywhere, lost, sent again, out of order, wrong.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { random } from '../bench/random';
import { pcapFile } from '../fixtures/make-capture';
import { opening, queries, segment } from '../fixtures/make-stream';
import { tempFolder } from '../fixtures/temp-folder';
import { named } from '../fixtures/corpus';
import { ourFields } from './ours';
import { tsharkFields, tsharkVersion } from './tshark';

const version = tsharkVersion();
const missing = version === null ? 'no tshark' : null;

const FIELDS = [
  ...['tcp.segment', 'tcp.segment.count', 'tcp.segment.overlap', 'tcp.segment.overlap.conflict', 'tcp.segment.error'],
  ...['tcp.segment.multipletails', 'tcp.segment.toolongfragment', 'tcp.segments', 'tcp.segment_data'],
  ...['tcp.reassembled_in', 'tcp.reassembled.length', 'tcp.reassembled.data', 'tcp.payload'],
];

/** Cells that differ, `frame field: ours / theirs`. */
async function differences(frames: Uint8Array[], gap = 1): Promise<string[]> {
  const file = join(tempFolder(), 'streams.pcap');
  writeFileSync(
    file,
    pcapFile(frames.map((bytes, i) => ({ bytes, sec: 1_700_000_000 + Math.floor(i * gap), nano: 1000 * Math.round((i * gap * 1e6) % 1e6) }))),
  );
  const theirs = await tsharkFields(file, version ?? '', FIELDS, []);
  const { rows } = await ourFields(file, FIELDS, []);
  return rows.flatMap((cells, i) =>
    cells.flatMap((cell, k) => {
      const their = theirs.rows[i][k] ?? '';
      return cell === their
        ? []
        : [`${i + 1} ${FIELDS[k]}: ${cell.slice(0, 60)} (${cell.length}) / ${their.slice(0, 60)} (${their.length})`];
    }),
  );
}

const ALL = queries(60);
/** Bytes of the client from `from` to `to`. */
const part = (from: number, to: number, isn = 1000): Uint8Array => segment({ seq: isn + 1 + from, bytes: ALL.slice(from, to) });

describe.skipIf(missing !== null)(named("messages of streams equal tshark's", missing), () => {
  const cases: Record<string, Uint8Array[]> = {
    'cut inside and at the length': [...opening(1000), part(0, 10), part(10, 31), part(31, 40), part(40, 90), part(90, 91), part(91, 195)],
    'cut inside the length, with more behind': [...opening(1000), part(0, 1), part(1, 40), part(40, 41), part(41, 100)],
    'byte by byte': [...opening(1000), ...Array.from({ length: 120 }, (_, i) => part(i, i + 1))],
    'out of order': [...opening(1000), part(0, 10), part(20, 28), part(10, 20), part(28, 60)],
    'with a segment that is lost': [...opening(1000), part(0, 10), part(20, 60), part(60, 80), part(80, 120)],
    'with one that comes again': [...opening(1000), part(0, 10), part(0, 10), part(0, 15), part(10, 28), part(10, 28), part(28, 60)],
    'with a keep-alive': [...opening(1000), part(0, 10), segment({ seq: 1010, bytes: ALL.slice(9, 10), flags: 'A' }), part(10, 28), part(28, 40)],
    'begun in the middle': [part(10, 28), part(28, 40), part(40, 70), part(70, 200)],
    'with numbers that wrap': [...opening(0xffffffef), ...[[0, 10], [10, 28], [28, 60]].map(([a, b]) => part(a, b, 0xffffffef))],
  };
  it.each(Object.entries(cases))('%s', async (_, frames) => {
    expect(await differences(frames)).toEqual([]);
  });

  it.each(Array.from({ length: 20 }, (_, i) => i + 1))('mixed, seed %i', async (seed) => {
    const dice = random(seed);
    const below = (n: number): number => Math.floor(dice() * n);
    const frames: { at: number; bytes: Uint8Array }[] = [];
    for (let at = 0, i = 0; at < ALL.length; i++) {
      const to = Math.min(ALL.length, at + 1 + below(below(3) === 0 ? 5 : 70));
      const place = below(6) === 0 ? i + dice() * 4 : i;
      if (below(12) > 0) frames.push({ at: place, bytes: part(at, to) });
      if (below(10) === 0) frames.push({ at: i + 2 + below(4), bytes: part(at, to) });
      at = to;
    }
    frames.sort((a, b) => a.at - b.at);
    expect(await differences([...opening(1000), ...frames.map(({ bytes }) => bytes)], seed % 2 === 0 ? 1 : 0.0001)).toEqual([]);
  });
});
