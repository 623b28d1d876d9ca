// The arrays that hold what stays of 65,536 frames, in memory that worker threads may read while the engine writes on.
// Workers get these objects cloned (their arrays stay the same memory), so there are only data in them.
import { sharedUint16, sharedUint32, sharedUint8 } from '../../memory/shared-arrays';
import type { RareValues } from './rare-values';

export const CHUNK_BITS = 16;
export const CHUNK_ROWS = 1 << CHUNK_BITS;
/** position of a row inside its chunk */
export const CHUNK_MASK = CHUNK_ROWS - 1;

// bits of `Chunk.bits`
export const HAS_TIME = 1;
export const HAS_OPTIONS = 2;
export const FROM_A = 4;
export const TCP = 8;
export const UDP = 16;
export const PARTIAL = 32;

export class Chunk {
  offsetBase = 0;
  offset = sharedUint32(CHUNK_ROWS);
  offsetWide: Float64Array | null = null;
  capturedLen = sharedUint16(CHUNK_ROWS);
  capturedLenWide: Uint32Array | null = null;
  /** null: equal to capturedLen in every row */
  originalLen: Uint32Array | null = null;
  secondBase = NaN;
  second = sharedUint16(CHUNK_ROWS);
  secondWide: Float64Array | null = null;
  nano = sharedUint32(CHUNK_ROWS);
  bits = sharedUint8(CHUNK_ROWS);
  /** PROTOCOL in the lower four bits, MARK_* in the upper ones */
  protocol = sharedUint8(CHUNK_ROWS);
  ttl = sharedUint8(CHUNK_ROWS);
  /** null: all 0 */
  interfaceIndex: Uint16Array | null = null;
  /** null: no row belongs to a conversation */
  stream: Int32Array | null = null;
  /** null: no row has a conversation of UDP around the one in `stream` */
  outer: Int32Array | null = null;
  /** what is noted of single segments (segment-mark.ts); null: nothing */
  mark: Uint8Array | null = null;
  tcp: TcpChunk | null = null;
}

export class TcpChunk {
  seq = sharedUint32(CHUNK_ROWS);
  ack = sharedUint32(CHUNK_ROWS);
  /** 12 bits of flags; above them the header's length in words of 4 bytes */
  flags = sharedUint16(CHUNK_ROWS);
  window = sharedUint16(CHUNK_ROWS);
  payloadLen = sharedUint16(CHUNK_ROWS);
  payloadLenWide: Uint32Array | null = null;
  // What the analysis says of the segment (tcp/segment-analysis.ts). What is null holds only 0.
  /** see dissect/contract/analysis-flags.ts; most segments have none */
  analysis: RareValues | null = null;
  /** how many frames ago the one came that it acknowledges, FAR: it stands in the other */
  acksBack: Uint16Array | null = null;
  acksFar: RareValues | null = null;
  /** frame that a duplicate ACK or a retransmission repeats */
  repeatsFrame: RareValues | null = null;
  /** bytes under way; of a duplicate ACK, which carries none: its number */
  inFlight: Uint16Array | null = null;
  inFlightWide: Uint32Array | null = null;
  /** bytes since the last PSH */
  pushed: Uint16Array | null = null;
  pushedWide: Uint32Array | null = null;
}

/** in `acksBack` */
export const FAR = 0xffff;
