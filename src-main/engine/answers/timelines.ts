// Timelines of conversations: made when they are asked for, the last few kept until a new segment comes.
import type { Timeline, TimelineRow } from '../../ipc/engine-contract';
import type { ConnectionVerdict } from '../../ipc/verdict-contract';
import { connectionVerdict } from '../../flow/verdict/connection-verdict';
import { FlowTimeline } from '../../flow/timeline/timeline';
import type { CaptureDocument } from '../document/document';
import { RequestFailure } from '../base/failure';
import { problem } from '../base/problems';
import { DissectedLook } from './frame-look';

/** A timeline holds some 40 bytes a segment. */
const KEPT = 4;

export class Timelines {
  readonly #document: CaptureDocument;
  readonly #kept = new Map<number, FlowTimeline>();

  constructor(document: CaptureDocument) {
    this.#document = document;
  }

  #of(id: number): FlowTimeline {
    const { analysis } = this.#document;
    if (id >= analysis.flows.count) throw new RequestFailure(problem('engine.noFlow', 'engine.noFlow'));
    let timeline = this.#kept.get(id);
    this.#kept.delete(id);
    // While the file is read a conversation grows; what was made of it before is then thrown away.
    if (timeline?.flow.lastFrame !== analysis.flows.row(id).lastFrame) timeline = new FlowTimeline(analysis, id);
    this.#kept.set(id, timeline);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break;
      this.#kept.delete(oldest);
    }
    return timeline;
  }

  /** Layout of flow `id` with these folds open. Throws RequestFailure for a flow that is not there. */
  summary(id: number, unfolded: readonly number[]): Timeline {
    return this.#of(id).timeline(unfolded);
  }

  verdict(id: number): ConnectionVerdict {
    return connectionVerdict(this.#of(id), new DissectedLook(this.#document));
  }

  rows(id: number, unfolded: readonly number[], from: number, count: number): TimelineRow[] {
    const { opinions } = this.#document.frameView;
    const rows = this.#of(id).rows(unfolded, from, count);
    return rows.map((row) => (row.kind === 'segment' ? { ...row, opinions: opinions.of(row.frame - 1) } : row));
  }

  rowOfFrame(id: number, unfolded: readonly number[], frame: number): { row: number; fold: number | null } {
    return this.#of(id).rowOfFrame(unfolded, frame);
  }
}
