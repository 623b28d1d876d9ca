// How long a receive window was shut: from the segment that says window 0 to the next of the same end that says another.
import { ZERO_WINDOW } from '../../dissect/contract/analysis-flags';
import type { ShutWindow } from '../../ipc/contracts/engine-contract';
import { RST } from '../../wire/tcp';
import type { Analysis } from '../capture-index';
import { COPY, REASON_MASK } from '../columns/segment-mark';
import { lastNotAbove } from './timeline-joins';
import { isIcmpError, type Segments } from './timeline-segments';

/** Episodes of one end, in order, none inside another. */
export interface Bands {
  /** segment that shuts the window */
  from: number[];
  /** segment that opens it again; where none does, one behind the last */
  to: number[];
}

/** Of both ends, a first. */
export function readBands(columns: Analysis['columns'], s: Segments): [a: Bands, b: Bands] {
  const out: [Bands, Bands] = [
    { from: [], to: [] },
    { from: [], to: [] },
  ];
  const isShut = ({ from, to }: Bands): boolean => from.length > to.length;
  for (let i = 0; i < s.count; i++) {
    const row = s.rows[i];
    // what the other end does not act on shuts and opens nothing
    if (columns.partial(row) || isIcmpError(columns, row) || columns.mark(row) & (COPY | REASON_MASK)) continue;
    // the connection is over, and both windows with it
    if (columns.flags(row) & RST) for (const one of out) if (isShut(one)) one.to.push(i);
    if (columns.flags(row) & RST) continue;
    const own = out[s.fromA[i] ? 0 : 1];
    if (!isShut(own) && columns.analysis(row) & ZERO_WINDOW) own.from.push(i);
    else if (isShut(own) && columns.window(row) !== 0) own.to.push(i);
  }
  for (const one of out) if (isShut(one)) one.to.push(s.count);
  return out;
}

/** What segments `first` … below `end` show of the episodes; of a place before a segment (`first` = `end`), what goes on across it. */
export function shutAt({ from, to }: Bands, s: Segments, first: number, end: number): ShutWindow | null {
  const isPlace = end === first;
  const k = lastNotAbove(from, isPlace ? first - 1 : end - 1);
  if (k < 0 || to[k] < first) return null;
  const opened = to[k] < s.count;
  const last = opened ? to[k] : s.count - 1;
  // of several episodes in a fold, an earlier one may have begun before it
  const j = lastNotAbove(from, first - 1);
  return {
    before: j >= 0 && to[j] >= first,
    after: isPlace || to[k] >= end,
    begins: !isPlace && from[k] >= first,
    opened,
    durationNs: s.time[last] - s.time[from[k]],
    firstFrame: s.rows[from[k]] + 1,
    lastFrame: s.rows[last] + 1,
  };
}
