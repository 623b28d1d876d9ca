// Timelines of TCP connections.
import type { FlowRow, Timeline, TimelineRow } from '../ipc/engine-contract';
import type { CaptureDocument } from './document';
import { RequestFailure } from './failure';
import { problem } from './problems';

export class Timelines {
  constructor(readonly document: CaptureDocument) {}

  /** The connection, if it is one that has a timeline. Throws RequestFailure. */
  #tcpFlow(id: number): FlowRow {
    const { flows } = this.document.analysis;
    if (id >= flows.count) throw new RequestFailure(problem('engine.noFlow', 'engine.noFlow'));
    const row = flows.row(id);
    if (row.kind !== 'tcp') throw new RequestFailure(problem('engine.notTcp', 'engine.notTcp'));
    return row;
  }

  summary(flow: number, _unfolded: readonly number[]): Timeline {
    const row = this.#tcpFlow(flow);
    return { flow: row, rows: 0, phases: [], isnA: -1, isnB: -1, scaleA: -1, scaleB: -1 };
  }

  rows(flow: number, _unfolded: readonly number[], _from: number, _count: number): TimelineRow[] {
    this.#tcpFlow(flow);
    return [];
  }

  rowOfFrame(flow: number, _unfolded: readonly number[], _frame: number): { row: number; fold: number | null } {
    this.#tcpFlow(flow);
    return { row: -1, fold: null };
  }
}
