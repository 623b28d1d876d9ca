// What the analysis of TCP (flow/tcp/segment-analysis.ts) says of single segments, 16 bits a row: the flags below `tcp.analysis.flags`.
// Names and meaning are Wireshark's.

/** The low bits are one of these: a segment that does not go on from the highest number is one of four things. */
export const REPEAT_MASK = 7;
export const RETRANSMISSION = 1;
/** a retransmission, too, to whoever asks for those */
export const FAST_RETRANSMISSION = 2;
/** the same: what it carries was acknowledged before */
export const SPURIOUS_RETRANSMISSION = 3;
export const OUT_OF_ORDER = 4;

/** numbers before this segment are missing */
export const LOST_SEGMENT = 8;
/** acknowledges what is missing */
export const ACK_LOST_SEGMENT = 16;
/** … again, which is not said: the analysis has nothing but the first round trip to show */
export const SILENT = 32;
export const DUPLICATE_ACK = 64;
export const KEEP_ALIVE = 128;
export const KEEP_ALIVE_ACK = 256;
export const ZERO_WINDOW = 512;
export const ZERO_WINDOW_PROBE = 1024;
export const ZERO_WINDOW_PROBE_ACK = 2048;
export const WINDOW_FULL = 4096;
export const WINDOW_UPDATE = 8192;
export const REUSED_PORTS = 0x4000;
/** of a SYN-ACK, and no flag of the analysis: it acknowledges data that came with the SYN (TCP Fast Open, RFC 7413) … */
export const FAST_OPEN = 0x8000;
/** … or does not. A SYN-ACK is never a duplicate ACK, so the bit is free. */
export const FAST_OPEN_IGNORED = FAST_OPEN | DUPLICATE_ACK;

/** Of a row's flags: it sends again what was sent before. */
export const isRetransmission = (flags: number): boolean => {
  const kind = flags & REPEAT_MASK;
  return kind !== 0 && kind !== OUT_OF_ORDER;
};
/** Of a row's flags: there is one that `tcp.analysis.flags` stands for. */
export const isFlagged = (flags: number): boolean =>
  (flags & ~(flags & FAST_OPEN ? SILENT | FAST_OPEN_IGNORED : SILENT)) !== 0;
export const isDuplicateAck = (flags: number): boolean => (flags & FAST_OPEN_IGNORED) === DUPLICATE_ACK;
