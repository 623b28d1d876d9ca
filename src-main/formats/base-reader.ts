// What the readers of all formats share: filling the window, holding damage back until the frames before it are out.
import type { Problem } from '../ipc/message';
import type {
  ByteSource,
  CaptureExtras,
  CaptureInterface,
  CaptureReader,
  FrameBatch,
  ReadResult,
} from './capture-reader';
import { damage, readFailure } from './problems';
import { Window } from './window';

export interface ReaderOptions {
  /** see `CaptureReader.follow` */
  follow?: boolean;
  /** told when all bytes are read: the source is not the whole capture (damaged gzip …) */
  atEnd?: Problem | null;
}

export type OpenReaderResult = { ok: true; reader: CaptureReader } | { ok: false; problem: Problem };

export abstract class BaseReader implements CaptureReader {
  abstract readonly format: string;
  readonly interfaces: CaptureInterface[] = [];
  readonly extras: CaptureExtras = {
    sectionComments: [],
    writtenBy: [],
    names: new Map(),
    secretsBlocks: 0,
    statistics: new Map(),
    skippedBlocks: 0,
  };
  follow: boolean;
  protected readonly window: Window;
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
    this.window = new Window(source, firstRecord);
    this.follow = options.follow ?? false;
    this.atEnd = options.atEnd ?? null;
  }

  /** Cuts the frames that lie whole in the window into `batch`; leaves `window.pos` at the first that does not. */
  protected abstract cut(batch: FrameBatch): void;

  next(batch: FrameBatch): ReadResult {
    batch.count = 0;
    if (!this.problem) this.cut(batch);
    if (!this.problem && batch.count === 0) {
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
