// The sequence numbers of a segment while it is analysed. They are handed on in an array: above 2^31 each of them would be an object of
// its own as an argument.

export type SegmentNumbers = Uint32Array;

export const SEQ = 0;
export const ACK = 1;
/** behind its last byte; and behind the last number that it takes: SYN and FIN count one, too */
export const END = 2;
export const BEYOND = 3;
/** where relative numbers of its side and of the other one begin */
export const BASE = 4;
export const OTHER_BASE = 5;
/** its time, 0 where it has none: seconds, modulo 2^32, and nanoseconds behind them */
export const TIME = 6;

export const segmentNumbers = (): SegmentNumbers => new Uint32Array(8);
