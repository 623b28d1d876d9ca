// Which nodes of the field tree are open: by place (`tcp/tcp.flags`), so that the next packet opens in the same way.
import { SvelteSet } from 'svelte/reactivity';

/** Open in a fresh window: what this app is for. */
const AT_FIRST = ['tcp', 'tcp/tcp.options', 'udp', 'icmp', 'icmpv6', 'arp'];

class Expansion {
  #open = new SvelteSet<string>(AT_FIRST);

  isOpen = (place: string): boolean => this.#open.has(place);

  /** All of them. */
  get places(): Iterable<string> {
    return this.#open;
  }

  toggle(place: string): void {
    if (!this.#open.delete(place)) this.#open.add(place);
  }

  open(places: Iterable<string>): void {
    for (const place of places) this.#open.add(place);
  }

  close(places: Iterable<string>): void {
    for (const place of places) this.#open.delete(place);
  }
}

export const expansion = new Expansion();
