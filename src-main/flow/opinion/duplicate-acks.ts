// Duplicate ACKs that ask for nothing: those that report a duplicate (RFC 2883), and those that answer a segment which was not acted on
// (RFC 5961 sections 3.2 and 4.2: a challenge ACK; RFC 9293 section 3.10.7.4 for what lies outside the window).
import * as A from '../../dissect/contract/analysis-flags';
import type { Opinion } from '../../ipc/contracts/opinion-contract';
import type { SegmentList } from './segment-list';

export function ofDuplicateAck(s: SegmentList, i: number): Opinion[] {
  if (!A.isDuplicateAck(s.said(i))) return [];
  const side = s.side(i);
  const last = s.before(i, () => true);
  if (last >= 0 && s.side(last) !== side && s.ignored(last))
    return [{ kind: 'challenge_ack', frames: [s.frame(last)] }];
  const duplicate = s.detail(i)?.duplicate ?? null;
  if (duplicate === null) return [];
  const again = s.before(i, (k) => s.side(k) !== side && s.end(k) !== s.seq(k) && s.seq(k) === duplicate.left);
  return [{ kind: 'reports_duplicate', frames: again < 0 ? [] : [s.frame(again)] }];
}
