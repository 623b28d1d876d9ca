// What the reader of a capture puts on packets: marked, ignored, time reference. Kept by the engine while the capture is open.

/** Bits of `PacketRows.marks`. */
export const MARK_BITS = { marked: 1, ignored: 2, reference: 4 } as const;
export type MarkKind = keyof typeof MARK_BITS;

/** Ranges that one request may name. */
export const MOST_RANGES = 10_000;

/** Which packets: frames `[from, to]` by number, both included; those that the list shows; or all. */
export type Marked = { by: 'frames'; ranges: [number, number][] } | { by: 'displayed' } | { by: 'all' };

export interface MarkCounts {
  marked: number;
  ignored: number;
  references: number;
  /** another one: something was put on a packet or written on it, or taken away */
  version: number;
}

export interface MarkRequests {
  /**
   * Puts it on packets or takes it away; `on` null: away where all of them have it, or else on those that lack it. Of a range, only packets
   * that the list shows count, but for a range of one. Answers how many could not be: time references are at most 10,000, and of packets with a time.
   */
  mark: { args: { what: MarkKind; packets: Marked; on: boolean | null }; answer: number };
  /** The displayed packet with it that comes next after `frame` (`by` 1) or before it (-1), from the other end on where none does; 0: there is none. */
  nextMarked: { args: { what: MarkKind; frame: number; by: 1 | -1 }; answer: number };
}
