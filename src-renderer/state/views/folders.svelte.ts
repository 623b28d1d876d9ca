// Folders of captures: which one is asked, how its update goes, and from a row of a result to its connection.
import {
  MOST_FOLDER_ROWS,
  type FolderInfo,
  type FolderNote,
  type FolderRun,
} from '../../../src-main/ipc/contracts/folder-contract';
import { age } from '../../../src-main/text/amount';
import { t } from '../i18n.svelte';
import { leadTo, type RowLinks } from '../list/lead-to';
import type { Parts } from '../parts';
import type { PreferencesState } from '../preferences.svelte';
import type { Selection } from '../selection.svelte';
import type { Session } from '../session.svelte';
import { SqlState } from './sql.svelte';

interface FoldersParts extends Pick<Parts, 'engine' | 'shell'> {
  preferences: Pick<PreferencesState, 'now' | 'set' | 'language' | 'folders'>;
  session: Pick<Session, 'generation' | 'isLoading' | 'isOpen' | 'report'>;
  selection: Pick<Selection, 'selectFlow' | 'selectFrame' | 'showTab'>;
}

export class FoldersState {
  readonly #with: FoldersParts;
  readonly sql: SqlState;
  /** id of the folder that is asked */
  #asked = $state<string | null>(null);
  run = $state.raw<FolderRun | null>(null);
  /** whose remarks are read */
  notes = $state.raw<{ name: string; others: number; list: FolderNote[] } | null>(null);
  /** what is to be said of the capture that was to be opened last; null: nothing */
  told = $state.raw<{ what: 'changed' | 'gone'; name: string } | null>(null);
  /** a capture of the folder is being opened */
  #isOpening = false;
  /** what is to be shown once that capture is read */
  #target = $state.raw<{ generation: number; links: RowLinks } | null>(null);

  readonly list = $derived.by(() => this.#with.preferences.folders);
  /** the folder that is asked; null: none is */
  readonly current = $derived(this.list.find(({ id }) => id === this.#asked) ?? null);
  /** how the update of that folder goes; null: it is not read now */
  readonly currentRun = $derived(this.current !== null && this.run?.id === this.current.id ? this.run : null);

  constructor(parts: FoldersParts) {
    this.#with = parts;
    const { shell, preferences, session } = parts;
    this.sql = new SqlState({
      preferences,
      session,
      source: {
        isSeveral: true,
        run: async (asked, signal) => {
          const stop = (): void => void shell.request('folderStop', {});
          signal.addEventListener('abort', stop, { once: true });
          try {
            return await shell.request('folderAsk', { id: this.#asked ?? '', ...asked });
          } finally {
            signal.removeEventListener('abort', stop);
          }
        },
        rows: ({ id, from, count }) =>
          shell.request('folderRows', { result: id, from, count: Math.min(count, MOST_FOLDER_ROWS) }),
      },
    });
  }

  listen(): void {
    const { shell, session, selection } = this.#with;
    shell.on('folderRun', (run) => (this.run = run));
    shell.on('folderShown', ({ id }) => {
      this.ask(id);
      if (session.isOpen) selection.showTab('sql');
    });
    // a capture that comes from elsewhere is asked itself
    shell.on('captureOpening', () => {
      if (!this.#isOpening) this.ask(null);
    });
  }

  /** Asks this folder from now on; null: none. */
  ask(id: string | null): void {
    if (id !== this.#asked) this.sql.reset();
    this.told = null;
    this.#asked = id;
  }

  /** `12 captures · indexed 5 minutes ago` */
  facts({ captures, indexedMs, isWaiting }: FolderInfo): string {
    const { language } = this.#with.preferences;
    if (isWaiting) return t('folder.waiting');
    return [
      t('folder.captures', { count: captures }),
      indexedMs === null ? t('folder.never') : t('folder.indexed', { when: age(indexedMs, Date.now(), language) }),
    ].join(' · ');
  }

  choose(): void {
    void this.#with.shell.request('chooseFolder', {});
  }

  update(id: string): void {
    this.told = null;
    void this.#with.shell.request('updateFolder', { id });
  }

  stop(): void {
    void this.#with.shell.request('stopFolder', {});
  }

  forget(id: string): void {
    if (id === this.#asked) this.ask(null);
    void this.#with.shell.request('forgetFolder', { id });
  }

  async showNotes(): Promise<void> {
    const { current } = this;
    if (!current) return;
    const list = await this.#with.shell.request('folderNotes', { id: current.id });
    this.notes = { name: current.name, others: current.others, list };
  }

  /** Opens a capture of the folder, and in it what a row is about. */
  async open(capture: number, links: RowLinks): Promise<void> {
    this.#isOpening = true;
    this.told = null;
    try {
      const opened = await this.#with.shell.request('folderOpen', { id: this.#asked ?? '', capture });
      if (opened === 'opened') this.#target = { generation: this.#with.session.generation, links };
      else if (opened !== 'stayed') this.told = { what: opened, name: this.sql.nameOf(capture) };
    } finally {
      this.#isOpening = false;
    }
  }

  /** Shows what a capture was opened for, as soon as it is read. */
  lead(): void {
    const { session } = this.#with;
    const target = this.#target;
    if (target === null || session.generation !== target.generation || session.isLoading) return;
    this.#target = null;
    void leadTo(this.#with, target.links).catch((error: unknown) => session.report(error));
  }
}
