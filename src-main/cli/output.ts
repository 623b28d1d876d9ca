// Standard output for programs that print millions of lines: written in blocks, waits when the reader is slow, and ends
// quietly when the reader has gone (`synscope fields FILE -e ip.src | head`).
import type { Writable } from 'node:stream';

const BLOCK = 64 * 1024;

/** The reader closed the pipe: there is nobody to write for. Caught by `main`, never shown. */
export class ReaderGone extends Error {
  override readonly name = 'ReaderGone';
}

export class Output {
  readonly #stream: Writable;
  #block = '';
  #gone = false;

  constructor(stream: Writable) {
    this.#stream = stream;
    stream.on('error', (error: NodeJS.ErrnoException) => {
      this.#gone = true;
      if (error.code !== 'EPIPE' && error.code !== 'EOF') throw error;
    });
  }

  /** Adds a line. True when it is time to `await flush()`. */
  line(text: string): boolean {
    this.#block += text + '\n';
    return this.#block.length >= BLOCK;
  }

  /** Hands on what was added; returns when the stream takes more. Throws ReaderGone. */
  async flush(): Promise<void> {
    if (this.#gone) throw new ReaderGone();
    const block = this.#block;
    this.#block = '';
    if (block === '' || this.#stream.write(block)) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.#stream.off('drain', done).off('error', done).off('close', done);
        resolve();
      };
      this.#stream.on('drain', done).on('error', done).on('close', done);
    });
    if (this.#gone) throw new ReaderGone();
  }
}
