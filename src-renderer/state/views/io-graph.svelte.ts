// The graph of packets over time: its lines, which part of it is shown, what the engine has counted.
import {
  LEAST_IO_INTERVAL_NS,
  MOST_IO_LINES,
  type IoGraph,
  type IoUnit,
  type StatisticsChoice,
} from '../../../src-main/ipc/contracts/statistics-contract';
import type { DisplayFilter } from '../filter/display-filter.svelte';
import { Latest } from '../latest';
import type { Parts } from '../parts';
import type { Session } from '../session.svelte';
import { Zoomed } from '../zoomed.svelte';

/** While a capture goes on, it is asked for so often. */
const REFRESH_MS = 1000;
/** What can be chosen for an interval, ns. */
export const INTERVALS = [1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 60e9, 600e9, 3600e9] as const;
/** Intervals across the picture where nobody has chosen. */
const ACROSS = 200;

type IoParts = Pick<Parts, 'engine' | 'preferences'> & {
  session: Pick<Session, 'generation' | 'report' | 'frames'>;
  displayFilter: Pick<DisplayFilter, 'isFiltered' | 'list' | 'total' | 'source'>;
};

export class IoGraphState extends Zoomed {
  readonly #with: IoParts;
  readonly #asking: Latest;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** null until the engine has answered */
  graph = $state.raw<IoGraph | null>(null);

  readonly #choice = $derived.by(() => this.#with.preferences.now.statistics);
  readonly lines = $derived(this.#choice.lines);
  readonly unit = $derived(this.#choice.unit);
  readonly chosenNs = $derived(this.#choice.intervalNs);
  /** ns of an interval where nobody has chosen one */
  readonly automaticNs = $derived(automatic(1e9 * (this.range[1] - this.range[0])));
  /** another value: something else is drawn */
  readonly looked = $derived(this.#looked());
  /** another value: there is more of it */
  readonly amount = $derived(this.#amount());

  constructor(parts: IoParts) {
    super();
    this.#with = parts;
    this.#asking = new Latest((error) => this.#with.session.report(error));
    parts.engine.onConnect(() => {
      this.#asking.cancel();
      this.graph = null;
      this.part = null;
    });
  }

  get duration(): number {
    return (this.graph?.durationNs ?? 0) / 1e9;
  }

  /** Points are one an interval: the picture has room for them. */
  fit(): void {}

  /** Asks again soon, once for all that happens until then. */
  later(): void {
    this.#timer ??= setTimeout(() => this.ask(), REFRESH_MS);
  }

  ask(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#asking.ask(async (signal) => {
      const [from, to] = this.part ?? [null, null];
      // how long it is must be known before an interval can suit it
      const first = this.graph === null && this.chosenNs === null;
      const { macros, frame } = this.#with.displayFilter.source('');
      const query = {
        filters: first ? [] : this.lines.map(({ text }) => ({ text, macros, frame })),
        displayed: this.#with.preferences.now.statistics.displayed,
        intervalNs: this.chosenNs ?? (first ? LEAST_IO_INTERVAL_NS : this.automaticNs),
        fromNs: from === null ? null : Math.floor(from * 1e9),
        toNs: to === null ? null : Math.ceil(to * 1e9),
      };
      const graph = await this.#with.engine.request('ioGraph', { query }, signal);
      if (signal.aborted) return;
      this.graph = graph;
      if (first || (this.chosenNs === null && query.intervalNs !== this.automaticNs)) this.ask();
    });
  }

  setLine(i: number, changed: Partial<StatisticsChoice['lines'][number]>): void {
    this.#set({ lines: this.lines.map((line, k) => (k === i ? { ...line, ...changed } : line)) });
  }
  addLine(): void {
    if (this.lines.length < MOST_IO_LINES) this.#set({ lines: [...this.lines, { text: '', shown: true }] });
  }
  removeLine(i: number): void {
    if (this.lines.length > 1) this.#set({ lines: this.lines.filter((_, k) => k !== i) });
  }
  choose(unit: IoUnit): void {
    this.#set({ unit });
  }
  /** null: as suits what is shown */
  setInterval(intervalNs: number | null): void {
    this.#set({ intervalNs });
  }

  #set(changed: Partial<StatisticsChoice>): void {
    const { preferences } = this.#with;
    preferences.set({ statistics: { ...preferences.now.statistics, ...changed } });
  }

  #amount(): string {
    const { displayFilter, session } = this.#with;
    return `${session.frames} ${displayFilter.total}`;
  }

  #looked(): string {
    const { displayFilter, session } = this.#with;
    const { displayed } = this.#choice;
    const list = displayed && displayFilter.isFiltered ? displayFilter.list : 'all';
    return JSON.stringify([session.generation, list, this.chosenNs, this.lines.map(({ text }) => text)]);
  }
}

/** The shortest interval that gives no more than `ACROSS` of them. */
const automatic = (spanNs: number): number =>
  INTERVALS.find((one) => spanNs / one <= ACROSS) ?? INTERVALS[INTERVALS.length - 1];
