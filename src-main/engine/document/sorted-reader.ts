// A capture that was read already, once more in the order of time: for files whose frames were written out of order. Frames with the same
// time keep their order; one without a time stays behind the frame that it follows in the file.
import type { CaptureReader, ReadResult } from '../../formats/capture-reader';
import type { FrameBatch } from '../../memory/frame-batch';
import { FRAME_HAS_OPTIONS, FRAME_NO_TIME } from '../../memory/frame-batch';
import type { CaptureDocument } from './document';

/** Bytes of a batch; a longer frame makes one of its own. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Rows in the order of time. */
function rowsByTime({ columns }: CaptureDocument): Uint32Array {
  const count = columns.count;
  const sec = new Float64Array(count);
  const nano = new Uint32Array(count);
  for (let row = 0; row < count; row++) {
    const timed = columns.hasTime(row);
    sec[row] = timed ? columns.timeSec(row) : row > 0 ? sec[row - 1] : -Infinity;
    nano[row] = timed ? columns.timeNano(row) : row > 0 ? nano[row - 1] : 0;
  }
  const later = (a: number, b: number): number => (sec[a] === sec[b] ? nano[a] - nano[b] : sec[a] < sec[b] ? -1 : 1);
  return Uint32Array.from({ length: count }, (_, row) => row).sort((a, b) => later(a, b) || a - b);
}

export class SortedReader implements CaptureReader {
  readonly format: string;
  readonly interfaces: CaptureReader['interfaces'];
  readonly extras: CaptureReader['extras'];
  follow = false;
  readonly atEnd = null;
  readonly #document: CaptureDocument;
  /** rows of the document, in the order of time */
  readonly rows: Uint32Array;
  #next = 0;

  /** `document`: read to its end; its source stays open. */
  constructor(document: CaptureDocument) {
    this.#document = document;
    this.format = document.format;
    this.interfaces = document.interfaces;
    this.extras = document.extras;
    this.rows = rowsByTime(document);
  }

  next(batch: FrameBatch): ReadResult {
    if (this.#next >= this.rows.length) return { kind: 'end' };
    const { columns } = this.#document;
    const offset = (batch.offset ??= new Float64Array(batch.start.length));
    const first = columns.capturedLen(this.rows[this.#next]);
    if (batch.bytes.length < Math.max(MOST_BYTES, first)) batch.bytes = new Uint8Array(Math.max(MOST_BYTES, first));
    let at = 0;
    let i = 0;
    for (; i < batch.start.length && this.#next < this.rows.length; i++, this.#next++) {
      const row = this.rows[this.#next];
      if (i > 0 && at + columns.capturedLen(row) > batch.bytes.length) break;
      const bytes = this.#document.bytes(row);
      batch.bytes.set(bytes, at);
      batch.start[i] = at;
      offset[i] = columns.offset(row);
      batch.capturedLen[i] = bytes.length;
      batch.originalLen[i] = columns.originalLen(row);
      batch.timeSec[i] = columns.timeSec(row);
      batch.timeNano[i] = columns.timeNano(row);
      batch.interfaceIndex[i] = columns.interfaceIndex(row);
      batch.flags[i] = (columns.hasTime(row) ? 0 : FRAME_NO_TIME) | (columns.hasOptions(row) ? FRAME_HAS_OPTIONS : 0);
      at += bytes.length;
    }
    batch.base = 0;
    batch.count = i;
    return { kind: 'frames' };
  }

  position(): number {
    const share = this.rows.length === 0 ? 1 : this.#next / this.rows.length;
    return Math.round(share * this.#document.position);
  }
}
