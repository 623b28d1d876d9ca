// A capture that is being written while it is read: when there is more, when there never will be, and in which file.
import { ChainSource } from '../../formats/chain-source';
import type { Problem } from '../../ipc/message';
import { problem } from '../base/problems';

/** How often the file is asked for its size. A packet waits half of that on average. */
const POLL_MS = 40;
/** of the first file, before which nothing can be made of it */
const HEADER_BYTES = 28;

export class GrowingCapture {
  readonly source: ChainSource;
  #ended: boolean;
  #closed = false;
  /** size at which there was nothing more to read */
  #seen = -1;
  #missing = 0;
  #wake: () => void = () => undefined;
  #firstKept = 0;

  private constructor(source: ChainSource, ended: boolean) {
    this.source = source;
    this.#ended = ended;
  }

  /** `follow`: the last file still grows, until `end` is called. */
  static open(paths: readonly string[], follow: boolean): GrowingCapture | Problem {
    try {
      const growing = new GrowingCapture(ChainSource.open(paths[0]), !follow);
      for (const path of paths.slice(1)) growing.append(path);
      return growing;
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      return problem('engine.liveFile', 'engine.liveFile', { path: paths[0] }, detail);
    }
  }

  get live(): boolean {
    return !this.#ended;
  }

  /** Files that were deleted before they could be read. */
  get missingFiles(): number {
    return this.#missing;
  }

  /** Offset of the first byte that is still there: a ring deletes its oldest files. */
  get firstKept(): number {
    return this.#firstKept;
  }

  append(path: string): void {
    if (!this.source.append(path)) this.#missing++;
    this.#wake();
  }

  /** Nothing more will be written. */
  end(): void {
    this.#ended = true;
    this.#wake();
  }

  /** Waits until the beginning of the file is there, or the capture is over. */
  async begun(): Promise<void> {
    while (this.source.size() < HEADER_BYTES && !this.#ended && !this.#closed) await this.#wait();
  }

  /**
   * To be asked where nothing more could be read: true when there is more, false when there never will be. `idle` is
   * called every now and then while it waits; `position`: up to where it was read.
   */
  async more(position: number): Promise<boolean> {
    while (!this.#closed) {
      this.#firstKept = this.source.releaseDeleted(position);
      const size = this.source.size();
      // an end that came meanwhile counts first: the rest is then read in one go
      if (this.#ended) return false;
      if (size !== this.#seen && size > position) {
        this.#seen = size;
        return true;
      }
      this.#seen = size;
      await this.#wait();
    }
    return false;
  }

  #wait(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, POLL_MS);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  close(): void {
    this.#closed = true;
    this.#wake();
    this.source.close();
  }
}
