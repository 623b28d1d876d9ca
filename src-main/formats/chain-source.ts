// Several files one after another as the bytes of one: a capture that goes on in a new file every so often. pcapng
// allows sections one after another, so the readers need not know.
import type { ByteSource, FilePart, Loan } from './capture-reader';
import { FileSource } from './file-source';
import { statSync } from 'node:fs';

interface Part {
  path: string;
  /** null: given back, because the ring has deleted the file */
  file: FileSource | null;
  from: number;
  /** of a part that is complete; the last one is asked each time */
  length: number;
}

export class ChainSource implements ByteSource {
  readonly #parts: Part[];
  #lent = 0;

  private constructor(parts: Part[]) {
    this.#parts = parts;
  }

  /** The files that another thread has lent, to be read here; closing them is up to it. */
  static borrow(parts: readonly FilePart[]): ChainSource {
    const borrowed = parts.map(({ fd, from, length }) => ({
      path: '',
      file: fd < 0 ? null : FileSource.of(fd),
      from,
      length,
    }));
    return new ChainSource(borrowed);
  }

  /** Throws Node's file system errors, as every method but `append`. */
  static open(path: string): ChainSource {
    return new ChainSource([{ path, file: FileSource.open(path), from: 0, length: 0 }]);
  }

  /** The file before this one is complete, and it goes on here. False when the file cannot be opened: it is left out. */
  append(path: string): boolean {
    const last = this.#parts[this.#parts.length - 1];
    let file;
    try {
      file = FileSource.open(path);
      last.length = last.file?.size() ?? last.length;
    } catch {
      file?.close();
      return false;
    }
    this.#parts.push({ path, file, from: last.from + last.length, length: 0 });
    return true;
  }

  size(): number {
    const last = this.#parts[this.#parts.length - 1];
    return last.from + (last.file?.size() ?? last.length);
  }

  read(into: Uint8Array, at: number): number {
    let done = 0;
    for (let i = this.#indexOf(at); i < this.#parts.length && done < into.length; i++) {
      const { file, from, length } = this.#parts[i];
      const isLast = i === this.#parts.length - 1;
      const room = isLast ? into.length - done : Math.min(into.length - done, from + length - at - done);
      const got = file?.read(into.subarray(done, done + room), at + done - from) ?? 0;
      done += got;
      if (got < room) break;
    }
    return done;
  }

  /** Index of the part that holds the byte, by bisection: a long ring has thousands. */
  #indexOf(at: number): number {
    let low = 0;
    let high = this.#parts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#parts[middle].from <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /**
   * Lets go of files that the ring has deleted, as far as they are read (`before`): as long as we hold one, its room on
   * the disk is not free. Returns the offset of the first byte that can still be read.
   */
  releaseDeleted(before: number): number {
    let firstKept = 0;
    for (const part of this.#parts.slice(0, -1)) {
      if (part.from + part.length > before) break;
      if (part.file && this.#lent === 0 && isDeleted(part.path)) {
        part.file.close();
        part.file = null;
      }
      if (!part.file) firstKept = part.from + part.length;
    }
    return firstKept;
  }

  lend(): Loan {
    const parts = this.#parts.map(({ file, from, length }) => ({ fd: file?.fd ?? -1, from, length }));
    this.#lent++;
    let lent = true;
    const giveBack = (): void => {
      if (lent) this.#lent--;
      lent = false;
    };
    return { parts, giveBack };
  }

  close(): void {
    for (const part of this.#parts) part.file?.close();
  }
}

const isDeleted = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) === undefined;
