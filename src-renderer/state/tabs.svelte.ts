// Which page of the open capture is shown.
import { VIEWS, type ViewId } from '../../src-main/ipc/views';
import type { Parts } from './parts';

export class Tabs {
  readonly #with: Pick<Parts, 'preferences'>;

  #current = $state<ViewId>(VIEWS[0]);
  #restored = false;

  constructor(parts: Pick<Parts, 'preferences'>) {
    this.#with = parts;
  }

  get current(): ViewId {
    return this.#current;
  }

  show(tab: ViewId): void {
    this.#current = tab;
    if (this.#with.preferences.now.lastTab !== tab) this.#with.preferences.set({ lastTab: tab });
  }

  /** The page shown when the app was last closed; once, at the first capture. */
  restore(): void {
    if (this.#restored) return;
    this.#restored = true;
    const last = VIEWS.find((tab) => tab === this.#with.preferences.now.lastTab);
    if (last) this.#current = last;
  }
}
