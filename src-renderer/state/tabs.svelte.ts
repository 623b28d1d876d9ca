// Which page of the open capture is shown.
import { preferences } from './preferences.svelte';

export const TABS = ['packets', 'connections'] as const;
export type Tab = (typeof TABS)[number];

class Tabs {
  #current = $state<Tab>('packets');
  #restored = false;

  get current(): Tab {
    return this.#current;
  }

  show(tab: Tab): void {
    this.#current = tab;
    if (preferences.now.lastTab !== tab) preferences.set({ lastTab: tab });
  }

  /** The page shown when the app was last closed; once, at the first capture. */
  restore(): void {
    if (this.#restored) return;
    this.#restored = true;
    const last = TABS.find((tab) => tab === preferences.now.lastTab);
    if (last) this.#current = last;
  }
}

export const tabs = new Tabs();
