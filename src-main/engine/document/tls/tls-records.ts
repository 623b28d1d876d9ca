// The records of TLS in a frame, found again when somebody looks: what the connection tells of each of them, and the bytes of handshake messages
// that span records.
import type {
  FrameContext,
  MessageView,
  TlsFragmentView,
  TlsRecordView,
  TlsView,
} from '../../../dissect/contract/context';
import { FrameDissector } from '../../../dissect/dissect';
import { LayerSink } from '../../../dissect/sinks/layer-sink';
import type { AnalysisView } from '../../../flow/capture-index-view';
import {
  BY_SERVER,
  EPOCH_MASK,
  PROTECTED,
  PROTOCOL_SHIFT,
  RESUMES,
  SERVER_A,
  SERVER_B,
  UNSURE,
} from '../../../reassembly/tls-table';
import { RECORD_HEADER_LEN } from '../../../wire/tls';
import { recordEnd } from '../../../wire/tls-shape';
import { reportBug } from '../../base/bug-log';
import type { DecryptedReader } from './decrypted-reader';

/** To a record it is all the same. */
const OPTIONS = { checkChecksums: false, relativeSequenceNumbers: false };

const NO_FRAGMENTS: readonly TlsFragmentView[] = [];

/** Told of each record: its number in the frame, its bytes from `at` to `to`, where those that were captured end. */
type See = (place: number, b: Uint8Array, at: number, to: number, end: number) => void;

export class TlsRecords {
  readonly #analysis: AnalysisView;
  readonly #bytes: (row: number) => Uint8Array;
  readonly #context: (row: number) => FrameContext;
  readonly #dissector = new FrameDissector(OPTIONS, new LayerSink(['tls']), reportBug);
  /** the message that was put together last: whoever looks at a frame asks for the same one again */
  #last = 0;
  #lastBytes: Uint8Array | null = null;

  readonly #opens: DecryptedReader | null;

  /** @param opens reads what is inside of records, for `view`; null: nobody asks */
  constructor(
    analysis: AnalysisView,
    bytes: (row: number) => Uint8Array,
    context: (row: number) => FrameContext,
    opens: DecryptedReader | null = null,
  ) {
    this.#opens = opens;
    this.#analysis = analysis;
    this.#bytes = bytes;
    this.#context = context;
  }

  /** Goes over the records that a row hands on, in the order in which they are dissected; false: it has other bytes than these as well. */
  each(row: number, see: See): boolean {
    // where records stand is asked for, not what they are
    const packet = this.#dissector.dissect(this.#bytes(row), { ...this.#context(row), tls: () => null });
    let place = 0;
    let whole = true;
    for (let i = 0; i < packet.layerCount; i++) {
      const { protocol, quoted, bytes, at: from, end, declaredEnd } = packet.layer(i);
      if (quoted) continue;
      if (protocol.abbrev === 'data') whole = false;
      if (protocol.abbrev !== 'tls') continue;
      let at = from;
      while (at < declaredEnd) {
        const to = recordEnd(bytes, at, end, declaredEnd);
        if (to < 0) break;
        see(place++, bytes, at, to, end);
        at = to;
      }
      if (at < declaredEnd) whole = false;
    }
    return whole && place > 0;
  }

  /** What a dissector is told of the frame in this row. */
  view(row: number): TlsView | null {
    const { tls, columns } = this.#analysis;
    const flow = columns.streamKind(row) === 'tcp' ? this.#analysis.flowOfRow(row) : -1;
    const connection = flow < 0 ? 0 : tls.of(flow);
    if (connection === 0) return null;
    return {
      version: tls.version(connection),
      cipher: tls.cipher(connection),
      protocol: tls.facts(connection) >>> PROTOCOL_SHIFT,
      record: (place) => this.#record(row, place, (tls.facts(connection) & (SERVER_A | SERVER_B)) !== 0),
      fragments: (place) => this.#fragments(row, place),
    };
  }

  #record(row: number, place: number, hasServer: boolean): TlsRecordView | null {
    const { tls } = this.#analysis;
    const record = tls.find(row, place);
    if (record < 0) return null;
    const state = tls.state(record);
    return {
      epoch: state & EPOCH_MASK,
      number: tls.number(record),
      isSure: (state & UNSURE) === 0,
      isProtected: (state & PROTECTED) !== 0,
      fromServer: hasServer ? (state & BY_SERVER) !== 0 : null,
      resumes: (state & RESUMES) !== 0,
      inside: (bytes) => this.#opens?.inside(record, bytes) ?? null,
    };
  }

  #fragments(row: number, place: number): readonly TlsFragmentView[] {
    const { tls } = this.#analysis;
    let piece = tls.pieceOf(row, place);
    if (piece === 0) return NO_FRAGMENTS;
    const fragments: TlsFragmentView[] = [];
    for (; tls.pieceRow(piece) === row && tls.piecePlace(piece) === place; piece++) {
      const message = tls.pieceMessage(piece);
      const isLast = tls.messageLength(message) > 0 && tls.nextPiece(piece) === 0;
      const type = tls.messageType(message);
      fragments.push({
        at: tls.pieceAt(piece),
        len: tls.pieceLength(piece),
        type,
        isLast,
        message: this.#message(message),
      });
    }
    return fragments;
  }

  #message(message: number): MessageView {
    const { tls } = this.#analysis;
    const isWhole = tls.messageLength(message) > 0;
    return {
      reassembledIn: tls.last(message),
      bytes: () => this.#read(message),
      pieces: () => {
        const pieces = [];
        let start = 0;
        for (let piece = tls.firstPiece(message); isWhole && piece !== 0; piece = tls.nextPiece(piece)) {
          const len = tls.pieceLength(piece);
          const nothing = { overlap: false, conflict: false, multipleTails: false, tooLong: false };
          pieces.push({ frame: tls.pieceRow(piece) + 1, start, len, ...nothing });
          start += len;
        }
        return pieces;
      },
    };
  }

  /** All bytes of a message: those of its pieces, read again from the frames that carry them. */
  #read(message: number): Uint8Array | null {
    if (message === this.#last) return this.#lastBytes;
    const { tls } = this.#analysis;
    const length = tls.messageLength(message);
    const whole = new Uint8Array(length);
    let filled = 0;
    for (let piece = tls.firstPiece(message); piece !== 0 && length > 0;) {
      const row = tls.pieceRow(piece);
      this.each(row, (place, b, at, to, end) => {
        for (; piece !== 0 && tls.pieceRow(piece) === row && tls.piecePlace(piece) === place;) {
          const from = at + RECORD_HEADER_LEN + tls.pieceAt(piece);
          const until = Math.min(from + tls.pieceLength(piece), to, end, from + length - filled);
          if (until > from) whole.set(b.subarray(from, until), filled);
          filled += Math.max(0, until - from);
          piece = tls.nextPiece(piece);
        }
      });
      // the row has not the records that it had
      if (piece !== 0 && tls.pieceRow(piece) === row) break;
    }
    this.#last = message;
    this.#lastBytes = filled === length && length > 0 ? whole : null;
    return this.#lastBytes;
  }
}
