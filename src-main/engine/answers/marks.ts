// Puts marks on packets for the reader, and finds them again.
import { MARK_BITS, type MarkKind, type MarkRequests, type Marked } from '../../ipc/contracts/mark-contract';
import type { CaptureDocument } from '../document/document';
import { AllRows, type ShownRows } from '../document/shown-rows';

/** The rows that are meant, in ascending order of what is named. */
function* rowsOf(document: CaptureDocument, shown: ShownRows, packets: Marked): Generator<number> {
  if (packets.by !== 'frames') {
    const rows = packets.by === 'all' ? new AllRows(document.columns) : shown;
    for (let i = 0; i < rows.count; i++) yield rows.at(i);
    return;
  }
  for (const [from, to] of packets.ranges) {
    if (from === to) {
      if (from <= document.frames) yield from - 1;
      continue;
    }
    let i = shown.indexOf(from - 1, true);
    if (i >= 0 && shown.at(i) < from - 1) i++;
    for (; i >= 0 && i < shown.count && shown.at(i) < to; i++) yield shown.at(i);
  }
}

/** See `MarkRequests`. */
export function mark(
  document: CaptureDocument,
  shown: ShownRows,
  { what, packets, on }: MarkRequests['mark']['args'],
): number {
  const { analysis, columns } = document;
  const marks = analysis.readerMarks;
  const bit = MARK_BITS[what];
  let value = on;
  if (value === null) {
    value = false;
    for (const row of rowsOf(document, shown, packets)) {
      if (marks.of(row) & bit) continue;
      value = true;
      break;
    }
  }
  let refused = 0;
  for (const row of rowsOf(document, shown, packets)) {
    const can = !value || what !== 'reference' || columns.hasTime(row);
    if (!can || !marks.set(row, bit, value)) refused++;
  }
  return refused;
}

/** See `MarkRequests`. */
export function nextMarked(
  { analysis }: CaptureDocument,
  shown: ShownRows,
  { what, frame, by }: { what: MarkKind; frame: number; by: 1 | -1 },
): number {
  const marks = analysis.readerMarks;
  const bit = MARK_BITS[what];
  const { count } = shown;
  const near = shown.indexOf(frame - 1, true);
  if (near < 0) return 0;
  const row = shown.at(near);
  // where the packet itself is not displayed, the nearest one may be the one that comes next
  const from = row === frame - 1 || row > frame - 1 !== by > 0 ? near + by : near;
  for (let n = 0; n < count; n++) {
    const at = (((from + n * by) % count) + count) % count;
    if (marks.of(shown.at(at)) & bit) return shown.at(at) + 1;
  }
  return 0;
}
