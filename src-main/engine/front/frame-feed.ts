// Where the frames of a capture come from, batch by batch, cut and scanned: from the engine's own thread, or from one that reads ahead.
import { createBatch } from '../../formats/batch';
import type { CaptureReader, ReadResult } from '../../formats/capture-reader';
import type { FrameBatch } from '../../memory/frame-batch';
import type { Analysis } from '../../flow/capture-index';

export interface FrameFeed {
  /** frames of the last `next` */
  readonly batch: FrameBatch;
  /** Next frames, null: none yet (see `soon`). What was given before is not there any more. An end comes when all frames are seen. */
  next(): ReadResult | null;
  /** Settles when it is worth asking again. */
  soon(): Promise<void>;
  /** Adds the frames of the last `next` to the analysis: they are seen now, or when `next` or `finish` is called later. */
  take(): void;
  /** Settles when all frames that were taken are seen, or will never be: the thread ended early. */
  finish(): Promise<void>;
  /** bytes of the source that what was given goes to */
  position(): number;
  /** bytes kept beside the analysis, the more the longer the capture */
  keptBytes(): number;
  /** Nothing more is wanted. */
  close(): void;
}

/** Reads, cuts and scans when it is asked. */
export class OwnFeed implements FrameFeed {
  readonly batch = createBatch();

  constructor(
    private readonly reader: CaptureReader,
    private readonly analysis: Analysis,
  ) {}

  next(): ReadResult {
    return this.reader.next(this.batch);
  }
  soon(): Promise<void> {
    return Promise.resolve();
  }
  take(): void {
    this.analysis.addBatch(this.batch, this.reader.interfaces);
  }
  finish(): Promise<void> {
    return Promise.resolve();
  }
  position(): number {
    return this.reader.position();
  }
  keptBytes(): number {
    return 0;
  }
  close(): void {
    // it holds nothing
  }
}
