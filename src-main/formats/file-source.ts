// The bytes of a file, read where they are asked for. Nothing is kept: readers own their buffers.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { ByteSource, Loan } from './capture-reader';

/** A file as bytes. Throws Node's file system errors (`ErrnoException`) from every method. */
export class FileSource implements ByteSource {
  #fd: number;

  private constructor(fd: number) {
    this.#fd = fd;
  }

  /** the open file, -1 when it is closed; the same number in all threads of the process */
  get fd(): number {
    return this.#fd;
  }

  static open(path: string): FileSource {
    return new FileSource(openSync(path, 'r'));
  }

  /** Takes over an open file descriptor. */
  static of(fd: number): FileSource {
    return new FileSource(fd);
  }

  /** Asked of the file system each time, so that a growing file is seen growing. */
  size(): number {
    return fstatSync(this.#fd).size;
  }

  /** Fills `into` as far as there are bytes; `at` may lie beyond 4 GiB. */
  read(into: Uint8Array, at: number): number {
    let done = 0;
    // One call reads less than asked for on pipes, some network drives, and above 2 GiB.
    while (done < into.length) {
      const got = readSync(this.#fd, into, done, into.length - done, at + done);
      if (got === 0) break;
      done += got;
    }
    return done;
  }

  /** Whoever closes the file sees to it that nobody reads any more. */
  lend(): Loan {
    return { parts: [{ fd: this.#fd, from: 0, length: 0 }], giveBack: () => undefined };
  }

  close(): void {
    if (this.#fd < 0) return;
    closeSync(this.#fd);
    this.#fd = -1;
  }
}

/** The bytes of an array, for tests and for what is in memory already. */
export class MemorySource implements ByteSource {
  constructor(private readonly bytes: Uint8Array) {}

  size(): number {
    return this.bytes.length;
  }

  read(into: Uint8Array, at: number): number {
    const part = this.bytes.subarray(at, at + into.length);
    into.set(part);
    return part.length;
  }

  /** Memory is no file: there is nothing to lend. */
  lend(): Loan {
    return { parts: [], giveBack: () => undefined };
  }

  close(): void {
    // nothing is held
  }
}
