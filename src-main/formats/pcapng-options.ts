// Option lists of pcapng blocks: code 2 | length 2 | value, padded to 4 | … | 0 0 (the end may be left out).
// https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-02.html, section 3.5
import type { ByteSource } from './capture-reader';
import { MAX_ALL_TEXTS, MAX_BLOCK, MAX_COMMENTS, MAX_TEXT } from './limits';

export const OPT_END = 0;
export const OPT_COMMENT = 1;
/** Custom options: text and bytes, to be copied or not; each begins with the 4 bytes of its owner's number. */
const CUSTOM_OPTIONS = [2988, 2989, 19372, 19373];
const CUSTOM_MIN = 4;
/** Options of a packet block that have one length: flags, drop count, packet id, queue. */
const PACKET_OPTION_LEN = new Map([
  [2, 4],
  [4, 8],
  [5, 8],
  [6, 4],
]);
const OPT_VERDICT = 7;

/** What is wrong with an option list, or null. */
export interface OptionFault {
  at: number;
  expected: number;
  found: number;
}

/** Calls `each` for every option in `view[from … to)`; stops at the end mark or at the first option that does not fit. */
export function walkOptions(
  view: DataView,
  from: number,
  to: number,
  littleEndian: boolean,
  each: (code: number, at: number, length: number) => OptionFault | null,
): OptionFault | null {
  let at = from;
  while (at < to) {
    if (to - at < 4) return { at, expected: 4, found: to - at };
    const code = view.getUint16(at, littleEndian);
    const length = view.getUint16(at + 2, littleEndian);
    const padded = (length + 3) & ~3;
    if (padded > to - at - 4) return { at, expected: length, found: to - at - 4 };
    if (code === OPT_END) return null;
    if (CUSTOM_OPTIONS.includes(code) && length < CUSTOM_MIN) return { at, expected: CUSTOM_MIN, found: length };
    const fault = each(code, at + 4, length);
    if (fault) return fault;
    at += 4 + padded;
  }
  return null;
}

/** Checks a packet block's options as Wireshark does: a wrong length there ends the reading. */
export function checkPacketOptions(
  view: DataView,
  from: number,
  to: number,
  littleEndian: boolean,
): OptionFault | null {
  return walkOptions(view, from, to, littleEndian, packetOptionFault);
}
function packetOptionFault(code: number, at: number, length: number): OptionFault | null {
  const right = PACKET_OPTION_LEN.get(code);
  if (right !== undefined && right !== length) return { at: at - 4, expected: right, found: length };
  return code === OPT_VERDICT && length < 1 ? { at: at - 4, expected: 1, found: length } : null;
}

/** Takes texts out of a capture, and stops taking when a hostile file has had its share of memory. */
export class TextBudget {
  private left = MAX_ALL_TEXTS;

  take(bytes: Uint8Array, at: number, length: number): string {
    const end = at + Math.min(length, MAX_TEXT, this.left);
    this.left -= end - at;
    let last = at;
    while (last < end && bytes[last] !== 0) last++; // some writers end their texts with a zero
    return new TextDecoder().decode(bytes.subarray(at, last));
  }
}

// Bytes before the packet's data: type 4 | total 4 | interface (and drops) 4 | time 8 | captured 4 | original 4.
// The same in the enhanced and in the obsolete packet block.
const BEFORE_DATA = 28;
const BLOCK_ENHANCED = 6;
const BLOCK_OBSOLETE = 2;

/**
 * The comments (opt_comment) of a pcapng frame that has FRAME_HAS_OPTIONS, read again from the file.
 * `frameOffset`: where the frame's bytes begin in the source. Anything unexpected gives no comments.
 */
export function readFrameComments(source: ByteSource, frameOffset: number, capturedLen: number): string[] {
  const blockAt = frameOffset - BEFORE_DATA;
  const head = new Uint8Array(8);
  if (blockAt < 0 || source.read(head, blockAt) < head.length) return [];
  const headView = new DataView(head.buffer);
  const isPacket = (type: number): boolean => type === BLOCK_ENHANCED || type === BLOCK_OBSOLETE;
  const littleEndian = isPacket(headView.getUint32(0, true));
  if (!littleEndian && !isPacket(headView.getUint32(0, false))) return [];

  const total = headView.getUint32(4, littleEndian);
  const before = BEFORE_DATA + Math.ceil(capturedLen / 4) * 4;
  const after = Math.ceil(total / 4) * 4 - 4; // the trailer repeats the total length
  if (total > MAX_BLOCK || before >= after) return [];
  const options = new Uint8Array(after - before);
  if (source.read(options, blockAt + before) < options.length) return [];
  const comments: string[] = [];
  const texts = new TextBudget();
  walkOptions(new DataView(options.buffer), 0, options.length, littleEndian, (code, at, length) => {
    if (code === OPT_COMMENT && comments.length < MAX_COMMENTS) comments.push(texts.take(options, at, length));
    return null;
  });
  return comments;
}
