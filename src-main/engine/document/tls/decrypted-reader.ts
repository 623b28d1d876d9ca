// What is inside of records that were opened (reassembly/decrypted.ts), opened again when somebody looks: the engine has one, each of its workers has one.
import type { FrameContext, HeaderStart, MessageView, TlsInside, TlsSpanView } from '../../../dissect/contract/context';
import type { AnalysisView } from '../../../flow/capture-index-view';
import type { Decrypted } from '../../../reassembly/decrypted';
import { pieceLength } from '../../../reassembly/segment-pieces';
import { unpackProtection } from '../../../tls/protection-bytes';
import { openRecord, type Protection } from '../../../tls/record-cipher';
import { ALERT, APPLICATION_DATA } from '../../../wire/tls';
import { nodePrimitives } from '../../base/crypto';
import { MessageBytes } from '../messages/message-bytes';
import type { TlsRecords } from './tls-records';

/** Contents that are kept: whoever looks at one asks for it again. */
const KEPT = 64;
const KEPT_BYTES = 1024 * 1024;
/** Keys that are kept unpacked. */
const KEPT_KEYS = 64;

const NO_SPANS: readonly TlsSpanView[] = [];

export class DecryptedReader {
  readonly #analysis: AnalysisView;
  readonly #records: TlsRecords;
  #version = -1;
  #messages: MessageBytes | null = null;
  readonly #contents = new Map<number, Uint8Array>();
  #contentBytes = 0;
  readonly #keys = new Map<number, Protection>();

  /** @param records nobody else reads through it meanwhile */
  constructor(analysis: AnalysisView, records: TlsRecords) {
    this.#analysis = analysis;
    this.#records = records;
  }

  get #decrypted(): Decrypted {
    this.#begin();
    return this.#analysis.decrypted;
  }

  /** Forgets what other keys have opened. */
  #begin(): void {
    const { decrypted } = this.#analysis;
    if (decrypted.version !== this.#version) {
      this.#version = decrypted.version;
      this.#messages = null;
      this.#contents.clear();
      this.#contentBytes = 0;
      this.#keys.clear();
    }
  }

  /** Reads messages that span records. */
  get messages(): MessageBytes {
    const decrypted = this.#decrypted;
    return (this.#messages ??= new MessageBytes(decrypted.messages, decrypted, this));
  }

  /** Keeps what is inside of a record that was opened just now. */
  keep(opened: number, content: Uint8Array): void {
    this.#begin();
    this.#contents.set(opened, content);
    this.#contentBytes += content.length;
    for (const [oldest, { length }] of this.#contents) {
      if (this.#contents.size <= KEPT && this.#contentBytes <= KEPT_BYTES) return;
      if (oldest === opened) return;
      this.#contents.delete(oldest);
      this.#contentBytes -= length;
    }
  }

  /** What is inside of an opened record; null: it cannot be read any more. */
  payload(opened: number): Uint8Array | null {
    const record = this.#decrypted.record(opened);
    return this.#contents.get(opened) ?? this.#open(opened, this.#sealed(record));
  }

  /** The bytes of a record, read again from the frames. */
  #sealed(record: number): Uint8Array | null {
    const { tls } = this.#analysis;
    const row = tls.row(record);
    const wanted = record - tls.firstOf(row);
    let found: Uint8Array | null = null;
    this.#records.each(row, (place, b, at, to, end) => {
      if (place === wanted && to <= end) found = b.slice(at, to);
    });
    return found;
  }

  #open(opened: number, sealed: Uint8Array | null): Uint8Array | null {
    const decrypted = this.#decrypted;
    if (sealed === null) return null;
    const number = decrypted.keys(opened);
    let keys = this.#keys.get(number);
    if (keys === undefined) {
      keys = unpackProtection(decrypted.keysOf(number));
      if (this.#keys.size >= KEPT_KEYS) this.#keys.clear();
      this.#keys.set(number, keys);
    }
    const before = decrypted.before(opened);
    const last = before < 0 ? null : this.#sealed(before);
    const said = openRecord(nodePrimitives, keys, sealed, decrypted.number(opened), last);
    if (!said.ok) return null;
    this.keep(opened, said.content);
    return said.content;
  }

  /** What a dissector is told of a record, the bytes of which are `sealed`; null: it is closed. */
  inside(record: number, sealed: Uint8Array): TlsInside | null {
    const decrypted = this.#decrypted;
    const opened = decrypted.find(record);
    if (opened < 0) return null;
    const bytes = this.#contents.get(opened) ?? this.#open(opened, sealed);
    if (bytes === null) return null;
    const type = decrypted.type(opened);
    return {
      type,
      bytes,
      key: type === APPLICATION_DATA || type === ALERT ? decrypted.exchanges.keyOf(this.#flowOf(record), opened) : -1,
      spans: () => this.#spans(opened),
      exchange: (place) => this.#exchange(opened, place),
      headers: (place) => this.#headers(opened, place),
    };
  }

  #flowOf(record: number): number {
    return this.#analysis.flowOfRow(this.#analysis.tls.row(record));
  }
  #row(opened: number): number {
    return this.#analysis.tls.row(this.#analysis.decrypted.record(opened));
  }

  #spans(opened: number): readonly TlsSpanView[] {
    const decrypted = this.#decrypted;
    const { messages } = decrypted;
    let piece = messages.pieceOf(opened);
    if (piece === 0) return NO_SPANS;
    const spans: TlsSpanView[] = [];
    for (; piece <= messages.pieces && messages.row(piece) === opened; piece++) {
      const message = messages.messageOf(piece);
      const at = messages.at(piece);
      const len = pieceLength(messages, decrypted, piece, message);
      const isLast = message !== 0 && messages.last(message) === opened + 1;
      const first = (): number => this.#firstByte(message);
      spans.push({ at, len, isLast, first, message: message === 0 ? null : this.#view(message) });
    }
    return spans;
  }

  #view(message: number): MessageView {
    const { messages } = this.#decrypted;
    const view = this.messages.view(message);
    const last = messages.last(message);
    return {
      ...view,
      reassembledIn: last === 0 ? 0 : this.#row(last - 1) + 1,
      pieces: () => view.pieces().map((piece) => ({ ...piece, frame: this.#row(piece.frame - 1) + 1 })),
    };
  }

  #firstByte(message: number): number {
    const { messages } = this.#decrypted;
    const piece = message === 0 ? 0 : messages.firstPiece(message);
    return piece === 0 ? 0 : (this.payload(messages.row(piece))?.[messages.at(piece)] ?? 0);
  }

  #exchange(opened: number, place: number): ReturnType<FrameContext['exchange']> {
    const { exchanges } = this.#decrypted;
    const { columns } = this.#analysis;
    const found = exchanges.find(opened, place);
    if (found === 0) return null;
    const frame = (number: number): number => (number === 0 ? 0 : this.#row(number - 1) + 1);
    const request = frame(exchanges.request(found));
    const timed = request > 0 && columns.hasTime(request - 1);
    const before = exchanges.before(found);
    const after = exchanges.after(found);
    return {
      kind: exchanges.kind(found),
      number: exchanges.number(found),
      request,
      response: frame(exchanges.response(found)),
      requestTime: timed ? { sec: columns.timeSec(request - 1), nano: columns.timeNano(request - 1) } : null,
      previousRequest: before > 0 ? frame(exchanges.request(before)) : 0,
      previousResponse: before > 0 ? frame(exchanges.response(before)) : 0,
      nextRequest: after > 0 ? frame(exchanges.request(after)) : 0,
      nextResponse: after > 0 ? frame(exchanges.response(after)) : 0,
    };
  }

  #headers(opened: number, place: number): HeaderStart | null {
    const found = this.#decrypted.headers.find(opened, place);
    return found === null ? null : { ...found, done: () => undefined };
  }
}
