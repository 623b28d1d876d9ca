// Goes over the records of TLS that rows hand on, in frame order, for what they tell of those behind them.
import { recordLength, RECORD_HEADER_LEN } from '../../wire/tls';
import { isRecordHeader } from '../../wire/tls-shape';
import type { CaptureDocument } from './document';
import type { TlsRecords } from './tls-records';
import { TlsTracker } from './tls-tracker';

export class TlsFinder {
  readonly #document: CaptureDocument;
  readonly #records: TlsRecords;
  readonly #tracker: TlsTracker;

  constructor(document: CaptureDocument) {
    this.#document = document;
    this.#records = document.frameView.tlsRecords();
    this.#tracker = new TlsTracker(document.analysis.tls);
  }

  /** Bytes are missing before a row. */
  gap(flow: number, row: number): void {
    this.#tracker.gap(flow, this.#side(row));
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
