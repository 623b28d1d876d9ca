// Whether the end that a segment reaches acts on it: RFC 9293 section 3.10.7 and RFC 5961, as somebody judges who only watches.
// The one place for that: states, verdicts, phases and marks all follow from it.
//
// Both ends' variables are inferred. Of the receiver R, RCV.NXT lies between the highest number that R has acknowledged and the
// highest that the sender has sent; its window ends at the highest right edge that R has announced. A capture may have holes, and may
// hold one direction only: so "impossible" is only what lies beyond the window AND far from what the sender sent before, and a number
// that the other end confirms afterwards was right after all (`judge`): then the capture, not the sender, had lost something.
import { ACK, FIN, RST, SYN } from '../../wire/tcp';
import { seqAdd, seqDiff, seqLess, seqMax } from '../../wire/seq';
import {
  SIDE_ACKED,
  SIDE_BEYOND_ACK,
  SIDE_BEYOND_SEQ,
  SIDE_FIN,
  SIDE_NEXT,
  SIDE_STREAK,
  SIDE_STREAK_ONE,
  SIDE_SYN,
  type TcpFlows,
  ACKED,
  EDGE,
  HOLE_END,
  HOLE_START,
  ISN,
  NEXT,
  PER_SIDE,
} from '../table/flow-chunk';
import {
  ACCEPTED,
  ACK_OLD,
  ACK_SYN_SENT,
  ACK_UNSENT,
  NO_ACK,
  RST_FOREIGN,
  RST_INEXACT,
  RST_OUTSIDE,
  RST_SYN_SENT,
  SEQ_OUTSIDE,
  SYN_ACK_SYNCHRONIZED,
  SYN_SYNCHRONIZED,
} from '../columns/segment-mark';
import { ESTABLISHED, LISTEN, SYN_RECEIVED, SYN_SENT } from './tcp-state';

/** A segment and where its connection stands in `TcpFlows`: one object, used again for every segment. */
export class Segment {
  /** of the connection: its place in the flow table */
  flow = 0;
  frame = 0;
  /** indices of the sender's and the receiver's values: 2 * position + side */
  own = 0;
  other = 1;
  flags = 0;
  /** payload bytes */
  len = 0;
  /** as sent, not scaled */
  window = 0;
  /** the sender has sent so much in all that positions behind its SYN say nothing (2^30 bytes and more) */
  isLong = false;
  /** seq, ack, end: numbers above 2^31 would each be an object of their own in a plain field */
  readonly #words = new Uint32Array(3);

  get seq(): number {
    return this.#words[0];
  }
  get ack(): number {
    return this.#words[1];
  }
  /** behind the last number that the segment takes: SYN and FIN count one each */
  get end(): number {
    return this.#words[2];
  }
  /** Takes the numbers; flags and length are there already. */
  number(seq: number, ack: number): void {
    this.#words[0] = seq;
    this.#words[1] = ack;
    this.#words[2] = seq + this.len + (this.flags & SYN ? 1 : 0) + (this.flags & FIN ? 1 : 0);
  }
}

/** A number beyond what was known, that the other end may confirm. */
interface Beyond {
  value: number;
  frame: number;
}
/** By 2 * flow + side, where SIDE_BEYOND_* is set. */
export type Beyonds = Map<number, Beyond>;

/** RFC 7323 section 2.3: no window is larger, so nothing that may still come lies further off. */
const LARGEST_WINDOW = 2 ** 30;
const MAX_SHIFT = 14;
/** So many numbers beyond in a row, with nothing from the other end between them: only one direction was captured any more. */
const STREAK = 3;

/** Window scale of an end: 0 where scaling is not used; an unknown one is taken for the largest. */
const shiftOf = (t: TcpFlows, own: number): number => {
  const shift = t.scale[own];
  return shift >= 0 ? shift : shift === -2 ? 0 : MAX_SHIFT;
};
/** Bytes of the window that a segment announces. */
export const windowOf = (t: TcpFlows, g: Segment): number => (g.flags & SYN ? g.window : g.window << shiftOf(t, g.own));

/**
 * Judges a segment before anything of it is taken over.
 * @param unmarked gets the rows of segments that were right after all
 * @returns ACCEPTED or the reason, a number of segment-mark.ts
 */
export function judge(t: TcpFlows, g: Segment, beyonds: Beyonds, unmarked: number[]): number {
  const reason = verdict(t, g);
  if (t.side[g.other] & SIDE_STREAK) t.side[g.other] &= ~SIDE_STREAK;
  if (g.flags & RST) return reason;
  if (t.side[g.other] & BEYOND) {
    const key = 2 * g.flow + (g.other & 1);
    const beyond = beyonds.get(key);
    const isSeq = (t.side[g.other] & SIDE_BEYOND_SEQ) !== 0;
    // It takes up a number beyond what was known, that the other end had used: both were right.
    if (beyond && (isSeq ? (g.flags & ACK) !== 0 && g.ack === beyond.value : g.seq === beyond.value)) {
      unmarked.push(beyond.frame - 1);
      beyonds.delete(key);
      resume(t, g);
      return ACCEPTED;
    }
  }
  if (reason !== SEQ_OUTSIDE && reason !== ACK_UNSENT) return reason;
  if (t.state[g.other] < ESTABLISHED) return reason;
  const streak = ((t.side[g.own] & SIDE_STREAK) / SIDE_STREAK_ONE + 1) % (STREAK + 1);
  if (streak === STREAK) {
    resume(t, g);
    return ACCEPTED;
  }
  t.side[g.own] &= ~(BEYOND | SIDE_STREAK);
  t.side[g.own] |= (reason === SEQ_OUTSIDE ? SIDE_BEYOND_SEQ : SIDE_BEYOND_ACK) + streak * SIDE_STREAK_ONE;
  beyonds.set(2 * g.flow + (g.own & 1), { value: reason === SEQ_OUTSIDE ? g.end : g.ack, frame: g.frame });
  return reason;
}
const BEYOND = SIDE_BEYOND_SEQ | SIDE_BEYOND_ACK;

function verdict(t: TcpFlows, g: Segment): number {
  const { flags } = g;
  const receiver = t.state[g.other];
  // Nobody in SYN-SENT aborts with a RST (section 3.10.5): it answers something that is not of this connection.
  if (flags & RST && t.state[g.own] === SYN_SENT && t.side[g.own] & SIDE_SYN) {
    const ahead = seqDiff(g.seq, t.numbers[g.own * PER_SIDE + ISN]);
    if (
      ahead < 0 ||
      ahead > Math.max(1, seqDiff(t.numbers[g.own * PER_SIDE + NEXT], t.numbers[g.own * PER_SIDE + ISN]))
    )
      return RST_FOREIGN;
  }
  if (receiver === SYN_SENT) return inSynSent(t, g);
  if (receiver <= LISTEN) return ACCEPTED; // not known, closed, or not yet asked
  if (flags & RST) return onReset(t, g);
  if (flags & SYN) return onSyn(t, g, receiver);
  if ((flags & ACK) === 0) return t.side[g.other] & SIDE_SYN ? NO_ACK : ACCEPTED; // section 3.10.7.4, fifth: drop it
  if (isOutside(t, g)) return SEQ_OUTSIDE;
  return onAck(t, g, receiver);
}

/** Section 3.10.7.3: only what acknowledges the SYN counts, and a RST only with such an acknowledgement. */
function inSynSent(t: TcpFlows, g: Segment): number {
  if (g.flags & ACK) {
    const acked = seqDiff(g.ack, t.numbers[g.other * PER_SIDE + ISN]);
    if (acked > 0 && acked <= seqDiff(t.numbers[g.other * PER_SIDE + NEXT], t.numbers[g.other * PER_SIDE + ISN]))
      return ACCEPTED;
    return g.flags & RST ? RST_SYN_SENT : ACK_SYN_SENT;
  }
  return g.flags & RST ? RST_SYN_SENT : ACCEPTED;
}

/** RFC 5961 section 3.2: at RCV.NXT it resets, elsewhere in the window it is only asked about, outside it is dropped. */
function onReset(t: TcpFlows, g: Segment): number {
  if ((t.side[g.other] & SIDE_ACKED) === 0) return ACCEPTED; // nothing is known of the receiver's numbers
  const low = t.numbers[g.other * PER_SIDE + ACKED];
  const high = t.side[g.own] & SIDE_NEXT ? seqMax(low, t.numbers[g.own * PER_SIDE + NEXT]) : low;
  const { seq } = g;
  if (!seqLess(seq, low) && !seqLess(high, seq)) return ACCEPTED;
  // Some stacks do not count their own FIN, and receivers take that (RCV.NXT - 1 behind a FIN).
  if (t.side[g.own] & SIDE_FIN && seq === seqAdd(low, -1)) return ACCEPTED;
  if (seqLess(seq, low)) return RST_OUTSIDE;
  return seqLess(seq, seqMax(t.numbers[g.other * PER_SIDE + EDGE], high)) ? RST_INEXACT : RST_OUTSIDE;
}

/** RFC 5961 section 4.2: a SYN never does anything to a connection that stands; it is answered with an ACK. */
function onSyn(t: TcpFlows, g: Segment, receiver: number): number {
  const known = (t.side[g.own] & SIDE_SYN) !== 0;
  if (!known || (g.seq === t.numbers[g.own * PER_SIDE + ISN] && (g.flags & ACK || receiver === SYN_RECEIVED)))
    return ACCEPTED; // sent again
  return g.flags & ACK ? SYN_ACK_SYNCHRONIZED : SYN_SYNCHRONIZED;
}

/** Section 3.10.7.4, first: beyond the window, or before anything that the sender ever sent. */
function isOutside(t: TcpFlows, g: Segment): boolean {
  const { own, other, seq } = g;
  if ((t.side[other] & SIDE_ACKED) === 0 || (t.side[own] & SIDE_NEXT) === 0) return false;
  const acked = t.numbers[other * PER_SIDE + ACKED];
  const behind = seqDiff(acked, seq);
  if (behind > 0) {
    if (t.side[own] & SIDE_SYN && !g.isLong) return seqDiff(seq, t.numbers[own * PER_SIDE + ISN]) < 0;
    return behind > LARGEST_WINDOW;
  }
  const window = seqDiff(t.numbers[other * PER_SIDE + EDGE], acked);
  return (
    seqDiff(seq, t.numbers[other * PER_SIDE + EDGE]) > 0 &&
    seqDiff(seq, t.numbers[own * PER_SIDE + NEXT]) > Math.max(window, 0)
  );
}

/** Section 3.10.7.4, fifth, and RFC 5961 section 5.2: SND.UNA - MAX.SND.WND <= SEG.ACK <= SND.NXT. */
function onAck(t: TcpFlows, g: Segment, receiver: number): number {
  const { own, other, ack } = g;
  if ((t.side[other] & SIDE_NEXT) === 0) return ACCEPTED;
  const ahead = seqDiff(ack, t.numbers[other * PER_SIDE + NEXT]);
  if (receiver === SYN_RECEIVED && t.side[other] & SIDE_SYN) {
    if (ahead > 0) return ACK_UNSENT;
    return seqDiff(ack, t.numbers[other * PER_SIDE + ISN]) > 0 ? ACCEPTED : ACK_OLD;
  }
  if ((t.side[own] & SIDE_ACKED) === 0) return ACCEPTED;
  if (ahead > 0) return seqDiff(ack, t.numbers[own * PER_SIDE + EDGE]) > 0 ? ACK_UNSENT : ACCEPTED;
  const largest = 65535 << shiftOf(t, own);
  return seqDiff(t.numbers[own * PER_SIDE + ACKED], ack) > largest ? ACK_OLD : ACCEPTED;
}

/** The capture has a hole: both directions go on from what this segment says. */
function resume(t: TcpFlows, g: Segment): void {
  const { own, other } = g;
  const window = Math.max(0, seqDiff(t.numbers[other * PER_SIDE + EDGE], t.numbers[other * PER_SIDE + ACKED]));
  t.numbers[own * PER_SIDE + NEXT] = g.seq;
  t.numbers[own * PER_SIDE + HOLE_START] = t.numbers[own * PER_SIDE + HOLE_END] = g.seq;
  t.numbers[other * PER_SIDE + ACKED] = g.seq;
  t.numbers[other * PER_SIDE + EDGE] = seqAdd(g.seq, window);
  if (g.flags & ACK) {
    t.numbers[own * PER_SIDE + ACKED] = g.ack;
    t.numbers[own * PER_SIDE + EDGE] = g.ack;
    t.numbers[other * PER_SIDE + NEXT] = g.ack;
    t.numbers[other * PER_SIDE + HOLE_START] = t.numbers[other * PER_SIDE + HOLE_END] = g.ack;
  }
  for (const side of [own, other]) {
    t.side[side] |= SIDE_NEXT;
    t.side[side] &= ~(BEYOND | SIDE_STREAK);
  }
}

/** Takes over what an accepted segment tells of its sender's receive window (and, of a SYN, of the other's). */
export function noteWindow(t: TcpFlows, g: Segment): void {
  const { own, other } = g;
  if (g.flags & RST) return;
  if (t.side[own] & BEYOND) t.side[own] &= ~(BEYOND | SIDE_STREAK);
  if (g.flags & ACK) {
    const edge = seqAdd(g.ack, windowOf(t, g));
    if (t.side[own] & SIDE_ACKED) {
      t.numbers[own * PER_SIDE + ACKED] = seqMax(t.numbers[own * PER_SIDE + ACKED], g.ack);
      t.numbers[own * PER_SIDE + EDGE] = seqMax(t.numbers[own * PER_SIDE + EDGE], edge);
    } else {
      t.numbers[own * PER_SIDE + ACKED] = g.ack;
      t.numbers[own * PER_SIDE + EDGE] = edge;
      t.side[own] |= SIDE_ACKED;
    }
  } else if (g.flags & SYN && (t.side[own] & SIDE_ACKED) === 0) t.numbers[own * PER_SIDE + EDGE] = g.window; // until the first number is known
  // Who gets a SYN goes on from it; its own SYN has told its window.
  if (g.flags & SYN && (t.side[other] & (SIDE_ACKED | SIDE_SYN)) === SIDE_SYN) {
    t.numbers[other * PER_SIDE + ACKED] = seqAdd(g.seq, 1);
    t.numbers[other * PER_SIDE + EDGE] = seqAdd(
      t.numbers[other * PER_SIDE + ACKED],
      t.numbers[other * PER_SIDE + EDGE],
    );
    t.side[other] |= SIDE_ACKED;
  }
}
