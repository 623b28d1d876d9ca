// What the analysis of TCP remembers of each direction of a connection: 16 words, one cache line, and only for flows that are TCP.
// It is the engine's own: workers see the results (TcpChunk), not this.
import { CHUNK_FLOWS, FLOW_BITS, FLOW_MASK } from '../table/flow-chunk';

/** Words of all directions of 4,096 flows; those of one begin at `directionAt`. */
export type Direction = Uint32Array;

export const PER_DIRECTION = 16;
/** behind the highest number sent, 0: not known; and the frame that it came in */
export const NEXT = 0;
export const NEXT_FRAME = 1;
/** behind the last number that was seen without a gap before it; 0: not known */
export const CONTIGUOUS = 2;
/** acknowledgement and frame of its last segment, 0: there was none */
export const LAST_ACK = 3;
export const LAST_FRAME = 4;
/** the last frame that changed LAST_ACK, and how many duplicates came since */
export const ACK_CHANGED = 5;
export const DUPLICATES = 6;
/** of the last segment, as in its header */
export const WINDOW = 7;
export const BITS = 8;
/** newest and oldest segment that waits for an acknowledgement, and how many do (send-lists.ts) */
export const HEAD = 9;
export const TAIL = 10;
export const WAITING = 11;
/** bytes sent since the last PSH */
export const PUSHED = 12;
/** the SACK blocks of its last segment (sack-blocks.ts), 0: none */
export const SACKS = 13;

// bits of BITS
/** there was a segment: WINDOW is known */
export const SEEN = 1;
/** the last segment was a keep-alive, or a probe of a closed window */
export const WAS_KEEP_ALIVE = 2;
export const WAS_PROBE = 4;
/** how much is under way can be told: nothing is missing since the other side acknowledged */
export const COUNTABLE = 8;
/** WINDOW comes from a SYN-ACK: it is not scaled */
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

  byteLength(): number {
    return this.#chunks.reduce((sum, words) => sum + words.byteLength, 0);
  }
}

/** Where the words of one side (0 a, 1 b) of a flow begin. */
export const directionAt = (flow: number, side: number): number => (2 * (flow & FLOW_MASK) + side) * PER_DIRECTION;
