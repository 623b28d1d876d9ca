// What Wireshark (4.0) says of each segment: its flags and numbers below "SEQ/ACK analysis", in its order of evaluation, measured against
// it. Each verdict has its definition above it. No object a segment; what it keeps of a direction stands in direction-state.ts.
import * as A from '../../dissect/contract/analysis-flags';
import { FRAME_NO_TIME, type FrameBatch } from '../../memory/frame-batch';
import { seqAdd, seqDiff, seqLess, seqLessEq, seqSub } from '../../wire/seq';
import { ACK, FIN, PSH, RST, SYN } from '../../wire/tcp';
import { MOST_SACKS, type Scratch } from '../scan/scratch';
import * as R from '../scan/segment-row';
import * as D from './direction-state';
import { SackBlocks } from './sack-blocks';
import { SendLists } from './send-lists';
import * as N from './segment-numbers';

// of formats/capture-reader.ts

const SECOND = 1e9;
/** A fast retransmission follows the duplicates that ask for it within 20 ms. */
const FAST = 20e6;
/** A segment that was overtaken comes within the first round trip of its connection, or 3 ms where that is not known. */
const OVERTAKEN = 3e6;
/** s: longer than what can be told */
const ENDLESS = 0xffff_ffff;
/** More than this cannot be under way. */
const MOST_IN_FLIGHT = 2e9;

/** BITS without the window */
const BITS_ALONE = (1 << D.WINDOW_SHIFT) - 1;

/** The part of a batch that the analysis needs. */
export type SegmentTimes = Pick<FrameBatch, 'count' | 'flags' | 'timeSec' | 'timeNano'>;

export class SegmentAnalysis {
  readonly #states = new D.DirectionStates();
  readonly #lists = new SendLists();
  readonly #sacks = new SackBlocks();
  /** of the segment that is taken */
  readonly #numbers = N.segmentNumbers();
  /** next flow whose segments are forgotten when there is no room */
  #oldest = 0;

  // what was found of the segment taken last
  /** of a duplicate ACK: the frame whose acknowledgement it repeats, and which one it is; of a retransmission: the frame it repeats */
  #otherFrame = 0;
  #duplicate = 0;
  /** bytes sent and not acknowledged, 0: not known; and those sent since the last PSH */
  #inFlight = 0;
  #pushed = 0;

  /** The next frames of a capture, which were scanned and tracked. `first`: row of the first; what is found stands in `s` (segment-row.ts). */
  analyse(batch: SegmentTimes, s: Scratch, first: number): void {
    for (let i = 0; i < batch.count; i++) if (R.isAnalysed(s, i)) this.#take(batch, s, i, first + i + 1);
  }

  /** One segment: row `i` of the scratch. */
  #take(batch: SegmentTimes, s: Scratch, i: number, frame: number): void {
    const words = s.addresses;
    const row = R.ROW_WORDS * i;
    const direction = words[row + R.DIRECTION];
    const how = words[row + R.HOW];
    const d = this.#states.words(direction >>> 1);
    const own = D.directionAt(direction);
    const other = own ^ D.PER_DIRECTION;
    const again = (how & R.AGAIN) !== 0;
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
    n[N.BASE] = words[row + R.OWN_BASE];
    n[N.OTHER_BASE] = words[row + R.OTHER_BASE];
    const isTimed = (batch.flags[i] & FRAME_NO_TIME) === 0;
    n[N.TIME] = isTimed ? batch.timeSec[i] : 0;
    n[N.TIME + 1] = isTimed ? batch.timeNano[i] : 0;
    // A SYN of a side that is known already: it starts again from what was seen without a gap.
    if (again) d[own + D.NEXT] = d[own + D.CONTIGUOUS];
    const next = d[own + D.NEXT];
    this.#otherFrame = 0;
    this.#duplicate = 0;
    this.#inFlight = 0;
    this.#pushed = 0;
    let acksFrame = 0;
    let found = how & R.REUSED ? A.REUSED_PORTS : 0;
    // relative numbers begin anew: what waits may not ascend from there
    if (how & R.REUSED) d[own + D.BITS] &= ~D.ASCENDING;
    if ((d[own + D.BITS] & D.ROUND_TRIP) === 0) this.#noteRoundTrip(d, own, other, flags);
    if (flags & ACK) d[other + D.BITS] |= D.COUNTABLE;
    if ((d[own + D.BITS] & D.SEEN) === 0) d[own + D.BITS] |= D.COUNTABLE;

    const sameAck = ack === d[own + D.LAST_ACK];
    const fills = len > 0 && (flags & (SYN | FIN | RST)) === 0 && this.#fills(R.scaleOf(how), d, other);
    // What nearly every segment is: the next one of its side, with data or a new acknowledgement of what was seen. None of the verdicts is
    // possible, so they are not asked for one by one.
    const plain =
      seq === next &&
      next !== 0 &&
      window !== 0 &&
      (flags & (SYN | FIN | RST | ACK)) === ACK &&
      (len > 0
        ? !fills && (len > 1 || d[other + D.BITS] >>> D.WINDOW_SHIFT !== 0) && !this.#isAcked(d, other)
        : !sameAck) &&
      !this.#acksUnseen(d, other);
    if (!plain) found |= this.#verdicts(d, own, other, flags, len, window, fills);
    if (!sameAck) {
      d[own + D.ACK_CHANGED] = frame;
      d[own + D.DUPLICATES] = 0;
      d[own + D.BITS] &= ~D.GAP_TOLD;
    }

    // What this segment leaves behind.
    const beyond = n[N.BEYOND];
    const isProbe = (found & A.ZERO_WINDOW_PROBE) !== 0;
    if ((len > 0 || flags & (SYN | FIN)) && this.#lists.takesMore(d, own)) {
      if (!this.#lists.hasRoom()) this.#makeRoom();
      this.#lists.add(d, own, n, frame);
    }
    if (!isProbe) {
      if (next === 0 || seqLess(next, beyond)) {
        d[own + D.NEXT] = beyond;
        d[own + D.NEXT_FRAME] = frame;
        d[own + D.NEXT_TIME] = n[N.TIME];
        d[own + D.NEXT_TIME + 1] = n[N.TIME + 1];
      }
      const last = d[own + D.CONTIGUOUS];
      if (last === 0 || seq === last) d[own + D.CONTIGUOUS] = d[own + D.NEXT];
    }
    d[own + D.LAST_ACK] = ack;
    d[own + D.LAST_TIME] = n[N.TIME];
    d[own + D.LAST_TIME + 1] = n[N.TIME + 1];
    let after = (d[own + D.BITS] & BITS_ALONE) | D.SEEN;
    after = found & A.KEEP_ALIVE ? after | D.WAS_KEEP_ALIVE : after & ~D.WAS_KEEP_ALIVE;
    after = isProbe ? after | D.WAS_PROBE : after & ~D.WAS_PROBE;
    if (flags & ACK) after = flags & SYN ? after | D.UNSCALED : after & ~D.UNSCALED;
    d[own + D.BITS] = after | (window << D.WINDOW_SHIFT);

    if (d[other + D.HEAD] !== 0) {
      this.#lists.acknowledge(d, other, n);
      acksFrame = this.#lists.acked;
    }
    if (len > 0 && d[own + D.HEAD] !== 0 && after & D.COUNTABLE) {
      this.#count(d, own, other, len, flags);
      if (found === 0 && this.#inFlight === 0) found = A.SILENT;
    }
    if ((flags & (SYN | ACK)) === SYN && len > 0) d[own + D.BITS] |= D.SYN_DATA;
    if (again && found === 0) found = A.SILENT;
    if ((flags & (SYN | ACK)) === (SYN | ACK)) found |= this.#fastOpen(d[other + D.BITS]);
    words[row + R.SAID] = found;
    words[row + R.ACKS_FRAME] = acksFrame;
    words[row + R.REPEATS_FRAME] = this.#otherFrame;
    words[row + R.COUNT] = this.#inFlight + this.#duplicate;
    words[row + R.PUSHED] = this.#pushed;

    if (s.sacks[i] !== 0)
      d[own + D.SACKS] = this.#sacks.replace(d[own + D.SACKS], s.sackEdges, 2 * MOST_SACKS * i, s.sacks[i]);
    else if (d[own + D.SACKS] !== 0) d[own + D.SACKS] = this.#sacks.drop(d[own + D.SACKS]);
  }

  /** What is said of a segment beside what it leaves behind: flags of analysis-flags.ts. `fills`: see #fills */
  #verdicts(
    d: D.Direction,
    own: number,
    other: number,
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
    const sameWindow = (bits & D.SEEN) !== 0 && window === bits >>> D.WINDOW_SHIFT;
    let found = 0;

    // Zero window probe: one byte, the next one, while the window of the other side is closed. Nothing else is asked then.
    const isProbe = len === 1 && expected && (otherBits & D.SEEN) !== 0 && otherBits >>> D.WINDOW_SHIFT === 0;
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
          this.#duplicate = ++d[own + D.DUPLICATES];
          d[own + D.BITS] &= ~D.GAP_TOLD;
          this.#otherFrame = d[own + D.ACK_CHANGED];
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
    if (counts && (found & A.KEEP_ALIVE) === 0) found |= this.#repeats(d, own, other, len, flags);
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
  #fastOpen(otherBits: number): number {
    const relative = seqSub(this.#numbers[N.ACK], this.#numbers[N.OTHER_BASE]);
    if (relative > 1) return A.FAST_OPEN;
    return relative === 1 && otherBits & D.SYN_DATA ? A.FAST_OPEN_IGNORED : 0;
  }

  /** It ends where the window of the other side does. `scale`: of that window */
  #fills(scale: number, d: D.Direction, other: number): boolean {
    const bits = d[other + D.BITS];
    if ((bits & D.SEEN) === 0 || scale === -1) return false;
    // 16 bits, shifted by 14 at most
    const window = (bits >>> D.WINDOW_SHIFT) << (bits & D.UNSCALED || scale < 0 ? 0 : scale);
    return this.#numbers[N.END] === seqAdd(d[other + D.LAST_ACK], window);
  }

  /** Which of the four a segment is that does not go on from the highest number; 0: it does. */
  #repeats(d: D.Direction, own: number, other: number, len: number, flags: number): number {
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
    const since = d[other + D.BITS] & D.SEEN ? this.#since(d, other + D.LAST_TIME) : Infinity;
    const asked = d[other + D.DUPLICATES] >= 2 || (d[other + D.BITS] & D.GAP_TOLD) !== 0;
    if (since < FAST && asked && acked === seq) {
      return A.FAST_RETRANSMISSION;
    }
    // Out of order: it comes soon after the highest number and does not reach up to it.
    const counted = flags & (SYN | FIN) ? 1 : 0;
    if (this.#since(d, own + D.NEXT_TIME) < this.#firstRoundTrip(d, own, other) && seqAdd(end, counted) !== next)
      return A.OUT_OF_ORDER;
    // Retransmission: of what still waits since it was sent first, or else of the latest.
    this.#otherFrame = this.#lists.oldest(d, own) || d[own + D.NEXT_FRAME];
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
    this.#inFlight = bytes;
    this.#pushed = pushed;
  }

  /** ns from the time that stands at `at` to that of the segment; Infinity where it stands behind it. Seconds count modulo 2^32. */
  #since(d: D.Direction, at: number): number {
    const n = this.#numbers;
    const elapsed = seqDiff(n[N.TIME], d[at]) * SECOND + n[N.TIME + 1] - d[at + 1];
    return elapsed < 0 ? Infinity : elapsed;
  }

  /** The first round trip: from the last SYN to the first segment with ACK and without SYN, by either end, that has another time. */
  #noteRoundTrip(d: D.Direction, own: number, other: number, flags: number): void {
    const isFirst = (flags & (SYN | ACK)) === SYN;
    const isLast = (flags & (SYN | ACK)) === ACK && (d[own + D.BITS] & D.OPENED) !== 0;
    if (!isFirst && !isLast) return;
    const n = this.#numbers;
    const sec = Math.min(own, other) + D.ROUND;
    const nano = Math.max(own, other) + D.ROUND;
    if (isFirst) {
      d[sec] = n[N.TIME];
      d[nano] = n[N.TIME + 1];
      d[own + D.BITS] |= D.OPENED;
      d[other + D.BITS] |= D.OPENED;
      return;
    }
    const elapsed = seqDiff(n[N.TIME], d[sec]) * SECOND + n[N.TIME + 1] - d[nano];
    if (elapsed === 0) return;
    // a segment from before the SYN: whatever is late was overtaken
    d[sec] = elapsed < 0 ? ENDLESS : Math.floor(elapsed / SECOND);
    d[nano] = elapsed < 0 ? 0 : elapsed % SECOND;
    d[own + D.BITS] |= D.ROUND_TRIP;
    d[other + D.BITS] |= D.ROUND_TRIP;
  }

  /** ns */
  #firstRoundTrip(d: D.Direction, own: number, other: number): number {
    if ((d[own + D.BITS] & D.ROUND_TRIP) === 0) return OVERTAKEN;
    return d[Math.min(own, other) + D.ROUND] * SECOND + d[Math.max(own, other) + D.ROUND];
  }

  /** The pool is full: the segments of flows are forgotten, the oldest flow first, until there is room. */
  #makeRoom(): void {
    while (!this.#lists.hasRoom()) {
      if (this.#oldest >= this.#states.flows) this.#oldest = 0;
      const flow = this.#oldest++;
      const d = this.#states.wordsIfAny(flow);
      if (d === undefined) continue;
      this.#lists.clear(d, D.directionAt(2 * flow));
      this.#lists.clear(d, D.directionAt(2 * flow + 1));
    }
  }

  byteLength(): number {
    return this.#states.byteLength() + this.#lists.byteLength() + this.#sacks.byteLength();
  }
}
