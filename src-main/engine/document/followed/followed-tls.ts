// What was inside of the TLS of one connection: the application data of records that keys opened, in the order of the records. A protected record among them
// that stayed closed is a gap, as long as what it holds; so are records that no dissector is handed, because a segment completes them that came late, or again.
import { FROM_B, GAP, Pieces } from '../../../flow/follow/pieces';
import type { FollowGap } from '../../../ipc/contracts/follow-contract';
import type { FlowRow } from '../../../ipc/flow-facts';
import { PROTECTED } from '../../../reassembly/tls-table';
import { APPLICATION_DATA, RECORD_HEADER_LEN } from '../../../wire/tls';
import type { DecryptedReader } from '../tls/decrypted-reader';
import type { CaptureDocument } from '../document';
import { LateRecords } from './late-records';
import { FlowWalk, knownRows, type Followed } from './followed';
import type { TlsRecords } from '../tls/tls-records';

/** Keys from here on are rows, of records that nobody opens. */
const LATE = 0x80000000;

/** Keys are indices in the table of records, or LATE and a row. */
export class FollowedTls implements Followed {
  readonly flow: FlowRow;
  readonly pieces = new Pieces();
  readonly #document: CaptureDocument;
  readonly #walk: FlowWalk;
  readonly #reader: DecryptedReader;
  readonly #records: TlsRecords;
  readonly #late: LateRecords;
  /** before its first record the stream may have been something else */
  #hasBegun = false;

  constructor(document: CaptureDocument, flow: FlowRow) {
    this.flow = flow;
    this.#document = document;
    this.#walk = new FlowWalk(document, flow);
    this.#reader = document.frameView.decryptedReader();
    this.#records = document.frameView.tlsRecords();
    this.#late = new LateRecords(document, flow);
  }

  /** Some of its records were opened. */
  static isOpened({ analysis }: CaptureDocument, flow: number): boolean {
    return analysis.decrypted.connections.has(analysis.tls.of(flow));
  }

  grow(hasTime: () => boolean): boolean {
    // of a connection without keys all is closed
    if (!FollowedTls.isOpened(this.#document, this.flow.id)) return true;
    return this.#walk.grow((row) => this.#take(row), hasTime, knownRows(this.#document));
  }

  #take(row: number): void {
    const { tls, decrypted, columns } = this.#document.analysis;
    const kind = columns.fromA(row) ? 0 : FROM_B;
    const late = this.#late.take(row);
    if (late > 0 && this.#hasBegun) this.pieces.add(LATE + row, 0, late, kind | GAP);
    let closed: readonly number[] | null = null;
    const first = tls.firstOf(row);
    for (let record = first; tls.find(row, record - first) === record; record++) {
      const opened = decrypted.find(record);
      this.#hasBegun = true;
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
    if (record >= LATE) return null;
    const opened = this.#document.analysis.decrypted.find(record);
    return opened < 0 ? null : this.#reader.payload(opened);
  }

  rowOf(record: number): number {
    return record >= LATE ? record - LATE : this.#document.analysis.tls.row(record);
  }

  gapBy(record: number): FollowGap {
    return record >= LATE ? 'late' : 'closed';
  }
}
