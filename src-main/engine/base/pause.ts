// Long work on the event loop: give way often enough that requests are answered meanwhile.

/** How long work may hold the event loop. */
const SLICE_MS = 10;

/** Says when it is time to give way. */
export class Slice {
  #since = performance.now();

  get over(): boolean {
    return performance.now() - this.#since >= SLICE_MS;
  }

  /** Lets everything that waits have its turn. */
  async giveWay(): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.#since = performance.now();
  }
}
