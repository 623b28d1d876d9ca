// The row before a row in the same conversation. Whoever goes through the capture in order (a filter, an export) gets it
// from a table that moves along; a single row looks back through the columns.
import type { FrameColumns } from '../columns/columns';

/** How far a caller may jump ahead and still count as going through in order. */
const STRIDE = 4096;

export class PreviousRow {
  readonly #columns: FrameColumns;
  readonly #flowOfRow: (row: number) => number;
  /** by flow: 1 + its last row below #upTo */
  #last = new Uint32Array(0);
  #upTo = 0;

  constructor(columns: FrameColumns, flowOfRow: (row: number) => number) {
    this.#columns = columns;
    this.#flowOfRow = flowOfRow;
  }

  /** @param first the conversation's first row; returns -1 for that row itself */
  find(row: number, kind: 'tcp' | 'udp', stream: number, first: number): number {
    if (row <= first) return -1;
    if (row < this.#upTo && row <= STRIDE) {
      this.#upTo = 0; // from the start again
      this.#last.fill(0);
    }
    if (row < this.#upTo || row - this.#upTo > STRIDE) return this.#columns.previousOfStream(kind, stream, row, first);
    for (let r = this.#upTo; r < row; r++) {
      const flow = this.#flowOfRow(r);
      // A datagram in an ICMP error is no datagram of the conversation (a segment is: so the reference counts).
      if (flow < 0 || (this.#columns.streamKind(r) === 'udp' && this.#columns.partial(r))) continue;
      if (flow >= this.#last.length) this.#widen(flow + 1);
      this.#last[flow] = r + 1;
    }
    this.#upTo = row;
    const flow = this.#flowOfRow(row);
    return flow < this.#last.length ? this.#last[flow] - 1 : -1;
  }

  #widen(needed: number): void {
    const wider = new Uint32Array(Math.max(1024, needed, 2 * this.#last.length));
    wider.set(this.#last);
    this.#last = wider;
  }
}
