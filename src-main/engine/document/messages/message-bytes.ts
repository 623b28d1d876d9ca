// The bytes of messages that were put together out of TCP segments, read again from the frames that carry them when somebody looks.
import type { MessageView, PieceView } from '../../../dissect/contract/context';
import type { MessageTable } from '../../../reassembly/message-table';
import { payloadSeq, pieceLength, type SegmentColumns } from '../../../reassembly/segment-pieces';
import type { StreamBytes } from '../../../reassembly/stream-messages';
import { seqAdd, seqDiff } from '../../../wire/seq';

/** No message longer than this is put together. */
export const MOST_BYTES = 16 * 1024 * 1024;
/** Bytes of messages that are kept: whoever looks at one frame asks for the same ones again. */
const KEPT_BYTES = 16 * 1024 * 1024;
const KEPT = 64;
/** What a look at a frame costs beside its bytes, in bytes. */
const FRAME_COST = 256;

const NO_BYTES = new Uint8Array(0);

/** A message while it grows, so that what was read of it before is not read again. */
interface Growing {
  bytes: Uint8Array;
  filled: number;
  /** the last piece that is in, and where it begins */
  piece: number;
  start: number;
}

interface Gathered {
  bytes: Uint8Array;
  pieces: PieceView[];
}

/** What rows carry, read again; null: it cannot be. */
interface Payloads {
  payload(row: number): Uint8Array | null;
}

export class MessageBytes implements StreamBytes {
  cost = 0;
  readonly #table: MessageTable;
  readonly #columns: SegmentColumns;
  readonly #payloads: Payloads;
  readonly #whole = new Map<number, Gathered>();
  readonly #growing = new Map<number, Growing>();

  constructor(table: MessageTable, columns: SegmentColumns, payloads: Payloads) {
    this.#table = table;
    this.#columns = columns;
    this.#payloads = payloads;
  }

  payload(row: number): Uint8Array | null {
    const payload = this.#payloads.payload(row);
    this.cost += FRAME_COST + (payload?.length ?? 0);
    return payload;
  }

  message(message: number, length: number): Uint8Array | null {
    if (length > MOST_BYTES) return null;
    const growing = this.#growing.get(message) ?? { bytes: new Uint8Array(length), filled: 0, piece: 0, start: 0 };
    this.#growing.delete(message);
    if (!this.#grow(message, growing, length)) return this.#gather(message, length)?.bytes ?? null;
    this.#growing.set(message, growing);
    trim(this.#growing, ({ bytes }) => bytes.length);
    return growing.bytes.subarray(0, length);
  }

  /** Adds what has come since; false where that did not come in the order of the bytes. */
  #grow(message: number, growing: Growing, length: number): boolean {
    const table = this.#table;
    if (growing.bytes.length < length) {
      const wider = new Uint8Array(Math.max(length, 2 * growing.bytes.length));
      wider.set(growing.bytes);
      growing.bytes = wider;
    }
    let piece = growing.piece === 0 ? table.firstPiece(message) : table.nextPiece(growing.piece);
    for (; piece !== 0; piece = table.nextPiece(piece)) {
      const start = this.#startOf(piece, message);
      if (start < growing.start || start > growing.filled) return false;
      const payload = this.payload(table.row(piece));
      const at = table.at(piece);
      const end = Math.min(start + this.#lengthOf(piece, message), length);
      if (payload === null || payload.length < at + end - start) return false;
      if (end > growing.filled) {
        growing.bytes.set(payload.subarray(at + growing.filled - start, at + end - start), growing.filled);
        growing.filled = end;
      }
      // of a piece that goes on behind what is asked for, the rest may be asked for later
      if (start + this.#columns.payloadLen(table.row(piece)) - at > growing.filled) break;
      growing.piece = piece;
      growing.start = start;
    }
    return growing.filled >= length;
  }

  /** What dissectors are told of a message. */
  view(message: number): MessageView {
    const length = this.#table.length(message);
    return {
      reassembledIn: this.#table.last(message),
      ...(length > MOST_BYTES && { tooLong: length }),
      bytes: () => this.#read(message)?.bytes ?? null,
      pieces: () => this.#read(message)?.pieces ?? [],
    };
  }

  /** The bytes of a message that is whole; null: it is not, or they cannot be read. */
  whole(message: number): Uint8Array | null {
    return this.#read(message)?.bytes ?? null;
  }

  /** A message that is whole: nothing is added to it any more. */
  #read(message: number): Gathered | null {
    const known = this.#whole.get(message);
    if (known) return known;
    const length = this.#table.length(message);
    const whole = this.#table.last(message) > 0 && length <= MOST_BYTES ? this.#gather(message, length) : null;
    if (whole === null) return null;
    this.#whole.set(message, whole);
    trim(this.#whole, ({ bytes }) => bytes.length);
    return whole;
  }

  /** Where a piece stands in its message. */
  #startOf(piece: number, message: number): number {
    const row = this.#table.row(piece);
    return seqDiff(seqAdd(payloadSeq(this.#columns, row), this.#table.at(piece)), this.#table.seq(message));
  }

  #lengthOf(piece: number, message: number): number {
    return pieceLength(this.#table, this.#columns, piece, message);
  }

  /** Lays the pieces out in the order of their bytes, equal ones in that of their frames: the earlier bytes win. */
  #gather(message: number, length: number): Gathered | null {
    const table = this.#table;
    const parts: { row: number; at: number; start: number; len: number }[] = [];
    for (let piece = table.firstPiece(message); piece !== 0; piece = table.nextPiece(piece)) {
      const len = Math.min(this.#lengthOf(piece, message), length);
      parts.push({ row: table.row(piece), at: table.at(piece), start: this.#startOf(piece, message), len });
    }
    parts.sort((a, b) => a.start - b.start);
    const bytes = new Uint8Array(length);
    const pieces: PieceView[] = [];
    let filled = 0;
    for (const { row, at, start, len } of parts) {
      // what lies behind its end came before that was known
      if (start >= length && this.#columns.payloadLen(row) > 0) continue;
      // the end of a stream carries nothing
      const payload = len === 0 ? NO_BYTES : this.payload(row);
      if (payload === null || (len > 0 && payload.length < at + len) || start > filled) return null;
      const overlap = Math.min(filled - start, len, length - start);
      let conflict = false;
      for (let i = 0; i < overlap && !conflict; i++) conflict = bytes[start + i] !== payload[at + i];
      const end = Math.min(start + len, length);
      if (end > filled) {
        bytes.set(payload.subarray(at + filled - start, at + end - start), filled);
        filled = end;
      }
      const overlaps = overlap > 0;
      pieces.push({ frame: row + 1, start, len, overlap: overlaps, conflict, multipleTails: false, tooLong: false });
    }
    return filled < length ? null : { bytes, pieces };
  }
}

/** Lets the oldest go until what is left is no more than may be kept; the newest stays. */
function trim<T>(kept: Map<number, T>, size: (one: T) => number): void {
  let sum = 0;
  for (const one of kept.values()) sum += size(one);
  for (const [key, one] of kept) {
    if (kept.size <= 1 || (sum <= KEPT_BYTES && kept.size <= KEPT)) return;
    kept.delete(key);
    sum -= size(one);
  }
}
