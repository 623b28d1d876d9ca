// What a folded stretch of segments holds that a reader would unfold it for: counted, so that a fold hides none of it.
import { LOST_SEGMENT, ZERO_WINDOW } from '../../dissect/contract/analysis-flags';
import type { FoldTroubles } from '../../ipc/contracts/engine-contract';
import type { FrameColumns } from '../columns/columns';
import { COPY, REASON_MASK } from '../columns/segment-mark';

/** Counts segments `from` … below `to` of the rows of one connection. */
export function foldTroubles(columns: FrameColumns, rows: Uint32Array, from: number, to: number): FoldTroubles {
  const out: FoldTroubles = { repeated: 0, zeroWindows: 0, ignored: 0, copies: 0, gaps: 0 };
  for (let i = from; i < to; i++) {
    const row = rows[i];
    if (columns.repeated(row)) out.repeated++;
    // a fold holds neither ICMP errors nor RSTs, so a reason is a reason
    const mark = columns.mark(row);
    if (mark & COPY) out.copies++;
    if (mark & REASON_MASK) out.ignored++;
    if (columns.analysis(row) & ZERO_WINDOW) out.zeroWindows++;
    if (columns.analysis(row) & LOST_SEGMENT) out.gaps++;
  }
  return out;
}
