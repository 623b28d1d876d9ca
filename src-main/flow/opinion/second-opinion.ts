// The second opinion about one segment: what its connection proves against the label that Wireshark gives it, or beside it. It says
// nothing where nothing is proven. Pure: columns, and what single frames tell (segment-detail.ts).
import * as A from '../../dissect/contract/analysis-flags';
import type { Opinion } from '../../ipc/contracts/opinion-contract';
import type { AnalysisView } from '../capture-index-view';
import { PROTOCOL } from '../columns/columns';
import { COPY } from '../columns/segment-mark';
import { ofDuplicateAck } from './duplicate-acks';
import { ofFileOrder } from './file-order';
import { ofProbe } from './probes';
import { ofCopy, ofRepeat } from './repeats';
import type { SegmentList } from './segment-list';
import { ofSimultaneousOpen } from './simultaneous';

const LABELS = A.REPEAT_MASK | A.LOST_SEGMENT | A.KEEP_ALIVE;

/** False: there is surely no opinion about this row. Asked of every row of a filter, so from its own columns alone. */
export function mayHaveOpinion({ columns }: Pick<AnalysisView, 'columns'>, row: number): boolean {
  const said = columns.analysis(row);
  return (said & LABELS) !== 0 || A.isDuplicateAck(said) || columns.mark(row) !== 0;
}

export function secondOpinion(s: SegmentList, row: number): Opinion[] {
  const { columns, view } = s;
  const i = s.placeOf(row);
  if (i < 0 || columns.protocol(row) === PROTOCOL.icmpError || columns.partial(row)) return [];
  if (columns.mark(row) & COPY) return A.isFlagged(s.said(i)) ? copied(s, i) : [];
  if (view.ignoredOf(row) !== null) {
    const last = s.lastAck(i);
    return [{ kind: 'ignored', frames: last < 0 ? [] : [s.frame(last)] }];
  }
  // the first that has something to say is the one that explains the label
  for (const judge of [ofSimultaneousOpen, ofCopy, ofFileOrder, ofProbe, ofRepeat, ofDuplicateAck]) {
    const found = judge(s, i);
    if (found.length > 0) return found;
  }
  return [];
}

/** Marked by the tracker: the same identification and checksum within 900 µs (recent-segments.ts). */
function copied(s: SegmentList, i: number): Opinion[] {
  const side = s.side(i);
  const first = s.before(
    i,
    (k) =>
      s.side(k) === side &&
      s.seq(k) === s.seq(i) &&
      s.ack(k) === s.ack(i) &&
      s.flags(k) === s.flags(i) &&
      s.len(k) === s.len(i),
  );
  return [{ kind: 'captured_twice', frames: first < 0 ? [] : [s.frame(first)] }];
}
