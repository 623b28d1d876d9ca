// Standard output for programs that print millions of lines: written in blocks, waits when the reader is slow, and ends
// quietly when the reader has gone (`synscope fields FILE -e ip.src | head`). Each line is escaped by what it is.
import type { Writable } from 'node:stream';
import { forColumn, forJson, forTerminal } from '../text/harmless';

const BLOCK = 64 * 1024;
const GONE = ['EPIPE', 'EOF', 'ERR_STREAM_DESTROYED'];

/** The reader closed the pipe: there is nobody to write for. Caught by `main`, never shown. */
export class ReaderGone extends Error {
  override readonly name = 'ReaderGone';
}

/** The output could not be written, e.g. because the disk is full. */
export class OutputFailure extends Error {
  override readonly name = 'OutputFailure';
  constructor(readonly reason: string) {
    super(reason);
  }
}

export class Output {
  /** a person looks at it */
  readonly terminal: boolean;
  readonly #stream: Writable;
  #block = '';
  #failed: NodeJS.ErrnoException | null = null;

  constructor(stream: Writable) {
    this.#stream = stream;
    this.terminal = 'isTTY' in stream && stream.isTTY === true;
    stream.on('error', (error: NodeJS.ErrnoException) => (this.#failed ??= error));
  }

  /** Adds a line for people. True when it is time to `await flush()`, as for all that add something. */
  line(text: string): boolean {
    return this.ready(forTerminal(text));
  }

  /** Adds a line for programs: cells with tabs between them. */
  cells(cells: readonly string[]): boolean {
    return this.ready(cells.map((cell) => forColumn(cell, this.terminal)).join('\t'));
  }

  /** Adds a value as JSON. */
  json(value: unknown, indent?: number): boolean {
    return this.ready(forJson(value, indent));
  }

  /** Adds a line whose parts are escaped already. */
  ready(text: string): boolean {
    this.#block += text + '\n';
    return this.#block.length >= BLOCK;
  }

  /** Hands on text that is escaped already, in UTF-8, behind what was added; as `flush` does. */
  async made(text: Uint8Array): Promise<void> {
    await this.flush();
    for (let at = 0; at < text.length; at += BLOCK) {
      await this.#write(text.subarray(at, at + BLOCK));
      this.#check();
    }
  }

  /** Hands on what was added; returns when the stream has taken it. Throws ReaderGone, OutputFailure. */
  async flush(): Promise<void> {
    const block = this.#block;
    this.#block = '';
    // Waited for: a full disk is told after the write, and then we must be here to hear of it.
    if (!this.#failed && block !== '') await this.#write(block);
    this.#check();
  }

  #check(): void {
    if (!this.#failed) return;
    const code = this.#failed.code ?? this.#failed.message;
    throw GONE.includes(code) ? new ReaderGone() : new OutputFailure(code);
  }

  #write(block: string | Uint8Array): Promise<void> {
    return new Promise((resolve) => {
      const done = (error?: Error | null): void => {
        if (error) this.#failed ??= error;
        this.#stream.off('close', closed);
        resolve();
      };
      const closed = (): void => done(Object.assign(new Error('closed'), { code: 'EPIPE' }));
      this.#stream.on('close', closed);
      this.#stream.write(block, done);
    });
  }
}
