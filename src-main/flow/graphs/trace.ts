// One direction of a connection as its graphs see it: its segments and those that answer them, in the order of time, with numbers that
// go on counting where those of the header begin again at 0 (RFC 9293 section 3.4).
import { seqDiff } from '../../wire/seq';
import { ACK, FIN, SYN } from '../../wire/tcp';
import { COPY } from '../columns/segment-mark';
import { isIcmpError } from '../timeline/timeline-segments';
import type { ShownSegments } from '../timeline/timeline';

export interface Trace {
  count: number;
  /** rows of the columns */
  row: Uint32Array;
  /** seconds since the first segment of the connection */
  time: Float64Array;
  /** 1: sent by the side whose data is looked at, 0: by the other one */
  own: Uint8Array;
  /** own: the relative sequence number; else the relative acknowledgement number, NaN without the flag ACK */
  number: Float64Array;
  /** own: sequence numbers that the segment takes, those of SYN and FIN with them; else 0 */
  length: Uint32Array;
}

/**
 * Copies by a mirror port, segments that the receiver ignores and quoted ones are left out: they would draw what no end has seen.
 * @param fromA  the data that goes from a to b, or the other way
 */
export function traceOf({ analysis, flow, segments, span }: ShownSegments, fromA: boolean): Trace {
  const { columns } = analysis;
  const most = span.to - span.from;
  const out: Trace = {
    count: 0,
    row: new Uint32Array(most),
    time: new Float64Array(most),
    own: new Uint8Array(most),
    number: new Float64Array(most),
    length: new Uint32Array(most),
  };
  const side = fromA ? 0 : 1;
  const sent = new Counter();
  const acked = new Counter();
  for (let i = span.from; i < span.to; i++) {
    const row = segments.rows[i];
    if (isIcmpError(columns, row) || columns.mark(row) & COPY || columns.partial(row)) continue;
    if (analysis.ignoredOf(row) !== null) continue;
    const flags = columns.flags(row);
    const own = columns.fromA(row) === fromA;
    const at = out.count++;
    const base = analysis.baseOf(flow.id, side, row) ?? columns.seq(row);
    out.row[at] = row;
    out.time[at] = segments.time[i] / 1e9;
    out.own[at] = own ? 1 : 0;
    if (own) {
      out.number[at] = sent.take(columns.seq(row), base);
      out.length[at] = columns.payloadLen(row) + (flags & SYN ? 1 : 0) + (flags & FIN ? 1 : 0);
    } else out.number[at] = flags & ACK ? acked.take(columns.ack(row), base) : NaN;
  }
  return out;
}

/** Goes on beyond 2^32: each number is taken to be the nearest one to that before it. */
class Counter {
  #raw: number | null = null;
  #count = 0;

  /** @param base  where counting begins; asked of the first number only */
  take(raw: number, base: number): number {
    this.#count += this.#raw === null ? seqDiff(raw, base) : seqDiff(raw, this.#raw);
    this.#raw = raw;
    return this.#count;
  }
}
