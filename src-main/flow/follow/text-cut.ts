// Where a line of text ends: behind LF, or where it gets too long, and then between two characters.
import type { FollowEncoding } from '../../ipc/contracts/follow-contract';

/** Bytes of a line. */
export const LONGEST_LINE = 240;
const LF = 0x0a;

/**
 * End of the line that begins at `from` (behind its LF), -1: more bytes are needed to tell. `whole`: nothing follows behind `to`.
 */
export function lineEnd(bytes: Uint8Array, from: number, to: number, whole: boolean, encoding: FollowEncoding): number {
  const longest = Math.min(to, from + LONGEST_LINE);
  for (let at = from; at < longest; at++) if (bytes[at] === LF) return at + 1;
  if (to - from <= LONGEST_LINE) return whole ? to : -1;
  return CUT[encoding](bytes, from, longest);
}

type Cut = (bytes: Uint8Array, from: number, longest: number) => number;

/** RFC 3629: all but the first byte of a character are 10xxxxxx, and there are three at most. */
const cutUtf8: Cut = (bytes, from, longest) => {
  let end = longest;
  while (end > longest - 4 && end > from + 1 && (bytes[end] & 0xc0) === 0x80) end--;
  return (bytes[end] & 0xc0) === 0x80 ? longest : end;
};

/** GB 18030-2022: one byte below 0x80, two, or four where the second is a digit. */
const cutGb18030: Cut = (bytes, from, longest) => {
  let at = from;
  for (;;) {
    const length = characterGb18030(bytes, at);
    if (at + length > longest) return at > from ? at : longest;
    at += length;
  }
};
function characterGb18030(bytes: Uint8Array, at: number): number {
  const first = bytes[at];
  if (first < 0x81 || first > 0xfe) return 1;
  const second = bytes[at + 1];
  if (second >= 0x30 && second <= 0x39) return 4;
  return second >= 0x40 && second <= 0xfe ? 2 : 1;
}

const CUT: Record<FollowEncoding, Cut> = {
  'utf-8': cutUtf8,
  gb18030: cutGb18030,
  'latin-1': (_bytes, _from, longest) => longest,
};
