// What one follows: which conversation, what of it, how one looks at it, the line that is selected, what was looked for.
import type { FlowKind, FlowRow } from '../../../src-main/ipc/contracts/engine-contract';
import type {
  FollowEncoding,
  FollowForm,
  FollowLayer,
  FollowLine,
  FollowSaved,
  FollowSaving,
  FollowSide,
  FollowSummary,
  FollowView,
  FollowWhat,
} from '../../../src-main/ipc/contracts/follow-contract';
import { Latest } from '../latest';
import type { Parts } from '../parts';
import type { Selection } from '../selection.svelte';
import type { Session } from '../session.svelte';

/** While lines are still found, so often is asked how many there are; and of a capture that grows. */
const REFRESH_MS = 250;
const LIVE_MS = 700;
/** Lines that are copied at once. */
const MOST_COPIED = 10_000;
const ROWS_AT_ONCE = 2000;

type FollowParts = Pick<Parts, 'engine' | 'shell'> & {
  session: Pick<Session, 'generation' | 'report' | 'status' | 'stem' | 'isLoading'>;
  selection: Pick<Selection, 'selectFlow'>;
};

export type FollowOutcome = 'searching' | 'found' | 'none' | 'mistake';

export class FollowState {
  readonly #with: FollowParts;

  flow = $state(-1);
  layer = $state<FollowLayer>('payload');
  /** of HTTP/2, -1: the first one */
  stream = $state(-1);
  side = $state<FollowSide>('both');
  form = $state<FollowForm>('text');
  encoding = $state<FollowEncoding>('utf-8');
  /** null until the engine has answered */
  summary = $state.raw<FollowSummary | null>(null);
  /** row of the selected line, -1: none */
  line = $state(-1);
  wanted = $state('');
  by = $state<FollowWhat['by']>('text');
  outcome = $state<FollowOutcome | null>(null);
  /** a file that is being written; null: none */
  saving = $state.raw<FollowSaving>(null);

  readonly view = $derived<FollowView>({
    flow: this.flow,
    layer: this.layer,
    stream: this.layer === 'http2' ? this.stream : -1,
    side: this.side,
    form: this.form,
    encoding: this.encoding,
  });
  /** another value: lines mean something else, or the last one may have grown */
  readonly version = $derived(this.#version());

  #asking: Latest;
  #finding: Latest;
  #moving: Latest;
  #generation = -1;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** the encoding is what the reader chose */
  #chosen = false;
  /** where the next search begins */
  #place = 0;
  #hit = false;

  constructor(parts: FollowParts) {
    this.#with = parts;
    const failed = (error: unknown): void => parts.session.report(error);
    this.#asking = new Latest(failed);
    this.#moving = new Latest(failed);
    this.#finding = new Latest((error) => {
      this.outcome = null;
      failed(error);
    });
  }

  #version(): string {
    const { flow, layer, stream, side, form, encoding } = this.view;
    const bytes = this.summary ? this.summary.bytesAB + this.summary.bytesBA + this.summary.missing : 0;
    // messages are found later than their bytes
    const lines = layer === 'http' ? (this.summary?.lines ?? 0) : 0;
    return [this.#with.session.generation, flow, layer, stream, side, form, encoding, bytes, lines].join(' ');
  }

  /** Follows a capture that is still being read; returns the end of that. */
  listen(): () => void {
    const end = this.#with.engine.on('status', () => this.#later(LIVE_MS));
    const endSaving = this.#with.engine.on('followSaving', (saving) => (this.saving = saving));
    this.#refresh();
    return () => {
      end();
      endSaving();
      clearTimeout(this.#timer);
      this.#timer = undefined;
    };
  }

  /** Shows the conversation with this id; -1: none. */
  show(id: number): void {
    const fresh = this.#with.session.generation !== this.#generation;
    if (!fresh && id === this.flow) return;
    this.#generation = this.#with.session.generation;
    this.flow = id;
    this.stream = -1;
    this.summary = null;
    this.#chosen = false;
    this.#restart();
  }

  set(change: Partial<Omit<FollowView, 'flow'>>): void {
    if (change.encoding) {
      this.encoding = change.encoding;
      this.#chosen = true;
    }
    this.layer = change.layer ?? this.layer;
    this.stream = change.stream ?? this.stream;
    this.side = change.side ?? this.side;
    this.form = change.form ?? this.form;
    this.#restart();
  }

  #restart(): void {
    this.#finding.cancel();
    this.line = -1;
    this.#place = 0;
    this.#hit = false;
    this.outcome = null;
    if (this.summary) this.summary = { ...this.summary, lines: 0, complete: false };
    this.#refresh();
  }

  #later(ms: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#refresh();
    }, ms);
  }

  #refresh(): void {
    if (this.flow < 0) return this.#asking.cancel();
    this.#asking.ask(async (signal) => {
      const summary = await this.#with.engine.request('followSummary', { view: this.view }, signal);
      if (signal.aborted || summary.flow.id !== this.flow) return;
      const first = this.summary === null;
      this.summary = summary;
      // datagrams have nothing of the others
      if (summary.flow.kind === 'udp') this.layer = 'payload';
      if (summary.streams !== null && this.stream < 0) this.stream = summary.streams.shown;
      if (first && !this.#chosen && summary.guess !== this.encoding) {
        this.encoding = summary.guess;
        this.#restart();
      } else if (!summary.complete) this.#later(REFRESH_MS);
    });
  }

  rows(from: number, count: number, signal: AbortSignal): Promise<FollowLine[]> {
    return this.#with.engine.request('followRows', { view: this.view, from, count }, signal);
  }

  select(index: number, line: FollowLine): void {
    this.line = index;
    this.#place = line.place;
    this.#hit = false;
  }

  changed(): void {
    this.#finding.cancel();
    this.outcome = null;
  }

  /** Selects the line in which the next place is that holds what is looked for. */
  find(backward: boolean): void {
    if (this.flow < 0 || this.wanted.trim() === '') return;
    const what: FollowWhat = this.by === 'hex' ? { by: 'hex', hex: this.wanted } : { by: 'text', text: this.wanted };
    const from = this.#place + (this.#hit && !backward ? 1 : 0);
    this.outcome = 'searching';
    this.#finding.ask(async (signal) => {
      const { hit, mistake } = await this.#with.engine.request(
        'followFind',
        { view: this.view, what, from, backward },
        signal,
      );
      if (signal.aborted) return;
      this.outcome = mistake ? 'mistake' : hit ? 'found' : 'none';
      if (!hit) return;
      this.#place = hit.place;
      this.#hit = true;
      this.line = hit.line;
      if (this.summary && this.summary.lines <= hit.line) this.summary = { ...this.summary, lines: hit.line + 1 };
    });
  }

  /** The conversation of the same kind that comes next, or before. */
  step(by: 1 | -1): void {
    const flow = this.summary?.flow;
    if (!flow) return;
    const from = flow.stream + by;
    if (from < 0) return;
    this.#moving.ask(async (signal) => {
      const args = { kind: flow.kind, sort: 'stream', descending: false, from, count: 1 } as const;
      const { rows } = await this.#with.engine.request('flows', args, signal);
      if (!signal.aborted && rows.length > 0) this.#with.selection.selectFlow(rows[0].id);
    });
  }

  isLast(flow: FlowRow): boolean {
    const { status } = this.#with.session;
    return flow.stream + 1 >= ((flow.kind === 'tcp' ? status?.tcpFlows : status?.udpFlows) ?? 0);
  }

  /** The lines of the message that a line belongs to. */
  async message(index: number): Promise<FollowLine[]> {
    const none = new AbortController().signal;
    let from = index;
    let lines: FollowLine[] = [];
    for (;;) {
      const start = Math.max(0, from - ROWS_AT_ONCE + 1);
      const before = await this.rows(start, from - start + 1, none);
      const begins = before.findLastIndex((line) => line.begins);
      lines = [...before.slice(Math.max(0, begins)), ...lines];
      if (begins >= 0 || start === 0 || lines.length > MOST_COPIED) break;
      from = start - 1;
    }
    for (let next = index + 1; lines.length < MOST_COPIED;) {
      const after = await this.rows(next, ROWS_AT_ONCE, none);
      const begins = after.findIndex((line) => line.begins);
      lines.push(...(begins < 0 ? after : after.slice(0, begins)));
      if (begins >= 0 || after.length < ROWS_AT_ONCE) break;
      next += after.length;
    }
    return lines;
  }

  async save(as: FollowSaved): Promise<void> {
    const flow = this.summary?.flow;
    if (!flow) return;
    const { layer, stream, side, encoding } = this.view;
    const what = layer === 'payload' ? '' : `-${layer}`;
    const name =
      `${this.#with.session.stem}-${flow.kind}${flow.stream}${what}${layer === 'http2' ? `-${stream}` : ''}`.slice(
        0,
        200,
      );
    await this.#with.shell.request('saveFollowed', { name, flow: flow.id, layer, stream, side, as, encoding });
  }

  /** Ends the writing; what there is of the file goes. */
  cancelSave(): void {
    void this.#with.engine.request('cancelFollowSave', {}).catch((error: unknown) => this.#with.session.report(error));
  }

  /** Looks at this of the conversation. `stream`: of HTTP/2 */
  lookAt(layer: FollowLayer, stream = -1): void {
    if (layer !== this.layer || (layer === 'http2' && stream !== this.stream)) this.set({ layer, stream });
  }

  /** The stream of HTTP/2 that a packet belongs to, -1: there is none. */
  http2StreamOf(frame: number): Promise<number> {
    return this.#with.engine.request('http2StreamOf', { frame });
  }

  /** Whether a conversation is of this kind. */
  async isKind(id: number, kind: FlowKind): Promise<boolean> {
    if (id < 0) return false;
    return (await this.#with.engine.request('flow', { id }))?.kind === kind;
  }
}
