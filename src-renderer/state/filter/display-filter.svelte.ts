// The display filter: what is typed in the bar and what the engine says of it, which one the packet list shows.
import type { FilterSource, FilterStatus, FilterVerdict } from '../../../src-main/ipc/contracts/filter-contract';
import type { SavedFilter } from '../../../src-main/ipc/contracts/shell-contract';
import { joined, type Joint } from '../../format/filter-combine';
import { remembered } from '../../format/filter-lists';
import { EngineError } from '../engine-error';
import { Latest } from '../latest';
import type { Parts } from '../parts';

const CHECK_AFTER_MS = 120;

/** What the bar looks like. `advice`: valid, but maybe not what is meant. */
export type BarState = 'empty' | 'checking' | 'valid' | 'advice' | 'mistake';

export class DisplayFilter {
  readonly #with: Pick<Parts, 'engine' | 'preferences' | 'selection' | 'session' | 'tabs'>;

  /** as typed */
  text = $state('');
  /** of the text checked last */
  verdict = $state.raw<FilterVerdict | null>(null);
  /** the text that `verdict` is about */
  judged = $state('');
  /** null until the engine has told */
  status = $state.raw<FilterStatus | null>(null);
  /** filter whose advice was put away */
  dismissed = $state('');
  /** dialogs */
  saveOpen = $state(false);
  /** saved filter that the dialog is to change; null: the one in the bar */
  editing = $state.raw<SavedFilter | null>(null);
  macrosOpen = $state(false);
  captureOpen = $state(false);

  /** of the text as it is now; null while it is being checked */
  readonly current = $derived(this.judged === this.text ? this.verdict : null);
  readonly shown = $derived(this.status?.shown ?? '');
  readonly isFiltered = $derived(this.shown !== '');
  readonly isRunning = $derived(this.status?.running != null);
  /** the list shows, or will show, what the bar says */
  readonly isApplied = $derived(this.text.trim() === (this.status?.running ?? this.shown).trim());
  readonly bar = $derived<BarState>(this.#bar());
  /** rows of the packet list */
  readonly total = $derived(this.#total());
  /** another value: rows of the packet list mean something else */
  readonly list = $derived(this.status?.list ?? 0);

  /** the bar's input; set by it */
  focus: () => void = () => undefined;

  /** what the list is to show: applied anew when the file is read again */
  #wanted = '';
  /** the engine has told its list, and knows what is wanted */
  #connected = false;
  #checking = new Latest((error) => this.#report(error));

  constructor(parts: Pick<Parts, 'engine' | 'preferences' | 'selection' | 'session' | 'tabs'>) {
    this.#with = parts;
  }

  listen(): void {
    this.#with.engine.on('filter', (status) => (this.status = status));
    this.#with.engine.onConnect(() => {
      this.status = null;
      this.#connected = false;
      void this.#connect();
    });
    // an engine that had not opened its file yet
    this.#with.engine.on('status', () => void this.#connect());
  }

  /** The filter with what its meaning depends on. */
  source(text: string): FilterSource {
    return { text, macros: [...this.#with.preferences.now.filterMacros], frame: this.#with.selection.frame };
  }

  /** Another text in the bar; checked a moment later. */
  set(text: string): void {
    this.text = text;
    this.check();
  }

  /** Has the text checked; to be called when what its meaning depends on has changed as well. */
  check(): void {
    const { text } = this;
    if (text.trim() === '') {
      this.#checking.cancel();
      this.#judge(text, null);
      return;
    }
    this.#checking.ask(async (signal) => {
      const verdict = await this.#with.engine.request('checkFilter', { source: this.source(text) }, signal);
      if (!signal.aborted) this.#judge(text, verdict);
    }, CHECK_AFTER_MS);
  }

  /** Shows the packets that match; a filter with a mistake stays in the bar and changes nothing. Answers whether it was taken. */
  async apply(text = this.text): Promise<boolean> {
    const { current: from } = this.#with.tabs;
    if (!(await this.#apply(text))) return false;
    const filter = text.trim();
    if (filter === '') return true;
    this.#with.preferences.set({ displayFilters: remembered(this.#with.preferences.now.displayFilters, filter) });
    // who has gone to another page in the meantime stays there
    if (this.#with.tabs.current === from) this.#with.selection.showTab('packets');
    return true;
  }

  /** The value of a field, a cell …: joined with the bar's filter, and shown or left to be edited. */
  use(value: string, how: Joint, apply: boolean): void {
    const text = joined(this.text, value, how);
    if (apply) void this.apply(text).then((taken) => (taken ? undefined : this.focus()));
    else {
      this.set(text);
      this.focus();
    }
  }

  clear(): void {
    void this.apply('');
  }

  /** Opens the dialog that changes a saved filter. */
  edit(filter: SavedFilter): void {
    this.editing = filter;
    this.saveOpen = true;
  }

  /** Ends the run; what was found stays. */
  stop(): void {
    void this.#with.engine.request('cancelFilter', {}).catch((error: unknown) => this.#report(error));
  }

  async #apply(text: string): Promise<boolean> {
    this.text = text;
    this.#checking.cancel();
    const filter = text.trim();
    const verdict = await this.#with.engine
      .request('setFilter', { source: this.source(filter) })
      .catch((error: unknown) => this.#report(error));
    if (!verdict) return false;
    if (this.text === text) this.#judge(text, filter === '' ? null : verdict);
    if (!verdict.ok) return false;
    this.#wanted = filter;
    this.dismissed = '';
    return true;
  }

  #judge(text: string, verdict: FilterVerdict | null): void {
    this.judged = text;
    this.verdict = verdict;
  }

  /** A capture that could not be opened, or is not open yet, says so elsewhere. */
  #report(error: unknown): void {
    if (error instanceof EngineError && error.problem.kind === 'engine.noCapture') return;
    this.#with.session.report(error);
  }

  #total(): number {
    return this.isFiltered ? (this.status?.matched ?? 0) : this.#with.session.frames;
  }

  #bar(): BarState {
    if (this.text.trim() === '') return 'empty';
    if (!this.current) return 'checking';
    if (!this.current.ok) return 'mistake';
    return this.current.advice.length > 0 ? 'advice' : 'valid';
  }

  /** Another engine: one that shows a filter already, or one that is to show what was shown before, as Wireshark does. */
  async #connect(): Promise<void> {
    if (this.#connected) return;
    this.#connected = true;
    const status = await this.#with.engine.request('filterStatus', {}).catch((error: unknown) => this.#report(error));
    if (!status) {
      this.#connected = false;
      return;
    }
    this.status ??= status;
    if (status.shown !== '') {
      this.#wanted = status.shown;
      this.set(status.shown);
    } else if (this.#wanted !== '') await this.#apply(this.#wanted);
    else this.check();
  }
}
