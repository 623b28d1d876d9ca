// What the connection of a row tells of its packets of QUIC, found again when somebody looks; bytes of handshake messages are gathered out of the Initial
// packets that carry them.
import type { MessageView, PieceView, QuicMessageView, QuicView } from '../../../dissect/contract/context';
import type { AnalysisView } from '../../../flow/capture-index-view';
import { quicCrypto } from '../../base/quic-initial';
import * as wire from '../../../wire/quic';
import { cryptoFrames } from '../../../wire/quic-frames';
import type { PayloadReader } from '../payload-reader';

const NOTHING = { overlap: false, conflict: false, multipleTails: false, tooLong: false };

/** A part of a message: `at` in it, and `length` bytes of the row's CRYPTO data, from place `place` of their stream on. */
interface Part {
  row: number;
  place: number;
  at: number;
  length: number;
}

export class QuicViews {
  readonly #analysis: AnalysisView;
  readonly #payloads: PayloadReader;
  /** the message that was put together last: whoever looks at a frame asks for the same one again */
  #last = 0;
  #lastBytes: Uint8Array | null = null;

  constructor(analysis: AnalysisView, payloads: PayloadReader) {
    this.#analysis = analysis;
    this.#payloads = payloads;
  }

  /** What a dissector is told of the frame in this row. */
  view(row: number): QuicView | null {
    const { quic } = this.#analysis;
    const index = quic.find(row);
    if (index < 0) return null;
    const keys = quic.keys(index);
    return {
      connection: quic.connection(keys),
      fromServer: quic.fromServer(index),
      initialCid: quic.cid(keys),
      shortCidLen: quic.shortCidLen(index),
      messages: this.#messages(row),
      completedIn: this.#completedIn(row),
    };
  }

  #messages(row: number): QuicMessageView[] {
    const { quic } = this.#analysis;
    const found: QuicMessageView[] = [];
    for (let message = quic.messageOf(row); message > 0 && quic.messageRow(message) === row; message++)
      found.push({
        place: quic.messagePlace(message),
        lastPlace: quic.messageLastPlace(message),
        message: this.#message(message),
      });
    return found;
  }

  #completedIn(row: number): number[] {
    const { quic } = this.#analysis;
    const frames = new Set<number>();
    for (let piece = quic.pieceOf(row); piece > 0 && quic.pieceRow(piece) === row; piece++) {
      const message = quic.pieceMessage(piece);
      if (message > 0) frames.add(quic.messageRow(message) + 1);
    }
    return [...frames];
  }

  #message(message: number): MessageView {
    return {
      reassembledIn: this.#analysis.quic.messageRow(message) + 1,
      bytes: () => this.#read(message),
      pieces: (): PieceView[] =>
        this.#parts(message).map(({ row, at, length }) => ({ frame: row + 1, start: at, len: length, ...NOTHING })),
    };
  }

  /** In the order of the bytes. */
  #parts(message: number): Part[] {
    const { quic } = this.#analysis;
    const from = quic.messagePlace(message);
    const to = from + quic.messageLength(message);
    const last = quic.messageRow(message);
    const parts: Part[] = [];
    for (let piece = quic.messageStream(message); piece > 0 && quic.pieceRow(piece) <= last;) {
      const place = Math.max(from, quic.piecePlace(piece));
      const end = Math.min(to, quic.piecePlace(piece) + quic.pieceLength(piece));
      if (place < end) parts.push({ row: quic.pieceRow(piece), place, at: place - from, length: end - place });
      piece = quic.nextPiece(piece);
    }
    return parts.sort((a, b) => a.at - b.at);
  }

  #read(message: number): Uint8Array | null {
    if (message === this.#last) return this.#lastBytes;
    const { quic } = this.#analysis;
    const whole = new Uint8Array(quic.messageLength(message));
    const parts = this.#parts(message);
    let filled = 0;
    for (const row of new Set(parts.map((part) => part.row)))
      filled += this.#gather(
        row,
        parts.filter((part) => part.row === row),
        whole,
      );
    this.#last = message;
    this.#lastBytes = filled === whole.length ? whole : null;
    return this.#lastBytes;
  }

  /** Copies the parts that a row has; returns how many bytes there were. */
  #gather(row: number, parts: Part[], whole: Uint8Array): number {
    const { quic } = this.#analysis;
    const index = quic.find(row);
    const cid = index < 0 ? null : quic.cid(quic.keys(index));
    const b = cid === null ? null : this.#payloads.datagram(row);
    if (b === null || cid === null) return 0;
    const open = new Set(parts);
    let filled = 0;
    for (let at = 0; at < b.length && wire.isLong(b, at);) {
      const packet = wire.longPacket(b, at, b.length);
      if (packet === null || packet.kind < 0 || packet.end > b.length) break;
      at = packet.end;
      if (packet.kind !== wire.INITIAL) continue;
      const bytes = b.subarray(packet.at, packet.end);
      const numberAt = packet.numberAt - packet.at;
      const opened = quicCrypto.openInitial(bytes, numberAt, packet.version, cid, quic.fromServer(index));
      for (const frame of opened === null ? [] : cryptoFrames(opened.bytes)) {
        const end = frame.place + frame.end - frame.dataAt;
        for (const part of open) {
          if (part.place < frame.place || part.place + part.length > end) continue;
          const from = frame.dataAt + part.place - frame.place;
          whole.set(opened!.bytes.subarray(from, from + part.length), part.at);
          filled += part.length;
          open.delete(part);
        }
      }
    }
    return filled;
  }
}
