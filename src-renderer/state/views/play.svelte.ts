// A timeline step by step: a step is a segment, or a fold of them. Breaks and gaps are passed over.
import type { TimelineRow } from '../../../src-main/ipc/contracts/engine-contract';
import { isAbort } from '../engine-error';
import type { Selection } from '../selection.svelte';
import type { TimelineState } from './timeline.svelte';

/** A step a second, in which a sentence can be read … */
const STEP_MS = 1000;
/** … or so many times as fast. */
export const SPEEDS = [0.5, 1, 2, 4] as const;
/** Rows that are asked for to find the next step; breaks and gaps between two steps are fewer. */
const REACH = 8;

interface Parts {
  selection: Pick<Selection, 'selectFlow'>;
  timelines: Pick<TimelineState, 'cursor' | 'failed' | 'flowId' | 'goTo' | 'rows' | 'timeline'>;
}

export class Play {
  readonly #with: Parts;

  /** the bar and the state machines are shown */
  open = $state(false);
  playing = $state(false);
  speed = $state<(typeof SPEEDS)[number]>(1);

  /** puts the focus where the keys of the timeline are */
  focusRows: () => void = () => undefined;

  #timer: ReturnType<typeof setTimeout> | undefined;
  /** steps are carried out one after the other, however fast the keys come */
  #walking: Promise<unknown> = Promise.resolve();

  constructor(parts: Parts) {
    this.#with = parts;
  }

  get atEnd(): boolean {
    const { timelines } = this.#with;
    return timelines.timeline !== null && timelines.cursor === timelines.timeline.rows - 1;
  }

  /** Shows the bar, at the row that the cursor is on, or at the first one. */
  show(): void {
    if (this.open || !this.#with.timelines.timeline) return;
    this.open = true;
    if (this.#with.timelines.cursor < 0) void this.first();
  }

  close(): void {
    this.pause();
    this.open = false;
  }

  /** Plays on from the cursor, from the beginning where there is no more; or pauses. */
  toggle(): void {
    if (this.playing) return this.pause();
    this.show();
    if (!this.open) return;
    this.playing = true;
    if (this.atEnd) void this.first(true);
    this.#next();
  }

  pause(): void {
    clearTimeout(this.#timer);
    this.playing = false;
  }

  setSpeed(speed: (typeof SPEEDS)[number]): void {
    this.speed = speed;
    if (this.playing) this.#next();
  }

  /** One step by hand: it does not play on. */
  async step(by: 1 | -1): Promise<void> {
    this.pause();
    this.show();
    await this.#walk(() => this.#with.timelines.cursor + by, by);
  }

  async first(playing = false): Promise<void> {
    if (!playing) this.pause();
    await this.#walk(() => 0, 1);
  }

  async last(): Promise<void> {
    this.pause();
    await this.#walk(() => (this.#with.timelines.timeline?.rows ?? 0) - 1, -1);
  }

  #next(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#tick(), STEP_MS / this.speed);
  }

  async #tick(): Promise<void> {
    const went = await this.#walk(() => this.#with.timelines.cursor + 1, 1);
    if (!this.playing) return;
    if (went && !this.atEnd) this.#next();
    else this.pause();
  }

  /** Goes to the step at row `from()`, or the next one behind (`by` 1) or before it (-1); false where there is none. */
  async #walk(from: () => number, by: 1 | -1): Promise<boolean> {
    const walk = this.#walking.then(async () => {
      const row = await this.#find(from(), by).catch((error: unknown) => {
        if (!isAbort(error)) this.#with.timelines.failed = error;
        return undefined;
      });
      if (!row) return false;
      this.#with.timelines.goTo(row.row);
      if (row.kind === 'segment') this.#with.selection.selectFlow(this.#with.timelines.flowId, row.frame, 'walk');
      return true;
    });
    this.#walking = walk;
    return walk;
  }

  async #find(at: number, by: 1 | -1): Promise<TimelineRow | undefined> {
    const { timelines } = this.#with;
    const all = timelines.timeline?.rows ?? 0;
    if (at < 0 || at >= all) return undefined;
    const from = by === 1 ? at : Math.max(0, at - REACH + 1);
    const rows = await timelines.rows(from, by === 1 ? REACH : at - from + 1, new AbortController().signal);
    const steps = rows.filter(({ kind }) => kind === 'segment' || kind === 'fold');
    return by === 1 ? steps[0] : steps.at(-1);
  }
}
