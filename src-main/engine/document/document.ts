// One open capture: the file, what stays in memory of its frames, and the way back from a row to a frame's bytes.
// Without the database, so that the command line can use it alone; `session.ts` adds that.
import { availableParallelism } from 'node:os';
import type { FrameContext } from '../../dissect/contract/context';
import { DecodeRules } from '../../dissect/decode-as';
import type { DecodeRule } from '../../ipc/decode-as';
import { isShifted, NO_SHIFT, type TimeShift } from '../../ipc/time-shift';
import { Analysis } from '../../flow/capture-index';
import type { Defragment } from '../../flow/scan/scan-fragments';
import { CHUNK_ROWS } from '../../flow/columns/columns';
import type { ByteSource, CaptureInterface, CaptureReader, Loan } from '../../formats/capture-reader';
import { FRAME_NO_TIME } from '../../memory/frame-batch';
import type { ChainSource } from '../../formats/chain-source';
import { FileSource } from '../../formats/file-source';
import { openCapture, openOwned, openSource, type OpenOptions, type OpenResult } from '../../formats/detect';
import type { Problem } from '../../ipc/message';
import type { LoadEnd } from '../base/ending';
import { OwnFeed, type FrameFeed } from '../front/frame-feed';
import { FRONT_BUILT, FrontThread } from '../front/front-thread';
import type { KeptCapture, KeptReader } from '../kept/kept-capture';
import { FileWatch } from './file-watch';
import { FrameView } from './frame-view';
import { loadLimits, overLimit, type LoadLimits } from './load-limits';
import { TlsKeys } from './tls/tls-keys';
import { shiftInterface, shiftTimes } from './shift-times';
import { SortedReader } from './sorted-reader';
import { Slice } from '../base/pause';
import { bug } from '../base/problems';

/** Starting a thread takes some 50 ms, in which this much is read. */
const FRONT_FROM_BYTES = 16 * 1024 * 1024;

/** Problems that are no damage of the file. */
const LIMITS = new Set(['formats.inflateLimit', 'formats.diskFull']);

type Opened = Extract<OpenResult, { ok: true }>;

/** What is made of the frames while they are read. */
export interface ReadingOptions {
  /** what the thread runs that reads a large file ahead; what was built, unless told; null: it is read in this thread */
  frontWorker?: URL | null;
  /** bytes from which on a file is large */
  frontFrom?: number;
  /** which fragments of IP datagrams are put together; all, unless told */
  defragment?: Defragment;
  /** what ports lead to in place of what they usually do */
  decodeAs?: readonly DecodeRule[];
  /** connections are told apart by the tunnels around them; they are not, unless told */
  byTunnel?: boolean;
  /** added to the time of each frame; nothing, unless told */
  timeShift?: TimeShift;
}

/** What `read` tells while it goes on. */
export interface ReadObserver {
  /** after each batch of frames; more often than anybody wants to draw */
  progress(): void;
  /** asked after each batch: true ends the reading */
  stopped(): boolean;
  /** At the end of a file that grows: settles when there is more (true), or when there never will be (false). */
  more?(): Promise<boolean>;
}

export class CaptureDocument {
  /** null when reading is over: its buffers are of no use any more */
  #reader: CaptureReader | null;
  #position = 0;
  readonly interfaces: CaptureReader['interfaces'];
  readonly extras: CaptureReader['extras'];
  /** what TLS is opened with */
  readonly keys: TlsKeys;
  /** `pcapng`, `pcap (ns), gzip` … */
  readonly format: string;
  readonly analysis: Analysis;
  readonly #source: ByteSource;
  readonly #options: ReadingOptions;
  /** the reader gives times that are shifted */
  #isShifted = false;
  /** while it is read */
  #feed: FrameFeed | null = null;
  #front: FrontThread | null = null;
  readonly #frames: FrameView;
  /** bytes on the disk of a packed file, else null */
  readonly #packedBytes: number | null;
  /** of a packed file that is read while it is unpacked, else null */
  readonly #unpacking: Opened['unpacking'];
  /** frames by interface index */
  readonly interfaceFrames: number[] = [];
  /** first row that carries a time, -1: none so far */
  firstTimedRow = -1;
  /** the place of each row among the frames of the file, from 0; null: they stand in its order */
  readonly places: Uint32Array | null;
  /** what was added to the time of each frame */
  readonly timeShift: TimeShift;

  private constructor(
    { reader, source, format, fileBytes, unpacking }: Opened,
    options: ReadingOptions,
    places: Uint32Array | null = null,
  ) {
    const { defragment, decodeAs, byTunnel, timeShift = NO_SHIFT } = options;
    const rules = decodeAs && decodeAs.length > 0 ? new DecodeRules(decodeAs) : null;
    this.#options = options;
    this.places = places;
    this.timeShift = timeShift;
    this.analysis = Analysis.create({ defragment, decodeAs: rules, byTunnel });
    this.#source = source;
    this.#reader = reader;
    this.interfaces = reader.interfaces;
    this.extras = reader.extras;
    this.keys = new TlsKeys(reader.extras.keyLogs);
    this.format = format;
    this.#packedBytes = /, /.test(format) ? fileBytes : null;
    this.#unpacking = unpacking;
    this.#frames = new FrameView(this.analysis, source, this.interfaces);
    this.#frames.decodeAs = rules;
    this.#frames.timeShift = timeShift;
  }

  /** Opens the file and finds out its format; a packed one is unpacked while it is read. No frame is read yet. */
  static async open(
    path: string,
    {
      defragment,
      decodeAs,
      byTunnel,
      frontWorker,
      frontFrom,
      timeShift,
      ...options
    }: OpenOptions & ReadingOptions = {},
  ): Promise<{ ok: true; document: CaptureDocument } | { ok: false; problem: Problem }> {
    const opened = await openCapture(path, { early: true, ...options });
    const reading = { defragment, decodeAs, byTunnel, frontWorker, frontFrom, timeShift };
    return opened.ok ? { ok: true, document: new CaptureDocument(opened, reading) } : opened;
  }

  /** The same for bytes that are not a file of the user's; they are closed with the document, or at once when it cannot be opened. */
  static async openBytes(
    source: ByteSource,
    name: string,
    options: ReadingOptions = {},
  ): Promise<{ ok: true; document: CaptureDocument } | { ok: false; problem: Problem }> {
    const opened = await openOwned(source, name, { early: true });
    return opened.ok ? { ok: true, document: new CaptureDocument(opened, options) } : opened;
  }

  /** Takes over a capture of one or several files that may still grow (`follow`). The source stays open on failure. */
  static async openChain(
    source: ChainSource,
    name: string,
    follow: boolean,
    options: ReadingOptions = {},
  ): Promise<{ ok: true; document: CaptureDocument } | { ok: false; problem: Problem }> {
    const opened = await openSource(source, name, { follow });
    return opened.ok ? { ok: true, document: new CaptureDocument(opened, options) } : opened;
  }

  /**
   * The same capture in the order of time, to be read again: its frames are numbered anew. Takes over the source; this document is of no
   * use any more afterwards.
   */
  inOrderOfTime(): CaptureDocument {
    const reader = new SortedReader(this);
    const opened = {
      ok: true as const,
      reader,
      source: this.#source,
      format: this.format,
      fileBytes: this.fileBytes,
      unpacking: null,
    };
    // the times of this document are shifted already
    const document = new CaptureDocument(opened, { ...this.#options, frontWorker: null }, reader.rows);
    document.#isShifted = true;
    return document;
  }

  get columns(): Analysis['columns'] {
    return this.analysis.columns;
  }

  /** frames that are seen: read, and their segments analysed */
  get frames(): number {
    return this.analysis.columns.count;
  }

  /** bytes of the file on the disk */
  get fileBytes(): number {
    return this.#packedBytes ?? this.#source.size();
  }

  /** how many of them are read; of a packed file the part that corresponds to what was read of its contents */
  get readBytes(): number {
    const at = this.position;
    if (this.#packedBytes === null) return at;
    const unpacked = this.#unpacking?.readBytes ?? this.#packedBytes;
    return Math.round(Math.min(1, at / Math.max(1, this.#source.size())) * unpacked);
  }

  /** offset of the next byte to be read, in the unpacked bytes of all files */
  get position(): number {
    return this.#feed?.position() ?? this.#reader?.position() ?? this.#position;
  }

  /** Reads the file to its end, its damage, a limit, or until the observer wants to stop; gives way every few ms. */
  async read(observer: ReadObserver, limits: LoadLimits = loadLimits()): Promise<LoadEnd> {
    const reader = this.#reader;
    if (!reader) throw new Error('the capture was read before');
    const front = this.#openFront(reader);
    const feed = front ?? new OwnFeed(reader, this.analysis);
    this.#feed = feed;
    try {
      return await this.#readFrom(feed, reader, observer, limits);
    } finally {
      await feed.finish();
      // where something failed: of the last ones nothing is said, but conversations name them
      this.columns.settle(null, this.columns.rowsAdded - this.frames);
      feed.close();
    }
  }

  /** The file of the user's that all of it stands in as it is, null: it is packed, or consists of several. */
  get file(): FileSource | null {
    return this.#source instanceof FileSource && this.#packedBytes === null ? this.#source : null;
  }

  /** All that is known of it, when it has been read; null: it holds secrets. */
  whole(end: LoadEnd): KeptCapture | null {
    const { interfaces, extras, interfaceFrames, firstTimedRow, position, analysis } = this;
    if (extras.keyLogs.length > 0) return null;
    return { interfaces, extras, interfaceFrames, firstTimedRow, position, end, analysis: analysis.whole() };
  }

  /**
   * In place of `read`: takes over what was kept of the same file; gives way every few ms. Throws FrameDamage and what the file system says: this
   * document is of no use then.
   */
  async restore(kept: KeptReader, observer: ReadObserver): Promise<LoadEnd> {
    const { interfaces, extras, interfaceFrames, firstTimedRow, position, end, analysis } = kept.capture();
    const { rows } = analysis.share.columns;
    (this.interfaces as CaptureInterface[]).splice(0, Infinity, ...interfaces);
    Object.assign(this.extras, extras);
    this.interfaceFrames.push(...interfaceFrames);
    this.#frames.firstTimedRow = this.firstTimedRow = firstTimedRow;
    this.#reader = null;
    this.#position = position;
    this.analysis.takeWhole(analysis);
    // whoever looks at a row before its turn waits for that of its chunk only
    this.columns.takeLater(rows, (index) => kept.chunk(index));
    observer.progress();
    const slice = new Slice();
    for (let row = 0; row < rows; row += CHUNK_ROWS) {
      this.columns.bring(row / CHUNK_ROWS);
      if (slice.over) await slice.giveWay();
      if (observer.stopped()) return { phase: 'cancelled' };
    }
    return end;
  }

  /** The thread that reads ahead, null: it is not worth it. */
  #openFront(reader: CaptureReader): FrontThread | null {
    const { frontWorker = FRONT_BUILT, frontFrom = FRONT_FROM_BYTES } = this.#options;
    const source = this.#source;
    if (frontWorker === null || reader.follow || !(source instanceof FileSource)) return null;
    if (source.size() < frontFrom || availableParallelism() < 2) return null;
    const front = new FrontThread(frontWorker, reader, source.fd, this.analysis);
    this.#front = front;
    void front.ended.then(() => (this.#front = null));
    return front;
  }

  async #readFrom(
    feed: FrameFeed,
    reader: CaptureReader,
    observer: ReadObserver,
    limits: LoadLimits,
  ): Promise<LoadEnd> {
    const slice = new Slice();
    /** frames there were when their memory was added up last */
    let weighed = 0;
    let seen = this.frames;
    for (;;) {
      const result = feed.next();
      if (result?.kind === 'frames') this.#take(feed);
      if (this.frames !== seen) observer.progress();
      seen = this.frames;
      if (result === null) {
        await feed.soon();
        // no other thread can be had: read in this one
        if (this.#front?.isUseless) feed = this.#feed = new OwnFeed(reader, this.analysis);
      } else if (result.kind === 'frames') {
        const { rowsAdded } = this.columns;
        if (rowsAdded >= weighed + Math.max(CHUNK_ROWS, weighed >>> 6)) {
          weighed = rowsAdded;
          const over = this.#over(limits);
          if (over) {
            this.#unpacking?.stop();
            return { phase: 'limited', problem: over };
          }
        }
      } else if (result.kind === 'damage') {
        return { phase: LIMITS.has(result.problem.kind) ? 'limited' : 'damaged', problem: result.problem };
      } else if (!reader.follow) {
        return { phase: 'ready' };
      } else if (this.#unpacking) {
        reader.follow = await this.#unpacking.more();
        reader.atEnd = this.#unpacking.tail;
      } else if (observer.more) {
        // read once more, now to the very end: what is cut short there stays so
        reader.follow = await observer.more();
      } else {
        reader.follow = false;
      }
      if (slice.over) await slice.giveWay();
      if (observer.stopped()) return { phase: 'cancelled' };
    }
  }

  #over(limits: LoadLimits): Problem | null {
    const memoryBytes = this.analysis.byteLength() + (this.#feed?.keptBytes() ?? 0);
    return overLimit(limits, { frames: this.columns.rowsAdded, memoryBytes, packedBytes: this.#packedBytes });
  }

  #take(feed: FrameFeed): void {
    const { interfaces, interfaceFrames } = this;
    const { count, interfaceIndex, flags } = feed.batch;
    const shift = this.#isShifted || !isShifted(this.timeShift) ? null : this.timeShift;
    for (let i = interfaceFrames.length; i < interfaces.length; i++) {
      if (shift) shiftInterface(interfaces[i], shift);
      interfaceFrames.push(0);
    }
    // before anything is made of them
    if (shift) shiftTimes(feed.batch, shift);
    for (let i = 0; i < count;) {
      const index = interfaceIndex[i];
      const from = i;
      while (i < count && interfaceIndex[i] === index) i++;
      if (index < interfaces.length) interfaceFrames[index] += i - from;
    }
    const row = this.columns.rowsAdded;
    for (let i = 0; i < count && this.firstTimedRow < 0; i++)
      if ((flags[i] & FRAME_NO_TIME) === 0) this.firstTimedRow = row + i;
    this.#frames.firstTimedRow = this.firstTimedRow;
    feed.take();
  }

  /** Captured bytes of a row: a view that the next call overwrites. */
  bytes(row: number): Uint8Array {
    return this.#frames.bytes(row);
  }

  /** What a dissector is told about the frame in this row. */
  context(row: number): FrameContext {
    return this.#frames.context(row);
  }

  /** Frames and what is known of them, as dissectors and filters see them. */
  get frameView(): FrameView {
    return this.#frames;
  }

  /** Watches the file that has been read, null: it is not one file of the user's. */
  watch(): FileWatch | null {
    return this.#source instanceof FileSource ? new FileWatch(this.#source.fd) : null;
  }

  /** The files that hold the bytes, for workers. */
  lend(): Loan {
    return this.#source.lend();
  }

  /** Gives back the buffers of reading. Call when it is over. */
  releaseBuffers(): void {
    this.#position = this.position;
    this.#reader = null;
    this.#feed = null;
    this.#frames.release();
    this.analysis.release();
  }

  close(): void {
    if (!this.#front) return this.#source.close();
    this.#front.close();
    // the thread may be just about to read
    void this.#front.ended.then(() => this.#source.close());
  }
}

/** What an exception while reading means: everything so far stays usable. */
export const brokenBy = (error: unknown): LoadEnd => ({ phase: 'damaged', problem: bug('load', error) });
