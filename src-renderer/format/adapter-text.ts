// How an adapter is called and in what state it is, from what the system tells. Pure: words are keys of the catalogue.
import type { AdapterInfo } from '../../src-main/ipc/contracts/capture-contract';
import type { Problem } from '../../src-main/ipc/message';

export type AdapterKind = 'any' | 'loopback' | 'wireless' | 'wired' | 'virtual' | 'other';
/** `ready`: packets may come; the rest says why none will */
export type AdapterState = 'ready' | 'noLink' | 'down' | 'denied' | 'unusable';

const VIRTUAL = /^(veth|br-|docker|virbr|vmnet|vboxnet|tap|tun|wg|tailscale|zt|utun|bridge|ifb|dummy|vnet)/i;

export function adapterKind(adapter: AdapterInfo): AdapterKind {
  if (adapter.name === 'any') return 'any';
  if (adapter.loopback) return 'loopback';
  if (!adapter.network) return 'other';
  if (adapter.wireless) return 'wireless';
  return VIRTUAL.test(adapter.name) ? 'virtual' : 'wired';
}

/** The name a person knows: Windows' own are codes (`\Device\NPF_{…}`), there the description is it. */
export function adapterTitle(adapter: AdapterInfo): string {
  return /^\\Device\\|^rpcap:/i.test(adapter.name) && adapter.description ? adapter.description : adapter.name;
}

export function adapterState(adapter: AdapterInfo): AdapterState {
  if (adapter.problem?.kind === 'capture.no-permission') return 'denied';
  if (adapter.up === false) return 'down';
  if (adapter.connection === 'disconnected' || adapter.running === false) return 'noLink';
  return adapter.problem ? 'unusable' : 'ready';
}

/** First IPv4, first IPv6 that is not link-local; link-local ones only where nothing else is. */
export function shownAddresses(adapter: AdapterInfo): { shown: string[]; more: number } {
  const all = adapter.addresses.map((one) => one.address);
  const v4 = all.find((address) => address.includes('.') && !address.includes(':'));
  const v6 = all.find((address) => address.includes(':') && !/^fe80/i.test(address));
  const known = [v4, v6].filter((address) => address !== undefined);
  const shown = known.length > 0 ? known : all.slice(0, 1);
  return { shown, more: all.length - shown.length + adapter.moreAddresses };
}

/** Those that packets come to first, then those that may, then the rest. */
export function adapterRank(adapter: AdapterInfo): number {
  if (adapter.hidden) return 3;
  const state = adapterState(adapter);
  if (state === 'down' || state === 'noLink') return 2;
  return adapter.name === 'any' ? 1 : 0;
}

/** Why none of them can be opened, where permission is what lacks; null where one can. */
export function deniedBy(adapters: readonly AdapterInfo[]): Problem | null {
  const shown = adapters.filter((one) => !one.hidden);
  if (shown.some((one) => adapterState(one) === 'ready')) return null;
  return shown.find((one) => adapterState(one) === 'denied')?.problem ?? null;
}

/** What to choose before a person has: the first one with a link and an address, else anything that is ready. */
export function firstChoice(adapters: readonly AdapterInfo[]): string | null {
  const ready = adapters.filter((one) => !one.hidden && adapterState(one) === 'ready');
  const linked = ready.find((one) => !one.loopback && one.network && one.addresses.length > 0);
  return (linked ?? ready[0])?.name ?? null;
}
