// The stateful half: takes the scan's findings in frame order and keeps the conversations. Numbering, base sequence
// numbers, window scale and tcp.completeness are Wireshark's (4.0), measured; the rest is ours.
import { ACK, FIN, RST, SYN } from '../wire/tcp';
import {
  BY_FIRST,
  BY_PORT,
  BY_SYN,
  BY_SYN_ACK,
  SHAPE_IPV6,
  SHAPE_UDP,
  SIDE_BASE,
  SIDE_FIN,
  SIDE_NEXT,
  SIDE_SYN,
  type TcpFlows,
} from './flow-chunk';
import type { FlowTable } from './flow-table';
import type { BaseLog } from './base-log';
import { BAD_HEADER, IPV6, NO_LENGTH, NO_SCALE, OPTIONS_CUT, QUOTED, type Scratch } from './scratch';
import * as S from './tcp-state';
import * as V from './verdict';

// tcp.completeness
const SEEN_SYN = 1;
const SEEN_SYN_ACK = 2;
const SEEN_ACK = 4;
const SEEN_DATA = 8;
const SEEN_FIN = 16;
const SEEN_RST = 32;

/** What `Tracker.tcp` and `Tracker.udp` found: one object, used again for every segment. */
export interface Tracked {
  flow: number;
  /** of the sender: 0 a, 1 b */
  side: number;
  /** sequence numbers that this side had sent before */
  repeated: boolean;
}

/** Ports below are servers' by convention (IANA system ports), those from DYNAMIC on are handed out to clients. */
const SYSTEM = 1024;
const DYNAMIC = 32768; // Linux starts here, IANA and Windows at 49152

/** Who is the server, by the ports: 1 the destination, 0 the source, -1 they do not say. */
function serverByPort(srcPort: number, dstPort: number): number {
  for (const border of [SYSTEM, DYNAMIC]) {
    if (srcPort < border !== dstPort < border) return dstPort < border ? 1 : 0;
  }
  return -1;
}

export class Tracker {
  readonly #flows: FlowTable;
  readonly #bases: BaseLog;
  readonly result: Tracked = { flow: -1, side: 0, repeated: false };

  constructor(flows: FlowTable, bases: BaseLog) {
    this.#flows = flows;
    this.#bases = bases;
  }

  /** One UDP datagram: row `i` of the scratch, frame number, bytes of the frame on the wire. */
  udp(s: Scratch, i: number, frame: number, wireLen: number): Tracked {
    const { result } = this;
    const shape = SHAPE_UDP | (s.notes[i] & IPV6 ? SHAPE_IPV6 : 0);
    this.#locate(s.addresses, i, s.srcPort[i], s.dstPort[i], 0, shape, frame);
    result.repeated = false;
    this.#count(result.flow, result.side, frame, wireLen, (s.notes[i] & QUOTED) !== 0);
    return result;
  }

  /** A UDP datagram around a tunnel: entry `n` of the scratch's outer ones. */
  outer(s: Scratch, n: number, frame: number, wireLen: number): Tracked {
    const { result } = this;
    const shape = SHAPE_UDP | (s.outerNotes[n] & IPV6 ? SHAPE_IPV6 : 0);
    this.#locate(s.outerAddresses, n, s.outerSrcPort[n], s.outerDstPort[n], 0, shape, frame);
    result.repeated = false;
    this.#count(result.flow, result.side, frame, wireLen, false);
    return result;
  }

  /** One TCP segment, as above. */
  tcp(s: Scratch, i: number, frame: number, wireLen: number): Tracked {
    const { result } = this;
    const notes = s.notes[i];
    const flags = s.flags[i];
    const seq = s.seq[i];
    const shape = notes & IPV6 ? SHAPE_IPV6 : 0;
    result.repeated = false;
    let isNew = this.#locate(s.addresses, i, s.srcPort[i], s.dstPort[i], flags, shape, frame);
    let t = this.#flows.tcp(result.flow);
    let p = this.#flows.position(result.flow);
    const own = 2 * p + result.side;

    if ((flags & (SYN | ACK)) === SYN && t.side[own] & SIDE_BASE && t.base[own] !== seq) {
      // The ports are used again: a SYN with another initial sequence number opens a new stream.
      // (4.0 says nothing of FIN or RST here: the same number stays the same stream.)
      this.#open(s.addresses, i, s.srcPort[i], s.dstPort[i], flags, shape, frame);
      isNew = true;
      t = this.#flows.tcp(result.flow);
      p = this.#flows.position(result.flow);
    } else if ((flags & (SYN | ACK)) === (SYN | ACK) && t.side[own] & SIDE_BASE && t.base[own] !== seq) {
      // A SYN-ACK with another number does not: relative numbers start anew from it.
      this.#bases.add(result.flow, result.side, t.base[own], t.synAckFrame[p], seq, frame);
      t.base[own] = seq;
    }
    if ((notes & BAD_HEADER) === 0) {
      this.#completeness(t, p, flags, s.payloadLen[i], isNew);
      this.#scale(t, p, result.side, flags, s.windowScale[i], (notes & OPTIONS_CUT) !== 0, frame);
    }
    if ((notes & NO_LENGTH) === 0) this.#sequence(t, p, result.side, s, i, frame);
    else if (notes & QUOTED && flags & SYN && (flags & ACK) === 0) t.events[p] |= V.EVENT_ICMP_AT_SYN;
    this.#count(result.flow, result.side, frame, wireLen, (notes & QUOTED) !== 0);
    return result;
  }

  /** Finds the flow or opens one; true when it is new. The addresses are entry `i` of `words`. */
  #locate(
    words: Uint32Array,
    i: number,
    srcPort: number,
    dstPort: number,
    flags: number,
    shape: number,
    frame: number,
  ): boolean {
    const found = this.#flows.find(words, 8 * i, srcPort, dstPort, shape);
    if (found < 0) {
      this.#open(words, i, srcPort, dstPort, flags, shape, frame);
      return true;
    }
    this.result.flow = Math.floor(found / 2);
    this.result.side = found & 1;
    return false;
  }

  #open(
    words: Uint32Array,
    i: number,
    srcPort: number,
    dstPort: number,
    flags: number,
    shape: number,
    frame: number,
  ): void {
    let clientBy = BY_FIRST;
    let swapped = false;
    if ((flags & (SYN | ACK)) === SYN) clientBy = BY_SYN;
    else if (flags & SYN) {
      clientBy = BY_SYN_ACK;
      swapped = true;
    } else {
      const server = serverByPort(srcPort, dstPort);
      if (server >= 0) clientBy = BY_PORT;
      swapped = server === 0;
    }
    const { result } = this;
    result.flow = this.#flows.add(words, 8 * i, srcPort, dstPort, shape, swapped, clientBy, frame);
    result.side = swapped ? 1 : 0;
    // One end that talks to itself, from one port: both sides are the same, and every segment is of side 0.
    if (swapped && srcPort === dstPort) result.side = this.#flows.find(words, 8 * i, srcPort, dstPort, shape) & 1;
  }

  #count(flow: number, side: number, frame: number, wireLen: number, quoted: boolean): void {
    const c = this.#flows.chunk(flow);
    const p = this.#flows.position(flow);
    c.lastFrame[p] = frame;
    if (!quoted) {
      c.packets[2 * p + side]++;
      c.bytes[2 * p + side] += wireLen;
    }
  }

  #completeness(t: TcpFlows, p: number, flags: number, len: number, isNew: boolean): void {
    const opens = (flags & (SYN | ACK)) === SYN;
    let seen = 0;
    if (opens) {
      if (isNew) seen = len > 0 ? SEEN_SYN | SEEN_DATA : SEEN_SYN;
    } else if (flags & SYN) seen = SEEN_SYN_ACK;
    else if (flags & ACK) seen = len > 0 ? SEEN_DATA : SEEN_ACK;
    if ((flags & (FIN | ACK)) === (FIN | ACK)) seen |= SEEN_FIN;
    if (flags & RST) seen |= SEEN_RST;
    // What a stream begins with is counted at once only when it is a SYN; else the first frame itself does not show it.
    if (isNew && !opens) t.firstSeen[p] = seen;
    else t.completeness[p] |= seen;
  }

  /** RFC 7323 section 2.2: scaling is on only when both SYNs carry the option. */
  #scale(t: TcpFlows, p: number, side: number, flags: number, shift: number, cut: boolean, frame: number): void {
    const own = 2 * p + side;
    const other = own ^ 1;
    if (shift !== NO_SCALE) {
      t.scale[own] = shift;
      t.scaleFrame[own] = frame;
    }
    if ((flags & SYN) === 0 || cut) return;
    if (t.scale[own] === -1) {
      t.scale[own] = -2;
      t.scale[other] = -2;
      t.scaleFrame[own] = frame;
      t.scaleFrame[other] = frame;
    } else if (flags & ACK && t.scale[other] === -2) t.scale[own] = -2;
  }

  /** Sequence numbers, states and events of a segment whose length is known. */
  #sequence(t: TcpFlows, p: number, side: number, s: Scratch, i: number, frame: number): void {
    const own = 2 * p + side;
    const other = own ^ 1;
    const flags = s.flags[i];
    const seq = s.seq[i];
    const ack = s.ack[i];
    const len = s.payloadLen[i];

    // Wireshark's tcp.seq: a SYN is number 0; without one the first byte seen is number 1.
    if ((t.side[own] & SIDE_BASE) === 0) {
      t.side[own] |= SIDE_BASE;
      t.base[own] = flags & SYN ? seq : (seq - 1) >>> 0;
    }
    // The acknowledgement field of a SYN need not be 0, so only where the ACK flag is set.
    if ((t.side[other] & SIDE_BASE) === 0 && flags & ACK) {
      t.side[other] |= SIDE_BASE;
      t.base[other] = (ack - 1) >>> 0;
    }

    const counted = len + (flags & SYN ? 1 : 0) + (flags & FIN ? 1 : 0);
    if (counted > 0 && (flags & RST) === 0) this.result.repeated = this.#advance(t, own, seq, (seq + counted) >>> 0);

    const acksFin = (flags & ACK) !== 0 && (t.side[other] & SIDE_FIN) !== 0 && ((ack - t.finEnd[other]) | 0) >= 0;
    // Who acknowledges has had the other's SYN, whether it was captured or not.
    const acksSyn = (flags & ACK) !== 0 && ((t.side[other] & SIDE_SYN) === 0 || ((ack - t.base[other]) | 0) > 0);
    this.#events(t, p, side, flags, len, acksSyn, acksFin, frame);
    if (flags & FIN && (flags & (SYN | RST)) === 0 && (t.side[own] & SIDE_FIN) === 0) {
      t.side[own] |= SIDE_FIN;
      t.finEnd[own] = (seq + len + 1) >>> 0;
    }
    if (flags & SYN) t.side[own] |= SIDE_SYN;

    const before = side === 0 ? t.state[2 * p] : t.state[2 * p + 1];
    const states = S.step(before, t.state[other], segmentBits(flags, acksSyn, acksFin));
    t.state[own] = S.senderOf(states);
    t.state[other] = S.receiverOf(states);
  }

  /** Moves the highest number on and keeps the last hole; true where all or part of [seq, end) had been sent before. */
  #advance(t: TcpFlows, own: number, seq: number, end: number): boolean {
    if ((t.side[own] & SIDE_NEXT) === 0) {
      t.side[own] |= SIDE_NEXT;
      t.next[own] = end;
      return false;
    }
    const ahead = (seq - t.next[own]) | 0;
    if (ahead >= 0) {
      if (ahead > 0) {
        t.holeStart[own] = t.next[own];
        t.holeEnd[own] = seq;
      }
      t.next[own] = end;
      return false;
    }
    const start = t.holeStart[own];
    const holeEnd = t.holeEnd[own];
    const late = start !== holeEnd && ((seq - start) | 0) >= 0 && ((holeEnd - end) | 0) >= 0;
    if (late) {
      if (holeEnd === end && seq !== start) t.holeEnd[own] = seq;
      else t.holeStart[own] = end;
    }
    if (((end - t.next[own]) | 0) > 0) t.next[own] = end;
    return !late;
  }

  #events(
    t: TcpFlows,
    p: number,
    side: number,
    flags: number,
    len: number,
    acksSyn: boolean,
    acksFin: boolean,
    frame: number,
  ): void {
    let e = t.events[p];
    const otherFin = V.bySide(V.EVENT_FIN_A, side ^ 1);
    const otherFinAcked = V.bySide(V.EVENT_FIN_A_ACKED, side ^ 1);
    if (flags & RST) {
      if ((e & (V.EVENT_RST_A | V.EVENT_RST_B)) === 0) e |= firstReset(e, side);
      e |= V.bySide(V.EVENT_RST_A, side);
    } else if (flags & SYN) {
      if (flags & ACK) {
        e |= V.bySide(V.EVENT_SYN_ACK_A, side);
        if (t.synAckFrame[p] === 0) t.synAckFrame[p] = frame;
        if (t.ackFrame[p] === 0) t.lastSynAckFrame[p] = frame;
      } else {
        e |= V.bySide(V.EVENT_SYN_A, side);
        // The answer belongs to the last SYN before it.
        if (t.synAckFrame[p] === 0) t.synFrame[p] = frame;
      }
    } else {
      e |= V.EVENT_MIDDLE;
      const opened = V.bySide(V.EVENT_SYN_ACK_A, side ^ 1);
      if (acksSyn && e & opened && (e & V.EVENT_FINAL_ACK) === 0) {
        e |= V.EVENT_FINAL_ACK;
        t.ackFrame[p] = frame;
      }
      if (len > 0) {
        e |= V.bySide(V.EVENT_DATA_A, side);
        // New data after an earlier segment of this side has acknowledged the other's FIN: only that side is closed.
        if (e & otherFinAcked && !this.result.repeated && (flags & FIN) === 0) e |= V.EVENT_DATA_AFTER_FIN;
      }
      if (flags & FIN && (t.side[2 * p + side] & SIDE_FIN) === 0) {
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
}

/** What the first RST of a flow tells, by what was there before it. */
function firstReset(e: number, side: number): number {
  const fins = e & (V.EVENT_FIN_A | V.EVENT_FIN_B);
  const acked = e & (V.EVENT_FIN_A_ACKED | V.EVENT_FIN_B_ACKED);
  if (acked === (V.EVENT_FIN_A_ACKED | V.EVENT_FIN_B_ACKED)) return V.EVENT_RST_AFTER_CLOSE;
  if (fins !== 0) return V.EVENT_RST_AFTER_FIN;
  const gotSyn = (e & V.bySide(V.EVENT_SYN_A, side ^ 1)) !== 0;
  const answered = (e & (V.EVENT_SYN_ACK_A | V.EVENT_SYN_ACK_B | V.EVENT_MIDDLE)) !== 0;
  return gotSyn && !answered ? V.EVENT_RST_AT_SYN : 0;
}

/** SEG_* bits of tcp-state.ts. */
export function segmentBits(flags: number, acksSyn: boolean, acksFin: boolean): number {
  return (
    (flags & SYN ? S.SEG_SYN : 0) |
    (flags & ACK ? S.SEG_ACK : 0) |
    (flags & FIN ? S.SEG_FIN : 0) |
    (flags & RST ? S.SEG_RST : 0) |
    (acksSyn ? S.SEG_ACKS_SYN : 0) |
    (acksFin ? S.SEG_ACKS_FIN : 0)
  );
}
