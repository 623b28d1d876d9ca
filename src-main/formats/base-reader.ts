// What the readers of all formats share: filling the window, holding damage back until the frames before it are out.
import type { Problem } from '../ipc/message';
import type { ByteSource, CaptureExtras, CaptureInterface, CaptureReader, ReadResult } from './capture-reader';
import type { FrameBatch } from '../memory/frame-batch';
import { damage, readFailure } from './problems';
import { headerLenAt, LONGEST_HEADER } from './pcap-header';
import { TextBudget } from './pcapng-options';
import { Window, type WindowBuffers } from './window';

export interface ReaderOptions {
  /** see `CaptureReader.follow` */
  follow?: boolean;
  /** told when all bytes are read: the source is not the whole capture (damaged gzip …) */
  atEnd?: Problem | null;
  /** the reader of what stands before, which has met the header at its position: this one goes on with its interfaces and extras */
  after?: BaseReader;
  /** where its window reads into; a buffer of its own, unless told */
  buffers?: WindowBuffers;
}

export type OpenReaderResult = { ok: true; reader: CaptureReader } | { ok: false; problem: Problem };

const noExtras = (): CaptureExtras => ({
  sectionComments: [],
  writtenBy: [],
  names: new Map(),
  secretsBlocks: 0,
  keyLogs: [],
  keyLogBytes: 0,
  keyLogsLeftOut: 0,
  statistics: new Map(),
  skippedBlocks: 0,
  laterFiles: [],
});

export abstract class BaseReader implements CaptureReader {
  abstract readonly format: string;
  readonly interfaces: CaptureInterface[];
  readonly extras: CaptureExtras;
  follow: boolean;
  /** At `position` begins another file, which somebody has put behind this one: this reader reads no further. */
  metHeader = false;
  protected readonly window: Window;
  /** number of the present section of pcapng; a pcap file counts as one */
  protected section: number;
  protected readonly texts: TextBudget;
  /** set by `cut` when nothing behind `window.pos` can be read */
  protected problem: Problem | null = null;
  /** set by `cut`: bytes that the record at `window.pos` needs to be cut */
  protected needed = 1;
  atEnd: Problem | null;

  constructor(
    protected readonly source: ByteSource,
    firstRecord: number,
    options: ReaderOptions,
  ) {
    const { after } = options;
    this.interfaces = after?.interfaces ?? [];
    this.extras = after?.extras ?? noExtras();
    this.section = after?.section ?? -1;
    this.texts = after?.texts ?? new TextBudget();
    this.window = after?.window ?? new Window(source, firstRecord, options.buffers);
    this.window.pos = firstRecord - this.window.base;
    this.follow = options.follow ?? false;
    this.atEnd = options.atEnd ?? null;
  }

  /** Whether the header of another file stands at `pos` of the window, or may stand there and is not wholly read: ends the cutting. */
  protected meetsHeader(pos: number): boolean {
    const length = headerLenAt(this.window.view, pos, this.window.length - pos);
    if (length < 0) this.needed = LONGEST_HEADER;
    this.metHeader = length > 0;
    return length !== 0;
  }

  /** Cuts the frames that lie whole in the window into `batch`; leaves `window.pos` at the first that does not. */
  protected abstract cut(batch: FrameBatch): void;

  next(batch: FrameBatch): ReadResult {
    batch.count = 0;
    if (!this.problem && !this.metHeader) this.cut(batch);
    if (!this.problem && !this.metHeader && batch.count === 0) {
      let got: number;
      try {
        this.window.reserve(this.needed);
        got = this.window.refill();
      } catch (error) {
        this.problem = readFailure(error, this.window.offset() + this.window.left());
        return { kind: 'damage', problem: this.problem };
      }
      if (got === 0) return this.end();
      this.cut(batch);
    }
    batch.bytes = this.window.bytes;
    batch.base = this.window.base;
    if (this.problem && batch.count === 0) return { kind: 'damage', problem: this.problem };
    if (this.metHeader && batch.count === 0) return { kind: 'end' };
    return { kind: 'frames' };
  }

  position(): number {
    return this.window.offset();
  }

  private end(): ReadResult {
    if (this.follow) return { kind: 'end' };
    if (this.atEnd) return { kind: 'damage', problem: this.atEnd };
    const cut = this.cutShort();
    return cut ? { kind: 'damage', problem: cut } : { kind: 'end' };
  }

  /** Damage if the bytes end in the middle of a record. */
  protected cutShort(): Problem | null {
    const found = this.window.left();
    if (found === 0) return null;
    return damage('cutShort', this.window.offset(), Math.max(this.needed, found + 1), found);
  }
}

/** What the opener of one format gives. */
export type OpenedReader = { ok: true; reader: BaseReader } | { ok: false; problem: Problem };
