// The adapters of this computer and how busy they are, while somebody looks at them.
/* eslint-disable svelte/prefer-svelte-reactivity -- maps and sets are replaced as a whole here, never changed */
import type { AdapterInfo, AdapterList } from '../../../src-main/ipc/contracts/capture-contract';
import type { Problem } from '../../../src-main/ipc/message';
import { adapterRank, deniedBy, firstChoice } from '../../format/adapter-text';
import { CalmOrder } from './adapter-order';
import { lastRate, pushSample, recentRate, sharedScale } from '../../format/sparkline';
import type { Parts } from '../parts';
import type { PreferencesState } from '../preferences.svelte';

/** the order is looked at again after so many readings of four a second */
const REORDER_EVERY = 8;

type AdaptersParts = Pick<Parts, 'shell'> & {
  preferences: Pick<PreferencesState, 'now' | 'set' | 'isOn' | 'turn'>;
};

export class Adapters {
  readonly #with: AdaptersParts;

  /** null until the first answer */
  list = $state.raw<AdapterList | null>(null);
  /** packets per second of late by adapter name, oldest first */
  samples = $state.raw<ReadonlyMap<string, readonly number[]>>(new Map());
  /** false: this system has no counters to read */
  counted = $state(true);
  /** the pointer or the focus is on the list: rows stay where they are */
  held = $state(false);
  refreshing = $state(false);

  readonly problem = $derived(this.list?.problem ?? null);
  /** why not a single adapter can be opened, where permission is what lacks */
  readonly denied = $derived<Problem | null>(deniedBy(this.list?.adapters ?? []));
  readonly scale = $derived(sharedScale(this.samples.values()));
  /** of little use to most people, and shown only on demand; one that is chosen is shown anyway */
  readonly hidden = $derived(this.list?.adapters.filter((one) => one.hidden && !this.chosen.includes(one.name)) ?? []);
  /** names that are chosen and here */
  readonly chosen = $derived<readonly string[]>(this.#chosen());
  readonly shown = $derived<readonly AdapterInfo[]>(this.#shown());

  #order = $state.raw<readonly string[]>([]);
  #calm = new CalmOrder();
  #readings = 0;
  #watchers = 0;

  constructor(parts: AdaptersParts) {
    this.#with = parts;
  }

  get showHidden(): boolean {
    return this.#with.preferences.isOn('capture-hidden-shown');
  }

  listen(): void {
    this.#with.shell.on('adapters', (list) => this.#listed(list));
    this.#with.shell.on('adapterTraffic', ({ rates }) => this.#read(rates));
  }

  /** Keeps the list and its rates up to date until the returned function is called. */
  watch(): () => void {
    if (this.#watchers++ === 0) void this.#with.shell.request('watchAdapters', { on: true });
    return () => {
      if (--this.#watchers === 0) void this.#with.shell.request('watchAdapters', { on: false });
    };
  }

  refresh(): void {
    this.refreshing = true;
    void this.#with.shell.request('refreshAdapters', {}).finally(() => (this.refreshing = false));
  }

  /** The list, which is made now where nobody has looked at it yet. */
  async listed(): Promise<AdapterList> {
    return this.list ?? (await this.#with.shell.request('refreshAdapters', {}));
  }

  /** What the main process calls the adapter of this name; null: it is not in the list. */
  idOf(name: string): string | null {
    return this.list?.adapters.find((one) => one.name === name)?.id ?? null;
  }

  setShowHidden(show: boolean): void {
    this.#with.preferences.turn('capture-hidden-shown', show);
  }

  rateOf(name: string): number {
    return lastRate(this.samples.get(name) ?? []);
  }

  choose(names: readonly string[]): void {
    this.#with.preferences.set({ capture: { ...this.#with.preferences.now.capture, devices: [...names] } });
  }

  toggle(name: string): void {
    const { chosen } = this;
    this.choose(chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name]);
  }

  #chosen(): string[] {
    const adapters = this.list?.adapters ?? [];
    return this.#with.preferences.now.capture.devices.filter((name) => adapters.some((one) => one.name === name));
  }

  #shown(): AdapterInfo[] {
    const byName = new Map(this.list?.adapters.map((one) => [one.name, one]));
    const inOrder = this.#order.flatMap((name) => byName.get(name) ?? []);
    // one that is chosen is never out of sight
    return inOrder.filter((one) => !one.hidden || this.showHidden || this.chosen.includes(one.name));
  }

  #listed(list: AdapterList): void {
    this.list = list;
    const here = new Set(list.adapters.map((one) => one.name));
    if ([...this.samples.keys()].some((name) => !here.has(name)))
      this.samples = new Map([...this.samples].filter(([name]) => here.has(name)));
    this.#reorder();
    if (this.#with.preferences.now.capture.devices.length === 0) {
      const first = firstChoice(this.shown);
      if (first !== null) this.choose([first]);
    }
  }

  #read(rates: Record<string, number> | null): void {
    this.counted = rates !== null;
    if (!rates || !this.list) return;
    const { samples } = this;
    this.samples = new Map(
      this.list.adapters
        .filter(({ name }) => name in rates)
        .map(({ name }) => [name, pushSample(samples.get(name) ?? [], rates[name])]),
    );
    if (++this.#readings % REORDER_EVERY === 0) this.#reorder();
  }

  #reorder(): void {
    const adapters = (this.list?.adapters ?? []).map((one) => ({ name: one.name, rank: adapterRank(one) }));
    this.#order = this.#calm.update(adapters, (name) => recentRate(this.samples.get(name) ?? []), this.held);
  }
}
