// "Go to time": the frame of the displayed list whose time is nearest.
import type { CaptureDocument } from '../document/document';
import type { ShownRows } from '../document/shown-rows';

/**
 * Frame nearest to a time (seconds since 1970, nanoseconds), the first of equally near ones; 0: the list is empty or has
 * no times. Times need not be in order, so every row is looked at.
 */
export function frameAtTime({ columns }: CaptureDocument, shown: ShownRows, sec: number, nano: number): number {
  let best = -1;
  let bestSec = Infinity;
  let bestNano = 0;
  for (let i = 0, n = shown.count; i < n; i++) {
    const row = shown.at(i);
    if (!columns.hasTime(row)) continue;
    let s = columns.timeSec(row) - sec;
    let ns = columns.timeNano(row) - nano;
    if (s < 0 || (s === 0 && ns < 0)) {
      s = -s;
      ns = -ns;
    }
    if (ns < 0) {
      s--;
      ns += 1_000_000_000;
    }
    if (s > bestSec || (s === bestSec && ns >= bestNano)) continue;
    best = row;
    bestSec = s;
    bestNano = ns;
  }
  return best + 1;
}
