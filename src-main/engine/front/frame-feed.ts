// Where the frames of a capture come from, batch by batch, cut and scanned: from the engine's own thread, or from one that reads ahead.
import { createBatch } from '../../formats/batch';
import type { CaptureReader, FrameBatch, ReadResult } from '../../formats/capture-reader';
import type { Analysis } from '../../flow/capture-index';

export interface FrameFeed {
  /** frames of the last `next` */
  readonly batch: FrameBatch;
  /** Next frames, null: none yet (see `soon`). What was given before is not there any more. */
  next(): ReadResult | null;
  /** Settles when it is worth asking again. */
  soon(): Promise<void>;
  /** Gives the frames of the last `next` to the analysis. */
  into(analysis: Analysis): void;
  /** bytes of the source that what was given goes to */
  position(): number;
  /** Nothing more is wanted. */
  close(): void;
}

/** Reads, cuts and scans when it is asked. */
export class OwnFeed implements FrameFeed {
  readonly batch = createBatch();

  constructor(private readonly reader: CaptureReader) {}

  next(): ReadResult {
    return this.reader.next(this.batch);
  }
  soon(): Promise<void> {
    return Promise.resolve();
  }
  into(analysis: Analysis): void {
    analysis.addBatch(this.batch, this.reader.interfaces);
  }
  position(): number {
    return this.reader.position();
  }
  close(): void {
    // it holds nothing
  }
}
