// Timelines of conversations: made when they are asked for, the last few kept until a new segment comes.
import type { Timeline, TimelineRow } from '../../ipc/contracts/engine-contract';
import type { ConnectionVerdict } from '../../ipc/contracts/verdict-contract';
import { connectionVerdict } from '../../flow/verdict/connection-verdict';
import { FlowTimeline, type ShownSegments } from '../../flow/timeline/timeline';
import type { CaptureDocument } from '../document/document';
import type { LookUps } from '../passes/look-ups';
import { RequestFailure } from '../base/failure';
import { problem } from '../base/problems';
import { DissectedLook } from './frame-look';
import { lookUpOf } from './look-up';
import { MessageLook } from './message-look';
import { SackLook } from './sack-look';
import { tlsMarks } from './tls/timeline-tls';
import { openedKey } from './tls/tls-opened';

/** A timeline holds some 80 bytes a segment. */
const KEPT = 4;

export class Timelines {
  readonly #document: CaptureDocument;
  readonly #kept = new Map<number, { timeline: FlowTimeline; key: string }>();
  readonly #sacks: SackLook;
  readonly #messages: MessageLook;
  readonly #lookUps: LookUps | null;

  /** @param lookUps answers of DNS that were found in the capture, and are still being found; null: they are not looked for */
  constructor(document: CaptureDocument, lookUps: LookUps | null = null) {
    this.#lookUps = lookUps;
    this.#document = document;
    this.#sacks = new SackLook(document);
    this.#messages = new MessageLook(document);
  }

  #of(id: number): FlowTimeline {
    const { analysis } = this.#document;
    if (id >= analysis.flows.count) throw new RequestFailure(problem('engine.noFlow', 'engine.noFlow'));
    const kept = this.#kept.get(id);
    const row = analysis.flows.row(id);
    const key = `${row.lastFrame} ${openedKey(this.#document, row)}`;
    let timeline = kept?.timeline;
    this.#kept.delete(id);
    // While the file is read a conversation grows; what was made of it before is then thrown away.
    if (timeline === undefined || kept?.key !== key) {
      timeline = new FlowTimeline(analysis, id);
      const tls = tlsMarks(this.#document, timeline.shown);
      if (tls) timeline.markTls(tls);
    }
    this.#kept.set(id, { timeline, key });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break;
      this.#kept.delete(oldest);
    }
    return timeline;
  }

  /** Layout of flow `id` with these folds open. Throws RequestFailure for a flow that is not there. */
  summary(id: number, unfolded: readonly number[]): Timeline {
    const of = this.#of(id);
    const lookUp = this.#lookUps && lookUpOf(this.#document, this.#lookUps, of.flow);
    return { ...of.timeline(unfolded), lookUp };
  }

  /** Segments of flow `id`, and the attempt among them that it is shown by. */
  shown(id: number): ShownSegments {
    return this.#of(id).shown;
  }

  verdict(id: number): ConnectionVerdict {
    return connectionVerdict(this.#of(id), new DissectedLook(this.#document));
  }

  /** @param sack with the SACK options of the segments, for which their frames are read */
  rows(id: number, unfolded: readonly number[], from: number, count: number, sack: boolean): TimelineRow[] {
    const rows = this.#of(id).rows(unfolded, from, count);
    const { opinions } = this.#document.frameView;
    this.#messages.fill(rows);
    for (const row of rows) {
      if (row.kind !== 'segment') continue;
      row.opinions = opinions.of(row.frame - 1);
      if (sack) row.sack = this.#sacks.blocks(row.frame);
    }
    return rows;
  }

  rowOfFrame(id: number, unfolded: readonly number[], frame: number): { row: number; fold: number | null } {
    return this.#of(id).rowOfFrame(unfolded, frame);
  }
}
