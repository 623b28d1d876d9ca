// TCP sequence numbers, RFC 9293 section 3.4: arithmetic modulo 2^32, comparisons by the sign of the difference (RFC 1982).

/** a + n, in 0…2^32-1. `n` may be negative. */
export const seqAdd = (a: number, n: number): number => (a + n) >>> 0;

/** How far a lies behind b, in 0…2^32-1: relative numbers are `seqSub(seq, base)`. */
export const seqSub = (a: number, b: number): number => (a - b) >>> 0;

/** Signed distance from b to a, in -2^31…2^31-1. */
export const seqDiff = (a: number, b: number): number => (a - b) | 0;

export const seqLess = (a: number, b: number): boolean => ((a - b) | 0) < 0;
export const seqLessEq = (a: number, b: number): boolean => ((a - b) | 0) <= 0;

/** The later of two numbers. */
export const seqMax = (a: number, b: number): number => (((a - b) | 0) < 0 ? b : a);
