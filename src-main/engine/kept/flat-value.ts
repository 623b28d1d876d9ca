// Data with many arrays of numbers in it (objects, lists, maps; nothing that does anything) as pieces on the disk: first what the arrays stand in, then
// the arrays, packed. Read again, they lie in memory that threads share, as those did that were written.
import { deserialize, serialize } from 'node:v8';
import {
  bytesOfKind,
  kindOf,
  mostPacked,
  packArray,
  unpackArray,
  type NumberArray,
  type PackedKind,
} from '../../memory/packed-array';
import {
  sharedFloat64,
  sharedInt32,
  sharedInt8,
  sharedUint16,
  sharedUint32,
  sharedUint8,
} from '../../memory/shared-arrays';
import { FrameDamage, type FrameReader, type FrameWriter } from './checked-frames';

/** Numbers of an array that are packed together: as floats, they and what is said of them fit a piece. */
const TOGETHER = 1 << 19;
/** Bytes that an array may say it takes. */
const LONGEST_ARRAY = 2 ** 32;

/** Stands where an array is. */
interface Hole {
  readonly $kind: PackedKind;
  readonly $length: number;
}

const SHARED: Record<PackedKind, (length: number) => NumberArray> = {
  u8: sharedUint8,
  i8: sharedInt8,
  u16: sharedUint16,
  u32: sharedUint32,
  i32: sharedInt32,
  f64: sharedFloat64,
};

const isNumbers = (value: unknown): value is NumberArray => ArrayBuffer.isView(value) && !(value instanceof DataView);
const isHole = (value: object): value is Hole => '$kind' in value && '$length' in value;

/** Without the room that lists have at the end of their arrays. */
function trimmed(value: object): object {
  const { data, length, rows, values, count } = value as Record<string, unknown>;
  if (isNumbers(data) && typeof length === 'number') return { ...value, data: data.subarray(0, length) };
  if (isNumbers(rows) && isNumbers(values) && typeof count === 'number')
    return { ...value, rows: rows.subarray(0, count), values: values.subarray(0, count) };
  return value;
}

/** What is left without the arrays, which go to `arrays` in the order in which they are met. */
function emptied(value: unknown, arrays: NumberArray[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isNumbers(value)) {
    arrays.push(value);
    return { $kind: kindOf(value), $length: value.length } satisfies Hole;
  }
  if (Array.isArray(value)) return value.map((one) => emptied(one, arrays));
  if (value instanceof Map) return new Map([...value].map(([key, one]) => [key as unknown, emptied(one, arrays)]));
  return Object.fromEntries(Object.entries(trimmed(value)).map(([key, one]) => [key, emptied(one, arrays)]));
}

/** Throws as `FrameWriter.write`. What `value` says besides its arrays must fit one piece. */
export function writeValue(value: unknown, writer: FrameWriter): void {
  const arrays: NumberArray[] = [];
  writer.write(serialize(emptied(value, arrays)));
  let room = new Uint8Array(1 << 16);
  for (const array of arrays)
    for (let from = 0; from < array.length; from += TOGETHER) {
      const part = array.subarray(from, from + TOGETHER);
      if (mostPacked(part) > room.length) room = new Uint8Array(mostPacked(part));
      writer.write(room.subarray(0, packArray(part, room, 0)));
    }
}

/** What `writeValue` wrote next: plain objects, their arrays in shared memory. Throws FrameDamage, and what the file system says. */
export function readValue(reader: FrameReader): unknown {
  return filled(deserialize(reader.next()), reader);
}

function filled(value: unknown, reader: FrameReader): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => filled(one, reader));
  if (value instanceof Map) return new Map([...value].map(([key, one]) => [key as unknown, filled(one, reader)]));
  if (isHole(value)) return readArray(value, reader);
  const object = value as Record<string, unknown>;
  for (const key of Object.keys(object)) object[key] = filled(object[key], reader);
  return object;
}

function readArray({ $kind, $length }: Hole, reader: FrameReader): NumberArray {
  if (!($length >= 0 && $length * bytesOfKind($kind) <= LONGEST_ARRAY)) throw new FrameDamage('an array is too long');
  const array = SHARED[$kind]($length);
  for (let from = 0; from < $length; from += TOGETHER) {
    const piece = reader.next();
    const end = unpackArray(piece, 0, array.subarray(from, from + TOGETHER));
    if (end !== piece.length) throw new FrameDamage('an array is longer than it should be');
  }
  return array;
}
