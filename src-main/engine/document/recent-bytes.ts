// Bytes of single frames for whoever goes back and forth between rows that lie near each other: what streams carry comes in pieces, and those of
// several streams lie between each other. The blocks of the file that were looked at last are kept.
import type { FrameColumns } from '../../flow/columns/columns';
import type { ByteSource } from '../../formats/capture-reader';
import { readFully } from '../../formats/read-fully';

const BLOCK = 32 * 1024;
/** Blocks that are kept: 2 MiB. */
const MOST = 64;

interface Block {
  bytes: Uint8Array;
  /** less than all: the file ended there when it was read */
  filled: number;
}

export class RecentBytes {
  readonly #source: Pick<ByteSource, 'read'>;
  readonly #columns: Pick<FrameColumns, 'offset' | 'capturedLen'>;
  /** by number, the one that was looked at last at the end */
  readonly #blocks = new Map<number, Block>();
  #last = -1;
  #lastBlock: Block | null = null;
  /** for frames that lie in several blocks */
  #joined = new Uint8Array(0);

  constructor(source: Pick<ByteSource, 'read'>, columns: Pick<FrameColumns, 'offset' | 'capturedLen'>) {
    this.#source = source;
    this.#columns = columns;
  }

  /** Captured bytes of the frame in this row, as `FrameBytes.view` gives them: a view that the next call overwrites. */
  view(row: number): Uint8Array {
    const at = this.#columns.offset(row);
    const len = this.#columns.capturedLen(row);
    if (len > BLOCK) {
      const whole = new Uint8Array(len);
      return whole.subarray(0, readFully(this.#source, whole, at));
    }
    const number = Math.floor(at / BLOCK);
    const start = at - number * BLOCK;
    const { bytes, filled } = this.#block(number, Math.min(BLOCK, start + len));
    if (start + len <= BLOCK) return bytes.subarray(Math.min(start, filled), Math.min(start + len, filled));
    return this.#across(number, start, len);
  }

  #across(number: number, start: number, len: number): Uint8Array {
    if (this.#joined.length < len) this.#joined = new Uint8Array(BLOCK);
    const joined = this.#joined;
    const here = this.#block(number, BLOCK);
    const first = Math.max(0, here.filled - start);
    joined.set(here.bytes.subarray(start, start + first), 0);
    // the file was cut inside of it
    if (first < BLOCK - start) return joined.subarray(0, first);
    const { bytes, filled } = this.#block(number + 1, len - first);
    const rest = Math.min(filled, len - first);
    joined.set(bytes.subarray(0, rest), first);
    return joined.subarray(0, first + rest);
  }

  /** `needed`: as many of its bytes are to be there, if the file has them. */
  #block(number: number, needed: number): Block {
    if (number === this.#last && this.#lastBlock && this.#lastBlock.filled >= needed) return this.#lastBlock;
    let block = this.#blocks.get(number);
    if (block) this.#blocks.delete(number);
    else block = { bytes: this.#oldest() ?? new Uint8Array(BLOCK), filled: 0 };
    if (block.filled < needed)
      block.filled += readFully(this.#source, block.bytes.subarray(block.filled), number * BLOCK + block.filled);
    this.#blocks.set(number, block);
    this.#last = number;
    this.#lastBlock = block;
    return block;
  }

  /** The room of the block that was not looked at for the longest time; null: there is room for one more. */
  #oldest(): Uint8Array | null {
    if (this.#blocks.size < MOST) return null;
    for (const [number, { bytes }] of this.#blocks) {
      this.#blocks.delete(number);
      return bytes;
    }
    return null;
  }
}
