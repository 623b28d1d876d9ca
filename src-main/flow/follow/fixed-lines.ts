// Lines of equal length, each of one packet: bytes as a dump, as hex digits, as an array in C. Where the n-th one lies is arithmetic, so that
// 2 GB scroll like a page.
import { GrowingFloats } from '../../memory/growing-floats';
import type { FollowLayout } from './layout';

export class FixedLines {
  readonly #layout: FollowLayout;
  readonly #width: number;
  /** lines around those of a piece: its declaration, its end */
  readonly #around: number;
  /** by item: lines before it */
  readonly #lines = new GrowingFloats();
  total = 0;

  /** `width`: bytes of a line */
  constructor(layout: FollowLayout, width: number, around: number) {
    this.#layout = layout;
    this.#width = width;
    this.#around = around;
  }

  /** Takes the items that have come. */
  grow(): void {
    for (let item = this.#lines.length; item < this.#layout.items; item++) {
      this.#lines.push(this.total);
      this.total += this.#layout.isGap(item) ? 1 : Math.ceil(this.#layout.length(item) / this.#width) + this.#around;
    }
  }

  /** Hands over lines: the item, and which of its lines; `part` counts from 0, those around included. */
  each(from: number, count: number, take: (item: number, part: number, last: boolean) => void): void {
    const end = Math.min(this.total, from + count);
    let item = this.#lines.lastUpTo(from);
    for (let line = from; line < end; item++) {
      const first = this.#lines.at(item);
      const behind = item + 1 < this.#lines.length ? this.#lines.at(item + 1) : this.total;
      for (; line < Math.min(behind, end); line++) take(item, line - first, line === behind - 1);
    }
  }

  lineOf(item: number, skip: number): number {
    return this.#lines.at(item) + (this.#around > 0 ? 1 : 0) + Math.floor(skip / this.#width);
  }
}
