// Long work on the event loop: give way often enough that requests are answered meanwhile.

/** How long work may hold the event loop. */
const SLICE_MS = 10;

/** Who has given way, the first one in front. */
const waiting: (() => void)[] = [];

/** The next one goes on; those behind it when the loop has gone round. */
function goOn(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(goOn);
}

/** Says when it is time to give way. */
export class Slice {
  #since = performance.now();

  get over(): boolean {
    return performance.now() - this.#since >= SLICE_MS;
  }

  /** Lets everything that waits have its turn. Of several that give way one goes on at a time: requests wait for one slice, not for one of each. */
  async giveWay(): Promise<void> {
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) setImmediate(goOn);
    });
    this.#since = performance.now();
  }
}
