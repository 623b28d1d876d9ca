// Bytes of a stream of TLS in records that no dissector is handed, because the segment that completes them came late, or again (`tcp-payload.ts`).
import { FAST_RETRANSMISSION, REPEAT_MASK } from '../../../dissect/contract/analysis-flags';
import type { FlowRow } from '../../../ipc/flow-facts';
import { pieceLength } from '../../../reassembly/segment-pieces';
import type { CaptureDocument } from '../document';
import { FollowedFlow } from './followed-flow';

export class LateRecords {
  readonly #document: CaptureDocument;
  readonly #stream: FollowedFlow;

  constructor(document: CaptureDocument, flow: FlowRow) {
    this.#document = document;
    this.#stream = new FollowedFlow(document, flow);
  }

  /** Takes the next row of the connection; returns how many bytes of records nobody is handed because of it. */
  take(row: number): number {
    const { pieces } = this.#stream;
    const first = pieces.count;
    this.#stream.takeRows([row]);
    if (first === pieces.count || !this.#isLate(row)) return 0;
    let fresh = 0;
    let behind = 0;
    for (let piece = first; piece < pieces.count; piece++) {
      const length = pieces.isGap(piece) ? 0 : pieces.length(piece);
      if (pieces.row(piece) === row) fresh += length;
      else if (this.#isUnread(pieces.row(piece))) behind += length;
    }
    return fresh > 0 ? behind + this.#notHanded(row, fresh) : 0;
  }

  /** It waited for this segment, and begins in the middle of a record. */
  #isUnread(row: number): boolean {
    const { messages, tls } = this.#document.analysis;
    return messages.pieceOf(row) === 0 && tls.find(row, 0) < 0;
  }

  #isLate(row: number): boolean {
    const kind = this.#document.columns.analysis(row) & REPEAT_MASK;
    return kind !== 0 && kind !== FAST_RETRANSMISSION;
  }

  /** Of a late row with so many bytes that were not there before. */
  #notHanded(row: number, fresh: number): number {
    const { messages, columns } = this.#document.analysis;
    let alone = fresh;
    let whole = 0;
    for (let piece = messages.pieceOf(row); piece !== 0 && piece <= messages.pieces; piece++) {
      if (messages.row(piece) !== row) break;
      const message = messages.messageOf(piece);
      if (message === 0) continue;
      // what another segment completes is handed on there, or counted there
      alone -= pieceLength(messages, columns, piece, message);
      if (messages.last(message) === row + 1) whole += messages.length(message);
    }
    return whole + Math.max(0, alone);
  }
}
