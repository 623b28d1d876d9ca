// What is remembered between starts, and what the main process knows: language, recent files, samples.
import { languageOf, type Language } from '../../src-main/ipc/languages';
import type { Preferences, ShellState } from '../../src-main/ipc/contracts/shell-contract';
import { DEFAULT_PREFERENCES, SWITCHED_ON, type PlainSwitch } from '../../src-main/ipc/preference-defaults';
import { withoutProfile } from '../../src-main/ipc/profiles';
import type { Parts } from './parts';

const SAVE_AFTER_MS = 300;

/** What is on or off. The last two depend on the height of the window until somebody has chosen (`shown-panes.ts`). */
export type Switch = PlainSwitch | 'packet-timeline-shown' | 'field-help-shown';

/** until the main process has answered */
const FALLBACK: Omit<ShellState, 'language'> = {
  revision: -1,
  preferences: DEFAULT_PREFERENCES,
  profiles: { list: [], current: 'default' },
  recent: [],
  samples: [],
  fileSet: null,
  courses: [],
  folders: [],
  notices: [],
  recoverable: [],
  capture: null,
  platform: 'linux',
  version: '',
};

type PreferencesParts = Pick<Parts, 'shell'> & {
  /** language of the system, as browsers write it */
  systemLanguage: string;
};

export class PreferencesState {
  readonly #with: PreferencesParts;

  #shell = $state.raw<ShellState>({ ...FALLBACK, language: 'en' });
  /** changed here, not yet stored there */
  #pending = $state.raw<Partial<Preferences>>({});
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** the preferences as they hold now */
  readonly now = $derived<Preferences>({ ...this.#shell.preferences, ...this.#pending });
  readonly language = $derived<Language>(this.#language());
  readonly recent = $derived(this.#shell.recent);
  readonly samples = $derived(this.#shell.samples);
  readonly fileSet = $derived(this.#shell.fileSet);
  readonly courses = $derived(this.#shell.courses);
  readonly folders = $derived(this.#shell.folders);
  readonly notices = $derived(this.#shell.notices);
  readonly recoverable = $derived(this.#shell.recoverable);
  /** the live capture as it was when the state was sent last: for a page that has just been loaded */
  readonly capture = $derived(this.#shell.capture);
  readonly profiles = $derived(this.#shell.profiles);
  readonly platform = $derived(this.#shell.platform);
  readonly version = $derived(this.#shell.version);

  constructor(parts: PreferencesParts) {
    this.#with = parts;
    this.#shell = { ...FALLBACK, language: languageOf(parts.systemLanguage) };
  }

  #language(): Language {
    const chosen = this.#pending.language;
    if (chosen === undefined) return this.#shell.language;
    return chosen === 'system' ? languageOf(this.#with.systemLanguage) : chosen;
  }

  async load(): Promise<void> {
    this.#with.shell.on('stateChanged', (state) => this.#take(state));
    this.#take(await this.#with.shell.request('state', {}));
  }

  /** An answer may come behind the event that overtook it: the newest state stays. */
  #take(state: ShellState): void {
    if (state.revision < this.#shell.revision) return;
    // what was changed of another profile is not for this one
    if (state.preferences.profile !== this.#shell.preferences.profile)
      this.#pending = withoutProfile(this.#pending, state.preferences);
    this.#shell = state;
  }

  /** Takes effect at once; stored a moment later, so that dragging a column does not write hundreds of times. */
  set(change: Partial<Preferences>): void {
    this.#pending = { ...this.#pending, ...change };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), SAVE_AFTER_MS);
  }

  isOn(name: PlainSwitch): boolean;
  isOn(name: Switch, first: boolean): boolean;
  isOn(name: PlainSwitch, first = SWITCHED_ON[name]): boolean {
    return this.now.switches[name] ?? first;
  }

  turn(name: Switch, on: boolean): void {
    this.set({ switches: { ...this.now.switches, [name]: on } });
  }

  /** Stores what is not stored yet. */
  save(): void {
    clearTimeout(this.#timer);
    const sent = this.#pending;
    if (Object.keys(sent).length === 0) return;
    const { profile } = this.#shell.preferences;
    void this.#with.shell.request('setPreferences', { ...$state.snapshot(sent), profile }).then(async () => {
      this.#take(await this.#with.shell.request('state', {}));
      if (this.#pending === sent) this.#pending = {};
    });
  }
}
