// What the connection of a row tells of its records of DTLS, found again when somebody looks, and what is inside of those that keys open.
import type { DtlsInside, DtlsView } from '../../../dissect/contract/context';
import type { AnalysisView } from '../../../flow/capture-index-view';
import { openDatagramRecord } from '../../../tls/datagram-record';
import { unpackProtection } from '../../../tls/protection-bytes';
import type { Protection } from '../../../tls/record-cipher';
import * as wire from '../../../wire/dtls';
import { nodePrimitives } from '../../base/crypto';
import { DatagramBytes, datagramView } from '../datagram-bytes';
import type { PayloadReader } from '../payload-reader';

const NOTHING = new Uint8Array(0);
/** Keys that are kept unpacked. */
const KEPT_KEYS = 64;

export class DtlsViews {
  readonly #analysis: AnalysisView;
  readonly #messages: DatagramBytes;
  readonly #unpacked = new Map<number, Protection>();
  #version = 0;

  constructor(analysis: AnalysisView, payloads: PayloadReader) {
    this.#analysis = analysis;
    const fragments = { view: (row: number) => payloads.datagram(row) ?? NOTHING };
    this.#messages = new DatagramBytes(analysis.dtls.fragments, fragments);
  }

  /** What a dissector is told of the frame in this row. */
  view(row: number): DtlsView | null {
    const { columns, dtls } = this.#analysis;
    if (columns.streamKind(row) !== 'udp') return null;
    const connection = dtls.of(this.#analysis.flowOfRow(row));
    if (connection === 0) return null;
    return {
      version: dtls.version(connection),
      cipher: dtls.cipher(connection),
      cidLen: dtls.cidLen(connection, columns.fromA(row) ? 0 : 1),
      message: (at) => datagramView(dtls.fragments, this.#messages, row, 0, at),
      inside: (record) => this.#inside(row, 2 * connection + (columns.fromA(row) ? 0 : 1), record),
    };
  }

  #inside(row: number, direction: number, record: Uint8Array): DtlsInside | null {
    const { keys } = this.#analysis.dtls;
    if (keys.count === 0 || record.length < wire.RECORD_HEADER_LEN || wire.isUnified(record[0])) return null;
    const number = keys.find(direction, wire.epoch(record, 0), row);
    if (number === 0) return null;
    const opened = openDatagramRecord(nodePrimitives, this.#protection(number), record);
    return opened.ok ? { type: opened.type, bytes: opened.content } : null;
  }

  #protection(number: number): Protection {
    const { keys } = this.#analysis.dtls;
    if (keys.version !== this.#version || this.#unpacked.size >= KEPT_KEYS) this.#unpacked.clear();
    this.#version = keys.version;
    let found = this.#unpacked.get(number);
    if (found === undefined) this.#unpacked.set(number, (found = unpackProtection(keys.bytesOf(number))));
    return found;
  }
}
