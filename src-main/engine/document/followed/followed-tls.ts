// What was inside of the TLS of one connection: the application data of records that keys opened, in the order of the records. A protected record among them
// that stayed closed is a gap, as long as what it holds.
import { FROM_B, GAP, Pieces } from '../../../flow/follow/pieces';
import type { FlowRow } from '../../../ipc/flow-facts';
import { PROTECTED } from '../../../reassembly/tls-table';
import { APPLICATION_DATA, RECORD_HEADER_LEN } from '../../../wire/tls';
import type { DecryptedReader } from '../tls/decrypted-reader';
import type { CaptureDocument } from '../document';
import { FlowWalk, knownRows, type Followed } from './followed';
import type { TlsRecords } from '../tls/tls-records';

/** Keys are indices in the table of records. */
export class FollowedTls implements Followed {
  readonly flow: FlowRow;
  readonly pieces = new Pieces();
  readonly gapBy = 'closed';
  readonly #document: CaptureDocument;
  readonly #walk: FlowWalk;
  readonly #reader: DecryptedReader;
  readonly #records: TlsRecords;

  constructor(document: CaptureDocument, flow: FlowRow) {
    this.flow = flow;
    this.#document = document;
    this.#walk = new FlowWalk(document, flow);
    this.#reader = document.frameView.decryptedReader();
    this.#records = document.frameView.tlsRecords();
  }

  grow(hasTime: () => boolean): boolean {
    const { tls, decrypted } = this.#document.analysis;
    // of a connection without keys all is closed
    if (!decrypted.connections.has(tls.of(this.flow.id))) return true;
    return this.#walk.grow((row) => this.#take(row), hasTime, knownRows(this.#document));
  }

  #take(row: number): void {
    const { tls, decrypted, columns } = this.#document.analysis;
    const kind = columns.fromA(row) ? 0 : FROM_B;
    let closed: readonly number[] | null = null;
    const first = tls.firstOf(row);
    for (let record = first; tls.find(row, record - first) === record; record++) {
      const opened = decrypted.find(record);
      if (opened >= 0) {
        const length = decrypted.payloadLen(opened);
        if (decrypted.type(opened) === APPLICATION_DATA && length > 0) this.pieces.add(record, 0, length, kind);
      } else if (tls.state(record) & PROTECTED)
        this.pieces.add(record, 0, (closed ??= this.#lengths(row))[record - first] ?? 0, kind | GAP);
    }
  }

  /** By record of a row: bytes behind its header. */
  #lengths(row: number): number[] {
    const lengths: number[] = [];
    this.#records.each(row, (_, __, at, to) => lengths.push(to - at - RECORD_HEADER_LEN));
    return lengths;
  }

  payload(record: number): Uint8Array | null {
    const opened = this.#document.analysis.decrypted.find(record);
    return opened < 0 ? null : this.#reader.payload(opened);
  }

  rowOf(record: number): number {
    return this.#document.analysis.tls.row(record);
  }
}
