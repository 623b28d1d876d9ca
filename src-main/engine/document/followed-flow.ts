// The payload of one conversation in the order in which it was read there. Grows with its capture: `grow` takes the rows that have come.
import { PROTOCOL, SHAPE_MASK, SHAPE_PLAIN } from '../../flow/columns/columns';
import { FROM_B, Pieces } from '../../flow/follow/pieces';
import { firstByte, StreamOrder } from '../../flow/follow/stream-order';
import type { FlowRow } from '../../ipc/engine-contract';
import { seqAdd, seqDiff, seqSub } from '../../wire/seq';
import { ACK, SYN } from '../../wire/tcp';
import type { CaptureDocument } from './document';
import type { PayloadReader } from './payload-reader';

/** Rows passed over between two looks at the clock, and rows taken. */
const ROWS_AT_ONCE = 65_536;
const TAKEN_AT_ONCE = 64;

export class FollowedFlow {
  readonly flow: FlowRow;
  readonly pieces: Pieces;
  readonly #document: CaptureDocument;
  readonly #payloads: PayloadReader;
  readonly #order: StreamOrder | null;
  /** the row that is looked at next */
  #next: number;
  /** by side: the number that its bytes are counted from, -1: none of it was taken */
  readonly #starts = [-1, -1];

  /** `payloads`: a reader that others use as well, where many connections are followed one behind the other */
  constructor(document: CaptureDocument, flow: FlowRow, payloads = document.frameView.payloads()) {
    this.flow = flow;
    this.#document = document;
    this.#payloads = payloads;
    this.#order = flow.kind === 'tcp' ? new StreamOrder() : null;
    this.pieces = this.#order?.pieces ?? new Pieces();
    this.#next = flow.firstFrame - 1;
  }

  /** Takes rows of the conversation that are there; true when all are taken. `hasTime` is asked now and then. */
  grow(hasTime: () => boolean): boolean {
    const end = this.#document.analysis.flows.row(this.flow.id).lastFrame;
    for (let n = 1; ; n++) {
      const row = this.#rowFrom(this.#next, Math.min(end, this.#next + ROWS_AT_ONCE));
      this.#next = row < 0 ? Math.min(end, this.#next + ROWS_AT_ONCE) : row + 1;
      if (row >= 0) this.#take(row);
      if (this.#next >= end) return true;
      if ((row < 0 || n % TAKEN_AT_ONCE === 0) && !hasTime()) return false;
    }
  }

  /** Takes these rows of it, in place of those that `grow` would find. */
  takeRows(rows: Iterable<number>): void {
    for (const row of rows) this.#take(row);
  }

  /** The payload of a row: a view that the next call overwrites; null where the file does not hold it any more. */
  payload(row: number): Uint8Array | null {
    return this.flow.kind === 'tcp' ? this.#payloads.payload(row) : (this.#datagram(row)?.payload ?? null);
  }

  /** Of the datagrams of a row, the one of this conversation: it may be a tunnel, or in one. */
  #datagram(row: number): { payload: Uint8Array; fromA: boolean } | null {
    const { addressA, portA, addressB, portB } = this.flow;
    for (const { source, sourcePort, port, payload } of this.#payloads.datagrams(row)) {
      if (source === addressA && sourcePort === portA && port === portB) return { payload, fromA: true };
      if (source === addressB && sourcePort === portB && port === portA) return { payload, fromA: false };
    }
    return null;
  }

  /** The next row of the conversation, or of a tunnel through it; -1: there is none before `end`. */
  #rowFrom(from: number, end: number): number {
    const { columns } = this.#document;
    const { kind, stream } = this.flow;
    const row = columns.nextOfStream(kind, stream, from, end);
    if (kind === 'tcp') return row;
    const tunnel = columns.nextOfTunnel(stream, from, row < 0 ? end : row);
    return tunnel < 0 ? row : tunnel;
  }

  #take(row: number): void {
    const { columns } = this.#document;
    // a header that stands alone carries nothing: it is quoted, or in a first fragment
    if (this.#order !== null && (columns.partial(row) || columns.protocol(row) === PROTOCOL.icmpError)) return;
    if (this.#order === null) {
      const datagram = this.#datagram(row);
      if (datagram) this.pieces.add(row, 0, datagram.payload.length, datagram.fromA ? 0 : FROM_B);
      return;
    }
    const fromA = columns.fromA(row);
    const flags = columns.flags(row);
    const length = columns.payloadLen(row);
    const side = fromA ? 0 : 1;
    const ack = flags & ACK ? seqSub(columns.ack(row), this.#base(side ^ 1, row)) : null;
    const seq = this.#number(side, row);
    if (this.#starts[side] < 0) this.#starts[side] = seq;
    this.#order.take(row, fromA, seq, ack, length, this.#captured(row, length));
  }

  /** Numbers are counted from the first one of each side: another SYN-ACK may begin with another one. */
  #base(side: number, row: number): number {
    return this.#document.analysis.baseOf(this.flow.id, side, row) ?? 0;
  }
  #number(side: number, row: number): number {
    const { columns } = this.#document;
    return firstByte(seqSub(columns.seq(row), this.#base(side, row)), (columns.flags(row) & SYN) !== 0);
  }

  /** Bytes that its side had sent before a byte of a segment's payload, those that are missing among them; as near to `near` as can be. */
  offsetOf(row: number, at: number, near: number): number {
    const side = this.#document.columns.fromA(row) ? 0 : 1;
    const offset = seqSub(seqAdd(this.#number(side, row), at), this.#starts[side]);
    return near + seqDiff(offset, near % 2 ** 32);
  }

  /** Rows before this one were taken. */
  get reached(): number {
    return this.#next;
  }

  /** How much of the payload was captured. Only where the headers are not all there is, or the frame was cut, that must be read. */
  #captured(row: number, length: number): number {
    const { columns } = this.#document;
    const plain = (columns.marks(row) & SHAPE_MASK) === SHAPE_PLAIN;
    if (length === 0 || (plain && columns.capturedLen(row) === columns.originalLen(row))) return length;
    return this.#payloads.payload(row)?.length ?? 0;
  }
}
