// Puts the payload of a TCP connection into the order in which the receiving ends read it, segment after segment in the order of the
// capture (RFC 9293 section 3.4 numbers the bytes). What one sees is what Wireshark's "Follow TCP stream" shows (measured with 4.0.17):
//
//   the first segment of a side          says where its bytes begin; a SYN counts itself before them
//   a segment that begins where bytes are missing   is a piece, and those that waited for it follow
//   one that begins before               is a piece as far as it goes beyond what is there; of equal bytes the first ones stay
//   one that begins behind               waits
//   an acknowledgement of more than the place where the first of the waiting ones begins   tells that what is missing before it had
//                                        arrived, though it was not captured: it becomes a gap
//
// Of a segment that was cut, the captured bytes are a piece. The numbers go on by what was sent where it came in order, by what was captured
// where it had to wait. Whatever waits at the end is not read by anybody, and not shown.
import { seqAdd, seqDiff } from '../../wire/seq';
import { FROM_B, GAP, Pieces } from './pieces';
import { Waiting } from './waiting';

/** One direction. */
class Side {
  /** number of the byte that is missing next, counted on beyond 2^32; -1 before the first segment */
  next = -1;
  /** most connections never need it */
  #waiting: Waiting | null = null;

  /** whether segments wait */
  get waits(): boolean {
    return this.#waiting !== null && !this.#waiting.isEmpty;
  }
  get waiting(): Waiting {
    return (this.#waiting ??= new Waiting());
  }

  /** A sequence number as a place: as near to `next` as can be. */
  place(seq: number): number {
    return this.next + seqDiff(seq, this.next % 2 ** 32);
  }
}

export class StreamOrder {
  readonly pieces = new Pieces();
  readonly #a = new Side();
  readonly #b = new Side();

  /**
   * Takes the next segment.
   * @param seq      number of the first byte of its payload, as sent
   * @param ack      what it acknowledges, null: nothing
   * @param length   bytes of its payload, as sent
   * @param captured how many of them were captured
   */
  take(row: number, fromA: boolean, seq: number, ack: number | null, length: number, captured: number): void {
    const side = fromA ? this.#a : this.#b;
    const other = fromA ? this.#b : this.#a;
    const kind = fromA ? 0 : FROM_B;
    if (ack !== null && other.waits) this.#fill(other, kind ^ FROM_B, row, other.place(ack));

    // room below for what begins before the first segment
    if (side.next < 0) side.next = seq + 2 ** 32;
    const place = side.place(seq);
    const seen = Math.max(0, side.next - place);
    if (captured <= seen || (seen > 0 && length <= seen)) return;
    if (place > side.next) return side.waiting.add(place, row, 0, captured);
    this.pieces.add(row, seen, captured - seen, kind);
    side.next += length - seen;
    if (side.waits) this.#fill(side, kind, row, null);
  }

  /** Takes what need not wait any longer. `acked`: what lies before this place has arrived; told by `row`. */
  #fill(side: Side, kind: number, row: number, acked: number | null): void {
    const { waiting } = side;
    for (;;) {
      const segment = waiting.take(side.next);
      if (segment >= 0) {
        const seen = side.next - waiting.place(segment);
        const fresh = waiting.length(segment) - seen;
        if (fresh <= 0) continue;
        this.pieces.add(waiting.row(segment), seen, fresh, kind);
        side.next += fresh;
      } else if (acked !== null && !waiting.isEmpty && acked > waiting.lowest) {
        this.pieces.add(row, 0, waiting.lowest - side.next, kind | GAP);
        side.next = waiting.lowest;
      } else return;
    }
  }
}

/** Number of the first byte of a segment's payload: a SYN counts itself before. */
export const firstByte = (seq: number, isSyn: boolean): number => seqAdd(seq, isSyn ? 1 : 0);
