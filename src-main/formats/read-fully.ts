import type { ByteSource } from './capture-reader';

/** Reads into all of `into`, from `at` on, however little the source gives at once; returns the bytes read, fewer where it ends. */
export function readFully(source: Pick<ByteSource, 'read'>, into: Uint8Array, at: number): number {
  let filled = 0;
  while (filled < into.length) {
    const got = source.read(filled === 0 ? into : into.subarray(filled), at + filled);
    if (got <= 0) break;
    filled += got;
  }
  return filled;
}
