// What is known of 4,096 flows, in memory that worker threads may read while the engine writes on. A pair of values a flow (one a
// side) stands at 2 * i + side. Workers get these objects cloned (their arrays stay the same memory): there are only data in them.
import { sharedFloat64, sharedInt8, sharedUint16, sharedUint32, sharedUint8 } from '../../memory/shared-arrays';

export const FLOW_BITS = 12;
export const CHUNK_FLOWS = 1 << FLOW_BITS;
/** position of a flow inside its chunk */
export const FLOW_MASK = CHUNK_FLOWS - 1;

export const BY_SYN = 0;
export const BY_SYN_ACK = 1;
export const BY_PORT = 2;
export const BY_FIRST = 3;

/** Words of `TcpFlows.numbers` a side, and what stands in them. */
export const PER_SIDE = 8;
/** Wireshark's base of relative sequence numbers, where SIDE_BASE is set */
export const BASE = 0;
/** number of the SYN that counts, where SIDE_SYN is set; the base follows Wireshark, which takes any */
export const ISN = 1;
/** behind the highest sequence number seen, where SIDE_NEXT is set */
export const NEXT = 2;
/** highest number that this side has acknowledged and the highest right edge of its window, where SIDE_ACKED is set */
export const ACKED = 3;
export const EDGE = 4;
/** behind the FIN, where SIDE_FIN is set */
export const FIN_END = 5;
/** a hole in what was seen: from … below HOLE_END; equal: none */
export const HOLE_START = 6;
export const HOLE_END = 7;

export class FlowChunk {
  /** eight words: address of a, address of b; IPv4 in the first word of its four */
  addresses = sharedUint32(8 * CHUNK_FLOWS);
  ports = sharedUint16(2 * CHUNK_FLOWS);
  /** SHAPE_* bits and, from bit 4 on, how the client was guessed (BY_*) */
  shape = sharedUint8(CHUNK_FLOWS);
  /** what lies around its packets, where flows are told apart by that (tunnel-path.ts); else 0 */
  path = sharedUint32(CHUNK_FLOWS);
  stream = sharedUint32(CHUNK_FLOWS);
  /** frames that carry the flow's segments; an ICMP error that quotes one is not counted */
  packets = sharedUint32(2 * CHUNK_FLOWS);
  bytes = sharedFloat64(2 * CHUNK_FLOWS);
  firstFrame = sharedUint32(CHUNK_FLOWS);
  lastFrame = sharedUint32(CHUNK_FLOWS);
  /** 1: something about the flow changed; whoever stores flows takes it off */
  changed = sharedUint8(CHUNK_FLOWS);
  /** null: in every flow of the chunk the first frame is the earliest and the last one the latest */
  times: FlowTimes | null = null;
  tcp: TcpFlows | null = null;
}

/** Frames by their time: made with the first frame that stands behind a later one in the file. */
export class FlowTimes {
  earliest: Uint32Array;
  latest: Uint32Array;

  constructor(c: FlowChunk) {
    this.earliest = sharedUint32(CHUNK_FLOWS);
    this.latest = sharedUint32(CHUNK_FLOWS);
    this.earliest.set(c.firstFrame);
    this.latest.set(c.lastFrame);
  }
}

/** Made with the chunk's first TCP flow. */
export class TcpFlows {
  /**
   * Sequence numbers of a side, PER_SIDE words from PER_SIDE * (2 * i + side) on: what a segment needs lies side by side, or each of
   * them would be fetched from memory on its own.
   */
  numbers = sharedUint32(2 * PER_SIDE * CHUNK_FLOWS);
  /** the first SYN-ACK, whether its receiver took it or not; 0: not seen */
  baseFrame = sharedUint32(CHUNK_FLOWS);
  /** 0…14, -1 unknown, -2 not used */
  scale = sharedInt8(2 * CHUNK_FLOWS).fill(-1);
  scaleFrame = sharedUint32(2 * CHUNK_FLOWS);
  side = sharedUint16(2 * CHUNK_FLOWS);
  state = sharedUint8(2 * CHUNK_FLOWS);
  /** tcp.completeness: what all frames but the first tell, and a first one that is a SYN … */
  completeness = sharedUint8(CHUNK_FLOWS);
  /** … and what another first one adds, from the second frame on */
  firstSeen = sharedUint8(CHUNK_FLOWS);
  /** EVENT_* bits, see verdict.ts */
  events = sharedUint32(CHUNK_FLOWS);
  /** frames of the handshake, 0: not seen. The last SYN before the first SYN-ACK, … */
  synFrame = sharedUint32(CHUNK_FLOWS);
  synAckFrame = sharedUint32(CHUNK_FLOWS);
  /** … the last SYN-ACK before the ACK that completes it, and that ACK */
  lastSynAckFrame = sharedUint32(CHUNK_FLOWS);
  ackFrame = sharedUint32(CHUNK_FLOWS);
  /** Wireshark's first round trip: from the last SYN before it to the first segment with ACK and without SYN; 0: not seen */
  roundTripStart = sharedUint32(CHUNK_FLOWS);
  roundTripEnd = sharedUint32(CHUNK_FLOWS);
  /** first frame with payload, of either side; 0: none yet. Noted with EVENT_DATA_A and its like. */
  dataFrame = sharedUint32(2 * CHUNK_FLOWS);
  /** SYNs (side 0: without ACK, side 1: with ACK) of the attempt, up to 255 */
  syns = sharedUint8(2 * CHUNK_FLOWS);
}

// bits of `shape`
export const SHAPE_UDP = 1;
export const SHAPE_IPV6 = 2;
/** the newest flow of its addresses and ports took its place in the hash table */
export const SHAPE_REPLACED = 4;

// bits of `side`
export const SIDE_BASE = 1;
export const SIDE_NEXT = 2;
export const SIDE_FIN = 4;
export const SIDE_SYN = 8;
export const SIDE_ACKED = 16;
export const SIDE_BEYOND_SEQ = 32;
export const SIDE_BEYOND_ACK = 64;
/** how many such segments came one behind the other: a number of two bits */
export const SIDE_STREAK_ONE = 128;
export const SIDE_STREAK = 3 * SIDE_STREAK_ONE;
/** of both sides the one whose FIN came first, in the order of the file */
export const SIDE_CLOSES = 512;
/** of both sides: `roundTripEnd` is known */
export const SIDE_TIMED = 1024;
