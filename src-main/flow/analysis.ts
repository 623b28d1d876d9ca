// Everything known of the frames and conversations of one capture: batches of frames in, columns and flows out.
import type { ConnectionView, ConversationView } from '../dissect/context';
import { BaseLog } from './base-log';
import { FrameColumns } from './columns';
import { CLIENT_BY, FlowRows, intervalBetween } from './flow-rows';
import { FlowTable, SIDE_BASE, SIDE_SYN } from './flow-table';
import { PreviousRow } from './previous-row';
import { SYN } from '../wire/tcp';
import { Scanner, type FrameSource } from './scan';
import { KIND_NONE, KIND_TCP, NO_LENGTH, QUOTED } from './scratch';
import { Tracker } from './tracker';
import { bySide, endingOf, EVENT_SYN_ACK_A, handshakeOf } from './verdict';

// FRAME_* bits of formats/capture-reader.ts
const FRAME_NO_TIME = 1;
const FRAME_HAS_OPTIONS = 2;

export class Analysis {
  readonly columns = new FrameColumns();
  readonly flows: FlowRows;
  readonly #table = new FlowTable();
  readonly #bases = new BaseLog();
  readonly #scanner = new Scanner();
  readonly #tracker: Tracker;
  readonly #previous: PreviousRow;
  #linkTypes: number[] = [];

  constructor() {
    this.flows = new FlowRows(this.#table, this.columns);
    this.#tracker = new Tracker(this.#table, this.#bases);
    this.#previous = new PreviousRow(this.columns, (row) => this.flowOfRow(row));
  }

  /**
   * Takes the next frames of the capture.
   * @param interfaces the reader's, which only ever grow
   */
  addBatch(batch: FrameSource, interfaces: readonly { linkType: number }[]): void {
    for (let k = this.#linkTypes.length; k < interfaces.length; k++) this.#linkTypes.push(interfaces[k].linkType);
    const s = this.#scanner.scan(batch, this.#linkTypes);
    const { columns } = this;
    let outer = 0;
    for (let i = 0; i < batch.count; i++) {
      const captured = batch.capturedLen[i];
      const original = batch.originalLen[i];
      const row = columns.appendFrame(batch.base + batch.start[i], captured, original, batch.interfaceIndex[i]);
      const flags = batch.flags[i];
      if ((flags & FRAME_NO_TIME) === 0) columns.setTime(row, batch.timeSec[i], batch.timeNano[i]);
      if (flags & FRAME_HAS_OPTIONS) columns.setHasOptions(row);
      columns.setProtocol(row, s.protocol[i], s.ttl[i]);
      const wireLen = Math.max(captured, original);
      for (; outer < s.outerCount && s.outerRow[outer] === i; outer++) {
        const stream = this.#streamOf(this.#tracker.outer(s, outer, row + 1, wireLen).flow);
        if (columns.outerStream(row) < 0) columns.setOuterStream(row, stream);
      }
      const kind = s.kind[i];
      if (kind === KIND_NONE) continue;
      if (kind === KIND_TCP) {
        columns.setTcp(row, s.seq[i], s.ack[i], s.flags[i], s.window[i], s.payloadLen[i]);
        const found = this.#tracker.tcp(s, i, row + 1, wireLen);
        const stream = this.#streamOf(found.flow);
        columns.setStream(row, 'tcp', stream, found.side === 0, found.repeated, (s.notes[i] & NO_LENGTH) !== 0);
      } else {
        const found = this.#tracker.udp(s, i, row + 1, wireLen);
        const stream = this.#streamOf(found.flow);
        columns.setStream(row, 'udp', stream, found.side === 0, false, (s.notes[i] & QUOTED) !== 0);
      }
    }
  }

  #streamOf(flow: number): number {
    return this.#table.chunk(flow).stream[this.#table.position(flow)];
  }

  /** Flow id of a row, or -1. */
  flowOfRow(row: number): number {
    const kind = this.columns.streamKind(row);
    return kind === 'none' ? -1 : this.#table.ofStream(kind, this.columns.stream(row));
  }

  /**
   * What the dissector of TCP or UDP is told about the conversation of a row, with the values that hold at the end of
   * what was read so far (Wireshark's second pass). Null when the row belongs to no such conversation.
   */
  conversation(row: number, kind: 'tcp' | 'udp'): ConversationView | null {
    const { columns } = this;
    if (row < 0 || row >= columns.count) return null;
    const inside = columns.streamKind(row) === kind;
    const outer = kind === 'udp' && !inside ? columns.outerStream(row) : -1;
    if (!inside && outer < 0) return null;
    const flow = inside ? this.flowOfRow(row) : this.#table.ofStream('udp', outer);
    const c = this.#table.chunk(flow);
    const i = this.#table.position(flow);
    const first = c.firstFrame[i] - 1;
    const previous = inside
      ? this.#previous.find(row, kind, c.stream[i], first)
      : columns.previousOfTunnel(outer, row, first);
    const view: ConversationView = {
      stream: c.stream[i],
      baseSeq: null,
      baseAck: null,
      windowScale: -1,
      windowScaleFrame: 0,
      completeness: 0,
      firstSec: columns.timeSec(first),
      firstNano: columns.timeNano(first),
      previousSec: previous < 0 ? null : columns.timeSec(previous),
      previousNano: previous < 0 ? 0 : columns.timeNano(previous),
    };
    if (kind === 'udp') return view;
    const t = this.#table.tcp(flow);
    const side = columns.fromA(row) ? 0 : 1;
    const own = 2 * i + side;
    view.baseSeq = this.baseOf(flow, side, row);
    view.baseAck = this.baseOf(flow, side ^ 1, row);
    view.windowScale = t.scale[own];
    view.windowScaleFrame = t.scaleFrame[own];
    view.completeness = t.completeness[i] | (row > first ? t.firstSeen[i] : 0);
    return view;
  }

  /**
   * What is known of the TCP connection of a row as a whole, at the end of what was read so far. Null when the row belongs
   * to none.
   */
  connection(row: number): ConnectionView | null {
    const { columns } = this;
    if (row < 0 || row >= columns.count || columns.streamKind(row) !== 'tcp') return null;
    const flow = this.flowOfRow(row);
    const c = this.#table.chunk(flow);
    const t = this.#table.tcp(flow);
    const i = this.#table.position(flow);
    const first = c.firstFrame[i];
    // the flow table keeps the last SYN; a connection whose start was captured begins with its first
    const firstSyn = columns.flags(first - 1) & SYN ? first : t.synFrame[i];
    return {
      stream: c.stream[i],
      fromClient: columns.fromA(row),
      clientBy: CLIENT_BY[c.shape[i] >> 4],
      handshake: handshakeOf(t.events[i]),
      ending: endingOf(t.events[i]),
      synToSynAck: intervalBetween(columns, t.synFrame[i], t.synAckFrame[i]),
      synAckToAck: intervalBetween(columns, t.lastSynAckFrame[i], t.ackFrame[i]),
      handshakeTime: t.synFrame[i] === 0 ? null : intervalBetween(columns, firstSyn, t.ackFrame[i]),
      duration: intervalBetween(columns, first, c.lastFrame[i]),
      packets: [c.packets[2 * i], c.packets[2 * i + 1]],
      bytes: [c.bytes[2 * i], c.bytes[2 * i + 1]],
    };
  }

  /** Base of the relative sequence numbers of one side (0 a, 1 b) of a TCP flow at a row, null: not known. */
  baseOf(flow: number, side: number, row: number): number | null {
    const t = this.#table.tcp(flow);
    const own = 2 * this.#table.position(flow) + side;
    return t.side[own] & SIDE_BASE ? this.#bases.at(flow, side, row + 1, t.base[own]) : null;
  }

  /** Initial sequence number of one side as sent, -1: neither its SYN nor the answer to it was seen. */
  isnOf(flow: number, side: number): number {
    const t = this.#table.tcp(flow);
    const i = this.#table.position(flow);
    const answered = (t.events[i] & bySide(EVENT_SYN_ACK_A, side ^ 1)) !== 0;
    return t.side[2 * i + side] & SIDE_SYN || answered ? t.base[2 * i + side] : -1;
  }

  /** The frame whose ACK completes a TCP flow's handshake, 0: not seen. */
  ackFrameOf(flow: number): number {
    return this.#table.tcp(flow).ackFrame[this.#table.position(flow)];
  }

  /** States of a and b at the end of what was read (tcp-state.ts). */
  statesOf(flow: number): [a: number, b: number] {
    const { state } = this.#table.tcp(flow);
    const i = this.#table.position(flow);
    return [state[2 * i], state[2 * i + 1]];
  }

  /** Window scale shift of one side (0 a, 1 b) of a TCP flow: 0…14, -1 unknown, -2 not used. */
  scaleOf(flow: number, side: number): number {
    return this.#table.tcp(flow).scale[2 * this.#table.position(flow) + side];
  }

  /** Bytes of the typed arrays that stay. */
  byteLength(): number {
    return this.columns.byteLength() + this.#table.byteLength();
  }
}
