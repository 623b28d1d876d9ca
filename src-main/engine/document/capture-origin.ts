// Where the bytes of an open capture come from: one file, several that continue each other, or one that grows.
import { basename } from 'node:path';
import type { LoadEnd } from '../base/ending';
import type { SessionOptions } from '../session-options';
import type { Problem } from '../../ipc/message';
import { brokenBy, CaptureDocument, type ReadingOptions } from './document';
import { GrowingCapture } from './growing-capture';

interface OriginEvents {
  /** what is known of it is another */
  changed(): void;
  /** asked while it is read: true ends that */
  stopped(): boolean;
}

/** `sortedEnd`: the frames stand in the order of time, and how reading the file ended; else null. */
type OpenedOrigin =
  { ok: true; document: CaptureDocument; sortedEnd: LoadEnd | null } | { ok: false; problem: Problem };

export class CaptureOrigin {
  readonly #options: SessionOptions;
  readonly #events: OriginEvents;
  #path: string;
  #growing: GrowingCapture | null = null;
  readonly #unpacking = new AbortController();
  /** of a packed file, or one that is put in order, before its first frame is shown */
  #unpacked: { readBytes: number; totalBytes: number } | null = null;

  constructor(options: SessionOptions, events: OriginEvents) {
    this.#options = options;
    this.#events = events;
    this.#path = options.path;
  }

  /** of the first file */
  get path(): string {
    return this.#path;
  }

  get name(): string {
    return basename(this.#path);
  }

  /** It grows, or consists of several files; null: it is one file, which is all there. */
  get growing(): GrowingCapture | null {
    return this.#growing;
  }

  /** `path` null: bytes that still come, or lie in several files, have no sum of one file. */
  get file(): { name: string; path: string | null } {
    return { name: this.name, path: this.#growing === null ? this.#path : null };
  }

  /** How far it is, in bytes, before there is a document that tells it; null: not begun, or not any more. */
  get unpacked(): { readBytes: number; totalBytes: number } | null {
    return this.#unpacked;
  }

  /** Opens it; of a file that is to be shown in the order of time, reads all of it, once. */
  async open(): Promise<OpenedOrigin> {
    const { follow = false, more = [], sorted = false } = this.#options;
    const opened = follow || more.length > 0 ? await this.#openGrowing(follow, more) : await this.#openFile();
    if (!opened.ok) return opened;
    if (!sorted || follow) return { ...opened, sortedEnd: null };
    const sortedEnd = await this.#readOnce(opened.document);
    return { ok: true, document: opened.document.inOrderOfTime(), sortedEnd };
  }

  #openFile(): ReturnType<typeof CaptureDocument.open> {
    return CaptureDocument.open(this.#path, {
      ...this.#shown,
      cacheFolder: this.#options.cacheDir,
      signal: this.#unpacking.signal,
      onProgress: (progress) => {
        this.#unpacked = progress;
        this.#events.changed();
      },
    });
  }

  async #openGrowing(follow: boolean, more: string[]): ReturnType<typeof CaptureDocument.openChain> {
    const growing = GrowingCapture.open([this.#path, ...more], follow);
    if (!(growing instanceof GrowingCapture)) return { ok: false, problem: growing };
    this.#growing = growing;
    await growing.begun();
    return CaptureDocument.openChain(growing.source, this.name, follow, this.#shown);
  }

  /** How it is read. */
  get reading(): ReadingOptions {
    const { defragment = true, decodeAs, byTunnel, frontWorker, frontFrom } = this.#options;
    return { defragment: { ipv4: defragment, ipv6: defragment }, decodeAs, byTunnel, frontWorker, frontFrom };
  }

  /** The same for what is shown, whose times may be shifted. */
  get #shown(): ReadingOptions {
    return { ...this.reading, timeShift: this.#options.timeShift };
  }

  async #readOnce(document: CaptureDocument): Promise<LoadEnd> {
    try {
      return await document.read({
        progress: () => {
          this.#unpacked = { readBytes: document.readBytes, totalBytes: document.fileBytes };
          this.#events.changed();
        },
        stopped: () => this.#events.stopped(),
      });
    } catch (error) {
      return brokenBy(error);
    } finally {
      this.#unpacked = null;
    }
  }

  /** It was saved under this name; its bytes are still read from where they were. */
  savedAs(path: string): void {
    this.#path = path;
  }

  /** A packed file is unpacked no further. */
  cancel(): void {
    this.#unpacking.abort();
  }

  close(): void {
    this.cancel();
    this.#growing?.close();
  }
}
