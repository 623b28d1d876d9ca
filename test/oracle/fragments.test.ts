// Datagrams that are put together, against tshark: right and wrong fragments in any order, IPv4 and IPv6, fragments in fragments.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { random } from '../bench/random';
import { datagram, fragment, fragment4 } from '../fixtures/make-fragments';
import { concat, hex, pcapFile } from '../fixtures/make-capture';
import { tempFolder } from '../fixtures/temp-folder';
import { named } from '../fixtures/corpus';
import { ourFields } from './ours';
import { tsharkFields, tsharkVersion } from './tshark';

const version = tsharkVersion();
const missing = version === null ? 'no tshark' : null;

const SHARED = [
  'fragment',
  'fragment.count',
  'fragment.overlap',
  'fragment.overlap.conflict',
  'fragment.multipletails',
];
const FIELDS = [
  ...['ip', 'ipv6'].flatMap((prefix) =>
    [...SHARED, 'fragment.toolongfragment', 'fragment.error'].map((n) => `${prefix}.${n}`),
  ),
  ...['ip.fragments', 'ip.reassembled_in', 'ip.reassembled.length', 'ip.reassembled.data'],
  ...['ipv6.reassembled.in', 'ipv6.reassembled.length', 'ipv6.reassembled.data'],
  ...['frame.protocols', 'udp.srcport', 'udp.length', 'udp.stream', 'udp.checksum.status', 'data.data'],
];

/** Cells that differ, `frame field: ours / theirs`. */
async function differences(frames: Uint8Array[], preferences: string[] = []): Promise<string[]> {
  const file = join(tempFolder(), 'fragments.pcap');
  writeFileSync(file, pcapFile(frames));
  const prefs = ['udp.check_checksum:TRUE', ...preferences];
  const theirs = await tsharkFields(file, version ?? '', FIELDS, prefs);
  const { rows } = await ourFields(file, FIELDS, prefs);
  return rows.flatMap((cells, i) =>
    cells.flatMap((cell, k) => {
      const their = theirs.rows[i][k] ?? '';
      return cell === their
        ? []
        : [`${i + 1} ${FIELDS[k]}: ${cell.slice(0, 60)} (${cell.length}) / ${their.slice(0, 60)} (${their.length})`];
    }),
  );
}

/** Fragments of some datagrams, mixed: whole, with holes, doubled, overlapping, with other bytes, with two ends. */
function mixed(seed: number): Uint8Array[] {
  const dice = random(seed);
  const below = (n: number): number => Math.floor(dice() * n);
  const frames: { at: number; bytes: Uint8Array }[] = [];
  for (let d = 0; d < 12; d++) {
    const v = below(3) === 0 ? 6 : 4;
    const whole = datagram(40000 + d, 40 + below(400));
    const other = datagram(40000 + d, 460, 0x61);
    const options = {
      version: v,
      id: 1 + below(9),
      protocol: 17,
      vlan: below(6) === 0 ? 1024 * (1 + below(2)) : undefined,
    } as const;
    const pieces: Uint8Array[] = [];
    for (let start = 0; start < whole.length;) {
      const len = Math.min(whole.length - start, 8 * (1 + below(12)));
      const more = start + len < whole.length;
      pieces.push(fragment({ ...options, start, more }, whole.slice(start, start + len)));
      start += len;
    }
    const wild = (from: Uint8Array, end: number): Uint8Array => {
      const start = 8 * below(Math.ceil(end / 8));
      return fragment({ ...options, start, more: below(5) > 0 }, from.slice(start, start + 1 + below(120)));
    };
    if (below(3) === 0) pieces.push(pieces[below(pieces.length)]);
    if (below(3) === 0) pieces.push(wild(whole, whole.length));
    if (below(4) === 0) pieces.push(wild(other, 440));
    if (below(5) === 0) pieces.splice(below(pieces.length), 1);
    const shuffle = below(2) === 0;
    pieces.forEach((bytes, i) => frames.push({ at: d * 3 + (shuffle ? dice() * 8 : i), bytes }));
  }
  return frames.sort((a, b) => a.at - b.at).map(({ bytes }) => bytes);
}

describe.skipIf(missing !== null)(named("fragments equal tshark's", missing), () => {
  it.each(Array.from({ length: 30 }, (_, i) => i + 1))('mixed, seed %i', async (seed) => {
    expect(await differences(mixed(seed))).toEqual([]);
  });

  it('left as they are when that is asked for', async () => {
    const off = ['ip.defragment:FALSE', 'ipv6.defragment:FALSE'];
    expect(await differences(mixed(1), off)).toEqual([]);
  });

  it('of a packet in GRE in fragments', async () => {
    const inner = datagram(40007, 3000);
    const outer = [
      { id: 70, more: true, start: 0, bytes: inner.slice(0, 1480) },
      { id: 71, more: false, start: 1480, bytes: inner.slice(1480) },
    ].map(({ id, bytes, ...rest }) => ({ id, gre: concat(hex('0000 0800'), fragment4({ ...rest, id: 500 }, bytes)) }));
    const frames = outer.flatMap(({ id, gre }) => [
      fragment({ id, start: 0, more: true, protocol: 47 }, gre.slice(0, 800)),
      fragment({ id, start: 800, more: false, protocol: 47 }, gre.slice(800)),
    ]);
    expect(await differences(frames)).toEqual([]);
  });

  it('of an empty last fragment and an identification that comes again', async () => {
    const whole = datagram(40008, 200);
    const first = fragment({ start: 0, more: true }, whole.slice(0, 104));
    const last = fragment({ start: 104, more: false }, whole.slice(104));
    const empty = fragment({ start: 104, more: false }, whole.slice(0, 0));
    expect(await differences([first, empty, last, first, last, last, first])).toEqual([]);
  });
});
