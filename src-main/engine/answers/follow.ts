// What one follows of a conversation, as the window asks for it: how much it is, lines, places that hold something; and saved to a file.
import type {
  FollowLine,
  FollowRequests,
  FollowSave,
  FollowSaving,
  FollowSummary,
  FollowView,
} from '../../ipc/follow-contract';
import type { Problem } from '../../ipc/message';
import { Slice } from '../base/pause';
import { RequestFailure } from '../base/failure';
import { problem } from '../base/problems';
import type { CaptureDocument } from '../document/document';
import { FollowedFlow } from '../document/followed-flow';
import { guessEncoding, wantedBytes } from './follow-encoding';
import { FollowSearch, MOST_WANTED } from './follow-find';
import { FollowedHttp } from './follow-http';
import { HttpSearch } from './follow-http-find';
import { saveFollowed, type Saving } from './follow-save';
import { FollowedView } from './follow-view';

type FindArgs = FollowRequests['followFind']['args'];
type FindAnswer = FollowRequests['followFind']['answer'];

const giveWay = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export class FollowAnswers {
  readonly #document: CaptureDocument;
  /** the conversation, and the way of looking at it, that were asked for last */
  #followed: FollowedFlow | null = null;
  #view: { key: string; view: FollowedView } | null = null;
  #running = false;
  #guessed: FollowSummary['guess'] | null = null;
  #saving: { stopped: boolean } | null = null;

  constructor(document: CaptureDocument) {
    this.#document = document;
  }

  #flow(id: number): FollowedFlow {
    const { flows } = this.#document.analysis;
    if (id >= flows.count) throw new RequestFailure(problem('engine.noFlow', 'engine.noFlow'));
    if (this.#followed?.flow.id !== id) {
      this.#followed = new FollowedFlow(this.#document, flows.row(id));
      this.#view = null;
      this.#guessed = null;
    }
    return this.#followed;
  }

  #of(view: FollowView): FollowedView {
    const followed = this.#flow(view.flow);
    const key = `${view.flow} ${view.side} ${view.form} ${view.encoding}`;
    if (this.#view?.key !== key) this.#view = { key, view: new FollowedView(followed, view, this.#document) };
    return this.#view.view;
  }

  /** Goes on finding lines while nobody looks at something else. */
  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      for (;;) {
        const kept = this.#view;
        if (kept === null) return;
        kept.view.step();
        if (kept.view.complete && this.#view === kept) return;
        await giveWay();
      }
    } finally {
      this.#running = false;
    }
  }

  /** As far as is known now; what is missing is looked for meanwhile. */
  summary(view: FollowView): FollowSummary {
    const shown = this.#of(view);
    shown.step();
    void this.#run();
    const followed = this.#flow(view.flow);
    const { bytesAB, bytesBA, turns, gaps, missing } = followed.pieces.sums;
    return {
      flow: this.#document.analysis.flows.row(view.flow),
      ...{ bytesAB, bytesBA, turns, gaps, missing },
      lines: shown.total,
      complete: shown.complete,
      guess: (this.#guessed ??= this.#guess(shown)) ?? 'utf-8',
    };
  }

  /** Null: there are no bytes yet. */
  #guess(view: FollowedView): FollowSummary['guess'] | null {
    const { layout } = view;
    if (view.http) return view.http.count === 0 ? null : guessEncoding(view.http.message(0).bytes.subarray(0, GUESSED));
    let item = 0;
    while (item < layout.items && layout.isGap(item)) item++;
    if (item >= layout.items) return null;
    const reader = view.reader();
    reader.fill(item, 0, GUESSED);
    return guessEncoding(reader.bytes.subarray(0, reader.filled));
  }

  async rows(view: FollowView, from: number, count: number, signal: AbortSignal): Promise<FollowLine[]> {
    const shown = this.#of(view);
    while (!signal.aborted && shown.total < from + count) {
      shown.step();
      if (shown.complete) break;
      await giveWay();
    }
    return signal.aborted ? [] : shown.lines(from, count);
  }

  async find({ view, what, from, backward }: FindArgs, signal: AbortSignal): Promise<FindAnswer> {
    const shown = this.#of(view);
    const wanted = wantedBytes(what, view.encoding);
    if (wanted === null || wanted.length === 0 || wanted.length > MOST_WANTED) return { hit: null, mistake: true };
    const none: FindAnswer = { hit: null, mistake: false };
    while (!shown.laidOut) {
      shown.step();
      await giveWay();
      if (signal.aborted) return none;
    }
    const { layout } = shown;
    if (shown.http) return this.#findHttp(shown, shown.http, wanted, what.by === 'text', from, backward, signal);
    const search = new FollowSearch(layout, shown.reader(), wanted, what.by === 'text', from, backward);
    const slice = new Slice();
    while (!search.step()) {
      if (slice.over) await slice.giveWay();
      if (signal.aborted) return none;
    }
    if (search.hit < 0) return none;
    let line: number;
    while ((line = shown.lineAt(search.hit)) < 0) {
      shown.step();
      await giveWay();
      if (signal.aborted || (shown.complete && shown.lineAt(search.hit) < 0)) return none;
    }
    const frame = layout.row(layout.itemAt(search.hit)) + 1;
    return { hit: { place: search.hit, length: wanted.length, line, frame }, mistake: false };
  }

  async #findHttp(
    shown: FollowedView,
    http: FollowedHttp,
    wanted: Uint8Array,
    anyCase: boolean,
    from: number,
    backward: boolean,
    signal: AbortSignal,
  ): Promise<FindAnswer> {
    const none: FindAnswer = { hit: null, mistake: false };
    while (!shown.complete) {
      shown.step();
      await giveWay();
      if (signal.aborted) return none;
    }
    const search = new HttpSearch(http, wanted, anyCase, from, backward);
    while (!search.step()) {
      await giveWay();
      if (signal.aborted) return none;
    }
    if (search.hit < 0) return none;
    const line = http.lineAt(search.hit);
    return { hit: { place: search.hit, length: wanted.length, line, frame: search.frame }, mistake: false };
  }

  /** Nobody looks any more. */
  close(): void {
    this.#view = null;
  }

  /** Writes it where the user said. Null: done. */
  async save(wanted: FollowSave, stopped: () => boolean, tell: (now: FollowSaving) => void): Promise<Problem | null> {
    const { flows } = this.#document.analysis;
    if (wanted.flow >= flows.count) return problem('engine.noFlow', 'engine.noFlow');
    // beside what is shown: a view that changes meanwhile is no reason to end
    const followed = new FollowedFlow(this.#document, flows.row(wanted.flow));
    const saving = (this.#saving = { stopped: false });
    const how: Saving = { stopped: () => stopped() || saving.stopped, cancelled: () => saving.stopped, tell };
    const http = wanted.as === 'http' ? new FollowedHttp(this.#document, followed, wanted) : null;
    try {
      return await saveFollowed(followed, http, wanted, how);
    } finally {
      if (this.#saving === saving) this.#saving = null;
      tell(null);
    }
  }

  /** Ends the saving that began last; its file is removed. */
  cancelSave(): void {
    if (this.#saving) this.#saving.stopped = true;
  }
}

/** Bytes that an encoding is guessed by. */
const GUESSED = 4 * 1024;
