// What an accepted segment does to its connection: sequence numbers, states of both ends, and the events that the verdicts are read
// from. The tracker takes the segments of all connections so, in the order of the file; a timeline those of one, in the order of time.
import { ACK, FIN, RST, SYN } from '../../wire/tcp';
import { seqAdd, seqDiff, seqLess } from '../../wire/seq';
import { noteWindow, windowOf, type Segment } from './acceptance';
import {
  ACKED,
  EDGE,
  FIN_END,
  HOLE_END,
  HOLE_START,
  ISN,
  NEXT,
  PER_SIDE,
  SIDE_ACKED,
  SIDE_BASE,
  SIDE_BEYOND_ACK,
  SIDE_BEYOND_SEQ,
  SIDE_CLOSES,
  SIDE_FIN,
  SIDE_NEXT,
  SIDE_STREAK,
  SIDE_SYN,
  SIDE_TIMED,
  type TcpFlows,
} from '../table/flow-chunk';
import * as S from './tcp-state';
import * as V from './verdict';

export function takeSegment(t: TcpFlows, p: number, g: Segment, frame: number): void {
  const { own, other, flags, seq, ack, end } = g;
  const repeated = end !== seq && (flags & RST) === 0 && advance(t, own, seq, end);

  const hasAck = (flags & ACK) !== 0;
  const acksFin =
    hasAck && (t.side[other] & SIDE_FIN) !== 0 && seqDiff(ack, t.numbers[other * PER_SIDE + FIN_END]) >= 0;
  // Who acknowledges has had the other's SYN, whether it was captured or not.
  const acksSyn = hasAck && ((t.side[other] & SIDE_SYN) === 0 || seqDiff(ack, t.numbers[other * PER_SIDE + ISN]) > 0);
  noteEvents(t, p, g, acksSyn, acksFin, repeated, frame);
  if (flags & FIN && (flags & (SYN | RST)) === 0 && (t.side[own] & SIDE_FIN) === 0) {
    t.side[own] |= SIDE_FIN;
    t.numbers[own * PER_SIDE + FIN_END] = end;
  }
  if (flags & SYN) {
    t.side[own] |= SIDE_SYN;
    t.numbers[own * PER_SIDE + ISN] = seq;
  }
  const states = S.step(t.state[own], t.state[other], segmentBits(flags, acksSyn, acksFin));
  t.state[own] = S.senderOf(states);
  t.state[other] = S.receiverOf(states);
  noteWindow(t, g);
}

/** Forgets a connection that is over, for the next attempt between the same ends: only what Wireshark numbers go on from stays. */
export function beginAttempt(t: TcpFlows, p: number, frame: number): void {
  t.events[p] = 0;
  t.synFrame[p] = frame;
  t.synAckFrame[p] = t.lastSynAckFrame[p] = t.ackFrame[p] = 0;
  for (const side of [2 * p, 2 * p + 1]) {
    t.side[side] &= SIDE_BASE | SIDE_CLOSES | SIDE_TIMED;
    t.state[side] = S.UNKNOWN;
    t.dataFrame[side] = t.syns[side] = 0;
    t.numbers[side * PER_SIDE + HOLE_START] = t.numbers[side * PER_SIDE + HOLE_END] = 0;
    t.numbers[side * PER_SIDE + EDGE] = 0;
  }
}

/**
 * What nearly every segment is: the next one of a connection that stands, acknowledging what was sent. It is acceptable, changes no
 * state and tells nothing new, so only the numbers move on. False: it is to be judged and taken as any other.
 */
export function takeInOrder(t: TcpFlows, p: number, g: Segment): boolean {
  const { own, other } = g;
  if ((g.flags & (SYN | FIN | RST | ACK)) !== ACK) return false;
  if (t.state[own] !== S.ESTABLISHED || t.state[other] !== S.ESTABLISHED) return false;
  if (
    (t.side[own] & PLAIN_SIDE) !== (SIDE_NEXT | SIDE_ACKED) ||
    (t.side[other] & PLAIN_SIDE & ~SIDE_ACKED) !== SIDE_NEXT
  )
    return false;
  const known = V.EVENT_MIDDLE | (g.len > 0 ? V.bySide(V.EVENT_DATA_A, own & 1) : 0);
  const e = t.events[p];
  if ((e & (known | UNUSUAL)) !== known) return false;
  if (!(e & V.EVENT_FINAL_ACK) && e & (V.EVENT_SYN_ACK_A | V.EVENT_SYN_ACK_B)) return false;
  const n = t.numbers;
  const mine = own * PER_SIDE;
  const { ack } = g;
  if (g.seq !== n[mine + NEXT]) return false;
  if (seqDiff(ack, n[mine + ACKED]) < 0 || seqDiff(ack, n[other * PER_SIDE + NEXT]) > 0) return false;
  n[mine + NEXT] = g.end;
  n[mine + ACKED] = ack;
  const edge = seqAdd(ack, windowOf(t, g));
  if (seqDiff(edge, n[mine + EDGE]) > 0) n[mine + EDGE] = edge;
  return true;
}
const PLAIN_SIDE = SIDE_NEXT | SIDE_ACKED | SIDE_FIN | SIDE_BEYOND_SEQ | SIDE_BEYOND_ACK | SIDE_STREAK;
const UNUSUAL = V.EVENT_RST_INEXACT_A | V.EVENT_RST_INEXACT_B | V.EVENT_FIN_A | V.EVENT_FIN_B;

/** Moves the highest number on and keeps the last hole; true where all or part of [seq, end) had been sent before. */
function advance(t: TcpFlows, own: number, seq: number, end: number): boolean {
  if ((t.side[own] & SIDE_NEXT) === 0) {
    t.side[own] |= SIDE_NEXT;
    t.numbers[own * PER_SIDE + NEXT] = end;
    return false;
  }
  const ahead = seqDiff(seq, t.numbers[own * PER_SIDE + NEXT]);
  if (ahead >= 0) {
    if (ahead > 0) {
      t.numbers[own * PER_SIDE + HOLE_START] = t.numbers[own * PER_SIDE + NEXT];
      t.numbers[own * PER_SIDE + HOLE_END] = seq;
    }
    t.numbers[own * PER_SIDE + NEXT] = end;
    return false;
  }
  const start = t.numbers[own * PER_SIDE + HOLE_START];
  const holeEnd = t.numbers[own * PER_SIDE + HOLE_END];
  const late = start !== holeEnd && !seqLess(seq, start) && !seqLess(holeEnd, end);
  if (late) {
    if (holeEnd === end && seq !== start) t.numbers[own * PER_SIDE + HOLE_END] = seq;
    else t.numbers[own * PER_SIDE + HOLE_START] = end;
  }
  if (seqLess(t.numbers[own * PER_SIDE + NEXT], end)) t.numbers[own * PER_SIDE + NEXT] = end;
  return !late;
}

function noteEvents(
  t: TcpFlows,
  p: number,
  g: Segment,
  acksSyn: boolean,
  acksFin: boolean,
  repeated: boolean,
  frame: number,
): void {
  const { flags, len } = g;
  const side = g.own & 1;
  let e = t.events[p];
  const otherFin = V.bySide(V.EVENT_FIN_A, side ^ 1);
  const otherFinAcked = V.bySide(V.EVENT_FIN_A_ACKED, side ^ 1);
  if (flags & RST) {
    if ((e & (V.EVENT_RST_A | V.EVENT_RST_B)) === 0) e |= firstReset(e, side);
    e |= V.bySide(V.EVENT_RST_A, side);
  } else if (flags & SYN) e = onSyn(t, p, g, e, acksSyn, frame);
  else {
    e |= V.EVENT_MIDDLE;
    if (acksSyn && e & V.bySide(V.EVENT_SYN_ACK_A, side ^ 1)) e = completed(t, p, e, frame);
    if (len > 0) {
      if ((e & V.bySide(V.EVENT_DATA_A, side)) === 0) t.dataFrame[g.own] = frame;
      e |= V.bySide(V.EVENT_DATA_A, side);
      // New data after an earlier segment of this side has acknowledged the other's FIN: only that side is closed.
      if (e & otherFinAcked && !repeated && (flags & FIN) === 0) e |= V.EVENT_DATA_AFTER_FIN;
    }
    if (flags & FIN && (t.side[g.own] & SIDE_FIN) === 0) {
      if (e & otherFin) {
        if (acksFin) e |= V.EVENT_SECOND_FIN_ACKS;
        if (e & otherFinAcked) e |= V.EVENT_ACKED_BEFORE_SECOND_FIN;
      } else if (side === 1) e |= V.EVENT_FIRST_FIN_BY_B;
      e |= V.bySide(V.EVENT_FIN_A, side);
    }
    if (acksFin) e |= otherFinAcked;
  }
  t.events[p] = e;
}

const MOST_SYNS = 255;

function onSyn(t: TcpFlows, p: number, g: Segment, e: number, acksSyn: boolean, frame: number): number {
  const side = g.own & 1;
  const otherSyn = V.bySide(V.EVENT_SYN_A, side ^ 1);
  const kind = 2 * p + (g.flags & ACK ? 1 : 0);
  if (t.syns[kind] < MOST_SYNS) t.syns[kind]++;
  if ((g.flags & ACK) === 0) {
    // The answer belongs to the last SYN before it. Of two ends that open at once, the first one's time is taken.
    if (t.synAckFrame[p] === 0 && (e & otherSyn) === 0) t.synFrame[p] = frame;
    return e | V.bySide(V.EVENT_SYN_A, side);
  }
  const bothOpened = (e & V.EVENT_SYN_A) !== 0 && (e & V.EVENT_SYN_B) !== 0;
  // RFC 9293 figure 7: each end answers the other's SYN, and the second of these answers completes it.
  if (bothOpened && acksSyn && e & V.bySide(V.EVENT_SYN_ACK_A, side ^ 1)) e = completed(t, p, e, frame);
  if (t.synAckFrame[p] === 0) t.synAckFrame[p] = frame;
  if (t.ackFrame[p] === 0) t.lastSynAckFrame[p] = frame;
  return e | V.bySide(V.EVENT_SYN_ACK_A, side);
}

function completed(t: TcpFlows, p: number, e: number, frame: number): number {
  if (e & V.EVENT_FINAL_ACK) return e;
  t.ackFrame[p] = frame;
  return e | V.EVENT_FINAL_ACK;
}

/** What the first RST of a flow tells, by what was there before it. */
function firstReset(e: number, side: number): number {
  const fins = e & (V.EVENT_FIN_A | V.EVENT_FIN_B);
  const acked = e & (V.EVENT_FIN_A_ACKED | V.EVENT_FIN_B_ACKED);
  if (acked === (V.EVENT_FIN_A_ACKED | V.EVENT_FIN_B_ACKED)) return V.EVENT_RST_AFTER_CLOSE;
  if (fins !== 0) return V.EVENT_RST_AFTER_FIN;
  return refusesSyn(e, side) ? V.EVENT_RST_AT_SYN : 0;
}

/** A RST of `side` answers the other's SYN: nothing else was said before it. */
export function refusesSyn(e: number, side: number): boolean {
  const gotSyn = (e & V.bySide(V.EVENT_SYN_A, side ^ 1)) !== 0;
  const said = V.bySide(V.EVENT_SYN_A, side) | V.EVENT_SYN_ACK_A | V.EVENT_SYN_ACK_B | V.EVENT_MIDDLE;
  return gotSyn && (e & said) === 0;
}

/** SEG_* bits of tcp-state.ts. */
function segmentBits(flags: number, acksSyn: boolean, acksFin: boolean): number {
  return (
    (flags & SYN ? S.SEG_SYN : 0) |
    (flags & ACK ? S.SEG_ACK : 0) |
    (flags & FIN ? S.SEG_FIN : 0) |
    (flags & RST ? S.SEG_RST : 0) |
    (acksSyn ? S.SEG_ACKS_SYN : 0) |
    (acksFin ? S.SEG_ACKS_FIN : 0)
  );
}
