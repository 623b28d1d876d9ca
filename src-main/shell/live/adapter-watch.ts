// The adapters and what passes on them, told to the page while it shows them.
import { readdirSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { readTraffic, trafficRates, type AdapterTraffic as Counters } from '../../capture/adapter-traffic';
import type { Adapter } from '../../capture/driver';
import type { AdapterInfo, AdapterList, AdapterTraffic } from '../../ipc/contracts/capture-contract';
import type { DriverChoice } from '../../capture/driver-choice';
import { AdapterIds } from './adapter-ids';

const EVERY_MS = 250;

export interface AdapterListener {
  adapters(list: AdapterList): void;
  traffic(traffic: AdapterTraffic): void;
}

export class AdapterWatch {
  readonly #drivers: DriverChoice;
  readonly #listener: AdapterListener;
  #timer: NodeJS.Timeout | null = null;
  #counters: { atMs: number; values: Map<string, Counters> } | null = null;
  #signature = '';
  #listing: Promise<AdapterList> | null = null;
  /** asked for again while one was being made */
  #again = false;
  /** link type (DLT_) by adapter, of the last list */
  readonly #dlt = new Map<string, number | null>();
  readonly #ids = new AdapterIds();
  #addresses: string[] = [];

  constructor(drivers: DriverChoice, listener: AdapterListener) {
    this.#drivers = drivers;
    this.#listener = listener;
  }

  watch(on: boolean): void {
    if (on === (this.#timer !== null)) {
      if (on) void this.refresh();
      return;
    }
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    this.#counters = null;
    if (!on) return;
    this.#timer = setInterval(() => this.#look(), EVERY_MS);
    this.#look();
    void this.refresh();
  }

  /** Lists the adapters and tells. One at a time: the helper opens each adapter for a moment. */
  refresh(): Promise<AdapterList> {
    if (this.#listing) {
      this.#again = true;
      return this.#listing;
    }
    this.#signature = signatureNow();
    return (this.#listing = this.#list());
  }

  async #list(): Promise<AdapterList> {
    let list;
    do {
      this.#again = false;
      this.#listener.adapters((list = await this.#adapters()));
    } while (this.#again);
    this.#listing = null;
    return list;
  }

  async #adapters(): Promise<AdapterList> {
    const found = await this.#drivers.list();
    if (!found.ok) return { adapters: [], driver: null, limits: [], problem: found.problem };
    const { driver, adapters } = found.value;
    this.#dlt.clear();
    for (const { name, dlt } of adapters) this.#dlt.set(name, dlt);
    this.#addresses = adapters.flatMap((adapter) => adapter.addresses.map(({ address }) => address));
    return {
      adapters: adapters.map((one) => infoOf(this.#ids.give(one.name), one)),
      driver: driver.id,
      limits: [...driver.limits],
      problem: null,
    };
  }

  /** The link type that a filter for this adapter has to fit; null: not known. */
  dltOf(id: string | null): number | null {
    const [name] = id === null ? [] : (this.namesOf([id]) ?? []);
    return name === undefined ? null : (this.#dlt.get(name) ?? null);
  }

  /** The adapters that the page was given under these ids; null where one is none of them. */
  namesOf(ids: readonly string[]): string[] | null {
    return this.#ids.namesOf(ids);
  }

  /** Addresses of this computer. */
  get addresses(): string[] {
    if (this.#addresses.length > 0) return this.#addresses;
    return Object.values(networkInterfaces()).flatMap((entries) => (entries ?? []).map(({ address }) => address));
  }

  #look(): void {
    const values = readTraffic();
    const atMs = performance.now();
    const before = this.#counters;
    this.#counters = values ? { atMs, values } : null;
    if (!values) this.#listener.traffic({ rates: null });
    else if (before)
      this.#listener.traffic({ rates: Object.fromEntries(trafficRates(before.values, values, atMs - before.atMs)) });
    if (this.#signature !== signatureNow()) void this.refresh();
  }
}

/** Changes when an adapter comes or goes, is brought up or down, or gets another address. Cheap. */
function signatureNow(): string {
  const parts = [JSON.stringify(networkInterfaces())];
  try {
    for (const name of readdirSync('/sys/class/net').sort()) parts.push(`${name} ${flagsOf(name)}`);
  } catch {
    // not Linux: the addresses must do
  }
  return parts.join('\n');
}

function flagsOf(name: string): string {
  try {
    return readFileSync(`/sys/class/net/${name}/flags`, 'utf8').trim();
  } catch {
    return ''; // gone since, or a file that is no adapter
  }
}

function infoOf(id: string, adapter: Adapter): AdapterInfo {
  const { dlt, linkTypes, ...rest } = adapter;
  const ordered = linkTypes && [...linkTypes].sort((a, b) => Number(b.dlt === dlt) - Number(a.dlt === dlt));
  return {
    id,
    name: rest.name,
    description: rest.description,
    addresses: rest.addresses,
    moreAddresses: rest.moreAddresses,
    mac: rest.mac,
    hardware: rest.hardware,
    network: rest.network,
    loopback: rest.loopback,
    up: rest.up,
    running: rest.running,
    wireless: rest.wireless,
    connection: rest.connection,
    linkTypes: ordered?.map(({ name, description }) => description || name) ?? null,
    problem: rest.problem,
    hidden: rest.name !== 'any' && (!rest.network || rest.up === false),
  };
}
