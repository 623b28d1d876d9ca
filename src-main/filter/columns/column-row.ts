// One frame as the columns see it: a cursor that is moved from row to row.
import type { ConnectionView, DecodeAs, InterfaceView } from '../../dissect/contract/context';
import type { AnalysisView } from '../../flow/capture-index-view';
import type { FrameColumns } from '../../flow/columns/columns';

/** What rows are read from. */
export interface ColumnSource {
  readonly analysis: AnalysisView;
  /** the row that relative times of a row count from, -1: none */
  countsFrom(row: number): number;
  interfaceOf(row: number): InterfaceView;
  /** what ports lead to in place of what they usually do; null: nothing else */
  readonly decodeAs: DecodeAs | null;
}

/** Addresses are handed to sinks as bytes of a frame: the source's from 0 on, the destination's from 16 on. */
const ADDRESSES = 32;

export class ColumnRow {
  index = 0;
  readonly columns: FrameColumns;
  /** stands for the bytes of the frame */
  readonly bytes = new Uint8Array(ADDRESSES);
  readonly #source: ColumnSource;
  #flow = -1;
  /** side of the sender: 0 a, 1 b */
  #side = 0;

  constructor(source: ColumnSource) {
    this.#source = source;
    this.columns = source.analysis.columns;
  }

  /** Goes to a row; `conversation`: what is known of that is wanted, too. */
  moveTo(index: number, conversation: boolean): void {
    this.index = index;
    if (!conversation) return;
    const { analysis } = this.#source;
    this.#flow = analysis.flowOfRow(index);
    this.#side = this.columns.fromA(index) ? 0 : 1;
    if (this.#flow < 0) return;
    const { addresses } = analysis.table.chunk(this.#flow);
    const w = 8 * analysis.table.position(this.#flow);
    this.#copy(addresses, w + 4 * this.#side, 0);
    this.#copy(addresses, w + 4 * (this.#side ^ 1), 16);
  }

  #copy(words: Uint32Array, from: number, to: number): void {
    const { bytes } = this;
    for (let k = 0; k < 4; k++, to += 4) {
      const word = words[from + k];
      bytes[to] = word >>> 24;
      bytes[to + 1] = word >>> 16;
      bytes[to + 2] = word >>> 8;
      bytes[to + 3] = word;
    }
  }

  get countsFrom(): number {
    return this.#source.countsFrom(this.index);
  }
  /** what the reader has put on the frame (reader-marks.ts) */
  get marks(): number {
    return this.#source.analysis.readerMarks.of(this.index);
  }
  get interface(): InterfaceView {
    return this.#source.interfaceOf(this.index);
  }
  get linkType(): number {
    return this.interface.linkType;
  }

  // Of the conversation
  get isTcp(): boolean {
    return this.columns.streamKind(this.index) === 'tcp';
  }
  get isIpv6(): boolean {
    return this.#source.analysis.isIpv6(this.#flow);
  }
  get srcPort(): number {
    return this.#port(this.#side);
  }
  get dstPort(): number {
    return this.#port(this.#side ^ 1);
  }
  #port(side: number): number {
    const { table } = this.#source.analysis;
    return table.chunk(this.#flow).ports[2 * table.position(this.#flow) + side];
  }
  /** Base of the relative sequence numbers of the sender (0) or of the other end (1); 0 where it is not known. */
  baseOf(end: 0 | 1): number {
    return this.#source.analysis.baseOf(this.#flow, this.#side ^ end, this.index) ?? 0;
  }
  /** of the sender: 0…14, -1 unknown, -2 not used */
  get windowScale(): number {
    return this.#source.analysis.scaleOf(this.#flow, this.#side);
  }
  get completeness(): number {
    return this.#source.analysis.completenessOf(this.#flow, this.index);
  }
  /** nothing of the protocol above TCP is dissected in the frame: all that it carries of it is part of a message that goes on; false: that is not known */
  get isPartOfMessage(): boolean {
    return this.#source.analysis.isPartOfMessage(this.index);
  }
  connection(): ConnectionView | null {
    return this.#source.analysis.connection(this.index);
  }
}
