// The content of a message of HTTP as bytes: chunks put one behind the other (RFC 9112 section 7.1), and how it is packed (RFC 9110 section 8.4).
import type { Packing } from '../../../dissect/contract/context';
import { asciiText } from '../../../dissect/values/byte-text';
import * as wire from '../../../wire/http';

/** Tells of the data of each chunk from `at` on, as far as they are there. */
function eachChunk(b: Uint8Array, at: number, end: number, take: (from: number, to: number) => void): void {
  const chunk: wire.Chunk = { data: 0, size: 0 };
  for (let next = at; next < end;) {
    if (wire.chunkAt(b, next, end, chunk) !== 0 || chunk.size === 0) return;
    const to = Math.min(end, chunk.data + chunk.size);
    take(chunk.data, to);
    next = to + (b[to] === 13 ? 2 : b[to] === 10 ? 1 : 0);
  }
}

/** The data of all chunks; where there is none, the bytes as they are. */
export function dechunked(b: Uint8Array, at: number, end: number): Uint8Array {
  const out = new Uint8Array(chunkedBytes(b, at, end));
  let filled = 0;
  eachChunk(b, at, end, (from, to) => {
    out.set(b.subarray(from, to), filled);
    filled += to - from;
  });
  return out;
}

/** How many bytes of data chunks hold. */
export function chunkedBytes(b: Uint8Array, at: number, end: number): number {
  let length = 0;
  eachChunk(b, at, end, (from, to) => (length += to - from));
  return length;
}

const PACKINGS: Readonly<Record<string, Packing>> = {
  gzip: 'gzip',
  'x-gzip': 'gzip',
  deflate: 'deflate',
  'x-deflate': 'deflate',
  br: 'br',
};

/** How the head from `at` to `end` says that the content is packed; null: not, or in a way that is not known. */
export function packingOf(b: Uint8Array, at: number, end: number): Packing | null {
  const [from, to] = wire.headerField(b, at, end, 'content-encoding');
  if (to === 0 || to - from > 32) return null;
  return PACKINGS[asciiText(b, from, to).trim().toLowerCase()] ?? null;
}
