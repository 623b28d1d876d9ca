// Packets that the reader has marked, ignored or made time references, and those that the file has comments on. Bounded.
import { IGNORED, MARKED, REFERENCE } from '../../../flow/columns/reader-marks';
import type { MarkFact, MarkFacts, PutMark } from '../../../report/model';
import { Slice } from '../../base/pause';
import type { CaptureDocument } from '../../document/document';
import { ChosenRows } from '../../document/shown-rows';
import { packetRows } from '../packet-rows';

/** Packets that are listed, frames that are read for comments, and characters of one at most. */
const MOST_LISTED = 200;
const MOST_READ = 20_000;
const LONGEST = 2000;
const GIVE_WAY = 4096;

const BITS: readonly (readonly [bit: number, put: PutMark])[] = [
  [MARKED, 'marked'],
  [REFERENCE, 'reference'],
  [IGNORED, 'ignored'],
];

/** `ids`: only packets of these conversations; null: all. Gives way; throws where `stopped` says so. */
export async function marksOf(
  document: CaptureDocument,
  ids: ReadonlySet<number> | null,
  stopped: () => boolean,
): Promise<MarkFacts> {
  const { analysis, columns, frames } = document;
  const listed: MarkFact[] = [];
  let all = 0;
  let read = 0;
  const slice = new Slice();
  for (let row = 0; row < frames; row++) {
    if (row % GIVE_WAY === 0) {
      if (slice.over) await slice.giveWay();
      if (stopped()) throw new Error('cancelled');
    }
    const bits = analysis.readerMarks.of(row);
    const mayHave = columns.hasOptions(row) && read < MOST_READ;
    if (bits === 0 && !mayHave) continue;
    if (ids !== null && !ids.has(analysis.flowOfRow(row))) continue;
    if (mayHave) read++;
    const comments = mayHave ? document.context(row).comments() : [];
    if (bits === 0 && comments.length === 0) continue;
    all++;
    if (listed.length < MOST_LISTED) listed.push(factOf(document, row, bits, comments));
  }
  return { listed, all, isWhole: read < MOST_READ };
}

function factOf(document: CaptureDocument, row: number, bits: number, comments: readonly string[]): MarkFact {
  const { columns } = document;
  const { source, destination, protocol, info } = packetRows(document, 0, 1, { list: 0, shown: new ChosenRows([row]) });
  return {
    frame: row + 1,
    put: BITS.filter(([bit]) => bits & bit).map(([, put]) => put),
    comments: comments.map((text) => text.slice(0, LONGEST)),
    at: columns.hasTime(row) ? { sec: columns.timeSec(row), nano: columns.timeNano(row) } : null,
    source: source[0],
    destination: destination[0],
    protocol: protocol[0],
    info: info[0],
  };
}
