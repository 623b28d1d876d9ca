// The options of a pcapng packet (comments, flags, drop count …), read again from the file and turned into little-endian ones.
// https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-02.html, sections 3.5 and 4.3
import { MAX_BLOCK } from '../formats/limits';
import { walkOptions } from '../formats/pcapng-options';
import { textBytes } from '../formats/pcapng-writer';

const BEFORE_DATA = 28;
const BLOCK_ENHANCED = 6;
const BLOCK_OBSOLETE = 2;
const FLAGS = 2;
const HASH = 3;
const COMMENT = 1;
/** options that are one number */
const NUMBERS = new Map([
  [FLAGS, 4],
  [4, 8], // packets dropped before this one
  [5, 8], // packet id
  [6, 4], // queue
]);
/** custom options begin with the number of their owner; these two are not to be copied */
const CUSTOM = [2988, 2989];
const CUSTOM_NOT_COPIED = [19372, 19373];
/** the block of a length field of 16 bits and a few options more; beyond it nothing is copied */
const MOST = 4 * 1024 * 1024;

/** What of the options may stay: all, what still fits a packet that was cut, or what tells nothing of anybody. */
export type OptionsKept = 'all' | 'cut' | 'anonymous';

/**
 * Options of the frame whose captured bytes begin at `frameOffset`, without an end mark; null: there are none, or they cannot be read.
 */
export function packetOptions(
  read: (into: Uint8Array, at: number) => number,
  frameOffset: number,
  capturedLen: number,
  kept: OptionsKept,
): Uint8Array | null {
  const blockAt = frameOffset - BEFORE_DATA;
  const head = new Uint8Array(8);
  if (blockAt < 0 || read(head, blockAt) < head.length) return null;
  const view = new DataView(head.buffer);
  const isPacket = (type: number): boolean => type === BLOCK_ENHANCED || type === BLOCK_OBSOLETE;
  const littleEndian = isPacket(view.getUint32(0, true));
  if (!littleEndian && !isPacket(view.getUint32(0, false))) return null;
  const total = view.getUint32(4, littleEndian);
  const before = BEFORE_DATA + Math.ceil(capturedLen / 4) * 4;
  const after = Math.ceil(total / 4) * 4 - 4;
  if (total > MAX_BLOCK || before >= after || after - before > MOST) return null;
  const options = new Uint8Array(after - before);
  if (read(options, blockAt + before) < options.length) return null;
  return copied(options, littleEndian, kept);
}

function copied(options: Uint8Array, littleEndian: boolean, kept: OptionsKept): Uint8Array | null {
  // an option without a value takes as much room as it took
  const out = new Uint8Array(options.length);
  const to = new DataView(out.buffer);
  let length = 0;
  walkOptions(new DataView(options.buffer), 0, options.length, littleEndian, (code, at, size) => {
    if (!mayStay(code, size, kept)) return null;
    to.setUint16(length, code, true);
    to.setUint16(length + 2, size, true);
    out.set(options.subarray(at, at + size), length + 4);
    const number = NUMBERS.get(code) ?? (CUSTOM.includes(code) ? 4 : 0);
    if (!littleEndian && number > 0) out.subarray(length + 4, length + 4 + number).reverse();
    length += 4 + Math.ceil(size / 4) * 4;
    return null;
  });
  return length === 0 ? null : out.subarray(0, length);
}

/** A hash or a verdict of the whole packet says nothing of what is left of it; a comment, or what we do not know, may name anybody. */
function mayStay(code: number, size: number, kept: OptionsKept): boolean {
  if (CUSTOM_NOT_COPIED.includes(code)) return false;
  if (kept === 'all') return true;
  if (kept === 'cut') return code !== HASH;
  const number = NUMBERS.get(code);
  return code !== COMMENT && number !== undefined && number === size;
}

/** The options of a packet (`packetOptions`) with these comments in place of the ones among them. */
export function withComments(options: Uint8Array | null, comments: readonly string[]): Uint8Array | null {
  const parts = comments.map((text) => option(COMMENT, textBytes(text)));
  if (options !== null) {
    walkOptions(viewOf(options), 0, options.length, true, (code, at, size) => {
      if (code !== COMMENT) parts.push(option(code, options.subarray(at, at + size)));
      return null;
    });
  }
  if (parts.length === 0) return null;
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function option(code: number, value: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + Math.ceil(value.length / 4) * 4);
  const view = viewOf(bytes);
  view.setUint16(0, code, true);
  view.setUint16(2, value.length, true);
  bytes.set(value, 4);
  return bytes;
}

const viewOf = ({ buffer, byteOffset, length }: Uint8Array): DataView => new DataView(buffer, byteOffset, length);
