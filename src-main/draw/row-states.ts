// States of both ends before and after a row. Pure.
import type { TcpState, TimelineRow, TimelineSegment } from '../ipc/contracts/engine-contract';
import { statesBefore } from './segment-look';

export interface StatePair {
  a: TcpState;
  b: TcpState;
}

/** Breaks and gaps, one behind the other, that are looked past at most. */
const MAX_BREAKS = 8;

/** States after row `index`; before the first row those that it tells of; null where the row is not here yet. */
export function statesAfter(
  index: number,
  row: (index: number) => TimelineRow | undefined,
  first: TimelineSegment | undefined,
): StatePair | null {
  for (let at = index; at > index - MAX_BREAKS; at--) {
    if (at < 0) return statesBefore(first);
    const one = row(at);
    if (!one) return null;
    if (one.kind === 'segment' || one.kind === 'fold') return { a: one.stateA, b: one.stateB };
  }
  return null;
}
