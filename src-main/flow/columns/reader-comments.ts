// Comments that the reader of a capture has written: on packets, and on the capture. They stand in place of those in the file.

/** Characters of all comments together, and packets that may have some. */
export const MOST_COMMENT_CHARS = 1 << 20;
export const MOST_COMMENTED = 10_000;

/** What a worker is sent: rows and what was written on them. */
export type CommentShare = readonly [row: number, comments: readonly string[]][];

const lengthOf = (comments: readonly string[] | null | undefined): number =>
  comments?.reduce((sum, text) => sum + text.length, 0) ?? 0;

export class ReaderComments {
  /** another one: something was written, or taken back */
  version = 0;
  /** null: those in the file hold */
  capture: readonly string[] | null = null;
  #rows = new Map<number, readonly string[]>();
  #chars = 0;

  /** packets whose comments are others than in the file */
  get count(): number {
    return this.#rows.size;
  }

  /** Null: those in the file hold. */
  of(row: number): readonly string[] | null {
    return this.#rows.get(row) ?? null;
  }

  /** `comments` null: those in the file hold again. Answers whether there is room for them. */
  set(row: number, comments: readonly string[] | null): boolean {
    if (comments !== null && !this.#rows.has(row) && this.count >= MOST_COMMENTED) return false;
    if (!this.#makeRoom(this.of(row), comments)) return false;
    if (comments === null) this.#rows.delete(row);
    else this.#rows.set(row, comments);
    this.version++;
    return true;
  }

  setCapture(comments: readonly string[] | null): boolean {
    if (!this.#makeRoom(this.capture, comments)) return false;
    this.capture = comments;
    this.version++;
    return true;
  }

  #makeRoom(before: readonly string[] | null, after: readonly string[] | null): boolean {
    const chars = this.#chars - lengthOf(before) + lengthOf(after);
    if (chars > MOST_COMMENT_CHARS) return false;
    this.#chars = chars;
    return true;
  }

  /** In another thread: what `take` makes the same of. */
  share(): CommentShare {
    return [...this.#rows];
  }

  take(rows: CommentShare): void {
    this.#rows = new Map(rows);
  }
}
