// Typed arrays in memory that worker threads may look at while the engine writes: columns and flows are kept in such.

export const sharedUint8 = (length: number): Uint8Array => new Uint8Array(new SharedArrayBuffer(length));
export const sharedInt8 = (length: number): Int8Array => new Int8Array(new SharedArrayBuffer(length));
export const sharedUint16 = (length: number): Uint16Array => new Uint16Array(new SharedArrayBuffer(2 * length));
export const sharedUint32 = (length: number): Uint32Array => new Uint32Array(new SharedArrayBuffer(4 * length));
export const sharedInt32 = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(4 * length));
export const sharedFloat64 = (length: number): Float64Array => new Float64Array(new SharedArrayBuffer(8 * length));

/** Where arrays are taken from. */
export interface ArrayMaker {
  uint8(length: number): Uint8Array;
  uint16(length: number): Uint16Array;
  uint32(length: number): Uint32Array;
  float64(length: number): Float64Array;
}

/** Each array has memory of its own. */
export const EACH_ALONE: ArrayMaker = {
  uint8: sharedUint8,
  uint16: sharedUint16,
  uint32: sharedUint32,
  float64: sharedFloat64,
};

/** All arrays lie in one piece of memory, which goes as a whole when none of them is used any more. */
export class SharedPool implements ArrayMaker {
  readonly #memory: SharedArrayBuffer;
  #used = 0;

  constructor(bytes: number) {
    this.#memory = new SharedArrayBuffer(bytes);
  }
  uint8(length: number): Uint8Array {
    return new Uint8Array(this.#memory, this.#take(length), length);
  }
  uint16(length: number): Uint16Array {
    return new Uint16Array(this.#memory, this.#take(2 * length), length);
  }
  uint32(length: number): Uint32Array {
    return new Uint32Array(this.#memory, this.#take(4 * length), length);
  }
  float64(length: number): Float64Array {
    return new Float64Array(this.#memory, this.#take(8 * length), length);
  }

  /** Arrays begin at a cache line each. Throws RangeError where the pool is too small (the array does not fit). */
  #take(bytes: number): number {
    const at = this.#used;
    this.#used = Math.ceil((at + bytes) / 64) * 64;
    return at;
  }
}
