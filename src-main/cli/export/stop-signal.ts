// Ctrl+C while something is written: what was begun is taken away before the program ends.
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export class StopSignal {
  asked = false;
  readonly #heard = (): void => {
    this.asked = true;
  };

  constructor() {
    for (const signal of SIGNALS) process.on(signal, this.#heard);
  }

  close(): void {
    for (const signal of SIGNALS) process.off(signal, this.#heard);
  }
}
