// List of growing length of 32-bit numbers. Its array can be handed to a worker, which then sees what was there at that moment.
import { sharedUint32 } from './shared-arrays';

export class GrowingList {
  #data: Uint32Array;
  length: number;
  /** what `firstFrom` answered last */
  #near = 0;

  /** Of a worker: `data` and `length` of another thread's list. */
  constructor(data = sharedUint32(256), length = 0) {
    this.#data = data;
    this.length = length;
  }

  /** One that is made in its thousands and nearly always stays short: nothing is shared before it is long. */
  static short(): GrowingList {
    return new GrowingList(new Uint32Array(16));
  }

  get data(): Uint32Array {
    return this.#data;
  }
  push(value: number): void {
    if (this.length === this.#data.length) {
      const wider = sharedUint32(Math.max(256, this.length * 2));
      wider.set(this.#data);
      this.#data = wider;
    }
    this.#data[this.length++] = value;
  }
  at(index: number): number {
    return this.#data[index];
  }
  set(index: number, value: number): void {
    this.#data[index] = value;
  }
  /** Index of the first number that is not below `value`, in a list that rises. Values near that of the call before are found at once. */
  firstFrom(value: number): number {
    const data = this.#data;
    const near = Math.min(this.#near, this.length);
    let low = 0;
    let high = this.length;
    if (near < high && data[near] < value) {
      // it lies ahead: in steps that double
      low = near + 1;
      let step = 1;
      for (; low + step <= high && data[low + step - 1] < value; step *= 2) low += step;
      high = Math.min(high, low + step - 1);
    } else if (near === 0 || data[near - 1] < value) return near;
    else high = near - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (data[middle] < value) low = middle + 1;
      else high = middle;
    }
    this.#near = low;
    return low;
  }
  /** In a worker: takes over another thread's list as it is now. */
  take({ data, length }: { data: Uint32Array; length: number }): void {
    this.#data = data;
    this.length = length;
  }
  get byteLength(): number {
    return this.#data.byteLength;
  }
}
