// A column of which few rows of a chunk hold anything but 0: the rows that do, in rising order, and what they hold.
// Like the rest of a chunk it lies in shared memory, and a worker gets the object cloned: there are only data in it.
import { sharedUint16, sharedUint32 } from '../../memory/shared-arrays';

export interface RareValues {
  count: number;
  /** positions in the chunk */
  rows: Uint16Array;
  values: Uint32Array;
}

const FIRST_ROOM = 256;

/** Notes `value` for position `i`, behind all that were noted before; `rare` null: there are none yet. */
export function addRare(rare: RareValues | null, i: number, value: number): RareValues {
  rare ??= { count: 0, rows: sharedUint16(FIRST_ROOM), values: sharedUint32(FIRST_ROOM) };
  if (rare.count === rare.rows.length) {
    // a worker goes on with the arrays that it has
    const { rows, values } = rare;
    rare.rows = sharedUint16(2 * rows.length);
    rare.rows.set(rows);
    rare.values = sharedUint32(2 * values.length);
    rare.values.set(values);
  }
  rare.rows[rare.count] = i;
  rare.values[rare.count++] = value;
  return rare;
}

/** What position `i` holds. */
export function rareAt(rare: RareValues | null, i: number): number {
  if (rare === null) return 0;
  const { rows } = rare;
  let low = 0;
  let high = rare.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows[middle] < i) low = middle + 1;
    else high = middle;
  }
  return low < rare.count && rows[low] === i ? rare.values[low] : 0;
}

export const rareBytes = (rare: RareValues | null): number =>
  rare === null ? 0 : rare.rows.byteLength + rare.values.byteLength;
