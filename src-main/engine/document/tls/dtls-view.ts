// What the connection of a row tells of its records of DTLS, found again when somebody looks.
import type { DtlsView } from '../../../dissect/contract/context';
import type { AnalysisView } from '../../../flow/capture-index-view';
import { DatagramBytes, datagramView } from '../datagram-bytes';
import type { PayloadReader } from '../payload-reader';

const NOTHING = new Uint8Array(0);

export class DtlsViews {
  readonly #analysis: AnalysisView;
  readonly #messages: DatagramBytes;

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
    };
  }
}
