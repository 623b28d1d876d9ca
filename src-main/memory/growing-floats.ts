// List of growing length of numbers beyond 32 bits: places in a file, sums of bytes.
export class GrowingFloats {
  #data = new Float64Array(256);
  length = 0;

  push(value: number): void {
    if (this.length === this.#data.length) {
      const wider = new Float64Array(this.length * 2);
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
  /** Index of the last number that is not above `value`, in a list that does not fall; -1: all are. */
  lastUpTo(value: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#data[middle] <= value) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
