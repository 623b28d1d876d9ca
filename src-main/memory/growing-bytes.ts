// Bytes one behind the other. Its array can be handed to a worker, which then sees what was there at that moment.
import { sharedUint8 } from './shared-arrays';

export class GrowingBytes {
  #data: Uint8Array = sharedUint8(1024);
  length = 0;

  get data(): Uint8Array {
    return this.#data;
  }
  /** Adds a copy; returns where it begins. */
  push(bytes: Uint8Array): number {
    const at = this.length;
    if (at + bytes.length > this.#data.length) {
      const wider = sharedUint8(2 * (at + bytes.length));
      wider.set(this.#data);
      this.#data = wider;
    }
    this.#data.set(bytes, at);
    this.length += bytes.length;
    return at;
  }
  /** A copy: what is shared may not leave the process. */
  slice(at: number, length: number): Uint8Array {
    return this.#data.slice(at, at + length);
  }
  /** In a worker: takes over another thread's bytes as they are now. */
  take({ data, length }: { data: Uint8Array; length: number }): void {
    this.#data = data;
    this.length = length;
  }
  get byteLength(): number {
    return this.#data.byteLength;
  }
}
