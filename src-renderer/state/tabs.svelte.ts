// Which page of the open capture is shown.
import { VIEWS, type ViewId } from '../../src-main/ipc/views';
import { preferences } from './preferences.svelte';

class Tabs {
  #current = $state<ViewId>(VIEWS[0]);
  #restored = false;

  get current(): ViewId {
    return this.#current;
  }

  show(tab: ViewId): void {
    this.#current = tab;
    if (preferences.now.lastTab !== tab) preferences.set({ lastTab: tab });
  }

  /** The page shown when the app was last closed; once, at the first capture. */
  restore(): void {
    if (this.#restored) return;
    this.#restored = true;
    const last = VIEWS.find((tab) => tab === preferences.now.lastTab);
    if (last) this.#current = last;
  }
}

export const tabs = new Tabs();
