// What one follows, whatever it was in: pieces of bytes in the order in which they were read. A piece is told by a key, by which its bytes are found again: a row
// of the capture, a record of TLS, a frame of HTTP/2.
import type { Pieces } from '../../../flow/follow/pieces';
import type { FlowRow } from '../../../ipc/flow-facts';
import type { FollowGap } from '../../../ipc/contracts/follow-contract';
import type { CaptureDocument } from '../document';

/** Rows passed over between two looks at the clock, and rows taken. */
const ROWS_AT_ONCE = 65_536;
const TAKEN_AT_ONCE = 64;

export interface Followed {
  readonly flow: FlowRow;
  /** `row` of a piece is its key */
  readonly pieces: Pieces;
  /** Why the gap with this key is one. */
  gapBy(key: number): FollowGap;
  /** Takes what has come; true when all is taken. `hasTime` is asked now and then. */
  grow(hasTime: () => boolean): boolean;
  /** The bytes that a key stands for: a view that the next call overwrites; null where they cannot be read any more. */
  payload(key: number): Uint8Array | null;
  /** The row that these bytes came in. */
  rowOf(key: number): number;
}

/** Goes over the rows of a conversation, in frame order, as they come. */
export class FlowWalk {
  readonly #document: CaptureDocument;
  readonly #flow: FlowRow;
  #next: number;

  constructor(document: CaptureDocument, flow: FlowRow) {
    this.#document = document;
    this.#flow = flow;
    this.#next = flow.firstFrame - 1;
  }

  /** Hands over the rows below `limit` that are there; true when all are. `hasTime` is asked now and then. */
  grow(take: (row: number) => void, hasTime: () => boolean, limit = Infinity): boolean {
    const end = Math.min(limit, this.#document.analysis.flows.row(this.#flow.id).lastFrame);
    for (let n = 1; this.#next < end; n++) {
      const row = this.#rowFrom(this.#next, Math.min(end, this.#next + ROWS_AT_ONCE));
      this.#next = row < 0 ? Math.min(end, this.#next + ROWS_AT_ONCE) : row + 1;
      if (row >= 0) take(row);
      if (this.#next < end && (row < 0 || n % TAKEN_AT_ONCE === 0) && !hasTime()) return false;
    }
    return true;
  }

  /** Rows before this one were handed over. */
  get reached(): number {
    return this.#next;
  }

  /** The next row of the conversation, or of a tunnel through it; -1: there is none before `end`. */
  #rowFrom(from: number, end: number): number {
    const { columns } = this.#document;
    const { kind, stream } = this.#flow;
    const row = columns.nextOfStream(kind, stream, from, end);
    if (kind === 'tcp') return row;
    const tunnel = columns.nextOfTunnel(stream, from, row < 0 ? end : row);
    return tunnel < 0 ? row : tunnel;
  }
}

/** Rows of which it is known what streams in them carry, and what keys open of it. */
export function knownRows({ analysis, keys }: CaptureDocument): number {
  const { messages, tls, decrypted } = analysis;
  const isBehind = !keys.isEmpty && decrypted.looked < tls.records;
  return isBehind ? Math.min(messages.looked, tls.row(decrypted.looked)) : messages.looked;
}
