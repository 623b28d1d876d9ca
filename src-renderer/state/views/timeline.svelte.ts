// The timeline of the selected connection: its phases, which folds are open, where the selected packet stands.
import type {
  FlowRow,
  Timeline,
  TimelineFold,
  TimelineRow,
  TimelineSegment,
} from '../../../src-main/ipc/contracts/engine-contract';
import { isAbort } from '../engine-error';
import { holds, openFold, openFoldOf, type OpenFold } from '../list/open-folds';
import type { Parts } from '../parts';

/** Rows asked for at a time when all of them are read, to unfold everything. */
const SWEEP = 1000;
/** Folds that are opened at once at most. */
const MAX_OPEN = 2000;
/** Folds within folds that are opened to get to a packet. */
const FOLD_DEPTH = 3;
const REFRESH_MS = 600;

export class TimelineState {
  readonly #with: Pick<Parts, 'engine' | 'session'>;

  /** FlowRow.id of what is shown or on its way; -1: nothing */
  flowId = $state(-1);
  /** null until the engine has answered */
  timeline = $state.raw<Timeline | null>(null);
  failed = $state.raw<unknown>(null);
  /** row of the selected packet in this layout (that of its fold when folded); -1: not in this connection */
  selectedRow = $state(-1);
  /** a new object each time the cursor is to go to a row: that of a newly selected packet, of a fold just opened or closed */
  focus = $state.raw<{ row: number }>({ row: -1 });
  /** row that the cursor of the pane is on; -1: none */
  cursor = $state(-1);
  /** the rows have the focus of the keyboard */
  hasFocus = false;
  /** rows come with the SACK option of each segment */
  sack = $state(false);
  /** rises with each change of the layout or its rows */
  version = $state(0);
  /** first segment of the connection: its time is the zero of the time column */
  first = $state.raw<TimelineSegment | undefined>(undefined);

  /** opened by the reader; stay open */
  #kept = $state.raw<readonly OpenFold[]>([]);
  /** opened because the selected packet is in them; closed when the selection leaves */
  #passing = $state.raw<readonly OpenFold[]>([]);
  readonly flow = $derived<FlowRow | null>(this.timeline?.flow ?? null);
  readonly open = $derived<readonly OpenFold[]>([...this.#kept, ...this.#passing]);

  #frame = 0;
  #asking: AbortController | null = null;
  #generation = -1;
  /** passes over the capture that were done when the layout was made */
  #passesDone = '';
  #refreshTimer: ReturnType<typeof setTimeout> | undefined;
  /** folds that the reader had open, by flow: coming back finds them so */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing that is drawn follows it
  #memory = new Map<number, readonly OpenFold[]>();

  constructor(parts: Pick<Parts, 'engine' | 'session'>) {
    this.#with = parts;
  }

  /** Follows a capture that is still being read; returns the end of that. */
  listen(): () => void {
    return this.#with.engine.on('status', () => {
      if (this.flowId < 0 || this.#refreshTimer !== undefined) return;
      this.#refreshTimer = setTimeout(() => this.#refresh(), REFRESH_MS);
    });
  }

  /** Shows a connection with the place of a frame in it (0: none). Nothing happens when both are shown already. */
  show(flow: number, frame: number): void {
    const fresh = this.#with.session.generation !== this.#generation;
    if (fresh) {
      this.#memory.clear();
      this.#set(null, undefined); // of the capture before, or of the same one as it was read before
    }
    this.#generation = this.#with.session.generation;
    const moved = frame !== this.#frame;
    this.#frame = frame;
    // what was asked while there was no engine yet has no answer
    const isLacking = this.timeline === null && this.failed === null && !this.#asking;
    if (fresh || isLacking || flow !== this.flowId) this.#change(flow);
    else if (moved && this.timeline) void this.#ask((signal) => this.#locate(signal));
  }

  async rows(from: number, count: number, signal: AbortSignal): Promise<readonly TimelineRow[]> {
    if (!this.timeline) return [];
    return this.#with.engine.request('timelineRows', { ...this.#layout(), from, count, sack: this.sack }, signal);
  }

  /** Puts the cursor on a row of the layout and brings it into view. */
  goTo(row: number): void {
    this.cursor = row;
    this.focus = { row };
  }

  showSack(on: boolean): void {
    this.sack = on;
    this.version++; // the rows that are here lack it
  }

  unfold(fold: TimelineFold): void {
    if (this.open.some((one) => one.id === fold.id)) return;
    this.#keep([...this.#kept, openFold(fold)]);
    void this.#ask((signal) => this.#relayout(signal, fold.firstFrame));
  }

  /** Closes the fold that `frame` came out of; true if there was one. */
  foldAt(frame: number): boolean {
    const fold = openFoldOf(this.open, frame);
    if (!fold) return false;
    this.#keep(this.#kept.filter((one) => one.id !== fold.id));
    this.#passing = this.#passing.filter((one) => one.id !== fold.id);
    void this.#ask((signal) => this.#relayout(signal, fold.firstFrame));
    return true;
  }

  foldAll(): void {
    this.#keep([]);
    this.#passing = [];
    void this.#ask((signal) => this.#relayout(signal, this.#frame));
  }

  /** Opens every fold, and those that come out of them, as long as they are not too many. */
  unfoldAll(): void {
    void this.#ask(async (signal) => {
      let all = this.open;
      for (let depth = 0; depth < FOLD_DEPTH; depth++) {
        const found = await this.#foldsIn(all, signal);
        if (found.length === 0) break;
        all = [...all, ...found].slice(0, MAX_OPEN);
      }
      this.#keep(all);
      this.#passing = [];
      await this.#relayout(signal, this.#frame);
    });
  }

  /** The folds of the layout in which `open` are open. */
  async #foldsIn(open: readonly OpenFold[], signal: AbortSignal): Promise<OpenFold[]> {
    const layout = { flow: this.flowId, unfolded: open.map((fold) => fold.id) };
    const { rows: total, folds } = await this.#with.engine.request('timeline', layout, signal);
    const found: OpenFold[] = [];
    if (folds === 0) return found; // 100,000 rows need not be read to see it
    for (let from = 0; from < total; from += SWEEP)
      for (const row of await this.#with.engine.request(
        'timelineRows',
        { ...layout, from, count: SWEEP, sack: false },
        signal,
      ))
        if (row.kind === 'fold') found.push(openFold(row));
    return found;
  }

  #keep(folds: readonly OpenFold[]): void {
    this.#kept = folds;
    this.#memory.set(this.flowId, folds);
  }

  #layout(): { flow: number; unfolded: number[] } {
    return { flow: this.flowId, unfolded: this.open.map((fold) => fold.id) };
  }

  #change(flow: number): void {
    this.flowId = flow;
    this.selectedRow = -1;
    this.#passing = [];
    this.#kept = this.#memory.get(flow) ?? [];
    if (flow >= 0) return void this.#ask((signal) => this.#load(signal));
    this.#asking?.abort();
    this.#asking = null;
    this.failed = null;
    this.#set(null, undefined);
  }

  #set(timeline: Timeline | null, first: TimelineSegment | undefined): void {
    this.timeline = timeline;
    this.first = first;
    this.version++;
  }

  /** Runs one conversation with the this.#with.engine; a newer one gives up the older. */
  async #ask(talk: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#asking?.abort();
    const asking = (this.#asking = new AbortController());
    try {
      await talk(asking.signal);
      if (!asking.signal.aborted) this.failed = null;
    } catch (error) {
      if (!isAbort(error) && !asking.signal.aborted) this.failed = error;
    } finally {
      if (this.#asking === asking) this.#asking = null;
    }
  }

  async #load(signal: AbortSignal): Promise<void> {
    this.#passesDone = this.#done();
    // the old arrows stay until the new ones are here: both change in one step
    const timeline = await this.#with.engine.request('timeline', this.#layout(), signal);
    const [first] = await this.#with.engine.request(
      'timelineRows',
      { ...this.#layout(), from: 0, count: 1, sack: false },
      signal,
    );
    this.#set(timeline, first?.kind === 'segment' ? first : undefined);
    await this.#locate(signal);
  }

  /** The same connection with other folds, or with more segments. The cursor goes to frame `follow`, or stays (0). */
  async #relayout(signal: AbortSignal, follow: number): Promise<void> {
    const timeline = await this.#with.engine.request('timeline', this.#layout(), signal);
    const { row } = await this.#place(this.#frame, signal);
    const cursor = follow === this.#frame ? row : (await this.#place(follow, signal)).row;
    this.#set(timeline, this.first);
    this.selectedRow = row;
    if (follow > 0) this.focus = { row: cursor };
  }

  async #place(frame: number, signal: AbortSignal): Promise<{ row: number; fold: number | null }> {
    if (frame < 1) return { row: -1, fold: null };
    return this.#with.engine.request('timelineRowOfFrame', { ...this.#layout(), frame }, signal);
  }

  /** Finds the selected packet's row; opens the folds it is in, closes those that were opened for the packet before. */
  async #locate(signal: AbortSignal): Promise<void> {
    const staying = this.#passing.filter((fold) => holds(fold, this.#frame));
    let changed = staying.length !== this.#passing.length;
    if (changed) this.#passing = staying;
    let place = await this.#place(this.#frame, signal);
    for (let depth = 0; depth < FOLD_DEPTH && place.fold !== null && place.row >= 0; depth++) {
      const [row] = await this.rows(place.row, 1, signal);
      if (row?.kind !== 'fold') break;
      this.#passing = [...this.#passing, openFold(row)];
      changed = true;
      place = await this.#place(this.#frame, signal);
    }
    if (changed) return this.#relayout(signal, this.#frame);
    this.selectedRow = place.row;
    this.focus = { row: place.row };
  }

  /** Another text when passes that tell of messages and of names are over, or keys have opened more. */
  #done(): string {
    const { passes = [], opened = 0 } = this.#with.session.status ?? {};
    const over = passes.filter(({ id, state }) => state === 'done' && (id === 'messages' || id === 'names'));
    return `${over.length} ${opened}`;
  }

  /** The capture is still being read, or gone over: the connection may have grown, or more is known of it. */
  #refresh(): void {
    this.#refreshTimer = undefined;
    if (this.flowId < 0 || this.#asking || this.#with.session.generation !== this.#generation) return;
    void this.#ask(async (signal) => {
      const flow = await this.#with.engine.request('flow', { id: this.flowId }, signal);
      const passes = this.#done();
      if (!flow || (this.flow && flow.lastFrame === this.flow.lastFrame && passes === this.#passesDone)) return;
      this.#passesDone = passes;
      await (this.timeline ? this.#relayout(signal, 0) : this.#load(signal));
    });
  }
}
