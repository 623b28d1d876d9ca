// Goes over the TCP segments of a capture in frame order and keeps, of each connection that may carry TLS, the rows that its handshake can be in. When
// it has enough of them, or the connection ends, or the capture does, the handshake is looked at as the window looks at one (answers/tls/tls-look.ts).
import type { TlsHandshake } from '../../ipc/contracts/tls-contract';
import { CHUNK_BITS } from '../../flow/columns/columns';
import type { HandshakeFrames } from '../../flow/table/handshake-table';
import type { HandshakeFacts } from '../../tls/look-facts';
import { HandshakeLook } from '../../tls/look-handshake';
import { mayBeRecord } from '../../tls/look-records';
import { mayTurnToTls, TLS_PORTS } from '../../tls/outcome-plain';
import { FIN, RST, SYN } from '../../wire/tcp';
import { openedOf } from '../answers/tls/tls-opened';
import { takePiece } from '../answers/tls/tls-pieces';
import { tcpHints } from '../answers/tls/tls-hints';
import { handshakeOf, tlsRowOf } from '../answers/tls/tls-handshake';
import type { DecryptedReader } from '../document/tls/decrypted-reader';
import type { CaptureDocument } from '../document/document';
import { FollowedFlow } from '../document/followed/followed-flow';
import type { PayloadReader } from '../document/payload-reader';

/** Rows with payload that are kept of a connection: handshakes take some ten of them. */
const MOST_ROWS = 48;
/** Rows that open, reset and close it. */
const MOST_MARKS = 16;
/** Connections whose rows are kept at a time: beyond, the one that has waited longest is looked at as far as it is there. */
const MOST_WAITING = 50_000;

interface Waiting {
  /** with payload, in frame order */
  rows: number[];
  /** that open, reset or close it */
  marks: number[];
  last: number;
  /** there is more than is kept */
  full: boolean;
  /** ends that have closed: 1 a, 2 b */
  closed: number;
}

/** By flow: what its first payload has told. */
const UNKNOWN = 0;
const WAITS = 1;
const OVER = 2;

export class TlsFinder {
  readonly #document: CaptureDocument;
  readonly #payloads: PayloadReader;
  #reader: DecryptedReader | null = null;
  readonly #found: ((handshake: TlsHandshake, rows: readonly number[]) => void) | null;
  readonly #waiting = new Map<number, Waiting>();
  #states = new Uint8Array(1024);
  /** rows that were gone over */
  looked = 0;

  /** @param found is told of each handshake beside the table of facts (HandshakeTable) */
  constructor(
    document: CaptureDocument,
    found: ((handshake: TlsHandshake, rows: readonly number[]) => void) | null = null,
  ) {
    this.#document = document;
    this.#payloads = document.frameView.payloads();
    this.#found = found;
  }

  /** Goes over rows up to `end`. */
  look(end: number): void {
    for (; this.looked < end; this.looked++) this.#row(this.looked);
  }

  /** Connections whose handshake is not looked at yet. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** No more rows come: looks at the next of those that wait. */
  settle(): void {
    const [next] = this.#waiting;
    if (next !== undefined) this.#finish(next[0], next[1]);
  }

  /** Looks at all that wait, and keeps them waiting: for a capture that goes on. */
  *preview(): Generator<void> {
    for (const [flow, waiting] of this.#waiting) {
      this.#judge(flow, waiting);
      yield;
    }
  }

  #state(flow: number): number {
    if (flow >= this.#states.length) {
      const wider = new Uint8Array(Math.max(2 * this.#states.length, flow + 1));
      wider.set(this.#states);
      this.#states = wider;
    }
    return this.#states[flow];
  }

  #row(row: number): void {
    const { columns, analysis } = this.#document;
    if (columns.chunk(row >>> CHUNK_BITS).tcp === null || columns.streamKind(row) !== 'tcp' || columns.partial(row))
      return;
    const flags = columns.flags(row);
    const length = columns.payloadLen(row);
    const special = flags & (SYN | FIN | RST);
    if (length === 0 && special === 0) return;
    const flow = analysis.flowOfRow(row);
    const state = this.#state(flow);
    if (state === OVER) return;
    if (state === UNKNOWN) {
      if (length === 0) return;
      this.#begin(flow, row);
      if (this.#states[flow] === OVER) return;
    }
    const waiting = this.#waiting.get(flow);
    if (!waiting) return;
    waiting.last = row;
    if (special !== 0 && waiting.marks.length < MOST_MARKS) waiting.marks.push(row);
    if (length > 0) {
      if (waiting.rows.length >= MOST_ROWS) waiting.full = true;
      else waiting.rows.push(row);
    }
    if (flags & FIN) waiting.closed |= columns.fromA(row) ? 1 : 2;
    // both ends have closed, or one has reset, or there is enough: nothing more of the handshake comes
    if (waiting.full || waiting.closed === 3) this.#finish(flow, waiting);
  }

  /** The first payload of a connection tells whether it is worth following. */
  #begin(flow: number, row: number): void {
    const { analysis } = this.#document;
    const { ports } = analysis.table.chunk(flow);
    const i = 2 * analysis.table.position(flow);
    const isCandidate =
      [ports[i], ports[i + 1]].some((port) => TLS_PORTS.has(port) || mayTurnToTls(port)) || this.#isRecord(row);
    this.#states[flow] = isCandidate ? WAITS : OVER;
    if (!isCandidate) return;
    if (this.#waiting.size >= MOST_WAITING) {
      const [oldest] = this.#waiting;
      this.#finish(oldest[0], oldest[1]);
    }
    const synAck = (analysis.table.chunk(flow).tcp?.synAckFrame[analysis.table.position(flow)] ?? 0) - 1;
    const first = analysis.table.chunk(flow).firstFrame[analysis.table.position(flow)] - 1;
    const marks = [first, ...(synAck > first && synAck < row ? [synAck] : [])];
    this.#waiting.set(flow, { rows: [], marks, last: row, full: false, closed: 0 });
  }

  #isRecord(row: number): boolean {
    const bytes = this.#payloads.payload(row);
    return bytes !== null && bytes.length >= 6 && mayBeRecord(bytes, 0, bytes.length);
  }

  /** Looks again at all connections of which keys opened something, where that is other than before: what was hidden is told then. */
  *reopen(): Generator<void> {
    const { tls, decrypted } = this.#document.analysis;
    const key = `${decrypted.version} ${decrypted.records}`;
    if (key === this.#reopened || decrypted.records === 0) return;
    this.#reopened = key;
    for (const connection of [...decrypted.connections]) {
      this.#judgeAgain(tls.flowOf(connection));
      yield;
    }
  }
  #reopened = '';

  #judgeAgain(flow: number): void {
    const { columns, analysis } = this.#document;
    const { stream, firstFrame, lastFrame } = analysis.flows.row(flow);
    const waiting: Waiting = { rows: [], marks: [], last: lastFrame - 1, full: false, closed: 0 };
    for (let row = firstFrame - 1; !waiting.full && row < lastFrame; row++) {
      row = columns.nextOfStream('tcp', stream, row, lastFrame);
      if (row < 0) break;
      if (columns.partial(row)) continue;
      if (columns.flags(row) & (SYN | FIN | RST) && waiting.marks.length < MOST_MARKS) waiting.marks.push(row);
      if (columns.payloadLen(row) === 0) continue;
      if (waiting.rows.length >= MOST_ROWS) waiting.full = true;
      else waiting.rows.push(row);
    }
    if (waiting.rows.length > 0) this.#judge(flow, waiting);
  }

  #finish(flow: number, waiting: Waiting): void {
    this.#judge(flow, waiting);
    this.#end(flow);
  }
  #end(flow: number): void {
    this.#waiting.delete(flow);
    this.#states[flow] = OVER;
  }

  #judge(id: number, { rows, marks, last, full }: Waiting): void {
    const document = this.#document;
    const flow = document.analysis.flows.row(id);
    const followed = new FollowedFlow(document, flow, this.#payloads);
    followed.takeRows(rows);
    const look = new HandshakeLook(openedOf(document, flow, (this.#reader ??= document.frameView.decryptedReader())));
    for (let piece = 0; piece < followed.pieces.count && !look.over; piece++) takePiece(look, followed, piece);
    const { facts } = look;
    facts.cutShort ||= full;
    const hints = tcpHints(document, flow, [...marks, last], facts.clientIsA);
    const found = handshakeOf(flow, facts, hints, (row) => document.columns.timeSec(row), rows[0]);
    if (!found) return;
    document.analysis.handshakes.set(id, tlsRowOf(found, facts), framesOf(facts));
    this.#found?.(found, [...new Set([found.frame - 1, ...facts.messages.map(({ row }) => row)])]);
  }
}

/** A hello that the server refused with an alert has its answer: it counts as not seen. */
function framesOf({ helloRow, retryRow, serverHelloRow, completeRow, alerts }: HandshakeFacts): HandshakeFrames {
  const answer = 1 + (retryRow >= 0 ? retryRow : serverHelloRow);
  const isRefused = answer === 0 && alerts.some(({ fromClient }) => !fromClient);
  return { hello: isRefused ? 0 : helloRow + 1, answer, complete: completeRow + 1 };
}
