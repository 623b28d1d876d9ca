// In which order adapters are listed: busy ones first, but without jumping about. Pure but for what it remembers.

export interface Orderable {
  name: string;
  /** lower ones first, whatever their traffic */
  rank: number;
}

/** Levels of traffic grow by this factor: within one, nothing is overtaken. */
const LEVEL_FACTOR = 8;
/** how far beyond the border of its level a rate has to go before the adapter changes it */
const SLACK = 1.6;

/** 0: nothing, 1: below 8 a second, 2: below 64 … */
export const trafficLevel = (rate: number): number =>
  rate < 0.5 ? 0 : 1 + Math.floor(Math.log(Math.max(rate, 1)) / Math.log(LEVEL_FACTOR));

/** The level that an adapter of level `now` has at `rate`: it stays where a little less or more would make no difference. */
export function stickyLevel(now: number | undefined, rate: number): number {
  const level = trafficLevel(rate);
  if (now === undefined || level === now) return level;
  const reached = level > now ? trafficLevel(rate / SLACK) : trafficLevel(rate * SLACK);
  return level > now ? Math.max(now, reached) : Math.min(now, reached);
}

export class CalmOrder {
  #levels = new Map<string, number>();
  #order: string[] = [];

  /** Names in the order to show. While `held` (the pointer or the focus is on the list) only comings and goings change it. */
  update(adapters: readonly Orderable[], rateOf: (name: string) => number, held: boolean): string[] {
    const known = new Set(adapters.map((one) => one.name));
    for (const name of this.#levels.keys()) if (!known.has(name)) this.#levels.delete(name);
    for (const { name } of adapters) this.#levels.set(name, stickyLevel(this.#levels.get(name), rateOf(name)));
    const place = new Map(this.#order.map((name, i) => [name, i]));
    const placeOf = (name: string): number => place.get(name) ?? this.#order.length;
    const sorted = [...adapters].sort((a, b) => {
      const before = placeOf(a.name) - placeOf(b.name);
      if (held) return before;
      return a.rank - b.rank || this.#levelOf(b) - this.#levelOf(a) || before;
    });
    this.#order = sorted.map((one) => one.name);
    return this.#order;
  }

  #levelOf(adapter: Orderable): number {
    return this.#levels.get(adapter.name) ?? 0;
  }
}
