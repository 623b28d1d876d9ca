// What the rows of a timeline tell of single segments: which one they acknowledge and after how long, their SACK blocks, missing bytes
// before them, against `tcp.analysis.*` and `tcp.options.sack*`; and that what a repeated one is joined to carried its first number.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Timelines } from '../../src-main/engine/answers/timelines';
import { CaptureDocument } from '../../src-main/engine/document/document';
import type { TimelineRow } from '../../src-main/ipc/contracts/engine-contract';
import { corpusFolder, corpusLacks, named } from '../fixtures/corpus';
import { tsharkFields, tsharkVersion } from './tshark';

const FIELDS = [
  ...['frame.number', 'tcp.stream', 'tcp.analysis.acks_frame', 'tcp.analysis.ack_rtt'],
  ...['tcp.options.sack_le', 'tcp.options.sack_re', 'tcp.options.sack.dsack_le', 'tcp.analysis.lost_segment'],
  ...['tcp.seq_raw', 'tcp.len', 'tcp.flags'],
];
const SYN_FIN = 3;

/** The rows of every TCP connection with all folds open, with SACK options. */
async function rowsOf(path: string): Promise<TimelineRow[][]> {
  const opened = await CaptureDocument.open(path);
  if (!opened.ok) throw new Error(`${path} does not open`);
  const { document } = opened;
  try {
    await document.read({ progress: () => undefined, stopped: () => false });
    const timelines = new Timelines(document);
    const { flows } = document.analysis;
    const all = (id: number, open: number[]): TimelineRow[] => timelines.rows(id, open, 0, 1e6, true);
    return Array.from({ length: flows.tcpCount }, (_, stream) => {
      const id = flows.ofStream('tcp', stream);
      let open: number[] = [];
      for (let depth = 0; depth < 3; depth++)
        open = [...open, ...all(id, open).flatMap((row) => (row.kind === 'fold' ? [row.id] : []))];
      return all(id, open);
    });
  } finally {
    document.close();
  }
}

const list = (numbers: number[]): string => numbers.join(',');

const folder = corpusFolder();
const version = tsharkVersion();
const lacks = corpusLacks(folder, version);
const FILES = [
  'packetlife/TCP_SACK.cap',
  'tcptrace/dsack.dmp.gz',
  'tcptrace/first_seg_ooo.dmp.gz',
  'tcptrace/long_rtt.dmp.gz',
  'tcptrace/zwnd.dmp.gz',
];

describe.skipIf(lacks !== null)(named('of the corpus', lacks), () => {
  test.each(FILES)('%s', { timeout: 300_000 }, async (file) => {
    const path = join(folder ?? '', file);
    const [connections, { rows }] = await Promise.all([rowsOf(path), tsharkFields(path, version ?? '', FIELDS, [])]);
    const theirs = new Map(rows.filter(([, stream]) => stream !== '').map((cells) => [Number(cells[0]), cells]));
    let compared = 0;
    for (const own of connections)
      own.forEach((row, i) => {
        const cells = row.kind === 'segment' && row.icmp === null ? theirs.get(row.frame) : undefined;
        if (row.kind !== 'segment' || !cells) return;
        compared++;
        const ours = [
          row.acks ? String(row.acks.frame) : '',
          // 0 by a coarse clock: the field is left out then, as Wireshark does
          row.acks && row.acks.ns > 0 ? (row.acks.ns / 1e9).toFixed(9) : '',
          list(row.sack.map(({ from }) => from)),
          list(row.sack.map(({ to }) => to)),
          list(row.sack.filter(({ duplicate }) => duplicate).map(({ from }) => from)),
        ];
        expect(ours, `packet ${row.frame}`).toEqual(cells.slice(2, 7));
        expect(own[i - 1]?.kind === 'gap', `packet ${row.frame}: a gap before it`).toBe(cells[7] !== '');
        const original = row.repeats && theirs.get(row.repeats.frame);
        if (!original) return;
        const length = Number(original[9]) + (Number(original[10]) & SYN_FIN ? 1 : 0);
        const into = (row.seqRaw - Number(original[8])) >>> 0;
        expect(into, `packet ${row.frame}: in packet ${original[0]}`).toBeLessThan(length);
      });
    expect(compared).toBeGreaterThan(20);
  });
});
