// Two clocks, told by segments that passed both of them. A segment from a to b takes d + offset by the two clocks, one from b to a takes
// d - offset: the least of each bound the offset, and in the middle of them it stands where both ways are equally long (as NTP has it,
// RFC 5905 section 8).

/** The least that a segment took by the two clocks, in ns, in each direction; Infinity: none went that way. */
export interface LeastTimes {
  fromA: number;
  fromB: number;
}

export interface ClockOffset {
  /** ns that the clock of b is ahead of that of a; 0 where segments went one way only, or none did */
  offset: number;
  /** how far it may be off, in ns: half of the shortest way there and back; null: nothing bounds it */
  within: number | null;
}

/** Of several connections: the least of each counts. */
export function leastOf(times: Iterable<LeastTimes>): LeastTimes {
  const least = { fromA: Infinity, fromB: Infinity };
  for (const { fromA, fromB } of times) {
    least.fromA = Math.min(least.fromA, fromA);
    least.fromB = Math.min(least.fromB, fromB);
  }
  return least;
}

export function clockOffset({ fromA, fromB }: LeastTimes): ClockOffset {
  if (fromA === Infinity || fromB === Infinity) return { offset: 0, within: null };
  return { offset: (fromA - fromB) / 2, within: Math.abs(fromA + fromB) / 2 };
}
