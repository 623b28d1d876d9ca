// Segments that came before bytes that they follow: taken out as soon as what is missing is there. Two binary heaps over typed arrays, so
// that a hundred thousand of them cost no more than sorting does.
import { GrowingList } from '../../memory/growing-list';

export class Waiting {
  // by number of the segment, in the order of arrival
  readonly #row = GrowingList.short();
  readonly #at = GrowingList.short();
  readonly #length = GrowingList.short();
  #place = new Float64Array(64);
  /** those that lie beyond what is there, the lowest place first */
  readonly #later: number[] = [];
  /** those that do not, the first that arrived first */
  readonly #ready: number[] = [];

  readonly #byPlace = (a: number, b: number): number => this.#place[a] - this.#place[b] || a - b;
  readonly #byArrival = (a: number, b: number): number => a - b;

  get isEmpty(): boolean {
    return this.#later.length === 0 && this.#ready.length === 0;
  }

  /** `place`: number of the first byte, counted on beyond 2^32 */
  add(place: number, row: number, at: number, length: number): void {
    const segment = this.#row.length;
    if (segment === this.#place.length) {
      const wider = new Float64Array(segment * 2);
      wider.set(this.#place);
      this.#place = wider;
    }
    this.#place[segment] = place;
    this.#row.push(row);
    this.#at.push(at);
    this.#length.push(length);
    put(this.#later, segment, this.#byPlace);
  }

  /** Of all that begin at `next` or before it the one that arrived first; -1: none does. */
  take(next: number): number {
    while (this.#later.length > 0 && this.#place[this.#later[0]] <= next)
      put(this.#ready, pull(this.#later, this.#byPlace), this.#byArrival);
    return this.#ready.length > 0 ? pull(this.#ready, this.#byArrival) : -1;
  }

  /** Where the first of those that still wait begins. */
  get lowest(): number {
    return this.#place[this.#later[0]];
  }

  place(segment: number): number {
    return this.#place[segment];
  }
  row(segment: number): number {
    return this.#row.at(segment);
  }
  at(segment: number): number {
    return this.#at.at(segment);
  }
  length(segment: number): number {
    return this.#length.at(segment);
  }
}

type Order = (a: number, b: number) => number;

function put(heap: number[], value: number, order: Order): void {
  let i = heap.length;
  heap.push(value);
  while (i > 0) {
    const up = (i - 1) >>> 1;
    if (order(heap[up], value) <= 0) break;
    heap[i] = heap[up];
    i = up;
  }
  heap[i] = value;
}

/** Takes out the first. The heap is not empty. */
function pull(heap: number[], order: Order): number {
  const first = heap[0];
  const value = heap.pop() as number;
  const n = heap.length;
  if (n === 0) return first;
  let i = 0;
  for (let down = 1; down < n; down = 2 * i + 1) {
    if (down + 1 < n && order(heap[down + 1], heap[down]) < 0) down++;
    if (order(value, heap[down]) <= 0) break;
    heap[i] = heap[down];
    i = down;
  }
  heap[i] = value;
  return first;
}
