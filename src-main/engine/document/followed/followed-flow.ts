// The payload of one conversation in the order in which it was read there. Grows with its capture: `grow` takes the rows that have come.
import { PROTOCOL, SHAPE_MASK, SHAPE_PLAIN } from '../../../flow/columns/columns';
import { FROM_B, Pieces } from '../../../flow/follow/pieces';
import { firstByte, StreamOrder } from '../../../flow/follow/stream-order';
import type { FollowGap } from '../../../ipc/contracts/follow-contract';
import type { FlowRow } from '../../../ipc/contracts/engine-contract';
import { seqAdd, seqDiff, seqSub } from '../../../wire/seq';
import { ACK, SYN } from '../../../wire/tcp';
import type { CaptureDocument } from '../document';
import { FlowWalk, type Followed } from './followed';
import type { PayloadReader } from '../payload-reader';

export class FollowedFlow implements Followed {
  readonly flow: FlowRow;
  readonly pieces: Pieces;
  readonly gapBy = (): FollowGap => 'missing';
  readonly #document: CaptureDocument;
  readonly #payloads: PayloadReader;
  readonly #order: StreamOrder | null;
  readonly #walk: FlowWalk;
  /** by side: the number that its bytes are counted from, -1: none of it was taken */
  readonly #starts = [-1, -1];

  /** `payloads`: a reader that others use as well, where many connections are followed one behind the other */
  constructor(document: CaptureDocument, flow: FlowRow, payloads = document.frameView.payloads()) {
    this.flow = flow;
    this.#document = document;
    this.#payloads = payloads;
    this.#order = flow.kind === 'tcp' ? new StreamOrder() : null;
    this.pieces = this.#order?.pieces ?? new Pieces();
    this.#walk = new FlowWalk(document, flow);
  }

  grow(hasTime: () => boolean): boolean {
    return this.#walk.grow((row) => this.#take(row), hasTime);
  }

  /** Takes these rows of it, in place of those that `grow` would find. */
  takeRows(rows: Iterable<number>): void {
    for (const row of rows) this.#take(row);
  }

  /** The payload of a row. */
  payload(row: number): Uint8Array | null {
    return this.flow.kind === 'tcp' ? this.#payloads.payload(row) : (this.#datagram(row)?.payload ?? null);
  }

  rowOf(row: number): number {
    return row;
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
    return this.#walk.reached;
  }

  /** How much of the payload was captured. Only where the headers are not all there is, or the frame was cut, that must be read. */
  #captured(row: number, length: number): number {
    const { columns } = this.#document;
    const plain = (columns.marks(row) & SHAPE_MASK) === SHAPE_PLAIN;
    if (length === 0 || (plain && columns.capturedLen(row) === columns.originalLen(row))) return length;
    return this.#payloads.payload(row)?.length ?? 0;
  }
}
