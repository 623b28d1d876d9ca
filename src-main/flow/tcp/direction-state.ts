// What the analysis of TCP remembers of each direction of a connection: 16 words, one cache line, and only for flows that are TCP.
// It is the engine's own: workers see the results (TcpChunk), not this.
import { CHUNK_FLOWS, FLOW_BITS, FLOW_MASK } from '../table/flow-chunk';

/** Words of all directions of 4,096 flows; those of one begin at `directionAt`. */
export type Direction = Uint32Array;

export const PER_DIRECTION = 16;
/** behind the highest number sent, 0: not known; the frame that it came in, and its time: seconds (modulo 2^32) and nanoseconds */
export const NEXT = 0;
export const NEXT_FRAME = 1;
export const NEXT_TIME = 2;
/** behind the last number that was seen without a gap before it; 0: not known */
export const CONTIGUOUS = 4;
/** acknowledgement of its last segment, and the time of that */
export const LAST_ACK = 5;
export const LAST_TIME = 6;
/** the last frame that changed LAST_ACK, and how many duplicates came since */
export const ACK_CHANGED = 8;
export const DUPLICATES = 9;
/** the bits below, and from WINDOW_SHIFT on the window of its last segment, as in its header */
export const BITS = 10;
/** newest and oldest segment that waits for an acknowledgement (send-lists.ts); above the oldest: how many wait, from WAITING_SHIFT on */
export const HEAD = 11;
export const TAIL = 12;
/** bytes sent since the last PSH */
export const PUSHED = 13;
/** the SACK blocks of its last segment (sack-blocks.ts), 0: none */
export const SACKS = 14;
/**
 * Of the connection. Until ROUND_TRIP: the time of the last SYN, where there is OPENED; then its first round trip. Seconds stand in the
 * words of side 0, nanoseconds in those of side 1.
 */
export const ROUND = 15;

export const WINDOW_SHIFT = 16;
export const WAITING_SHIFT = 20;
export const TAIL_MASK = (1 << WAITING_SHIFT) - 1;
/** what one more segment that waits adds to TAIL */
export const ONE_WAITS = 1 << WAITING_SHIFT;

// bits of BITS
/** there was a segment: the window and LAST_TIME are known */
export const SEEN = 1;
/** the last segment was a keep-alive, or a probe of a closed window */
export const WAS_KEEP_ALIVE = 2;
export const WAS_PROBE = 4;
/** how much is under way can be told: nothing is missing since the other side acknowledged */
export const COUNTABLE = 8;
/** the window comes from a SYN-ACK: it is not scaled */
export const UNSCALED = 16;
/** the last segment with data had PSH set */
export const PUSH_LAST = 32;
/** see send-lists.ts */
export const ASCENDING = 64;
/**
 * The other side acknowledged more than was ever seen, and that has been said: until this side acknowledges something else it is not said
 * again, and counts as two duplicate ACKs.
 */
export const GAP_TOLD = 128;
/** its SYN carried data */
export const SYN_DATA = 256;
/** of both sides: see ROUND */
export const OPENED = 512;
export const ROUND_TRIP = 1024;

export class DirectionStates {
  readonly #chunks: Direction[] = [];

  /** The words in which a flow's directions stand. */
  words(flow: number): Direction {
    return (this.#chunks[flow >>> FLOW_BITS] ??= new Uint32Array(2 * PER_DIRECTION * CHUNK_FLOWS));
  }

  /** … which may not be there: no segment of these flows was analysed. */
  wordsIfAny(flow: number): Direction | undefined {
    return this.#chunks[flow >>> FLOW_BITS];
  }

  /** flows of which there may be words: theirs are below this number */
  get flows(): number {
    return this.#chunks.length << FLOW_BITS;
  }

  byteLength(): number {
    return this.#chunks.reduce((sum, words) => sum + words.byteLength, 0);
  }
}

/** Where the words of a direction (2 * flow + side: 0 a, 1 b) begin. */
export const directionAt = (direction: number): number => (direction & (2 * FLOW_MASK + 1)) * PER_DIRECTION;
