// What is being printed: what of it, on which paper, and the pages that come of it.
import type { PrintAsked, PrintChoice, PrintEnd, PrintPreview } from '../../../src-main/ipc/contracts/print-contract';
import type { ReportProgress } from '../../../src-main/ipc/contracts/report-contract';
import type { ViewId } from '../../../src-main/ipc/views';
import type { Message } from '../../../src-main/ipc/message';
import { engine, shell } from '../client';
import { t } from '../i18n.svelte';
import { Latest } from '../latest';
import { mainList } from '../list/main-list';
import { toasts } from '../toasts.svelte';
import { displayFilter, preferences, selection, session, tabs } from '../window';

/** What a preview waits for while somebody chooses. */
const CHOOSING_MS = 250;

export type PrintKind = 'packets' | 'table' | 'timeline' | 'report';
export type ScopeKind = 'all' | 'displayed' | 'selected' | 'marked' | 'flows' | 'range';

/** Pages that have nothing to print of their own; what one does instead is told. */
const NOTHING_OWN = ['graphs', 'follow'] as const;
export type NothingOwn = (typeof NOTHING_OWN)[number];

class PrintState {
  open = $state(false);
  kind = $state<PrintKind>('packets');
  scope = $state<ScopeKind>('displayed');
  range = $state('');
  /** whether the page in view has a table */
  hasTable = $state(false);
  view = $state<ViewId>('packets');
  /** a PDF; null: none yet, or none that is up to date */
  pdf = $state.raw<Uint8Array | null>(null);
  problem = $state.raw<Message | null>(null);
  /** why pages that are there could not be saved or printed */
  failure = $state.raw<Message | null>(null);
  making = $state(false);
  /** somebody had enough of waiting */
  stopped = $state(false);
  progress = $state.raw<ReportProgress | null>(null);
  readonly #latest = new Latest((error) => session.report(error));

  /** What the page in view has to print, if anything. */
  get nothingOwn(): NothingOwn | null {
    return NOTHING_OWN.find((view) => view === this.view) ?? null;
  }

  /** Opens the dialog: for what is in view, unless told. */
  show(kind?: PrintKind): void {
    this.view = tabs.current;
    this.hasTable = mainList.texts !== null;
    this.kind =
      kind ??
      (this.view === 'connections' && selection.flow >= 0
        ? 'timeline'
        : this.hasTable && this.view !== 'packets'
          ? 'table'
          : 'packets');
    this.scope = displayFilter.isFiltered ? 'displayed' : 'all';
    this.pdf = null;
    this.problem = null;
    this.stopped = false;
    this.open = true;
  }

  get choice(): PrintChoice {
    return preferences.now.print;
  }
  choose(change: Partial<PrintChoice>): void {
    preferences.set({ print: { ...this.choice, ...change } });
  }

  /** Asks for the pages of what `order` gives; null: of nothing. What was asked before is given up. */
  look(order: (signal: AbortSignal) => Promise<PrintAsked | null>): () => void {
    this.stopped = false;
    this.failure = null;
    this.making = true;
    this.progress = null;
    const off = engine.on('report', (progress) => (this.progress = progress));
    this.#latest.ask(async (signal) => {
      try {
        const asked = await order(signal);
        if (signal.aborted) return;
        this.#took(asked === null ? { pdf: null, problem: null } : await shell.request('printPreview', asked), signal);
      } finally {
        if (!signal.aborted) this.making = false;
      }
    }, CHOOSING_MS);
    return () => {
      off();
      this.#latest.cancel();
    };
  }

  #took({ pdf, problem }: PrintPreview, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.pdf = pdf;
    this.problem = problem?.message ?? null;
  }

  stop(): void {
    this.#latest.cancel();
    this.making = false;
    this.stopped = true;
    this.pdf = null;
    void shell.request('printStop', {});
  }

  /** The dialog has closed. */
  forget(): void {
    this.#latest.cancel();
    this.pdf = null;
    this.making = false;
    void shell.request('printStop', {});
  }

  async save(): Promise<void> {
    this.#ended(await shell.request('printSave', { name: session.stem }), 'print.saved');
  }

  async toPrinter(): Promise<void> {
    this.#ended(await shell.request('printPages', {}), 'print.sent');
  }

  #ended({ done, problem }: PrintEnd, said: 'print.saved' | 'print.sent'): void {
    this.failure = problem?.message ?? null;
    if (done) toasts.show(t(said));
  }
}

export const printing = new PrintState();
