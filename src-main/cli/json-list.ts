// A JSON array of any length, one element a line.
import { forJson } from '../text/harmless';
import type { Output } from './output';

export class JsonList {
  readonly #out: Output;
  #held: string | null = null;

  constructor(out: Output) {
    this.#out = out;
    out.ready('[');
  }

  /** True when it is time to flush the output. */
  add(value: object): boolean {
    const line = this.#held;
    this.#held = forJson(value);
    return line !== null && this.#out.ready(`${line},`);
  }

  end(): void {
    if (this.#held !== null) this.#out.ready(this.#held);
    this.#out.ready(']');
  }
}
