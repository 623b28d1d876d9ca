// Everything known of the frames and conversations of one capture: batches of frames in, columns and flows out.
import { AnalysisView, type AnalysisShare } from './analysis-view';
import { BaseLog } from './base-log';
import { FlowRows } from './flow-rows';
import { FlowTable } from './flow-table';
import { GrowingColumns } from './growing-columns';
import { Scanner, type FrameSource } from './scan';
import { KIND_NONE, KIND_TCP, NO_LENGTH, QUOTED } from './scratch';
import { Tracker } from './tracker';

// FRAME_* bits of formats/capture-reader.ts
const FRAME_NO_TIME = 1;
const FRAME_HAS_OPTIONS = 2;

/** What a worker has of the capture already: chunks that were complete when it was told of them. */
export interface Shared {
  columnChunks: number;
  flowChunks: number;
  basesVersion: number;
}
export const nothingShared = (): Shared => ({ columnChunks: 0, flowChunks: 0, basesVersion: 0 });

export class Analysis extends AnalysisView {
  readonly flows: FlowRows;
  readonly #scanner = new Scanner();
  readonly #tracker: Tracker;
  #linkTypes: number[] = [];

  private constructor(
    override readonly columns: GrowingColumns,
    override readonly table: FlowTable,
    bases: BaseLog,
  ) {
    super(columns, table, bases);
    this.flows = new FlowRows(table, columns);
    this.#tracker = new Tracker(table, bases);
  }

  static create(): Analysis {
    return new Analysis(new GrowingColumns(), new FlowTable(), new BaseLog());
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
      columns.setProtocol(row, s.protocol[i] | s.marks[i], s.ttl[i]);
      const wireLen = Math.max(captured, original);
      for (; outer < s.outerCount && s.outerRow[outer] === i; outer++) {
        const stream = this.#streamOf(this.#tracker.outer(s, outer, row + 1, wireLen).flow);
        if (columns.outerStream(row) < 0) columns.setOuterStream(row, stream);
      }
      const kind = s.kind[i];
      if (kind === KIND_NONE) continue;
      if (kind === KIND_TCP) {
        columns.setTcp(row, s.seq[i], s.ack[i], s.flags[i] | (s.headerWords[i] << 12), s.window[i], s.payloadLen[i]);
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
    return this.table.chunk(flow).stream[this.table.position(flow)];
  }

  /** What a worker lacks that was told last what `shared` says; `shared` is brought up to date. */
  share(shared: Shared): AnalysisShare {
    const { columns, table, bases } = this;
    const share = {
      columns: columns.share(shared.columnChunks),
      flows: table.share(shared.flowChunks),
      bases: bases.version === shared.basesVersion ? null : bases.entries(),
    };
    // the last chunks go on changing
    shared.columnChunks = Math.max(0, share.columns.from + share.columns.chunks.length - 1);
    shared.flowChunks = Math.max(0, share.flows.from + share.flows.chunks.length - 1);
    shared.basesVersion = bases.version;
    return share;
  }

  /** Bytes of the typed arrays that stay. */
  byteLength(): number {
    return this.columns.byteLength() + this.table.byteLength();
  }
}
