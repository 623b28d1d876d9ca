// Seeded random numbers: the same seed gives the same file on every machine.

/** Numbers in [0, 1) from a 32-bit seed (xorshift with a Weyl sequence). */
export function random(seed: number): () => number {
  let x = (seed ^ 0x9e3779b9) >>> 0 || 1;
  let weyl = 0;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    weyl = (weyl + 0x6d2b79f5) | 0;
    return ((x + weyl) >>> 0) / 4_294_967_296;
  };
}
