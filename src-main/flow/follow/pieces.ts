// What one follows of a conversation: pieces of payload in the order in which the receiving ends read them, gaps between them.
// Typed arrays, some 25 bytes a piece: a stream of one-byte segments has as many pieces as segments.
import { GrowingList } from '../../memory/growing-list';

/** sent by the side that the FlowRow calls b */
export const FROM_B = 1;
/** bytes that were not captured; `at` is 0, `length` how many they are, `row` what told that they had arrived */
export const GAP = 2;

export class Pieces {
  readonly #rows = GrowingList.short();
  /** where in the payload of its row a piece begins */
  readonly #at = GrowingList.short();
  readonly #lengths = GrowingList.short();
  readonly #kinds = GrowingList.short();

  /** of all pieces so far */
  readonly sums = { bytesAB: 0, bytesBA: 0, turns: 0, gaps: 0, missing: 0 };
  #speaker = -1;

  get count(): number {
    return this.#rows.length;
  }
  row(piece: number): number {
    return this.#rows.at(piece);
  }
  at(piece: number): number {
    return this.#at.at(piece);
  }
  length(piece: number): number {
    return this.#lengths.at(piece);
  }
  isGap(piece: number): boolean {
    return (this.#kinds.at(piece) & GAP) !== 0;
  }
  fromA(piece: number): boolean {
    return (this.#kinds.at(piece) & FROM_B) === 0;
  }

  add(row: number, at: number, length: number, kind: number): void {
    this.#rows.push(row);
    this.#at.push(at);
    this.#lengths.push(length);
    this.#kinds.push(kind);
    const { sums } = this;
    if (kind & GAP) {
      sums.gaps++;
      sums.missing += length;
      return;
    }
    if (kind === FROM_B) sums.bytesBA += length;
    else sums.bytesAB += length;
    if (kind !== this.#speaker) sums.turns++;
    this.#speaker = kind;
  }
}
