// Questions of which only the newest counts: what is typed is asked about a moment later, an older question is given up.

/** `isAbort` errors of a question given up go nowhere; others are handed to `failed`. */
export class Latest {
  #asking: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly failed: (error: unknown) => void) {}

  /** Gives up what was asked before and asks this, after `ms`. `ask` sets nothing once its signal is aborted. */
  ask(ask: (signal: AbortSignal) => Promise<void>, ms = 0): void {
    this.cancel();
    const asking = (this.#asking = new AbortController());
    if (ms > 0) this.#timer = setTimeout(() => void this.#run(ask, asking), ms);
    else void this.#run(ask, asking);
  }

  /** Gives up what is being asked, or waits to be. */
  cancel(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#asking = null;
  }

  async #run(ask: (signal: AbortSignal) => Promise<void>, asking: AbortController): Promise<void> {
    try {
      await ask(asking.signal);
    } catch (error) {
      if (!asking.signal.aborted) this.failed(error);
    } finally {
      if (this.#asking === asking) this.#asking = null;
    }
  }
}
