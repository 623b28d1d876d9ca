// Messages of TCP streams that span segments, and the pieces of segments that they were put together from. Lists in shared memory: 16 bytes a
// piece, 20 a message, nothing where every message fits its segment. Bytes are not kept: who looks reads them again from the frames.
//
// A piece is a part of one segment's payload: from `at` on as far as the message goes, or the payload ends. Where it stands in the message and how
// long it is follows from the sequence numbers of segment and message.
import { GrowingList } from '../memory/growing-list';

const LISTS = ['row', 'at', 'message', 'next', 'seq', 'length', 'first', 'last', 'before'] as const;
type Lists = Record<(typeof LISTS)[number], GrowingList>;

/** What a worker is sent. */
export interface MessageShare {
  lists: Record<(typeof LISTS)[number], { data: Uint32Array; length: number }>;
  looked: number;
}

/** Numbers of messages and pieces count from 1; 0 is none. */
export class MessageTable {
  readonly #lists = Object.fromEntries(LISTS.map((name) => [name, new GrowingList()])) as Lists;
  /** rows of the capture that were looked at, from the first one on */
  looked = 0;
  /** messages that were given up because too much was waiting */
  dropped = 0;

  get pieces(): number {
    return this.#lists.row.length;
  }
  get messages(): number {
    return this.#lists.seq.length;
  }

  /** A message begins at sequence number `seq`, `before`: the one before it in the order of these. */
  addMessage(seq: number, before: number): number {
    const lists = this.#lists;
    lists.seq.push(seq);
    lists.before.push(before);
    for (const list of [lists.length, lists.first, lists.last]) list.push(0);
    return this.messages;
  }

  /**
   * The payload of the row that is looked at belongs to a message from `at` on.
   * @param after the message's piece that came last, 0: this is its first one
   * @returns     number of the piece
   */
  addPiece(message: number, row: number, at: number, after: number): number {
    const lists = this.#lists;
    this.#push(row, at, message);
    if (after === 0) lists.first.set(message - 1, this.pieces);
    else lists.next.set(after - 1, this.pieces);
    return this.pieces;
  }

  /** All that the row carries from there on was sent before. */
  addRepeated(row: number, at: number): void {
    this.#push(row, at, 0);
  }

  #push(row: number, at: number, message: number): void {
    const lists = this.#lists;
    lists.row.push(row);
    lists.at.push(at);
    lists.message.push(message);
    lists.next.push(0);
  }

  setLength(message: number, length: number): void {
    this.#lists.length.set(message - 1, length);
  }
  setBefore(message: number, before: number): void {
    this.#lists.before.set(message - 1, before);
  }
  /** All its bytes are there with this row. */
  complete(message: number, row: number): void {
    this.#lists.last.set(message - 1, row + 1);
  }

  /** sequence number of its first byte, as sent */
  seq(message: number): number {
    return this.#lists.seq.at(message - 1);
  }
  /** bytes; as far as is known, where it is not whole */
  length(message: number): number {
    return this.#lists.length.at(message - 1);
  }
  before(message: number): number {
    return this.#lists.before.at(message - 1);
  }
  /** frame that completes it, 0: none */
  last(message: number): number {
    return this.#lists.last.at(message - 1);
  }
  /** its piece that came first; `nextPiece` has those behind it */
  firstPiece(message: number): number {
    return this.#lists.first.at(message - 1);
  }
  nextPiece(piece: number): number {
    return this.#lists.next.at(piece - 1);
  }
  row(piece: number): number {
    return this.#lists.row.at(piece - 1);
  }
  at(piece: number): number {
    return this.#lists.at.at(piece - 1);
  }
  /** message that it belongs to; 0: none, it was sent before */
  messageOf(piece: number): number {
    return this.#lists.message.at(piece - 1);
  }
  /** First piece of a row, 0: it has none; the others follow by number. */
  pieceOf(row: number): number {
    const { row: rows } = this.#lists;
    const i = rows.firstFrom(row);
    return i < rows.length && rows.at(i) === row ? i + 1 : 0;
  }

  share(): MessageShare {
    const of = (name: keyof Lists): { data: Uint32Array; length: number } => ({
      data: this.#lists[name].data,
      length: this.#lists[name].length,
    });
    const lists = Object.fromEntries(LISTS.map((name) => [name, of(name)])) as MessageShare['lists'];
    return { lists, looked: this.looked };
  }

  /** In a worker: takes over another thread's lists. */
  take({ lists, looked }: MessageShare): void {
    for (const name of LISTS) this.#lists[name].take(lists[name]);
    this.looked = looked;
  }

  byteLength(): number {
    return LISTS.reduce((sum, name) => sum + this.#lists[name].byteLength, 0);
  }
}
