// What is remembered between starts, and what the main process knows: language, recent files, samples.
import type { Language, Preferences, ShellState } from '../../src-main/ipc/shell-contract';
import { DEFAULT_PREFERENCES } from '../../src-main/ipc/preference-defaults';
import { languageOf } from '../../src-main/i18n/translate';
import { shell } from './client';

const SAVE_AFTER_MS = 300;

/** Parts of the window that can be shown or not; the last one is the menu's. */
export type Switch =
  'capture-hidden-shown' | 'packet-timeline-shown' | 'field-help-shown' | 'verdict-shown' | 'secondOpinion';

const FALLBACK: ShellState = {
  preferences: DEFAULT_PREFERENCES,
  language: languageOf(navigator.language),
  recent: [],
  samples: [],
  notices: [],
  recoverable: [],
  capture: null,
  platform: 'linux',
  version: '',
};

export class PreferencesState {
  #shell = $state.raw<ShellState>(FALLBACK);
  /** changed here, not yet stored there */
  #pending = $state.raw<Partial<Preferences>>({});
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** the preferences as they hold now */
  readonly now = $derived<Preferences>({ ...this.#shell.preferences, ...this.#pending });
  readonly language = $derived<Language>(this.#language());
  readonly recent = $derived(this.#shell.recent);
  readonly samples = $derived(this.#shell.samples);
  readonly notices = $derived(this.#shell.notices);
  readonly recoverable = $derived(this.#shell.recoverable);
  /** the live capture as it was when the state was sent last: for a page that has just been loaded */
  readonly capture = $derived(this.#shell.capture);
  readonly platform = $derived(this.#shell.platform);
  readonly version = $derived(this.#shell.version);

  #language(): Language {
    const chosen = this.#pending.language;
    if (chosen === undefined) return this.#shell.language;
    return chosen === 'system' ? languageOf(navigator.language) : chosen;
  }

  async load(): Promise<void> {
    shell.on('stateChanged', (state) => (this.#shell = state));
    this.#shell = await shell.request('state', {});
    window.addEventListener('pagehide', () => this.#save());
  }

  /** Takes effect at once; stored a moment later, so that dragging a column does not write hundreds of times. */
  set(change: Partial<Preferences>): void {
    this.#pending = { ...this.#pending, ...change };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#save(), SAVE_AFTER_MS);
  }

  /** Sizes in percent of the panes of a group; empty when never dragged. */
  paneSizes(group: string): number[] {
    return this.now.panes[group] ?? [];
  }

  setPaneSizes(group: string, sizes: number[]): void {
    this.set({ panes: { ...this.now.panes, [group]: sizes } });
  }

  isOn(name: Switch, first: boolean): boolean {
    return this.now.switches[name] ?? first;
  }

  turn(name: Switch, on: boolean): void {
    this.set({ switches: { ...this.now.switches, [name]: on } });
  }

  #save(): void {
    clearTimeout(this.#timer);
    const sent = this.#pending;
    if (Object.keys(sent).length === 0) return;
    void shell.request('setPreferences', $state.snapshot(sent)).then(async () => {
      this.#shell = await shell.request('state', {});
      if (this.#pending === sent) this.#pending = {};
    });
  }
}

export const preferences = new PreferencesState();
