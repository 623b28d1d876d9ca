// The packets of one connection as they followed each other, and the attempt among them that it is shown by.
import type { Analysis } from '../capture-index';
import type { FrameColumns } from '../columns/columns';
import { ATTEMPT } from '../columns/segment-mark';

/**
 * All of a flow out of its rows, which ascend: ICMP errors about it that quote no more than ports and a number among them, in the order of
 * time; frames without a time stay in their place.
 */
export function inOrder(analysis: Analysis, flow: number, rows: Uint32Array): Uint32Array {
  const { columns } = analysis;
  const stubs = analysis.stubsOf(flow);
  let out = rows;
  if (stubs !== null && stubs.length > 0) {
    out = new Uint32Array(rows.length + stubs.length);
    out.set(rows);
    out.set(stubs.data.subarray(0, stubs.length), rows.length);
    out.sort();
  }
  if (analysis.table.chunk(flow).times === null || !out.every((row) => columns.hasTime(row))) return out;
  return out.sort((x, y) => (columns.isBefore(x, y) ? -1 : columns.isBefore(y, x) ? 1 : x - y));
}

/** Which of them belong to attempt number `place`, or to the last one: from … below `to`. */
export function attemptSpan(columns: FrameColumns, rows: Uint32Array, place: number): [from: number, to: number] {
  let from = 0;
  for (let i = 1, attempt = 0; i < rows.length; i++) {
    if ((columns.mark(rows[i]) & ATTEMPT) === 0) continue;
    if (attempt++ === place) return [from, i];
    from = i;
  }
  return [from, rows.length];
}
