// Labels that come from the order of the file: two captures joined, several queues of an adapter. By their times the segments are in order.
import * as A from '../../dissect/contract/analysis-flags';
import type { Opinion } from '../../ipc/contracts/opinion-contract';
import { seqDiff } from '../../wire/seq';
import type { SegmentList } from './segment-list';

export function ofFileOrder(s: SegmentList, i: number): Opinion[] {
  if (!s.columns.hasTime(s.rows[i]) || s.len(i) === 0) return [];
  const said = s.said(i);
  if ((said & A.REPEAT_MASK) === A.SPURIOUS_RETRANSMISSION) return acknowledgedLater(s, i);
  if ((said & A.REPEAT_MASK) !== 0) return late(s, i);
  return said & A.LOST_SEGMENT ? early(s, i) : [];
}

/** It stands behind segments with higher numbers, and all of these were captured later than it. */
function late(s: SegmentList, i: number): Opinion[] {
  const side = s.side(i);
  const isBeyond = (k: number): boolean => s.side(k) === side && s.len(k) > 0 && seqDiff(s.end(k), s.seq(i)) > 0;
  const { columns, rows } = s;
  const beyond = s.before(i, isBeyond);
  if (beyond < 0 || !s.seesAllBefore(i)) return [];
  if (s.before(i, (k) => isBeyond(k) && !columns.isBefore(rows[i], rows[k])) >= 0) return [];
  return [{ kind: 'file_order', frames: [s.frame(beyond)] }];
}

/** Every acknowledgement of it that stands before it in the file was captured later than it. */
function acknowledgedLater(s: SegmentList, i: number): Opinion[] {
  const side = s.side(i);
  const { columns, rows } = s;
  const covers = (k: number): boolean => s.side(k) !== side && s.hasAck(k) && seqDiff(s.ack(k), s.end(i)) >= 0;
  const ack = s.before(i, covers);
  if (ack < 0 || !s.seesAllBefore(i)) return [];
  if (s.before(i, (k) => covers(k) && !columns.isBefore(rows[i], rows[k])) >= 0) return [];
  return [{ kind: 'file_order', frames: [s.frame(ack)] }];
}

/** What is missing before it stands further behind in the file, and was captured before it. */
function early(s: SegmentList, i: number): Opinion[] {
  const side = s.side(i);
  const { columns, rows } = s;
  const missing = s.behind(
    i,
    (k) => s.side(k) === side && s.len(k) > 0 && s.end(k) === s.seq(i) && columns.isBefore(rows[k], rows[i]),
  );
  return missing < 0 ? [] : [{ kind: 'file_order', frames: [s.frame(missing)] }];
}
