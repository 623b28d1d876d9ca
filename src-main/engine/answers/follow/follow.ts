// What one follows of a conversation, as the window asks for it: how much it is, lines, places that hold something; and saved to a file.
import type {
  FollowLine,
  FollowRequests,
  FollowSave,
  FollowSaving,
  FollowStreams,
  FollowSummary,
  FollowTls,
  FollowView,
} from '../../../ipc/contracts/follow-contract';
import type { FlowRow } from '../../../ipc/flow-facts';
import type { Problem } from '../../../ipc/message';
import { Slice } from '../../base/pause';
import { RequestFailure } from '../../base/failure';
import { problem } from '../../base/problems';
import type { CaptureDocument } from '../../document/document';
import type { Followed } from '../../document/followed/followed';
import { FollowedFlow } from '../../document/followed/followed-flow';
import { FollowedHttp2, Http2Frames, streamOfRow } from '../../document/followed/followed-http2';
import { FollowedTls } from '../../document/followed/followed-tls';
import { guessEncoding, wantedBytes } from './follow-encoding';
import { FollowSearch, MOST_WANTED } from './follow-find';
import { followedHttp, type FollowedHttp } from './follow-http';
import { HttpSearch } from './follow-http-find';
import { saveFollowed, type Saving } from './follow-save';
import { FollowedView } from './follow-view';

type FindArgs = FollowRequests['followFind']['args'];
type FindAnswer = FollowRequests['followFind']['answer'];

const giveWay = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What is followed, without how it is shown. */
type Wanted = Pick<FollowView, 'flow' | 'layer' | 'stream'>;

export class FollowAnswers {
  /** Called while something is saved, and with null at its end. */
  onSaving: (now: FollowSaving) => void = () => undefined;
  readonly #document: CaptureDocument;
  /** what was asked for last of a conversation, and the way of looking at it; `key`: with other keys of TLS it is something else */
  #followed: { key: string; followed: Followed } | null = null;
  #frames: { key: string; frames: Http2Frames } | null = null;
  #view: { key: string; view: FollowedView } | null = null;
  #running = false;
  #guessed: FollowSummary['guess'] | null = null;
  #saving: { stopped: boolean } | null = null;

  constructor(document: CaptureDocument) {
    this.#document = document;
  }

  #row(id: number): FlowRow {
    const { flows } = this.#document.analysis;
    if (id >= flows.count) throw new RequestFailure(problem('engine.noFlow', 'engine.noFlow'));
    return flows.row(id);
  }

  #keyOf(flow: number): string {
    return `${flow} ${this.#document.analysis.decrypted.version}`;
  }

  #flow(wanted: Wanted): Followed {
    const flow = this.#row(wanted.flow);
    const { layer } = wanted;
    const stream = layer === 'http2' ? this.#streamOf(wanted) : 0;
    const key = `${this.#keyOf(flow.id)} ${layer} ${stream}`;
    if (this.#followed?.key !== key) {
      this.#followed = { key, followed: this.#follow(flow, layer, stream) };
      this.#view = null;
      this.#guessed = null;
    }
    return this.#followed.followed;
  }

  #follow(flow: FlowRow, layer: FollowView['layer'], stream: number): Followed {
    if (layer === 'tls') return new FollowedTls(this.#document, flow);
    if (layer === 'http2') return new FollowedHttp2(this.#framesOf(flow), stream);
    return new FollowedFlow(this.#document, flow);
  }

  #framesOf(flow: FlowRow): Http2Frames {
    const key = this.#keyOf(flow.id);
    if (this.#frames?.key !== key) this.#frames = { key, frames: new Http2Frames(this.#document, flow) };
    return this.#frames.frames;
  }

  /** The stream of HTTP/2 that is wanted; -1: there is none. */
  #streamOf({ flow, stream }: Wanted): number {
    if (stream >= 0) return stream;
    const { streams } = this.#framesOf(this.#row(flow));
    const [first] = streams.keys();
    return first ?? -1;
  }

  #of(view: FollowView): FollowedView {
    const followed = this.#flow(view);
    const key = `${view.side} ${view.form} ${view.encoding}`;
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
    const followed = this.#flow(view);
    const { bytesAB, bytesBA, turns, gaps, missing } = followed.pieces.sums;
    return {
      flow: this.#document.analysis.flows.row(view.flow),
      tls: this.#tls(view.flow),
      streams: followed instanceof FollowedHttp2 ? streamsOf(followed) : null,
      ...{ bytesAB, bytesBA, turns, gaps, missing },
      lines: shown.total,
      complete: shown.complete,
      guess: (this.#guessed ??= this.#guess(shown)) ?? 'utf-8',
    };
  }

  #tls(flow: number): FollowTls {
    const { tls, decrypted } = this.#document.analysis;
    const connection = tls.of(flow);
    if (connection === 0) return 'none';
    return decrypted.connections.has(connection) ? 'opened' : 'closed';
  }

  http2StreamOf(frame: number): number {
    return frame > this.#document.frames ? -1 : streamOfRow(this.#document, frame - 1);
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
    const frame = shown.frameOf(layout.itemAt(search.hit));
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
    this.#frames = null;
  }

  /** Writes it where the user said. Null: done. */
  async save(wanted: FollowSave): Promise<Problem | null> {
    const { flows, decrypted } = this.#document.analysis;
    if (wanted.flow >= flows.count) return problem('engine.noFlow', 'engine.noFlow');
    // beside what is shown: a view that changes meanwhile is no reason to end
    const { layer } = wanted;
    const followed = this.#follow(flows.row(wanted.flow), layer, layer === 'http2' ? this.#streamOf(wanted) : 0);
    const saving = (this.#saving = { stopped: false });
    const { version } = decrypted;
    const how: Saving = {
      stopped: () => saving.stopped || decrypted.version !== version,
      cancelled: () => saving.stopped,
      tell: (now) => this.onSaving(now),
    };
    const http = followedHttp(this.#document, followed, wanted);
    try {
      return await saveFollowed(followed, http, wanted, how);
    } finally {
      if (this.#saving === saving) this.#saving = null;
      this.onSaving(null);
    }
  }

  /** Ends the saving that began last; its file is removed. */
  cancelSave(): void {
    if (this.#saving) this.#saving.stopped = true;
  }
}

/** Streams of a connection that are told of at once. */
const MOST_NEAR = 1000;

function streamsOf({ frames, stream }: FollowedHttp2): FollowStreams {
  const all = [...frames.streams.keys()];
  const at = Math.max(0, all.indexOf(stream));
  const from = Math.max(0, Math.min(at - MOST_NEAR / 2, all.length - MOST_NEAR));
  const near = all.slice(from, from + MOST_NEAR).map((one) => ({ stream: one, asks: frames.streams.get(one) ?? '' }));
  return { shown: stream, near, count: all.length };
}

/** Bytes that an encoding is guessed by. */
const GUESSED = 4 * 1024;
