// The messages of a stream that one segment holds, whole, or ends: the same ones, in the same order, as the dissector of TCP hands on
// (dissect/protocols/tcp/tcp-payload.ts), found by their framing alone. A test holds both to the same answers.
import { FAST_RETRANSMISSION, REPEAT_MASK } from '../../../dissect/contract/analysis-flags';
import type { FrameColumns } from '../../../flow/columns/columns';
import type { MessageTable } from '../../../reassembly/message-table';
import { pieceLength, type SegmentColumns } from '../../../reassembly/segment-pieces';
import { isOpen, type Framing } from '../../../wire/framing';
import type { MessageBytes } from './message-bytes';

/**
 * Told of each message: its bytes are those from `at` to `end`, a view that the next message may overwrite.
 * @param place its number among those of the row, from 0
 * @param first row with its first byte
 * @param from  where that stands in the payload of this row; of a message behind another in several segments it is counted on
 */
export type TakeMessage = (b: Uint8Array, at: number, end: number, place: number, first: number, from: number) => void;

/** What has to be known of rows, and the messages that were found in them. */
interface Rows {
  readonly columns: SegmentColumns & Pick<FrameColumns, 'analysis' | 'hasSources' | 'capturedLen' | 'originalLen'>;
  readonly messages: MessageTable;
}

export class RowMessages {
  readonly #analysis: Rows;
  readonly #bytes: MessageBytes;
  #place = 0;
  /** the row that the bytes which are cut begin in, and where */
  #first = 0;
  #firstAt = 0;

  /** @param bytes nobody else reads through it meanwhile */
  constructor(analysis: Rows, bytes: MessageBytes) {
    this.#analysis = analysis;
    this.#bytes = bytes;
  }

  /**
   * Goes over the messages of a TCP segment. Which ones span segments must have been found for this row.
   * @param answers what the message with this number is an answer to, as the framing takes it
   * @param isKnown whether nothing is to be read of a message of the table that the row completes: it is one of the protocol's, and has its number
   */
  walk(
    row: number,
    framing: Framing,
    answers: (place: number) => number,
    take: TakeMessage,
    isKnown: (message: number, place: number) => boolean = never,
  ): void {
    const { columns, messages } = this.#analysis;
    this.#place = 0;
    const declared = columns.payloadLen(row);
    const kind = columns.analysis(row) & REPEAT_MASK;
    const inOrder = kind === 0 || kind === FAST_RETRANSMISSION;
    if (!inOrder) return;
    // what was put together out of fragments has bytes of its own
    const own = !columns.hasSources(row);
    const payload = (): Uint8Array => (declared === 0 ? NO_BYTES : (this.#bytes.payload(row) ?? NO_BYTES));
    let from = 0;
    if (columns.capturedLen(row) === columns.originalLen(row) || payload().length >= declared)
      for (let piece = messages.pieceOf(row); piece !== 0; piece++) {
        if (piece > messages.pieces || messages.row(piece) !== row) break;
        const message = messages.messageOf(piece);
        const at = messages.at(piece);
        const length = pieceLength(messages, columns, piece, message);
        this.#beginsIn(row, 0);
        if (at > from) this.#cut(payload(), from, at, at, own, framing, answers, take);
        if (message === 0 || messages.last(message) !== row + 1) {
          // it goes on elsewhere
        } else if (isKnown(message, this.#place)) this.#place++;
        else {
          const whole = this.#bytes.whole(message);
          if (whole !== null) {
            const first = messages.firstPiece(message);
            this.#beginsIn(messages.row(first), messages.at(first));
            this.#cut(whole, 0, whole.length, whole.length, false, framing, answers, take);
          }
        }
        from = Math.max(from, at + length);
      }
    this.#beginsIn(row, 0);
    if (from >= declared) return;
    const bytes = payload();
    this.#cut(bytes, from, declared, bytes.length, own, framing, answers, take);
  }

  #beginsIn(row: number, at: number): void {
    this.#first = row;
    this.#firstAt = at;
  }

  /** One message after the other, or what is not whole where nothing was before it; `there`: where the bytes end that were captured. */
  #cut(
    b: Uint8Array,
    from: number,
    end: number,
    there: number,
    own: boolean,
    framing: Framing,
    answers: (place: number) => number,
    take: TakeMessage,
  ): void {
    const stop = Math.min(there, end);
    for (let at = from; at < end;) {
      const left = stop - at;
      const said = left > 0 ? framing.lengthAt(b, at, stop, answers(this.#place)) : 0;
      if (said > 0 && said <= left) {
        take(b, at, at + said, this.#place++, this.#first, this.#firstAt + at);
        at += said;
        continue;
      }
      const to = own || at === from || !isOpen(said, left) ? end : at;
      if (to > at) take(b, at, Math.min(to, stop), this.#place++, this.#first, this.#firstAt + at);
      return;
    }
  }
}

const never = (): boolean => false;
const NO_BYTES = new Uint8Array(0);
