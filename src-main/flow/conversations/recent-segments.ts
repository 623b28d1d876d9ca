// Finds copies: the same segment seen twice at once, because a mirror port or a second adapter delivers it twice. A segment that is
// sent again has another IP identification or comes later; what is compared here includes the TCP checksum, and with it payload
// and time stamps. A table of the last segments, of fixed size: nothing is kept a flow.
import type { Scratch } from '../scan/scratch';
import type { Segment } from '../tcp/acceptance';

/** Copies follow at once; no sender repeats a segment so soon. Microseconds. */
const AT_ONCE = 900;
const SLOTS = 1024;
/** words of a slot: flow and side + 1 (0: empty), seq, ack, state, marks, len, time */
const WORDS = 8;

export class RecentSegments {
  readonly #slots = new Uint32Array(WORDS * SLOTS);

  /**
   * Whether the segment is a copy of one just seen; if not, it is remembered.
   * @param flowSide 2 * flow + side of the sender
   * @param i        its row of the scratch
   * @param time     microseconds, modulo 2^30
   */
  isCopy(flowSide: number, g: Segment, { copyMarks }: Scratch, i: number, time: number): boolean {
    const s = this.#slots;
    const { seq, ack, len } = g;
    const state = (g.flags << 16) | g.window;
    const marks = copyMarks[i];
    const at = WORDS * (((Math.imul(seq ^ Math.imul(ack, 31) ^ marks, 0x9e3779b1) ^ flowSide) >>> 16) & (SLOTS - 1));
    const same =
      s[at + 1] === seq &&
      s[at] === flowSide + 1 &&
      s[at + 2] === ack &&
      s[at + 3] === state >>> 0 &&
      s[at + 4] === marks &&
      s[at + 5] === len;
    if (same && Math.abs(((time - s[at + 6]) << 2) >> 2) <= AT_ONCE) return true;
    s[at] = flowSide + 1;
    s[at + 1] = seq;
    s[at + 2] = ack;
    s[at + 3] = state;
    s[at + 4] = marks;
    s[at + 5] = len;
    s[at + 6] = time;
    return false;
  }
}
