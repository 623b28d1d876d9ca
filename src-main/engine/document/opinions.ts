// Second opinions of a capture, worked out for a row when somebody asks. What is kept of a connection is the list of its rows: a filter
// that goes over the capture makes it once for each connection that has a label to judge.
import type { Opinion } from '../../ipc/contracts/opinion-contract';
import type { AnalysisView } from '../../flow/capture-index-view';
import { mayHaveOpinion, secondOpinion } from '../../flow/opinion/second-opinion';
import type { ReadDetail } from '../../flow/opinion/segment-detail';
import { SegmentList } from '../../flow/opinion/segment-list';
import { StreamRows } from '../../flow/opinion/stream-rows';

/** Rows of all lists that are kept: 4 bytes each. */
const MOST_ROWS = 4_000_000;
const NONE: readonly Opinion[] = [];

interface Kept {
  lastFrame: number;
  list: SegmentList;
}

export class Opinions {
  readonly #kept = new Map<number, Kept>();
  readonly #rows: StreamRows;
  #rowsKept = 0;

  constructor(
    private readonly view: AnalysisView,
    private readonly read: ReadDetail,
  ) {
    this.#rows = new StreamRows(view);
  }

  /** False: there is surely none about this row. */
  mayBe(row: number): boolean {
    const { columns } = this.view;
    return row >= 0 && row < columns.count && columns.streamKind(row) === 'tcp' && mayHaveOpinion(this.view, row);
  }

  of(row: number): readonly Opinion[] {
    if (!this.mayBe(row)) return NONE;
    const flow = this.view.flowOfRow(row);
    return flow < 0 ? NONE : secondOpinion(this.#list(flow), row);
  }

  #list(flow: number): SegmentList {
    const { table, columns } = this.view;
    const lastFrame = Math.min(table.chunk(flow).lastFrame[table.position(flow)], columns.count);
    const known = this.#kept.get(flow);
    if (known?.lastFrame === lastFrame) return known.list;
    if (known) this.#forget(flow, known);
    const rows = this.#rows.of(flow);
    for (const [oldest, kept] of this.#kept) {
      if (this.#rowsKept + rows.length <= MOST_ROWS) break;
      this.#forget(oldest, kept);
    }
    const list = new SegmentList(this.view, flow, rows, this.read);
    this.#kept.set(flow, { lastFrame, list });
    this.#rowsKept += rows.length;
    return list;
  }

  #forget(flow: number, { list }: Kept): void {
    this.#kept.delete(flow);
    this.#rowsKept -= list.rows.length;
  }
}
