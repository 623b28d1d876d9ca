// Whether what is known of an open capture was kept when it was open before, and that it is kept for the next time.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FileSource } from '../../formats/file-source';
import { KeptReader, partName, type KeptCapture } from './kept-capture';
import { KeptFolder, keptName, type KeptSettings } from './kept-folder';
import type { KeptOrder } from './kept-worker';

// The built file lies beside the engine's; code that is shared by several lies one folder deeper.
const BUILT = new URL(import.meta.url.includes('/chunks/') ? '../kept-worker.js' : './kept-worker.js', import.meta.url);
/** What takes less is read again as fast. */
const FROM_BYTES = 16 * 1024 * 1024;

export interface KeepingOptions {
  folder: string;
  /** bytes from which on a capture is kept */
  from?: number;
  /** bytes that all of them may take */
  most?: number;
  /** what the thread runs; what was built, unless told */
  worker?: URL;
}

export class Keeping {
  readonly #folder: KeptFolder;
  readonly #options: KeepingOptions;
  readonly #file: FileSource;
  readonly #settings: KeptSettings;
  readonly #name: string;
  #thread: Worker | null = null;
  /** settles when nothing is written any more */
  written: Promise<void> = Promise.resolve();

  private constructor(file: FileSource, settings: KeptSettings, options: KeepingOptions) {
    this.#folder = new KeptFolder(options.folder, options.most);
    this.#options = options;
    this.#file = file;
    this.#settings = settings;
    this.#name = keptName(file.fd, settings);
  }

  /** For an open capture that was not read yet; null where it is not kept. Never throws. `settings`: see keptName */
  static of(file: FileSource, settings: KeptSettings, options: KeepingOptions): Keeping | null {
    try {
      return file.size() < (options.from ?? FROM_BYTES) ? null : new Keeping(file, settings, options);
    } catch {
      return null;
    }
  }

  /** What was kept of it, null: nothing. */
  open(): KeptReader | null {
    const path = this.#folder.find(this.#name);
    if (path === null) return null;
    try {
      return new KeptReader(path);
    } catch {
      this.forget();
      return null;
    }
  }

  /** What was kept is of no use. */
  forget(): void {
    this.#folder.remove(this.#name);
  }

  /** Keeps it, unless the file has been changed since it was opened; a thread does it. */
  keep(kept: KeptCapture): void {
    const { worker = BUILT, most } = this.#options;
    if (this.#thread || !this.#isSame()) return;
    const part = partName();
    const order: KeptOrder = { kept, folder: this.#folder.path, most, name: this.#name, part };
    const thread = (this.#thread = new Worker(worker, { name: 'kept', workerData: order }));
    thread.on('error', () => undefined);
    this.written = new Promise<void>((resolve) => thread.once('exit', () => resolve())).then(async () => {
      this.#thread = null;
      // of one that was ended
      await rm(join(this.#folder.path, part), { force: true });
    });
    thread.unref();
  }

  #isSame(): boolean {
    try {
      return keptName(this.#file.fd, this.#settings) === this.#name;
    } catch {
      return false;
    }
  }

  /** What is being written is given up. */
  close(): void {
    void this.#thread?.terminate();
  }
}
