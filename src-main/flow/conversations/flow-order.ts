// Conversations in the order of a column. Sorted by radix: each key is one or more words of 32 bits, the last word first, equal ones
// keep their place. Two million conversations take a fraction of a second, and nothing is kept of them but their ids.
import type { FlowColumn, FlowKind } from '../../ipc/flow-facts';
import { SHAPE_IPV6 } from '../table/flow-chunk';
import type { FlowRows } from './flow-rows';
import { problemRank } from './problem-rank';

/** What a column sorts by: the first one decides, the next ones where it is equal. Null: not known. */
type Key = (flows: FlowRows, id: number) => number | string | null;

/** Words of an address, which say more than its text: numbers sort as numbers, IPv4 stands before IPv6. */
function addressKeys(side: 0 | 1): Key[] {
  const word =
    (k: number): Key =>
    ({ table }, id) => {
      const i = table.position(id);
      const { shape, addresses } = table.chunk(id);
      return k === 0 || shape[i] & SHAPE_IPV6 ? addresses[8 * i + 4 * side + k] : 0;
    };
  const family: Key = ({ table }, id) => table.chunk(id).shape[table.position(id)] & SHAPE_IPV6;
  return [family, word(0), word(1), word(2), word(3), portKey(side)];
}
function portKey(side: 0 | 1): Key {
  return ({ table }, id) => table.chunk(id).ports[2 * table.position(id) + side];
}
/** Of both sides together, or of one. */
const countKey =
  (name: 'packets' | 'bytes', sides: (0 | 1)[]): Key =>
  ({ table }, id) => {
    const counts = table.chunk(id)[name];
    const i = 2 * table.position(id);
    return sides.reduce<number>((sum, side) => sum + counts[i + side], 0);
  };
/** As the row has it: for columns that nobody sorts by every day. */
const rowKey =
  (column: Exclude<FlowColumn, 'packets' | 'bytes' | 'problems'>): Key =>
  (flows, id) =>
    flows.row(id)[column];
const START: Key[] = [(flows, id) => flows.startSec(id), (flows, id) => flows.startNano(id)];

/** Keys of their own: derived, of several parts, or faster than a row. */
const KEYS: { [Column in FlowColumn]?: Key[] } = {
  id: [(_, id) => id],
  kind: [],
  stream: [],
  addressA: addressKeys(0),
  portA: [portKey(0)],
  addressB: addressKeys(1),
  portB: [portKey(1)],
  packets: [countKey('packets', [0, 1])],
  packetsAB: [countKey('packets', [0])],
  packetsBA: [countKey('packets', [1])],
  bytes: [countKey('bytes', [0, 1])],
  bytesAB: [countKey('bytes', [0])],
  bytesBA: [countKey('bytes', [1])],
  startSec: START,
  durationNs: [(flows, id) => flows.durationNs(id)],
  problems: [(flows, id) => problemRank(...flows.verdicts(id)), ...START],
};
const keysOf = (column: FlowColumn): readonly Key[] => KEYS[column] ?? [rowKey(column as Parameters<typeof rowKey>[0])];

/**
 * Ids of all conversations of a kind. Equal ones stand in the order of their streams, unknown values behind the known ones, whichever
 * way the column goes.
 */
export function flowOrder(flows: FlowRows, kind: FlowKind, column: FlowColumn, descending: boolean): Uint32Array {
  let ids: Uint32Array = new Uint32Array(kind === 'tcp' ? flows.tcpCount : flows.udpCount);
  for (let stream = 0; stream < ids.length; stream++) ids[stream] = flows.ofStream(kind, stream);
  if (column === 'stream' && descending) return ids.reverse();
  for (const key of keysOf(column).toReversed()) ids = sortedBy(ids, flows, key, descending);
  return ids;
}

function sortedBy(ids: Uint32Array, flows: FlowRows, key: Key, descending: boolean): Uint32Array {
  const { values, missing } = valuesOf(ids, flows, key);
  const words = wordsOf(values, descending ? 0xffffffff : 0);
  if (missing) words.push(missing);
  if (words.length === 0) return ids;
  let places: Uint32Array = Uint32Array.from(ids, (_, i) => i);
  for (const word of words) for (const shift of [0, 16]) places = sortedByDigit(places, word, shift);
  return places.map((place) => ids[place]);
}

/** Words that sort as the values do, the least significant first; none where all are equal. `flip`: the other way round. */
function wordsOf(values: Float64Array, flip: number): Uint32Array[] {
  let same = true;
  let whole = true;
  for (const value of values) {
    same &&= value === values[0];
    whole &&= value >>> 0 === value;
  }
  if (same) return [];
  if (whole) return [Uint32Array.from(values, (value) => value ^ flip)];
  // a double sorts as its 64 bits do, once the sign is out of the way
  const bits = new Uint32Array(values.buffer);
  const low = new Uint32Array(values.length);
  const high = new Uint32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const negative = bits[2 * i + HIGH] >>> 31 ? 0xffffffff : 0;
    low[i] = bits[2 * i + LOW] ^ negative ^ flip;
    high[i] = bits[2 * i + HIGH] ^ (negative | 0x80000000) ^ flip;
  }
  return [low, high];
}

const LOW = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 0 : 1;
const HIGH = 1 - LOW;

/** Values of a key by place in `ids`; texts as numbers that sort as they do. `missing`: 1 where there is none, null: nowhere. */
function valuesOf(ids: Uint32Array, flows: FlowRows, key: Key): { values: Float64Array; missing: Uint32Array | null } {
  const values = new Float64Array(ids.length);
  let missing: Uint32Array | null = null;
  const texts = new Map<string, number>();
  for (let i = 0; i < ids.length; i++) {
    const value = key(flows, ids[i]);
    if (value === null) (missing ??= new Uint32Array(ids.length))[i] = 1;
    else if (typeof value === 'number')
      values[i] = value + 0; // -0 is 0
    else {
      let number = texts.get(value);
      if (number === undefined) texts.set(value, (number = texts.size));
      values[i] = number;
    }
  }
  if (texts.size > 0) {
    const rank = new Float64Array(texts.size);
    const sorted = [...texts].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [place, [, number]] of sorted.entries()) rank[number] = place;
    for (let i = 0; i < values.length; i++) values[i] = rank[values[i]];
  }
  return { values, missing };
}

/** Places sorted by 16 bits of their word; the same array where they are all equal. */
function sortedByDigit(places: Uint32Array, word: Uint32Array, shift: number): Uint32Array {
  const starts = new Uint32Array(0x10000);
  for (const place of places) starts[(word[place] >>> shift) & 0xffff]++;
  if (places.length === 0 || starts[(word[places[0]] >>> shift) & 0xffff] === places.length) return places;
  for (let digit = 0, sum = 0; digit < starts.length; digit++) {
    const count = starts[digit];
    starts[digit] = sum;
    sum += count;
  }
  const out = new Uint32Array(places.length);
  for (const place of places) out[starts[(word[place] >>> shift) & 0xffff]++] = place;
  return out;
}
