// What Wireshark (4.0) says of each segment: its flags and numbers below "SEQ/ACK analysis", in its order of evaluation, measured against
// it. Each verdict has its definition above it. No object a segment; what it keeps of a direction stands in direction-state.ts.
import * as A from '../../dissect/contract/analysis-flags';
import { seqAdd, seqLess, seqLessEq, seqSub } from '../../wire/seq';
import { ACK, FIN, PSH, RST, SYN } from '../../wire/tcp';
import type { FrameColumns } from '../columns/columns';
import type { Scratch } from '../scan/scratch';
import { BASE, PER_SIDE, type TcpFlows } from '../table/flow-chunk';
import type { FlowTable } from '../table/flow-table';
import * as D from './direction-state';
import { SackBlocks } from './sack-blocks';
import { MOST_WAITING, SendLists } from './send-lists';
import * as N from './segment-numbers';

const SECOND = 1e9;
/** A fast retransmission follows the duplicates that ask for it within 20 ms. */
const FAST = 20e6;
/** A segment that was overtaken comes within the first round trip of its connection, or 3 ms where that is not known. */
const OVERTAKEN = 3e6;
/** More than this cannot be under way. */
const MOST_IN_FLIGHT = 2e9;

export class SegmentAnalysis {
  readonly #states = new D.DirectionStates();
  readonly #lists = new SendLists();
  readonly #sacks = new SackBlocks();
  /** of the segment that is taken */
  readonly #numbers = N.segmentNumbers();
  /** next flow whose segments are forgotten when there is no room */
  #oldest = 0;

  // what was found of the segment taken last
  flags = 0;
  /** frame of the segment that this one acknowledges; 0: none */
  acksFrame = 0;
  /** of a duplicate ACK: the frame whose acknowledgement it repeats, and which one it is; of a retransmission: the frame it repeats */
  otherFrame = 0;
  duplicate = 0;
  /** bytes sent and not acknowledged, 0: not known; and those sent since the last PSH */
  inFlight = 0;
  pushed = 0;

  constructor(
    private readonly flows: FlowTable,
    private readonly columns: FrameColumns,
  ) {}

  /**
   * One segment whose length is known: row `i` of the scratch, of `side` of a flow.
   * @param reused it is a SYN or SYN-ACK with another number than the one before between the same ends
   * @param again  it is a SYN with the number that its side was known to begin with
   * @param bytes  the batch that the scratch was made of
   */
  take(
    flow: number,
    side: number,
    row: number,
    s: Scratch,
    i: number,
    reused: boolean,
    again: boolean,
    bytes: Uint8Array,
  ): void {
    const t = this.flows.tcp(flow);
    const p = this.flows.position(flow);
    const d = this.#states.words(flow);
    const own = D.directionAt(flow, side);
    const other = D.directionAt(flow, side ^ 1);
    const frame = row + 1;
    const flags = s.flags[i];
    const seq = s.seq[i];
    const ack = s.ack[i];
    const len = s.payloadLen[i];
    const window = s.window[i];
    const n = this.#numbers;
    n[N.SEQ] = seq;
    n[N.ACK] = ack;
    n[N.END] = seq + len;
    n[N.BEYOND] = seq + len + (flags & (SYN | FIN) ? 1 : 0);
    n[N.BASE] = t.numbers[(2 * p + side) * PER_SIDE + BASE];
    // A SYN of a side that is known already: it starts again from what was seen without a gap.
    if (again) d[own + D.NEXT] = d[own + D.CONTIGUOUS];
    const next = d[own + D.NEXT];
    this.acksFrame = 0;
    this.otherFrame = 0;
    this.duplicate = 0;
    this.inFlight = 0;
    this.pushed = 0;
    let found = reused ? A.REUSED_PORTS : 0;
    // relative numbers begin anew: what waits may not ascend from there
    if (reused) d[own + D.BITS] &= ~D.ASCENDING;
    if (t.roundTripEnd[p] === 0) this.#noteRoundTrip(t, p, flags, row);
    if (flags & ACK) d[other + D.BITS] |= D.COUNTABLE;
    if ((d[own + D.BITS] & D.SEEN) === 0) d[own + D.BITS] |= D.COUNTABLE;

    const sameAck = ack === d[own + D.LAST_ACK];
    const fills = len > 0 && (flags & (SYN | FIN | RST)) === 0 && this.#fills(t, p, side, d, other);
    // What nearly every segment is: the next one of its side, with data or a new acknowledgement of what was seen. None of the verdicts is
    // possible, so they are not asked for one by one.
    const plain =
      seq === next &&
      next !== 0 &&
      window !== 0 &&
      (flags & (SYN | FIN | RST | ACK)) === ACK &&
      (len > 0 ? !fills && (len > 1 || d[other + D.WINDOW] !== 0) && !this.#isAcked(d, other) : !sameAck) &&
      !this.#acksUnseen(d, other);
    if (!plain) found |= this.#verdicts(t, p, d, own, other, row, flags, len, window, fills);
    if (!sameAck) {
      d[own + D.ACK_CHANGED] = frame;
      d[own + D.DUPLICATES] = 0;
      d[own + D.BITS] &= ~D.GAP_TOLD;
    }

    // What this segment leaves behind.
    const beyond = n[N.BEYOND];
    const isProbe = (found & A.ZERO_WINDOW_PROBE) !== 0;
    if ((len > 0 || flags & (SYN | FIN)) && d[own + D.WAITING] < MOST_WAITING) {
      if (!this.#lists.hasRoom()) this.#makeRoom();
      this.#lists.add(d, own, n, frame);
    }
    if (!isProbe) {
      if (next === 0 || seqLess(next, beyond)) {
        d[own + D.NEXT] = beyond;
        d[own + D.NEXT_FRAME] = frame;
      }
      const last = d[own + D.CONTIGUOUS];
      if (last === 0 || seq === last) d[own + D.CONTIGUOUS] = d[own + D.NEXT];
    }
    d[own + D.WINDOW] = window;
    d[own + D.LAST_ACK] = ack;
    d[own + D.LAST_FRAME] = frame;
    let after = d[own + D.BITS] | D.SEEN;
    after = found & A.KEEP_ALIVE ? after | D.WAS_KEEP_ALIVE : after & ~D.WAS_KEEP_ALIVE;
    after = isProbe ? after | D.WAS_PROBE : after & ~D.WAS_PROBE;
    if (flags & ACK) after = flags & SYN ? after | D.UNSCALED : after & ~D.UNSCALED;
    d[own + D.BITS] = after;

    if (d[other + D.HEAD] !== 0) {
      this.#lists.acknowledge(d, other, n);
      this.acksFrame = this.#lists.acked;
    }
    if (len > 0 && d[own + D.HEAD] !== 0 && after & D.COUNTABLE) {
      this.#count(d, own, other, len, flags);
      if (found === 0 && this.inFlight === 0) found = A.SILENT;
    }
    if ((flags & (SYN | ACK)) === SYN && len > 0) d[own + D.BITS] |= D.SYN_DATA;
    if (again && found === 0) found = A.SILENT;
    this.flags = (flags & (SYN | ACK)) === (SYN | ACK) ? found | this.#fastOpen(t, p, side, d[other + D.BITS]) : found;

    if (s.sackLength[i] !== 0)
      d[own + D.SACKS] = this.#sacks.replace(d[own + D.SACKS], bytes, s.sackAt[i], s.sackLength[i]);
    else if (d[own + D.SACKS] !== 0) d[own + D.SACKS] = this.#sacks.drop(d[own + D.SACKS]);
  }

  /** What is said of a segment beside what it leaves behind: flags of analysis-flags.ts. `fills`: see #fills */
  #verdicts(
    t: TcpFlows,
    p: number,
    d: D.Direction,
    own: number,
    other: number,
    row: number,
    flags: number,
    len: number,
    window: number,
    fills: boolean,
  ): number {
    const bits = d[own + D.BITS];
    const otherBits = d[other + D.BITS];
    const next = d[own + D.NEXT];
    const seq = this.#numbers[N.SEQ];
    const ack = this.#numbers[N.ACK];
    const special = (flags & (SYN | FIN | RST)) !== 0;
    const sameAck = ack === d[own + D.LAST_ACK];
    const expected = seq === next;
    const sameWindow = (bits & D.SEEN) !== 0 && window === d[own + D.WINDOW];
    let found = 0;

    // Zero window probe: one byte, the next one, while the window of the other side is closed. Nothing else is asked then.
    const isProbe = len === 1 && expected && (otherBits & D.SEEN) !== 0 && d[other + D.WINDOW] === 0;
    if (isProbe) found |= A.ZERO_WINDOW_PROBE;
    else {
      // Zero window: this side cannot take anything.
      if (window === 0 && !special) found |= A.ZERO_WINDOW;
      // Lost segment: numbers between the highest one so far and this one were never seen.
      if (next !== 0 && seqLess(next, seq) && (flags & RST) === 0) {
        found |= A.LOST_SEGMENT;
        d[own + D.BITS] &= ~D.COUNTABLE;
      }
      // Keep-alive: the last byte again, or nothing in its place.
      if (len <= 1 && seq === seqAdd(next, -1) && !special) found |= A.KEEP_ALIVE;
      // Window update: nothing but another window, and an open one.
      if (len === 0 && window !== 0 && !sameWindow && expected && sameAck && !special) found |= A.WINDOW_UPDATE;
      // Window full: this segment fills what the other side can take, to the byte.
      if (fills) found |= A.WINDOW_FULL;
      if (len === 0 && expected && !special && sameWindow) {
        // Keep-alive ACK: nothing new, after a keep-alive.
        if (window !== 0 && sameAck && otherBits & D.WAS_KEEP_ALIVE) found |= A.KEEP_ALIVE_ACK;
        // Zero window probe ACK: the window is still closed, after a probe.
        else if (window === 0 && sameAck && otherBits & D.WAS_PROBE) found |= A.ZERO_WINDOW_PROBE_ACK;
        // Duplicate ACK: nothing new at all.
        else if (window !== 0 && sameAck) {
          found |= A.DUPLICATE_ACK;
          this.duplicate = ++d[own + D.DUPLICATES];
          d[own + D.BITS] &= ~D.GAP_TOLD;
          this.otherFrame = d[own + D.ACK_CHANGED];
        }
      }
    }
    // ACKed lost segment: acknowledges more than was seen of the other side without a gap. After a probe it is the probe's byte that was
    // taken when the window opened.
    if (flags & ACK && this.#acksUnseen(d, other)) {
      if (d[other + D.CONTIGUOUS] !== d[other + D.NEXT]) found |= A.ACK_LOST_SEGMENT;
      else {
        found |= otherBits & D.GAP_TOLD || d[other + D.DUPLICATES] > 0 ? A.SILENT : A.ACK_LOST_SEGMENT;
        d[other + D.BITS] |= D.GAP_TOLD;
        d[other + D.DUPLICATES] = 0;
      }
      d[other + D.CONTIGUOUS] = d[other + D.NEXT];
    }

    const counts = len > 0 || (flags & (SYN | FIN)) !== 0;
    if (counts && (found & A.KEEP_ALIVE) === 0) found |= this.#repeats(t, p, d, own, other, row, len, flags);
    return found;
  }

  /** Everything up to its end was acknowledged before. */
  #isAcked(d: D.Direction, other: number): boolean {
    const acked = d[other + D.LAST_ACK];
    return acked !== 0 && seqLessEq(this.#numbers[N.END], acked);
  }

  /** It acknowledges more than was seen of the other side without a gap. */
  #acksUnseen(d: D.Direction, other: number): boolean {
    const contiguous = d[other + D.CONTIGUOUS];
    return contiguous !== 0 && seqLess(contiguous, this.#numbers[N.ACK]);
  }

  /** Fast Open: a SYN-ACK that acknowledges more than the SYN, or none of the data that came with it. */
  #fastOpen(t: TcpFlows, p: number, side: number, otherBits: number): number {
    const base = t.numbers[(2 * p + (side ^ 1)) * PER_SIDE + BASE];
    const relative = seqSub(this.#numbers[N.ACK], base);
    if (relative > 1) return A.FAST_OPEN;
    return relative === 1 && otherBits & D.SYN_DATA ? A.FAST_OPEN_IGNORED : 0;
  }

  #fills(t: TcpFlows, p: number, side: number, d: D.Direction, other: number): boolean {
    const bits = d[other + D.BITS];
    const scale = t.scale[2 * p + (side ^ 1)];
    if ((bits & D.SEEN) === 0 || scale === -1) return false;
    // 16 bits, shifted by 14 at most
    const window = d[other + D.WINDOW] << (bits & D.UNSCALED || scale < 0 ? 0 : scale);
    return this.#numbers[N.END] === seqAdd(d[other + D.LAST_ACK], window);
  }

  /** Which of the four a segment is that does not go on from the highest number; 0: it does. */
  #repeats(
    t: TcpFlows,
    p: number,
    d: D.Direction,
    own: number,
    other: number,
    row: number,
    len: number,
    flags: number,
  ): number {
    const seq = this.#numbers[N.SEQ];
    const end = this.#numbers[N.END];
    const next = d[own + D.NEXT];
    // Spurious retransmission: all of it was acknowledged before.
    const acked = d[other + D.LAST_ACK];
    if (len > 0 && this.#isAcked(d, other)) return A.SPURIOUS_RETRANSMISSION;
    if (next === 0 || !seqLess(seq, next)) return 0;
    // The byte of a probe again, and more behind it: that is no repetition.
    if (len > 1 && seq === seqAdd(next, -1)) return 0;

    // Fast retransmission: two or more duplicate ACKs asked for it, just now.
    const since = this.#since(row, d[other + D.LAST_FRAME]);
    const asked = d[other + D.DUPLICATES] >= 2 || (d[other + D.BITS] & D.GAP_TOLD) !== 0;
    if (since < FAST && asked && acked === seq) {
      return A.FAST_RETRANSMISSION;
    }
    // Out of order: it comes soon after the highest number and does not reach up to it.
    const counted = flags & (SYN | FIN) ? 1 : 0;
    if (this.#since(row, d[own + D.NEXT_FRAME]) < this.#firstRoundTrip(t, p) && seqAdd(end, counted) !== next)
      return A.OUT_OF_ORDER;
    // Retransmission: of what still waits since it was sent first, or else of the latest.
    this.otherFrame = this.#lists.oldest(d, own) || d[own + D.NEXT_FRAME];
    return A.RETRANSMISSION;
  }

  /** Bytes under way after this segment: from the lowest number that waits to the highest, without what SACK says has arrived. */
  #count(d: D.Direction, own: number, other: number, len: number, flags: number): void {
    let bytes = this.#lists.span(d, own, this.#numbers);
    const slot = d[other + D.SACKS];
    for (let k = 0; k < this.#sacks.count(slot); k++)
      bytes -= seqSub(this.#sacks.right(slot, k), this.#sacks.left(slot, k));
    if (flags & (SYN | FIN)) bytes--;
    bytes >>>= 0;
    const pushed = (d[own + D.BITS] & D.PUSH_LAST ? len : d[own + D.PUSHED] + len) >>> 0;
    d[own + D.PUSHED] = pushed;
    if (flags & PSH) d[own + D.BITS] |= D.PUSH_LAST;
    else d[own + D.BITS] &= ~D.PUSH_LAST;
    if (bytes === 0 || bytes >= MOST_IN_FLIGHT) return;
    this.inFlight = bytes;
    this.pushed = pushed;
  }

  /** ns from a frame to a later row; Infinity where it stands behind it in time, or there is none */
  #since(row: number, frame: number): number {
    if (frame === 0) return Infinity;
    const { columns } = this;
    const elapsed =
      (columns.timeSec(row) - columns.timeSec(frame - 1)) * SECOND +
      columns.timeNano(row) -
      columns.timeNano(frame - 1);
    return elapsed < 0 ? Infinity : elapsed;
  }

  /** The first round trip: from the last SYN to the first segment with ACK and without SYN, by either end, that has another time. */
  #noteRoundTrip(t: TcpFlows, p: number, flags: number, row: number): void {
    if ((flags & (SYN | ACK)) === SYN) t.roundTripStart[p] = row + 1;
    else if ((flags & (SYN | ACK)) === ACK && t.roundTripStart[p] !== 0 && this.#since(row, t.roundTripStart[p]) !== 0)
      t.roundTripEnd[p] = row + 1;
  }

  #firstRoundTrip(t: TcpFlows, p: number): number {
    if (t.roundTripEnd[p] === 0) return OVERTAKEN;
    const elapsed = this.#since(t.roundTripEnd[p] - 1, t.roundTripStart[p]);
    return elapsed === 0 ? OVERTAKEN : elapsed;
  }

  /** The pool is full: the segments of flows are forgotten, the oldest flow first, until there is room. */
  #makeRoom(): void {
    while (!this.#lists.hasRoom()) {
      if (this.#oldest >= this.flows.count) this.#oldest = 0;
      const flow = this.#oldest++;
      const d = this.#states.wordsIfAny(flow);
      if (d === undefined) continue;
      this.#lists.clear(d, D.directionAt(flow, 0));
      this.#lists.clear(d, D.directionAt(flow, 1));
    }
  }

  byteLength(): number {
    return this.#states.byteLength() + this.#lists.byteLength() + this.#sacks.byteLength();
  }
}
