// Back and forward, as a browser has it: a list of places and where we are in it.

export class History<Place> {
  #places: Place[] = [];
  #at = -1;
  #lastWasWalk = false;

  constructor(
    private readonly limit: number,
    private readonly same: (a: Place, b: Place) => boolean,
  ) {}

  get canGoBack(): boolean {
    return this.#at > 0;
  }

  get canGoForward(): boolean {
    return this.#at >= 0 && this.#at < this.#places.length - 1;
  }

  clear(): void {
    this.#places = [];
    this.#at = -1;
    this.#lastWasWalk = false;
  }

  /** Notes a place. Steps of one walk (arrow keys) share an entry; what lay ahead is forgotten. */
  visit(place: Place, walk: boolean): void {
    const here = this.#places[this.#at];
    if (here !== undefined && this.same(here, place)) return;
    const replace = walk && this.#lastWasWalk && this.#at >= 0;
    this.#places.length = replace ? this.#at : this.#at + 1;
    this.#places.push(place);
    if (this.#places.length > this.limit) this.#places.shift();
    this.#at = this.#places.length - 1;
    this.#lastWasWalk = walk;
  }

  back(): Place | null {
    if (!this.canGoBack) return null;
    this.#lastWasWalk = false;
    return this.#places[--this.#at] ?? null;
  }

  forward(): Place | null {
    if (!this.canGoForward) return null;
    this.#lastWasWalk = false;
    return this.#places[++this.#at] ?? null;
  }
}
