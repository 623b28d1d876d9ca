// The pieces of one side of a conversation, or of both, one behind the other: where each stands in their bytes, and which of them hang
// together. A run is what one side sent before the other one spoke, or before a gap; a gap is a run of its own. Grows with the pieces.
import type { FollowSide } from '../../ipc/contracts/follow-contract';
import { GrowingFloats } from '../../memory/growing-floats';
import { GrowingList } from '../../memory/growing-list';
import type { Pieces } from './pieces';

export class FollowLayout {
  readonly pieces: Pieces;
  readonly #side: FollowSide;
  /** numbers of the pieces that are shown; an item is an index in it */
  readonly #items = new GrowingList();
  readonly #starts = new GrowingFloats();
  /** bytes that its side had sent before; those that are missing count */
  readonly #offsets = new GrowingFloats();
  /** the first item of each run */
  readonly #runs = new GrowingList();
  #looked = 0;
  #sent = [0, 0];
  bytes = 0;

  constructor(pieces: Pieces, side: FollowSide) {
    this.pieces = pieces;
    this.#side = side;
  }

  get items(): number {
    return this.#items.length;
  }

  /** Takes the pieces that have come, no more than `most`; true when all are taken. */
  grow(most: number): boolean {
    const { pieces } = this;
    const end = Math.min(pieces.count, this.#looked + most);
    for (let piece = this.#looked; piece < end; piece++) {
      const fromA = pieces.fromA(piece);
      const offset = this.#sent[fromA ? 0 : 1];
      this.#sent[fromA ? 0 : 1] += pieces.length(piece);
      if (this.#side !== 'both' && (this.#side === 'a') !== fromA) continue;
      const item = this.#items.length;
      this.#items.push(piece);
      this.#starts.push(this.bytes);
      this.#offsets.push(offset);
      if (item === 0 || !this.#goesOn(item)) this.#runs.push(item);
      if (!pieces.isGap(piece)) this.bytes += pieces.length(piece);
    }
    this.#looked = end;
    return end === pieces.count;
  }

  #goesOn(item: number): boolean {
    return !this.isGap(item) && !this.isGap(item - 1) && this.fromA(item) === this.fromA(item - 1);
  }

  row(item: number): number {
    return this.pieces.row(this.#items.at(item));
  }
  at(item: number): number {
    return this.pieces.at(this.#items.at(item));
  }
  length(item: number): number {
    return this.pieces.length(this.#items.at(item));
  }
  isGap(item: number): boolean {
    return this.pieces.isGap(this.#items.at(item));
  }
  fromA(item: number): boolean {
    return this.pieces.fromA(this.#items.at(item));
  }
  /** place of its first byte among the bytes that are shown */
  start(item: number): number {
    return this.#starts.at(item);
  }
  /** place of its first byte among those that its side sent */
  offset(item: number): number {
    return this.#offsets.at(item);
  }
  begins(item: number): boolean {
    return this.#runs.at(this.#runs.firstFrom(item)) === item;
  }

  /** First item of the run that an item belongs to. */
  runStart(item: number): number {
    return this.#runs.at(this.#runs.firstFrom(item + 1) - 1);
  }
  /** The item behind that run. */
  runEnd(item: number): number {
    const next = this.#runs.firstFrom(item + 1);
    return next < this.#runs.length ? this.#runs.at(next) : this.items;
  }

  /** The item that the byte at a place lies in; `items` where there is none. */
  itemAt(place: number): number {
    if (place >= this.bytes) return this.items;
    // of several that begin at one place all but the last are gaps
    return this.#starts.lastUpTo(place);
  }
}
