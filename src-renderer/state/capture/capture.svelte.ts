// The live capture of this window: starting, stopping and saving it, and what is known of it.
import type { CaptureSettings, CaptureStarted, CaptureStatus } from '../../../src-main/ipc/contracts/capture-contract';
import { rulesOf } from '../../../src-main/ipc/capture-defaults';
import type { Message, Problem } from '../../../src-main/ipc/message';
import type { Adapters } from './adapters.svelte';
import type { Parts } from '../parts';
import type { PreferencesState } from '../preferences.svelte';
import type { Session } from '../session.svelte';

/** an id that no adapter has */
const NOT_LISTED = '0'.repeat(16);

type CaptureParts = Pick<Parts, 'shell'> & {
  engine: Pick<Parts['engine'], 'onConnect'>;
  preferences: Pick<PreferencesState, 'now' | 'set' | 'capture'>;
  session: Pick<Session, 'isOpen' | 'status'>;
  adapters: Pick<Adapters, 'list' | 'chosen' | 'listed'>;
};

export class Capture {
  readonly #with: CaptureParts;

  /** null: what is open, if anything, is no live capture */
  status = $state.raw<CaptureStatus | null>(null);
  /** from the wish until packets are being captured, or could not be */
  starting = $state(false);
  /** why a start, a save or a recovery failed, until it is put away */
  problem = $state.raw<Problem | null>(null);
  /** what a recovery has kept, until it is put away */
  news = $state.raw<Message | null>(null);
  /** options dialog, capture check */
  optionsOpen = $state(false);
  checkOpen = $state(false);
  /** the packet list stays at its end while packets come */
  follow = $state(true);

  readonly isRunning = $derived(this.status !== null && this.status.phase !== 'stopped');
  /** packets come, or the last ones are still being read */
  readonly isLive = $derived(this.isRunning || this.#isBeingRead());
  readonly following = $derived(this.follow && this.isLive);
  readonly isSaving = $derived(this.status?.saving != null);
  /** adapters that a capture would be started on: before they are listed, those of the last one */
  readonly devices = $derived<readonly string[]>(this.#devices());
  readonly canStart = $derived(!this.starting && !this.isRunning && this.devices.length > 0);

  /** Called when a capture was saved. */
  onSaved: () => void = () => undefined;

  constructor(parts: CaptureParts) {
    this.#with = parts;
  }

  get settings(): CaptureSettings {
    return this.#with.preferences.now.capture;
  }

  listen(): void {
    const { engine, preferences, shell } = this.#with;
    shell.on('captureStatus', (status) => (this.status = status));
    shell.on('captureOpening', () => {
      this.follow = true;
      this.news = null;
    });
    shell.on('captureClosed', () => (this.status = null));
    // a page that was loaded again finds a capture that is running
    engine.onConnect(() => (this.status ??= preferences.capture));
  }

  set(change: Partial<CaptureSettings>): void {
    this.#with.preferences.set({ capture: { ...this.settings, ...change } });
  }

  /** Starts with the settings as they are; without an adapter, asks for one. */
  start(): void {
    if (this.starting || this.isRunning) return;
    if (this.devices.length === 0) this.optionsOpen = true;
    else {
      const rules = rulesOf($state.snapshot(this.settings));
      const names = [...this.devices];
      void this.#begin(async () => {
        const { adapters: listed, problem } = await this.#with.adapters.listed();
        // one that is not there any more has no id: the main process says so
        const ids = names.map((name) => listed.find((one) => one.name === name)?.id ?? NOT_LISTED);
        return problem
          ? { started: false, problem }
          : this.#with.shell.request('startCapture', { ...rules, adapters: ids });
      });
    }
  }

  stop(): void {
    if (this.isRunning) void this.#with.shell.request('stopCapture', {});
  }

  restart(): void {
    if (!this.starting && this.status) void this.#begin(() => this.#with.shell.request('restartCapture', {}));
  }

  toggle(): void {
    if (this.isRunning) this.stop();
    else this.start();
  }

  async save(): Promise<void> {
    if (!this.status || this.isSaving) return;
    const { saved, problem } = await this.#with.shell.request('saveCapture', {});
    this.problem = problem;
    if (saved) this.onSaved();
  }

  /** Opens what a capture had written when Synscope ended. */
  async recover(id: string): Promise<void> {
    const { message, problem } = await this.#with.shell.request('recoverCapture', { id });
    this.problem = problem;
    this.news = message;
  }

  #isBeingRead(): boolean {
    const { session } = this.#with;
    return session.isOpen && session.status?.live === true;
  }

  #devices(): readonly string[] {
    const { adapters } = this.#with;
    return adapters.list ? adapters.chosen : this.settings.devices;
  }

  async #begin(ask: () => Promise<CaptureStarted>): Promise<void> {
    this.starting = true;
    this.problem = null;
    try {
      this.problem = (await ask()).problem;
    } finally {
      this.starting = false;
    }
  }
}
