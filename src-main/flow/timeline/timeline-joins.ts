// What a segment has to do with those before it: which one it sends again, what is missing before it, what it newly acknowledges.
// Worked out for the connection that is looked at, over typed arrays: one walk, binary searches in what was sent.
import { isRetransmission, KEEP_ALIVE, LOST_SEGMENT, ZERO_WINDOW_PROBE } from '../../dissect/contract/analysis-flags';
import { seqAdd, seqDiff } from '../../wire/seq';
import { ACK, FIN, RST, SYN } from '../../wire/tcp';
import type { Analysis } from '../capture-index';
import { COPY, REASON_MASK } from '../columns/segment-mark';
import { isIcmpError, type Segments } from './timeline-segments';

export interface Joins {
  /** segment that this one sends again, the first that carried its first number; -1: none, or that one was not captured */
  original: Int32Array;
  /** segment that sends this one again first; -1: none */
  again: Int32Array;
  /** bytes of its direction before this segment that were not captured until then */
  missing: Float64Array;
  /** segment that brings the first of these bytes later; -1: none */
  filledBy: Int32Array;
  /** what its sender had acknowledged before this segment, raw; -1: nothing, or this segment acknowledges no more */
  ackFrom: Float64Array;
}

/** Numbers of one direction, counted on beyond 2^32, so that they ascend. */
class Sent {
  /** highest number so far, raw and counted on; null: nothing was sent */
  nextRaw: number | null = null;
  next = 0;
  highestAck: number | null = null;
  /** stretches that were sent for the first time, ascending: start, end, segment */
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly by: number[] = [];
  /** holes, ascending: start, end, the segment behind it */
  readonly holeStarts: number[] = [];
  readonly holeEnds: number[] = [];
  readonly behind: number[] = [];
  /** by first number: what came later into a hole */
  readonly late = new Map<number, number>();
}

/** Index of the last of the ascending numbers that is not above `value`; -1: there is none. */
export function lastNotAbove(ascending: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export function readJoins(columns: Analysis['columns'], s: Segments): Joins {
  const none = (): Int32Array => new Int32Array(s.count).fill(-1);
  const out: Joins = {
    original: none(),
    again: none(),
    missing: new Float64Array(s.count),
    filledBy: none(),
    ackFrom: new Float64Array(s.count).fill(-1),
  };
  for (const { from, to } of s.attempts) {
    const sides = [new Sent(), new Sent()];
    for (let i = from; i < to; i++) {
      const row = s.rows[i];
      // what the receiver does not act on, and what was sent once and captured twice, moves nothing on
      const skipped =
        columns.partial(row) || isIcmpError(columns, row) || (columns.mark(row) & (COPY | REASON_MASK)) !== 0;
      if (skipped) continue;
      const sent = sides[s.fromA[i] ? 0 : 1];
      takeAck(out, sent, columns, row, i);
      takeBytes(out, sent, columns, row, i);
    }
  }
  return out;
}

function takeAck(out: Joins, sent: Sent, columns: Analysis['columns'], row: number, i: number): void {
  const flags = columns.flags(row);
  if ((flags & ACK) === 0 || flags & RST) return;
  const ack = columns.ack(row);
  const { highestAck } = sent;
  if (highestAck !== null && seqDiff(ack, highestAck) <= 0) return;
  if (highestAck !== null) out.ackFrom[i] = highestAck;
  sent.highestAck = ack;
}

function takeBytes(out: Joins, sent: Sent, columns: Analysis['columns'], row: number, i: number): void {
  const flags = columns.flags(row);
  const said = columns.analysis(row);
  const length = columns.payloadLen(row) + (flags & SYN ? 1 : 0) + (flags & FIN ? 1 : 0);
  // a probe repeats nothing and leaves its byte to be sent
  if (flags & RST || said & (KEEP_ALIVE | ZERO_WINDOW_PROBE)) return;
  const seq = columns.seq(row);
  if (sent.nextRaw === null) {
    sent.nextRaw = seq;
    sent.next = 0;
  }
  const start = sent.next + seqDiff(seq, sent.nextRaw);
  const end = start + length;
  if (start > sent.next) {
    if ((said & LOST_SEGMENT) === 0) return;
    out.missing[i] = start - sent.next;
    sent.holeStarts.push(sent.next);
    sent.holeEnds.push(start);
    sent.behind.push(i);
    advance(sent, start, start, i); // a hole ends here even where nothing but an ACK shows it
  }
  if (length === 0) return;
  if (start < sent.next) before(out, sent, start, isRetransmission(said), i);
  if (end > sent.next) advance(sent, Math.max(start, sent.next), end, i);
}

function advance(sent: Sent, start: number, end: number, i: number): void {
  if (end > start) {
    sent.starts.push(start);
    sent.ends.push(end);
    sent.by.push(i);
  }
  sent.nextRaw = seqAdd(sent.nextRaw ?? 0, end - sent.next);
  sent.next = end;
}

/** A segment that begins below the highest number: again, or late. */
function before(out: Joins, sent: Sent, start: number, repeats: boolean, i: number): void {
  const k = lastNotAbove(sent.starts, start);
  let original = k >= 0 && sent.ends[k] > start ? sent.by[k] : -1;
  if (original < 0) {
    const hole = lastNotAbove(sent.holeStarts, start);
    const inHole = hole >= 0 && sent.holeEnds[hole] > start;
    const earlier = sent.late.get(start);
    if (earlier !== undefined) original = earlier;
    else if (inHole) {
      sent.late.set(start, i);
      const behind = sent.behind[hole];
      if (out.filledBy[behind] < 0) out.filledBy[behind] = i;
    }
  }
  if (original < 0 || !repeats) return;
  out.original[i] = original;
  if (out.again[original] < 0) out.again[original] = i;
}
