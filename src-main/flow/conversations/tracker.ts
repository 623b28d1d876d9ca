// The stateful half: takes the scan's findings in frame order and keeps the conversations. Numbering, base sequence
// numbers, window scale and tcp.completeness are Wireshark's (4.0), measured; the rest is ours.
import { ACK, RST, SYN } from '../../wire/tcp';
import { seqAdd, seqDiff } from '../../wire/seq';
import { judge, Segment, type Beyonds } from '../tcp/acceptance';
import type { AttemptLog } from './attempts';
import type { BaseLog } from '../table/base-log';
import { beginAttempt, takeInOrder, takeSegment } from '../tcp/connection-step';
import {
  BY_FIRST,
  BY_PORT,
  BY_SYN,
  BY_SYN_ACK,
  SHAPE_IPV6,
  SHAPE_UDP,
  SIDE_BASE,
  SIDE_NEXT,
  SIDE_SYN,
  type TcpFlows,
  ACKED,
  BASE,
  ISN,
  NEXT,
  PER_SIDE,
} from '../table/flow-chunk';
import { flowHash } from '../table/flow-hash';
import type { FlowTable } from '../table/flow-table';
import { REFUSED } from '../scan/icmp-report';
import { AGAIN, REUSED } from '../scan/segment-row';
import { RecentSegments } from './recent-segments';
import { BAD_HEADER, IPV6, NO_LENGTH, OPTIONS_CUT, QUOTED, type Scratch } from '../scan/scratch';
import { ATTEMPT, COPY, ICMP_FOREIGN, RST_INEXACT, SYN_SYNCHRONIZED } from '../columns/segment-mark';
import * as S from '../tcp/tcp-state';
import * as V from '../tcp/verdict';
import { handOver } from '../tcp/hand-over';
import { noteClosing, noteCompleteness, noteScale } from '../tcp/wireshark-numbers';

/** What `Tracker.tcp` and `Tracker.udp` found: one object, used again for every segment. */
export interface Tracked {
  flow: number;
  /** of the sender: 0 a, 1 b */
  side: number;
  /** see segment-mark.ts */
  mark: number;
  /** the flow's last frame before this one, 0: none */
  previousFrame: number;
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

const INEXACT = V.EVENT_RST_INEXACT_A | V.EVENT_RST_INEXACT_B;

/** Errors come back late: what a quoted number may lie behind the acknowledged ones. */
const LATE = 65536;
const LONG_FLOW = 2 ** 30;

/** A SYN that came while the connection before it between the same ends still stood. */
interface Contest {
  /** the flow before */
  old: number;
  /** rows of the SYNs, marked as ignored until one is answered */
  rows: number[];
}
const MOST_SYNS = 16;

export class Tracker {
  readonly #flows: FlowTable;
  readonly #bases: BaseLog;
  readonly #attempts: AttemptLog;
  readonly #recent = new RecentSegments();
  readonly #contests = new Map<number, Contest>();
  readonly #segment = new Segment();
  readonly #beyonds: Beyonds = new Map();
  readonly result: Tracked = {
    flow: -1,
    side: 0,
    mark: 0,
    previousFrame: 0,
  };
  /** rows whose mark turned out to be wrong; the caller takes them */
  readonly unmarked: number[] = [];

  constructor(flows: FlowTable, bases: BaseLog, attempts: AttemptLog) {
    this.#flows = flows;
    this.#bases = bases;
    this.#attempts = attempts;
  }

  /** One UDP datagram: row `i` of the scratch, frame number, bytes of the frame on the wire. */
  udp(s: Scratch, i: number, frame: number, wireLen: number): Tracked {
    const { result } = this;
    const shape = SHAPE_UDP | (s.notes[i] & IPV6 ? SHAPE_IPV6 : 0);
    this.#locate(s.addresses, i, s.srcPort[i], s.dstPort[i], 0, shape, s.path[i], s.hash[i], frame);
    result.mark = s.notes[i] & QUOTED ? s.icmp[i] : 0;
    this.#count(result.flow, result.side, frame, wireLen, (s.notes[i] & QUOTED) !== 0);
    return result;
  }

  /** A UDP datagram around a tunnel: entry `n` of the scratch's outer ones. */
  outer(s: Scratch, n: number, frame: number, wireLen: number): Tracked {
    const { result } = this;
    const shape = SHAPE_UDP | (s.outerNotes[n] & IPV6 ? SHAPE_IPV6 : 0);
    const { outerAddresses: words, outerSrcPort, outerDstPort } = s;
    const path = s.outerPath[n];
    const hash = flowHash(this.#flows.seed ^ path, words, 8 * n, outerSrcPort[n], outerDstPort[n], shape);
    this.#locate(words, n, outerSrcPort[n], outerDstPort[n], 0, shape, path, hash, frame);
    result.mark = 0;
    this.#count(result.flow, result.side, frame, wireLen, false);
    return result;
  }

  /**
   * The flow of a TCP header of which an ICMP error quotes no more than ports and sequence number, or null: Wireshark gives
   * such a frame no stream, but the error tells something of the connection.
   */
  stub(s: Scratch, i: number): Tracked | null {
    const { result } = this;
    const found = this.#find(s, i);
    if (found < 0) return null;
    result.flow = Math.floor(found / 2);
    result.side = found & 1;
    this.#onIcmp(s, i);
    this.#flows.chunk(result.flow).changed[this.#flows.position(result.flow)] = 1;
    return result;
  }

  /**
   * One TCP segment: row `i` of the scratch, frame number, bytes of the frame on the wire. It is handed over to the analysis.
   * @param time microseconds, modulo 2^30; -1 where the frame has none
   * @param late the frame is earlier than one before it in the file
   */
  tcp(s: Scratch, i: number, frame: number, wireLen: number, time: number, late: boolean): Tracked {
    const { result } = this;
    const notes = s.notes[i];
    const flags = s.flags[i];
    const seq = s.seq[i];
    const quoted = (notes & QUOTED) !== 0;
    const shape = notes & IPV6 ? SHAPE_IPV6 : 0;
    result.mark = 0;
    let how = 0;
    let isNew = this.#locate(s.addresses, i, s.srcPort[i], s.dstPort[i], flags, shape, s.path[i], s.hash[i], frame);
    if (this.#contests.size > 0 && !isNew && !quoted) this.#settle(s, i, frame);
    let t = this.#flows.tcp(result.flow);
    let p = this.#flows.position(result.flow);
    const own = 2 * p + result.side;

    const known = (t.side[own] & SIDE_BASE) !== 0;
    const same = known && t.numbers[own * PER_SIDE + BASE] === seq;
    if ((flags & (SYN | ACK)) === SYN && known && !same) {
      // The ports are used again: a SYN with another initial sequence number opens a new stream.
      // (4.0 says nothing of FIN or RST here: the same number stays the same stream.)
      const old = result.flow;
      const stands = !quoted && stillStands(t.state[own]) && stillStands(t.state[own ^ 1]);
      this.#open(s.addresses, i, s.srcPort[i], s.dstPort[i], flags, shape, s.path[i], s.hash[i], frame);
      isNew = true;
      how = REUSED;
      if (stands) {
        // RFC 5961 section 4.2: the other end answers with an ACK and goes on. Whether it does, the next segments show.
        this.#contests.set(result.flow, { old, rows: [frame - 1] });
        result.mark = SYN_SYNCHRONIZED;
      }
      t = this.#flows.tcp(result.flow);
      p = this.#flows.position(result.flow);
    } else if ((flags & (SYN | ACK)) === (SYN | ACK) && known && !same) {
      // A SYN-ACK with another number does not: relative numbers start anew from it.
      this.#bases.add(result.flow, result.side, t.numbers[own * PER_SIDE + BASE], t.baseFrame[p], seq, frame);
      t.numbers[own * PER_SIDE + BASE] = seq;
      how = REUSED;
    } else if ((flags & (SYN | ACK)) === SYN && same) how = AGAIN;
    if ((flags & (SYN | ACK | RST)) === (SYN | ACK) && t.baseFrame[p] === 0 && (notes & NO_LENGTH) === 0)
      t.baseFrame[p] = frame;
    if ((notes & BAD_HEADER) === 0) {
      noteCompleteness(t, p, flags, s.payloadLen[i], isNew);
      noteClosing(t, 2 * p + result.side, flags);
      noteScale(t, 2 * p + result.side, flags, s.windowScale[i], (notes & OPTIONS_CUT) !== 0, frame);
    }
    if ((notes & NO_LENGTH) === 0) {
      this.#sequence(t, p, s, i, frame, time, late);
      handOver(s, i, result.flow, result.side, t, p, how);
    } else if (quoted) this.#onIcmp(s, i);
    this.#count(result.flow, result.side, frame, wireLen, quoted);
    return result;
  }

  #find(s: Scratch, i: number): number {
    const shape = s.notes[i] & IPV6 ? SHAPE_IPV6 : 0;
    return this.#flows.find(s.addresses, 8 * i, s.srcPort[i], s.dstPort[i], shape, s.path[i], s.hash[i]);
  }

  /** Finds the flow or opens one; true when it is new. The addresses are entry `i` of `words`. */
  #locate(
    words: Uint32Array,
    i: number,
    srcPort: number,
    dstPort: number,
    flags: number,
    shape: number,
    path: number,
    hash: number,
    frame: number,
  ): boolean {
    const found = this.#flows.find(words, 8 * i, srcPort, dstPort, shape, path, hash);
    if (found < 0) {
      this.#open(words, i, srcPort, dstPort, flags, shape, path, hash, frame);
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
    path: number,
    hash: number,
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
    result.flow = this.#flows.add(words, 8 * i, srcPort, dstPort, shape, path, hash, swapped, clientBy, frame);
    result.side = swapped ? 1 : 0;
    // One end that talks to itself, from one port: both sides are the same, and every segment is of side 0.
    if (swapped && srcPort === dstPort)
      result.side = this.#flows.find(words, 8 * i, srcPort, dstPort, shape, path, hash) & 1;
  }

  #count(flow: number, side: number, frame: number, wireLen: number, quoted: boolean): void {
    const c = this.#flows.chunk(flow);
    const p = this.#flows.position(flow);
    const last = c.lastFrame[p];
    // a flow that begins in this frame has it for its last, too
    this.result.previousFrame = last === frame && c.firstFrame[p] === frame ? 0 : last;
    c.lastFrame[p] = frame;
    c.changed[p] = 1;
    if (!quoted) {
      c.packets[2 * p + side]++;
      c.bytes[2 * p + side] += wireLen;
    }
  }

  /**
   * A segment of a flow that a SYN opened while the one before it stood. It shows whether that SYN was taken: a SYN-ACK says yes;
   * numbers that fit the old connection and not the new one say no, and the segment belongs to the old one.
   */
  #settle(s: Scratch, i: number, frame: number): void {
    const { result } = this;
    const contest = this.#contests.get(result.flow);
    if (contest === undefined) return;
    const flags = s.flags[i];
    const t = this.#flows.tcp(result.flow);
    const p = this.#flows.position(result.flow);
    const fitsNew =
      result.side === 1
        ? (flags & ACK) !== 0 && s.ack[i] === seqAdd(t.numbers[2 * p * PER_SIDE + ISN], 1)
        : s.seq[i] === seqAdd(t.numbers[2 * p * PER_SIDE + ISN], 1);
    if ((flags & (SYN | ACK)) === SYN) {
      if (contest.rows.length < MOST_SYNS) contest.rows.push(frame - 1);
      result.mark = SYN_SYNCHRONIZED;
    } else if (fitsNew) {
      this.unmarked.push(...contest.rows);
      this.#contests.delete(result.flow);
    } else if ((flags & SYN) === 0) {
      const side = this.#flows.sideIn(
        contest.old,
        s.addresses,
        8 * i,
        s.srcPort[i],
        s.dstPort[i],
        s.notes[i] & IPV6 ? SHAPE_IPV6 : 0,
        s.path[i],
      );
      const old = this.#flows.tcp(contest.old);
      const q = this.#flows.position(contest.old);
      const known = old.side[2 * q + side] & SIDE_NEXT;
      if (!known || this.#judge(old, this.#fill(s, i, q, side, contest.old, frame)) !== 0) return;
      result.flow = contest.old;
      result.side = side;
    }
  }

  #judge(t: TcpFlows, g: Segment): number {
    return judge(t, g, this.#beyonds, this.unmarked);
  }

  #fill(s: Scratch, i: number, p: number, side: number, flow: number, frame: number): Segment {
    const g = this.#segment;
    g.flow = flow;
    g.frame = frame;
    g.own = 2 * p + side;
    g.other = g.own ^ 1;
    g.flags = s.flags[i];
    g.len = s.payloadLen[i];
    g.window = s.window[i];
    g.number(s.seq[i], s.ack[i]);
    return g;
  }

  /** Sequence numbers, states and events of a segment whose length is known. */
  #sequence(t: TcpFlows, p: number, s: Scratch, i: number, frame: number, time: number, late: boolean): void {
    const { result } = this;
    const g = this.#fill(s, i, p, result.side, result.flow, frame);
    const { own, other, flags, seq, ack } = g;

    // Wireshark's tcp.seq: a SYN is number 0; without one the first byte seen is number 1.
    if ((t.side[own] & SIDE_BASE) === 0) {
      t.side[own] |= SIDE_BASE;
      t.numbers[own * PER_SIDE + BASE] = flags & SYN ? seq : seqAdd(seq, -1);
    }
    // The acknowledgement field of a SYN need not be 0, so only where the ACK flag is set.
    if ((t.side[other] & SIDE_BASE) === 0 && flags & ACK) {
      t.side[other] |= SIDE_BASE;
      t.numbers[other * PER_SIDE + BASE] = seqAdd(ack, -1);
    }

    // without an identification a bare ACK that comes twice is a duplicate ACK
    const comparable = (s.copyMarks[i] >>> 16 !== 0 || g.end !== seq) && time >= 0;
    if (comparable && this.#recent.isCopy(2 * result.flow + result.side, g, s, i, time)) {
      result.mark = COPY;
      return;
    }
    if (takeInOrder(t, p, g)) return;
    if ((flags & (SYN | ACK | RST)) === SYN) {
      if (
        (t.side[own] & SIDE_SYN) === 0 &&
        t.numbers[own * PER_SIDE + BASE] === seq &&
        V.answersSyn(t.events[p], result.side)
      ) {
        // It stands behind its answer in the file: what it did, it did before.
        t.side[own] |= SIDE_SYN;
        t.numbers[own * PER_SIDE + ISN] = seq;
        t.events[p] |= V.bySide(V.EVENT_SYN_A, result.side);
        t.synFrame[p] = frame;
        t.syns[2 * p] = 1;
        return;
      }
      if (!late && isOver(t.state[own]) && isOver(t.state[other]) && t.side[own] & SIDE_SYN) {
        this.#nextAttempt(t, p, frame);
        result.mark = ATTEMPT;
      }
    }
    g.isLong = this.#flows.chunk(result.flow).bytes[own] >= LONG_FLOW;
    const reason = this.#judge(t, g);
    // Whoever sends on has not been reset by what was in doubt.
    if (t.events[p] & INEXACT && (flags & RST) === 0) t.events[p] &= ~V.bySide(V.EVENT_RST_INEXACT_A, result.side ^ 1);
    if (reason === 0) takeSegment(t, p, g, frame);
    else {
      result.mark = reason;
      if (reason === RST_INEXACT) t.events[p] |= V.bySide(V.EVENT_RST_INEXACT_A, result.side);
    }
  }

  /** The connection is over, and its first SYN comes again: the same stream to Wireshark, another attempt to us. */
  #nextAttempt(t: TcpFlows, p: number, frame: number): void {
    this.#attempts.add(this.result.flow, {
      events: t.events[p],
      synFrame: t.synFrame[p],
      synAckFrame: t.synAckFrame[p],
      lastSynAckFrame: t.lastSynAckFrame[p],
      ackFrame: t.ackFrame[p],
      dataFrameA: t.dataFrame[2 * p],
      dataFrameB: t.dataFrame[2 * p + 1],
      syns: t.syns[2 * p],
      synAcks: t.syns[2 * p + 1],
      count: 1,
    });
    beginAttempt(t, p, frame);
  }

  /** An ICMP error that quotes a segment: what it reports ends an attempt, or is a hint (RFC 1122 section 4.2.3.9). */
  #onIcmp(s: Scratch, i: number): void {
    const { result } = this;
    const report = s.icmp[i];
    const t = this.#flows.tcp(result.flow);
    const p = this.#flows.position(result.flow);
    const own = 2 * p + result.side;
    result.mark = report;
    if (report === 0) return;
    // RFC 5927 section 4.1: the quoted segment must be one that its sender has under way.
    if (t.side[own] & SIDE_NEXT) {
      const ahead = seqDiff(s.seq[i], t.numbers[own * PER_SIDE + NEXT]);
      if (
        ahead >= 0 ||
        ahead <
          -LATE -
            seqDiff(
              t.numbers[own * PER_SIDE + NEXT],
              t.numbers[(own ^ 1) * PER_SIDE + ACKED] || t.numbers[own * PER_SIDE + ISN],
            )
      ) {
        result.mark |= ICMP_FOREIGN;
        return;
      }
    }
    const opening =
      t.state[own] === S.SYN_SENT && t.side[own] & SIDE_SYN && s.seq[i] === t.numbers[own * PER_SIDE + ISN];
    if (report === REFUSED && opening) t.events[p] |= V.EVENT_ICMP_AT_SYN;
    else if (report !== REFUSED) t.events[p] |= V.icmpHint(report);
  }
}

/** States of an end that would answer a SYN with an ACK. */
const stillStands = (state: number): boolean => state >= S.ESTABLISHED && state <= S.CLOSING;
/** … of one that has nothing left of the connection. */
const isOver = (state: number): boolean => state === S.CLOSED || state === S.TIME_WAIT;
