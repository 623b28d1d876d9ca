// The expert notes of the open capture: how they are looked at, how many there are, which groups are unfolded.
import type {
  ExpertGrouping,
  ExpertRow,
  ExpertSummary,
  ExpertView,
  Severity,
} from '../../../src-main/ipc/contracts/engine-contract';
import type { PassId, PassStatus } from '../../../src-main/ipc/passes';
import type { DisplayFilter } from '../filter/display-filter.svelte';
import { Latest } from '../latest';
import type { Parts } from '../parts';
import type { Session } from '../session.svelte';

/** The worst first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warn', 'note', 'chat'];

/** Groups that may be open at once; more than anybody unfolds by hand, and what the engine takes. */
const MOST_OPEN = 10_000;

type ExpertParts = Pick<Parts, 'engine'> & {
  session: Pick<Session, 'generation' | 'report' | 'status'>;
  displayFilter: Pick<DisplayFilter, 'isFiltered' | 'list' | 'total'>;
};

export class Expert {
  readonly #with: ExpertParts;

  by = $state<ExpertGrouping>('kind');
  /** only notes of packets that the packet list shows */
  displayed = $state(true);
  off = $state.raw<readonly Severity[]>([]);
  open = $state.raw<readonly number[]>([]);
  /** null until the engine has answered */
  summary = $state.raw<ExpertSummary | null>(null);

  readonly view = $derived<ExpertView>({
    by: this.by,
    severities: SEVERITIES.filter((one) => !this.off.includes(one)),
    displayed: this.displayed,
    open: [...this.open],
  });
  /** another value: the summary is to be asked for again */
  readonly news = $derived(this.#news());
  readonly pass = $derived(this.#pass());
  /** of all packets, whatever is displayed; null: there is no note */
  readonly worst = $derived(this.#worst());

  #asking = new Latest((error) => this.#with.session.report(error));

  constructor(parts: ExpertParts) {
    this.#with = parts;
  }

  listen(): void {
    this.#with.engine.onConnect(() => {
      this.open = [];
      this.summary = null;
    });
  }

  /** Asks for the numbers as they are now. To be called when `news` is another, while somebody looks. */
  refresh(): void {
    const { view } = this;
    this.#asking.ask(async (signal) => {
      const summary = await this.#with.engine.request('expertSummary', { view }, signal);
      if (!signal.aborted) this.summary = summary;
    });
  }

  rows(from: number, count: number, signal: AbortSignal): Promise<ExpertRow[]> {
    return this.#with.engine.request('expertRows', { view: this.view, from, count }, signal);
  }

  groupBy(by: ExpertGrouping): void {
    if (by === this.by) return;
    this.by = by;
    this.open = [];
  }

  toggleSeverity(severity: Severity): void {
    this.off = this.off.includes(severity) ? this.off.filter((one) => one !== severity) : [...this.off, severity];
  }

  /** Unfolds a group, or folds it. */
  fold(id: number, open: boolean): void {
    const others = this.open.filter((one) => one !== id);
    this.open = open ? [...others, id].slice(-MOST_OPEN) : others;
  }

  stop(id: PassId): void {
    void this.#with.engine.request('stopPass', { id }).catch((error: unknown) => this.#with.session.report(error));
  }

  resume(id: PassId): void {
    void this.#with.engine.request('resumePass', { id }).catch((error: unknown) => this.#with.session.report(error));
  }

  #pass(): PassStatus | null {
    return this.#with.session.status?.passes.find(({ id }) => id === 'expert') ?? null;
  }

  #worst(): Severity | null {
    return SEVERITIES.find((one) => (this.#with.session.status?.notes[one] ?? 0) > 0) ?? null;
  }

  #news(): string {
    const { displayFilter, session } = this.#with;
    const { by, severities, displayed, open } = this.view;
    const notes = session.status ? Object.values(session.status.notes).join() : '';
    const list = displayed && displayFilter.isFiltered ? `${displayFilter.list} ${displayFilter.total}` : 'all';
    return [session.generation, by, severities.join(), list, open.join(), notes].join(' ');
  }
}
