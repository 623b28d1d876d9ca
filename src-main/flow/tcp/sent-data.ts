// What a segment is among those that its side sent before: sent again, late, a keep-alive; and how long windows were closed. Counts and
// sentences come from here, so that both say the same.
import {
  isRetransmission,
  KEEP_ALIVE,
  LOST_SEGMENT,
  OUT_OF_ORDER,
  REPEAT_MASK,
  SPURIOUS_RETRANSMISSION,
  ZERO_WINDOW_PROBE,
} from '../../dissect/contract/analysis-flags';
import { ACK, FIN, RST, SYN } from '../../wire/tcp';
import type { FrameColumns } from '../columns/columns';
import { Gaps } from './gaps';

// What `take` says of a segment, a bit each.
/** a keep-alive; nothing else is said of it */
export const KEEPS_ALIVE = 1;
/** it fills a gap: it, or its first copy, was under way when later numbers came */
export const LATE_DATA = 2;
/** its data were captured before … */
export const AGAIN = 4;
/** … and acknowledged before */
export const AGAIN_ACKED = 8;
/** it says that its sender takes nothing now */
export const SHUTS = 16;

export class SentData {
  /** ns for which each side announced a window of 0 */
  readonly closedNs = new Float64Array(2);
  readonly #gaps = [new Gaps(), new Gaps()];
  /** by side: ns at which its window was closed, NaN: it is open */
  readonly #closedAt = new Float64Array(2).fill(NaN);

  constructor(private readonly columns: FrameColumns) {}

  /** Another connection begins. */
  begin(): void {
    this.#gaps[0].clear();
    this.#gaps[1].clear();
    this.closedNs.fill(0);
    this.#closedAt.fill(NaN);
  }

  /** The next segment that its receiver acts on (AnalysisView.counts). `ns`: its time, by any zero. */
  take(row: number, ns: number): number {
    const { columns } = this;
    const side = columns.fromA(row) ? 0 : 1;
    const flags = columns.flags(row);
    const said = columns.analysis(row);
    // SYN, FIN and RST say nothing about the window now
    const plain = (flags & (ACK | SYN | FIN | RST)) === ACK;
    const shuts = plain && this.#window(side, columns.window(row), ns) ? SHUTS : 0;
    // Linux asks with a keep-alive whether a closed window is open again
    const keepsAlive = plain && (said & (KEEP_ALIVE | ZERO_WINDOW_PROBE)) === KEEP_ALIVE;
    if (keepsAlive && Number.isNaN(this.#closedAt[side ^ 1])) return KEEPS_ALIVE | shuts;
    const len = columns.payloadLen(row);
    const takes = len + (flags & FIN ? 1 : 0);
    const late = this.#gaps[side].take(columns.seq(row), takes, (said & LOST_SEGMENT) !== 0);
    if (len === 0) return (late ? LATE_DATA : 0) | shuts;
    if (late) return LATE_DATA | shuts;
    // what is sent again soon looks out of order to the analysis, but its numbers had been captured
    const again = isRetransmission(said) || (said & REPEAT_MASK) === OUT_OF_ORDER;
    if (!again || (flags & (SYN | FIN)) !== 0) return shuts;
    return ((said & REPEAT_MASK) === SPURIOUS_RETRANSMISSION ? AGAIN_ACKED : AGAIN) | shuts;
  }

  #window(side: number, window: number, ns: number): boolean {
    const closed = this.#closedAt[side];
    if (window === 0) {
      if (Number.isNaN(closed)) this.#closedAt[side] = ns;
      return true;
    }
    if (!Number.isNaN(closed)) this.closedNs[side] += ns - closed;
    this.#closedAt[side] = NaN;
    return false;
  }

  /** No more segments come: what is closed was so up to the last one, at `ns`. */
  end(ns: number): void {
    for (const side of [0, 1]) if (!Number.isNaN(this.#closedAt[side])) this.#window(side, 1, ns);
  }
}
