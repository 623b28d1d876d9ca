// The live capture of this window: starting, stopping and saving it, and what is known of it.
import type { CaptureSettings, CaptureStarted, CaptureStatus } from '../../src-main/ipc/capture-contract';
import type { Problem } from '../../src-main/ipc/message';
import { adapters } from './adapters.svelte';
import { engine, shell } from './client';
import { preferences } from './preferences.svelte';

class CaptureState {
  /** null: what is open, if anything, is no live capture */
  status = $state.raw<CaptureStatus | null>(null);
  /** from the wish until packets are being captured, or could not be */
  starting = $state(false);
  /** why a start, a save or a recovery failed, until it is put away */
  problem = $state.raw<Problem | null>(null);
  /** options dialog, capture check */
  optionsOpen = $state(false);
  checkOpen = $state(false);
  /** the packet list stays at its end while packets come */
  follow = $state(true);

  readonly isRunning = $derived(this.status !== null && this.status.phase !== 'stopped');
  readonly isSaving = $derived(this.status?.saving != null);
  readonly settings = $derived<CaptureSettings>(preferences.now.capture);
  /** adapters that a capture would be started on: before they are listed, those of the last one */
  readonly devices = $derived<readonly string[]>(adapters.list ? adapters.chosen : this.settings.devices);
  readonly canStart = $derived(!this.starting && !this.isRunning && this.devices.length > 0);

  listen(): void {
    shell.on('captureStatus', (status) => (this.status = status));
    shell.on('captureOpening', () => (this.follow = true));
    shell.on('captureClosed', () => (this.status = null));
    // a page that was loaded again finds a capture that is running
    engine.onConnect(() => (this.status ??= preferences.capture));
  }

  set(change: Partial<CaptureSettings>): void {
    preferences.set({ capture: { ...this.settings, ...change } });
  }

  /** Starts with the settings as they are; without an adapter, asks for one. */
  start(): void {
    if (this.starting || this.isRunning) return;
    if (this.devices.length === 0) this.optionsOpen = true;
    else {
      const settings = { ...$state.snapshot(this.settings), devices: [...this.devices] };
      void this.#begin(() => shell.request('startCapture', settings));
    }
  }

  stop(): void {
    if (this.isRunning) void shell.request('stopCapture', {});
  }

  restart(): void {
    if (!this.starting && this.status) void this.#begin(() => shell.request('restartCapture', {}));
  }

  toggle(): void {
    if (this.isRunning) this.stop();
    else this.start();
  }

  async save(): Promise<void> {
    if (!this.status || this.isSaving) return;
    const { problem } = await shell.request('saveCapture', {});
    this.problem = problem;
  }

  /** Opens what a capture had written when Synscope ended. */
  async recover(id: string): Promise<void> {
    const { problem } = await shell.request('recoverCapture', { id });
    this.problem = problem;
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

export const capture = new CaptureState();
