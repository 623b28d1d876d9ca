// Goes over the records of TLS that rows hand on, in frame order, for what they tell of those behind them.
import { seqAdd, seqDiff } from '../../../wire/seq';
import { recordLength, RECORD_HEADER_LEN } from '../../../wire/tls';
import { isRecordHeader } from '../../../wire/tls-shape';
import type { CaptureDocument } from '../document';
import type { TlsRecords } from './tls-records';
import { TlsTracker } from './tls-tracker';

export class TlsFinder {
  readonly #document: CaptureDocument;
  readonly #records: TlsRecords;
  readonly #tracker: TlsTracker;
  /** by direction: the number behind the bytes that were there */
  readonly #next = new Map<number, number>();

  constructor(document: CaptureDocument) {
    this.#document = document;
    this.#records = document.frameView.tlsRecords();
    this.#tracker = new TlsTracker(document.analysis.tls);
  }

  /** Takes note of the numbers of a segment; false where all its bytes were there before. */
  follows(flow: number, row: number, seq: number, length: number): boolean {
    const side = this.#side(row);
    const direction = 2 * flow + side;
    const next = this.#next.get(direction);
    const end = seqAdd(seq, length);
    if (next !== undefined && seqDiff(end, next) <= 0) return false;
    if (next !== undefined && seqDiff(seq, next) > 0) this.#tracker.gap(flow, side);
    this.#next.set(direction, end);
    return true;
  }

  #side(row: number): number {
    return this.#document.analysis.columns.fromA(row) ? 0 : 1;
  }

  /** Takes the records that a row hands on; its own messages are known. */
  take(flow: number, row: number): void {
    const side = this.#side(row);
    const isWhole = this.#records.each(row, (place, b, at, to, end) => {
      const isRecord = isRecordHeader(b, at) && to - at === RECORD_HEADER_LEN + recordLength(b, at);
      if (isRecord) this.#tracker.record(flow, side, row, place, b, at, end);
      else this.#tracker.oldHello(flow, side, row);
    });
    // bytes that are no records, or were not captured
    if (!isWhole) this.#tracker.gap(flow, side);
  }
}
