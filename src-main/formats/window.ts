// The stretch of a capture that is in memory: one buffer that moves over the source.
import type { ByteSource } from './capture-reader';

/** Bytes read at once: small enough to stay in the cache of the processor, large enough for few calls. */
export const WINDOW_BYTES = 1024 * 1024;
/** The same after a jump: where jumps follow each other, little is read in vain. */
const BYTES_AFTER_JUMP = 64 * 1024;

/** Where a window reads into when its bytes are needed by somebody else behind its back. */
export interface WindowBuffers {
  /** A buffer of at least `least` bytes that nobody looks at any more. */
  take(least: number): Uint8Array<ArrayBufferLike>;
}

/**
 * `bytes[pos … length)` is what is read and not yet consumed; `bytes[0]` stands at `base` in the source.
 * A reader advances `pos`, also beyond `length` to skip what it need not see.
 */
export class Window {
  bytes: Uint8Array;
  view: DataView;
  base: number;
  pos = 0;
  length = 0;
  #jumped = false;

  constructor(
    private readonly source: ByteSource,
    at = 0,
    /** null: one buffer of its own, again and again */
    private readonly buffers: WindowBuffers | null = null,
  ) {
    this.bytes = new Uint8Array(WINDOW_BYTES);
    this.view = new DataView(this.bytes.buffer);
    this.base = at;
  }

  /** Offset of the next byte to consume. */
  offset(): number {
    return this.base + this.pos;
  }

  /** Bytes in memory from `pos` on. */
  left(): number {
    return this.length > this.pos ? this.length - this.pos : 0;
  }

  /** Goes to `at` of the source, forth or back; what is in memory from there on stays. */
  moveTo(at: number): void {
    if (at < this.base || at > this.base + this.length) {
      this.base = at;
      this.length = 0;
      this.#jumped = true;
    }
    this.pos = at - this.base;
  }

  /** Makes room for `needed` bytes from `pos` on; they still have to be read by `refill`. */
  reserve(needed: number): void {
    if (needed <= this.bytes.length) return;
    const bigger = new Uint8Array(Math.ceil(needed / 65_536) * 65_536);
    bigger.set(this.bytes.subarray(0, this.length));
    this.bytes = bigger;
    this.view = new DataView(bigger.buffer);
  }

  /** Moves what is left to the front and reads on behind it. Returns the bytes read, 0 at the end (for now). */
  refill(): number {
    const left = this.left();
    if (this.buffers) this.#change(this.buffers.take(this.bytes.length), left);
    else if (left > 0 && this.pos > 0) this.bytes.copyWithin(0, this.pos, this.length);
    this.base += this.pos;
    this.pos = 0;
    this.length = left;
    const most = this.#jumped ? left + BYTES_AFTER_JUMP : this.bytes.length;
    this.#jumped = false;
    const got = this.source.read(this.bytes.subarray(left, most), this.base + left);
    this.length += got;
    return got;
  }

  /** Goes on in another buffer, to whose front comes what is left. */
  #change(bytes: Uint8Array<ArrayBufferLike>, left: number): void {
    if (left > 0) bytes.set(this.bytes.subarray(this.pos, this.length));
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
}
