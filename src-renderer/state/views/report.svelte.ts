// The report that is being put together: what is in it, its preview, how far its file is.
import type { Language } from '../../../src-main/ipc/languages';
import type { Problem } from '../../../src-main/ipc/message';
import { untrack } from 'svelte';
import type {
  Report,
  ReportChoice,
  ReportFormat,
  ReportProgress,
  ReportScope,
  ReportSection,
} from '../../../src-main/ipc/contracts/report-contract';
import { REPORT_SECTIONS } from '../../../src-main/ipc/contracts/report-contract';

import { engine, shell } from '../client';
import { t } from '../i18n.svelte';
import { Latest } from '../latest';
import { toasts } from '../toasts.svelte';
import { displayFilter, preferences, session } from '../window';

/** What a preview waits for while somebody types. */
const TYPING_MS = 300;

export type ScopeKind = 'selected' | 'filter' | 'all';

class ReportState {
  open = $state(false);
  scopeKind = $state<ScopeKind>('all');
  /** FlowRow.id of the connections that were chosen */
  flows = $state.raw<readonly number[]>([]);
  title = $state('');
  date = $state('');
  text = $state('');
  preview = $state.raw<Report | null>(null);
  /** the preview is not that of what is chosen now */
  stale = $state(false);
  saving = $state(false);
  /** why the file that was wanted last is not there */
  problem = $state.raw<Problem | null>(null);
  progress = $state.raw<ReportProgress>({ done: 0, all: 1 });
  readonly #latest = new Latest((error) => session.report(error));

  /** Opens the dialog: for these connections, or where there are none, for all. */
  show(flows: readonly number[]): void {
    this.flows = flows;
    this.scopeKind = flows.length > 0 ? 'selected' : displayFilter.isFiltered ? 'filter' : 'all';
    this.preview = null;
    this.problem = null;
    this.open = true;
  }

  get choice(): ReportChoice {
    return preferences.now.report;
  }
  choose(change: Partial<ReportChoice>): void {
    preferences.set({ report: { ...this.choice, ...change } });
  }

  get language(): Language {
    return this.choice.language === 'window' ? preferences.language : this.choice.language;
  }
  get scope(): ReportScope {
    if (this.scopeKind === 'selected' && this.flows.length > 0) return { by: 'flows', flows: [...this.flows] };
    return this.scopeKind === 'filter' ? { by: 'filter', text: displayFilter.shown } : { by: 'all' };
  }

  /** Has the user choose a template; it is kept as it is now. */
  async chooseTemplate(): Promise<void> {
    const template = await shell.request('openTemplate', {});
    if (template !== null) this.choose({ template });
  }

  /** All sections: those that are in the report, in its order, then the others. */
  get sections(): readonly { id: ReportSection; on: boolean }[] {
    const on = this.choice.sections;
    const others = REPORT_SECTIONS.filter((id) => !on.includes(id));
    return [...on.map((id) => ({ id, on: true })), ...others.map((id) => ({ id, on: false }))];
  }
  /** A section that is switched on stands where it does in a new report. */
  turn(id: ReportSection, on: boolean): void {
    const kept = this.choice.sections.filter((one) => one !== id);
    if (!on) return this.choose({ sections: kept });
    const place = REPORT_SECTIONS.indexOf(id);
    const before = kept.findIndex((one) => REPORT_SECTIONS.indexOf(one) > place);
    this.choose({ sections: before < 0 ? [...kept, id] : kept.toSpliced(before, 0, id) });
  }
  move(id: ReportSection, by: 1 | -1): void {
    const sections = [...this.choice.sections];
    const at = sections.indexOf(id);
    const to = at + by;
    if (at < 0 || to < 0 || to >= sections.length) return;
    [sections[at], sections[to]] = [sections[to], sections[at]];
    this.choose({ sections });
  }

  /** What is chosen, as it is asked for. */
  get query() {
    const { sections, author, course, template } = this.choice;
    const { title, date, text, language, scope } = this;
    return {
      scope,
      settings: {
        language,
        sections: [...sections],
        title,
        author,
        course,
        date,
        text,
        template: template?.text ?? '',
      },
    };
  }

  /** Asks for the preview of what is chosen now. Reads all of that: an effect that calls it runs again with each change. */
  look(): () => void {
    const query = $state.snapshot(this.query);
    this.stale = true;
    this.#latest.ask(
      async (signal) => {
        const preview = await engine.request('report', query, signal);
        if (signal.aborted) return;
        this.preview = preview;
        this.stale = false;
      },
      untrack(() => this.preview) === null ? 0 : TYPING_MS,
    );
    return () => this.#latest.cancel();
  }

  async save(format: ReportFormat): Promise<void> {
    this.saving = true;
    this.problem = null;
    this.progress = { done: 0, all: 1 };
    const off = engine.on('report', (progress) => (this.progress = progress));
    try {
      const name = session.stem;
      const { saved, problem } = await shell.request('saveReport', { name, format, ...$state.snapshot(this.query) });
      if (saved) toasts.show(t('report.saved'));
      // behind the dialog nobody could see it
      if (this.open) this.problem = problem;
      else if (problem) session.problem = problem;
    } finally {
      off();
      this.saving = false;
    }
  }

  stop(): void {
    void shell.request('stopReport', {});
  }
}

export const report = new ReportState();
