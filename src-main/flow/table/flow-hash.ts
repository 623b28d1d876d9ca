// Where a conversation stands in the hash table of flows: of both directions the same. The scan works it out, because it may run on another
// thread than the table.
import { SHAPE_IPV6, SHAPE_UDP } from './flow-chunk';

const mix = (hash: number, word: number): number => Math.imul(hash ^ word, 0x9e3779b1) ^ (hash >>> 15);

/** Keeps a file from steering its flows into one chain of the table. Below 2^30: larger numbers would be objects. */
export const randomSeed = (): number => Math.floor(Math.random() * 0x4000_0000);

/**
 * @param words eight address words from `w` on: source, destination
 * @param shape SHAPE_UDP and SHAPE_IPV6 bits
 */
export function flowHash(
  seed: number,
  words: Uint32Array,
  w: number,
  srcPort: number,
  dstPort: number,
  shape: number,
): number {
  let source = mix(seed, words[w] ^ (srcPort << 16));
  let destination = mix(seed, words[w + 4] ^ (dstPort << 16));
  if (shape & SHAPE_IPV6) {
    for (let k = 1; k < 4; k++) {
      source = mix(source, words[w + k]);
      destination = mix(destination, words[w + 4 + k]);
    }
  }
  const both =
    Math.imul(source ^ (source >>> 16), 0x85ebca6b) + Math.imul(destination ^ (destination >>> 16), 0x85ebca6b);
  const hash = Math.imul(both ^ (both >>> 13) ^ (shape & SHAPE_UDP), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
