// Segments of no byte or one, at or before the highest number: keep-alives (RFC 9293 section 3.8.4), probes of a closed window (section
// 3.8.6.1) and data of one byte look alike. What the other end had said before tells which it is.
import * as A from '../../dissect/contract/analysis-flags';
import type { Opinion } from '../../ipc/contracts/opinion-contract';
import { seqAdd, seqDiff } from '../../wire/seq';
import { FIN, RST, SYN } from '../../wire/tcp';
import type { SegmentList } from './segment-list';

const SPECIAL = SYN | FIN | RST;

export function ofProbe(s: SegmentList, i: number): Opinion[] {
  const said = s.said(i);
  const isKeepAlive = (said & A.KEEP_ALIVE) !== 0;
  if (s.len(i) > 1 || s.flags(i) & SPECIAL) return [];
  const last = s.lastAck(i);
  if (last < 0 || s.flags(last) & RST) return [];
  const frames = [s.frame(last)];
  if ((isKeepAlive || A.isRetransmission(said)) && s.columns.window(s.rows[last]) === 0)
    return [{ kind: 'window_probe', frames }];
  if (isKeepAlive && s.len(i) === 1) return repeatedByte(s, i, last);
  // the byte before what is acknowledged is no new one: there is no gap before it
  if (said & A.LOST_SEGMENT && s.seq(i) === seqAdd(s.ack(last), -1)) return [{ kind: 'keep_alive', frames }];
  return [];
}

/** RFC 1122 section 4.2.3.6: a keep-alive is sent when nothing waits. Here its byte waits, and is acknowledged afterwards. */
function repeatedByte(s: SegmentList, i: number, last: number): Opinion[] {
  const side = s.side(i);
  if (seqDiff(s.ack(last), s.seq(i)) > 0) return [];
  const first = s.before(i, (k) => s.side(k) === side && s.overlaps(k, i));
  const taken = s.behind(i, (k) => s.side(k) !== side && s.hasAck(k) && seqDiff(s.ack(k), s.seq(i)) > 0);
  return first >= 0 && taken >= 0 ? [{ kind: 'repeated_byte', frames: [s.frame(first), s.frame(taken)] }] : [];
}
