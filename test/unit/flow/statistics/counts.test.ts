// What statistics are counted in, against slow twins: tables by key, trees of protocols, bursts, lengths, intervals.
import { describe, expect, test } from 'vitest';
import { Burst } from '../../../../src-main/flow/statistics/burst';
import { CountTable, NO_ROW } from '../../../../src-main/flow/statistics/count-table';
import { IoSeries } from '../../../../src-main/flow/statistics/io-series';
import { LENGTH_RANGES, LengthCounts } from '../../../../src-main/flow/statistics/length-counts';
import { PathTree } from '../../../../src-main/flow/statistics/path-tree';
import { random } from '../../../bench/random';

const WORDS = 3;
/** rows in the order of their numbers, but for every seventh, which has no time */
const TIMES = { hasTime: (row: number) => row % 7 !== 0, isBefore: (a: number, b: number) => a < b };

interface Counted {
  packets: [number, number];
  bytes: [number, number];
  first: number;
  last: number;
}

function read(table: CountTable): Map<string, Counted> {
  const found = new Map<string, Counted>();
  for (let i = 0; i < table.count; i++) {
    const pair = (from: Uint32Array | Float64Array): [number, number] => [from[2 * i], from[2 * i + 1]];
    found.set(table.keys.slice(WORDS * i, WORDS * (i + 1)).join(), {
      ...{ packets: pair(table.packets), bytes: pair(table.bytes), first: table.first[i], last: table.last[i] },
    });
  }
  return found;
}

function filled(seed: number, from: number, to: number, twin: Map<string, Counted>): CountTable {
  const next = random(seed);
  const table = new CountTable(WORDS, 12_345);
  for (let row = from; row < to; row++) {
    const key = [Math.floor(next() * 40), Math.floor(next() * 5) * 0x2000_0000, row % 3];
    const side = next() < 0.5 ? 0 : 1;
    const bytes = Math.floor(next() * 2 ** 33);
    table.key.set(key);
    table.add(side, bytes, row, TIMES);
    const name = Uint32Array.from(key).join();
    const one = twin.get(name) ?? { packets: [0, 0], bytes: [0, 0], first: NO_ROW, last: NO_ROW };
    one.packets[side]++;
    one.bytes[side] += bytes;
    if (TIMES.hasTime(row)) {
      if (one.first === NO_ROW) one.first = row;
      one.last = row;
    }
    twin.set(name, one);
  }
  return table;
}

describe('a table by key', () => {
  test('counts as a map does, grows, and is put together again out of what another thread packed', () => {
    const twin = new Map<string, Counted>();
    const one = filled(1, 0, 3000, twin);
    expect(one.count).toBeGreaterThan(500);
    expect(read(one)).toEqual(twin);
    const other = filled(2, 3000, 5000, twin);
    const packed = Uint32Array.from([...other.pack(), 7]);
    expect(one.take(packed, 0, TIMES)).toBe(packed.length - 1);
    expect(read(one)).toEqual(twin);
    other.clear();
    expect(other.count).toBe(0);
    other.key.set([1, 2, 3]);
    expect(other.find()).toBe(-1);
  });
  test('an end has what both of its ways are, turned where it is the second', () => {
    const pairs = new CountTable(2, 1);
    pairs.key.set([1, 2]);
    pairs.add(0, 100, 1, TIMES);
    pairs.add(1, 50, 2, TIMES);
    const ends = new CountTable(1, 1);
    for (const side of [0, 1]) {
      ends.key[0] = side + 1;
      ends.addEntry(pairs, 0, side === 1, TIMES);
    }
    expect([...ends.bytes.slice(0, 4)]).toEqual([100, 50, 50, 100]);
    expect([ends.first[1], ends.last[1]]).toEqual([1, 2]);
  });
});

test('a tree of protocols is the same whether it was counted at once or put together', () => {
  const paths = [[1, 2, 3], [1, 2], [1, 4], [1, 2, 3], [5], [1, 2, 3, 3]];
  const whole = new PathTree();
  paths.forEach((path, i) => whole.add(path, 100 * 2 ** 32 + i));
  const parts = new PathTree();
  for (let i = 0; i < paths.length; i += 2) {
    const part = new PathTree();
    paths.slice(i, i + 2).forEach((path, k) => part.add(path, 100 * 2 ** 32 + i + k));
    parts.take(part.pack());
    expect(part.nodes).toEqual([]);
  }
  expect(parts.nodes).toEqual(whole.nodes);
  expect(whole.nodes.map(({ parent, code, packets, endPackets }) => [parent, code, packets, endPackets])).toEqual([
    [-1, 1, 5, 0],
    [0, 2, 4, 1],
    [1, 3, 3, 2],
    [0, 4, 1, 1],
    [-1, 5, 1, 1],
    [2, 3, 1, 1],
  ]);
});

test('the densest tenth of a second is that of the steps of 5 ms around it', () => {
  const next = random(3);
  const burst = new Burst();
  const times: number[] = [];
  let ms = 0;
  let most = 0;
  for (let i = 0; i < 2000; i++) {
    ms += next() < 0.02 ? next() * 300 : next() * 4;
    burst.add(ms);
    times.push(Math.floor(ms / 5));
    // packets of the last 20 steps
    most = Math.max(most, times.filter((step) => step > times[i] - 20).length);
    expect(burst.most).toBe(most);
  }
  expect(burst.perMs).toBe(most / 100);
  const back = new Burst();
  for (const at of [500, 100, 450, 404]) back.add(at);
  // the one at 100 ms is too early for the stretch that ends at 500 ms, and so is 404 ms for 20 steps
  expect([back.most, back.startMs]).toEqual([2, 450]);
});

test('lengths fall into ranges, each with its own figures; what has no time is no part of a rate', () => {
  const counts = new LengthCounts();
  const lengths = [0, 19, 20, 79, 80, 5119, 5120, 70_000];
  lengths.forEach((length, i) => counts.add(length, i === 3 ? null : i * 10));
  expect(counts.counts.map(({ packets }) => packets)).toEqual([8, 2, 1, 1, 1, 0, 0, 0, 0, 1, 2]);
  expect(counts.counts.length).toBe(LENGTH_RANGES.length + 1);
  const [all, first] = counts.counts;
  expect([all.bytes, all.least, all.most, all.burst.most]).toEqual([80_437, 0, 70_000, 7]);
  expect([first.bytes, first.least, first.most]).toEqual([19, 0, 19]);
  expect(counts.elapsedMs).toBe(70);
});

test('an interval has its beginning and not its end', () => {
  const series = new IoSeries(1000, 500, 3);
  for (const [row, ns] of [[0, 999], [1, 1000], [2, 1499], [3, 1500], [4, 2499], [5, 2500], [6, NaN]]) series.add(row, ns, 10); // prettier-ignore
  expect([...series.packets]).toEqual([2, 1, 1]);
  expect([...series.bytes]).toEqual([20, 10, 10]);
  expect([...series.frames]).toEqual([2, 4, 5]);
});
