// Times and counts of all TCP connections of a capture that has been read: the rows of the columns are put beside those of the same
// connection, for as many connections at a time as memory is to be had, and each is gone along once. No frame is read.
import type { Analysis } from '../capture-index';
import { CHUNK_BITS, CHUNK_ROWS } from '../columns/columns';
import { TCP } from '../columns/frame-chunk';
import { TIMINGS } from '../table/timing-table';
import { attemptSpan, inOrder } from './connection-rows';
import { ConnectionTiming } from './connection-timing';

/** Rows that are held at a time, 4 bytes each; a connection of more is held alone. */
const MOST_ROWS = 2 ** 24;
/** Rows between two moments at which others can have their turn. */
const AT_ONCE = 1024;

/**
 * Fills analysis.timings. To be gone on with until it ends; yields how many packets have been gone over.
 * @param mostRows rows that are held at a time
 */
export function* allTimings(analysis: Analysis, mostRows = MOST_ROWS): Generator<number, void> {
  const { table, timings } = analysis;
  const { tcpCount } = table;
  timings.begin(table.count);
  const counts = new Uint32Array(tcpCount);
  for (const chunk of chunksOf(analysis)) {
    eachTcpRow(analysis, chunk, (_, stream) => counts[stream]++);
    yield 0;
  }
  const timing = new ConnectionTiming(analysis);
  const values = new Float64Array(TIMINGS.length);
  let done = 0;
  let told = 0;
  for (let from = 0; from < tcpCount;) {
    let to = from;
    let held = 0;
    while (to < tcpCount && (to === from || held + counts[to] <= mostRows)) held += counts[to++];
    const { rows, ends } = yield* gathered(analysis, counts, from, to, held);
    for (let stream = from; stream < to; stream++) {
      const own = rows.subarray(stream === from ? 0 : ends[stream - from - 1], ends[stream - from]);
      const flow = table.ofStream('tcp', stream);
      const ordered = inOrder(analysis, flow, own);
      const [first, last] = attemptSpan(analysis.columns, ordered, analysis.shownOf(flow).place);
      timing.begin(lowestOf(ordered, first, last));
      for (let i = first; i < last; i++) {
        timing.take(ordered[i]);
        if (++told < AT_ONCE) continue;
        told = 0;
        yield done + i - first;
      }
      timing.end();
      timing.values(values);
      timings.add(flow, values);
      done += own.length;
    }
    from = to;
  }
  timings.complete = true;
}

/** The lowest row of some that stand in the order of time. */
export function lowestOf(rows: Uint32Array, from: number, to: number): number {
  let lowest = rows[from] ?? 0;
  for (let i = from + 1; i < to; i++) if (rows[i] < lowest) lowest = rows[i];
  return lowest;
}

function* chunksOf({ columns }: Analysis): Generator<number> {
  for (let chunk = 0; chunk << CHUNK_BITS < columns.count; chunk++) yield chunk;
}

/** `each` of the TCP segments in a chunk, quoted ones as well, ascending. */
function eachTcpRow({ columns }: Analysis, chunk: number, each: (row: number, stream: number) => void): void {
  const { stream, bits } = columns.chunk(chunk);
  if (stream === null) return;
  const first = chunk * CHUNK_ROWS;
  const count = Math.min(CHUNK_ROWS, columns.count - first);
  for (let i = 0; i < count; i++) if (bits[i] & TCP && stream[i] >= 0) each(first + i, stream[i]);
}

/** The rows of streams `from` … below `to`, stream by stream; `ends`: where those of each end. */
function* gathered(
  analysis: Analysis,
  counts: Uint32Array,
  from: number,
  to: number,
  held: number,
): Generator<number, { rows: Uint32Array; ends: Uint32Array }> {
  const rows = new Uint32Array(held);
  // where each begins; where it ends, once its rows are in
  const ends = new Uint32Array(to - from);
  for (let k = 1; k < ends.length; k++) ends[k] = ends[k - 1] + counts[from + k - 1];
  for (const chunk of chunksOf(analysis)) {
    eachTcpRow(analysis, chunk, (row, stream) => {
      if (stream >= from && stream < to) rows[ends[stream - from]++] = row;
    });
    yield 0;
  }
  return { rows, ends };
}
