// Messages of TCP streams that span segments, against tshark: cut anywhere, lost, sent again, out of order, wrong.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { random } from '../bench/random';
import { registry } from '../../src-main/dissect/protocols/registry';
import { FieldReader } from '../../src-main/engine/answers/field-reader';
import { packetRows } from '../../src-main/engine/answers/packet-rows';
import { DEFAULT_OPTIONS } from '../../src-main/engine/answers/row-options';
import { CaptureDocument } from '../../src-main/engine/document/document';
import { findMessages } from '../../src-main/engine/document/messages/message-finder';
import { fieldOf } from '../fixtures/dissect-frame';
import { pcapFile, type Frame } from '../fixtures/make-capture';
import { opening, queries, query, segment } from '../fixtures/make-stream';
import { concat } from '../fixtures/make-packet';
import { tempFolder } from '../fixtures/temp-folder';
import { corpusFolder, corpusLacks, named } from '../fixtures/corpus';
import { explainStream } from './explain';
import { ourFields } from './ours';
import { tsharkFields, tsharkVersion } from './tshark';

const version = tsharkVersion();
const missing = version === null ? 'no tshark' : null;
const corpus = corpusFolder();
const lacks = corpusLacks(corpus, version);

const FIELDS = [
  ...['tcp.segment', 'tcp.segment.count', 'tcp.segment.overlap', 'tcp.segment.overlap.conflict', 'tcp.segment.error'],
  ...['tcp.segment.multipletails', 'tcp.segment.toolongfragment', 'tcp.segments', 'tcp.segment_data'],
  ...['tcp.reassembled_in', 'tcp.reassembled.length', 'tcp.reassembled.data'],
];

const PART = '[TCP segment of a reassembled PDU]';
const EXPERT = '_ws.expert.message';
const INFO = '_ws.col.Info';

/** The same of our own, with the Info text of each row. */
async function ours(file: string): Promise<{ cells: string[]; info: string }[]> {
  const opened = await CaptureDocument.open(file);
  if (!opened.ok) throw new Error(opened.problem.kind);
  const { document } = opened;
  onTestFinished(() => document.close());
  await document.read({ progress: () => undefined, stopped: () => false });
  await findMessages(document);
  const reader = new FieldReader(document, FIELDS.map(fieldOf), DEFAULT_OPTIONS);
  const { info } = packetRows(document, 0, document.frames);
  return info.map((text, row) => ({ cells: reader.row(row).map((values) => values.join(',')), info: text }));
}

/** Cells that differ, `frame field: ours / theirs`, in frames of streams that are put together. */
async function compared(file: string): Promise<string[]> {
  const theirs = await tsharkFields(file, version ?? '', [...FIELDS, EXPERT, INFO, 'tcp.port'], []);
  return (await ours(file)).flatMap(({ cells, info }, row) => {
    const their = theirs.rows[row];
    const [notes = '', text = '', ports = ''] = their.slice(FIELDS.length);
    if (!ports.split(',').includes('53')) return [];
    const found = cells.flatMap((cell, k) => {
      const other = their[k] ?? '';
      if (cell === other || explainStream({ field: FIELDS[k], ours: cell, theirs: other }, notes)) return [];
      return [
        `${row + 1} ${FIELDS[k]}: ${cell.slice(0, 60)} (${cell.length}) / ${other.slice(0, 60)} (${other.length})`,
      ];
    });
    if (info.includes(PART) !== text.includes(PART)) found.push(`${row + 1} info: ${info} / ${text}`);
    return found;
  });
}

/** The same of a capture that is made of these frames. `every`: seconds between them. */
async function differences(frames: (Uint8Array | Frame)[], every = 1): Promise<string[]> {
  const file = join(tempFolder(), 'streams.pcap');
  const timed = frames.map((frame, i): Frame => {
    const micros = Math.round(i * every * 1e6);
    const time = { sec: 1_700_000_000 + Math.floor(micros / 1e6), nano: (micros % 1e6) * 1000 };
    return frame instanceof Uint8Array ? { bytes: frame, ...time } : { ...frame, ...time };
  });
  writeFileSync(file, pcapFile(timed));
  return compared(file);
}

const ALL = queries(60);
/** Bytes of the client from `from` to `to`. */
const part = (from: number, to: number, isn = 1000): Uint8Array =>
  segment({ seq: isn + 1 + from, bytes: ALL.slice(from, to) });

describe.skipIf(missing !== null)(named("messages of streams equal tshark's", missing), () => {
  const cases: Record<string, Uint8Array[]> = {
    'cut inside and at the length': [
      ...opening(1000),
      part(0, 10),
      part(10, 31),
      part(31, 40),
      part(40, 90),
      part(90, 91),
      part(91, 195),
    ],
    'cut inside the length, with more behind': [...opening(1000), part(0, 1), part(1, 40), part(40, 41), part(41, 100)],
    'byte by byte': [...opening(1000), ...Array.from({ length: 120 }, (_, i) => part(i, i + 1))],
    'out of order': [...opening(1000), part(0, 10), part(20, 28), part(10, 20), part(28, 60)],
    'with a segment that is lost': [...opening(1000), part(0, 10), part(20, 60), part(60, 80), part(80, 120)],
    'with one that comes again': [
      ...opening(1000),
      part(0, 10),
      part(0, 10),
      part(0, 15),
      part(10, 28),
      part(10, 28),
      part(28, 60),
    ],
    'with a keep-alive': [
      ...opening(1000),
      part(0, 10),
      segment({ seq: 1010, bytes: ALL.slice(9, 10), flags: 'A' }),
      part(10, 28),
      part(28, 40),
    ],
    'begun in the middle': [part(10, 28), part(28, 40), part(40, 70), part(70, 200)],
    'with numbers that wrap': [
      ...opening(0xffffffef),
      ...[
        [0, 10],
        [10, 28],
        [28, 60],
      ].map(([a, b]) => part(a, b, 0xffffffef)),
    ],
  };
  const other = (from: number, to: number): Uint8Array =>
    segment({ seq: 1001 + from, bytes: new Uint8Array(to - from).fill(65) });
  const wrong: Record<string, (Uint8Array | Frame)[]> = {
    'with other bytes in what overlaps': [...opening(1000), part(0, 10), part(5, 20), other(15, 29), part(29, 60)],
    'with an overlap': [...opening(1000), part(0, 10), part(20, 25), part(5, 20), part(22, 40), part(40, 60)],
    'with a message of no bytes': [
      ...opening(1000),
      segment({ seq: 1001, bytes: Uint8Array.from([0, 0, 0]) }),
      part(3, 60),
    ],
    'cut by the snapshot length': [
      ...opening(1000),
      part(0, 10),
      { bytes: part(10, 60).slice(0, 70), originalLen: 104 },
      part(60, 100),
      part(100, 160),
    ],
    'with a reset that says why': [
      ...opening(1000),
      part(0, 10),
      segment({ seq: 1011, bytes: ALL.slice(10, 30), flags: 'RA' }),
    ],
    'with data in the SYN': [
      segment({ seq: 1000, bytes: ALL.slice(0, 12), flags: 'S', ack: 0 }),
      part(12, 50),
      part(50, 60),
    ],
    'that the FIN ends': [
      ...opening(1000),
      part(0, 10),
      segment({ seq: 1011, bytes: ALL.slice(10, 40), flags: 'FPA' }),
      segment({ seq: 1041, flags: 'FA' }),
    ],
    'acknowledged, and sent again': [
      ...opening(1000),
      part(0, 10),
      part(10, 40),
      segment({ seq: 1, ack: 1041, flags: 'A', back: true }),
      part(10, 40),
      part(0, 10),
      part(40, 80),
    ],
    'filled quickly after duplicate ACKs': [
      ...opening(1000),
      part(0, 10),
      segment({ seq: 1, ack: 1011, flags: 'A', back: true }),
      part(20, 60),
      ...Array.from({ length: 3 }, () => segment({ seq: 1, ack: 1011, flags: 'A', back: true })),
      part(10, 20),
      part(60, 100),
    ],
    'both ways, in two connections': [0, 1, 2, 3, 4].flatMap((i) => [
      segment({ seq: 5001 + 13 * i, bytes: ALL.slice(13 * i, 13 * i + 13) }),
      segment({ seq: 9001 + 17 * i, bytes: ALL.slice(17 * i, 17 * i + 17), port: 40001 }),
      segment({ seq: 7001 + 29 * i, bytes: ALL.slice(29 * i, 29 * i + 29), back: true }),
    ]),
  };
  it.each(Object.entries(wrong))('%s', async (_, frames) => {
    expect(await differences(frames, 0.001)).toEqual([]);
    expect(await differences(frames, 1)).toEqual([]);
  });

  it.each(Object.entries(cases))('%s', async (_, frames) => {
    expect(await differences(frames)).toEqual([]);
  });

  it.skipIf(lacks !== null)(named('in a capture of real queries', lacks), { timeout: 120_000 }, async () => {
    expect(await compared(join(corpus ?? '', 'mercury/emix.pcap'))).toEqual([]);
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
    expect(
      await differences([...opening(1000), ...frames.map(({ bytes }) => bytes)], seed % 2 === 0 ? 1 : 0.0001),
    ).toEqual([]);
  });
});

const DNS_FIELDS = [...registry.fields()]
  .filter(({ abbrev, type }) => abbrev.startsWith('dns.') && type !== 'protocol')
  .map(({ abbrev }) => abbrev);

describe.skipIf(missing !== null)(named("DNS over TCP equals tshark's", missing), () => {
  /** Cells of DNS that differ in rows over TCP, and how many there are. */
  async function fieldsOf(file: string): Promise<{ differ: string[]; filled: number }> {
    const theirs = await tsharkFields(file, version ?? '', ['tcp.len', ...DNS_FIELDS], []);
    const mine = await ourFields(file, DNS_FIELDS, []);
    const differ: string[] = [];
    let filled = 0;
    theirs.rows.forEach(([len, ...cells], row) => {
      if (len === '') return;
      DNS_FIELDS.forEach((field, k) => {
        if ((cells[k] ?? '') !== '') filled++;
        if ((cells[k] ?? '') !== mine.rows[row][k])
          differ.push(`${row + 1} ${field}: ${mine.rows[row][k]} / ${cells[k]}`);
      });
    });
    return { differ, filled };
  }

  it('which query belongs to which response, several in a segment, again, with the number of an old one', async () => {
    const answer = (id: number): Uint8Array => {
      const bytes = query(id);
      bytes[4] |= 0x80;
      return bytes;
    };
    const frames: Uint8Array[] = [...opening(1000)];
    const next = [1001, 1];
    const say = (who: 0 | 1, ...messages: Uint8Array[]): void => {
      const bytes = concat(...messages);
      frames.push(segment({ seq: next[who], bytes, back: who === 1, ack: next[1 - who] }));
      next[who] += bytes.length;
    };
    say(0, query(1));
    say(0, query(1));
    say(1, answer(1));
    say(1, answer(1));
    say(0, query(2), query(3));
    say(1, answer(3), answer(2));
    say(0, query(1));
    say(1, answer(1));
    say(1, answer(9));
    say(0, query(5), query(5));
    say(1, answer(5), answer(5));
    say(0, query(6), query(7).slice(0, 5));
    say(0, query(7).slice(5), query(8));
    say(1, answer(7));
    const file = join(tempFolder(), 'dns.pcap');
    writeFileSync(file, pcapFile(frames.map((bytes, i) => ({ bytes, sec: 1_700_000_000, nano: i * 1e7 }))));
    const { differ, filled } = await fieldsOf(file);
    expect(differ).toEqual([]);
    expect(filled).toBeGreaterThan(200);
  });

  it.skipIf(lacks !== null)(named('in a capture of real queries', lacks), { timeout: 120_000 }, async () => {
    const { differ, filled } = await fieldsOf(join(corpus ?? '', 'mercury/emix.pcap'));
    expect(differ).toEqual([]);
    expect(filled).toBeGreaterThan(200);
  });
});
