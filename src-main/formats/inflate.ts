// Compressed captures: unpacked once into a temporary file, so that every byte of them can be reached at once. What is
// unpacked already can be read while the rest comes: to its reader such a file is one that grows.
import type { Problem } from '../ipc/message';
import type { ByteSource } from './capture-reader';
import { gunzip } from './gzip';
import { readFailure } from './problems';
import type { Pump } from './pump';
import { TempFile } from './temp-file';
import { unzstd } from './zstd/zstd';

export type Compression = 'gzip' | 'zstd';

export interface InflateProgress {
  /** of the compressed file */
  readBytes: number;
  totalBytes: number;
  inflatedBytes: number;
}
export interface InflateOptions {
  folder: string;
  /** most bytes to unpack */
  limit: number;
  onProgress?: (progress: InflateProgress) => void;
  /** ends the unpacking; what is unpacked stays readable */
  signal?: AbortSignal;
}

export class Unpacking {
  /** settles when the unpacking is over: at the end of the input, at damage, by `signal` or by closing the source */
  readonly finished: Promise<void>;
  /** the unpacked bytes; closing it ends the unpacking and removes the file */
  readonly source: ByteSource;
  /** of the compressed file, read so far */
  readBytes = 0;
  /** why the source is not the whole capture (damage, no room), once it is finished; or null */
  tail: Problem | null = null;
  #ended = false;
  #closed = false;
  #unwanted = false;
  /** bytes that were there when `more` was asked last */
  #seen = 0;
  #wake: () => void = () => undefined;

  /** Begins to unpack `input`, which must stay open until `finished`. A problem when there is no place to unpack to. */
  static start(input: ByteSource, kind: Compression, options: InflateOptions): Unpacking | Problem {
    const file = TempFile.create(options.folder, options.limit);
    return file instanceof TempFile ? new Unpacking(input, kind, options, file) : file;
  }

  private constructor(
    input: ByteSource,
    kind: Compression,
    options: InflateOptions,
    private readonly file: TempFile,
  ) {
    const written = file.source();
    this.source = {
      size: () => written.size(),
      read: (into, at) => written.read(into, at),
      lend: () => written.lend(),
      close: () => {
        this.#closed = true;
        this.#wake();
        void this.finished.then(() => written.close());
      },
    };
    this.finished = this.#run(input, kind, options);
  }

  async #run(input: ByteSource, kind: Compression, { onProgress, signal }: InflateOptions): Promise<void> {
    try {
      const totalBytes = input.size();
      const pump: Pump = {
        input,
        write: (bytes) => {
          const full = this.file.write(bytes);
          this.#wake();
          return full;
        },
        stopped: (readBytes) => {
          this.readBytes = readBytes;
          if (!this.#closed) onProgress?.({ readBytes, totalBytes, inflatedBytes: this.file.written });
          return this.#closed || this.#unwanted || (signal?.aborted ?? false);
        },
      };
      this.tail = kind === 'gzip' ? await gunzip(pump) : await unzstd(pump);
    } catch (error) {
      this.tail = readFailure(error, this.readBytes);
    } finally {
      this.#ended = true;
      this.#wake();
    }
  }

  /** Nobody will read beyond what is there: ends the unpacking, and leaves the source open. */
  stop(): void {
    this.#unwanted = true;
  }

  /** Waits until `bytes` of the contents are there, or all that ever will be. */
  async begun(bytes: number): Promise<void> {
    while (!this.#ended && !this.#closed && this.file.written < bytes) await this.#change();
  }

  /** To be asked where nothing more could be read: true when there is more, false when all that will come is there. */
  async more(): Promise<boolean> {
    while (!this.#ended && !this.#closed && this.file.written === this.#seen) await this.#change();
    this.#seen = this.file.written;
    return !this.#ended && !this.#closed;
  }

  #change(): Promise<void> {
    return new Promise((resolve) => (this.#wake = resolve));
  }
}
