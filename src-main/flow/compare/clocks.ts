// Two clocks, told by segments that passed both of them. A segment from a to b takes d + offset by the two clocks, one from b to a takes
// d - offset: the least of each bound the offset, and in the middle of them it stands where both ways are equally long (as NTP has it,
// RFC 5905 section 8).

import type { ClockOffset } from '../../ipc/contracts/compare-contract';

/** The least that a segment took by the two clocks, in ns, in each direction; Infinity: none went that way. */
export interface LeastTimes {
  fromA: number;
  fromB: number;
}

export function clockOffset({ fromA, fromB }: LeastTimes): ClockOffset {
  if (fromA === Infinity || fromB === Infinity) return { offset: 0, within: null };
  return { offset: (fromA - fromB) / 2, within: Math.abs(fromA + fromB) / 2 };
}
