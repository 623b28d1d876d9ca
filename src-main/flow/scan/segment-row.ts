// What the tracker hands to the analysis of a segment, and what that says of it: both in the eight words in which the segment's addresses
// stood (Scratch.addresses), which nobody needs once its conversation is known. So a batch can be analysed behind the tracker, by another
// thread as well, and neither needs memory of its own for it.
import { BAD_HEADER, KIND_TCP, NO_LENGTH, type Scratch } from './scratch';

/** Words a row. */
export const ROW_WORDS = 8;

// before the analysis
/** 2 * flow + side of the sender */
export const DIRECTION = 0;
/** REUSED and AGAIN, and above them the window scale of the other side as in TcpFlows, 2 more */
export const HOW = 1;
/** where relative numbers of its side and of the other one begin */
export const OWN_BASE = 2;
export const OTHER_BASE = 3;

/** a SYN or SYN-ACK with another number than the one before between the same ends */
export const REUSED = 1;
/** a SYN with the number that its side was known to begin with */
export const AGAIN = 2;
export const SCALE_SHIFT = 2;
export const scaleOf = (how: number): number => (how >> SCALE_SHIFT) - 2;

// … and behind it: see FrameColumns
export const SAID = 3;
export const ACKS_FRAME = 4;
export const REPEATS_FRAME = 5;
/** bytes under way; of a duplicate ACK: its number */
export const COUNT = 6;
export const PUSHED = 7;

/** Whether row `i` is a segment that is analysed: one whose length is known. */
export const isAnalysed = (s: Scratch, i: number): boolean => s.kind[i] === KIND_TCP && (s.notes[i] & NO_LENGTH) === 0;
/** … and of which something may be said: a header that is none is analysed, but nothing is said of it. */
export const isSpokenOf = (s: Scratch, i: number): boolean => (s.notes[i] & BAD_HEADER) === 0;

/** The segment of a datagram that was put together, row 0 of `from`, which was handed over, is that of row `i`. */
export function putSegment(s: Scratch, i: number, from: Scratch): void {
  s.addresses.set(from.addresses.subarray(0, ROW_WORDS), ROW_WORDS * i);
  s.kind[i] = from.kind[0];
  s.notes[i] = from.notes[0];
  s.seq[i] = from.seq[0];
  s.ack[i] = from.ack[0];
  s.flags[i] = from.flags[0];
  s.window[i] = from.window[0];
  s.payloadLen[i] = from.payloadLen[0];
  s.copySack(i, from, 0);
}
