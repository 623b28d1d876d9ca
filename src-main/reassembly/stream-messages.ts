// Finds the messages of TCP streams that span segments, segment after segment in frame order: RFC 9293 section 3.4 numbers the bytes, the
// protocol's framing says where messages end. Which segment belongs to which message is as in Wireshark 4.0 (measured), with streams
// reassembled and segments left in the order in which they came:
//
//   a segment that was sent before (tcp.analysis.retransmission, or as much as a known message has)   belongs to nothing a second time
//   a segment that lies inside an open message                                                        is a piece of it
//   any other, unless it comes late                                                                   begins a message, whatever went before
//
// So what is lost holds up its own message only. What a segment that comes late, or again, completes or carries is not dissected. Bytes are not copied: a message whose length is known is whole when its numbers are, and only
// where the protocol has to see more of a message to tell its length are the bytes read again. What waits is bounded: see the MOST_ below.
import { isOpen, LONGEST, ONE_MORE, UNTIL_END, wantedLength, type Framing } from '../wire/framing';
import { seqAdd, seqDiff } from '../wire/seq';
import type { MessageTable } from './message-table';

/** Messages that wait for more at a time; the one that waits longest is given up for another. */
const MOST_OPEN = 65_536;
/** Pieces of one message beyond a hole: what sends more is not worth the time to sort them. */
const MOST_RANGES = 1024;
/** What may be read of one message to find out how long it is, each time counted (`StreamBytes.cost`). */
const MOST_READ = 64 * 1024 * 1024;
/** Messages of one direction that are searched, the latest first, for the one that a segment belongs to. */
const MOST_STEPS = 1000;

// What a segment is, beside its numbers
/** sent before, says the analysis */
export const REPEATED = 1;
/** the last of its direction */
export const LAST = 2;
/** comes late, says the analysis (tcp.analysis.out_of_order): it may fill a hole, but nothing begins in it */
export const LATE = 4;
/** sent before, and acknowledged before (tcp.analysis.spurious_retransmission): it fills nothing either */
export const HAD = 8;

// What is known of a message that is not whole yet
/** its length, for good */
const SURE = 1;
/** it takes all of the next segment, whatever its length */
const WHOLE_SEGMENT = 2;
/** it ends with the stream */
const TO_THE_END = 4;

interface Open {
  /** one of the above, or none */
  flags: number;
  /** its piece that came last */
  latest: number;
  /** bytes that are there without a gap */
  reached: number;
  /** beyond them: from, to, from, to …, sorted, without overlap */
  ranges: number[];
  /** bytes that were read of it */
  read: number;
}

/** Reads bytes again for the framing. Null: they cannot be read. */
export interface StreamBytes {
  /** bytes read so far, and a little for each place that they were read from */
  readonly cost: number;
  /** The payload of a row: a view that the next call may overwrite. */
  payload(row: number): Uint8Array | null;
  /** The first bytes of a message. */
  message(message: number, length: number): Uint8Array | null;
}

export class StreamMessages {
  readonly #table: MessageTable;
  readonly #bytes: StreamBytes;
  /** by direction: the message with the highest numbers, 0: none */
  #heads = new Uint32Array(0);
  /** the one that waits longest first */
  readonly #open = new Map<number, Open>();

  constructor(table: MessageTable, bytes: StreamBytes) {
    this.#table = table;
    this.#bytes = bytes;
  }

  /**
   * Takes the next segment. Its payload was captured as a whole.
   * @param direction number of the stream and the side that sent it
   * @param seq       number of the first byte of its payload, as sent
   * @param what      REPEATED, LAST
   */
  take(direction: number, row: number, seq: number, length: number, what: number, framing: Framing): void {
    if (length > 0 && !this.#data(direction, row, seq, length, what, framing)) return;
    if (what & LAST) this.#end(direction, row, seqAdd(seq, length), length);
  }

  /** The payload of a segment; false where it was sent before. */
  #data(direction: number, row: number, seq: number, length: number, what: number, framing: Framing): boolean {
    const table = this.#table;
    for (let at = 0; at < length;) {
      const from = seqAdd(seq, at);
      const left = length - at;
      const message = this.#before(direction, from);
      const open = this.#open.get(message);
      const last = open ? table.row(open.latest) : message === 0 ? -1 : table.last(message) - 1;
      // what was given up is as if it had never been
      const there = last < 0 ? 0 : table.length(message);
      const known = there >= left && last !== row && table.seq(message) === from;
      if (known || what & REPEATED) {
        table.addRepeated(row, at);
        return false;
      }
      if (what & HAD) return false;
      if (message === 0 || seqDiff(seqAdd(table.seq(message), there), from) <= 0) {
        if ((what & LATE) === 0) this.#begin(direction, row, seq, at, length, what, framing);
        return true;
      }
      const taken = this.#goOn(direction, row, at, from, left, message, open, what, framing);
      if (taken === 0) return true;
      at += taken;
    }
    return true;
  }

  /** Whether the last message of a direction is not whole yet, and was not acknowledged as a whole: some of it may not have been captured. */
  waits(direction: number, ack: number): boolean {
    const message = direction < this.#heads.length ? this.#heads[direction] : 0;
    if (!this.#open.has(message)) return false;
    return seqDiff(seqAdd(this.#table.seq(message), this.#table.length(message)), ack) > 0;
  }

  /** The message that begins at or before a number, as late as can be; 0: none. */
  #before(direction: number, seq: number): number {
    let message = direction < this.#heads.length ? this.#heads[direction] : 0;
    for (let i = 0; i < MOST_STEPS && message !== 0; i++, message = this.#table.before(message))
      if (seqDiff(this.#table.seq(message), seq) <= 0) return message;
    return 0;
  }

  /** A segment from `at` on belongs to no message that is open: it is cut, and what is left of it begins one. */
  #begin(
    direction: number,
    row: number,
    seq: number,
    at: number,
    length: number,
    what: number,
    framing: Framing,
  ): void {
    const bytes = this.#bytes.payload(row);
    if (bytes === null || bytes.length < length) return;
    for (; at < length;) {
      const said = framing.lengthAt(bytes, at, length);
      if (said === UNTIL_END && what & LAST) return;
      if (isOpen(said, length - at)) return this.#add(direction, row, seqAdd(seq, at), at, length - at, said);
      if (said <= 0) return;
      at += said;
    }
  }

  /** A new message of which the first `there` bytes stand at the end of a segment. */
  #add(direction: number, row: number, seq: number, at: number, there: number, said: number): void {
    const table = this.#table;
    const before = this.#before(direction, seq);
    const message = table.addMessage(seq, before);
    if (direction >= this.#heads.length) {
      const heads = new Uint32Array(Math.max(1024, 2 * (direction + 1)));
      heads.set(this.#heads);
      this.#heads = heads;
    }
    // nearly always it is the highest
    let above = this.#heads[direction];
    if (above === before) this.#heads[direction] = message;
    else {
      for (let i = 0; i < MOST_STEPS && above !== 0 && table.before(above) !== before; i++) above = table.before(above);
      if (above !== 0) table.setBefore(above, message);
    }
    const latest = table.addPiece(message, row, at, 0);
    const flags = this.#wait(message, said, 0, there);
    this.#makeRoom();
    this.#open.set(message, { flags, latest, reached: there, ranges: [], read: 0 });
  }

  /** Notes what a message of which `there` bytes are there waits for; `inside`: where in it that begins which is not whole. Returns its flags. */
  #wait(message: number, said: number, inside: number, there: number): number {
    const length = Math.min(LONGEST, inside + wantedLength(said, there - inside));
    this.#table.setLength(message, Math.max(length, there + 1));
    if (said === UNTIL_END) return TO_THE_END;
    if (said === ONE_MORE) return WHOLE_SEGMENT;
    return said > 0 && inside === 0 ? SURE : 0;
  }

  #makeRoom(): void {
    for (const message of this.#open.keys()) {
      if (this.#open.size < MOST_OPEN) return;
      this.#drop(message);
    }
  }

  #drop(message: number): void {
    this.#open.delete(message);
    this.#table.dropped++;
  }

  /** A segment goes on with a message: returns how many of its bytes are the message's, 0: all that are left. */
  #goOn(
    direction: number,
    row: number,
    at: number,
    from: number,
    left: number,
    message: number,
    open: Open | undefined,
    what: number,
    framing: Framing,
  ): number {
    const table = this.#table;
    const start = seqDiff(from, table.seq(message));
    if (!open) {
      // it is whole already
      table.addRepeated(row, at);
      return 0;
    }
    open.latest = table.addPiece(message, row, at, open.latest);
    if (open.flags & WHOLE_SEGMENT) {
      table.setLength(message, start + left);
      open.flags = 0;
    }
    for (;;) {
      const length = table.length(message);
      const taken = Math.min(left, length - start);
      if (!reach(open, start, start + taken)) {
        this.#drop(message);
        return taken;
      }
      if (open.reached < length) return taken;
      // no dissector looks at what comes late
      if (open.flags & SURE || what & LATE) {
        this.#close(message, row);
        return taken;
      }
      const inside = this.#cut(message, length, framing, open);
      if (inside < 0) {
        this.#close(message, row);
        return taken;
      }
      const said = this.#said;
      if (start + taken === length && inside > start) {
        // what is not whole stands in this segment alone: it begins a message of its own
        table.setLength(message, inside);
        this.#close(message, row);
        this.#add(direction, row, seqAdd(table.seq(message), inside), at + inside - start, length - inside, said);
        return 0;
      }
      open.flags = this.#wait(message, said, inside, length);
      if (open.flags & WHOLE_SEGMENT && start + left > length) {
        table.setLength(message, start + left);
        open.flags = 0;
      }
    }
  }

  /** what the framing said last */
  #said = 0;

  /** Where in a message of which all bytes are there that begins which is not whole, -1: nowhere. */
  #cut(message: number, length: number, framing: Framing, open: Open): number {
    const { cost } = this.#bytes;
    const bytes = open.read > MOST_READ ? null : this.#bytes.message(message, length);
    open.read += this.#bytes.cost - cost;
    if (bytes === null) return -1;
    for (let at = 0; at < length;) {
      this.#said = framing.lengthAt(bytes, at, length);
      if (isOpen(this.#said, length - at)) return at;
      if (this.#said <= 0) return -1;
      at += this.#said;
    }
    return -1;
  }

  #close(message: number, row: number): void {
    this.#open.delete(message);
    this.#table.complete(message, row);
  }

  /** The stream ends before `seq`: what went on until then is whole. */
  #end(direction: number, row: number, seq: number, length: number): void {
    const table = this.#table;
    const message = this.#before(direction, seq);
    const open = this.#open.get(message);
    if (!open || (open.flags & TO_THE_END) === 0) return;
    const whole = seqDiff(seq, table.seq(message));
    if (whole !== open.reached) return;
    table.setLength(message, whole);
    if (length === 0) table.addPiece(message, row, 0, open.latest);
    this.#close(message, row);
  }
}

/** Notes that bytes are there; false where there are too many holes. */
function reach(open: Open, from: number, to: number): boolean {
  const { ranges } = open;
  if (from > open.reached) {
    let i = 0;
    while (i < ranges.length && ranges[i + 1] < from) i += 2;
    let k = i;
    while (k < ranges.length && ranges[k] <= to) k += 2;
    if (k === i) ranges.splice(i, 0, from, to);
    else ranges.splice(i, k - i, Math.min(from, ranges[i]), Math.max(to, ranges[k - 1]));
    return ranges.length <= 2 * MOST_RANGES;
  }
  open.reached = Math.max(open.reached, to);
  let i = 0;
  for (; i < ranges.length && ranges[i] <= open.reached; i += 2) open.reached = Math.max(open.reached, ranges[i + 1]);
  if (i > 0) ranges.splice(0, i);
  return true;
}
