// A connection as one capture has it: its segments in the order of time, in typed arrays, with numbers that start at 0 on both ends, so
// that a middlebox which writes other initial numbers makes no difference.
import type { FlowRow } from '../../ipc/contracts/engine-contract';
import { GrowingList } from '../../memory/growing-list';
import { seqSub } from '../../wire/seq';
import { ACK, FIN, SYN } from '../../wire/tcp';
import type { Analysis } from '../capture-index';
import { PROTOCOL, type FrameColumns } from '../columns/columns';
import { COPY } from '../columns/segment-mark';
import { inOrder } from '../timing/connection-rows';

/** Initial sequence numbers as they were sent, RFC 9293 section 3.4.1; null: no SYN of that end was captured. */
export interface InitialNumbers {
  client: number | null;
  server: number | null;
}

export interface Point {
  count: number;
  /** rows of the capture's columns */
  rows: Uint32Array;
  /** 1: the client sent it */
  fromClient: Uint8Array;
  /** behind the initial number of the sender, and of the receiver; `end` is behind the last number that the segment takes */
  seq: Uint32Array;
  end: Uint32Array;
  ack: Uint32Array;
  len: Uint32Array;
  flags: Uint16Array;
  window: Uint16Array;
  ttl: Uint8Array;
  /** ns since the second that was asked for, by the clock of this capture */
  time: Float64Array;
  /** what `seq` counts from, by the sender */
  initial: InitialNumbers;
}

/** Initial numbers that the SYN and the SYN-ACK of a connection show; the last ones where it was tried more than once. */
export function initialNumbers(columns: FrameColumns, rows: ArrayLike<number>): InitialNumbers {
  const initial: InitialNumbers = { client: null, server: null };
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if ((columns.flags(row) & SYN) === 0 || !isSegment(columns, row)) continue;
    initial[columns.fromA(row) ? 'client' : 'server'] = columns.seq(row);
    if (initial.client !== null && initial.server !== null) break;
  }
  return initial;
}

/** Rows of the segments of a TCP connection in the order of time: no ICMP errors, no first fragments, none twice. */
export function segmentRows(analysis: Analysis, { id, kind, stream, firstFrame, lastFrame }: FlowRow): Uint32Array {
  const { columns } = analysis;
  const list = new GrowingList();
  for (let row = firstFrame - 1; row >= 0; row = columns.nextOfStream(kind, stream, row + 1, lastFrame))
    if (isSegment(columns, row)) list.push(row);
  return inOrder(analysis, id, list.data.slice(0, list.length)).filter((row) => isSegment(columns, row));
}

const isSegment = (columns: FrameColumns, row: number): boolean =>
  columns.protocol(row) !== PROTOCOL.icmpError &&
  !columns.partial(row) &&
  columns.hasTime(row) &&
  (columns.mark(row) & COPY) === 0;

/** The same of both ends, the other way round. */
export const flippedNumbers = ({ client, server }: InitialNumbers): InitialNumbers => ({
  client: server,
  server: client,
});

export interface PointOptions {
  /** second of the epoch that times count from */
  second: number;
  /** what numbers count from where the capture has no SYN: as the other capture knows it */
  base: InitialNumbers;
  /** this capture takes the client for the server */
  flipped: boolean;
}

/** A connection at one point, out of `segmentRows`. */
export function pointOf(columns: FrameColumns, rows: Uint32Array, { second, base, flipped }: PointOptions): Point {
  const n = rows.length;
  const seen = initialNumbers(columns, rows);
  const own = flipped ? flippedNumbers(seen) : seen;
  const initial = { client: own.client ?? base.client, server: own.server ?? base.server };
  const point: Point = {
    ...{ count: n, rows, initial },
    fromClient: new Uint8Array(n),
    seq: new Uint32Array(n),
    end: new Uint32Array(n),
    ack: new Uint32Array(n),
    len: new Uint32Array(n),
    flags: new Uint16Array(n),
    window: new Uint16Array(n),
    ttl: new Uint8Array(n),
    time: new Float64Array(n),
  };
  for (let i = 0; i < n; i++) {
    const row = rows[i];
    const fromClient = columns.fromA(row) !== flipped;
    const flags = columns.flags(row);
    const [mine, theirs] = fromClient ? [initial.client, initial.server] : [initial.server, initial.client];
    point.fromClient[i] = fromClient ? 1 : 0;
    point.flags[i] = flags;
    point.len[i] = columns.payloadLen(row);
    point.seq[i] = seqSub(columns.seq(row), mine ?? 0);
    point.end[i] = point.seq[i] + point.len[i] + ((flags & SYN) !== 0 ? 1 : 0) + ((flags & FIN) !== 0 ? 1 : 0);
    point.ack[i] = (flags & ACK) !== 0 ? seqSub(columns.ack(row), theirs ?? 0) : 0;
    point.window[i] = columns.window(row);
    point.ttl[i] = columns.ttl(row);
    point.time[i] = (columns.timeSec(row) - second) * 1e9 + columns.timeNano(row);
  }
  return point;
}
