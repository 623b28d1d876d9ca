// Arrays of numbers as few bytes, for a disk: in blocks of 4,096 numbers, each stored in the way that takes least of
//   all alike            1 + 4 bytes
//   distance to the least of them, in 1, 2 or 3 bytes each
//   difference to the one before, less the least of these, in 0, 1, 2 or 3 bytes each
//   as it is
// Numbers with a fraction, or beyond 32 bits, are always stored as they are. Unpacking is a loop of additions; nothing is looked up.

export type PackedKind = 'u8' | 'i8' | 'u16' | 'u32' | 'i32' | 'f64';
type PlainArray = Uint8Array | Uint16Array | Uint32Array | Float64Array;
export type NumberArray = PlainArray | Int8Array | Int32Array;

const BLOCK = 4096;
/** most bytes of a block beside its numbers: how it is stored, two numbers to begin with */
const BLOCK_HEAD = 9;

// how a block is stored: the bytes of a number (0 … 3) with one of these, or AS_IT_IS
const DISTANCE = 0;
const DIFFERENCE = 4;
const AS_IT_IS = 8;

const BYTES: Record<PackedKind, number> = { u8: 1, i8: 1, u16: 2, u32: 4, i32: 4, f64: 8 };

export function kindOf(array: NumberArray): PackedKind {
  if (array instanceof Uint8Array) return 'u8';
  if (array instanceof Int8Array) return 'i8';
  if (array instanceof Uint16Array) return 'u16';
  if (array instanceof Uint32Array) return 'u32';
  return array instanceof Int32Array ? 'i32' : 'f64';
}

/** Most bytes that an array can take when it is packed. */
export const mostPacked = (array: NumberArray): number =>
  array.byteLength + Math.ceil(array.length / BLOCK) * BLOCK_HEAD;

/** bytes in which a distance of up to `range` fits, 4: it does not fit in fewer */
const widthFor = (range: number): number =>
  range === 0 ? 0 : range <= 0xff ? 1 : range <= 0xffff ? 2 : range <= 0xffffff ? 3 : 4;

const bytesOf = ({ buffer, byteOffset, byteLength }: NumberArray): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** Whether each number of a block of floats can be told by 32 bits: a whole one, and not -0. */
function isWhole(array: Float64Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!Object.is(array[i] | 0, array[i])) return false;
  return true;
}

/** The same bytes without signs: loops that meet few kinds of arrays are fast. */
function plain(array: NumberArray): PlainArray {
  if (array instanceof Int8Array) return bytesOf(array);
  return array instanceof Int32Array ? new Uint32Array(array.buffer, array.byteOffset, array.length) : array;
}

/** Packs an array into `out` from `at` on, where there is room for `mostPacked`; returns where it ends. */
export function packArray(numbers: NumberArray, out: Uint8Array, at: number): number {
  const array = plain(numbers);
  for (let from = 0; from < array.length; from += BLOCK)
    at = packBlock(array, from, Math.min(from + BLOCK, array.length), out, at);
  return at;
}

function packBlock(array: PlainArray, from: number, to: number, out: Uint8Array, at: number): number {
  const own = array.BYTES_PER_ELEMENT;
  if (array instanceof Float64Array && !isWhole(array, from, to)) return asItIs(array, from, to, out, at);
  let least = array[from];
  let most = least;
  let leastStep = 0x7fff_ffff;
  let mostStep = -0x8000_0000;
  let before = array[from] | 0;
  for (let i = from; i < to; i++) {
    const value = array[i];
    if (value < least) least = value;
    if (value > most) most = value;
    if (i === from) continue;
    const step = ((value | 0) - before) | 0;
    before = value | 0;
    if (step < leastStep) leastStep = step;
    if (step > mostStep) mostStep = step;
  }
  const distance = widthFor(most - least);
  const difference = to - from > 1 ? widthFor(mostStep - leastStep) : 4;
  if (Math.min(distance, difference) >= Math.min(own, 4)) return asItIs(array, from, to, out, at);
  if (distance <= difference) {
    out[at] = DISTANCE | distance;
    putWord(out, at + 1, least);
    return putNumbers(array, from, to, least | 0, distance, out, at + 5);
  }
  out[at] = DIFFERENCE | difference;
  putWord(out, at + 1, array[from]);
  putWord(out, at + 5, leastStep);
  return putSteps(array, from, to, leastStep, difference, out, at + 9);
}

function asItIs(array: PlainArray, from: number, to: number, out: Uint8Array, at: number): number {
  out[at] = AS_IT_IS;
  out.set(bytesOf(array.subarray(from, to)), at + 1);
  return at + 1 + (to - from) * array.BYTES_PER_ELEMENT;
}

function putNumbers(
  array: PlainArray,
  from: number,
  to: number,
  least: number,
  width: number,
  out: Uint8Array,
  at: number,
): number {
  if (width === 0) return at;
  for (let i = from; i < to; i++, at += width) put(out, at, (array[i] | 0) - least, width);
  return at;
}

function putSteps(
  array: PlainArray,
  from: number,
  to: number,
  least: number,
  width: number,
  out: Uint8Array,
  at: number,
): number {
  if (width === 0) return at;
  for (let i = from + 1; i < to; i++, at += width) put(out, at, (array[i] | 0) - (array[i - 1] | 0) - least, width);
  return at;
}

function put(out: Uint8Array, at: number, value: number, width: number): void {
  out[at] = value;
  if (width === 1) return;
  out[at + 1] = value >>> 8;
  if (width === 3) out[at + 2] = value >>> 16;
}

function putWord(out: Uint8Array, at: number, value: number): void {
  out[at] = value;
  out[at + 1] = value >>> 8;
  out[at + 2] = value >>> 16;
  out[at + 3] = value >>> 24;
}

const word = (b: Uint8Array, at: number): number => b[at] | (b[at + 1] << 8) | (b[at + 2] << 16) | (b[at + 3] << 24);

/**
 * Fills an array with what was packed from `at` on; returns where that ends. Throws RangeError where it goes beyond `bytes`, or is nothing that
 * `packArray` makes.
 */
export function unpackArray(bytes: Uint8Array, at: number, numbers: NumberArray): number {
  const array = plain(numbers);
  for (let from = 0; from < array.length; from += BLOCK)
    at = unpackBlock(bytes, at, array, from, Math.min(from + BLOCK, array.length));
  return at;
}

function unpackBlock(bytes: Uint8Array, at: number, array: PlainArray, from: number, to: number): number {
  const how = bytes[at];
  const width = how & 3;
  const count = to - from;
  let end: number;
  if (how === AS_IT_IS) end = at + 1 + count * array.BYTES_PER_ELEMENT;
  else if (how < DIFFERENCE) end = at + 5 + count * width;
  else end = at + 9 + (count - 1) * width;
  if (!(how <= AS_IT_IS && end <= bytes.length)) throw new RangeError('packed numbers are cut short');
  if (how === AS_IT_IS) bytesOf(array.subarray(from, to)).set(bytes.subarray(at + 1, end));
  else if (how < DIFFERENCE) distances(bytes, at + 5, width, word(bytes, at + 1), array, from, to);
  else differences(bytes, at + 9, width, word(bytes, at + 1), word(bytes, at + 5), array, from, to);
  return end;
}

// Arrays take what is beyond their kind modulo its size, but for floats, which hold what fits 32 bits with a sign, or is not stored like this.
function distances(
  b: Uint8Array,
  at: number,
  width: number,
  least: number,
  array: PlainArray,
  from: number,
  to: number,
): void {
  if (width === 0) array.fill(least, from, to);
  else if (width === 1) for (let i = from; i < to; i++) array[i] = (least + b[at++]) | 0;
  else if (width === 2) for (let i = from; i < to; i++, at += 2) array[i] = (least + (b[at] | (b[at + 1] << 8))) | 0;
  else for (let i = from; i < to; i++, at += 3) array[i] = (least + (b[at] | (b[at + 1] << 8) | (b[at + 2] << 16))) | 0;
}

function differences(
  b: Uint8Array,
  at: number,
  width: number,
  first: number,
  least: number,
  array: PlainArray,
  from: number,
  to: number,
): void {
  let value = first;
  array[from] = value;
  if (width === 0) for (let i = from + 1; i < to; i++) array[i] = value = (value + least) | 0;
  else if (width === 1) for (let i = from + 1; i < to; i++) array[i] = value = (value + least + b[at++]) | 0;
  else if (width === 2)
    for (let i = from + 1; i < to; i++, at += 2) array[i] = value = (value + least + (b[at] | (b[at + 1] << 8))) | 0;
  else
    for (let i = from + 1; i < to; i++, at += 3)
      array[i] = value = (value + least + (b[at] | (b[at + 1] << 8) | (b[at + 2] << 16))) | 0;
}

/** Bytes of a number of the kind. */
export const bytesOfKind = (kind: PackedKind): number => BYTES[kind];
