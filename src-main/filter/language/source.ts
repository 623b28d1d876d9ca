// The text that is compiled, and where each part of it stood in the text that was typed: macros put other text in between.
import type { Span } from './tree';

/** From `from` on (until the next piece), the text stood at `at`: as it is, or it all stands for the macro call at `at`. */
interface Piece {
  readonly from: number;
  readonly at: number;
  /** length of the macro call; null: typed text */
  readonly call: number | null;
}

export class Source {
  readonly pieces: readonly Piece[];

  /** `typed`: what the user wrote; `text`: after the macros. */
  constructor(
    readonly typed: string,
    readonly text: string = typed,
    pieces: readonly Piece[] = [{ from: 0, at: 0, call: null }],
  ) {
    this.pieces = pieces;
  }

  private piece(at: number): Piece {
    let low = 0;
    let high = this.pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.pieces[middle].from <= at) low = middle;
      else high = middle - 1;
    }
    return this.pieces[low];
  }

  /** Where `len` characters from `at` on stood in the typed text. */
  place(at: number, len: number): Span {
    const start = this.piece(at);
    const from = start.call === null ? start.at + (at - start.from) : start.at;
    if (len === 0) return { at: from, len: 0 };
    const end = this.piece(at + len - 1);
    const to = end.call === null ? end.at + (at + len - end.from) : end.at + end.call;
    return { at: from, len: to - from };
  }

  /** Whether a place of the typed text touches a macro call: what was wrong there cannot be put right in it. */
  touchesMacro(span: Span): boolean {
    return this.pieces.some(
      ({ at, call }) => call !== null && span.at < at + call && at < span.at + Math.max(span.len, 1),
    );
  }
}
