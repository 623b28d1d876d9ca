// Bytes on the disk in pieces that say how long they are and can be checked: 4 bytes of length, 4 of CRC-32, then the piece. What is read is what
// was written, or an error.
import { readSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';

/** Bytes of the longest piece. */
export const LONGEST_FRAME = 1 << 23;
const HEAD = 8;
/** read, or written, at once */
const AT_ONCE = 1 << 20;

export class FrameWriter {
  readonly #fd: number;
  readonly #most: number;
  #buffer = Buffer.alloc(AT_ONCE);
  #used = 0;
  /** bytes so far */
  written = 0;

  /** @param most bytes that may be written: more is an error */
  constructor(fd: number, most: number) {
    this.#fd = fd;
    this.#most = most;
  }

  /** Throws RangeError beyond what may be written, and what the file system says. */
  write(piece: Uint8Array): void {
    this.written += HEAD + piece.length;
    if (piece.length > LONGEST_FRAME || this.written > this.#most) throw new RangeError('more than may be written');
    if (this.#used + HEAD + piece.length > this.#buffer.length) this.flush();
    if (HEAD + piece.length > this.#buffer.length) this.#buffer = Buffer.alloc(HEAD + piece.length);
    this.#buffer.writeUInt32LE(piece.length, this.#used);
    this.#buffer.writeUInt32LE(crc32(piece), this.#used + 4);
    this.#buffer.set(piece, this.#used + HEAD);
    this.#used += HEAD + piece.length;
  }

  flush(): void {
    for (let done = 0; done < this.#used;) done += writeSync(this.#fd, this.#buffer, done, this.#used - done);
    this.#used = 0;
  }
}

/** What was read is not what was written. */
export class FrameDamage extends Error {}

export class FrameReader {
  readonly #fd: number;
  #buffer = Buffer.alloc(AT_ONCE);
  #at = 0;
  #end = 0;
  /** behind what is in the buffer */
  #position = 0;

  constructor(fd: number) {
    this.#fd = fd;
  }

  /** The next piece: a view that the call after it overwrites. Throws FrameDamage, and what the file system says. */
  next(): Uint8Array {
    this.#need(HEAD);
    const length = this.#buffer.readUInt32LE(this.#at);
    const sum = this.#buffer.readUInt32LE(this.#at + 4);
    if (length > LONGEST_FRAME) throw new FrameDamage('a piece is too long');
    this.#need(HEAD + length);
    const piece = this.#buffer.subarray(this.#at + HEAD, this.#at + HEAD + length);
    if (crc32(piece) !== sum) throw new FrameDamage('a piece is not what was written');
    this.#at += HEAD + length;
    return piece;
  }

  /** The next piece is the one that begins there. */
  seek(position: number): void {
    const at = position - (this.#position - this.#end);
    const isThere = at >= 0 && at <= this.#end;
    this.#at = isThere ? at : 0;
    if (isThere) return;
    this.#end = 0;
    this.#position = position;
  }

  #need(bytes: number): void {
    if (this.#end - this.#at >= bytes) return;
    const rest = this.#buffer.subarray(this.#at, this.#end);
    const into = bytes > this.#buffer.length ? Buffer.alloc(bytes) : this.#buffer;
    // it may be the same memory
    into.set(rest);
    this.#buffer = into;
    this.#at = 0;
    this.#end = rest.length;
    while (this.#end < bytes) {
      const got = readSync(this.#fd, into, this.#end, into.length - this.#end, this.#position);
      if (got === 0) throw new FrameDamage('it is cut short');
      this.#position += got;
      this.#end += got;
    }
  }
}
