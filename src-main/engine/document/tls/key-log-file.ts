// A key log that somebody chose: read from the beginning, and on while programs write to it. Only its path is remembered; what it says goes into the secrets of a
// capture (tls-keys.ts) and nowhere else.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { TlsKeys } from './tls-keys';

const AT_ONCE = 256 * 1024;
/** Bytes of a log that are read: some 100 times what the secrets that are kept take. */
const MOST_BYTES = 4 * 1024 * 1024 * 1024;

export class KeyLogFile {
  readonly #path: string;
  readonly #keys: TlsKeys;
  /** bytes that were read */
  #at = 0;
  /** the last line has no end yet */
  #isOpen = false;
  /** of the file: another one may come to stand under its name */
  #inode: number | null = null;

  constructor(path: string, keys: TlsKeys) {
    this.#path = path;
    this.#keys = keys;
  }

  /**
   * Reads what has come since.
   * @param ends nothing more will come: a last line without an end counts
   * @returns whether there was anything; throws what the file system says
   */
  read(ends = false): boolean {
    const file = openSync(this.#path, 'r');
    try {
      const { ino, size } = fstatSync(file);
      // it was written anew: what was in it counts no more
      if (this.#inode !== null && (ino !== this.#inode || size < this.#at)) {
        this.#keys.clear();
        this.#at = 0;
      }
      this.#inode = ino;
      const before = this.#at;
      const bytes = new Uint8Array(AT_ONCE);
      while (this.#at < MOST_BYTES) {
        const count = readSync(file, bytes, 0, AT_ONCE, this.#at);
        if (count === 0) break;
        this.#keys.take(bytes.subarray(0, count), false);
        this.#isOpen = bytes[count - 1] !== LINE_FEED;
        this.#at += count;
      }
      bytes.fill(0);
      const isNew = this.#at > before;
      // what has stood there for a while is a whole line, too
      const closes = ends || (!isNew && this.#isOpen);
      if (closes) this.#keys.take(NOTHING, true);
      if (closes) this.#isOpen = false;
      return isNew || closes;
    } finally {
      closeSync(file);
    }
  }
}
const LINE_FEED = 10;
const NOTHING = new Uint8Array(0);
