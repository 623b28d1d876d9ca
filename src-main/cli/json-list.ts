// A JSON array of any length, one element a line.
import type { Output } from './output';

export class JsonList {
  readonly #out: Output;
  #held: string | null = null;

  constructor(out: Output) {
    this.#out = out;
    out.line('[');
  }

  /** True when it is time to flush the output. */
  add(value: object): boolean {
    const line = this.#held;
    this.#held = JSON.stringify(value);
    return line !== null && this.#out.line(`${line},`);
  }

  end(): void {
    if (this.#held !== null) this.#out.line(this.#held);
    this.#out.line(']');
  }
}
