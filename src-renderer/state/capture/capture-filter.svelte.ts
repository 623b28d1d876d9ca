// The capture filter being typed, and what libpcap says of it.
import type { CaptureFilterCheck, CaptureFilterPreset } from '../../../src-main/ipc/contracts/capture-contract';
import type { Parts } from '../parts';

const CHECK_AFTER_MS = 200;

export type FilterVerdict = CaptureFilterCheck | { kind: 'empty' } | { kind: 'checking' };

export class CaptureFilter {
  readonly #with: Pick<Parts, 'shell'>;

  /** of the text checked last; `checking` only where there is nothing older to show */
  verdict = $state.raw<FilterVerdict>({ kind: 'empty' });
  presets = $state.raw<readonly CaptureFilterPreset[]>([]);
  /** what `verdict` is about */
  #about = '';
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: Pick<Parts, 'shell'>) {
    this.#with = parts;
  }

  /** Has the filter checked a moment later, for the link type of the adapter with this id; what is asked later wins. */
  check(filter: string, adapter: string | null): void {
    const text = filter.trim();
    const about = `${adapter ?? ''}\u0000${text}`;
    if (about === this.#about) return;
    this.#about = about;
    const asked = ++this.#asked;
    clearTimeout(this.#timer);
    if (text === '') {
      this.verdict = { kind: 'empty' };
      return;
    }
    this.verdict = { kind: 'checking' };
    this.#timer = setTimeout(() => void this.#ask(filter, adapter, asked), CHECK_AFTER_MS);
  }

  async #ask(filter: string, adapter: string | null, asked: number): Promise<void> {
    const verdict = await this.#with.shell.request('checkCaptureFilter', { filter, adapter });
    if (asked === this.#asked) this.verdict = verdict;
  }

  async loadPresets(): Promise<void> {
    this.presets = await this.#with.shell.request('captureFilterPresets', {});
  }
}
